// `npm run db`: for whoever changes prisma/schema.prisma.
//
//   npm run db -- diff NAME   writes the migration from the present migrations to the schema, for both engines
//   npm run db -- status      says whether the migrations and the schema agree (exit code 1 if not)

import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Engine, migrationNames, migrationsFolder } from '../adapters/prisma/migrations.ts';
import { PostgresqlDriverFactory } from '../adapters/prisma/postgresql-driver.ts';
import { SqliteDriverFactory } from '../adapters/prisma/sqlite-driver.ts';
import { pendingSql } from './pending.ts';
import { startScratchServer } from './scratch-postgresql.ts';

async function pendingOnBoth(): Promise<Record<Engine, string>> {
  const server = await startScratchServer();
  try {
    return {
      sqlite: await pendingSql('sqlite', new SqliteDriverFactory(':memory:')),
      postgresql: await pendingSql('postgresql', new PostgresqlDriverFactory(server.url('postgres'), 1)),
    };
  } finally {
    await server.stop();
  }
}

async function diff(name: string): Promise<number> {
  const pending = await pendingOnBoth();
  if (pending.sqlite === '' && pending.postgresql === '') {
    console.log('Nothing to do: the migrations and prisma/schema.prisma agree on both engines.');
    return 0;
  }
  const count = (await migrationNames(migrationsFolder('sqlite'))).length;
  const folder = `${String(count + 1).padStart(4, '0')}_${name}`;
  for (const engine of ['sqlite', 'postgresql'] as const) {
    const target = join(migrationsFolder(engine), folder);
    await mkdir(target, { recursive: true });
    await writeFile(join(target, 'migration.sql'), pending[engine] || '-- Nothing changes on this engine.\n');
    console.log(`Written: ${join(target, 'migration.sql')}`);
  }
  console.log('Read both before committing: a renamed column looks like one dropped and one added.');
  return 0;
}

async function status(): Promise<number> {
  const pending = await pendingOnBoth();
  for (const [engine, sql] of Object.entries(pending)) {
    console.log(
      sql === '' ? `${engine}: migrations and schema agree` : `${engine}: the schema wants\n${sql}`,
    );
  }
  return pending.sqlite === '' && pending.postgresql === '' ? 0 : 1;
}

async function main([command, name]: string[]): Promise<number> {
  if (command === 'diff' && name !== undefined && /^[a-z][a-z0-9_]*$/.test(name)) return diff(name);
  if (command === 'status' && name === undefined) return status();
  console.error('Usage: npm run db -- diff NAME (small letters, digits, _) | npm run db -- status');
  return 2;
}

process.exitCode = await main(process.argv.slice(2));
