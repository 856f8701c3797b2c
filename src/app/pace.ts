// How fast a platform is written to. The outbox orders letters, shows only the latest state of a card and
// waits as long as the platform asked for that letter; here stands what it lacks: the limits that letters share.
// What the platform asked to wait holds for every letter, and a room with much to say doesn't keep the others
// waiting.

import { setTimeout as rest } from 'node:timers/promises';
import { SendFailure } from './announcer.ts';
import type { PaceBook, Turn } from './pace-book.ts';

export interface Pace {
  /**
   * Resolves when the call may be made. Throws `retry` with the seconds to wait when that would take longer
   * than a moment; whoever comes back with the same key then has kept their place.
   */
  turn(turn: Turn): Promise<void>;
  /** The platform asked everybody to leave a method alone for so many seconds: about that channel, or about any. */
  hold(method: string, seconds: number, channel?: string): void;
}

/** Milliseconds that a letter may be held up while others wait for it. */
const patience = 1_000;

/** @param clock milliseconds that never jump, and how to wait */
export function createPace(
  book: PaceBook,
  clock: { now(): number; rest(milliseconds: number): Promise<unknown> } = {
    now: () => performance.now(),
    rest,
  },
): Pace {
  return {
    async turn(turn) {
      const start = clock.now();
      for (;;) {
        const now = clock.now();
        const wait = book.ask(turn, now);
        if (wait === 0) return;
        if (now + wait > start + patience) {
          book.leave(turn, now + wait);
          throw new SendFailure('retry', `${turn.method} has its turn later`, Math.ceil(wait / 1_000));
        }
        await clock.rest(Math.ceil(wait));
      }
    },
    hold: (method, seconds, channel) => book.hold(method, clock.now() + seconds * 1_000, channel),
  };
}
