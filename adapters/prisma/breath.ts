// SQLite answers at once, so work on it never leaves the present turn of the event loop by itself: a long run
// of transactions would keep timers, sockets and people waiting. Breathing lets them have their turn.

import { setImmediate } from 'node:timers/promises';

/** How long work may go on without a pause (ms). */
const LONGEST = 5;

export class Breath {
  #last = 0;

  /** Lets the event loop turn once if it hasn't had the chance for 5 ms. */
  async take(): Promise<void> {
    if (performance.now() - this.#last < LONGEST) return;
    await setImmediate();
    this.#last = performance.now();
  }
}
