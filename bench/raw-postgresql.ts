// The base line on PostgreSQL: the recorded rows, written by `pg` in one transaction per objection.

import { Pool, type PoolClient } from 'pg';
import { pick, quoted, type RawRun, type Shape, shapesOf } from './raw-rows.ts';
import type { Recording, Value, WrittenRow } from './recording.ts';

/**
 * One prepared statement per table and transaction; the tables always in one order and the assembly's head
 * last, so that its row is locked as briefly as can be and no two transactions wait for each other.
 *
 * @param connections how many objections are under way at once
 * @param url a furnished database; the first `warmUp` objections are written but not measured
 */
export async function writeRaw(
  url: string,
  recording: Recording,
  warmUp: number,
  connections: number,
): Promise<RawRun> {
  const pool = new Pool({ connectionString: url, max: connections, options: '-c synchronous_commit=on' });
  // A connection that is still closing when its database is dropped says so here; nobody waits for it.
  pool.on('error', () => undefined);
  try {
    const shapes = shapesOf(recording);
    const work = recording.rows.map((rows) => statementsOf(rows, recording, shapes));
    await inParallel(pool, work.slice(0, warmUp), connections);
    const begin = performance.now();
    const latencies = await inParallel(pool, work.slice(warmUp), connections);
    return { seconds: (performance.now() - begin) / 1_000, latencies };
  } finally {
    await pool.end();
  }
}

interface Write {
  name: string;
  text: string;
  values: (Value | Date)[];
  rows: number;
}

async function inParallel(pool: Pool, work: Write[][], connections: number): Promise<number[]> {
  const latencies: number[] = [];
  let next = 0;
  const writer = async () => {
    const client = await pool.connect();
    try {
      for (let writes = work[next++]; writes; writes = work[next++]) {
        const from = performance.now();
        await transaction(client, writes);
        latencies.push(performance.now() - from);
      }
    } finally {
      client.release();
    }
  };
  await Promise.all(Array.from({ length: connections }, writer));
  return latencies;
}

async function transaction(client: PoolClient, writes: Write[]): Promise<void> {
  await client.query('BEGIN');
  for (const { name, text, values, rows } of writes) {
    const { rowCount } = await client.query({ name, text, values });
    if (rowCount !== rows) throw new Error(`${rowCount} of ${rows} rows written: ${text}`);
  }
  await client.query('COMMIT');
}

function statementsOf(rows: WrittenRow[], recording: Recording, shapes: Map<string, Shape>): Write[] {
  const byTable = Map.groupBy(rows, (row) => row.table);
  const order = [...byTable.keys()].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
  return order.map((table) => {
    const shape = shapes.get(table) as Shape;
    const same = (byTable.get(table) ?? [])
      .map((row) => ({ row, key: JSON.stringify(pick(recording, row, shape.key)) }))
      .sort((a, b) => (a.key < b.key ? -1 : 1));
    const values = same.flatMap(({ row }) => pick(recording, row, shape.columns));
    return { name: `${table} ${same.length}`, text: upsert(shape, same.length), values, rows: same.length };
  });
}

function rank(table: string): number {
  return table === 'Assembly' ? 1 : 0;
}

function upsert({ table, columns, key, others }: Shape, rows: number): string {
  const places = Array.from(
    { length: rows },
    (_, row) => `(${columns.map((_column, n) => `$${row * columns.length + n + 1}`)})`,
  );
  const set = quoted(others).map((column) => `${column} = excluded.${column}`);
  const settled = set.length > 0 ? `UPDATE SET ${set}` : 'NOTHING';
  return `INSERT INTO "${table}" (${quoted(columns)}) VALUES ${places} ON CONFLICT (${quoted(key)}) DO ${settled}`;
}
