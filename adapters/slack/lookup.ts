// Finding again in Slack what may have arrived: messages since an instant, in a channel or in a thread.

import { SendFailure } from '../../src/app/announcer.ts';
import type { Instant } from '../../src/app/ports.ts';
import type { Call } from './calls.ts';

/** What is looked at of a message. */
export interface FoundMessage {
  ts?: string;
  thread_ts?: string;
  user?: string;
  metadata?: { event_type?: string; event_payload?: object };
  files?: { name?: string | null }[];
}

export interface Where {
  channel: string;
  /** The thread's first message; null for the channel itself. */
  threadTs: string | null;
  /** Slack's time, in seconds: `oldestAt` of an instant, or a message's own. */
  oldest: string;
}

const pageSize = 200;
const pagesAtMost = 10;
/** Seconds by which the clocks of this machine and of Slack may differ. */
const clockMargin = 120;

/** Slack's time from which to look for what was attempted at an instant. */
export function oldestAt(instant: Instant): string {
  return (Date.parse(instant) / 1_000 - clockMargin).toFixed(6);
}

/**
 * The first message there that is it, if there is one. Throws `blind` where the app may not read, or
 * where more was written since than can be gone through, and `gone` for a thread that is there no more.
 */
export async function lookUp(
  call: Call,
  { channel, threadTs, oldest }: Where,
  isIt: (message: FoundMessage) => boolean,
): Promise<FoundMessage | undefined> {
  const method = threadTs === null ? 'conversations.history' : 'conversations.replies';
  let cursor: string | undefined;
  for (let page = 0; page < pagesAtMost; page++) {
    const asked = {
      channel,
      oldest,
      limit: pageSize,
      include_all_metadata: true,
      ...(cursor === undefined ? {} : { cursor }),
    };
    const answer = await call({ method, channel, looking: true }, (client) =>
      threadTs === null
        ? client.conversations.history(asked)
        : client.conversations.replies({ ...asked, ts: threadTs }),
    );
    const found = ((answer.messages ?? []) as FoundMessage[]).find(isIt);
    if (found) return found;
    cursor = answer.response_metadata?.next_cursor || undefined;
    if (cursor === undefined) return undefined;
  }
  throw new SendFailure('blind', `more was written in ${channel} since than can be gone through`);
}
