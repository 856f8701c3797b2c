// How a recorded row is written again: which columns, and which of them say which row it is.

import { tables } from '../adapters/prisma/tables.ts';
import type { Recording, Value, WrittenRow } from './recording.ts';

export interface Shape {
  table: string;
  /** All that are written; numbers that the database gives by itself are left to it. */
  columns: string[];
  key: string[];
  others: string[];
}

export interface RawRun {
  seconds: number;
  /** Milliseconds of each transaction. */
  latencies: number[];
}

export function shapesOf({ columns }: Recording): Map<string, Shape> {
  return new Map([...columns].map(([table, all]) => [table, shapeOf(table, all)]));
}

/** The row's values of the given columns. */
export function pick(recording: Recording, row: WrittenRow, columns: readonly string[]): Value[] {
  const all = recording.columns.get(row.table) as string[];
  return columns.map((column) => row.values[all.indexOf(column)] as Value);
}

function shapeOf(table: string, all: string[]): Shape {
  const known = tables.find(({ name }) => name === table);
  if (!known) throw new Error(`no table is called ${table}`);
  const counted: readonly string[] = 'counts' in known ? known.key : [];
  const key: readonly string[] = table === 'Outbox' ? ['key'] : known.key;
  const columns = all.filter((column) => !counted.includes(column));
  return { table, columns, key: [...key], others: columns.filter((column) => !key.includes(column)) };
}

export function quoted(names: readonly string[], after = ''): string[] {
  return names.map((name) => `"${name}"${after}`);
}
