// What can be read of assemblies and people, inside a transaction or outside of one.

import type { Post, QueuedLetter } from '../../src/app/letter.ts';
import type {
  AssemblyKey,
  Content,
  Head,
  Identity,
  IdentityKey,
  Instant,
  Outage,
  ParentKey,
  Person,
  Presence,
  Reads,
  Receipt,
  StoredEvent,
  Timer,
} from '../../src/app/ports.ts';
import type { Aggregate, AggregateKey, AggregateType } from '../../src/domain/aggregates.ts';
import type { Db } from './clients.ts';
import type * as Row from './gen/sqlite/client.ts';
import { Prisma } from './gen/sqlite/client.ts';
import { toDate, toInstant } from './instants.ts';
import type { Engine } from './migrations.ts';
import { inOrder } from './order.ts';

/** The last character of all. */
const last = '\u{10ffff}';

/** Reads through whatever `db` answers with: a transaction, or the client when none is open. */
export abstract class PrismaReads implements Reads {
  abstract readonly engine: Engine;
  protected abstract get db(): Db;

  async head(assembly: string): Promise<Head | undefined> {
    const row = await this.db.assembly.findUnique({ where: { id: assembly } });
    return row ? toHead(row) : undefined;
  }

  async heads(): Promise<Head[]> {
    return inOrder((await this.db.assembly.findMany()).map(toHead), (head) => head.assembly);
  }

  async aggregate(assembly: string, type: AggregateType, id: string): Promise<Aggregate | undefined> {
    const [row] = await this.#rows([among({ assembly, type }, 'id', [id])]);
    return row && toAggregate(row);
  }

  /** One query: whole lists of ids are looked up by the primary key, whole lists of parents by theirs. */
  async aggregatesOf(
    keys: AssemblyKey[],
    under: ParentKey[] = [],
  ): Promise<(Aggregate & { assembly: string })[]> {
    const any = [
      ...sameType(keys).map((same) => among(same[0], 'id', values(same, 'id'))),
      ...sameType(under).map((same) => among(same[0], 'parent', values(same, 'parent'))),
    ];
    const rows = any.length === 0 ? [] : await this.#rows(any);
    return rows.map((row) => ({ ...toAggregate(row), assembly: row.assembly }));
  }

  /** Asked in SQL of our own: Prisma’s compiler takes longer over so small a question than the database. */
  #rows(any: Prisma.Sql[]): Promise<Row.Aggregate[]> {
    return this.db.$queryRaw<Row.Aggregate[]>`
      SELECT "assembly", "type", "id", "parent", "status", "doc" FROM "Aggregate"
      WHERE ${Prisma.join(any, ' OR ')}`;
  }

  async aggregates(
    assembly: string,
    type: AggregateType,
    where: { parent?: string; parents?: string[]; status?: string; ids?: string[]; begins?: string } = {},
  ): Promise<Aggregate[]> {
    const { ids, parents, begins, ...columns } = where;
    const id = { ...(ids && { in: ids }), ...(begins !== undefined && this.#beginning(begins)) };
    const some = { ...(ids || begins ? { id } : {}), ...(parents ? { parent: { in: parents } } : {}) };
    const rows = await this.db.aggregate.findMany({ where: { assembly, type, ...columns, ...some } });
    return inOrder(rows.map(toAggregate), (aggregate) => aggregate.id);
  }

  /** SQLite sorts text by its bytes: there the beginning is a range of the primary key. */
  #beginning(begins: string) {
    return this.engine === 'sqlite' ? { gte: begins, lt: `${begins}${last}` } : { startsWith: begins };
  }

  async naming(person: string, assembly: string): Promise<AggregateKey[]> {
    const rows = await this.db.aggregate.findMany({
      where: { assembly, doc: { contains: person } },
      select: { type: true, id: true },
    });
    return rows.map(({ type, id }) => ({ type: type as AggregateType, id }));
  }

  async assembliesNaming(person: string): Promise<string[]> {
    const heads = await this.db.assembly.findMany({
      where: { doc: { contains: person } },
      select: { id: true },
    });
    const rows = await this.db.aggregate.findMany({
      where: { doc: { contains: person } },
      distinct: ['assembly'],
      select: { assembly: true },
    });
    const found = new Set([...heads.map(({ id }) => id), ...rows.map(({ assembly }) => assembly)]);
    return inOrder([...found], (id) => id);
  }

  async roomOwner(room: string): Promise<string | undefined> {
    const row = await this.db.aggregate.findFirst({
      where: { type: 'room', id: room },
      select: { assembly: true },
    });
    return row?.assembly;
  }

  async presence(room: string, { platform, tenant, externalId }: IdentityKey): Promise<Presence | undefined> {
    const [row] = await this.db.$queryRaw<PresenceRow[]>`
      SELECT assembly."id", assembly."seq", assembly."hash", assembly."doc",
        known."person", person."name", person."lang"
      FROM "Aggregate" AS room
      JOIN "Assembly" AS assembly ON assembly."id" = room."assembly"
      LEFT JOIN "Identity" AS known
        ON known."platform" = ${platform} AND known."tenant" = ${tenant} AND known."externalId" = ${externalId}
      LEFT JOIN "Person" AS person ON person."id" = known."person"
      WHERE room."type" = 'room' AND room."id" = ${room}
      LIMIT 1`;
    if (!row) return undefined;
    const { person: id, name, lang } = row;
    return { head: toHead(row), person: id === null ? null : { id, name, lang } };
  }

  async contents(ids: string[]): Promise<Content[]> {
    return inOrder(await this.db.content.findMany({ where: { id: { in: ids } } }), (content) => content.id);
  }

  async receipts(keys: string[]): Promise<Receipt[]> {
    const rows = await this.db.receipt.findMany({ where: { key: { in: keys } } });
    return inOrder(rows, (row) => row.key).map((row) => ({ ...row, at: toInstant(row.at) }));
  }

  async person(id: string): Promise<Person | undefined> {
    return (await this.persons([id]))[0];
  }

  async persons(ids: string[]): Promise<Person[]> {
    const rows = await this.db.person.findMany({ where: { id: { in: ids } }, omit: { erasedAt: true } });
    const others = rows.flatMap(({ sameAs }) => sameAs ?? []);
    const today = new Map((others.length > 0 ? await this.persons(others) : []).map((p) => [p.id, p]));
    const persons = rows.map(({ id, name, lang, sameAs }) => {
      const same = sameAs === null ? undefined : today.get(sameAs);
      return { id, name: same?.name ?? name, lang: same?.lang ?? lang };
    });
    return inOrder(persons, (person) => person.id);
  }

  async identity(platform: string, tenant: string, externalId: string): Promise<Identity | undefined> {
    const key = { platform, tenant, externalId };
    const row = await this.db.identity.findUnique({ where: { platform_tenant_externalId: key } });
    return row ? toIdentity(row) : undefined;
  }

  async identities(keys: IdentityKey[]): Promise<Identity[]> {
    const groups = Map.groupBy(keys, ({ platform, tenant }) => JSON.stringify([platform, tenant]));
    const OR = [...groups.values()].map((same) => {
      const { platform, tenant } = same[0] as Identity;
      return { platform, tenant, externalId: { in: same.map((key) => key.externalId) } };
    });
    return OR.length === 0 ? [] : (await this.db.identity.findMany({ where: { OR } })).map(toIdentity);
  }

  async identitiesOf(persons: string[]): Promise<Identity[]> {
    const rows = await this.db.identity.findMany({ where: { person: { in: persons } } });
    const known = new Set(rows.map(({ person }) => person));
    const others = persons.filter((person) => !known.has(person));
    if (others.length > 0) rows.push(...(await this.#identitiesToday(others)));
    return inOrder(rows.map(toIdentity), (row) => JSON.stringify([row.platform, row.tenant, row.externalId]));
  }

  /** Of people who were joined with others: theirs, under the ids of before. */
  async #identitiesToday(former: string[]): Promise<Row.Identity[]> {
    const joined = await this.db.person.findMany({
      where: { id: { in: former }, sameAs: { not: null } },
      select: { id: true, sameAs: true },
    });
    if (joined.length === 0) return [];
    const today = joined.flatMap(({ sameAs }) => sameAs ?? []);
    const rows = await this.db.identity.findMany({ where: { person: { in: today } } });
    return joined.flatMap(({ id, sameAs }) =>
      rows.filter((row) => row.person === sameAs).map((row) => ({ ...row, person: id })),
    );
  }

  async events(assembly: string, after: number, limit: number): Promise<StoredEvent[]> {
    const rows = await this.db.event.findMany({
      where: { assembly, seq: { gt: after } },
      orderBy: { seq: 'asc' },
      take: limit,
    });
    return rows.map((row) => ({ ...row, at: toInstant(row.at) }));
  }

  async lettersByHand(assembly: string): Promise<Pick<QueuedLetter, 'id' | 'key' | 'room' | 'view'>[]> {
    return this.db.outbox.findMany({
      where: { assembly, status: 'by-hand' },
      select: { id: true, key: true, room: true, view: true },
      orderBy: { id: 'asc' },
    });
  }

  async delivered(keys: string[]): Promise<Map<string, Instant>> {
    const found = new Map<string, Instant>();
    for (let from = 0; from < keys.length; from += 500) {
      const some = { in: keys.slice(from, from + 500) };
      const rows = await this.db.outbox.findMany({
        where: { key: some, deliveredAt: { not: null } },
        select: { key: true, deliveredAt: true },
      });
      for (const { key, deliveredAt } of rows) if (deliveredAt) found.set(key, toInstant(deliveredAt));
    }
    return found;
  }

  async posts(keys: Pick<Post, 'room' | 'subject'>[]): Promise<Post[]> {
    const groups = Map.groupBy(keys, (key) => key.room);
    const OR = [...groups].map(([room, same]) => ({ room, subject: { in: same.map((k) => k.subject) } }));
    const rows = OR.length === 0 ? [] : await this.db.post.findMany({ where: { OR } });
    return rows.map((row) => ({ ...row, at: toInstant(row.at) }));
  }

  async timer(assembly: string, key: string): Promise<Timer | undefined> {
    const row = await this.db.timer.findUnique({ where: { assembly_key: { assembly, key } } });
    return row ? toTimer(row) : undefined;
  }

  async timers(assembly: string): Promise<Timer[]> {
    const rows = await this.db.timer.findMany({ where: { assembly } });
    return inOrder(rows.map(toTimer), (timer) => timer.key);
  }

  async outages(from: Instant, to: Instant): Promise<Outage[]> {
    const rows = await this.db.outage.findMany({
      where: { to: { gt: toDate(from) }, from: { lt: toDate(to) } },
    });
    const outages = rows.map((row) => ({ edge: row.edge, from: toInstant(row.from), to: toInstant(row.to) }));
    return inOrder(outages, (outage) => `${outage.from} ${outage.edge}`);
  }
}

type PresenceRow = Row.Assembly & { person: string | null } & Pick<Person, 'name' | 'lang'>;

function sameType<K extends { assembly: string; type: AggregateType }>(keys: K[]): [K, ...K[]][] {
  const groups = Map.groupBy(keys, ({ assembly, type }) => JSON.stringify([assembly, type]));
  return [...groups.values()] as [K, ...K[]][];
}

/** Those of one type whose `id` or `parent` is one of these. */
function among(
  { assembly, type }: Omit<AssemblyKey, 'id'>,
  column: 'id' | 'parent',
  of: string[],
): Prisma.Sql {
  const named = Prisma.raw(`"${column}"`);
  return Prisma.sql`("assembly" = ${assembly} AND "type" = ${type} AND ${named} IN (${Prisma.join(of)}))`;
}

function values<N extends string>(rows: Record<N, string>[], name: N): string[] {
  return rows.map((row) => row[name]);
}

export function toHead(row: Row.Assembly): Head {
  return { assembly: row.id, seq: row.seq, hash: row.hash, doc: JSON.parse(row.doc) };
}

function toAggregate(row: Row.Aggregate): Aggregate {
  const { id, parent, status } = row;
  return { type: row.type as AggregateType, id, parent, status, doc: JSON.parse(row.doc) };
}

function toIdentity(row: Row.Identity): Identity {
  return { ...row, linkedAt: toInstant(row.linkedAt) };
}

export function toTimer(row: Row.Timer): Timer {
  return {
    assembly: row.assembly,
    key: row.key,
    kind: row.kind,
    target: row.target,
    dueAt: toInstant(row.dueAt),
  };
}
