// The service as a process of its own, as anyone would start it: measured from outside.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync, rmSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
/** What `npm start` runs, but for the settings of whoever owns this checkout. */
const start = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  .scripts.start.split(' ')
  .filter((word: string) => word !== 'node' && !word.startsWith('--env-file')) as string[];
const [launcher = '', lean = ''] = start;
const startsWithin = 30_000;
const stopsWithin = 30_000;
const logFile = join(tmpdir(), `sans-objection-bench-${process.pid}.log`);
/** Kept when something went wrong, for whoever looks into it. */
process.once('exit', (code) => {
  if (code < 2) rmSync(logFile, { force: true });
});

export interface Service {
  readonly port: number;
  readonly url: string;
  /** When it was spawned, monotonic milliseconds. */
  readonly spawnedAt: number;
  /** Resolves when it answers; throws when it ends before. */
  ready(): Promise<void>;
  /** Resident memory in megabytes, and open file descriptors; from /proc, so on Linux alone. */
  footprint(): Promise<{ rss: number; descriptors: number }>;
  /** Asks it to end as an operator would, and waits. */
  stop(): Promise<void>;
}

/** Starts a service on a free port of 127.0.0.1. Its warnings go to a file in the temporary folder. */
export function startService(databaseUrl: string, env: Record<string, string> = {}): Promise<Service> {
  return startProcess(start, { DATABASE_URL: databaseUrl, SANDBOX: 'on', LOG_LEVEL: 'warn', ...env });
}

/** Starts another program in the same way, with the same settings of Node.js. */
export function startBeside(program: string, env: Record<string, string>): Promise<Service> {
  return startProcess([launcher, lean, program], env);
}

async function startProcess(words: readonly string[], settings: Record<string, string>): Promise<Service> {
  const port = await freePort();
  const env = { PATH: process.env.PATH, HOST: '127.0.0.1', PORT: `${port}`, ...settings };
  const log = openSync(logFile, 'a');
  const spawnedAt = performance.now();
  const child = spawn(process.execPath, words, {
    cwd: root,
    env,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  const url = `http://127.0.0.1:${port}`;
  return {
    port,
    url,
    spawnedAt,
    ready: () => answering(child, url),
    footprint: () => footprintOf(child.pid as number),
    stop: () => stop(child),
  };
}

/** A port that nobody has. Another process could take it in between; on a quiet machine nobody does. */
export async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

async function answering(child: ChildProcess, url: string): Promise<void> {
  const until = performance.now() + startsWithin;
  while (performance.now() < until) {
    if (child.exitCode !== null) throw new Error(`The process ended while starting; see ${logFile}.`);
    const answer = await fetch(`${url}/health`).catch(() => undefined);
    await answer?.body?.cancel();
    if (answer) return;
    await pause(5);
  }
  throw new Error(`The process did not answer within ${startsWithin / 1_000} s; see ${logFile}.`);
}

async function footprintOf(pid: number): Promise<{ rss: number; descriptors: number }> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  const kilobytes = Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1]);
  return { rss: kilobytes / 1_024, descriptors: (await readdir(`/proc/${pid}/fd`)).length };
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit', { signal: AbortSignal.timeout(stopsWithin) });
  child.kill('SIGTERM');
  await gone.catch(async () => {
    const killed = once(child, 'exit');
    child.kill('SIGKILL');
    await killed;
    throw new Error(`The process did not end within ${stopsWithin / 1_000} s of SIGTERM; see ${logFile}.`);
  });
}
