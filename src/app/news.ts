// What a platform tells of its own accord, each thing once: kept until it is dealt with, so that a platform may be
// answered as soon as it is kept, and what a stopped service left undone is done at the next start.

import type { Log, Store } from './ports.ts';

/** One thing that happened there: ids, never words. */
export type Happening = Readonly<Record<string, string | null>>;

export interface News {
  /**
   * Keeps it; answers when it is on disk. False where it is known already: then there is nothing to do.
   *
   * @param id the platform’s own, the same whenever it tells it again
   * @param now UTC
   */
  take(id: string, happening: Happening, now: string): Promise<boolean>;
  /** Deals with it; what fails is logged, and counts as dealt with: these are hints, never anybody’s answer. */
  deal(id: string, happening: Happening, how: (happening: Happening) => Promise<void>): Promise<void>;
  /** Deals with what was kept by a service that stopped since. @param now UTC */
  resume(how: (happening: Happening) => Promise<void>, now: string): Promise<void>;
}

/** Milliseconds for which a platform may tell a thing again, unless it says otherwise. */
const day = 24 * 3_600_000;
/** Milliseconds after which nobody waits for an answer to it any more. */
const staleAfter = 3_600_000;

/** Milliseconds between two looks at what may be forgotten. */
const between = 3_600_000;

/**
 * @param platform under whose name they are kept
 * @param rememberedFor milliseconds for which it may tell a thing again
 */
export function createNews(store: Store, log: Log, platform: string, rememberedFor = day): News {
  const prefix = `news:${platform}:`;
  let swept = 0;

  async function done(id: string): Promise<void> {
    const key = prefix + id;
    const raw = await store.setting(key);
    if (raw === undefined) return;
    const { at } = JSON.parse(raw) as Kept;
    await store.setSetting(key, JSON.stringify({ at, happening: null } satisfies Kept));
  }

  async function deal(
    id: string,
    happening: Happening,
    how: (happening: Happening) => Promise<void>,
  ): Promise<void> {
    try {
      await how(happening);
    } catch (error) {
      log.error({ err: error as Error, platform, id }, 'what a platform told could not be dealt with');
    }
    await done(id);
  }

  async function sweep(now: string): Promise<void> {
    if (Date.parse(now) - swept < between) return;
    swept = Date.parse(now);
    for (const { key, value } of await store.settingsUnder(prefix)) {
      const { at, happening } = JSON.parse(value) as Kept;
      if (happening === null && age(at, now) > rememberedFor) await store.swapSetting(key, value, null);
    }
  }

  return {
    async take(id, happening, now) {
      const isNew = await store.swapSetting(prefix + id, null, JSON.stringify({ at: now, happening }));
      // It is kept: what can’t be forgotten now is forgotten another time.
      if (isNew)
        await sweep(now).catch((error: unknown) => {
          log.warn({ err: error as Error, platform }, 'what was dealt with could not be forgotten');
        });
      return isNew;
    },
    deal,
    async resume(how, now) {
      for (const { key, value } of await store.settingsUnder(prefix)) {
        const { at, happening } = JSON.parse(value) as Kept;
        if (happening === null) continue;
        const id = key.slice(prefix.length);
        if (age(at, now) > staleAfter) await done(id);
        else await deal(id, happening, how);
      }
    },
  };
}

/** `happening` null: dealt with. */
interface Kept {
  at: string;
  happening: Happening | null;
}

function age(at: string, now: string): number {
  return Date.parse(now) - Date.parse(at);
}
