// Fresh databases for tests: an SQLite file or a PostgreSQL database each, gone when the test file is done.

import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach } from 'vitest';
import type { PrismaStore } from '../../adapters/prisma/prisma-store.ts';
import { openStore } from '../../adapters/prisma/store.ts';
import { type ScratchServer, startScratchServer } from '../../prisma/scratch-postgresql.ts';
import type { Log } from '../../src/app/ports.ts';
import { silentLog } from './logs.ts';

export { silentLog };

export type Engine = 'sqlite' | 'postgresql';

interface Cluster {
  server: ScratchServer;
  /** A database with the present schema, of which others are copied. */
  template: string;
}

let folder: Promise<string> | undefined;
let cluster: Promise<Cluster> | undefined;
const opened = new Set<PrismaStore>();

/** A folder that is removed when the test file is done. */
export async function scratchFolder(): Promise<string> {
  folder ??= mkdtemp(join(tmpdir(), 'sans-objection-test-'));
  return mkdtemp(join(await folder, 'case-'));
}

/** The DATABASE_URL of a database without rows. */
export async function freshDatabase(engine: Engine): Promise<string> {
  return engine === 'sqlite' ? freshFile() : freshPostgresql(true);
}

/** The DATABASE_URL of a database that has not even tables. */
export async function blankDatabase(engine: Engine): Promise<string> {
  return engine === 'sqlite' ? freshFile() : freshPostgresql(false);
}

async function freshFile(): Promise<string> {
  return `file:${join(await scratchFolder(), 'store.db')}`;
}

async function freshPostgresql(migrated: boolean): Promise<string> {
  cluster ??= startCluster();
  const { server, template } = await cluster;
  const name = `sandbox_${randomBytes(8).toString('hex')}`;
  await server.createDatabase(name, migrated ? template : undefined);
  return server.url(name);
}

async function startCluster(): Promise<Cluster> {
  const server = await startScratchServer();
  const template = 'sans_objection';
  await server.createDatabase(template);
  await (await openStore(server.url(template), silentLog)).close();
  return { server, template };
}

/** Opens a store that is closed after the test, if the test hasn't done so. */
export async function openForTest(url: string, log: Log = silentLog): Promise<PrismaStore> {
  const store = await openStore(url, log);
  opened.add(store);
  return store;
}

afterEach(async () => {
  await Promise.all([...opened].map((store) => store.close()));
  opened.clear();
});

afterAll(async () => {
  await (await cluster)?.server.stop();
  cluster = undefined;
  if (folder) await rm(await folder, { recursive: true, force: true });
  folder = undefined;
});
