// The way from the outbox to Slack: posts, edits, private messages, and the search for what may have arrived.

import {
  type Address,
  type Announcer,
  type Attempted,
  type Outgoing,
  SendFailure,
} from '../../src/app/announcer.ts';
import type { Log } from '../../src/app/ports.ts';
import type { Lang } from '../../src/domain/people.ts';
import type { Card } from '../../src/ui/card.ts';
import { literally } from './blocks/literal.ts';
import type { Concerns } from './blocks/taps.ts';
import { type Call, callsFor, type SlackWorkspace } from './calls.ts';
import { type BesideMessage, fileArrived, type SlackFile, sendFile } from './files.ts';
import { type FoundMessage, lookUp, oldestAt } from './lookup.ts';

export const platformName = 'slack';
/** The type under which a message carries the key of its letter. */
export const metadataType = 'sans_objection';

export interface SlackAnnouncerParts {
  /** By team: several workspaces may be served. */
  workspaceOf: (team: string) => SlackWorkspace | undefined;
  /** @param of what its buttons come back with */
  render: (card: Card, lang: Lang, of: Concerns) => { blocks: unknown[]; text: string };
  /** The file that goes with the letter of this key, if one does. */
  fileOf: (key: string) => Promise<SlackFile | null>;
  log: Log;
}

/** Milliseconds after which a file is left to the next attempt: the outbox may not send for long. */
const longEnough = 1_000;

/** A message's id is its channel and its timestamp, so that private ones can be edited too: `D024:1712.34`. */
export function slackAnnouncer({ workspaceOf, render, fileOf, log }: SlackAnnouncerParts): Announcer {
  /** The channel of each person's private messages, by team and user. */
  const privately = new Map<string, string>();
  /** Letters whose every attempt was surely refused: nothing of them can be found. */
  const surelyNot = new Set<string>();

  function workspaceFor(to: Address): SlackWorkspace {
    const team = to.kind === 'room' ? to.room.tenant : to.identity.tenant;
    const workspace = workspaceOf(team);
    if (!workspace) throw new SendFailure('permanent', `the app isn't installed in workspace ${team}`);
    return workspace;
  }

  async function channelOf(to: Address, call: Call): Promise<string> {
    if (to.kind === 'room') return to.room.channel;
    const { tenant, externalId: user } = to.identity;
    const known = privately.get(`${tenant}:${user}`);
    if (known !== undefined) return known;
    const place = { method: 'conversations.open', channel: user };
    const { channel } = await call(place, (client) => client.conversations.open({ users: user }));
    if (!channel?.id) throw new SendFailure('retry', 'Slack named no channel');
    privately.set(`${tenant}:${user}`, channel.id);
    return channel.id;
  }

  /** Nothing was posted yet when this fails. */
  async function channelToPostIn(to: Address, call: Call): Promise<string> {
    try {
      return await channelOf(to, call);
    } catch (error) {
      const { kind, message, retryAfter, obstacle } = asFailure(error);
      throw new SendFailure(kind === 'uncertain' ? 'retry' : kind, message, retryAfter, obstacle);
    }
  }

  function content({ card, lang, key, room }: Outgoing) {
    const { blocks, text } = render(card, lang, { room, letter: key, words: null });
    const metadata = { event_type: metadataType, event_payload: { key } };
    return { text, blocks: blocks as never[], metadata };
  }

  async function message(to: Address, outgoing: Outgoing, call: Call): Promise<BesideMessage> {
    const channel = await channelToPostIn(to, call);
    const thread = outgoing.under === null ? {} : { thread_ts: placeOf(outgoing.under).ts };
    const { ts } = await call({ method: 'chat.postMessage', channel }, (client) =>
      client.chat.postMessage({
        channel,
        ...thread,
        ...content(outgoing),
        ...literally,
      }),
    );
    if (!ts) throw new SendFailure('uncertain', 'Slack named no message');
    return beside({ channel, ts, ...thread });
  }

  /** What goes with a message that stands. One that can't follow doesn't make the message unsent. */
  async function completed(key: string, call: Call, there: BesideMessage): Promise<void> {
    try {
      const file = await fileOf(key);
      if (file && !(await fileArrived(call, there, file))) await sendFile(call, there, file);
    } catch (error) {
      const { kind, message } = asFailure(error);
      log.error({ key, kind }, `the calendar file didn't follow its message: ${message}`);
    }
  }

  return {
    platform: platformName,

    async post(to, outgoing) {
      const { key } = outgoing;
      const call = callsFor(workspaceFor(to), key);
      const start = performance.now();
      surelyNot.delete(key);
      const there = await message(to, outgoing, call).catch((error) => {
        if (asFailure(error).kind === 'retry') surelyNot.add(key);
        throw error;
      });
      try {
        const file = await fileOf(key);
        if (file && performance.now() - start > longEnough) throw new Error('the calendar file is to follow');
        if (file) await sendFile(call, there, file);
      } catch (error) {
        // The message stands: the next attempt finds it, and completes it.
        const { message: why, retryAfter } = asFailure(error);
        throw new SendFailure('uncertain', why, retryAfter);
      }
      return `${there.channel}:${there.ts}`;
    },

    async edit(to, messageId, outgoing) {
      const call = callsFor(workspaceFor(to), outgoing.key);
      const place = placeOf(messageId);
      const { parse, link_names } = literally;
      await call({ method: 'chat.update', channel: place.channel }, (client) =>
        client.chat.update({ ...place, ...content(outgoing), parse, link_names }),
      );
    },

    async find(to, key, attempted) {
      if (surelyNot.has(key)) return undefined;
      const workspace = workspaceFor(to);
      const call = callsFor(workspace, key);
      const channel = await channelOf(to, call);
      const found = await arrived(call, channel, attempted, (m) => carries(m, key, workspace.bot.user));
      if (!found?.ts) return undefined;
      await completed(key, call, beside({ ...found, channel, ts: found.ts }));
      return `${channel}:${found.ts}`;
    },
  };
}

/** In the thread under which it was to stand; at the root, where that one is gone. */
async function arrived(
  call: Call,
  channel: string,
  { under, since }: Attempted,
  isIt: (message: FoundMessage) => boolean,
): Promise<FoundMessage | undefined> {
  const oldest = oldestAt(since);
  const atRoot = () => lookUp(call, { channel, threadTs: null, oldest }, isIt);
  if (under === null) return atRoot();
  try {
    return await lookUp(call, { channel, threadTs: placeOf(under).ts, oldest }, isIt);
  } catch (error) {
    if (error instanceof SendFailure && error.kind === 'gone') return atRoot();
    throw error;
  }
}

/** A message of the app's own with this key: anybody else's may claim one. */
function carries({ user, metadata }: FoundMessage, key: string, bot: string): boolean {
  const payload = metadata?.event_payload as { key?: unknown } | undefined;
  return user === bot && metadata?.event_type === metadataType && payload?.key === key;
}

/** A file stands in the thread of its message; in private beside it, where people see it. */
function beside(found: { channel: string; ts: string; thread_ts?: string }): BesideMessage {
  const { channel, ts, thread_ts } = found;
  return { channel, ts, threadTs: channel.startsWith('D') ? null : (thread_ts ?? ts) };
}

function placeOf(messageId: string): { channel: string; ts: string } {
  const [channel, ts] = messageId.split(':');
  if (!channel || !ts) throw new SendFailure('gone', `${messageId} is no message of Slack's`);
  return { channel, ts };
}

function asFailure(error: unknown): SendFailure {
  if (error instanceof SendFailure) return error;
  return new SendFailure('uncertain', error instanceof Error ? error.message : String(error));
}
