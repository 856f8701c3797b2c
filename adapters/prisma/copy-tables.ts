// Copying every row from one database to another, whatever their engines.

import { insertRows, type Value } from './bulk.ts';
import type { Db } from './clients.ts';
import type { Engine } from './migrations.ts';
import { tables } from './tables.ts';

type Row = Record<string, Value>;

const PAGE = 1_000;

/**
 * Copies all rows of all tables. Both sides are transactions, so that what is copied is of one instant and
 * arrives whole or not at all. `into` must be empty and have the present schema, and so must `from`.
 */
export async function copyTables(from: Db, fromEngine: Engine, into: Db, intoEngine: Engine): Promise<void> {
  for (const { name, key } of tables) {
    for await (const rows of pages(from, fromEngine, name, key)) {
      const columns = Object.keys(rows[0] as Row);
      const values = rows.map((row) => columns.map((column) => row[column] as Value));
      await insertRows(into, intoEngine, { table: name, columns, rows: values });
    }
  }
  if (intoEngine === 'postgresql') await continueCounting(into);
}

/** The names of the tables that have rows. */
export async function filledTables(db: Db): Promise<string[]> {
  const filled: string[] = [];
  for (const { name } of tables) {
    const rows = await db.$queryRawUnsafe<unknown[]>(`SELECT 1 AS found FROM "${name}" LIMIT 1`);
    if (rows.length > 0) filled.push(name);
  }
  return filled;
}

/** All rows of a table in the order of its key, a page at a time. */
export async function* pages(
  db: Db,
  engine: Engine,
  table: string,
  key: readonly string[],
): AsyncGenerator<Row[], void, undefined> {
  const columns = key.map((column) => `"${column}"`).join(', ');
  const places = key.map((_, index) => (engine === 'sqlite' ? '?' : `$${index + 1}`)).join(', ');
  let last: Row | undefined;
  for (;;) {
    const after = last === undefined ? '' : `WHERE (${columns}) > (${places})`;
    const values = last === undefined ? [] : key.map((column) => last?.[column]);
    const sql = `SELECT * FROM "${table}" ${after} ORDER BY ${columns} LIMIT ${PAGE}`;
    const rows: Row[] = await db.$queryRawUnsafe<Row[]>(sql, ...values);
    if (rows.length > 0) yield rows;
    if (rows.length < PAGE) return;
    last = rows.at(-1);
  }
}

/** Rows came with their numbers; the next ones must not take them again. */
async function continueCounting(db: Db): Promise<void> {
  for (const table of tables) {
    if (!('counts' in table)) continue;
    const [column] = table.key;
    await db.$queryRawUnsafe(
      `SELECT setval('"${table.name}_${column}_seq"', max("${column}"))::text FROM "${table.name}" HAVING count(*) > 0`,
    );
  }
}
