// What somebody may do in a guild and its channels, computed as Discord does: roles, then what a channel overrides.

import { PermissionFlagsBits as flags } from 'discord.js';
import type { DiscordChannel, DiscordGuild, World } from './guild.ts';
import { refused } from './refused.ts';

export const everything = Object.values(flags).reduce((all, one) => all | one, 0n);

/** As a bit set; 0 where the person is no member. */
export function rightsIn(world: World, user: string, guild: DiscordGuild, channel?: DiscordChannel): bigint {
  const member = guild.members.get(user);
  if (!member) return 0n;
  if (guild.owner === user) return everything;
  const roles = [guild.id, ...member.roles];
  const base = roles.reduce((sum, role) => sum | (guild.roles.get(role)?.permissions ?? 0n), 0n);
  if (base & flags.Administrator) return everything;
  if (!channel) return base;
  const { overwrites } = channel.parent ? (world.channels.get(channel.parent) ?? channel) : channel;
  let sum = base;
  const apply = (ids: readonly string[], type: string) => {
    const those = overwrites.filter((o) => o.type === type && ids.includes(o.id));
    for (const { deny } of those) sum &= ~deny;
    for (const { allow } of those) sum |= allow;
  };
  apply([guild.id], 'role');
  apply([...member.roles], 'role');
  apply([user], 'member');
  return sum & flags.ViewChannel ? sum : 0n;
}

/** Whether they have all of it. */
export function isAllowed(world: World, user: string, channel: DiscordChannel, right: bigint): boolean {
  if (channel.kind === 'dm') return channel.recipients.has(user);
  const guild = world.guilds.get(channel.guild ?? '');
  return guild !== undefined && (rightsIn(world, user, guild, channel) & right) === right;
}

export { flags };

/** Refuses what somebody may not see (50001), and what they may not do there (50013). */
export function demand(world: World, user: string, channel: DiscordChannel, right: bigint): void {
  if (!isAllowed(world, user, channel, flags.ViewChannel)) throw refused('noAccess');
  if (!isAllowed(world, user, channel, right)) throw refused('noPermission');
}
