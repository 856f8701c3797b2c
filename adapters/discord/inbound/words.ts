// What somebody has written in Discord, as words: with the names of whom they mention, without Discord’s notation.

import { type APIMessage, Routes } from 'discord.js';
import { plainError } from '../rest.ts';
import type { Deed, Reception } from './reception.ts';

/** Of that message now; null where it is there no more, or Discord doesn’t let us read it. */
export async function wordsOf(
  at: Reception,
  { team, channel }: Deed,
  message: string,
): Promise<string | null> {
  const [where, id] = message.includes(':') ? message.split(':') : [channel, message];
  try {
    const found = (await at.rest.get(Routes.channelMessage(where ?? '', id ?? ''))) as APIMessage;
    return wordsIn(at, found) || null;
  } catch (error) {
    at.app.log.warn({ err: plainError(error), team }, 'the words of a message could not be read');
    return null;
  }
}

/** '' where it has none. */
export function wordsIn(
  { bot }: Pick<Reception, 'bot'>,
  { content, mentions }: Pick<APIMessage, 'content' | 'mentions'>,
): string {
  const names = new Map(mentions.map((user) => [user.id, user.global_name ?? user.username]));
  return plainWords(content, names, bot);
}

/**
 * `<@1>` is '@Claire', `<#2>` is left as it is said to be; whoever speaks to the app needn’t have it said again.
 *
 * @param names by id
 * @param bot the app’s own id
 */
export function plainWords(text: string, names: ReadonlyMap<string, string>, bot: string): string {
  return text
    .replaceAll(new RegExp(`<@!?${bot}>`, 'g'), '')
    .replaceAll(/<@!?(\d+)>/g, (_, id: string) => `@${names.get(id) ?? id}`)
    .replaceAll(/<a?:(\w+):\d+>/g, ':$1:')
    .replaceAll(/<(https?:\/\/[^\s>]+)>/g, '$1')
    .replaceAll(/[ \t]+/g, ' ')
    .trim();
}
