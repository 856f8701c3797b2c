// Durable objections per second under 50 waiting clients, against the same rows written by the raw driver
// in one transaction per objection.

import { Clients } from './clients.ts';
import { fileOf, type Ground, openGround } from './grounds.ts';
import { type Bench, compare, type Engine, type Line, lineOf, type Settings, type Turn } from './measure.ts';
import { writeRaw as writeRawPostgresql } from './raw-postgresql.ts';
import { writeRaw as writeRawSqlite } from './raw-sqlite.ts';
import { type Recording, record } from './recording.ts';
import { startService } from './service.ts';
import { furnish, objections, quiet } from './workload.ts';

const waiting = 50;
/**
 * Written before measuring begins, on both sides: a service that has just started isn't warm. Its messages
 * leave first, so that the outbox surely works while it is measured.
 */
const warmUp = 500;
const measured = 2_500;
/** As many connections as the service’s own pool has. */
const connections = 10;
const aims: Record<Engine, number> = { sqlite: 0.3, postgresql: 0.8 };

export const durable: Bench = {
  name: 'objection.durable',
  what: 'durable objections per second under 50 waiting clients',
  async run(settings) {
    const recording = await recorded(settings);
    const lines: Line[] = [];
    for (const engine of settings.engines) lines.push(await onEngine(engine, recording, settings));
    return lines;
  },
};

async function onEngine(engine: Engine, recording: Recording, settings: Settings): Promise<Line> {
  const ground = await openGround(engine);
  try {
    await furnishTemplate(ground);
    const ours = async (round: number) => {
      settings.say(`${engine}, round ${round + 1} of ${settings.rounds}`);
      return onFresh(ground, throughService);
    };
    const base = () => onFresh(ground, (url) => raw(engine, url, recording));
    const compared = await compare(settings.rounds, ours, base, 'rate');
    const aim = aims[engine];
    const about = {
      name: durable.name,
      engine,
      load: waiting,
      unit: 'objections/s',
      base: 'raw one objection per transaction',
      aim: `>=${aim}`,
      pass: compared.ratio >= aim,
    };
    return lineOf(about, compared);
  } finally {
    await ground.leave();
  }
}

/** What the objections of one round write; the same for every round and engine. */
async function recorded({ say }: Settings): Promise<Recording> {
  say('recording the rows of each objection');
  const ground = await openGround('sqlite');
  try {
    await furnishTemplate(ground);
    return await record(fileOf(ground.template), objections(warmUp + measured));
  } finally {
    await ground.leave();
  }
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

async function onFresh(ground: Ground, work: (url: string) => Promise<Turn>): Promise<Turn> {
  const url = await ground.fresh();
  try {
    return await work(url);
  } finally {
    await ground.drop(url);
  }
}

async function throughService(url: string): Promise<Turn> {
  const service = await startService(url);
  const clients = new Clients(service.port, waiting);
  try {
    await service.ready();
    const acts = objections(warmUp + measured);
    await clients.send(acts.slice(0, warmUp));
    await quiet(service);
    const { seconds, rates } = await clients.send(acts.slice(warmUp));
    return { figure: measured / seconds, samples: rates };
  } finally {
    clients.close();
    await service.stop();
  }
}

async function raw(engine: Engine, url: string, recording: Recording): Promise<Turn> {
  const { seconds } =
    engine === 'sqlite'
      ? writeRawSqlite(fileOf(url), recording, warmUp)
      : await writeRawPostgresql(url, recording, warmUp, connections);
  const figure = measured / seconds;
  return { figure, samples: [figure] };
}
