// What somebody wrote in Slack, as words: without Slack’s own notation, with the names of whom they mention.

import type { webApi } from '@slack/bolt';

/** A message in its thread, as a button carries it: `C1:1712.34:1711.22`. */
export function messageId(channel: string, ts: string, threadTs: string): string {
  return `${channel}:${ts}:${threadTs}`;
}

/** What somebody is called, by their id in Slack; null where nobody says. */
export type NameOf = (user: string) => Promise<string | null>;

/** The words of that message now; null where it is there no more, or holds none. */
export async function wordsOf(
  client: webApi.WebClient,
  message: string,
  nameOf: NameOf,
): Promise<string | null> {
  const [channel = '', ts = '', thread = ''] = message.split(':');
  const { messages = [] } = await client.conversations.replies({
    channel,
    ts: thread,
    oldest: ts,
    latest: ts,
    inclusive: true,
    limit: 2,
  });
  const found = messages.find((m) => m.ts === ts);
  if (!found?.text) return null;
  const mentioned = new Set([...found.text.matchAll(/<@([A-Z0-9]+)>/g)].map(([, user = '']) => user));
  const names = await Promise.all([...mentioned].map(async (user) => [user, await nameOf(user)] as const));
  return plainWords(found.text, new Map(names));
}

/** `<@U1>` is '@Claire', `<https://x|y>` is 'y (https://x)', `&amp;` is '&'. @param names by id */
export function plainWords(text: string, names: ReadonlyMap<string, string | null> = new Map()): string {
  return text
    .replaceAll(/<([^<>|]*)(?:\|([^<>]*))?>/g, (_, target: string, label = '') =>
      spoken(target, label, names),
    )
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .trim();
}

/** An address may hold a question mark, and asks nothing. */
export function withoutLinks(text: string): string {
  return text.replaceAll(/<[^<>]*>/g, ' ');
}

function spoken(target: string, label: string, names: ReadonlyMap<string, string | null>): string {
  const id = target.slice(1);
  switch (target[0]) {
    case '@':
      return `@${label || (names.get(id) ?? id)}`;
    case '#':
      return `#${label || id}`;
    case '!':
      return label || `@${id}`;
    default:
      return label && label !== target && `http://${label}` !== target ? `${label} (${target})` : target;
  }
}
