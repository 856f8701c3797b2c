// Deadlines: finds the timers whose time has come and carries them out, each once.
//
// A timer is done in the same transaction as its consequence. One that isn't applicable any more counts
// as done; only a failure of the store postpones it.

import { plusMilliseconds } from '../domain/calendar.ts';
import type { Command } from '../domain/commands.ts';
import { isRefusal } from '../domain/refusal.ts';
import type { Executor } from './execute.ts';
import type { Faults } from './faults.ts';
import { backoff } from './outbox.ts';
import type { Clock, DueTimer, Log, Store } from './ports.ts';

const pageSize = 100;

export interface Timers {
  /** Fires every timer that is due. Answers with how many were carried out. Sweeps don't overlap. */
  sweep(): Promise<number>;
}

export function createTimers(parts: {
  store: Store;
  clock: Clock;
  log: Log;
  faults: Faults;
  executor: Executor;
}): Timers {
  const { store, clock, log, executor, faults } = parts;
  let sweeping: Promise<number> | undefined;

  async function sweep(): Promise<number> {
    let fired = 0;
    for (;;) {
      const now = clock.now();
      const due = await store.dueTimers(now, pageSize);
      if (due.length === 0) return fired;
      await faults('timers.due');
      const done = await Promise.all(due.map((timer) => fire(timer, now)));
      await faults('timers.fired');
      fired += done.filter(Boolean).length;
      // What failed was postponed; a full page may hide others that can be carried out.
      if (!done.some(Boolean) && due.length < pageSize) return fired;
    }
  }

  async function fire(timer: DueTimer, now: string): Promise<boolean> {
    const fields = { assembly: timer.assembly, timer: timer.key, attempts: timer.attempts };
    try {
      const end = await executor.execute({
        assembly: timer.assembly,
        at: now,
        delivery: `timer:${timer.key}`,
        commands: [commandOf(timer)],
        source: { kind: 'timer', key: timer.key, dueAt: timer.dueAt },
      });
      if (!isRefusal(end)) return true;
      log.warn({ ...fields, code: end.refused }, 'a timer could not be carried out and waits');
    } catch (error) {
      log.error({ ...fields, err: error as Error }, 'a timer failed and is tried again later');
    }
    await store.postponeTimer(timer, plusMilliseconds(now, backoff(timer.attempts + 1)));
    return false;
  }

  return {
    sweep() {
      sweeping ??= sweep().finally(() => {
        sweeping = undefined;
      });
      return sweeping;
    },
  };
}

function commandOf({ kind, target }: DueTimer): Command {
  switch (kind) {
    case 'call.close':
      return { type: 'CloseCall', call: target };
    case 'call.review':
      return { type: 'ReviewCall', call: target };
    case 'call.remind':
      return { type: 'RemindPartners', call: target };
    case 'proposal.close':
      return { type: 'CloseProposal', proposal: target };
    case 'meeting.remind':
      return { type: 'RemindToConvene', meeting: target, whom: 'coordinators' };
    case 'meeting.deputy':
      return { type: 'RemindToConvene', meeting: target, whom: 'deputies' };
    case 'meeting.send':
      return { type: 'ConveneByDelay', meeting: target };
    default:
      throw new Error(`no timer is of kind ${kind}`);
  }
}
