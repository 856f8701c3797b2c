// The rows that each objection leaves in the database, written down by the database itself.
//
// Triggers in a copy of the furnished store note every row that is inserted or changed while objections are
// carried out one at a time, so that the base line writes what the service writes, and not what somebody
// believes that it writes.

import { DatabaseSync } from 'node:sqlite';
import { openStore } from '../adapters/prisma/store.ts';
import { actions } from '../src/app/actions.ts';
import { createExecutor } from '../src/app/execute.ts';
import { noFaults } from '../src/app/faults.ts';
import { belgianHolidays } from '../src/app/holidays.ts';
import { randomIds } from '../src/app/ids.ts';
import { parse } from '../src/app/inbound.ts';
import type { IdentityKey } from '../src/app/ports.ts';
import { isRefusal } from '../src/domain/refusal.ts';
import type { Act } from './clients.ts';
import { silent } from './quiet-log.ts';

export type Value = string | number | null;
export interface WrittenRow {
  table: string;
  change: 'insert' | 'update';
  values: Value[];
}
export interface Recording {
  /** The columns of each table, in the order of `values`. */
  columns: Map<string, string[]>;
  /** For each objection the rows that it wrote, in order. */
  rows: WrittenRow[][];
}

/**
 * @param file a furnished SQLite store that nobody else has open; it is changed
 * @param identityOf where whoever acts is at home
 */
export async function record(
  file: string,
  acts: readonly Act[],
  identityOf: (person: string) => IdentityKey = inTheLocalRoom,
): Promise<Recording> {
  const store = await openStore(`file:${file}`, silent);
  const columns = plantTriggers(file);
  const noted = new DatabaseSync(file, { timeout: 5_000 });
  const executor = createExecutor({
    store,
    holidays: belgianHolidays,
    log: silent,
    faults: noFaults,
    onCommit: () => undefined,
  });
  const rows: WrittenRow[][] = [];
  const since = noted.prepare('SELECT n, "table", "change", "values" FROM bench_row WHERE n > ? ORDER BY n');
  let last = 0;
  for (const act of acts) {
    const end = await executor.execute(jobOf(act, identityOf(act.as.person)));
    if (isRefusal(end)) throw new Error(`an objection was refused: ${end.refused}`);
    const written = since.all(last) as {
      n: number;
      table: string;
      change: 'insert' | 'update';
      values: string;
    }[];
    last = written.at(-1)?.n ?? last;
    rows.push(
      written.map((r) => ({ table: r.table, change: r.change, values: JSON.parse(r.values) as Value[] })),
    );
  }
  noted.close();
  await store.close();
  return { columns, rows };
}

function inTheLocalRoom(person: string): IdentityKey {
  return { platform: 'sandbox', tenant: 'local', externalId: person };
}

function jobOf(act: Act, identity: IdentityKey) {
  const action = actions.get(act.action);
  if (!action) throw new Error(`no action is called ${act.action}`);
  const job = parse(
    {
      deliveryId: act.deliveryId,
      receivedAt: new Date().toISOString(),
      as: { ...identity, name: act.as.person },
      institution: act.as.institution ?? null,
      room: act.room,
      action: act.action,
      target: act.target ?? null,
      values: act.values,
      lang: 'fr',
    },
    action,
    'concertation',
    'UTC',
    randomIds,
  );
  if (isRefusal(job)) throw new Error(`an objection could not be parsed: ${job.refused}`);
  return job;
}

function plantTriggers(file: string): Map<string, string[]> {
  const db = new DatabaseSync(file, { timeout: 5_000 });
  const tables = db
    .prepare(`SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT GLOB '[_s]*_*'`)
    .all() as { name: string }[];
  const columns = new Map<string, string[]>();
  db.exec('CREATE TABLE bench_row (n INTEGER PRIMARY KEY, "table" TEXT, "change" TEXT, "values" TEXT)');
  for (const { name } of tables) {
    const names = (db.prepare(`PRAGMA table_info("${name}")`).all() as { name: string }[]).map((c) => c.name);
    columns.set(name, names);
    const values = names.map((column) => `NEW."${column}"`).join(', ');
    for (const change of ['insert', 'update']) {
      db.exec(
        `CREATE TRIGGER "bench_${change}_${name}" AFTER ${change} ON "${name}" BEGIN
           INSERT INTO bench_row ("table", "change", "values") VALUES ('${name}', '${change}', json_array(${values}));
         END`,
      );
    }
  }
  db.close();
  return columns;
}
