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
    const part = rows.slice(start, start + step);
    await db.$executeRawUnsafe(statement(engine, insert, part.length), ...part.flat());
  }
}

/** `ON CONFLICT (key) DO UPDATE`, taking the new value of every other column. */
export function replacing(key: readonly string[], columns: readonly string[]): string {
  const others = columns.filter((column) => !key.includes(column));
  const set = others.map((column) => `"${column}" = excluded."${column}"`).join(', ');
  return `ON CONFLICT (${key.map(quoted).join(', ')}) DO ${set === '' ? 'NOTHING' : `UPDATE SET ${set}`}`;
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

function statement(engine: Engine, { table, columns, conflict }: BulkInsert, rows: number): string {
  const name = `${engine} ${table} ${rows} ${columns.join()} ${conflict}`;
  let sql = statements.get(name);
  if (sql === undefined) {
    const width = columns.length;
    const place = (index: number) => (engine === 'sqlite' ? '?' : `$${index + 1}`);
    const row = (number: number) =>
      `(${columns.map((_, column) => place(number * width + column)).join(', ')})`;
    const values = Array.from({ length: rows }, (_, number) => row(number)).join(', ');
    sql = `INSERT INTO "${table}" (${columns.map(quoted).join(', ')}) VALUES ${values} ${conflict ?? ''}`;
    if (statements.size > 1_000) statements.clear();
    statements.set(name, sql);
  }
  return sql;
}

function quoted(name: string): string {
  return `"${name}"`;
}
