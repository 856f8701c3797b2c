// What somebody wrote in Slack, as words: without Slack’s own notation, with the names of whom they mention.

import type { webApi } from '@slack/bolt';

/** A message in its thread, as a button carries it: `C1:1712.34:1711.22`. */
export function messageId(channel: string, ts: string, threadTs: string): string {
  return `${channel}:${ts}:${threadTs}`;
}

/** The words of that message now; null where it is there no more, or holds none. */
export async function wordsOf(client: webApi.WebClient, message: string): Promise<string | null> {
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
  return found?.text ? plainWords(found.text) : null;
}

/** `<@U1|Claire>` is '@Claire', `<https://x|y>` is 'y (https://x)', `&amp;` is '&'. */
export function plainWords(text: string): string {
  return text
    .replaceAll(/<([^<>|]*)(?:\|([^<>]*))?>/g, (_, target: string, label?: string) => spoken(target, label))
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .trim();
}

function spoken(target: string, label: string | undefined): string {
  switch (target[0]) {
    case '@':
      return `@${label ?? target.slice(1)}`;
    case '#':
      return `#${label ?? target.slice(1)}`;
    case '!':
      return label ?? `@${target.slice(1)}`;
    default:
      return label && label !== target && `http://${label}` !== target ? `${label} (${target})` : target;
  }
}
