// Putting a backup into an empty database, of either engine, once it has been found sound.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Log } from '../../src/app/ports.ts';
import { copySqlite } from './backup.ts';
import { copyTables, filledTables } from './copy-tables.ts';
import { fileExists } from './migrations.ts';
import { openStore } from './store.ts';

/** How long restoring may take (ms). */
const RESTORE_TIMEOUT = 60 * 60 * 1_000;

/** The backup or the database isn't fit for this; the message is a sentence that says what to do. */
export class RestoreRefused extends Error {
  override name = 'RestoreRefused';
}

/**
 * Restores the backup `file` into the database at `url`: all of it, or nothing when it fails. The database
 * must be empty or not exist yet, so that a restore never mixes two histories or erases one. The backup
 * itself isn't touched; one of an older version is brought up to date on the way.
 */
export async function restore(file: string, url: string, log: Log): Promise<void> {
  if (!(await fileExists(file))) throw new RestoreRefused(`There is no backup at ${file}.`);
  requireSound(file);
  const scratch = await mkdtemp(join(tmpdir(), 'sans-objection-restore-'));
  try {
    const copy = join(scratch, 'backup.db');
    await copySqlite(file, copy);
    await copyInto(`file:${copy}`, url, log);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

function requireSound(file: string): void {
  let verdict: unknown;
  let known = false;
  try {
    const database = new DatabaseSync(file, { readOnly: true, timeout: 1_000 });
    try {
      verdict = database.prepare('PRAGMA integrity_check').get()?.integrity_check;
      known =
        database.prepare(`SELECT 1 FROM sqlite_master WHERE name = '_prisma_migrations'`).get() !== undefined;
    } finally {
      database.close();
    }
  } catch (error) {
    throw new RestoreRefused(`${file} is not a backup of this program: it can't be read as an SQLite file.`, {
      cause: error,
    });
  }
  if (verdict !== 'ok')
    throw new RestoreRefused(`${file} is damaged (${String(verdict)}). Take another backup.`);
  if (!known) throw new RestoreRefused(`${file} is an SQLite file, but not a backup of this program.`);
}

async function copyInto(backup: string, url: string, log: Log): Promise<void> {
  const source = await openStore(backup, log);
  try {
    const target = await openStore(url, log);
    try {
      const limits = { maxWait: 10_000, timeout: RESTORE_TIMEOUT };
      await target.db.$transaction(async (into) => {
        const [filled] = await filledTables(into);
        if (filled !== undefined) {
          throw new RestoreRefused(
            `The database is not empty (there are rows in ${filled}). Restore into a new one: choose another DATABASE_URL.`,
          );
        }
        await source.db.$transaction((from) => copyTables(from, 'sqlite', into, target.engine), limits);
      }, limits);
      log.info({ ...(await target.counts()) }, 'backup restored');
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
}
