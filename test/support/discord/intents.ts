// What an app hears by the intents that it asked for, and how much of it.

import { GatewayIntentBits as intent } from 'discord.js';
import type { Happening, Json, World } from './guild.ts';
import { flags, isAllowed } from './rights.ts';
import { isItsOwnAffair } from './routes-messages.ts';
import { messageShape } from './shapes.ts';

export const knownIntents = Object.values(intent)
  .filter((bit) => typeof bit === 'number')
  .reduce((all, bit) => all | bit, 0);

type Privileged = World['privileged'] extends Set<infer P> ? P : never;

export function privilegedIn(intents: number): Privileged[] {
  const all: Privileged[] = ['GuildMembers', 'GuildPresences', 'MessageContent'];
  return all.filter((name) => intents & intent[name]);
}

/** Whether an app with these intents is told of it. */
export function hears(world: World, { t, d, guild }: Happening, intents: number): boolean {
  const needed = neededFor(t, guild === null);
  if (needed !== 0 && !(intents & needed)) return false;
  if (t === 'GUILD_DELETE') return true;
  const place = guild === null ? undefined : world.guilds.get(guild);
  if (place && (!place.available || !place.members.has(world.bot.user))) return false;
  const id = t.startsWith('MESSAGE_')
    ? d.channel_id
    : /^(CHANNEL|THREAD)_(CREATE|UPDATE)$/.test(t)
      ? d.id
      : '';
  const channel = world.channels.get(String(id));
  return !channel || isAllowed(world, world.bot.user, channel, flags.ViewChannel);
}

/** The happening as this app hears it: without the words that it may not read. */
export function toldTo(world: World, { t, d, message }: Happening, intents: number): Json {
  if (!message || !t.startsWith('MESSAGE_')) return d;
  const reads = Boolean(intents & intent.MessageContent) || isItsOwnAffair(world, message);
  const shown = messageShape(world, message, reads);
  return {
    ...d,
    ...shown,
    ...(message.nonce !== null && t === 'MESSAGE_CREATE' && { nonce: message.nonce }),
  };
}

function neededFor(t: string, isPrivate: boolean): number {
  if (t.startsWith('MESSAGE_REACTION_'))
    return isPrivate ? intent.DirectMessageReactions : intent.GuildMessageReactions;
  if (t.startsWith('MESSAGE_')) return isPrivate ? intent.DirectMessages : intent.GuildMessages;
  if (t.startsWith('GUILD_SCHEDULED_EVENT_')) return intent.GuildScheduledEvents;
  if (t.startsWith('GUILD_MEMBER_')) return intent.GuildMembers;
  return /^(GUILD|CHANNEL|THREAD)_/.test(t) ? intent.Guilds : 0;
}
