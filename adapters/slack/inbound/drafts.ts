// A form that is longer than one view, while it is being filled in: what was said on the pages before.

import type { Store } from '../../../src/app/ports.ts';
import type { FormValues } from '../../../src/ui/form-values.ts';
import type { Member } from '../who.ts';

export interface Drafts {
  /** What they said on the pages before; nothing on the first one. */
  of(who: Member, form: string): Promise<FormValues>;
  /** Adds what this page holds; answers when it is on disk. @param now UTC */
  keep(who: Member, form: string, values: FormValues, now: string): Promise<void>;
  /** Once it is sent, nothing of it stays on disk; for Slack, which may bring it again, it is remembered a while. */
  drop(who: Member, form: string): Promise<void>;
  /** Of what nobody sent nothing stays on disk, a day later or at most an hour more. @param now UTC */
  forgetOld(now: string): Promise<void>;
}

const prefix = 'draft:slack:';
/** Milliseconds after which a form that nobody sent is forgotten. */
const keptFor = 24 * 3_600_000;
/** Milliseconds between two looks at what may be forgotten. */
const between = 3_600_000;
/** So many forms of several pages are remembered after they were sent. */
const remembered = 50;

/** `form` is the number under which it will be delivered. Each is its author’s alone. */
export function createDrafts(store: Store): Drafts {
  /** Of the forms that were sent last. */
  const sent = new Map<string, FormValues>();
  const keyOf = ({ tenant, externalId }: Member, form: string) => `${prefix}${tenant}:${externalId}:${form}`;

  let swept = Number.NEGATIVE_INFINITY;

  async function forgetOld(now: string): Promise<void> {
    if (Date.parse(now) - swept < between) return;
    swept = Date.parse(now);
    for (const { key, value } of await store.settingsUnder(prefix)) {
      const { at } = JSON.parse(value) as Kept;
      if (Date.parse(now) - Date.parse(at) > keptFor) await store.swapSetting(key, value, null);
    }
  }

  async function read(key: string): Promise<FormValues> {
    const raw = await store.setting(key);
    return raw === undefined ? (sent.get(key) ?? {}) : (JSON.parse(raw) as Kept).values;
  }

  function remember(key: string, values: FormValues): void {
    sent.set(key, values);
    const [oldest] = sent.keys();
    if (oldest !== undefined && sent.size > remembered) sent.delete(oldest);
  }

  return {
    forgetOld,
    of: (who, form) => read(keyOf(who, form)),
    async keep(who, form, values, now) {
      const key = keyOf(who, form);
      const kept: Kept = { at: now, values: { ...(await read(key)), ...values } };
      await store.setSetting(key, JSON.stringify(kept));
      await forgetOld(now);
    },
    async drop(who, form) {
      const key = keyOf(who, form);
      const raw = await store.setting(key);
      if (raw === undefined) return;
      remember(key, (JSON.parse(raw) as Kept).values);
      await store.swapSetting(key, raw, null);
    },
  };
}

interface Kept {
  /** UTC. */
  at: string;
  values: FormValues;
}
