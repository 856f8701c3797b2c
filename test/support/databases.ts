// Fresh databases for tests: an SQLite file each, gone when the test file is done, or a database of the
// run’s PostgreSQL server.

import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, inject } from 'vitest';
import type { PrismaStore } from '../../adapters/prisma/prisma-store.ts';
import { openStore } from '../../adapters/prisma/store.ts';
import type { Log } from '../../src/app/ports.ts';
import { silentLog } from './logs.ts';

export { silentLog };

export type Engine = 'sqlite' | 'postgresql';

let folder: Promise<string> | undefined;
const opened = new Set<PrismaStore>();

/** A folder that is removed when the test file is done. */
export async function scratchFolder(): Promise<string> {
  folder ??= mkdtemp(join(inject('shared'), 'test-'));
  return mkdtemp(join(await folder, 'case-'));
}

/** The DATABASE_URL of a database without rows. */
export async function freshDatabase(engine: Engine): Promise<string> {
  return engine === 'sqlite' ? freshFile() : freshPostgresql('/present');
}

/** The DATABASE_URL of a database that has not even tables. */
export async function blankDatabase(engine: Engine): Promise<string> {
  return engine === 'sqlite' ? freshFile() : freshPostgresql('/empty');
}

async function freshFile(): Promise<string> {
  return `file:${join(await scratchFolder(), 'store.db')}`;
}

async function freshPostgresql(kind: '/present' | '/empty'): Promise<string> {
  const response = await fetch(`${inject('postgresql')}${kind}`, { method: 'POST' });
  if (!response.ok) throw new Error(await response.text());
  return response.text();
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
  if (folder) await rm(await folder, { recursive: true, force: true });
  folder = undefined;
});
