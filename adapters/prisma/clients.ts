// Prisma's clients, typed once: the models are the same, so code sees the SQLite types for both engines.

import type { SqlDriverAdapterFactory } from '@prisma/driver-adapter-utils';
import type { Prisma, PrismaClient } from './gen/sqlite/client.ts';
import type { Engine } from './migrations.ts';

export type Client = PrismaClient;
/** What can be asked inside a transaction, and outside of one too. */
export type Db = Prisma.TransactionClient;

/** The client of an engine; the other engine's code isn't even loaded. */
export async function openClient(engine: Engine, adapter: SqlDriverAdapterFactory): Promise<Client> {
  if (engine === 'sqlite') {
    const { PrismaClient } = await import('./gen/sqlite/client.ts');
    return new PrismaClient({ adapter });
  }
  const { PrismaClient } = await import('./gen/postgresql/client.ts');
  return new PrismaClient({ adapter }) as unknown as Client;
}
