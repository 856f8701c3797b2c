// Furnished SQLite stores: each is made once in a run, by the service itself, and every test has a copy of its own.

import { constants, copyFile, mkdtemp, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { inject } from 'vitest';
import { fileExists } from '../../adapters/prisma/migrations.ts';
import { sqlitePath } from '../../adapters/prisma/store.ts';
import { freshDatabase } from './databases.ts';

/**
 * The DATABASE_URL of a store like the one that `furnish` leaves, closed, where it is told to.
 *
 * @param name stands for everything on which its content depends
 */
export async function furnishedDatabase(
  name: string,
  furnish: (url: string) => Promise<void>,
): Promise<string> {
  const original = join(inject('shared'), `${encodeURIComponent(name)}.db`);
  if (!(await fileExists(original))) await make(original, furnish);
  const url = await freshDatabase('sqlite');
  await copyFile(original, sqlitePath(url), constants.COPYFILE_FICLONE);
  return url;
}

/** Two test files that make the same one at the same time make it twice; whichever is whole last stands. */
async function make(original: string, furnish: (url: string) => Promise<void>): Promise<void> {
  const draft = join(await mkdtemp(join(inject('shared'), 'draft-')), 'store.db');
  await furnish(`file:${draft}`);
  await rename(draft, original);
}
