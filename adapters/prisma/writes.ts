// What a batch of commands leaves behind, written with one statement per table, on PostgreSQL with one in all.

import type { Changes, Head } from '../../src/app/ports.ts';
import { type BulkInsert, insertTogether, lastOfEach, replacing, type Value } from './bulk.ts';
import type { Db } from './clients.ts';
import { toDate } from './instants.ts';
import type { Engine } from './migrations.ts';
import { enqueue } from './outbox.ts';
import { toHead } from './reads.ts';
import { removeTimers, setTimers } from './timers.ts';

/**
 * Writes all of `changes` inside the transaction `db`. Where a batch says two things of one row, the later
 * one stays. Timers are removed before others are set: a firing timer may set itself again.
 */
export async function writeChanges(db: Db, engine: Engine, changes: Changes): Promise<void> {
  const contents = lastOfEach(changes.contents, (content) => content.id);
  const aggregates = lastOfEach(changes.aggregates, (row) =>
    JSON.stringify([row.assembly, row.type, row.id]),
  );
  const persons = lastOfEach(changes.persons, (person) => person.id);
  const identities = lastOfEach(changes.identities, (row) =>
    JSON.stringify([row.platform, row.tenant, row.externalId]),
  );
  const heads = lastOfEach(changes.heads, (head) => head.assembly);
  await removeTimers(db, changes.timersDone);
  await insertTogether(db, engine, [
    { table: 'Event', columns: eventColumns, rows: changes.events.map(eventRow) },
    insert('Content', contentColumns, contents.map(contentRow), ['id']),
    { table: 'Receipt', columns: receiptColumns, rows: changes.receipts.map(receiptRow) },
    insert('Aggregate', aggregateColumns, aggregates.map(aggregateRow), ['assembly', 'type', 'id']),
    insert('Person', personColumns, persons.map(personRow), ['id']),
    insert('Identity', identityColumns, identities.map(identityRow), ['platform', 'tenant', 'externalId']),
    insert('Assembly', headColumns, heads.map(headRow), ['id']),
    setTimers(changes.timersSet),
    enqueue(changes.letters, toDate(changes.at)),
  ]);
  await markHanded(db, changes);
  for (const both of changes.joined) await joinPersons(db, both);
}

/** The row of the one that goes says who they are, and no more. */
async function joinPersons(db: Db, { from, into }: Changes['joined'][number]): Promise<void> {
  await db.person.updateMany({ where: { sameAs: from }, data: { sameAs: into } });
  await db.person.updateMany({ where: { id: from }, data: { name: null, lang: null, sameAs: into } });
  await db.identity.updateMany({ where: { person: from }, data: { person: into } });
  await db.content.updateMany({ where: { author: from }, data: { author: into } });
  await db.outbox.updateMany({ where: { kind: 'private', room: from }, data: { room: into } });
  await db.post.updateMany({ where: { room: from }, data: { room: into } });
}

/** Rows that replace those with the same key. */
function insert(
  table: string,
  columns: readonly string[],
  rows: readonly (readonly Value[])[],
  key: readonly string[],
): BulkInsert {
  return { table, columns, rows, conflict: replacing(key, columns) };
}

/** What a coordinator has sent by hand was delivered when she said so. */
async function markHanded(db: Db, { handed, at }: Changes): Promise<void> {
  for (const [deliveredAt, letters] of Map.groupBy(handed, (letter) => letter.at)) {
    for (let from = 0; from < letters.length; from += 500) {
      const keys = letters.slice(from, from + 500).map(({ key }) => key);
      await db.outbox.updateMany({
        where: { key: { in: keys }, status: 'by-hand' },
        data: { status: 'sent', settledAt: toDate(at), deliveredAt: toDate(deliveredAt) },
      });
    }
  }
}

/**
 * Takes the heads of these assemblies, always in the same order, so that two that want the same two never
 * wait for each other. SQLite needs no more than to read them: the whole transaction is alone.
 */
export async function lockHeads(db: Db, engine: Engine, assemblies: string[]): Promise<Map<string, Head>> {
  if (assemblies.length === 0) return new Map();
  const ids = [...new Set(assemblies)];
  if (engine === 'sqlite') {
    const rows = await db.assembly.findMany({ where: { id: { in: ids } } });
    return new Map(rows.map((row) => [row.id, toHead(row)]));
  }
  const places = ids.map((_, index) => `$${index + 1}`).join(', ');
  const rows = await db.$queryRawUnsafe<Parameters<typeof toHead>[0][]>(
    `SELECT "id", "seq", "hash", "doc" FROM "Assembly" WHERE "id" IN (${places}) ORDER BY "id" FOR UPDATE`,
    ...ids,
  );
  return new Map(rows.map((row) => [row.id, toHead(row)]));
}

const headColumns = ['id', 'seq', 'hash', 'doc'] as const;
const headRow = (head: Head) => [head.assembly, head.seq, head.hash, JSON.stringify(head.doc)];

const eventColumns = ['assembly', 'seq', 'at', 'name', 'v', 'data', 'hash'] as const;
const eventRow = (event: Changes['events'][number]) => [
  event.assembly,
  event.seq,
  toDate(event.at),
  event.name,
  event.v,
  event.data,
  event.hash,
];

const contentColumns = ['id', 'assembly', 'author', 'salt', 'text'] as const;
const contentRow = (content: Changes['contents'][number]) => contentColumns.map((column) => content[column]);

const receiptColumns = ['key', 'assembly', 'fingerprint', 'result', 'at'] as const;
const receiptRow = (receipt: Changes['receipts'][number]) => [
  receipt.key,
  receipt.assembly,
  receipt.fingerprint,
  receipt.result,
  toDate(receipt.at),
];

const aggregateColumns = ['assembly', 'type', 'id', 'parent', 'status', 'doc'] as const;
const aggregateRow = (row: Changes['aggregates'][number]) => [
  row.assembly,
  row.type,
  row.id,
  row.parent,
  row.status,
  JSON.stringify(row.doc),
];

const personColumns = ['id', 'name', 'lang'] as const;
const personRow = (person: Changes['persons'][number]) => personColumns.map((column) => person[column]);

const identityColumns = ['platform', 'tenant', 'externalId', 'person', 'linkedAt'] as const;
const identityRow = (identity: Changes['identities'][number]) => [
  identity.platform,
  identity.tenant,
  identity.externalId,
  identity.person,
  toDate(identity.linkedAt),
];
