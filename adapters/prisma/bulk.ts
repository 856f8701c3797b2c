// Many rows in one statement, new or replacing, on either engine.
//
// Prisma's own API sends one statement per row for upserts and compiles each call anew; a batch of commands
// is written with one statement per table instead.

import type { Db } from './clients.ts';
import type { Engine } from './migrations.ts';

export type Value = string | number | Date | null;

export interface BulkInsert {
  table: string;
  columns: readonly string[];
  rows: readonly (readonly Value[])[];
  /** What follows the values: `ON CONFLICT …`, or nothing. */
  conflict?: string;
}

/** Below the limits of both engines (32,766 and 65,535 parameters). */
const MAX_PARAMETERS = 30_000;

/** Writes the rows; a conflict that `conflict` doesn't settle is Prisma's error P2010 or P2002. */
export async function insertRows(db: Db, engine: Engine, insert: BulkInsert): Promise<void> {
  const { rows, columns } = insert;
  const step = Math.floor(MAX_PARAMETERS / columns.length);
  for (let start = 0; start < rows.length; start += step) {
    const part = { ...insert, rows: rows.slice(start, start + step) };
    if (engine === 'sqlite') await db.$executeRawUnsafe(onSqlite(part), ...part.rows.flat());
    else await db.$executeRawUnsafe(onPostgresql([part]), asJson(part));
  }
}

/**
 * Writes rows of several tables, each named once. PostgreSQL gets them as one statement: each one is a round
 * trip, during which the heads are held. It sees none of their rows before all are written.
 */
export async function insertTogether(db: Db, engine: Engine, inserts: BulkInsert[]): Promise<void> {
  const some = inserts.filter(({ rows }) => rows.length > 0);
  const fits = ({ rows, columns }: BulkInsert) => rows.length * columns.length <= MAX_PARAMETERS;
  if (engine === 'sqlite' || some.length === 0 || !some.every(fits)) {
    for (const insert of some) await insertRows(db, engine, insert);
  } else await db.$executeRawUnsafe(onPostgresql(some), ...some.map(asJson));
}

/** `ON CONFLICT (key) DO UPDATE`, taking the new value of every other column. */
export function replacing(key: readonly string[], columns: readonly string[]): string {
  const others = columns.filter((column) => !key.includes(column));
  const set = others.map((column) => `"${column}" = excluded."${column}"`).join(', ');
  return `ON CONFLICT (${listed(key)}) DO ${set === '' ? 'NOTHING' : `UPDATE SET ${set}`}`;
}

/**
 * The last of the rows that share a key, in the order of the keys. PostgreSQL refuses to replace a row twice
 * in one statement, and two batches that take rows in one order never wait for each other.
 */
export function lastOfEach<T>(rows: readonly T[], key: (row: T) => string): T[] {
  const byKey = new Map(rows.map((row) => [key(row), row]));
  return [...byKey].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
}

const statements = new Map<string, string>();

function onSqlite({ table, columns, conflict, rows: { length } }: BulkInsert): string {
  return remembered(`${table} ${length} ${columns.join()} ${conflict}`, () => {
    const row = `(${columns.map(() => '?').join(', ')})`;
    return `INSERT INTO "${table}" (${listed(columns)}) VALUES ${Array(length).fill(row).join(', ')} ${conflict ?? ''}`;
  });
}

/**
 * The rows of each table as one parameter: hundreds of them, each with its number and type, cost more than the
 * rows do. The table itself says of which types they are.
 */
function onPostgresql(inserts: BulkInsert[]): string {
  const name = inserts.map(({ table, columns, conflict }) => `${table} ${columns.join()} ${conflict}`);
  return remembered(name.join(), () => {
    const each = inserts.map(
      ({ table, columns, conflict }, n) =>
        `INSERT INTO "${table}" (${listed(columns)}) SELECT ${listed(columns)} ` +
        `FROM json_populate_recordset(NULL::"${table}", $${n + 1}::json) ${conflict ?? ''}`,
    );
    const before = each.slice(0, -1).map((insert, n) => `written${n} AS (${insert})`);
    return `${before.length > 0 ? `WITH ${before.join(', ')} ` : ''}${each.at(-1)}`;
  });
}

function remembered(name: string, write: () => string): string {
  let sql = statements.get(name);
  if (sql === undefined) {
    sql = write();
    if (statements.size > 1_000) statements.clear();
    statements.set(name, sql);
  }
  return sql;
}

/** Half a character can't be told from JSON: it is replaced, as it is wherever text becomes UTF-8. */
function asJson({ columns, rows }: BulkInsert): string {
  const value = (given: Value | undefined) => (typeof given === 'string' ? given.toWellFormed() : given);
  return JSON.stringify(
    rows.map((row) => Object.fromEntries(columns.map((column, n) => [column, value(row[n])]))),
  );
}

function listed(columns: readonly string[]): string {
  return columns.map(quoted).join(', ');
}

function quoted(name: string): string {
  return `"${name}"`;
}
