// One sweep with ten due timers: what it costs with 1,000 and with 1,000,000 others that wait.
//
// The ten are closings of calls of ten small assemblies, each with one proposal that nobody objects to: the
// call closes, the proposal is validated, cards and news are queued. Measured inside the process, from the
// look for due timers to the last commit.

import type { PrismaStore } from '../adapters/prisma/prisma-store.ts';
import { openStore } from '../adapters/prisma/store.ts';
import { createExecutor } from '../src/app/execute.ts';
import { noFaults } from '../src/app/faults.ts';
import { belgianHolidays } from '../src/app/holidays.ts';
import { createTimers, type Timers } from '../src/app/timers.ts';
import { type Ground, openGround } from './grounds.ts';
import {
  type Bench,
  compare,
  type Engine,
  type Line,
  lineOf,
  median,
  type Settings,
  type Turn,
} from './measure.ts';
import { fillWithTimers } from './pending-timers.ts';
import { silent } from './quiet-log.ts';
import { openSmallAssembly } from './small-assembly.ts';

const due = 10;
const few = 1_000;
const many = 1_000_000;
const sweepsPerRound = 4;
const warmUp = 4;
const aim = 1.3;

export const sweep: Bench = {
  name: 'sweep.due',
  what: `one sweep with ${due} due timers, with ${many} pending against ${few}`,
  async run(settings) {
    const lines: Line[] = [];
    for (const engine of settings.engines) lines.push(await onEngine(engine, settings));
    return lines;
  },
};

async function onEngine(engine: Engine, settings: Settings): Promise<Line> {
  const ground = await openGround(engine);
  const opened: Place[] = [];
  try {
    const open = async (pending: number) => {
      settings.say(`${engine}: ${pending} timers wait`);
      const place = await openPlace(ground, pending, warmUp + settings.rounds * sweepsPerRound);
      opened.push(place);
      return place;
    };
    const [fewer, more] = [await open(few), await open(many)];
    for (let i = 0; i < warmUp; i++) {
      await more.sweepOnce();
      await fewer.sweepOnce();
    }
    const ours = () => turn(more);
    const base = () => turn(fewer);
    const compared = await compare(settings.rounds, ours, base, 'time');
    const about = {
      name: sweep.name,
      engine,
      load: many,
      unit: 'ms',
      base: `the same sweep with ${few} pending`,
      aim: `<=${aim}`,
      pass: compared.ratio <= aim,
    };
    return lineOf(about, compared);
  } finally {
    for (const { store } of opened) await store.close();
    await ground.leave();
  }
}

async function turn(place: Place): Promise<Turn> {
  const samples: number[] = [];
  for (let i = 0; i < sweepsPerRound; i++) samples.push(await place.sweepOnce());
  return { figure: median(samples), samples };
}

interface Place {
  store: PrismaStore;
  /** Moves the clock to the next ten deadlines and answers with the milliseconds that the sweep took. */
  sweepOnce(): Promise<number>;
}

async function openPlace(ground: Ground, pending: number, sweeps: number): Promise<Place> {
  const url = await ground.fresh('empty');
  await (await openStore(url, silent)).close();
  await fillWithTimers(ground.engine, url, pending - sweeps * due);
  const store = await openStore(url, silent);
  const opensAt = Temporal.Now.instant().round('millisecond');
  let now = opensAt.toString({ smallestUnit: 'millisecond' });
  const clock = { now: () => now };
  const executor = createExecutor({
    store,
    holidays: belgianHolidays,
    log: silent,
    faults: noFaults,
    onCommit: () => undefined,
  });
  for (let n = 0; n < sweeps; n++) {
    const closesAt = after(opensAt, n + 1);
    await Promise.all(
      Array.from({ length: due }, (_, m) =>
        openSmallAssembly({ store, executor, now, closesAt, id: `quartier-${n}-${m}` }),
      ),
    );
  }
  const timers: Timers = createTimers({ store, clock, log: silent, faults: noFaults, executor });
  let swept = 0;
  return {
    store,
    async sweepOnce() {
      swept += 1;
      now = after(opensAt, swept, 30);
      const begin = performance.now();
      const fired = await timers.sweep();
      const took = performance.now() - begin;
      if (fired !== due) throw new Error(`${fired} timers were carried out instead of ${due}`);
      return took;
    },
  };
}

function after(instant: Temporal.Instant, days: number, seconds = 0): string {
  return instant.add({ hours: days * 24, seconds }).toString({ smallestUnit: 'millisecond' });
}
