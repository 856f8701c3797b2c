// Slack’s taps and forms, from the signed request to its acknowledgement, against the same Bolt app that only
// acknowledges, after writing the same rows where there are any.

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Act, Clients, type Posted } from './clients.ts';
import { fileOf, type Ground, openGround } from './grounds.ts';
import {
  type Bench,
  type Compared,
  comparedOf,
  type Line,
  lineOf,
  median,
  type Settings,
  type Turn,
} from './measure.ts';
import { record } from './recording.ts';
import { type Service, startBeside, startService } from './service.ts';
import type { RawPlace, RecordingOnDisk } from './slack-base.ts';
import { formSent, inSlack, mustBeRecorded, signed, slackSettings, tapped } from './slack-workload.ts';
import { startTinySlack, type TinySlack } from './tiny-slack.ts';
import { furnish, objections, proposals } from './workload.ts';

interface Load {
  /** Added to the name of the bench. */
  name: string;
  /** Connections that wait for their answer, or actions a second. */
  load: number;
  isPaced: boolean;
  acts: number;
}

/** One after the other in each round. */
const loads: readonly Load[] = [
  { name: '.paced', load: 50, isPaced: true, acts: 300 },
  { name: '', load: 1, isPaced: false, acts: 150 },
  { name: '', load: 10, isPaced: false, acts: 600 },
  { name: '', load: 50, isPaced: false, acts: 1_000 },
];
/** So many forms come first, on both sides: everybody has been met then, and nothing is cold. */
const warmUp = 500;
const tapsBefore = 300;
const one = { load: 1, isPaced: false };
const ten = { load: 10, isPaced: false };
const acts = objections(warmUp + loads.reduce((sum, load) => sum + load.acts, 0));
const aim = 3;
const longest = 500;

export const slackModal: Bench = {
  name: 'slack.modal',
  what: 'an objection sent from a form of Slack, from the signed request to acknowledged, which is on disk',
  run: (settings) => onSlack(settings, 'modal'),
};

export const slackTap: Bench = {
  name: 'slack.tap',
  what: 'a tap on a button of Slack, from the signed request to acknowledged, the form being open by then',
  run: (settings) => onSlack(settings, 'tap'),
};

type Kind = 'modal' | 'tap';

/** What ours is measured against. */
interface Base {
  name: string;
  /** Whether it opens a form before it acknowledges. */
  opens: boolean;
  /** Whether the aim is against it. */
  isAim: boolean;
}

const bases: Record<Kind, readonly Base[]> = {
  modal: [{ name: 'bare-ack+raw-write', opens: false, isAim: true }],
  tap: [
    { name: 'bare-ack', opens: false, isAim: true },
    { name: 'bare-open+ack', opens: true, isAim: false },
  ],
};

async function onSlack(settings: Settings, kind: Kind): Promise<Line[]> {
  if (!settings.engines.includes('sqlite')) return [];
  const ground = await openGround('sqlite');
  const slack = await startTinySlack();
  const folder = await mkdtemp(join(tmpdir(), 'sans-objection-bench-'));
  try {
    await furnishTemplate(ground);
    const recording = kind === 'modal' ? await recorded(ground, join(folder, 'rows.json'), settings) : null;
    const mine: Turn[][] = [];
    const theirs = bases[kind].map((base) => ({ base, turns: [] as Turn[][] }));
    for (let round = 0; round < settings.rounds; round++) {
      settings.say(`round ${round + 1} of ${settings.rounds}`);
      mine.push(await onFresh(ground, (url) => ours(kind, url, slack)));
      for (const { base, turns } of theirs)
        turns.push(await onFresh(ground, (url) => bare(kind, base, url, { recording, slack })));
    }
    const of = (turns: Turn[][], n: number) => turns.map((round) => round[n] as Turn);
    return theirs.flatMap(({ base, turns }) =>
      loads.map((load, n) => line(kind, base, load, comparedOf(of(mine, n), of(turns, n), 'time'))),
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
    await slack.close();
    await ground.leave();
  }
}

/** Ten connections have an aim, and so has the pace; the others are there to be seen. */
function line(kind: Kind, base: Base, { name, load, isPaced }: Load, compared: Compared): Line {
  const about = {
    name: `slack.${kind}${name}`,
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
async function recorded(ground: Ground, recording: string, { say }: Settings): Promise<string> {
  say('recording the rows of each objection');
  const url = await ground.fresh();
  const { columns, rows } = await record(fileOf(url), acts, inSlack);
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

async function ours(kind: Kind, url: string, slack: TinySlack): Promise<Turn[]> {
  const service = await startService(url, slackSettings(slack));
  try {
    const opened = slack.calls('views.open');
    const turns = await turnsOf(kind, service, mustBeRecorded);
    const taps = kind === 'tap' ? tapsBefore + acts.length - warmUp : 0;
    const seen = slack.calls('views.open') - opened;
    if (seen !== taps) throw new Error(`${seen} forms opened on ${taps} taps`);
    return turns;
  } finally {
    await service.stop();
  }
}

async function bare(
  kind: Kind,
  { opens }: Base,
  url: string,
  { recording, slack }: { recording: string | null; slack: TinySlack },
): Promise<Turn[]> {
  const place: RawPlace | null = recording === null ? null : { file: fileOf(url), recording };
  const process = await startBeside('bench/slack-base.ts', {
    ...signed,
    ...(place && { RAW: JSON.stringify(place) }),
    ...(opens && { SLACK_API_URL: slack.apiUrl }),
  });
  try {
    return await turnsOf(kind, process, () => undefined);
  } finally {
    await process.stop();
  }
}

/** The loads of one round. @param check throws where a form’s answer isn’t the one that is hoped for */
async function turnsOf(kind: Kind, service: Service, check: (body: string) => void): Promise<Turn[]> {
  await service.ready();
  const requestOf = kind === 'modal' ? formSent : tapped;
  const checked = kind === 'modal' ? check : () => undefined;
  // The first objection to a proposal inserts what later ones change: the base needs them in their order.
  await sent(service, one, acts.slice(0, proposals).map(formSent), check);
  await sent(service, ten, acts.slice(proposals, warmUp).map(formSent), check);
  if (kind === 'tap') await sent(service, ten, acts.slice(0, tapsBefore).map(tapped), checked);
  const turns: Turn[] = [];
  let from = warmUp;
  for (const load of loads) {
    const some: Act[] = acts.slice(from, from + load.acts);
    from += load.acts;
    const samples = await sent(service, load, some.map(requestOf), checked);
    turns.push({ figure: median(samples), samples });
  }
  return turns;
}

/** The milliseconds of each. */
async function sent(
  { port }: Service,
  { load, isPaced }: Pick<Load, 'load' | 'isPaced'>,
  requests: readonly Posted[],
  check: (body: string) => void,
): Promise<number[]> {
  const clients = new Clients(port, isPaced ? Number.POSITIVE_INFINITY : load);
  const exchange = (n: number) => clients.exchange(requests[n] as Posted);
  try {
    const { answers, latencies } = isPaced
      ? await clients.atPace(requests.length, load, exchange)
      : await clients.inTurn(requests.length, exchange);
    for (const answer of answers) check(answer);
    return latencies;
  } finally {
    clients.close();
  }
}
