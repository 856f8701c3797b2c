// The migrations of this version of the program, and what a database has seen of them.

import { access, readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { SqlQueryable } from '@prisma/driver-adapter-utils';
import type { MigrationList } from '@prisma/schema-engine-wasm/schema_engine_bg';
import { deriveSchema } from '../../prisma/derive.mjs';

export type Engine = 'sqlite' | 'postgresql';

const prismaFolder = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'prisma');

/** Where the migrations of an engine are: one folder each, in the order of their names. */
export function migrationsFolder(engine: Engine): string {
  return join(prismaFolder, 'migrations', engine);
}

/** The Prisma schema of an engine. */
export async function readSchema(engine: Engine): Promise<string> {
  return deriveSchema(await readFile(join(prismaFolder, 'schema.prisma'), 'utf8'), engine);
}

/** The names of the migrations in `folder`, in order; none when it doesn't exist. */
export async function migrationNames(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

/** The migrations in `folder` as the schema engine takes them. */
export async function readMigrations(folder: string, engine: Engine): Promise<MigrationList> {
  const names = await migrationNames(folder);
  return {
    baseDir: folder,
    lockfile: { path: 'migration_lock.toml', content: `provider = "${engine}"\n` },
    shadowDbInitScript: '',
    migrationDirectories: await Promise.all(
      names.map(async (name) => ({
        path: name,
        migrationFile: {
          path: 'migration.sql',
          content: { tag: 'ok' as const, value: await script(folder, name) },
        },
      })),
    ),
  };
}

/** Windows may have checked the file out with other line ends; its checksum must not depend on that. */
async function script(folder: string, name: string): Promise<string> {
  return (await readFile(join(folder, name, 'migration.sql'), 'utf8')).replaceAll('\r\n', '\n');
}

/** What a database says of its migrations. */
export interface History {
  applied: string[];
  /** Begun and never finished. */
  failed: string[];
}

/** Reads the history of a database; empty when nothing was ever applied to it. */
export async function readHistory(database: SqlQueryable, engine: Engine): Promise<History> {
  const table = '_prisma_migrations';
  const exists =
    engine === 'sqlite'
      ? `SELECT 1 AS found FROM sqlite_master WHERE type = 'table' AND name = '${table}'`
      : `SELECT 1 AS found WHERE to_regclass('${table}') IS NOT NULL`;
  if ((await select(database, exists)).length === 0) return { applied: [], failed: [] };
  const rows = await select(
    database,
    `SELECT migration_name, CASE WHEN finished_at IS NULL THEN 'failed' ELSE 'applied' END
     FROM ${table} WHERE rolled_back_at IS NULL ORDER BY started_at, migration_name`,
  );
  const named = (state: string) => rows.filter((row) => row[1] === state).map((row) => String(row[0]));
  return { applied: named('applied'), failed: named('failed') };
}

async function select(database: SqlQueryable, sql: string): Promise<unknown[][]> {
  return (await database.queryRaw({ sql, args: [], argTypes: [] })).rows;
}

/** Whether a file exists. */
export async function fileExists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
