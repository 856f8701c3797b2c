// The work of one batch: what was read, and what its commands leave behind until all is written at once.
//
// A `Batch` spans one transaction and keeps every aggregate it has read. Each command works on a `Draft`
// over it; a refused command's draft is dropped, an accepted one's is kept.

import type { Aggregate, AggregateKey, AggregateType, StateOf } from '../domain/aggregates.ts';
import { newAssembly } from '../domain/assembly.ts';
import { genesis } from './chain.ts';
import { Draft } from './draft.ts';
import type {
  AssemblyKey,
  Changes,
  Content,
  Head,
  IdentityKey,
  ParentKey,
  Person,
  Receipt,
  StoreTx,
  Timer,
} from './ports.ts';

/** Changes that change nothing, to be filled. @param at system time of the writing */
export function noChanges(at: string): Changes {
  return {
    heads: [],
    events: [],
    contents: [],
    receipts: [],
    aggregates: [],
    persons: [],
    identities: [],
    joined: [],
    timersSet: [],
    timersDone: [],
    letters: [],
    handed: [],
    at,
  };
}

type Row = Aggregate | null;

/** P2 before P10. Made once: looking up its rules for each pair took longer than reading the rows. */
const refs = new Intl.Collator('en', { numeric: true });

export class Batch {
  readonly tx: StoreTx;
  readonly #heads: Map<string, Head>;
  readonly #rows = new Map<string, Row>();
  /** The last word on each timer. */
  readonly #timers = new Map<string, { assembly: string; key: string; set: Timer | null }>();
  readonly #receipts = new Map<string, Receipt | null>();
  readonly #identities = new Map<string, string | null>();
  /** By assembly and type: lists look through those of one. */
  readonly #changed = new Map<string, Map<string, Aggregate & { assembly: string }>>();
  /** Lists as the store has them, asked for once a batch: what this batch changes is laid over them. */
  readonly #lists = new Map<string, Aggregate[] | Promise<Aggregate[]>>();
  readonly #changes: Changes;

  constructor(tx: StoreTx, heads: Map<string, Head>, at: string) {
    this.tx = tx;
    this.#heads = heads;
    this.#changes = noChanges(at);
  }

  /**
   * Fetches what many jobs will ask for, in one query of each kind. Purely ahead of time: whatever isn't
   * fetched here is read when it is asked for.
   */
  async fetchAhead(wanted: {
    receipts: string[];
    identities: IdentityKey[];
    aggregates: AssemblyKey[];
    under: ParentKey[];
  }): Promise<void> {
    for (const key of wanted.receipts) this.#receipts.set(key, null);
    for (const receipt of await this.tx.receipts(wanted.receipts)) this.#receipts.set(receipt.key, receipt);
    for (const key of wanted.identities) this.#identities.set(identityKey(key), null);
    for (const known of await this.tx.identities(wanted.identities)) {
      this.#identities.set(identityKey(known), known.person);
    }
    await this.fetchRows(wanted.aggregates, wanted.under);
  }

  /** @param under whose lists are fetched whole */
  async fetchRows(keys: AssemblyKey[], under: ParentKey[] = []): Promise<void> {
    const missing = new Map(keys.map((key) => [rowKey(key.assembly, key), key]));
    for (const id of missing.keys()) if (this.#rows.has(id)) missing.delete(id);
    const lists = new Map(
      under.map((key) => [listKey(key.assembly, key.type, { parent: key.parent }), key] as const),
    );
    for (const query of lists.keys()) if (this.#lists.has(query)) lists.delete(query);
    if (missing.size + lists.size === 0) return;
    const found = await this.tx.aggregatesOf([...missing.values()], [...lists.values()]);
    for (const id of missing.keys()) this.#rows.set(id, null);
    for (const query of lists.keys()) this.#lists.set(query, []);
    for (const { assembly, ...row } of found) {
      const id = rowKey(assembly, row);
      if (!this.#changed.get(`${assembly}/${row.type}`)?.has(id)) this.#rows.set(id, row);
      if (row.parent === null) continue;
      const list = listKey(assembly, row.type, { parent: row.parent });
      if (lists.has(list)) (this.#lists.get(list) as Aggregate[]).push(row);
    }
  }

  /** What is known of an aggregate already, without asking the store. */
  known<T extends AggregateType>(assembly: string, type: T, id: string): StateOf<T> | undefined {
    return this.#rows.get(rowKey(assembly, { type, id }))?.doc as StateOf<T> | undefined;
  }

  /** A draft over one assembly's head; undefined when there is no such assembly. */
  draft(assembly: string): Draft | undefined {
    const head = this.#heads.get(assembly);
    return head && new Draft(this, head);
  }

  /** A draft over one assembly that is to be founded; over its head where it has been already. */
  founding(assembly: string): Draft {
    const nothing = { assembly, seq: 0, hash: genesis, doc: newAssembly(assembly) };
    return this.draft(assembly) ?? new Draft(this, nothing);
  }

  /** The assembly to which a room belongs, as the jobs before left it. */
  async roomOwner(room: string): Promise<string | undefined> {
    for (const rows of this.#changed.values())
      for (const row of rows.values()) if (row.type === 'room' && row.id === room) return row.assembly;
    return this.tx.roomOwner(room);
  }

  async row(assembly: string, key: AggregateKey): Promise<Row> {
    const id = rowKey(assembly, key);
    let row = this.#rows.get(id);
    if (row === undefined) {
      row = (await this.tx.aggregate(assembly, key.type, key.id)) ?? null;
      this.#rows.set(id, row);
    }
    return row;
  }

  /** Those of one type as the jobs before left them, in the order of their references. */
  async list<T extends AggregateType>(
    assembly: string,
    type: T,
    where: { parent?: string; status?: string },
    own: ReadonlyMap<string, Aggregate>,
  ): Promise<StateOf<T>[]> {
    const found = new Map<string, Aggregate>();
    const query = listKey(assembly, type, where);
    const stored = this.#lists.get(query) ?? this.tx.aggregates(assembly, type, where);
    this.#lists.set(query, stored);
    for (const row of await stored) found.set(rowKey(assembly, row), row);
    const fits = (row: Aggregate) =>
      row.type === type &&
      (where.parent === undefined || row.parent === where.parent) &&
      (where.status === undefined || row.status === where.status);
    for (const changed of [this.#changed.get(`${assembly}/${type}`) ?? [], own]) {
      for (const [key, row] of changed) {
        if (fits(row)) found.set(key, row);
        else found.delete(key);
      }
    }
    const rows = [...found.values()].sort((a, b) => refs.compare(a.id, b.id));
    return rows.map((row) => row.doc as StateOf<T>);
  }

  /** Everything of an assembly that names a person, as the jobs before left it. */
  async naming(
    assembly: string,
    person: string,
    own: ReadonlyMap<string, Aggregate>,
  ): Promise<AggregateKey[]> {
    const found = new Map<string, AggregateKey>();
    for (const key of await this.tx.naming(person, assembly)) found.set(rowKey(assembly, key), key);
    const changed = [...this.#changed.entries()].filter(([key]) => key.startsWith(`${assembly}/`));
    for (const rows of [...changed.map(([, rows]) => rows), own])
      for (const [key, row] of rows) {
        if (JSON.stringify(row.doc).includes(person)) found.set(key, row);
        else found.delete(key);
      }
    return [...found.values()]
      .map(({ type, id }) => ({ type, id }))
      .sort((a, b) => refs.compare(`${a.type} ${a.id}`, `${b.type} ${b.id}`));
  }

  /** Somebody known before, or let in earlier in this batch. */
  async knowsPerson(id: string): Promise<boolean> {
    if (this.#changes.persons.some((p) => p.id === id)) return true;
    return (await this.tx.person(id)) !== undefined;
  }

  async personsOf(ids: string[]): Promise<Person[]> {
    const own = this.#changes.persons.filter((p) => ids.includes(p.id));
    return [...own, ...(await this.tx.persons(ids))];
  }

  async receipt(key: string): Promise<Receipt | undefined> {
    let receipt = this.#receipts.get(key);
    if (receipt === undefined) {
      receipt = (await this.tx.receipts([key]))[0] ?? null;
      this.#receipts.set(key, receipt);
    }
    return receipt ?? undefined;
  }

  /** The person behind an identity, if they have been seen before. */
  async person(key: IdentityKey): Promise<string | undefined> {
    let person = this.#identities.get(identityKey(key));
    if (person === undefined) {
      person = (await this.tx.identities([key]))[0]?.person ?? null;
      this.#identities.set(identityKey(key), person);
    }
    return person ?? undefined;
  }

  /** A timer as the jobs before left it. */
  async timer(assembly: string, key: string): Promise<Timer | undefined> {
    const change = this.#timers.get(timerKey(assembly, key));
    return change === undefined ? this.tx.timer(assembly, key) : (change.set ?? undefined);
  }

  /** Texts written before, or earlier in this batch. */
  async contents(ids: string[]): Promise<Content[]> {
    const own = this.#changes.contents.filter((c) => ids.includes(c.id));
    return own.length === ids.length ? own : [...own, ...(await this.tx.contents(ids))];
  }

  keep(draft: Draft): void {
    const { head, events, contents, receipts, persons, identities, joined, letters, handed } = draft;
    if (events.length > 0) this.#heads.set(head.assembly, head);
    this.#changes.events.push(...events);
    this.#changes.contents.push(...contents);
    this.#changes.receipts.push(...receipts);
    this.#changes.persons.push(...persons);
    this.#changes.identities.push(...identities);
    this.#changes.joined.push(...joined);
    this.#changes.letters.push(...letters);
    this.#changes.handed.push(...handed);
    for (const receipt of receipts) this.#receipts.set(receipt.key, receipt);
    for (const identity of identities) this.#identities.set(identityKey(identity), identity.person);
    for (const { from, into } of joined)
      for (const [key, person] of this.#identities) if (person === from) this.#identities.set(key, into);
    for (const { key, set } of draft.timers.values()) {
      this.#timers.set(timerKey(head.assembly, key), { assembly: head.assembly, key, set });
    }
    for (const row of draft.rows.values()) {
      const id = rowKey(head.assembly, row);
      this.#rows.set(id, row);
      this.#changedOf(head.assembly, row.type).set(id, { ...row, assembly: head.assembly });
    }
  }

  #changedOf(assembly: string, type: AggregateType) {
    const key = `${assembly}/${type}`;
    const rows = this.#changed.get(key) ?? new Map<string, Aggregate & { assembly: string }>();
    this.#changed.set(key, rows);
    return rows;
  }

  /** Everything that the kept drafts leave behind; heads only where something happened. */
  changes(): Changes {
    const timers = [...this.#timers.values()];
    const moved = new Set(this.#changes.events.map((e) => e.assembly));
    return {
      ...this.#changes,
      heads: [...this.#heads.values()].filter((h) => moved.has(h.assembly)),
      aggregates: [...this.#changed.values()].flatMap((rows) => [...rows.values()]),
      timersSet: timers.flatMap(({ set }) => set ?? []),
      timersDone: timers.flatMap(({ assembly, key, set }) => (set ? [] : [{ assembly, key }])),
    };
  }
}

function timerKey(assembly: string, key: string): string {
  return `${assembly}/${key}`;
}

function listKey(
  assembly: string,
  type: AggregateType,
  { parent, status }: { parent?: string; status?: string },
): string {
  return JSON.stringify([assembly, type, parent, status]);
}

export function identityKey({ platform, tenant, externalId }: IdentityKey): string {
  return JSON.stringify([platform, tenant, externalId]);
}

export function rowKey(assembly: string, key: AggregateKey): string {
  return `${assembly}/${key.type}/${key.id}`;
}
