// Opens a store on PostgreSQL.

import type { Log } from '../../src/app/ports.ts';
import { copyPostgresql } from './backup.ts';
import { openClient } from './clients.ts';
import { migrate } from './migrate.ts';
import { PostgresqlDriverFactory } from './postgresql-driver.ts';
import { PrismaStore } from './prisma-store.ts';
import type { OpenOptions } from './store.ts';

/** One writer queue per process, plus the outbox, the timers and people who read. */
const CONNECTIONS = 10;

export async function openPostgresql(
  url: string,
  log: Log,
  { readOnly = false }: OpenOptions,
): Promise<PrismaStore> {
  await migrate({ engine: 'postgresql', factory: new PostgresqlDriverFactory(url, 1), log, readOnly });
  const client = await openClient('postgresql', new PostgresqlDriverFactory(url, CONNECTIONS, { readOnly }));
  return new PrismaStore('postgresql', client, {
    backup: (target) => copyPostgresql(client, target, log),
    close: async () => undefined,
  });
}
