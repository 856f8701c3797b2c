// Where rounds are played: a furnished assembly in a database, of which every round gets a copy of its own.

import { copyFile, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { startScratchServer } from '../../prisma/scratch-postgresql.ts';
import type { Acked, Received } from './artefacts.ts';
import { startPlatform } from './platform-server.ts';
import { type Reset, Sandbox } from './sandbox.ts';
import { Keeper } from './service.ts';

export type Engine = 'sqlite' | 'postgresql';
export const engines: readonly Engine[] = ['sqlite', 'postgresql'];

/** What everybody knows when a round begins. */
interface Opening {
  furnished: Reset;
  /** The reset as the first acknowledged act, with all that it brought forth. */
  acked: Acked;
  received: Received[];
}

export interface Ground {
  engine: Engine;
  opening: Opening;
  /** The DATABASE_URL of a fresh copy. */
  fresh(round: number): Promise<string>;
  /** Removes a copy. */
  clear(round: number): Promise<void>;
  /** Copies a round’s database into a folder, to look into it later; nothing on PostgreSQL. */
  keep(round: number, folder: string): Promise<void>;
  close(): Promise<void>;
}

interface Databases {
  url(name: string): Promise<string>;
  copy(from: string, to: string): Promise<void>;
  drop(name: string): Promise<void>;
  keep(name: string, folder: string): Promise<void>;
  close(): Promise<void>;
}

const furniture = { charter: 'essai-2026', data: 'colignon', now: '2026-11-23T09:00:00.000Z' };
const template = 'sandbox_template';

/** Furnishes the assembly once, through the service itself. Throws when the service can’t do that much. */
export async function openGround(engine: Engine): Promise<Ground> {
  const databases = await (engine === 'sqlite' ? sqliteFiles() : postgresqlServer());
  try {
    const opening = await furnish(await databases.url(template));
    const nameOf = (round: number) => `sandbox_round_${round}`;
    return {
      engine,
      opening,
      async fresh(round) {
        await databases.copy(template, nameOf(round));
        return databases.url(nameOf(round));
      },
      clear: (round) => databases.drop(nameOf(round)),
      keep: (round, folder) => databases.keep(nameOf(round), folder),
      close: () => databases.close(),
    };
  } catch (error) {
    await databases.close();
    throw error;
  }
}

async function furnish(databaseUrl: string): Promise<Opening> {
  const folder = await mkdtemp(join(tmpdir(), 'chaos-opening-'));
  const logFile = join(folder, 'service.log');
  const platform = await startPlatform();
  let keeper: Keeper | undefined;
  try {
    keeper = await Keeper.start({ databaseUrl, platformUrl: platform.url, logFile });
    const sandbox = new Sandbox(keeper);
    // A service on an empty database furnishes itself; what that sent belongs to no round.
    platform.forget();
    const furnished = await sandbox.reset(furniture);
    const events = (await sandbox.events()).map(({ seq, name }) => ({ seq, name }));
    const { pending } = await sandbox.clock(furniture.now);
    if (pending > 0)
      throw new Error(`${pending} messages are still waiting after the reset, in calm weather`);
    await keeper.stop();
    const acked: Acked = {
      deliveryId: 'reset',
      action: 'reset',
      target: null,
      person: null,
      institution: null,
      values: furniture,
      refs: {},
      events,
      replayed: false,
    };
    return { furnished, acked, received: [...platform.received] };
  } catch (error) {
    const log = await readFile(logFile, 'utf8').catch(() => '');
    throw new Error(`${(error as Error).message}; the end of its log: ${log.slice(-2_000)}`, {
      cause: error,
    });
  } finally {
    keeper?.dispose();
    await platform.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function sqliteFiles(): Promise<Databases> {
  const folder = await mkdtemp(join(tmpdir(), 'chaos-sqlite-'));
  const filesOf = async (name: string) =>
    (await readdir(folder)).filter((file) => file.startsWith(`${name}.db`));
  const copyAll = async (name: string, target: (file: string) => string) => {
    for (const file of await filesOf(name)) await copyFile(join(folder, file), target(file));
  };
  return {
    url: async (name) => `file:${join(folder, `${name}.db`)}`,
    copy: (from, to) => copyAll(from, (file) => join(folder, file.replace(from, to))),
    async drop(name) {
      for (const file of await filesOf(name)) await rm(join(folder, file));
    },
    keep: (name, target) => copyAll(name, (file) => join(target, file)),
    close: () => rm(folder, { recursive: true, force: true }),
  };
}

async function postgresqlServer(): Promise<Databases> {
  const server = await startScratchServer();
  const admin = new Client({ connectionString: server.url('postgres') });
  await admin.connect();
  await server.createDatabase(template);
  return {
    url: async (name) => server.url(name),
    async copy(from, to) {
      await admin.query(`CREATE DATABASE "${to}" TEMPLATE "${from}"`);
    },
    drop: (name) => server.dropDatabase(name),
    async keep() {},
    async close() {
      await admin.end();
      await server.stop();
    },
  };
}
