// The way to one person: in private, if they asked for it; else by one mention in their room, with which they read
// whatever has come for them since.

import { type APIChannel, Routes } from 'discord.js';
import { type Attempted, type Obstacle, type Outgoing, SendFailure } from '../../src/app/announcer.ts';
import type { Identity, Log, Store } from '../../src/app/ports.ts';
import type { Lang } from '../../src/domain/people.ts';
import { asFailure, type Call, callsFor, type DiscordApp, failedBy } from './calls.ts';
import type { DiscordMessage } from './components/message.ts';
import { lookUp } from './lookup.ts';
import { bears } from './marks.ts';
import { type MessageFile, postMessage } from './messages.ts';
import type { Mention, Mentioned, PrivateBook } from './private.ts';
import { notPosted, placeOf } from './threads.ts';

export interface PrivateWay {
  /** Answers with the message's id: of the private one, or of the mention with which it is read. */
  post(to: Identity, outgoing: Outgoing, private_: PrivateMessage): Promise<string>;
  find(to: Identity, key: string, attempted: Attempted): Promise<string | undefined>;
  /** What waits in a room is read, whose mention is taken away. Answers with the keys of the letters. */
  read(at: Mentioned): Promise<readonly string[]>;
}

export interface PrivateMessage {
  message: DiscordMessage;
  file: MessageFile | null;
}

export interface PrivateWayParts {
  app: DiscordApp;
  store: Pick<Store, 'letters' | 'head'>;
  book: PrivateBook;
  /** That something is there for somebody. */
  mention: (user: string, lang: Lang) => DiscordMessage;
  tell: (key: string, obstacle: Obstacle) => Promise<void>;
  /** UTC. */
  now: () => string;
  log: Log;
}

/** Milliseconds between two mentions of one person in one room. */
const day = 24 * 3_600_000;
/** After so many milliseconds a letter that waits for that looks whether they ask for private messages meanwhile. */
const look = 4 * 3_600_000;
/** What follows the id of a mention, where a letter is read with it: nothing of the letter stands there. */
const byMention = 'mention';

/** Whether nothing of the letter itself stands at that id. */
export function isByMention(messageId: string): boolean {
  return messageId.endsWith(`:${byMention}`);
}

export function privateWay({ app, store, book, mention, tell, now, log }: PrivateWayParts): PrivateWay {
  const turns = inTurn();

  async function inPrivate(call: Call, to: Identity, key: string, { message, file }: PrivateMessage) {
    const known = await book.privacy(to.externalId, to.tenant);
    const channel = known?.channel ?? (await opened(call, to));
    return postMessage(call, { channel, method: 'private', key, message, file });
  }

  /** The channel of their private messages. Nothing was posted yet when this fails. */
  async function opened(call: Call, { tenant, externalId: user }: Identity): Promise<string> {
    try {
      const { id } = await call<APIChannel>({ method: 'open', channel: user }, (rest) =>
        rest.post(Routes.userChannels(), { body: { recipient_id: user } }),
      );
      await book.opened(user, tenant, id);
      return id;
    } catch (error) {
      throw notPosted(error);
    }
  }

  /** Adds the letter to what waits for them in the room, where one mention says so. */
  async function byOneMention(call: Call, at: Mentioned, key: string, lang: Lang): Promise<string> {
    const { message, postedAt: last, keys } = await settled(call, at);
    const since = last === null ? day : Date.parse(now()) - Date.parse(last);
    if (message !== null && (since < day || (await stands(call, message)))) {
      await book.change(at, (m) => ({ ...m, keys: keys.includes(key) ? m.keys : [...m.keys, key] }));
      return `${message}:${byMention}`;
    }
    if (since < day) {
      const wait = Math.ceil(Math.min(look, day - since) / 1_000);
      throw new SendFailure('retry', 'they were mentioned today already, and have read', wait);
    }
    await isMember(call, at);
    await book.change(at, (m) => ({ ...m, message: null, postedAt: now(), posting: key }));
    try {
      const { user, channel } = at;
      const id = await postMessage(call, { channel, method: 'post', key, message: mention(user, lang) });
      await book.change(at, (m) => ({ ...m, message: id, posting: null, keys: [...m.keys, key] }));
      return `${id}:${byMention}`;
    } catch (error) {
      const isSurelyNot = error instanceof SendFailure && error.kind !== 'uncertain';
      if (isSurelyNot) await book.change(at, (m) => ({ ...m, postedAt: last, posting: null }));
      throw error;
    }
  }

  /** How they stand in the room, once it is known whether the last mention arrived. */
  async function settled(call: Call, at: Mentioned): Promise<Mention> {
    const standing = await book.mention(at);
    const { posting, postedAt } = standing;
    if (posting === null || postedAt === null) return standing;
    const found = await lookUp(call, at.channel, postedAt, (m) => bears(m, posting, app.bot.user));
    return book.change(at, (m) => {
      if (m.posting !== posting) return m;
      if (!found) return { ...m, postedAt: null, posting: null };
      return { ...m, message: `${at.channel}:${found.id}`, posting: null, keys: [...m.keys, posting] };
    });
  }

  async function stands(call: Call, messageId: string): Promise<boolean> {
    const { channel, message } = placeOf(messageId);
    try {
      await call({ method: 'look', channel }, (rest) => rest.get(Routes.channelMessage(channel, message)));
      return true;
    } catch (error) {
      if (failedBy(error, 'message-gone')) return false;
      throw notPosted(error);
    }
  }

  /** Whoever left the server is told nothing there; where Discord doesn’t say so, they are still in it. */
  async function isMember(call: Call, { guild, user }: Mentioned): Promise<void> {
    try {
      await call({ method: 'look', channel: guild }, (rest) => rest.get(Routes.guildMember(guild, user)));
    } catch (error) {
      if (!failedBy(error, 'refused')) throw notPosted(error);
    }
  }

  /** The assembly's room in which they are told. */
  async function roomOf(guild: string, room: string, key: string): Promise<string> {
    const here = `discord:${guild}:`;
    if (room.startsWith(here)) return room.slice(here.length);
    const [letter] = await store.letters({ key }, 1);
    const head = letter && (await store.head(letter.assembly));
    const other = head?.doc.rooms.find((id) => id.startsWith(here));
    if (other === undefined)
      throw new SendFailure('permanent', `the assembly has no room in server ${guild}`);
    return other.slice(here.length);
  }

  async function takenAway({ guild, user }: Mentioned, messageId: string): Promise<void> {
    const { channel, message } = placeOf(messageId);
    const call = callsFor(app, `read:${guild}:${user}`);
    try {
      await call({ method: 'other', channel }, (rest) =>
        rest.delete(Routes.channelMessage(channel, message)),
      );
    } catch (error) {
      if (failedBy(error, 'message-gone', 'channel-gone')) return;
      log.warn({ kind: asFailure(error).kind }, 'a mention that was read still stands');
    }
  }

  return {
    async post(to, { key, lang, room }, private_) {
      const { tenant: guild, externalId: user } = to;
      const call = callsFor(app, key);
      const privacy = await book.privacy(user, guild);
      if (privacy && !privacy.blocked) {
        try {
          return await inPrivate(call, to, key, private_);
        } catch (error) {
          if (!failedBy(error, 'closed')) throw error;
          await book.blocked(user, guild);
          await tell(key, { message: 'discord.aside.closed', params: {}, everywhere: false });
        }
      }
      const at = { guild, user, channel: await roomOf(guild, room, key) };
      return turns(`${guild}:${user}`, () => byOneMention(call, at, key, lang));
    },

    async find(to, key, { since }) {
      const { tenant: guild, externalId: user } = to;
      const call = callsFor(app, key);
      const told = await turns(`${guild}:${user}`, async () => {
        for (const { at, mention } of await book.mentions(user, guild)) {
          if (mention.keys.includes(key) && mention.message !== null) return mention.message;
          if (mention.posting !== key) continue;
          const now = await settled(call, at);
          if (now.message !== null) return now.message;
        }
        return undefined;
      });
      if (told !== undefined) return `${told}:${byMention}`;
      const privacy = await book.privacy(user, guild);
      if (privacy?.channel == null || privacy.blocked) return undefined;
      const found = await lookUp(call, privacy.channel, since, (m) => bears(m, key, app.bot.user));
      return found && `${privacy.channel}:${found.id}`;
    },

    async read(at) {
      let before: Mention | undefined;
      await book.change(at, (m) => {
        before = m;
        return { ...m, message: null, keys: [] };
      });
      if (before?.message) await takenAway(at, before.message);
      return before?.keys ?? [];
    },
  };
}

/** One after another for each name. */
export function inTurn(): <T>(name: string, work: () => Promise<T>) => Promise<T> {
  const last = new Map<string, Promise<unknown>>();
  return async (name, work) => {
    const before = last.get(name);
    const mine = before ? before.then(work, work) : work();
    last.set(name, mine);
    try {
      return await mine;
    } finally {
      if (last.get(name) === mine) last.delete(name);
    }
  };
}
