// Opens the store that DATABASE_URL names, brought up to the present schema.

import { mkdir } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Log } from '../../src/app/ports.ts';
import { copySqlite } from './backup.ts';
import { openClient } from './clients.ts';
import { migrate } from './migrate.ts';
import { fileExists, migrationsFolder } from './migrations.ts';
import { PrismaStore } from './prisma-store.ts';
import { SqliteDriverFactory } from './sqlite-driver.ts';
import { isSqliteError } from './sqlite-errors.ts';
import { lockStore } from './store-lock.ts';

export interface OpenOptions {
  /**
   * For tools that look at the store of a living service (export, verify): no lock is taken, nothing is
   * migrated, and every write fails.
   */
  readOnly?: boolean;
  /** Where the migrations are, if not those of this version: for tests. */
  migrations?: string;
}

/**
 * Opens the store at `url`: `file:./var/sans-objection.db` (SQLite; the folder and file are made if need be)
 * or `postgresql://…`. Migrates it first, copying an SQLite file that is in use before changing it.
 * Throws `StoreInUse` when another service has the file, `MigrationRefused` when it can't be migrated.
 */
export async function openStore(url: string, log: Log, options: OpenOptions = {}): Promise<PrismaStore> {
  if (url.startsWith('file:')) return openSqlite(sqlitePath(url), log, options);
  if (/^postgres(ql)?:\/\//.test(url)) {
    const { openPostgresql } = await import('./open-postgresql.ts');
    return openPostgresql(url, log, options);
  }
  throw new Error(
    'DATABASE_URL must begin with file: (an SQLite file, such as file:./var/sans-objection.db) or with postgresql://.',
  );
}

/** The path in a `file:` URL; relative ones count from the working directory. */
export function sqlitePath(url: string): string {
  if (url.startsWith('file://')) return fileURLToPath(url);
  return resolve(url.slice('file:'.length).replace(/\?.*$/, ''));
}

/** The file can't be used as a database; the message is a sentence for the operator. */
export class StoreUnusable extends Error {
  override name = 'StoreUnusable';
}

async function openSqlite(file: string, log: Log, options: OpenOptions): Promise<PrismaStore> {
  try {
    return await openSqliteFile(file, log, options);
  } catch (error) {
    if (!isUnusable(error)) throw error;
    const advice = 'Check DATABASE_URL, and that this user may write to the file and its folder.';
    throw new StoreUnusable(`${file} can't be used as a database: ${error.message}. ${advice}`, {
      cause: error,
    });
  }
}

/** SQLite’s own errors, those of its driver, and the file system’s. */
function isUnusable(error: unknown): error is Error {
  if (isSqliteError(error)) return true;
  return error instanceof Error && ('syscall' in error || error.name === 'DriverAdapterError');
}

async function openSqliteFile(
  file: string,
  log: Log,
  { readOnly = false, migrations }: OpenOptions,
): Promise<PrismaStore> {
  if (readOnly) {
    if (!(await fileExists(file)))
      throw new StoreUnusable(`There is no database at ${file}. Check DATABASE_URL.`);
  } else {
    await mkdir(dirname(file), { recursive: true });
  }
  const unlock = readOnly ? () => undefined : await lockStore(file);
  try {
    const factory = new SqliteDriverFactory(file, { readOnly });
    const folder = migrations ?? migrationsFolder('sqlite');
    await migrate({
      engine: 'sqlite',
      factory,
      log,
      readOnly,
      folder,
      copy: (pending) => copyBefore(file, pending),
    });
    const client = await openClient('sqlite', factory);
    await client.$connect();
    return new PrismaStore('sqlite', client, {
      backup: (target) => copySqlite(file, target),
      close: async () => unlock(),
    });
  } catch (error) {
    unlock();
    throw error;
  }
}

async function copyBefore(file: string, migration: string): Promise<string> {
  const day = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
  const copy = `${file}.before-${migration}-${day}.bak`;
  await copySqlite(file, copy);
  return copy;
}
