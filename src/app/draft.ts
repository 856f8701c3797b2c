// The work of one batch: what was read, and what each command leaves behind until all is written at once.
//
// A `Batch` spans one transaction and keeps every aggregate it has read. Each command works on a `Draft`
// over it; a refused command's draft is dropped, an accepted one's is kept.

import { type Assembly, evolveAssembly } from '../domain/assembly.ts';
import type { Charter } from '../domain/charter.ts';
import type { Outage } from '../domain/downtime.ts';
import type { DomainEvent } from '../domain/events.ts';
import type { TextRef } from '../domain/text.ts';
import {
  type Aggregate,
  type AggregateKey,
  type AggregateType,
  evolve,
  makes,
  type StateOf,
  touches,
} from '../domain/world.ts';
import { canonical, chainHash } from './chain.ts';
import type {
  AssemblyKey,
  Changes,
  Content,
  Head,
  Identity,
  Letter,
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
    timersSet: [],
    timersDone: [],
    letters: [],
    at,
  };
}

type Row = Aggregate | null;

export class Batch {
  readonly tx: StoreTx;
  readonly #heads: Map<string, Head>;
  readonly #rows = new Map<string, Row>();
  /** The last word on each timer. */
  readonly #timers = new Map<string, { assembly: string; key: string; set: Timer | null }>();
  readonly #receipts = new Map<string, Receipt | null>();
  readonly #identities = new Map<string, string | null>();
  readonly #changed = new Map<string, Aggregate & { assembly: string }>();
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
    identities: Omit<Identity, 'person'>[];
    aggregates: AssemblyKey[];
  }): Promise<void> {
    for (const key of wanted.receipts) this.#receipts.set(key, null);
    for (const receipt of await this.tx.receipts(wanted.receipts)) this.#receipts.set(receipt.key, receipt);
    for (const key of wanted.identities) this.#identities.set(identityKey(key), null);
    for (const known of await this.tx.identities(wanted.identities)) {
      this.#identities.set(identityKey(known), known.person);
    }
    await this.fetchRows(wanted.aggregates);
  }

  async fetchRows(keys: AssemblyKey[]): Promise<void> {
    const missing = keys.filter((key) => !this.#rows.has(rowKey(key.assembly, key)));
    for (const key of missing) this.#rows.set(rowKey(key.assembly, key), null);
    for (const { assembly, ...row } of await this.tx.aggregatesOf(missing)) {
      this.#rows.set(rowKey(assembly, row), row);
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

  async row(assembly: string, key: AggregateKey): Promise<Row> {
    const id = rowKey(assembly, key);
    let row = this.#rows.get(id);
    if (row === undefined) {
      row = (await this.tx.aggregate(assembly, key.type, key.id)) ?? null;
      this.#rows.set(id, row);
    }
    return row;
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
  async person(key: Omit<Identity, 'person'>): Promise<string | undefined> {
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
    const { head, events, contents, receipts, persons, identities, letters } = draft;
    if (events.length > 0) this.#heads.set(head.assembly, head);
    this.#changes.events.push(...events);
    this.#changes.contents.push(...contents);
    this.#changes.receipts.push(...receipts);
    this.#changes.persons.push(...persons);
    this.#changes.identities.push(...identities);
    this.#changes.letters.push(...letters);
    for (const receipt of receipts) this.#receipts.set(receipt.key, receipt);
    for (const identity of identities) this.#identities.set(identityKey(identity), identity.person);
    for (const { key, set } of draft.timers.values()) {
      this.#timers.set(timerKey(head.assembly, key), { assembly: head.assembly, key, set });
    }
    for (const row of draft.rows.values()) {
      const id = rowKey(head.assembly, row);
      this.#rows.set(id, row);
      this.#changed.set(id, { ...row, assembly: head.assembly });
    }
  }

  /** Everything that the kept drafts leave behind; heads only where something happened. */
  changes(): Changes {
    const timers = [...this.#timers.values()];
    const moved = new Set(this.#changes.events.map((e) => e.assembly));
    return {
      ...this.#changes,
      heads: [...this.#heads.values()].filter((h) => moved.has(h.assembly)),
      aggregates: [...this.#changed.values()],
      timersSet: timers.flatMap(({ set }) => set ?? []),
      timersDone: timers.flatMap(({ assembly, key, set }) => (set ? [] : [{ assembly, key }])),
    };
  }
}

export class Draft {
  head: Head;
  readonly events: {
    assembly: string;
    seq: number;
    at: string;
    name: string;
    v: number;
    data: string;
    hash: string;
  }[] = [];
  readonly contents: Content[] = [];
  readonly receipts: Receipt[] = [];
  readonly persons: Person[] = [];
  readonly identities: Identity[] = [];
  readonly letters: Letter[] = [];
  readonly timers = new Map<string, { key: string; set: Timer | null }>();
  readonly rows = new Map<string, Aggregate>();
  readonly #batch: Batch;

  constructor(batch: Batch, head: Head) {
    this.#batch = batch;
    this.head = head;
  }

  get assembly(): Assembly {
    return this.head.doc;
  }

  async get<T extends AggregateType>(type: T, id: string): Promise<StateOf<T> | undefined> {
    const own = this.rows.get(rowKey(this.head.assembly, { type, id }));
    const row = own ?? (await this.#batch.row(this.head.assembly, { type, id }));
    return row?.doc as StateOf<T> | undefined;
  }

  /** An aggregate that another one names: not finding it is a broken store, so it throws. */
  async must<T extends AggregateType>(type: T, id: string): Promise<StateOf<T>> {
    const state = await this.get(type, id);
    if (!state) throw new Error(`${type} ${id} is missing in ${this.head.assembly}`);
    return state;
  }

  async charter(ref: string): Promise<Charter> {
    return (await this.must('charter', ref)).text;
  }

  outages(from: string, to: string): Promise<Outage[]> {
    return this.#batch.tx.outages(from, to);
  }

  /** The timer as this batch would leave it. */
  async timer(key: string): Promise<Timer | undefined> {
    const own = this.timers.get(key);
    if (own) return own.set ?? undefined;
    return this.#batch.timer(this.head.assembly, key);
  }

  /** Numbers and chains an event, and moves every aggregate that it touches. */
  async record(e: DomainEvent): Promise<number> {
    const before = new Map<string, unknown>();
    for (const key of makes(e) ? touches(e).slice(1) : touches(e))
      before.set(`${key.type}:${key.id}`, await this.get(key.type, key.id));
    const rows = evolve(e, ({ type, id }) => before.get(`${type}:${id}`) as never);

    const { assembly } = this.head;
    const seq = this.head.seq + 1;
    const hash = chainHash(this.head.hash, { assembly, seq, ...e });
    this.events.push({ assembly, seq, at: e.at, name: e.name, v: e.v, data: canonical(e.data), hash });
    this.head = { assembly, seq, hash, doc: evolveAssembly(this.head.doc, e) };
    for (const row of rows) this.rows.set(rowKey(assembly, row), row);
    return seq;
  }

  /** Puts the words of a person aside for the texts that an event refers to. */
  keepContents(contents: Content[], author: string, used: Set<string>): void {
    for (const content of contents) if (used.has(content.id)) this.contents.push({ ...content, author });
  }
}

/** The ids of the texts that an event's data refers to. */
export function textsIn(value: unknown, found: Set<string> = new Set()): Set<string> {
  if (Array.isArray(value)) for (const item of value) textsIn(item, found);
  else if (isTextRef(value)) found.add(value.id);
  else if (typeof value === 'object' && value !== null) {
    for (const item of Object.values(value)) textsIn(item, found);
  }
  return found;
}

export function isTextRef(value: unknown): value is TextRef {
  return typeof value === 'object' && value !== null && 'sha256' in value && 'id' in value;
}

function timerKey(assembly: string, key: string): string {
  return `${assembly}/${key}`;
}

function identityKey({ platform, tenant, externalId }: Omit<Identity, 'person'>): string {
  return JSON.stringify([platform, tenant, externalId]);
}

function rowKey(assembly: string, key: AggregateKey): string {
  return `${assembly}/${key.type}/${key.id}`;
}
