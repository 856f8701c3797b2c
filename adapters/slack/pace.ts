// How fast one workspace is written to: one post a second and channel, and each method under its limit a minute.

import { createPace, type Pace } from '../../src/app/pace.ts';
import { type Limit, type PaceBook, paceBook } from '../../src/app/pace-book.ts';

/** At most 9 + 40 calls in any minute: what Slack calls tier 3 allows about fifty. */
const tier3: Limit = { every: 1_500, atOnce: 9, perChannel: null };
/** Posts have no limit of their own a minute but 'several hundred', and one a second and channel. */
const posts: Limit = { every: 250, atOnce: 20, perChannel: { calls: 1, within: 1_000 } };

export function slackPaceBook(): PaceBook {
  return paceBook((method) => (method === 'chat.postMessage' ? posts : tier3));
}

/** The pace of one workspace. @param clock as `createPace` takes it */
export function slackPace(clock?: Parameters<typeof createPace>[1]): Pace {
  return createPace(slackPaceBook(), clock);
}
