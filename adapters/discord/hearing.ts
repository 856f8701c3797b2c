// What comes in by the line to Discord: each thing is handed on once, with its arrival, and waited for at the end.

import {
  GatewayDispatchEvents,
  type GatewayDispatchPayload,
  type GatewayMessageCreateDispatchData,
  type GatewayMessageReactionAddDispatchData,
} from 'discord.js';
import type { Log } from '../../src/app/ports.ts';
import type { Arrival, Heard } from './inbound/heard.ts';
import type { KeptSession } from './kept-session.ts';
import { plainError } from './rest.ts';

export interface Hearing {
  /** A line stands: what comes until the session is gone on with happened before. */
  begins(): void;
  hear(packet: GatewayDispatchPayload): void;
  /** A new session began. @param since UTC, by the clock of the service */
  missed(since: string): void;
  idle(): Promise<void>;
  busy(): boolean;
}

export interface HearingParts {
  session: KeptSession;
  bot: { user: string };
  reactions: boolean;
  now: () => string;
  log: Log;
}

/** So many interactions are known when they come again. */
const remembered = 2_000;

export function createHearing(heard: Heard, { session, bot, reactions, now, log }: HearingParts): Hearing {
  const working = new Set<Promise<void>>();
  const known = new Set<string>();
  let replaying = false;

  function work(what: string, done: () => void, deal: () => Promise<void>): void {
    const dealt = Promise.resolve()
      .then(deal)
      .catch((error: unknown) => {
        log.error({ err: plainError(error), what }, 'what Discord told could not be dealt with');
      })
      .finally(() => {
        working.delete(dealt);
        done();
      });
    working.add(dealt);
  }

  function isNew(id: string): boolean {
    if (known.has(id)) return false;
    known.add(id);
    const [oldest] = known;
    if (known.size > remembered && oldest !== undefined) known.delete(oldest);
    return true;
  }

  /** What is to be done about it; null: nothing. */
  function dealing({ t, d }: GatewayDispatchPayload): (() => Promise<void>) | null {
    const arrival: Arrival = { receivedAt: now(), arrivedMs: performance.now(), late: replaying };
    switch (t) {
      case GatewayDispatchEvents.Ready:
        replaying = false;
        session.guilds.clear();
        for (const { id } of d.guilds) session.guilds.add(id);
        return null;
      case GatewayDispatchEvents.Resumed:
        replaying = false;
        return null;
      case GatewayDispatchEvents.InteractionCreate:
        return isNew(d.id) ? () => heard.interaction(d, arrival) : null;
      case GatewayDispatchEvents.MessageReactionAdd:
        return reacted(d, arrival);
      case GatewayDispatchEvents.MessageCreate:
        return said(d, arrival);
      case GatewayDispatchEvents.GuildCreate: {
        if (session.guilds.has(d.id)) return null;
        session.guilds.add(d.id);
        return () => heard.guildJoined(d.id);
      }
      case GatewayDispatchEvents.GuildDelete:
        if (d.unavailable) return null;
        session.guilds.delete(d.id);
        return () => heard.guildLeft(d.id);
      case GatewayDispatchEvents.ChannelDelete:
      case GatewayDispatchEvents.ThreadDelete: {
        const { guild_id, id } = d as { guild_id?: string; id: string };
        return guild_id === undefined ? null : () => heard.channelGone(guild_id, id);
      }
      default:
        return null;
    }
  }

  function reacted(d: GatewayMessageReactionAddDispatchData, arrival: Arrival): (() => Promise<void>) | null {
    const { guild_id: guild, channel_id: channel, message_id: message, user_id: user, emoji } = d;
    if (!reactions || guild === undefined || user === bot.user || emoji.name === null) return null;
    const reaction = { guild, channel, message, user, emoji: emoji.name };
    return () => heard.reaction(reaction, arrival);
  }

  /** Of other messages Discord doesn’t say what is in them. */
  function said(d: GatewayMessageCreateDispatchData, arrival: Arrival): (() => Promise<void>) | null {
    const { guild_id: guild, channel_id: channel, id: message, author, mentions, content } = d;
    const isToUs = mentions.some(({ id }) => id === bot.user) && author.bot !== true;
    if (guild === undefined || !isToUs || !isNew(message)) return null;
    return () => heard.mentioned({ guild, channel, message, user: author.id, content }, arrival);
  }

  return {
    begins() {
      replaying = session.current !== null;
    },
    hear(packet) {
      const done = session.taken(packet.s);
      const deal = dealing(packet);
      if (deal) work(packet.t, done, deal);
      else done();
    },
    missed(since) {
      work(
        'missed',
        () => undefined,
        () => heard.missed(since),
      );
    },
    async idle() {
      while (working.size > 0) await Promise.allSettled(working);
    },
    busy: () => working.size > 0,
  };
}
