// Tells open pages that something has changed: a message was sent, something was decided, the clock moved.

import type { Context } from 'hono';
import { streamSSE } from 'hono/streaming';
import { clockSetting } from '../clock.ts';
import type { LocalRoom } from '../room.ts';

/** How often the store is looked at while anybody has a page open, and how often a silent line is kept up (ms). */
const interval = 400;
const keepUp = 15_000;

/** What a page compares with what it shows; a part of it that differs says which parts to fetch. */
export interface Counters {
  /** The number of the last message received. */
  posts: number;
  /** The hash of the last event: a history begun anew differs too. */
  events: string;
  /** Where the clock stands, to the minute. */
  clock: string;
}

export async function countersOf(local: LocalRoom): Promise<Counters> {
  const [head] = await local.app.store.heads();
  const moved = (await local.app.store.setting(clockSetting)) ?? '';
  return {
    posts: await local.deliveries.lastNumber(),
    events: head ? `${head.seq} ${head.hash}` : '',
    clock: `${moved} ${local.now().slice(0, 16)}`,
  };
}

/** Looks while somebody listens, and only then. Another process’s changes are seen as well. */
export class Live {
  readonly #local: LocalRoom;
  readonly #listeners = new Set<(told: string | null) => void>();
  #timer: NodeJS.Timeout | undefined;
  #last = '';
  #closed = false;

  constructor(local: LocalRoom) {
    this.#local = local;
  }

  /** An open line that gets the counters now and after each change. */
  stream(c: Context): Response {
    const response = streamSSE(c, async (line) => {
      const waiting: (string | null)[] = [];
      let wake = () => {};
      const hear = (told: string | null) => {
        waiting.push(told);
        wake();
      };
      if (this.#closed) return;
      this.#listen(hear);
      line.onAbort(() => hear(null));
      try {
        waiting.unshift(JSON.stringify(await countersOf(this.#local)));
        for (;;) {
          const told = waiting.shift();
          if (told === null) return;
          if (told !== undefined) {
            await line.writeSSE({ event: 'counters', data: told });
            continue;
          }
          await new Promise<void>((resolve) => {
            const silence = setTimeout(resolve, keepUp);
            wake = () => {
              clearTimeout(silence);
              resolve();
            };
          });
          if (waiting.length === 0) await line.write(': \n\n');
        }
      } finally {
        this.#leave(hear);
      }
    });
    // Once ended it isn’t kept for another request: the server would wait for that when it closes.
    response.headers.set('connection', 'close');
    return response;
  }

  /** Ends every open line, so that the server can close. */
  close(): void {
    this.#closed = true;
    for (const hear of this.#listeners) hear(null);
  }

  #listen(hear: (told: string | null) => void): void {
    this.#listeners.add(hear);
    this.#timer ??= setInterval(() => void this.#look(), interval).unref();
  }

  #leave(hear: (told: string | null) => void): void {
    this.#listeners.delete(hear);
    if (this.#listeners.size > 0) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  async #look(): Promise<void> {
    try {
      const told = JSON.stringify(await countersOf(this.#local));
      if (told === this.#last) return;
      this.#last = told;
      for (const hear of this.#listeners) hear(told);
    } catch (err) {
      this.#local.app.log.debug({ err: err as Error }, 'the local room could not be looked at');
    }
  }
}
