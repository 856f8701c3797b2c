// Deadlines: a row per key, found by when it may fire, whatever the number of those that wait.

import type { DueTimer, Instant, Timer } from '../../src/app/ports.ts';
import { type BulkInsert, lastOfEach, replacing } from './bulk.ts';
import type { Db } from './clients.ts';
import { toDate, toInstant } from './instants.ts';
import { toTimer } from './reads.ts';

const columns = ['assembly', 'key', 'kind', 'target', 'dueAt', 'retryAt', 'attempts'] as const;
const conflict = replacing(['assembly', 'key'], columns);

/** What sets timers; one with the same key in its assembly is replaced, its attempts forgotten. */
export function setTimers(timers: Timer[]): BulkInsert {
  const rows = lastOfEach(timers, (timer) => JSON.stringify([timer.assembly, timer.key])).map((timer) => {
    const due = toDate(timer.dueAt);
    return [timer.assembly, timer.key, timer.kind, timer.target, due, due, 0];
  });
  return { table: 'Timer', columns, rows, conflict };
}

export async function removeTimers(db: Db, done: { assembly: string; key: string }[]): Promise<void> {
  const byAssembly = Map.groupBy(done, (timer) => timer.assembly);
  for (const [assembly, timers] of byAssembly) {
    await db.timer.deleteMany({ where: { assembly, key: { in: timers.map((timer) => timer.key) } } });
  }
}

/** Those whose time has come, longest due first. */
export async function dueTimers(db: Db, now: Instant, limit: number): Promise<DueTimer[]> {
  const rows = await db.timer.findMany({
    where: { retryAt: { lte: toDate(now) } },
    orderBy: [{ retryAt: 'asc' }, { assembly: 'asc' }, { key: 'asc' }],
    take: limit,
  });
  return rows.map((row) => ({ ...toTimer(row), attempts: row.attempts }));
}

export async function nextTimerAt(db: Db): Promise<Instant | undefined> {
  const row = await db.timer.findFirst({ orderBy: { retryAt: 'asc' }, select: { retryAt: true } });
  return row ? toInstant(row.retryAt) : undefined;
}

/** Counts a failed attempt and waits until `retryAt`, unless the timer has been replaced meanwhile. */
export async function postponeTimer(db: Db, timer: Timer, retryAt: Instant): Promise<void> {
  const { assembly, key } = timer;
  await db.timer.updateMany({
    where: { assembly, key, dueAt: toDate(timer.dueAt) },
    data: { retryAt: toDate(retryAt), attempts: { increment: 1 } },
  });
}
