// Cold start: from spawning the service to its first accepted action, against a bare HTTP server.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { type Ground, openGround } from './grounds.ts';
import { type Bench, compare, type Line, lineOf, type Settings, type Turn } from './measure.ts';
import { freePort, startService } from './service.ts';

const aim = 1_500;
const givesUpAfter = 30_000;
/** How often a client that was refused tries again; it costs the one that starts a little. */
const every = 5;
const bareServer =
  "require('node:http').createServer((_, answer) => answer.end('{}')).listen(process.env.PORT, '127.0.0.1')";

export const coldStart: Bench = {
  name: 'cold.start',
  what: 'from spawn to the first accepted action',
  async run(settings) {
    const ground = await openGround('sqlite');
    try {
      await firstLife(ground);
      return [
        await line('cold.start', settings, ground, undefined),
        await line('cold.start.empty', settings, ground, 'empty'),
      ];
    } finally {
      await ground.leave();
    }
  },
};

async function line(name: string, settings: Settings, ground: Ground, empty?: 'empty'): Promise<Line> {
  const ours = async (round: number) => {
    settings.say(`${name}, round ${round + 1} of ${settings.rounds}`);
    const url = await ground.fresh(empty);
    const service = await startService(url);
    try {
      return await until(service.spawnedAt, `${service.url}/dev/v1/actions`, objection(round));
    } finally {
      await service.stop();
      await ground.drop(url);
    }
  };
  const compared = await compare(settings.rounds, ours, bare, 'time');
  const about = {
    name,
    engine: 'sqlite' as const,
    load: 1,
    unit: 'ms',
    base: 'node with an empty HTTP server',
    aim: `ours.p50<${aim}`,
    pass: compared.ours.p50 < aim,
  };
  return lineOf(about, compared);
}

/** A service that has run once and was stopped leaves the database that the others find. */
async function firstLife(ground: Ground): Promise<void> {
  const service = await startService(ground.template);
  await service.ready().finally(() => service.stop());
}

async function bare(): Promise<Turn> {
  const port = await freePort();
  const env = { PATH: process.env.PATH, PORT: `${port}` };
  const begin = performance.now();
  const child = spawn(process.execPath, ['-e', bareServer], { env, stdio: 'ignore' });
  const gone = once(child, 'exit');
  try {
    return await until(begin, `http://127.0.0.1:${port}/`, {});
  } finally {
    child.kill();
    await gone;
  }
}

/** Tries until it is answered 200; the figure is in milliseconds since `begin`. */
async function until(begin: number, url: string, body: unknown): Promise<Turn> {
  const request = {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  };
  for (;;) {
    const answer = await fetch(url, request).catch(() => undefined);
    const figure = performance.now() - begin;
    const text = await answer?.text();
    if (answer?.ok) return { figure, samples: [figure] };
    if (answer) throw new Error(`the first action was answered ${answer.status}: ${text}`);
    if (figure > givesUpAfter) throw new Error(`nothing answered at ${url} within ${givesUpAfter / 1_000} s`);
    await pause(every);
  }
}

/** The local room’s own data has one call with one proposal. */
function objection(round: number) {
  return {
    deliveryId: `first-${round}`,
    as: { person: 'tom', institution: 'I1' },
    action: 'objection.raise',
    target: 'P1',
    values: { reason: 'Le même jour, deux autres services accueillent déjà ce public.' },
  };
}
