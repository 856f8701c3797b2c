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
import { type Service, startService } from './service.ts';
import { furnish, objections, quiet } from './workload.ts';

const actions = 100_000;
const waiting = 20;
/** Raised, then ended, before the next are raised. */
const atOnce = 500;
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
  run: (settings) =>
    overActions(settings, {
      name: 'memory',
      limit: 200,
      start: startService,
      raiseAndEnd,
      settle: quiet,
    }),
};

/** One way in which people act for so long. */
interface LongRun {
  /** Before the name of each line. */
  name: string;
  /** Megabytes. */
  limit: number;
  start(databaseUrl: string): Promise<Service>;
  /** Raises `atOnce` objections and ends them. @param from how many there were before */
  raiseAndEnd(clients: Clients, from: number): Promise<void>;
  /** After the last action; what stands then is measured too. */
  settle(service: Service): Promise<unknown>;
}

export async function overActions(settings: Settings, way: LongRun): Promise<Line[]> {
  const ground = await openGround('sqlite');
  const service = await way.start(ground.template);
  const clients = new Clients(service.port, waiting);
  try {
    await service.ready();
    await furnish(service);
    const atFirst = await service.footprint();
    const samples: Sample[] = [];
    for (let done = 0; done < actions; done += 2 * atOnce) {
      await way.raiseAndEnd(clients, done / 2);
      samples.push(await service.footprint());
      if ((done + 2 * atOnce) % 10_000 === 0) say(settings, done + 2 * atOnce, samples);
    }
    await way.settle(service);
    samples.push(await service.footprint());
    return lines(way, atFirst, samples);
  } finally {
    clients.close();
    await service.stop();
    await ground.leave();
  }
}

/** The objections that are raised and ended, as often as one likes. @param from how many there were before */
export function raising(from: number): Act[] {
  return objections(atOnce).map((act, n) => ({ ...act, deliveryId: `raise-${from + n}` }));
}

/** How each of them is ended by whoever raised it. @param objection of the act by its place */
export function ending(raised: readonly Act[], from: number, objection: (n: number) => string): Act[] {
  return raised.map((act, n) => {
    const action = n % 2 === 0 ? 'objection.lift' : 'objection.withdraw';
    return { ...act, deliveryId: `end-${from + n}`, action, target: objection(n), values: {} };
  });
}

async function raiseAndEnd(clients: Clients, from: number): Promise<void> {
  const acts = raising(from);
  const { answers } = await clients.send(acts);
  await clients.send(ending(acts, from, (n) => answers[n]?.objection as string));
}

function lines({ name, limit }: LongRun, atFirst: Sample, samples: Sample[]): Line[] {
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
        name: `${name}.resident`,
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
        name: `${name}.flat`,
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
        name: `${name}.descriptors`,
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
