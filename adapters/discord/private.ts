// Who reads what is for them alone in private, and who doesn't: Discord lets an app write to those who asked it to.
// Everybody else is told in the room, by one mention, that something is there for them. While that mention stands,
// whatever else is for them is read with it; at most one a day.

import type { QueuedLetter } from '../../src/app/letter.ts';
import type { Instant, Store } from '../../src/app/ports.ts';

/** Settings of the store; those of people by guild and user. */
export interface PrivateBook {
  /** They asked for it, with a tap: what is for them alone comes to them in private. */
  optIn(user: string, guild: string): Promise<void>;
  /** It doesn't any more. */
  optOut(user: string, guild: string): Promise<void>;
  /** How somebody who asked for it is written to; undefined for everybody else. */
  privacy(user: string, guild: string): Promise<Privacy | undefined>;
  /** The channel of their private messages is known. */
  opened(user: string, guild: string, channel: string): Promise<void>;
  /** They asked for it, and let nobody in. */
  blocked(user: string, guild: string): Promise<void>;

  /** How they stand in a room. */
  mention(at: Mentioned): Promise<Mention>;
  /** Where they are, or were, told so. */
  mentions(user: string, guild: string): Promise<{ at: Mentioned; mention: Mention }[]>;
  /** Changes it in one go. */
  change(at: Mentioned, change: (mention: Mention) => Mention): Promise<Mention>;
}

/** Somebody in a room. */
export interface Mentioned {
  guild: string;
  user: string;
  /** The room's channel. */
  channel: string;
}

export interface Privacy {
  /** Where they are written to; null while that was never done. */
  channel: string | null;
  /** Whether Discord last answered that they let nobody in. */
  blocked: boolean;
}

export interface Mention {
  /** `CHANNEL:MESSAGE` of the mention that stands; null where none does. */
  message: string | null;
  /** When the last one was posted, or is being posted; null where there never was one. */
  postedAt: Instant | null;
  /** The key of the letter for which one is being posted; whether it arrived isn't known. */
  posting: string | null;
  /** The keys of the letters that they haven't read, oldest first. */
  keys: readonly string[];
}

const none: Mention = { message: null, postedAt: null, posting: null, keys: [] };

export function privateBook(
  store: Pick<Store, 'setting' | 'setSetting' | 'swapSetting' | 'settingsUnder'>,
): PrivateBook {
  async function privacy(user: string, guild: string): Promise<Privacy | undefined> {
    const found = await store.setting(privacyKey(user, guild));
    return found === undefined ? undefined : (JSON.parse(found) as Privacy);
  }

  /** Of somebody who still wants it. */
  async function note(user: string, guild: string, what: Partial<Privacy>): Promise<void> {
    const key = privacyKey(user, guild);
    const former = await store.setting(key);
    if (former === undefined) return;
    await store.swapSetting(key, former, JSON.stringify({ ...(JSON.parse(former) as Privacy), ...what }));
  }

  async function change(at: Mentioned, changed: (mention: Mention) => Mention): Promise<Mention> {
    const key = mentionKey(at);
    for (;;) {
      const former = (await store.setting(key)) ?? null;
      const mention = changed(former === null ? none : (JSON.parse(former) as Mention));
      if (await store.swapSetting(key, former, JSON.stringify(mention))) return mention;
    }
  }

  return {
    privacy,
    async optIn(user, guild) {
      const former = await privacy(user, guild);
      const fresh: Privacy = { channel: former?.channel ?? null, blocked: false };
      await store.setSetting(privacyKey(user, guild), JSON.stringify(fresh));
    },
    async optOut(user, guild) {
      const key = privacyKey(user, guild);
      for (;;) {
        const former = await store.setting(key);
        if (former === undefined || (await store.swapSetting(key, former, null))) return;
      }
    },
    opened: (user, guild, channel) => note(user, guild, { channel, blocked: false }),
    blocked: (user, guild) => note(user, guild, { blocked: true }),
    async mention(at) {
      const found = await store.setting(mentionKey(at));
      return found === undefined ? none : (JSON.parse(found) as Mention);
    },
    async mentions(user, guild) {
      const found = await store.settingsUnder(`discord:mention:${guild}:${user}:`);
      return found.map(({ key, value }) => {
        const channel = key.slice(key.lastIndexOf(':') + 1);
        return { at: { guild, user, channel }, mention: JSON.parse(value) as Mention };
      });
    },
    change,
  };
}

/** The letters of these keys, in this order. */
export async function lettersOf(
  store: Pick<Store, 'letters'>,
  keys: readonly string[],
): Promise<QueuedLetter[]> {
  const found = await Promise.all(keys.map((key) => store.letters({ key }, 1)));
  return found.flat();
}

function privacyKey(user: string, guild: string): string {
  return `discord:private:${guild}:${user}`;
}

function mentionKey({ guild, user, channel }: Mentioned): string {
  return `discord:mention:${guild}:${user}:${channel}`;
}
