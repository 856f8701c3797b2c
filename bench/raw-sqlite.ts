// The base line on SQLite: the recorded rows, written by `node:sqlite` in one transaction per objection.

import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { pick, quoted, type RawRun, type Shape, shapesOf } from './raw-rows.ts';
import type { Recording, Value } from './recording.ts';

export interface RawWriter {
  /** Writes the rows of one objection of the recording, and answers when they are on disk. */
  write(n: number): void;
  close(): void;
}

/**
 * Each statement is prepared once and run once per row, its values at hand; WAL and synchronous=FULL, as
 * in service.
 *
 * @param file a furnished store
 */
export function openRaw(file: string, recording: Recording): RawWriter {
  const db = new DatabaseSync(file);
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -16000');
  const ready = prepared(db, recording);
  return {
    write(n) {
      db.exec('BEGIN IMMEDIATE');
      for (const { statement, values } of ready[n] ?? []) {
        if (statement.run(...values).changes !== 1) throw new Error(`not written: ${JSON.stringify(values)}`);
      }
      db.exec('COMMIT');
    },
    close: () => db.close(),
  };
}

/** @param warmUp so many objections are written first, and not measured */
export function writeRaw(file: string, recording: Recording, warmUp: number): RawRun {
  const raw = openRaw(file, recording);
  try {
    const latencies: number[] = [];
    let begin = 0;
    for (let n = 0; n < recording.rows.length; n++) {
      const from = performance.now();
      if (n === warmUp) begin = from;
      raw.write(n);
      if (n >= warmUp) latencies.push(performance.now() - from);
    }
    return { seconds: (performance.now() - begin) / 1_000, latencies };
  } finally {
    raw.close();
  }
}

function prepared(db: DatabaseSync, recording: Recording): { statement: StatementSync; values: Value[] }[][] {
  const statements = new Map(
    [...shapesOf(recording)].map(([table, shape]) => [
      table,
      {
        insert: { statement: db.prepare(insertSql(shape)), columns: shape.columns },
        update: { statement: db.prepare(updateSql(shape)), columns: [...shape.others, ...shape.key] },
      },
    ]),
  );
  return recording.rows.map((rows) =>
    rows.map((row) => {
      const write = statements.get(row.table)?.[row.change];
      if (!write) throw new Error(`no statement for ${row.table}`);
      return { statement: write.statement, values: pick(recording, row, write.columns) };
    }),
  );
}

function insertSql({ table, columns }: Shape): string {
  return `INSERT INTO "${table}" (${quoted(columns)}) VALUES (${columns.map(() => '?')})`;
}

function updateSql({ table, key, others }: Shape): string {
  return `UPDATE "${table}" SET ${quoted(others, ' = ?')} WHERE ${quoted(key, ' = ?').join(' AND ')}`;
}
