// Backups: one SQLite file, whatever the engine, written while the store lives and never half there.
//
// One format means that a backup can be read with any SQLite tool, checked without the service, and restored
// into either engine: a group that began on a file can grow into PostgreSQL, and back.

import { open, rename, rm } from 'node:fs/promises';
import { backup, DatabaseSync } from 'node:sqlite';
import type { Log } from '../../src/app/ports.ts';
import { type Client, openClient } from './clients.ts';
import { copyTables } from './copy-tables.ts';
import { migrate } from './migrate.ts';
import { fileExists } from './migrations.ts';
import { SqliteDriverFactory } from './sqlite-driver.ts';

/** The message is a sentence for whoever asked. */
class BackupRefused extends Error {
  override name = 'BackupRefused';
}

/** How long copying a whole PostgreSQL database may take (ms). */
const COPY_TIMEOUT = 60 * 60 * 1_000;

/**
 * Copies the SQLite database `file` into `target`, which must not exist. The copy is what was committed at
 * one instant; writers go on meanwhile and are neither waited for nor held up.
 */
export async function copySqlite(file: string, target: string): Promise<void> {
  await writeBackup(target, async (part) => {
    const source = new DatabaseSync(file, { readOnly: true, timeout: 1_000 });
    try {
      // All pages in one step: the copy sees one snapshot, and a writer can't make it start again.
      await backup(source, part, { rate: 0x7fff_ffff });
    } finally {
      source.close();
    }
  });
}

/** Copies a PostgreSQL database, as it is at one instant, into the SQLite file `target`, which must not exist. */
export async function copyPostgresql(client: Client, target: string, log: Log): Promise<void> {
  await writeBackup(target, async (part) => {
    const factory = new SqliteDriverFactory(part);
    await migrate({ engine: 'sqlite', factory, log: log.child({ backup: target }) });
    const copy = await openClient('sqlite', factory);
    const limits = { maxWait: 10_000, timeout: COPY_TIMEOUT };
    try {
      await client.$transaction(
        (source) => copy.$transaction((into) => copyTables(source, 'postgresql', into, 'sqlite'), limits),
        { ...limits, isolationLevel: 'RepeatableRead' as 'Serializable' },
      );
    } finally {
      await copy.$disconnect();
    }
  });
}

/** Lets `write` fill a file beside `target`, makes it one file on the disk, and only then gives it its name. */
async function writeBackup(target: string, write: (part: string) => Promise<void>): Promise<void> {
  if (await fileExists(target))
    throw new BackupRefused(
      `${target} exists already; a backup never overwrites a file. Choose another name.`,
    );
  const part = `${target}.part`;
  await removeDatabase(part);
  try {
    await write(part);
    leaveWal(part);
    await flush(part);
    await rename(part, target);
  } finally {
    await removeDatabase(part);
  }
}

/** A database in WAL mode can't be read where nothing may be written, and has companions to forget. */
function leaveWal(file: string): void {
  const database = new DatabaseSync(file, { timeout: 1_000 });
  try {
    database.exec('PRAGMA journal_mode = DELETE');
  } finally {
    database.close();
  }
}

async function flush(path: string): Promise<void> {
  const file = await open(path, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

async function removeDatabase(file: string): Promise<void> {
  for (const suffix of ['', '-wal', '-shm', '-journal']) await rm(`${file}${suffix}`, { force: true });
}
