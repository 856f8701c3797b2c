// Memory after 100,000 actions: below a limit, flat, and no file left open.
//
// Objections are raised, then lifted or withdrawn by their authors, so that what stands stays the same
// while the history grows.

import { type Act, Clients } from './clients.ts';
import { openGround } from './grounds.ts';
import {
  type Bench,
  type Compared,
  type Line,
  lineOf,
  median,
  percentile,
  rounded,
  type Settings,
} from './measure.ts';
import { startService } from './service.ts';
import { furnish, objections, quiet } from './workload.ts';

const actions = 100_000;
const waiting = 20;
/** Raised, then ended, before the next are raised. */
const atOnce = 500;
const limit = 200;
/** Growth from the third to the last quarter that still counts as flat. */
const flat = 1.05;

interface Sample {
  rss: number;
  descriptors: number;
}

export const memory: Bench = {
  name: 'memory.flat',
  what: `resident memory and file descriptors over ${actions} actions`,
  long: true,
  async run(settings) {
    const ground = await openGround('sqlite');
    const service = await startService(ground.template);
    const clients = new Clients(service.port, waiting);
    try {
      await service.ready();
      await furnish(service);
      const atFirst = await service.footprint();
      const samples: Sample[] = [];
      for (let done = 0; done < actions; done += 2 * atOnce) {
        await raiseAndEnd(clients, done / 2);
        samples.push(await service.footprint());
        if ((done + 2 * atOnce) % 10_000 === 0) say(settings, done + 2 * atOnce, samples);
      }
      await quiet(service);
      samples.push(await service.footprint());
      return lines(atFirst, samples);
    } finally {
      clients.close();
      await service.stop();
      await ground.leave();
    }
  },
};

async function raiseAndEnd(clients: Clients, from: number): Promise<void> {
  const raise = objections(atOnce).map((act, n) => ({ ...act, deliveryId: `raise-${from + n}` }));
  const { answers } = await clients.send(raise);
  await clients.send(
    raise.map((act, n): Act => {
      const action = n % 2 === 0 ? 'objection.lift' : 'objection.withdraw';
      const target = answers[n]?.objection as string;
      return { ...act, deliveryId: `end-${from + n}`, action, target, values: {} };
    }),
  );
}

function lines(atFirst: Sample, samples: Sample[]): Line[] {
  const half = samples.slice(samples.length / 2);
  const third = half.slice(0, half.length / 2).map((s) => s.rss);
  const last = half.slice(half.length / 2).map((s) => s.rss);
  const end = samples.at(-1) as Sample;
  // When the last messages have left, the clients' connections are closed already.
  const [middle, busy] = [half[0] as Sample, samples.at(-2) as Sample];
  const resident = compared(
    samples.map((s) => s.rss),
    atFirst.rss,
    end.rss / atFirst.rss,
  );
  const level = compared(last, median(third), median(last) / median(third));
  const open = compared(
    samples.map((s) => s.descriptors),
    middle.descriptors,
    busy.descriptors / middle.descriptors,
  );
  const about = { engine: 'sqlite' as const, load: actions };
  return [
    lineOf(
      {
        ...about,
        name: 'memory.resident',
        unit: 'MB',
        base: 'before the first of these actions',
        aim: `ours.p99<${limit}`,
        pass: resident.ours.p99 < limit,
      },
      resident,
    ),
    lineOf(
      {
        ...about,
        name: 'memory.flat',
        unit: 'MB',
        base: 'the third quarter of the actions, against the last',
        aim: `<=${flat}`,
        pass: level.ratio <= flat,
      },
      level,
    ),
    lineOf(
      {
        ...about,
        name: 'memory.descriptors',
        unit: 'open',
        base: 'after half of the actions, against the end',
        aim: '<=1',
        pass: busy.descriptors <= middle.descriptors,
      },
      open,
    ),
  ];
}

function compared(values: number[], base: number, quotient: number): Compared {
  const ratio = rounded(quotient);
  return { ours: spreadOf(values), base: rounded(base), ratio, spread: [ratio, ratio], rounds: 1 };
}

function spreadOf(values: number[]): Omit<Line['ours'], 'unit'> {
  const at = (p: number) => rounded(percentile(values, p));
  return { p50: at(50), p95: at(95), p99: at(99) };
}

function say(settings: Settings, done: number, samples: Sample[]): void {
  const { rss, descriptors } = samples.at(-1) as Sample;
  settings.say(`${done} actions: ${rounded(rss)} MB, ${descriptors} descriptors`);
}
