// What stands in a channel of Discord, found by what it shows.

import type { DiscordMessage } from './guild.ts';
import type { DiscordService } from './service.ts';

/** The message of a card: P1. Throws where there is none. */
export async function cardOf(
  { app, discord, guild, channel }: DiscordService,
  ref: string,
): Promise<DiscordMessage> {
  const room = `discord:${guild.id}:${channel.id}`;
  const [post] = await app.store.posts([{ room, subject: `card:${ref}` }]);
  const [where = '', id = ''] = (post?.messageId ?? '').split(':');
  const found = discord.world.message(where, id);
  if (!found) throw new Error(`${ref} has no card in the channel`);
  return found;
}
