// What the gateway hands on of what happens in Discord: each thing once, with its arrival.

import type { APIInteraction, Snowflake } from 'discord.js';

/** What goes along with everything that comes in. */
export interface Arrival {
  /** UTC, by the clock of the service: the instant that counts. */
  receivedAt: string;
  /** Monotonic milliseconds at that moment. */
  arrivedMs: number;
  /**
   * Whether Discord tells it after the line was cut: what was done then is carried out all the same, but Discord has
   * shown an error already and takes no first answer any more.
   */
  late: boolean;
}

export interface Reaction {
  guild: Snowflake;
  channel: Snowflake;
  message: Snowflake;
  user: Snowflake;
  /** The character, or the name of an emoji of the server’s own. */
  emoji: string;
}

/** Somebody wrote to the app in a channel: Discord lets it read what mentions it. */
export interface Mentioning {
  guild: Snowflake;
  channel: Snowflake;
  message: Snowflake;
  user: Snowflake;
  content: string;
}

/**
 * What becomes of it. What these throw is logged and goes no further; until they have resolved, a restart may bring
 * the same thing again, under the same id.
 */
export interface Heard {
  /** Somebody used a command, a button, a list or a form. */
  interaction(interaction: APIInteraction, arrival: Arrival): Promise<void>;
  /** Only where reactions are switched on; those of the app itself aren’t told. */
  reaction(reaction: Reaction, arrival: Arrival): Promise<void>;
  /** Those of apps aren’t told. */
  mentioned(message: Mentioning, arrival: Arrival): Promise<void>;
  /** The app was brought into a server. */
  guildJoined(guild: Snowflake): Promise<void>;
  /** The app was removed from a server, or the server deleted; not: a server that Discord can’t reach for now. */
  guildLeft(guild: Snowflake): Promise<void>;
  /** A channel or thread was deleted. */
  channelGone(guild: Snowflake, channel: Snowflake): Promise<void>;
  /**
   * What happened between can’t be told any more: Discord began a new session. What can be read again should be.
   * @param since UTC, by the clock of the service: the last moment of which everything was told
   */
  missed(since: string): Promise<void>;
}
