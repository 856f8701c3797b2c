// Finding again in Discord what may have arrived: messages since an instant, in a channel, a thread or in private.

import { Routes } from 'discord.js';
import { SendFailure } from '../../src/app/announcer.ts';
import type { Instant } from '../../src/app/ports.ts';
import { type Call, failedBy } from './calls.ts';
import type { FoundMessage } from './marks.ts';

const pageSize = 100;
const pagesAtMost = 10;
/** Milliseconds by which the clocks of this machine and of Discord may differ. */
const clockMargin = 120_000;
/** Discord's ids count milliseconds from the beginning of 2015. */
const epoch = 1_420_070_400_000;

/** The least id of anything written since an instant. */
export function idSince(instant: Instant): string {
  return String(BigInt(Math.max(0, Date.parse(instant) - clockMargin - epoch)) << 22n);
}

/**
 * The first message there that is it, if there is one. Throws `blind` where the app may not read, or where more
 * was written since than can be gone through.
 */
export async function lookUp(
  call: Call,
  channel: string,
  since: Instant,
  isIt: (message: FoundMessage) => boolean,
): Promise<FoundMessage | undefined> {
  const place = { method: 'look', channel, looking: true } as const;
  let after = idSince(since);
  for (let page = 0; page < pagesAtMost; page++) {
    const query = new URLSearchParams({ after, limit: String(pageSize) });
    const found = await call<FoundMessage[]>(place, (rest) =>
      rest.get(Routes.channelMessages(channel), { query }),
    );
    if (found.length === 0 && page === 0) await mayRead(call, channel, after);
    const it = found.find(isIt);
    if (it) return it;
    if (found.length < pageSize) return undefined;
    after = found.reduce((last, { id }) => (BigInt(id) > BigInt(last) ? id : last), after);
  }
  throw new SendFailure('blind', `more was written in ${channel} since than can be gone through`);
}

/** Whoever may not read the history is told that there is none; of a single message Discord says that they may not. */
async function mayRead(call: Call, channel: string, id: string): Promise<void> {
  try {
    const place = { method: 'look', channel, looking: true } as const;
    await call(place, (rest) => rest.get(Routes.channelMessage(channel, id)));
  } catch (error) {
    if (!failedBy(error, 'message-gone')) throw error;
  }
}
