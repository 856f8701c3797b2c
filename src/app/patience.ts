// How long a platform is waited for, and when it counts as out of reach.

import { SendFailure } from './announcer.ts';
import type { Settlement } from './letter.ts';

/** Milliseconds after which nobody waits for an answer of a platform any more. */
const answersWithin = 60_000;
/** So many letters refused and none accepted, and it isn’t the letter but the platform that is out of reach. */
const silentAfter = 3;

/** A platform that never answers has perhaps taken it: it is looked up before it is sent again. */
export async function inTime(sending: Promise<Settlement>): Promise<Settlement> {
  const { promise, reject } = Promise.withResolvers<never>();
  const late = new SendFailure('uncertain', 'the platform did not answer');
  const timer = setTimeout(() => reject(late), answersWithin);
  return Promise.race([sending, promise]).finally(() => clearTimeout(timer));
}

/** Which platforms have accepted nothing of several letters in a row. */
export function watchSilence() {
  const failed = new Map<string | null, Set<string>>();
  return {
    answered: (platform: string | null) => void failed.delete(platform),
    failed: (platform: string | null, key: string) =>
      void failed.set(platform, new Set([...(failed.get(platform) ?? []), key])),
    isSilent: (platform: string | null) => (failed.get(platform)?.size ?? 0) >= silentAfter,
  };
}

/** @param end with which it is over before the time, too */
export function rest(milliseconds: number, end?: Promise<unknown>): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    void end?.finally(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}
