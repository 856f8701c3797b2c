// The way from the outbox to Discord: posts in rooms and threads, edits, private messages and mentions, the search for
// what may have arrived, and what a notice of a meeting brings with it.

import {
  type Announcer,
  type Attempted,
  type Obstacle,
  type Outgoing,
  SendFailure,
} from '../../src/app/announcer.ts';
import type { Log, Store } from '../../src/app/ports.ts';
import type { Lang, Room } from '../../src/domain/people.ts';
import type { Card } from '../../src/ui/card.ts';
import type { MeetingNotice } from '../../src/ui/convocation-file.ts';
import { translator } from '../../src/ui/translator.ts';
import { asFailure, type Call, CallFailure, callsFor, type DiscordApp, failedBy } from './calls.ts';
import type { DiscordMessage } from './components/message.ts';
import type { Concerns } from './components/taps.ts';
import { lookUp } from './lookup.ts';
import { bears } from './marks.ts';
import { keepEvent } from './meeting-events.ts';
import { editMessage, type MessageFile, type Posting, postMessage } from './messages.ts';
import { inTurn, isByMention, type PrivateWay } from './private-way.ts';
import { createThreads, placeOf, threadName } from './threads.ts';
import { platformName } from './who.ts';

export interface DiscordAnnouncerParts {
  app: DiscordApp;
  /** @param of what its buttons come back with */
  render: (card: Card, lang: Lang, of: Concerns) => DiscordMessage;
  /** What the letter of this key says to a calendar, if it says something. */
  noticeOf: (key: string) => Promise<Notice | null>;
  /** What the thread under a message of a room is called. */
  threadName: (room: Room, messageId: string) => Promise<string>;
  privately: PrivateWay;
  store: Pick<Store, 'setting' | 'setSetting'>;
  /** Tells those who run the process of what didn't go as it should, though the letter of this key left. */
  tell: (key: string, obstacle: Obstacle) => Promise<void>;
  /** UTC. */
  now: () => string;
  log: Log;
}

/** What goes with a letter about a meeting. */
export interface Notice {
  notice: MeetingNotice;
  file: MessageFile;
}

/** Milliseconds after which the rest of a letter is left to its next attempt: the outbox may not send for long. */
const longEnough = { thread: 3_000, event: 1_000 };
/** How many letters are kept in mind of which something is known that Discord wouldn't tell. */
const remembered = 5_000;

export function discordAnnouncer(parts: DiscordAnnouncerParts): Announcer {
  const { app, render, noticeOf, privately, log } = parts;
  const threads = createThreads();
  const events = inTurn();
  /** Letters whose every attempt was surely refused: nothing of them can be found. */
  const surelyNot = new Set<string>();
  /** Where letters stand that wait for what goes with them. */
  const standing = new Map<string, string>();
  /** The messages of letters that somebody deleted: Discord may still remember their nonces. */
  const deleted = new Map<string, string>();

  function posting({ card, lang, key, room }: Outgoing, inRoom: boolean): Pick<Posting, 'key' | 'message'> {
    return { key, message: render(card, lang, { room: inRoom ? null : room, words: null }) };
  }

  /** Under its message, in the room where that isn't possible. */
  async function said(call: Call, room: Room, outgoing: Outgoing, file: MessageFile | null): Promise<string> {
    const start = performance.now();
    const { key, under } = outgoing;
    const after = deleted.get(key);
    const to = (channel: string) =>
      postMessage(call, { channel, method: 'post', ...posting(outgoing, true), file, after });
    if (under === null) return to(room.channel);
    const thread = await threads.under(call, {
      channel: room.channel,
      messageId: under,
      name: () => parts.threadName(room, under),
      without: (failure) => toldOf(key, failure),
    });
    if (performance.now() - start > longEnough.thread)
      throw new SendFailure('retry', 'the thread took long, and nothing is said in it yet');
    if (thread === null) return to(room.channel);
    try {
      return await opening(call, thread, () => to(thread));
    } catch (error) {
      if (failedBy(error, 'channel-gone')) {
        threads.forget(thread);
        throw new SendFailure('gone', error.message);
      }
      if (!failedBy(error, 'locked', 'permission')) throw error;
      await toldOf(key, error);
      return to(room.channel);
    }
  }

  /** An archived thread is opened for it. */
  async function opening<T>(call: Call, thread: string, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (!failedBy(error, 'archived')) throw error;
      await threads.open(call, thread);
      return work();
    }
  }

  async function toldOf(key: string, { trouble, message, obstacle }: CallFailure): Promise<void> {
    log.warn({ key, kind: trouble.kind, code: trouble.code }, message);
    if (obstacle) await parts.tell(key, obstacle);
  }

  /** Whoever wants to talk about a proposal finds where. The card counts, not its thread: the next word starts it, too. */
  async function threadBegun(call: Call, room: Room, messageId: string, { card, key, under }: Outgoing) {
    if (under !== null || !card.subject.startsWith('card:P')) return;
    try {
      await threads.begin(call, {
        channel: room.channel,
        messageId,
        name: async () => threadName(card.title, translator(room.lang)('discord.thread')),
        without: (failure) => toldOf(key, failure),
      });
    } catch (error) {
      log.warn(
        { key, kind: asFailure(error).kind },
        'the thread of a proposal is started with its first word',
      );
    }
  }

  async function followed(call: Call, room: Room, messageId: string, { notice }: Notice): Promise<void> {
    const { tenant: guild, channel, lang } = room;
    const place = { guild, channel, messageId, lang, bot: app.bot.user };
    await events(guild, () => keepEvent(call, parts.store, place, notice, parts.now()));
  }

  /** The message counts, not the event: one that can't be kept doesn't make the message unsent. */
  async function eventFailed(key: string, error: unknown): Promise<void> {
    const { kind, message } = asFailure(error);
    log.error({ key, kind }, `the event of the meeting isn't as its notice says: ${message}`);
    const code = error instanceof CallFailure ? error.trouble.code : kind;
    await parts.tell(key, { message: 'discord.aside.event', params: { code }, everywhere: false });
  }

  async function toRoom(call: Call, room: Room, outgoing: Outgoing): Promise<string> {
    const start = performance.now();
    const { key } = outgoing;
    const notice = await noticeOf(key);
    const id = await said(call, room, outgoing, notice?.file ?? null);
    await threadBegun(call, room, id, outgoing);
    if (notice === null) return id;
    try {
      if (performance.now() - start > longEnough.event)
        throw new SendFailure('retry', 'the event is to follow');
      await followed(call, room, id, notice);
    } catch (error) {
      const { kind, message, retryAfter, obstacle } = asFailure(error);
      if (obstacle === null && kind !== 'permanent') {
        // The message stands: the next attempt finds it, and completes it.
        keep(standing, key, id);
        throw new SendFailure('uncertain', message, retryAfter);
      }
      await eventFailed(key, error);
    }
    return id;
  }

  /** Where an earlier attempt left it. */
  async function arrived(call: Call, room: Room, key: string, { under, since }: Attempted) {
    const known = standing.get(key);
    if (known !== undefined) return known;
    const isIt = (m: Parameters<typeof bears>[0]) => bears(m, key, app.bot.user);
    const inChannel = async (channel: string) => {
      const found = await lookUp(call, channel, since, isIt);
      return found && `${channel}:${found.id}`;
    };
    const { channel, message } = under === null ? { channel: '', message: '' } : placeOf(under);
    const thread = channel === room.channel ? message : channel;
    try {
      const found = thread === '' ? undefined : await inChannel(thread);
      if (found !== undefined) return found;
    } catch (error) {
      if (!failedBy(error, 'channel-gone')) throw error;
    }
    return inChannel(room.channel);
  }

  return {
    platform: platformName,

    async post(to, outgoing) {
      const { key } = outgoing;
      surelyNot.delete(key);
      try {
        if (to.kind === 'room') return await toRoom(callsFor(app, key), to.room, outgoing);
        const file = (await noticeOf(key))?.file ?? null;
        return await privately.post(to.identity, outgoing, { ...posting(outgoing, false), file });
      } catch (error) {
        if (asFailure(error).kind === 'retry') {
          if (surelyNot.size >= remembered) surelyNot.clear();
          surelyNot.add(key);
        }
        throw error;
      }
    },

    async edit(to, messageId, outgoing) {
      if (isByMention(messageId)) return;
      const { key } = outgoing;
      const call = callsFor(app, key);
      const { channel, message } = placeOf(messageId);
      await app.pace.turn({ key, method: 'card', channel: messageId });
      const drawn = posting(outgoing, to.kind === 'room');
      try {
        await opening(call, channel, () => editMessage(call, channel, message, drawn));
      } catch (error) {
        const itsChannel = to.kind === 'room' && channel === to.room.channel;
        const gone = failedBy(error, 'message-gone') || (failedBy(error, 'channel-gone') && !itsChannel);
        if (!gone) throw error;
        keep(deleted, key, message);
        threads.forget(channel);
        throw new SendFailure('gone', error.message);
      }
    },

    async find(to, key, attempted) {
      if (surelyNot.has(key)) return undefined;
      if (to.kind === 'person') return privately.find(to.identity, key, attempted);
      const call = callsFor(app, key);
      const id = await arrived(call, to.room, key, attempted);
      if (id === undefined) return undefined;
      try {
        const notice = await noticeOf(key);
        if (notice) await followed(call, to.room, id, notice);
      } catch (error) {
        await eventFailed(key, error);
      }
      standing.delete(key);
      return id;
    },
  };
}

function keep(map: Map<string, string>, key: string, value: string): void {
  if (map.size >= remembered) map.clear();
  map.set(key, value);
}
