// The service as a process of its own, started as its operator would.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, inject } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const running = new Set<ChildProcess>();

afterEach(() => {
  for (const child of running) child.kill('SIGKILL');
  running.clear();
});

export interface Service {
  url: string;
  pid: number;
  /** The lines it has logged so far. */
  log: string[];
  // biome-ignore lint/suspicious/noExplicitAny: the API's JSON, looked at by what a test expects of it
  get(path: string): Promise<any>;
  // biome-ignore lint/suspicious/noExplicitAny: as above
  post(path: string, body: unknown): Promise<any>;
  kill(): Promise<void>;
  /** Asks it to end; answers with its exit code. */
  stop(): Promise<number | null>;
}

/**
 * Starts the service on a free port and resolves when it listens; rejects with what it said if it ends. It is
 * killed after the test, unless `kept`: then whoever started it ends it.
 */
export async function startService(env: Record<string, string>, kept = false): Promise<Service> {
  const child = spawnNode(['src/launch.mjs', '--lean', 'src/main.ts'], {
    PORT: '0',
    LOG_LEVEL: 'info',
    ...env,
  });
  if (kept) running.delete(child);
  const log: string[] = [];
  const url = await new Promise<string>((resolve, reject) => {
    let complaint = '';
    child.stderr?.on('data', (chunk) => {
      complaint += chunk;
    });
    child.once('exit', (code) => reject(new Error(`ended with ${code}: ${complaint}`)));
    createInterface({ input: child.stdout as NodeJS.ReadableStream }).on('line', (line) => {
      log.push(line);
      if (line.includes('is listening')) resolve((JSON.parse(line) as { url: string }).url);
    });
  });
  const ended = once(child, 'exit');
  return {
    url,
    pid: child.pid as number,
    log,
    get: async (path) => (await fetch(`${url}${path}`)).json(),
    post: async (path, body) => {
      const headers = { 'content-type': 'application/json' };
      return (
        await fetch(`${url}/dev/v1${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
      ).json();
    },
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
    stop: async () => {
      child.kill('SIGTERM');
      return ((await ended) as [number | null])[0];
    },
  };
}

/** Runs one of the project's programs to its end. */
export async function runProgram(
  args: string[],
  env: Record<string, string> = {},
): Promise<{ code: number | null; out: string; err: string }> {
  const child = spawnNode(['src/launch.mjs', ...args], env);
  let [out, err] = ['', ''];
  child.stdout?.on('data', (chunk) => {
    out += chunk;
  });
  child.stderr?.on('data', (chunk) => {
    err += chunk;
  });
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, out, err };
}

function spawnNode(args: string[], env: Record<string, string>): ChildProcess {
  // Node compiles the project’s files once a run, not at each start.
  const compiled = join(inject('shared'), 'compiled');
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { PATH: process.env.PATH, NODE_COMPILE_CACHE: compiled, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  child.once('exit', () => running.delete(child));
  return child;
}
