// One connection to one SQLite file: its settings, proved, and its prepared statements, kept.

import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { type ColumnType, DriverAdapterError } from '@prisma/driver-adapter-utils';
import { declaredColumnType } from './sqlite-values.ts';

export interface PreparedStatement {
  statement: StatementSync;
  columnNames: string[];
  /** Null where the column is an expression. */
  columnTypes: (ColumnType | null)[];
}

const KEPT_STATEMENTS = 128;

/**
 * Settings of every connection; each is read back when it is set, since SQLite ignores what it can't do.
 * `fullfsync` makes macOS write to the disk and not only to the disk's cache.
 */
const writerPragmas: readonly [string, string, string][] = [
  ['journal_mode', 'WAL', 'wal'],
  ['synchronous', 'FULL', '2'],
  ['foreign_keys', 'ON', '1'],
  ['fullfsync', 'ON', '1'],
  ['checkpoint_fullfsync', 'ON', '1'],
  ['temp_store', 'MEMORY', '2'],
  ['cache_size', '-4000', '-4000'],
  ['journal_size_limit', '67108864', '67108864'],
];
const readerPragmas: readonly [string, string, string][] = [
  ['query_only', 'ON', '1'],
  ['temp_store', 'MEMORY', '2'],
];

/**
 * A connection that never waits: a lock held by another process is an error at once, and whoever called
 * decides how long to try again. Waiting inside SQLite would stop the whole process.
 */
export class SqliteConnection {
  readonly db: DatabaseSync;
  readonly #kept = new Map<string, PreparedStatement>();

  constructor(file: string, options: { readOnly?: boolean } = {}) {
    this.db = new DatabaseSync(file, {
      readOnly: options.readOnly ?? false,
      timeout: 0,
      readBigInts: true,
      returnArrays: true,
    });
    try {
      for (const pragma of options.readOnly ? readerPragmas : writerPragmas) this.#set(...pragma);
    } catch (error) {
      this.db.close();
      throw error;
    }
  }

  /** The present value of a setting. */
  pragma(name: string): string {
    return String(this.#row(`PRAGMA ${name}`)[0]);
  }

  /** Rows changed since the connection was opened. */
  totalChanges(): number {
    return Number(this.#row('SELECT total_changes()')[0]);
  }

  /** The prepared statement of one SQL text, from the last 128 that were used. */
  prepare(sql: string): PreparedStatement {
    let prepared = this.#kept.get(sql);
    if (prepared) {
      this.#kept.delete(sql);
    } else {
      const statement = this.db.prepare(sql);
      const columns = statement.columns();
      prepared = {
        statement,
        columnNames: columns.map((column) => column.name),
        columnTypes: columns.map((column) => declaredColumnType(column.type)),
      };
      const oldest = this.#kept.size < KEPT_STATEMENTS ? undefined : this.#kept.keys().next().value;
      if (oldest !== undefined) this.#kept.delete(oldest);
    }
    this.#kept.set(sql, prepared);
    return prepared;
  }

  /** Runs several statements. The schema may change, so what was prepared before is forgotten. */
  script(sql: string): void {
    this.#kept.clear();
    this.db.exec(sql);
  }

  close(): void {
    this.#kept.clear();
    if (this.db.isOpen) this.db.close();
  }

  #set(name: string, value: string, expected: string): void {
    this.db.exec(`PRAGMA ${name} = ${value}`);
    const actual = this.pragma(name);
    if (actual === expected || (name === 'journal_mode' && actual === 'memory')) return;
    throw new DriverAdapterError({
      kind: 'sqlite',
      extendedCode: 1,
      message: `SQLite refused "PRAGMA ${name} = ${value}": it stays at ${actual}.`,
    });
  }

  #row(sql: string): unknown[] {
    return (this.prepare(sql).statement.get() as unknown as unknown[] | undefined) ?? [];
  }
}
