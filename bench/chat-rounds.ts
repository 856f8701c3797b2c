// What the benches of the chat platforms have in common: the loads of a round, the rows that are written beside, and
// the rounds of ours and of what it is measured against.

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { IdentityKey } from '../src/app/ports.ts';
import type { Act } from './clients.ts';
import { fileOf, type Ground, openGround } from './grounds.ts';
import { type Compared, comparedOf, type Line, lineOf, median, type Settings, type Turn } from './measure.ts';
import { record } from './recording.ts';
import { startService } from './service.ts';
import { furnish, objections, proposals } from './workload.ts';
import type { RecordingOnDisk } from './written.ts';

/** Connections that wait for their answer, or actions a second. */
export interface Load {
  load: number;
  isPaced: boolean;
}

/** One after the other in each round; the name is added to that of the bench. */
const loads: readonly (Load & { name: string; acts: number })[] = [
  { name: '.paced', load: 50, isPaced: true, acts: 300 },
  { name: '', load: 1, isPaced: false, acts: 150 },
  { name: '', load: 10, isPaced: false, acts: 600 },
  { name: '', load: 50, isPaced: false, acts: 1_000 },
];
/** So many forms come first, on both sides: everybody has been met then, and nothing is cold. */
const warmUp = 500;
const openedBefore = 300;
const one = { load: 1, isPaced: false };
const ten = { load: 10, isPaced: false };
const acts = objections(warmUp + loads.reduce((sum, load) => sum + load.acts, 0));
/** How many forms a round opens that opens forms. */
export const opensOfARound = openedBefore + acts.length - warmUp;
const aim = 3;
const longest = 500;

/** What ours is measured against. */
export interface Base {
  name: string;
  /** Whether ten connections have an aim against it, and so has the pace; the others are there to be seen. */
  isAim: boolean;
}

export interface Contest<B extends Base> {
  /** Of the bench. */
  name: string;
  bases: readonly B[];
  /** Where whoever acts is at home, if the base writes what they did. */
  identityOf: ((person: string) => IdentityKey) | null;
  ours: (databaseUrl: string) => Promise<Turn[]>;
  /** @param recording the file in which the rows stand that it writes */
  bare: (base: B, databaseUrl: string, recording: string | null) => Promise<Turn[]>;
}

/** Ours and each base on a fresh copy of the furnished store, as many rounds as there are to be. */
export async function inRounds<B extends Base>(settings: Settings, contest: Contest<B>): Promise<Line[]> {
  const ground = await openGround('sqlite');
  const folder = await mkdtemp(join(tmpdir(), 'sans-objection-bench-'));
  try {
    await furnishTemplate(ground);
    const { identityOf } = contest;
    const recording = identityOf && (await recorded(ground, join(folder, 'rows.json'), identityOf, settings));
    const mine: Turn[][] = [];
    const theirs = contest.bases.map((base) => ({ base, turns: [] as Turn[][] }));
    for (let round = 0; round < settings.rounds; round++) {
      settings.say(`round ${round + 1} of ${settings.rounds}`);
      mine.push(await onFresh(ground, contest.ours));
      for (const { base, turns } of theirs)
        turns.push(await onFresh(ground, (url) => contest.bare(base, url, recording)));
    }
    const of = (turns: Turn[][], n: number) => turns.map((round) => round[n] as Turn);
    return theirs.flatMap(({ base, turns }) =>
      loads.map((load, n) => line(contest.name, base, load, comparedOf(of(mine, n), of(turns, n), 'time'))),
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
    await ground.leave();
  }
}

/**
 * The loads of one round.
 * @param send sends the forms of these acts, and answers with the milliseconds of each
 * @param open opens a form for each of these acts instead, where that is what is measured
 */
export async function turnsOf(
  send: (load: Load, some: readonly Act[]) => Promise<number[]>,
  open: ((load: Load, some: readonly Act[]) => Promise<number[]>) | null,
): Promise<Turn[]> {
  // The first objection to a proposal inserts what later ones change: the base needs them in their order.
  await send(one, acts.slice(0, proposals));
  await send(ten, acts.slice(proposals, warmUp));
  await open?.(ten, acts.slice(0, openedBefore));
  const turns: Turn[] = [];
  let from = warmUp;
  for (const load of loads) {
    const some = acts.slice(from, from + load.acts);
    from += load.acts;
    const samples = await (open ?? send)(load, some);
    turns.push({ figure: median(samples), samples });
  }
  return turns;
}

function line(
  bench: string,
  base: Base,
  { name, load, isPaced }: (typeof loads)[number],
  compared: Compared,
) {
  const about = {
    name: `${bench}${name}`,
    engine: 'sqlite' as const,
    load,
    unit: 'ms',
    base: base.name,
    aim: 'none',
    pass: true,
  };
  if (!base.isAim) return lineOf(about, compared);
  if (isPaced)
    return lineOf({ ...about, aim: `ours.p99<${longest}`, pass: compared.ours.p99 < longest }, compared);
  if (load === 10) return lineOf({ ...about, aim: `<=${aim}`, pass: compared.ratio <= aim }, compared);
  return lineOf(about, compared);
}

async function furnishTemplate(ground: Ground): Promise<void> {
  const service = await startService(ground.template);
  try {
    await service.ready();
    await furnish(service);
  } finally {
    await service.stop();
  }
}

/** What each objection writes, put where the base finds it. */
async function recorded(
  ground: Ground,
  recording: string,
  identityOf: (person: string) => IdentityKey,
  { say }: Settings,
): Promise<string> {
  say('recording the rows of each objection');
  const url = await ground.fresh();
  const { columns, rows } = await record(fileOf(url), acts, identityOf);
  const deliveries = acts.map((act) => act.deliveryId);
  const onDisk: RecordingOnDisk = { columns: [...columns], rows, deliveries };
  await writeFile(recording, JSON.stringify(onDisk));
  await ground.drop(url);
  return recording;
}

async function onFresh(ground: Ground, work: (url: string) => Promise<Turn[]>): Promise<Turn[]> {
  const url = await ground.fresh();
  try {
    return await work(url);
  } finally {
    await ground.drop(url);
  }
}
