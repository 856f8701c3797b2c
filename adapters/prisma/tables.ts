// The tables of the schema, for what concerns all of them: forgetting everything, copying everything.

import type { Db } from './clients.ts';
import type { Engine } from './migrations.ts';

/** Every table, and the columns that number its rows uniquely. A test compares this with the schema. */
export const tables = [
  { name: 'Assembly', key: ['id'] },
  { name: 'Aggregate', key: ['assembly', 'type', 'id'] },
  { name: 'Event', key: ['assembly', 'seq'] },
  { name: 'Content', key: ['id'] },
  { name: 'Receipt', key: ['key'] },
  { name: 'Timer', key: ['assembly', 'key'] },
  { name: 'Outbox', key: ['id'], counts: true },
  { name: 'Post', key: ['room', 'subject'] },
  { name: 'Person', key: ['id'] },
  { name: 'Identity', key: ['platform', 'tenant', 'externalId'] },
  { name: 'Heartbeat', key: ['edge'] },
  { name: 'Outage', key: ['id'], counts: true },
  { name: 'Lease', key: ['name'] },
  { name: 'Setting', key: ['key'] },
  { name: 'SandboxDelivery', key: ['n'], counts: true },
] as const;

/**
 * Forgets every row but the leases, whose holders are at work. What the local room received is numbered from 1 again; letters are not, or a sender
 * that is still busy with a forgotten letter could settle a new one in its place.
 */
export async function wipeTables(db: Db, engine: Engine): Promise<void> {
  const forgotten = tables.filter(({ name }) => name !== 'Lease');
  for (const { name } of forgotten) await db.$executeRawUnsafe(`DELETE FROM "${name}"`);
  await db.$executeRawUnsafe(
    engine === 'sqlite'
      ? `DELETE FROM sqlite_sequence WHERE name = 'SandboxDelivery'`
      : `ALTER SEQUENCE "SandboxDelivery_n_seq" RESTART`,
  );
}
