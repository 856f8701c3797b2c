// The wake-up: node-cron looks every few seconds whether a timer is due, lets the outbox try again, and
// leaves a sign of life. It keeps no deadline itself.

import { schedule } from 'node-cron';
import { millisecondsBetween } from '../domain/calendar.ts';
import type { Outbox } from './outbox.ts';
import type { Clock, Log, Store } from './ports.ts';
import type { Timers } from './timers.ts';

/** Longer without a sign of life than this, and the service counts as having been out of reach. */
export const silenceIsOutage = 120_000;
/** A wall clock that moves this far against the monotonic one isn't to be trusted with deadlines. */
const jump = 60_000;
const beatEvery = 30_000;

export interface Scheduler {
  /** Looks at once, then every five seconds. */
  start(): Promise<void>;
  /** The sign of life, and the outage that a long silence before it was: of the service, and of each edge. */
  beat(): Promise<void>;
  /** Whether deadlines are suspended because the computer's clock has jumped. */
  readonly suspended: boolean;
  stop(): Promise<void>;
}

export interface SchedulerParts {
  store: Store;
  clock: Clock;
  log: Log;
  timers: Timers;
  outbox: Outbox;
  /** Whether a platform is within reach, by its edge (`slack:T1`); an edge that isn’t here isn’t watched. */
  edges?: ReadonlyMap<string, () => boolean>;
  /** Wall and monotonic milliseconds. */
  times?: () => { wall: number; monotonic: number };
}

export function createScheduler(parts: SchedulerParts): Scheduler {
  const { store, clock, log, timers, outbox } = parts;
  const times = parts.times ?? (() => ({ wall: Date.now(), monotonic: performance.now() }));
  const guard = clockGuard(times());
  let lastBeat = Number.NEGATIVE_INFINITY;
  let suspended = false;
  /** The edges of which it was said that they are out of reach. */
  const away = new Set<string>();
  let looking: Promise<void> | undefined;
  let task: ReturnType<typeof schedule> | undefined;

  async function look(): Promise<void> {
    try {
      await judgeClock();
      const { monotonic } = times();
      if (!suspended && monotonic - lastBeat >= beatEvery) {
        lastBeat = monotonic;
        await beat();
      }
      if (!suspended) await timers.sweep();
      outbox.kick();
    } catch (error) {
      log.error({ err: error as Error }, 'a look at the deadlines failed; the next one is in five seconds');
    }
  }

  /** A clock that has jumped may be right or wrong: people decide, by setting it right or restarting. */
  async function judgeClock(): Promise<void> {
    const drift = guard(times());
    const jumped = Math.abs(drift) >= jump;
    if (jumped && !suspended) {
      log.error(
        { drift },
        'the computer’s clock has jumped: deadlines are suspended until it is right again or the service is restarted',
      );
    } else if (!jumped && suspended) {
      log.warn({ drift }, 'the computer’s clock is right again: deadlines go on');
    }
    suspended = jumped;
  }

  async function beat(): Promise<void> {
    const now = clock.now();
    const former = await store.beat('service', now);
    if (former && millisecondsBetween(former, now) > silenceIsOutage) {
      log.warn({ from: former, to: now }, 'the service was out of reach');
      await store.recordOutage({ edge: 'service', from: former, to: now });
    }
    for (const [edge, isUp] of parts.edges ?? []) await watch(edge, isUp(), now);
  }

  /** An outage that lasts grows with each look, so that a period which closes meanwhile is given its time back. */
  async function watch(edge: string, isUp: boolean, now: string): Promise<void> {
    const former = isUp ? await store.beat(edge, now) : await store.lastBeat(edge);
    if (!former || millisecondsBetween(former, now) <= silenceIsOutage) return;
    if (isUp || !away.has(edge))
      log.warn({ edge, from: former, to: now, over: isUp }, 'a platform was out of reach');
    if (isUp) away.delete(edge);
    else away.add(edge);
    await store.recordOutage({ edge, from: former, to: now });
  }

  function tick(): Promise<void> {
    looking ??= look().finally(() => {
      looking = undefined;
    });
    return looking;
  }

  return {
    get suspended() {
      return suspended;
    },
    beat,
    async start() {
      await tick();
      const quiet = {
        info() {},
        debug() {},
        warn: (m: string) => log.warn({}, m),
        error: (m: string | Error) => log.error({}, String(m)),
      };
      task = schedule('*/5 * * * * *', tick, { noOverlap: true, logger: quiet });
    },
    async stop() {
      await task?.destroy();
      await looking;
    },
  };
}

/** How far the wall clock has moved against the monotonic one since the start, in milliseconds. */
function clockGuard(start: { wall: number; monotonic: number }) {
  return (now: { wall: number; monotonic: number }) =>
    now.wall - start.wall - (now.monotonic - start.monotonic);
}
