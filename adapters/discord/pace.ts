// How fast Discord is written to: five messages in five seconds a channel, one change a second a card, well below
// fifty calls a second in all; slowly to people in private, and more slowly to those it never wrote to.

import { createPace, type Pace } from '../../src/app/pace.ts';
import { type Limit, type PaceBook, paceBook } from '../../src/app/pace-book.ts';

/** What is called, as Discord's limits go. */
export type Method =
  /** Every call, whatever else it is. */
  | 'any'
  | 'post'
  | 'edit'
  /** Turns of one card among its own changes: the channel is the message. */
  | 'card'
  | 'look'
  | 'thread'
  | 'event'
  | 'private'
  | 'open'
  | 'other';

/** Discord's windows begin when it says so: a tenth more than five seconds. */
const fiveInFiveSeconds = { calls: 5, within: 5_500 };

const limits: Readonly<Record<Method, Limit>> = {
  // Fifty within any second at most.
  any: { every: 25, atOnce: 10, perChannel: null },
  post: { every: 100, atOnce: 5, perChannel: fiveInFiveSeconds },
  edit: { every: 40, atOnce: 5, perChannel: fiveInFiveSeconds },
  card: { every: 0, atOnce: 1, perChannel: { calls: 1, within: 1_000 } },
  look: { every: 200, atOnce: 4, perChannel: fiveInFiveSeconds },
  thread: { every: 500, atOnce: 4, perChannel: { calls: 5, within: 10_000 } },
  event: { every: 1_000, atOnce: 5, perChannel: { calls: 5, within: 10_000 } },
  private: { every: 6_000, atOnce: 5, perChannel: fiveInFiveSeconds },
  open: { every: 20_000, atOnce: 3, perChannel: null },
  other: { every: 200, atOnce: 4, perChannel: null },
};

export function discordPaceBook(): PaceBook {
  return paceBook((method) => limits[method as Method]);
}

/** @param clock as `createPace` takes it */
export function discordPace(clock?: Parameters<typeof createPace>[1]): Pace {
  return createPace(discordPaceBook(), clock);
}
