// Queries that run all day go through indexes: their cost doesn't grow with what is done or not due yet.

import { beforeEach, describe, expect, it } from 'vitest';
import { openClient } from '../../../adapters/prisma/clients.ts';
import { sendable } from '../../../adapters/prisma/outbox.ts';
import type { PrismaStore } from '../../../adapters/prisma/prisma-store.ts';
import { PrismaReads } from '../../../adapters/prisma/reads.ts';
import { SqliteDriverFactory } from '../../../adapters/prisma/sqlite-driver.ts';
import { sqlitePath } from '../../../adapters/prisma/store.ts';
import { dueTimers, nextTimerAt } from '../../../adapters/prisma/timers.ts';
import { NOON, ONE } from '../../contracts/store-changes.ts';
import { freshDatabase, openForTest } from '../../support/databases.ts';

describe('the store on SQLite', () => {
  let url: string;
  let store: PrismaStore;
  beforeEach(async () => {
    url = await freshDatabase('sqlite');
    store = await openForTest(url);
  });
  const plan = async (sql: string, values: unknown[] = []) => {
    const rows = await store.db.$queryRawUnsafe<{ detail: string }[]>(`EXPLAIN QUERY PLAN ${sql}`, ...values);
    return rows.map((row) => row.detail);
  };
  /** The plan of what a call really sends: Prisma's own queries are seen on their way to the driver. */
  const planOf = async (call: (client: PrismaStore['db']) => Promise<unknown>) => {
    const factory = new SqliteDriverFactory(sqlitePath(url));
    const driver = await factory.connect();
    const queryRaw = driver.queryRaw.bind(driver);
    const plans: string[] = [];
    driver.queryRaw = async (query) => {
      const { rows } = await queryRaw({ ...query, sql: `EXPLAIN QUERY PLAN ${query.sql}` });
      plans.push(...rows.map((row) => String(row[3])));
      return queryRaw(query);
    };
    factory.connect = async () => driver;
    const client = await openClient('sqlite', factory);
    await call(client);
    await client.$disconnect();
    return plans;
  };
  /** The same of a question that is put to the store. */
  const planOfAsking = (ask: (reads: PrismaReads) => Promise<unknown>) =>
    planOf((db) =>
      ask(
        new (class extends PrismaReads {
          override readonly engine = 'sqlite';
          protected override readonly db = db;
        })(),
      ),
    );

  it('finds letters that may leave without looking at settled ones', async () => {
    const { sql, values } = sendable(NOON, NOON, 10);
    expect(await plan(sql, values)).toEqual([
      'SEARCH letter USING INDEX Outbox_status_retryAt_id_idx (status=? AND retryAt<?)',
      expect.stringContaining('CORRELATED SCALAR SUBQUERY'),
      'SEARCH before USING COVERING INDEX Outbox_lane_status_id_idx (lane=? AND status=? AND id<?)',
      expect.stringContaining('CORRELATED SCALAR SUBQUERY'),
      'SEARCH busy USING COVERING INDEX Outbox_lane_status_id_idx (lane=? AND status=?)',
      expect.stringContaining('CORRELATED SCALAR SUBQUERY'),
      'SEARCH stands USING COVERING INDEX sqlite_autoindex_Post_1 (room=? AND subject=?)',
      expect.stringContaining('CORRELATED SCALAR SUBQUERY'),
      'SEARCH parent USING INDEX Outbox_assembly_status_id_idx (assembly=? AND status=?)',
    ]);
  });

  it('finds due timers without looking at those that wait', async () => {
    expect(await planOf((client) => dueTimers(client, ONE, 10))).toEqual([
      'SEARCH main.Timer USING INDEX Timer_retryAt_assembly_key_idx (retryAt<?)',
    ]);
    expect(await planOf((client) => nextTimerAt(client))).toEqual([
      expect.stringMatching(/^SCAN main\.Timer USING (COVERING )?INDEX Timer_retryAt_assembly_key_idx$/),
    ]);
  });

  it('finds who stands before an assembly, and for whom they speak, without looking at anybody else', async () => {
    const who = { platform: 'slack', tenant: 'T1', externalId: 'U1' };
    expect(await planOfAsking((reads) => reads.presence('slack:T1:C1', who))).toEqual([
      'SEARCH room USING INDEX Aggregate_type_id_idx (type=? AND id=?)',
      'SEARCH assembly USING INDEX sqlite_autoindex_Assembly_1 (id=?)',
      expect.stringContaining('SEARCH known USING INDEX sqlite_autoindex_Identity_1'),
      expect.stringContaining('SEARCH person USING INDEX sqlite_autoindex_Person_1 (id=?)'),
    ]);
    expect(await planOfAsking((reads) => reads.aggregates('a1', 'mandate', { begins: 'p1~' }))).toEqual([
      'SEARCH main.Aggregate USING INDEX sqlite_autoindex_Aggregate_1 (assembly=? AND type=? AND id>? AND id<?)',
    ]);
  });
});
