// What the methods of Slack's Web API answer: messages as they are on the wire, pages of them, errors.

import type { SlackMessage, Workspace } from './workspace.ts';

export type Args = Record<string, unknown>;
export type Answer = { ok: true; [field: string]: unknown } | { ok: false; error: string; needed?: string };
export type Method = (ws: Workspace, args: Args) => Answer;

export const refused = (error: string): Answer => ({ ok: false, error });
export const text = (value: unknown) => (typeof value === 'string' ? value : '');

/** A message of the bot. */
export function said(ws: Workspace, channel: string, args: Args, threadTs: string | null): SlackMessage {
  return {
    channel,
    ts: ws.stamp(),
    threadTs,
    user: ws.bot.user,
    text: text(args.text),
    blocks: listOf(args.blocks),
    metadata: (args.metadata as SlackMessage['metadata'] | undefined) ?? null,
    files: [],
    reactions: new Map(),
    edits: 0,
  };
}

export function wire(m: SlackMessage): Record<string, unknown> {
  return {
    type: 'message',
    user: m.user,
    ts: m.ts,
    ...(m.threadTs ? { thread_ts: m.threadTs } : {}),
    text: m.text,
    blocks: m.blocks,
    ...(m.files.length > 0 ? { files: m.files } : {}),
    reactions: [...m.reactions].map(([name, users]) => ({ name, users: [...users], count: users.size })),
  };
}

/** A page of messages between `oldest` and `latest`; metadata only for who asks for it. */
export function paged(messages: SlackMessage[], args: Args): Answer {
  const inclusive = String(args.inclusive) === 'true';
  const oldest = text(args.oldest) || '0';
  const withMetadata = String(args.include_all_metadata) === 'true';
  const inRange = messages.filter((m) => {
    const order = micros(m.ts) - micros(oldest);
    return m.ts === text(args.ts) || (inclusive ? order >= 0 : order > 0);
  });
  const from = Number(text(args.cursor) || '0');
  const size = Number(args.limit ?? 100);
  const page = inRange.slice(from, from + size);
  const more = inRange.length > from + size;
  return {
    ok: true,
    messages: page.map((m) => ({
      ...wire(m),
      ...(withMetadata && m.metadata ? { metadata: m.metadata } : {}),
    })),
    has_more: more,
    response_metadata: { next_cursor: more ? String(from + size) : '' },
  };
}

function micros(ts: string): number {
  const [seconds = '0', fraction = ''] = ts.split('.');
  return Number(seconds) * 1e6 + Number(fraction.padEnd(6, '0').slice(0, 6));
}

export function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}
