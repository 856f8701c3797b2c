// How fast one workspace is written to. The outbox orders letters, shows only the latest state of a card and
// waits as long as Slack asked for that letter; here stands what it lacks: the limits that letters share.
// One post a second and channel, each method under its limit a minute, what Slack asked to wait for a method
// holds for every letter, and a room with much to say doesn't keep the others waiting.

import { setTimeout as rest } from 'node:timers/promises';
import { SendFailure } from '../../src/app/announcer.ts';
import { type PaceBook, paceBook, type Turn } from './pace-book.ts';

export interface Pace {
  /**
   * Resolves when the call may be made. Throws `retry` with the seconds to wait when that would take longer
   * than a moment; whoever comes back with the same key then has kept their place.
   */
  turn(turn: Turn): Promise<void>;
  /** Slack asked everybody to leave a method alone for so many seconds. */
  hold(method: string, seconds: number): void;
}

/** Milliseconds that a letter may be held up while others wait for it. */
const patience = 1_000;

/** The pace of one workspace. @param clock milliseconds that never jump, and how to wait */
export function createPace(
  clock: { now(): number; rest(milliseconds: number): Promise<unknown> } = {
    now: () => performance.now(),
    rest,
  },
  book: PaceBook = paceBook(),
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
    hold: (method, seconds) => book.hold(method, clock.now() + seconds * 1_000),
  };
}
