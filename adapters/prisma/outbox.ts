// Messages that have to leave: put in, claimed by one sender, settled once.
//
// A card's key names its place (a room and a subject), so it comes back at every change: its row is used
// again for as long as the card lives, and the outbox doesn't grow with edits. `version` counts the changes;
// it never falls, so a sender can tell that what it has just sent is no longer the latest.
// A post's or private message's key names one message, so it is there once and for ever.

import type {
  Letter,
  LetterQuery,
  LetterStatus,
  Post,
  QueuedLetter,
  SettledLetter,
  Settlement,
} from '../../src/app/letter.ts';
import type { Instant } from '../../src/app/ports.ts';
import { type BulkInsert, insertRows, lastOfEach, replacing, type Value } from './bulk.ts';
import type { Db } from './clients.ts';
import type { Outbox } from './gen/sqlite/client.ts';
import { Prisma } from './gen/sqlite/client.ts';
import { toDate, toInstant } from './instants.ts';
import type { Engine } from './migrations.ts';

const columns = [
  'assembly',
  'kind',
  'room',
  'lane',
  'subject',
  'under',
  'key',
  'view',
  'params',
  'version',
  'status',
  'attempts',
  'retryAt',
  'notBefore',
  'createdAt',
] as const;

const settled = `"Outbox"."status" IN ('sent', 'dead', 'by-hand')`;
const renewed = [
  'assembly',
  'room',
  'lane',
  'subject',
  'under',
  'view',
  'params',
  'status',
  'retryAt',
  'notBefore',
];

/** A settled card starts over; a waiting one only learns that there is something newer to show. */
const conflict = [
  'ON CONFLICT ("key") DO UPDATE SET "version" = "Outbox"."version" + excluded."version"',
  ...renewed.map(
    (column) => `"${column}" = CASE WHEN ${settled} THEN excluded."${column}" ELSE "Outbox"."${column}" END`,
  ),
  // One attempt stays on record of a card that was given up: it may have arrived, so it is looked up first.
  `"attempts" = CASE "Outbox"."status" WHEN 'sent' THEN 0 WHEN 'dead' THEN 1 ELSE "Outbox"."attempts" END`,
  `"createdAt" = CASE WHEN ${settled} AND "Outbox"."status" <> 'dead' THEN excluded."createdAt" ELSE "Outbox"."createdAt" END`,
  `"error" = CASE WHEN ${settled} THEN NULL ELSE "Outbox"."error" END`,
  `"settledAt" = CASE WHEN ${settled} THEN NULL ELSE "Outbox"."settledAt" END`,
]
  .join(', ')
  .concat(` WHERE "Outbox"."kind" = 'card' AND excluded."kind" = 'card'`);

/**
 * What puts letters in the queue by the rule of `Letter.key`. They may leave from `at` on (system time). Cards,
 * whose order among others means nothing, come in the order of their keys: see `settleLetters`.
 */
export function enqueue(letters: Letter[], at: Date): BulkInsert {
  const byKey = Map.groupBy(letters, (letter) => letter.key);
  const inQueue = [...byKey.values()].sort(([a], [b]) => cardsByKey(a as Letter, b as Letter));
  const rows = inQueue.map((same) => row(same[0] as Letter, same.length, at));
  return { table: 'Outbox', columns, rows, conflict };
}

function cardsByKey(a: Letter, b: Letter): number {
  if (a.kind !== 'card' || b.kind !== 'card') return Number(a.kind === 'card') - Number(b.kind === 'card');
  return a.key < b.key ? -1 : 1;
}

function row(letter: Letter, times: number, at: Date): Value[] {
  const version = letter.kind === 'card' ? times : 1;
  const { assembly, kind, room, lane, subject, under, key, view } = letter;
  const params = JSON.stringify(letter.params);
  const notBefore = toDate(letter.notBefore);
  const waiting = ['pending', 0, at, notBefore, at];
  return [assembly, kind, room, lane, subject, under, key, view, params, version, ...waiting];
}

/**
 * The first letters of their lanes that may leave now, oldest first. Settled letters are never looked at:
 * every part of the query goes through an index that begins with a lane, an assembly and a status, or a place.
 */
export async function sendableLetters(
  db: Db,
  systemNow: Instant,
  domainNow: Instant,
  limit: number,
): Promise<QueuedLetter[]> {
  return (await db.$queryRaw<Outbox[]>(sendable(systemNow, domainNow, limit))).map(toLetter);
}

export async function nextLetterAt(db: Db, after: Instant): Promise<Instant | undefined> {
  const row = await db.outbox.findFirst({
    where: { status: 'pending', notBefore: { gt: toDate(after) } },
    orderBy: { notBefore: 'asc' },
    select: { notBefore: true },
  });
  return toInstant(row?.notBefore ?? null) ?? undefined;
}

/** The query, apart, so that a test can ask the database how it would answer it. */
export function sendable(systemNow: Instant, domainNow: Instant, limit: number): Prisma.Sql {
  return Prisma.sql`
    SELECT * FROM "Outbox" AS letter
    WHERE letter."status" = 'pending'
      AND letter."retryAt" <= ${toDate(systemNow)}
      AND (letter."notBefore" IS NULL OR letter."notBefore" <= ${toDate(domainNow)})
      AND NOT EXISTS (
        SELECT 1 FROM "Outbox" AS before
        WHERE before."lane" = letter."lane" AND before."status" = 'pending' AND before."id" < letter."id")
      AND NOT EXISTS (
        SELECT 1 FROM "Outbox" AS busy
        WHERE busy."lane" = letter."lane" AND busy."status" IN ('sending', 'held'))
      AND (letter."under" IS NULL
        OR EXISTS (
          SELECT 1 FROM "Post" AS stands
          WHERE stands."room" = letter."room" AND stands."subject" = letter."under")
        OR NOT EXISTS (
          SELECT 1 FROM "Outbox" AS parent
          WHERE parent."assembly" = letter."assembly" AND parent."status" IN ('pending', 'sending')
            AND parent."room" = letter."room" AND parent."subject" = letter."under"))
    ORDER BY letter."retryAt", letter."id"
    LIMIT ${limit}`;
}

/** Each id is given to one of all that try. One that is just being changed is left for the next round. */
export async function claimLetters(
  db: Db,
  engine: Engine,
  ids: number[],
  owner: string,
  at: Instant,
): Promise<number[]> {
  if (ids.length === 0) return [];
  const free =
    engine === 'sqlite'
      ? Prisma.join(ids)
      : Prisma.sql`SELECT "id" FROM "Outbox" WHERE "id" IN (${Prisma.join(ids)}) FOR UPDATE SKIP LOCKED`;
  const claimed = await db.$queryRaw<{ id: number }[]>`
    UPDATE "Outbox" SET "status" = 'sending', "owner" = ${owner}, "claimedAt" = ${toDate(at)}
    WHERE "id" IN (${free}) AND "status" = 'pending'
    RETURNING "id"`;
  return claimed.map((row) => row.id);
}

/**
 * Ends attempts. What was accepted and hasn't changed since, nearly all of them, takes two statements;
 * the others are ended one by one. Call it inside a transaction: it writes the `Post`s too.
 *
 * Whoever writes several cards at once on PostgreSQL takes them in the order of their keys, here and in
 * `enqueue`, or two of them could each wait for the other.
 */
export async function settleLetters(db: Db, engine: Engine, ends: SettledLetter[]): Promise<void> {
  if (engine === 'postgresql' && ends.length > 1) {
    const ids = Prisma.join(ends.map(({ id }) => id));
    await db.$queryRaw`SELECT "id" FROM "Outbox" WHERE "id" IN (${ids}) ORDER BY "key" COLLATE "C" FOR UPDATE`;
  }
  await keepDeliveries(db, ends);
  const sent = ends.filter((s) => s.end.status === 'sent');
  const settled = new Set(await settleSent(db, sent));
  const posts = sent.flatMap(({ id, end }) =>
    end.status === 'sent' && end.post && settled.has(id) ? [end.post] : [],
  );
  await keepPosts(db, engine, posts);
  for (const { id, version, end } of ends)
    if (!settled.has(id)) await settleLetter(db, engine, id, version, end);
}

/**
 * When a letter was delivered is kept once: a card is there since it was first shown. Of several that are
 * settled together the latest instant counts for all.
 */
async function keepDeliveries(db: Db, ends: SettledLetter[]): Promise<void> {
  const made = ends.flatMap(({ id, end }) =>
    end.status === 'sent' && end.deliveredAt !== null ? [{ id, at: end.deliveredAt }] : [],
  );
  const last = made
    .map(({ at }) => at)
    .sort()
    .at(-1);
  if (last === undefined) return;
  await db.$executeRaw`
    UPDATE "Outbox" SET "deliveredAt" = ${toDate(last)}
    WHERE "id" IN (${Prisma.join(made.map(({ id }) => id))}) AND "deliveredAt" IS NULL
      AND "status" IN ('pending', 'sending', 'held')`;
}

/** The ids of those that were settled: accepted, not settled before, and showing the latest state. */
async function settleSent(db: Db, sent: SettledLetter[]): Promise<number[]> {
  const [first] = sent;
  if (first?.end.status !== 'sent') return [];
  const at = toDate(first.end.at);
  const rows = sent.map(
    ({ id, version }) => Prisma.sql`(CAST(${id} AS INTEGER), CAST(${version} AS INTEGER))`,
  );
  const settled = await db.$queryRaw<{ id: number }[]>`
    UPDATE "Outbox" SET "status" = 'sent', "error" = NULL, "settledAt" = ${at}, "owner" = NULL,
      "claimedAt" = NULL, "attempts" = "attempts" + 1
    WHERE "status" IN ('pending', 'sending', 'held')
      AND ("id", "version") IN (VALUES ${Prisma.join(rows)})
    RETURNING "id"`;
  return settled.map((row) => row.id);
}

/**
 * Ends an attempt. Only a letter that isn't settled yet can be ended, so a sender that comes back late
 * changes nothing. A card that has changed since `version` goes back to waiting, whether this attempt was
 * accepted (its attempts forgotten) or given up (one stays on record, so that it is looked up first); a
 * held one stays held, since nobody knows yet whether it stands in the room.
 */
async function settleLetter(
  db: Db,
  engine: Engine,
  id: number,
  version: number,
  end: Settlement,
): Promise<void> {
  const again = end.status === 'sent' || end.status === 'dead';
  const newer = { id, kind: 'card', version: { gt: version }, status: { in: [...unsettled] } };
  const free = { owner: null, claimedAt: null };
  const restarted = again
    ? await db.outbox.updateMany({
        where: newer,
        data: {
          ...free,
          status: 'pending',
          attempts: end.status === 'dead' ? 1 : 0,
          retryAt: toDate(end.at),
          error: null,
        },
      })
    : { count: 0 };
  const ended =
    restarted.count > 0
      ? restarted
      : await db.outbox.updateMany({
          where: { id, status: { in: [...unsettled] } },
          data: { ...free, attempts: { increment: 1 }, ...outcome(end) },
        });
  if (ended.count > 0 && end.status === 'sent' && end.post !== null) await keepPosts(db, engine, [end.post]);
}

const unsettled: readonly LetterStatus[] = ['pending', 'sending', 'held'];

function outcome(end: Settlement) {
  switch (end.status) {
    case 'sent':
    case 'by-hand':
      return { status: end.status, error: null, settledAt: toDate(end.at) };
    case 'pending':
      return { status: end.status, error: end.error, retryAt: toDate(end.retryAt), via: end.via ?? null };
    case 'dead':
    case 'held':
      return { status: end.status, error: end.error, settledAt: toDate(end.at) };
  }
}

const postColumns = ['room', 'subject', 'messageId', 'rendered', 'at'] as const;
const replacingPosts = replacing(['room', 'subject'], postColumns);

async function keepPosts(db: Db, engine: Engine, posts: Post[]): Promise<void> {
  if (posts.length === 0) return;
  const latest = lastOfEach(posts, (p) => JSON.stringify([p.room, p.subject]));
  const rows = latest.map((p) => [p.room, p.subject, p.messageId, p.rendered, toDate(p.at)]);
  await insertRows(db, engine, { table: 'Post', columns: postColumns, rows, conflict: replacingPosts });
}

export async function listLetters(
  db: Db,
  { assembly, room, status, id, after, key }: LetterQuery,
  limit: number,
): Promise<QueuedLetter[]> {
  const rows = await db.outbox.findMany({
    where: {
      ...(assembly === undefined ? {} : { assembly }),
      ...(room === undefined ? {} : { room }),
      ...(status === undefined ? {} : { status: { in: status } }),
      ...(id === undefined ? {} : { id }),
      ...(after === undefined ? {} : { id: { gt: after } }),
      ...(key === undefined ? {} : { key }),
    },
    orderBy: { id: 'asc' },
    take: limit,
  });
  return rows.map(toLetter);
}

export async function countLetters(db: Db): Promise<Record<LetterStatus, number>> {
  const counts: Record<LetterStatus, number> = {
    pending: 0,
    sending: 0,
    sent: 0,
    dead: 0,
    held: 0,
    'by-hand': 0,
  };
  for (const row of await db.outbox.groupBy({ by: 'status', _count: true })) {
    counts[row.status as LetterStatus] = row._count;
  }
  return counts;
}

function toLetter(row: Outbox): QueuedLetter {
  const { settledAt: _settled, retryAt: _retry, deliveredAt: _delivered, ...letter } = row;
  return {
    ...letter,
    kind: row.kind as QueuedLetter['kind'],
    status: row.status as LetterStatus,
    params: JSON.parse(row.params),
    notBefore: toInstant(row.notBefore),
    createdAt: toInstant(row.createdAt),
    claimedAt: toInstant(row.claimedAt),
  };
}
