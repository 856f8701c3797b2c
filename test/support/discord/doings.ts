// What people do on Discord without the app having been asked: they write, put signs under messages, come and go.

import { post, react, removeChannel, setThread, startThread, tell } from './deeds.ts';
import type { DiscordChannel, DiscordGuild, DiscordMessage, DiscordUser, World } from './guild.ts';
import { flags, isAllowed } from './rights.ts';
import { memberShape, userOf } from './shapes.ts';
import { type Pointed, pointedAt } from './sight.ts';

export interface Doings {
  /** A message in a channel, a thread, or in private; '@Claire' mentions her. */
  writes(words: string, where: { in: DiscordChannel } | { inThreadOf: Pointed }): Promise<DiscordMessage>;
  startsThread(name: string, from: Pointed): Promise<DiscordChannel>;
  /** With the sign itself: '✋'. */
  reacts(sign: string, on: Pointed): Promise<void>;
  takesBack(sign: string, on: Pointed): Promise<void>;
  joins(guild: DiscordGuild): Promise<void>;
  leaves(guild: DiscordGuild): Promise<void>;
  archives(thread: DiscordChannel, how?: { locked?: boolean }): Promise<void>;
  unarchives(thread: DiscordChannel): Promise<void>;
  /** With everything in it. */
  deletes(channel: DiscordChannel): Promise<void>;
}

/** @param settled until the app has done what follows */
export function doingsOf(world: World, user: DiscordUser, settled: () => Promise<unknown>): Doings {
  function may(channel: DiscordChannel, right: bigint, what: string): void {
    if (!isAllowed(world, user.id, channel, right))
      throw new Error(`${user.name} may not ${what} in ${channel.name}`);
  }

  function threadOf(at: Pointed): DiscordChannel {
    const thread = world.channels.get(pointedAt(world, user, at).thread ?? '');
    if (!thread) throw new Error('that message has no thread');
    return thread;
  }

  async function reacting(sign: string, on: Pointed, adds: boolean): Promise<void> {
    react(world, pointedAt(world, user, on), user.id, sign, adds);
    await settled();
  }

  return {
    async writes(words, where) {
      const channel = 'in' in where ? where.in : threadOf(where.inThreadOf);
      may(channel, channel.thread ? flags.SendMessagesInThreads : flags.SendMessages, 'write');
      const message = post(world, { channel, author: user.id, content: withMentions(world, words) });
      await settled();
      return message;
    },
    async startsThread(name, from) {
      const message = pointedAt(world, user, from);
      const channel = world.channels.get(message.channel);
      if (!channel) throw new Error('the channel is gone');
      may(channel, flags.CreatePublicThreads, 'start threads');
      // Where the message has one already, that is what Discord opens.
      const thread =
        world.channels.get(message.id) ?? startThread(world, channel, user.id, { name, from: message });
      await settled();
      return thread;
    },
    reacts: (sign, on) => reacting(sign, on, true),
    takesBack: (sign, on) => reacting(sign, on, false),
    async joins(guild) {
      const member = world.joins(guild, user);
      tell(world, 'GUILD_MEMBER_ADD', { guild_id: guild.id, ...memberShape(world, member) }, guild.id);
      await settled();
    },
    async leaves(guild) {
      guild.members.delete(user.id);
      tell(world, 'GUILD_MEMBER_REMOVE', { guild_id: guild.id, user: userOf(world, user.id) }, guild.id);
      await settled();
    },
    async archives(thread, { locked } = {}) {
      setThread(world, thread, { archived: true, ...(locked !== undefined && { locked }) });
      await settled();
    },
    async unarchives(thread) {
      setThread(world, thread, { archived: false, locked: false });
      await settled();
    },
    async deletes(channel) {
      removeChannel(world, channel);
      await settled();
    },
  };
}

function withMentions(world: World, words: string): string {
  const known = [...world.users.values()].map((u) => ({ id: u.id, name: u.globalName ?? u.name }));
  const longestFirst = known.toSorted((a, b) => b.name.length - a.name.length);
  return longestFirst.reduce((text, { id, name }) => text.replaceAll(`@${name}`, `<@${id}>`), words);
}
