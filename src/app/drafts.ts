// A form that is longer than what a platform shows at once, while it is being filled in: what was said so far.

import type { IdentityKey, Store } from './ports.ts';

/** By the field’s name, as it was typed or chosen. */
export type DraftValues = Record<string, string | string[]>;

export interface Drafts {
  /** What they said so far; nothing at first. */
  of(who: IdentityKey, form: string): Promise<DraftValues>;
  /** Adds what this page holds; answers when it is on disk. @param now UTC */
  keep(who: IdentityKey, form: string, values: DraftValues, now: string): Promise<void>;
  /** Remembers what was sent, though the store say nothing: it can be sent again while the service runs. */
  remember(who: IdentityKey, form: string, values: DraftValues): void;
  /** Once it is sent, nothing of it stays on disk; for a platform that may bring it again it is remembered a while. */
  drop(who: IdentityKey, form: string): Promise<void>;
  /** Of what nobody sent nothing stays on disk, a day later or at most an hour more. @param now UTC */
  forgetOld(now: string): Promise<void>;
}

/** Milliseconds after which a form that nobody sent is forgotten. */
const keptFor = 24 * 3_600_000;
/** Milliseconds between two looks at what may be forgotten. */
const between = 3_600_000;
/** So many forms of several pages are remembered after they were sent. */
const remembered = 50;

/**
 * `form` is the number under which it will be delivered. Each is its author’s alone.
 *
 * @param platform whose forms these are
 */
export function createDrafts(store: Store, platform: string): Drafts {
  const prefix = `draft:${platform}:`;
  /** Of the forms that were sent last. */
  const sent = new Map<string, DraftValues>();
  const keyOf = ({ tenant, externalId }: IdentityKey, form: string) =>
    `${prefix}${tenant}:${externalId}:${form}`;

  let swept = Number.NEGATIVE_INFINITY;

  async function forgetOld(now: string): Promise<void> {
    if (Date.parse(now) - swept < between) return;
    swept = Date.parse(now);
    for (const { key, value } of await store.settingsUnder(prefix)) {
      const { at } = JSON.parse(value) as Kept;
      if (Date.parse(now) - Date.parse(at) > keptFor) await store.swapSetting(key, value, null);
    }
  }

  async function read(key: string): Promise<DraftValues> {
    const raw = await store.setting(key);
    return { ...(raw === undefined ? {} : (JSON.parse(raw) as Kept).values), ...sent.get(key) };
  }

  function remember(key: string, values: DraftValues): void {
    sent.set(key, values);
    const [oldest] = sent.keys();
    if (oldest !== undefined && sent.size > remembered) sent.delete(oldest);
  }

  return {
    forgetOld,
    of: (who, form) => read(keyOf(who, form)),
    remember: (who, form, values) => remember(keyOf(who, form), values),
    async keep(who, form, values, now) {
      const key = keyOf(who, form);
      const kept: Kept = { at: now, values: { ...(await read(key)), ...values } };
      await store.setSetting(key, JSON.stringify(kept));
      sent.delete(key);
      await forgetOld(now);
    },
    async drop(who, form) {
      const key = keyOf(who, form);
      const raw = await store.setting(key);
      if (raw === undefined) return;
      remember(key, await read(key));
      await store.swapSetting(key, raw, null);
    },
  };
}

interface Kept {
  /** UTC. */
  at: string;
  values: DraftValues;
}
