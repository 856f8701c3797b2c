// Self-migration: data survives it, a failed one undoes itself and says what to do, several may start at once.

import { cp, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openClient } from '../../../adapters/prisma/clients.ts';
import { migrate } from '../../../adapters/prisma/migrate.ts';
import { type Engine, migrationNames, migrationsFolder } from '../../../adapters/prisma/migrations.ts';
import { PostgresqlDriverFactory } from '../../../adapters/prisma/postgresql-driver.ts';
import { SqliteDriverFactory } from '../../../adapters/prisma/sqlite-driver.ts';
import { openStore, sqlitePath } from '../../../adapters/prisma/store.ts';
import { changes, event, head } from '../../contracts/store-changes.ts';
import { blankDatabase, openForTest, scratchFolder } from '../../support/databases.ts';
import { rememberingLog, silentLog } from '../../support/logs.ts';

const factoryOf = (engine: Engine, url: string) =>
  engine === 'sqlite' ? new SqliteDriverFactory(sqlitePath(url)) : new PostgresqlDriverFactory(url, 1);

/** The migrations of this version, followed by one that a test makes up. */
async function withMigration(engine: Engine, name: string, sql: string): Promise<string> {
  const folder = await scratchFolder();
  await cp(migrationsFolder(engine), folder, { recursive: true });
  await mkdir(join(folder, name));
  await writeFile(join(folder, name, 'migration.sql'), sql);
  return folder;
}

describe.each(['sqlite', 'postgresql'] as const)('migrating on %s', (engine) => {
  const migrated = async (url: string, folder: string, log = silentLog) =>
    migrate({ engine, factory: factoryOf(engine, url), log, folder });
  const names = async (url: string, sql: string) => {
    const client = await openClient(engine, factoryOf(engine, url));
    try {
      return await client.$queryRawUnsafe<Record<string, unknown>[]>(sql);
    } finally {
      await client.$disconnect();
    }
  };

  it('brings an empty database to the present schema once, and has nothing to do afterwards', async () => {
    const url = await blankDatabase(engine);
    if (engine === 'sqlite') await mkdir(dirname(sqlitePath(url)), { recursive: true });
    expect(await migrated(url, migrationsFolder(engine))).toEqual(
      await migrationNames(migrationsFolder(engine)),
    );
    expect(await migrated(url, migrationsFolder(engine))).toEqual([]);
  });

  it('keeps the rows that are there', async () => {
    const url = await blankDatabase(engine);
    const store = await openForTest(url);
    await store.transact((tx) => tx.write(changes({ heads: [head('a1', 1)], events: [event('a1', 1)] })));
    await store.close();

    const sql = `ALTER TABLE "Assembly" ADD COLUMN "note" TEXT NOT NULL DEFAULT 'a;b'; UPDATE "Assembly" SET "note" = 'x;y';`;
    expect(await migrated(url, await withMigration(engine, '9001_note', sql))).toEqual(['9001_note']);

    expect(await names(url, 'SELECT "id", "seq", "note" FROM "Assembly"')).toEqual([
      { id: 'a1', seq: 1, note: 'x;y' },
    ]);
    expect(await names(url, 'SELECT "name" FROM "Event"')).toEqual([{ name: 'ObjectionRaised' }]);
  });

  it('undoes a migration that fails midway, says what to do, and tries a corrected one', async () => {
    const url = await blankDatabase(engine);
    const store = await openForTest(url);
    await store.transact((tx) => tx.write(changes({ heads: [head('a1', 1)] })));
    await store.close();

    const broken =
      'ALTER TABLE "Assembly" ADD COLUMN "note" TEXT; DELETE FROM "Assembly"; INSERT INTO "missing" VALUES (1);';
    const failing = migrated(url, await withMigration(engine, '9001_note', broken));
    await expect(failing).rejects.toThrow(
      'Migration 9001_note failed and was undone; the database is as it was before it. Start the previous version',
    );
    await expect(failing).rejects.toThrow(/missing/);
    expect(await names(url, 'SELECT * FROM "Assembly"')).toHaveLength(1);
    expect(Object.keys((await names(url, 'SELECT * FROM "Assembly"'))[0] ?? {})).not.toContain('note');

    expect((await (await openForTest(url)).head('a1'))?.seq).toBe(1);
  });

  it('tries a corrected migration after a failed one', async () => {
    const url = await blankDatabase(engine);
    await (await openStore(url, silentLog)).close();
    const folder = await withMigration(engine, '9001_note', 'INSERT INTO "missing" VALUES (1);');
    await expect(migrated(url, folder)).rejects.toThrow('9001_note failed');
    await writeFile(
      join(folder, '9001_note', 'migration.sql'),
      'CREATE TABLE "Note" ("id" INTEGER PRIMARY KEY);',
    );
    expect(await migrated(url, folder)).toEqual(['9001_note']);
    expect(await migrated(url, folder)).toEqual([]);
  });

  it('refuses a database that a newer version has used', async () => {
    const url = await blankDatabase(engine);
    await (await openStore(url, silentLog)).close();
    await migrated(
      url,
      await withMigration(engine, '9001_newer', 'CREATE TABLE "Newer" ("id" INTEGER PRIMARY KEY);'),
    );
    await expect(openStore(url, silentLog)).rejects.toThrow(
      /newer version of this program \(it has 9001_newer\)/,
    );
  });

  it('does not migrate for a tool that only reads', async () => {
    const url = await blankDatabase(engine);
    await (await openStore(url, silentLog)).close();
    const folder = await withMigration(
      engine,
      '9001_note',
      'CREATE TABLE "Note" ("id" INTEGER PRIMARY KEY);',
    );
    const reading = migrate({
      engine,
      factory: factoryOf(engine, url),
      log: silentLog,
      folder,
      readOnly: true,
    });
    await expect(reading).rejects.toThrow('it lacks 9001_note');
  });
});

describe('migrating', () => {
  it('copies an SQLite file that is in use before changing it, and says where', async () => {
    const url = await blankDatabase('sqlite');
    await (await openStore(url, silentLog)).close();
    const log = rememberingLog();
    const folder = await withMigration(
      'sqlite',
      '9001_note',
      'CREATE TABLE "Note" ("id" INTEGER PRIMARY KEY);',
    );
    await (await openStore(url, log, { migrations: folder })).close();

    const copies = (await readdir(dirname(sqlitePath(url)))).filter((name) => name.endsWith('.bak'));
    expect(copies).toEqual([expect.stringMatching(/^store\.db\.before-9001_note-\d{14}\.bak$/)]);
    expect(log.lines.join('\n')).toContain(copies[0] ?? '?');
    await rm(sqlitePath(url));
    await cp(join(dirname(sqlitePath(url)), copies[0] ?? ''), sqlitePath(url));
    expect(await (await openForTest(url)).heads()).toEqual([]);
  });

  it('makes no copy of a database that has just been created', async () => {
    const url = await blankDatabase('sqlite');
    await (await openStore(url, silentLog)).close();
    expect((await readdir(dirname(sqlitePath(url)))).filter((name) => name.endsWith('.bak'))).toEqual([]);
  });

  it('lets three services start at once on an empty PostgreSQL', async () => {
    const url = await blankDatabase('postgresql');
    const log = rememberingLog();
    const stores = await Promise.all([1, 2, 3].map(() => openForTest(url, log)));
    expect(await Promise.all(stores.map((store) => store.heads()))).toEqual([[], [], []]);
    expect(log.lines.filter((line) => line.includes('0001_init'))).toHaveLength(1);
  });
});
