// The one way to change anything: a job waits in the writer's queue, and its whole consequence is written
// in one transaction before anyone is answered.
//
// Jobs that wait together are committed together (group commit). When a batch fails, its jobs are tried
// one by one, so that one bad job costs nobody else anything; receipts make trying again harmless.

import { randomUUID } from 'node:crypto';
import type { Holidays } from '../domain/calendar.ts';
import { isRefusal, type Refusal, refuse } from '../domain/refusal.ts';
import { Batch } from './batch.ts';
import type { Faults } from './faults.ts';
import { fetchAhead } from './fetch-ahead.ts';
import type { Answer, Job } from './job.ts';
import { perform } from './perform.ts';
import { type Log, type Store, StoreUnavailable } from './ports.ts';

/** How long a person’s act may take from arrival to disk. Later it is abandoned and the person told. */
export const storeWithin = 8_000;

const batchSize = 32;
const queueLimit = 2_000;
const retryPause = 100;

export type Execution = Answer | Refusal;

interface Waiting {
  job: Job;
  /** Monotonic milliseconds after which it must not be stored any more. */
  deadline: number;
  settle: (end: Execution) => void;
  fail: (error: unknown) => void;
  /** Why an earlier try, alone or with others, didn’t say whether it was stored. */
  failed?: unknown;
}

export interface Executor {
  /**
   * Carries a job out. Answers when its consequence is on disk, or with a refusal when nothing was
   * changed: by the rules, `service.busy` (the queue is full), `service.stopping`, `service.not-recorded`
   * (not stored within 8 s), `service.unsure` (the store didn’t say whether it was). Throws on a bug.
   */
  execute(job: Job): Promise<Execution>;
  /** How many jobs wait. */
  readonly waiting: number;
  /** Whether any waits or is being carried out. */
  readonly busy: boolean;
  /** Refuses new jobs, and resolves when those accepted are done. */
  drain(): Promise<void>;
}

export interface ExecutorParts {
  store: Store;
  holidays: Holidays;
  log: Log;
  faults: Faults;
  /** Called after each commit in which something happened. */
  onCommit: () => void;
}

export function createExecutor(parts: ExecutorParts): Executor {
  const { store, log, faults } = parts;
  const queue: Waiting[] = [];
  let working: Promise<void> | undefined;
  let stopping = false;

  async function work(): Promise<void> {
    while (queue.length > 0) {
      // Everything that has arrived by now comes along: the sockets are read between two turns of the loop.
      await new Promise((resolve) => setImmediate(resolve));
      const batch = queue.splice(0, batchSize);
      if (batch.length > 1 && (await tryBatch(batch))) continue;
      for (const waiting of batch) await single(waiting);
    }
    working = undefined;
  }

  /** Commits all of them at once; false when they have to be tried one by one. */
  async function tryBatch(batch: Waiting[]): Promise<boolean> {
    const left = Math.min(...batch.map((w) => w.deadline)) - performance.now();
    if (left <= 0) return false;
    try {
      const ends = await commit(
        batch.map((w) => w.job),
        left,
      );
      batch.forEach((waiting, i) => {
        waiting.settle(ends[i] as Execution);
      });
      return true;
    } catch (error) {
      for (const waiting of batch) waiting.failed = error;
      const deliveries = batch.map((w) => w.job.delivery).join(' ');
      log.warn({ err: error as Error, deliveries }, 'a batch failed; its jobs are tried one by one');
      return false;
    }
  }

  async function single(waiting: Waiting): Promise<void> {
    for (;;) {
      const left = waiting.deadline - performance.now();
      if (left <= 0) break;
      try {
        const [end] = await commit([waiting.job], left);
        return waiting.settle(end as Execution);
      } catch (error) {
        waiting.failed = error;
        if (!(error instanceof StoreUnavailable)) return waiting.fail(error);
        log.warn({ err: error as Error, delivery: waiting.job.delivery }, 'a job failed and is tried again');
        await new Promise((resolve) => setTimeout(resolve, retryPause));
      }
    }
    waiting.settle(refuse(waiting.failed ? 'service.unsure' : 'service.not-recorded'));
  }

  async function commit(jobs: Job[], timeoutMs: number): Promise<Execution[]> {
    let written = false;
    const ends = await store.transact(async (tx) => {
      const heads = await tx.lockHeads([...new Set(jobs.flatMap(assembliesOf))]);
      const batch = new Batch(tx, heads, systemNow());
      if (jobs.length > 1) await fetchAhead(jobs, batch);
      const done: Execution[] = [];
      for (const job of jobs) done.push(await one(batch, job));
      await faults('execute.decided');
      const changes = batch.changes();
      written = changes.events.length > 0 || changes.timersDone.length > 0;
      const met = changes.persons.length + changes.identities.length + changes.joined.length > 0;
      if (written || met) await tx.write(changes);
      await faults('execute.written');
      return done;
    }, Math.ceil(timeoutMs));
    await faults('execute.committed');
    if (written) parts.onCommit();
    return ends;
  }

  async function one(batch: Batch, job: Job): Promise<Execution> {
    const founding = job.source.kind === 'founding';
    const draft = founding ? batch.founding(job.assembly) : batch.draft(job.assembly);
    if (!draft) return refuse('assembly.unknown', { params: { assembly: job.assembly } });
    const end = await perform(job, { batch, draft, holidays: parts.holidays });
    if (!isRefusal(end)) batch.keep(draft);
    return end;
  }

  return {
    get waiting() {
      return queue.length;
    },
    get busy() {
      return working !== undefined;
    },
    async execute(job) {
      await faults('execute.received');
      if (stopping) return refuse('service.stopping');
      if (queue.length >= queueLimit) {
        log.warn({ waiting: queue.length }, 'the writer’s queue is full');
        return refuse('service.busy');
      }
      return new Promise<Execution>((settle, fail) => {
        queue.push({ job, deadline: performance.now() + storeWithin, settle, fail });
        working ??= Promise.resolve().then(work);
      });
    },
    async drain() {
      stopping = true;
      await working;
    },
  };
}

/** Those in which it may change something. */
function assembliesOf({ assembly, source }: Job): string[] {
  return [assembly, ...((source.kind === 'person' && source.link?.also) || [])];
}

/** System time, for what concerns machines and not deadlines. */
export function systemNow(): string {
  return new Date().toISOString();
}

/** An id under which a person can report a failure and an operator find it. */
export function incident(): string {
  return randomUUID().slice(0, 8);
}
