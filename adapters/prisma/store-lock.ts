// One service per SQLite file: a lock beside the file that the operating system takes back when we die.

import { realpath } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { StoreInUse } from '../../src/app/ports.ts';
import { isBusy } from './sqlite-errors.ts';

/**
 * Takes the lock of the database `file` (which need not exist yet) and answers with what releases it. It is
 * an exclusive transaction on `<file>.lock`, so that it ends with the process, however that ends. Tools may
 * still read the database itself. Throws `StoreInUse` when somebody else has it.
 */
export async function lockStore(file: string): Promise<() => void> {
  const lock = new DatabaseSync(`${await truePath(file)}.lock`, { timeout: 0 });
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    if (!isBusy(error)) throw error;
    throw new StoreInUse(
      `Another service is already running on ${file}. Only one may use an SQLite file: stop the other one first, ` +
        'or give this one a file of its own (DATABASE_URL), or use PostgreSQL for several processes.',
    );
  }
  return () => {
    if (lock.isOpen) lock.close();
  };
}

/** The same for every way of naming one file, links included, or two services would hold two locks. */
async function truePath(file: string): Promise<string> {
  return realpath(file).catch(async () => join(await realpath(dirname(file)), basename(file)));
}
