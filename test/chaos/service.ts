// The service under test as a process of its own: started, killed, started again, stopped.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

export interface ServiceSettings {
  databaseUrl: string;
  platformUrl: string;
  /** Where its log goes; appended to. */
  logFile: string;
}

const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url));
const startsWithin = 20_000;
const stopsWithin = 15_000;

/** It ended when nobody had asked for it, or never came up: a finding of the round. */
export class ServiceFailure extends Error {
  override name = 'ServiceFailure';
}

/**
 * Keeps one service running on one port: whenever it is killed, it is started again. Clients ask `ready()`
 * before each try.
 */
export class Keeper {
  readonly #settings: ServiceSettings;
  readonly #port: number;
  readonly #faults: (string | null)[];
  #child: ChildProcess | undefined;
  #ready: Promise<void> = Promise.resolve();
  #ending = false;
  /** How often it was killed and came back. */
  deaths = 0;

  private constructor(settings: ServiceSettings, port: number, faults: readonly (string | null)[]) {
    this.#settings = settings;
    this.#port = port;
    this.#faults = [...faults];
  }

  /** @param faults `kill@POINT:COUNT` for the first lives, one each; null and later ones have none */
  static async start(settings: ServiceSettings, faults: readonly (string | null)[] = []): Promise<Keeper> {
    const keeper = new Keeper(settings, await freePort(), faults);
    keeper.#live();
    await keeper.#ready;
    return keeper;
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** Resolves when it answers. Rejects with `ServiceFailure`. */
  ready(): Promise<void> {
    return this.#ready;
  }

  /** Kills it without a goodbye; it comes back. Nothing happens while it is down. */
  kill(): void {
    this.#child?.kill('SIGKILL');
  }

  /** Kills it if it has not died yet in this round, and waits until it is back. */
  async dieOnce(): Promise<void> {
    await this.#ready;
    if (this.deaths > 0 || !this.#child) return;
    const gone = once(this.#child, 'exit');
    this.kill();
    await gone;
    await this.#ready;
  }

  /** Asks it to end, as an operator would. Throws `ServiceFailure` when it doesn’t, or not cleanly. */
  async stop(): Promise<void> {
    await this.#ready;
    this.#ending = true;
    const child = this.#child;
    if (!child) return;
    const gone = once(child, 'exit', { signal: AbortSignal.timeout(stopsWithin) });
    child.kill('SIGTERM');
    const [code, signal] = (await gone.catch(() => {
      child.kill('SIGKILL');
      throw new ServiceFailure('the service did not end within 15 s of SIGTERM');
    })) as [number | null, string | null];
    if (code !== 0) throw new ServiceFailure(`the service ended with ${signal ?? code} after SIGTERM`);
  }

  /** Leaves nothing behind, whatever happened. */
  dispose(): void {
    this.#ending = true;
    this.#ready.catch(() => undefined);
    if (this.#child?.exitCode === null) this.#child.kill('SIGKILL');
  }

  #live(): void {
    const log = openSync(this.#settings.logFile, 'a');
    const env = this.#environment(this.#faults.shift() ?? null);
    const child = spawn(process.execPath, [main], { env, stdio: ['ignore', log, log] });
    closeSync(log);
    this.#child = child;
    this.#ready = this.#healthy(child);
    this.#ready.catch(() => undefined);
    child.once('exit', (code, signal) => {
      if (this.#ending) return;
      if (signal === 'SIGKILL') {
        this.deaths += 1;
        this.#live();
      } else {
        this.#child = undefined;
        this.#ready = Promise.reject(
          new ServiceFailure(`the service ended by itself with ${signal ?? code}`),
        );
        this.#ready.catch(() => undefined);
      }
    });
  }

  async #healthy(child: ChildProcess): Promise<void> {
    const until = performance.now() + startsWithin;
    while (performance.now() < until) {
      if (child.exitCode !== null || child.signalCode !== null) return this.#successor(child);
      const answer = await fetch(`${this.url}/health`).catch(() => undefined);
      await answer?.body?.cancel();
      if (answer?.ok) return;
      await pause(10);
    }
    throw new ServiceFailure('the service did not answer on /health within 20 s');
  }

  /** It died while starting: the one that came after it is the one to wait for. */
  async #successor(child: ChildProcess): Promise<void> {
    if (this.#child !== child) return this.#ready;
    throw new ServiceFailure(`the service ended with ${child.signalCode ?? child.exitCode} while starting`);
  }

  #environment(fault: string | null): NodeJS.ProcessEnv {
    return {
      PATH: process.env.PATH,
      HOST: '127.0.0.1',
      PORT: `${this.#port}`,
      DATABASE_URL: this.#settings.databaseUrl,
      SANDBOX: 'on',
      SANDBOX_PLATFORM_URL: this.#settings.platformUrl,
      INSTANCE: 'chaos',
      LOG_LEVEL: 'warn',
      ...(fault ? { FAULT: fault } : {}),
    };
  }
}

/** Another process could take it in between; on a test machine nobody does. */
async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
