// Self-migration at start: a database that is behind is brought up to this version, or left as it was.

import {
  isDriverAdapterError,
  type SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils';
import type { Log } from '../../src/app/ports.ts';
import {
  type Engine,
  type History,
  migrationNames,
  migrationsFolder,
  readHistory,
  readMigrations,
  readSchema,
} from './migrations.ts';
import { withSchemaEngine } from './schema-engine.ts';

export interface MigrateOptions {
  engine: Engine;
  factory: SqlMigrationAwareDriverAdapterFactory;
  log: Log;
  /** Where the migrations are; those of this version unless a test says otherwise. */
  folder?: string;
  /**
   * Copies the database before anything is applied to one that is already in use, and answers with where
   * the copy is; undefined where the host makes backups (PostgreSQL).
   */
  copy?: (firstPending: string) => Promise<string>;
  /** Refuse instead of migrating: a tool that only reads must not change the schema under a service. */
  readOnly?: boolean;
}

/** Any number that no other program uses for its locks in the same database. */
const MIGRATION_LOCK = 7_316_684_201;

/** The database can't be used as it is; the message is a sentence that says what to do. */
export class MigrationRefused extends Error {
  override name = 'MigrationRefused';
}

/**
 * Applies the migrations that the database hasn't seen, in order. Each is applied whole or not at all, and
 * several processes may do this at once on PostgreSQL: one works, the others wait and find nothing left.
 * With nothing pending it costs one query. Throws `MigrationRefused` when the database is newer than this
 * program, or when a migration fails; the database is then as it was before that migration.
 */
export async function migrate(options: MigrateOptions): Promise<string[]> {
  const folder = options.folder ?? migrationsFolder(options.engine);
  const known = await migrationNames(folder);
  const history = await historyOf(options);
  refuseUnknown(history, known);
  const [first] = known.filter((name) => !history.applied.includes(name));
  if (first === undefined) return [];
  if (options.readOnly) {
    throw new MigrationRefused(
      `The database is older than this program (it lacks ${first}). Start the service once; it brings it up to date.`,
    );
  }
  return alone(options, () => migrateAlone(options, folder, known));
}

async function migrateAlone(options: MigrateOptions, folder: string, known: string[]): Promise<string[]> {
  const history = await historyOf(options);
  const pending = known.filter((name) => !history.applied.includes(name));
  const [first] = pending;
  if (first === undefined) return [];
  const copy = history.applied.length > 0 ? await options.copy?.(first) : undefined;
  if (copy !== undefined)
    options.log.info({ copy, pending: pending.length }, 'database copied before migrating it');
  const applied = await apply(options, folder, copy);
  for (const migration of applied) options.log.info({ migration }, 'migration applied');
  return applied;
}

/**
 * Lets one process at a time migrate a PostgreSQL database; an SQLite file is locked as a whole already. The
 * engine has a lock of its own, but what it has begun and what it has failed at look alike from outside.
 */
async function alone<T>({ engine, factory }: MigrateOptions, work: () => Promise<T>): Promise<T> {
  if (engine === 'sqlite') return work();
  const lock = await factory.connect();
  try {
    // Waiting for another's migration may take as long as that migration.
    await lock.executeScript(`SET lock_timeout = 0; SELECT pg_advisory_lock(${MIGRATION_LOCK})`);
    return await work();
  } finally {
    await lock.dispose();
  }
}

async function historyOf({ factory, engine }: MigrateOptions): Promise<History> {
  const database = await factory.connect();
  try {
    return await readHistory(database, engine);
  } finally {
    await database.dispose();
  }
}

function refuseUnknown(history: History, known: string[]): void {
  const unknown = history.applied.find((name) => !known.includes(name));
  if (unknown === undefined) return;
  throw new MigrationRefused(
    `The database has been used by a newer version of this program (it has ${unknown}). ` +
      'Start that version or a later one, or restore a backup made with this version.',
  );
}

async function apply(options: MigrateOptions, folder: string, copy: string | undefined): Promise<string[]> {
  const migrationsList = await readMigrations(folder, options.engine);
  const schema = await readSchema(options.engine);
  try {
    return await withSchemaEngine(schema, options.factory, async (engine) => {
      // What failed was undone, and nobody else is at work; forgetting the failure is what lets the engine try again.
      const { failed } = await historyOf(options);
      for (const migrationName of failed) await engine.markMigrationRolledBack({ migrationName });
      const filters = { externalTables: [], externalEnums: [] };
      return (await engine.applyMigrations({ migrationsList, filters })).appliedMigrationNames;
    });
  } catch (error) {
    throw await explained(error, options, copy);
  }
}

async function explained(error: unknown, options: MigrateOptions, copy: string | undefined): Promise<Error> {
  const [failed] = await historyOf(options).then(
    (history) => history.failed,
    () => [],
  );
  const what = failed === undefined ? 'The database could not be migrated' : `Migration ${failed} failed`;
  const undone = failed === undefined ? '' : ' and was undone; the database is as it was before it';
  const then = copy === undefined ? '' : ` A copy made before migrating is at ${copy}.`;
  return new MigrationRefused(
    `${what}${undone}. Start the previous version of this program, or a corrected one: it will be tried again.` +
      `${then} Cause: ${reason(error)}`,
    { cause: error },
  );
}

/** What the engine says, without the trace of its own code. */
function reason(error: unknown): string {
  if (isDriverAdapterError(error)) return error.cause.originalMessage ?? error.cause.kind;
  const message = error instanceof Error ? error.message : String(error);
  return (message.split(/\n\s*0: /)[0] ?? '').trim().replaceAll(/\s*\n\s*/g, '; ');
}
