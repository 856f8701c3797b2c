// prisma/schema.prisma, the migrations and the list of tables say the same, on both engines.

import { describe, expect, it } from 'vitest';
import { migrationNames, migrationsFolder, readSchema } from '../../../adapters/prisma/migrations.ts';
import { PostgresqlDriverFactory } from '../../../adapters/prisma/postgresql-driver.ts';
import { SqliteDriverFactory } from '../../../adapters/prisma/sqlite-driver.ts';
import { tables } from '../../../adapters/prisma/tables.ts';
import { deriveSchema } from '../../../prisma/derive.mjs';
import { pendingSql } from '../../../prisma/pending.ts';
import { blankDatabase } from '../../support/databases.ts';

describe('the schema', () => {
  it('is what the migrations lead to, on SQLite', async () => {
    expect(await pendingSql('sqlite', new SqliteDriverFactory(':memory:'))).toBe('');
  });

  it('is what the migrations lead to, on PostgreSQL', async () => {
    expect(
      await pendingSql('postgresql', new PostgresqlDriverFactory(await blankDatabase('postgresql'), 1)),
    ).toBe('');
  });

  it('has the same migrations for both engines', async () => {
    expect(await migrationNames(migrationsFolder('postgresql'))).toEqual(
      await migrationNames(migrationsFolder('sqlite')),
    );
  });

  it('differs between engines in its provider and its client folder only', async () => {
    const [sqlite, postgresql] = [
      (await readSchema('sqlite')).split('\n'),
      (await readSchema('postgresql')).split('\n'),
    ];
    const different = sqlite.flatMap((line, index) =>
      line === postgresql[index] ? [] : [postgresql[index]?.trim()],
    );
    expect(different).toEqual(['provider = "postgresql"', 'output              = "./postgresql"']);
    expect(() => deriveSchema('no datasource', 'postgresql')).toThrow('exactly once');
  });

  it('has no table that would be forgotten by a wipe or left out of a backup', async () => {
    const schema = await readSchema('sqlite');
    expect(tables.map(({ name }) => name)).toEqual(
      [...schema.matchAll(/^model (\w+)/gm)].map((match) => match[1]),
    );
    const counting = [...schema.matchAll(/^model (\w+) \{[^}]*autoincrement/gm)].map((match) => match[1]);
    expect(tables.filter((table) => 'counts' in table).map(({ name }) => name)).toEqual(counting);
  });
});
