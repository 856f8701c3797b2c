// A thread for each proposal, started from its card's message so that whoever wants to talk about it finds it there; and
// for any other card when the first word is to stand under it. Opened again when Discord archived it, done without where
// there can be none.

import { type APIChannel, Routes, ThreadAutoArchiveDuration } from 'discord.js';
import { cardKey } from '../../src/app/addresses.ts';
import { SendFailure } from '../../src/app/announcer.ts';
import { pageReads } from '../../src/app/page-reads.ts';
import type { Store } from '../../src/app/ports.ts';
import type { Lang } from '../../src/domain/people.ts';
import { renderLetter } from '../../src/ui/letters.ts';
import { type Call, type CallFailure, failedBy } from './calls.ts';

export interface Threads {
  /**
   * The channel in which to say something under a message of a room: the message's thread, whose id is the message's
   * own. Null where it can have none: then it is said in the room, for what is said in the wrong place is better than
   * what isn't said. Throws `gone` where the message is.
   */
  under(call: Call, message: UnderMessage): Promise<string | null>;
  /** Starts the thread of a message that was just posted; never throws what only a thread lacks. */
  begin(call: Call, message: UnderMessage): Promise<void>;
  /** The thread isn't there any more. */
  forget(thread: string): void;
  /** Opens an archived one. Throws where it is locked, too. */
  open(call: Call, thread: string): Promise<void>;
}

export interface UnderMessage {
  /** The room's channel. */
  channel: string;
  /** `CHANNEL:MESSAGE`. */
  messageId: string;
  /** What the thread would be called. */
  name: () => Promise<string>;
  /** Why it has no thread. */
  without: (failure: CallFailure) => Promise<void>;
}

/** Discord's limit of a name. */
const longestName = 100;
const threadsRemembered = 20_000;
/** Milliseconds for which a channel that can have no thread isn't asked for one. */
const refusedFor = 600_000;

export function createThreads(): Threads {
  const known = new Set<string>();
  /** By channel, until when. */
  const refused = new Map<string, number>();

  async function exists(call: Call, thread: string): Promise<boolean> {
    try {
      await call<APIChannel>({ method: 'look', channel: thread }, (rest) => rest.get(Routes.channel(thread)));
      return true;
    } catch (error) {
      if (failedBy(error, 'channel-gone')) return false;
      throw notPosted(error);
    }
  }

  async function start(call: Call, message: string, { channel, name, without }: UnderMessage) {
    if ((refused.get(channel) ?? 0) > performance.now()) return false;
    const body = { name: await name(), auto_archive_duration: ThreadAutoArchiveDuration.OneWeek };
    try {
      await call({ method: 'thread', channel }, (rest) =>
        rest.post(Routes.threads(channel, message), { body }),
      );
      return true;
    } catch (error) {
      if (failedBy(error, 'thread-exists')) return true;
      if (!failedBy(error, 'threads-full', 'permission', 'no-access')) throw notPosted(error);
      refused.set(channel, performance.now() + refusedFor);
      await without(error);
      return false;
    }
  }

  return {
    async under(call, to) {
      const { channel, message } = placeOf(to.messageId);
      if (channel !== to.channel) return channel;
      if (known.has(message)) return message;
      if (!(await exists(call, message)) && !(await start(call, message, to))) return null;
      if (known.size >= threadsRemembered) known.clear();
      known.add(message);
      return message;
    },
    async begin(call, to) {
      const { message } = placeOf(to.messageId);
      if (await start(call, message, to)) known.add(message);
    },
    forget: (thread) => void known.delete(thread),
    async open(call, thread) {
      const body = { archived: false };
      try {
        await call({ method: 'thread', channel: thread }, (rest) =>
          rest.patch(Routes.channel(thread), { body }),
        );
      } catch (error) {
        // Only moderators open a locked one.
        throw failedBy(error, 'permission') ? error.as('locked') : error;
      }
    },
  };
}

/** What a thread is called: as the card, whose whole title stands above it. @param title plain text */
export function threadName(title: string, otherwise: string): string {
  const name = title.replaceAll(/\s+/g, ' ').trim() || otherwise;
  if (name.length <= longestName) return name;
  const words = name.slice(0, longestName - 1).replace(/[\ud800-\udbff]$/, '');
  return `${/^.{40,}(?=\s)/s.exec(words)?.[0] ?? words}…`;
}

/** The title of the card that stands at a message; null where none does. */
export async function titleAt(
  store: Store,
  room: string,
  messageId: string,
  lang: Lang,
  now: string,
): Promise<string | null> {
  const [post, assembly] = await Promise.all([store.postAt(room, messageId), store.roomOwner(room)]);
  if (!post || assembly === undefined) return null;
  const [letter] = await store.letters({ key: cardKey(assembly, room, post.subject) }, 1);
  const card = letter && (await renderLetter(pageReads(store), letter, lang, now));
  return card?.title ?? null;
}

/** The parts of a message's id as the service keeps it. */
export function placeOf(messageId: string): { channel: string; message: string } {
  const [channel, message] = messageId.split(':');
  if (!channel || !message) throw new SendFailure('gone', `${messageId} is no message of Discord's`);
  return { channel, message };
}

/** Nothing of a letter was posted yet when this failed. */
export function notPosted(error: unknown): unknown {
  const uncertain = error instanceof SendFailure && error.kind === 'uncertain';
  return uncertain ? new SendFailure('retry', error.message, error.retryAfter, error.obstacle) : error;
}
