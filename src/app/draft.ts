// What one command leaves behind, over the batch that it belongs to: events, state, timers, letters.

import {
  type Aggregate,
  type AggregateKey,
  type AggregateType,
  makes,
  type StateOf,
  touches,
} from '../domain/aggregates.ts';
import { type Assembly, coordinates, evolveAssembly } from '../domain/assembly.ts';
import type { Charter } from '../domain/charter.ts';
import { concerning, type Outage } from '../domain/downtime.ts';
import type { DomainEvent } from '../domain/events.ts';
import { idNow, personNow } from '../domain/joining.ts';
import type { HandedLetter } from '../domain/mailing.ts';
import { foldName } from '../domain/names.ts';
import { type Mandate, mandateId } from '../domain/people.ts';
import type { TextRef } from '../domain/text.ts';
import { evolve } from '../domain/world.ts';
import { type Batch, identityKey, rowKey } from './batch.ts';
import { canonical, chainHash } from './chain.ts';
import type { Who } from './job.ts';
import type { Letter } from './letter.ts';
import type { Note } from './notes.ts';
import type { Content, Head, Identity, IdentityKey, Ids, Person, Receipt, Timer } from './ports.ts';

export interface Arrival {
  contents: Content[];
  platform: string;
  tenant: string;
  ids: Ids;
  /** People whom the command names by the ids of their platform. */
  members?: readonly Who[];
  /** The room in which the command was given, where it was in one. */
  room?: string | undefined;
  /** Two ids of whoever gave it. */
  link?: Joining | undefined;
  /** UTC. */
  at: string;
}

/** `from` is from now on the person `into`. */
export interface Joining {
  from: string;
  into: string;
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
  readonly joined: Joining[] = [];
  readonly notes: Note[] = [];
  /** Keys of letters that a coordinator has sent herself. */
  readonly handed: { key: string; at: string }[] = [];
  readonly timers = new Map<string, { key: string; set: Timer | null }>();
  readonly rows = new Map<string, Aggregate>();
  /** What came in with the command: its texts, where from, and how to name somebody new. */
  arrival: Arrival | null = null;
  readonly #batch: Batch;

  constructor(batch: Batch, head: Head) {
    this.#batch = batch;
    this.head = head;
  }

  coordinates(person: string, at: string): boolean {
    return coordinates(this.head.doc, person, at);
  }

  /** Those of one type as things stand, in the order of their references. */
  list<T extends AggregateType>(
    type: T,
    where: { parent?: string; status?: string } = {},
  ): Promise<StateOf<T>[]> {
    return this.#batch.list(this.head.assembly, type, where, this.rows);
  }

  /** The assembly to which a room belongs, whichever it is. */
  async roomOwner(room: string): Promise<string | undefined> {
    const own = this.rows.has(rowKey(this.head.assembly, { type: 'room', id: room }));
    return own ? this.head.assembly : this.#batch.roomOwner(room);
  }

  /** Where these people are known. */
  identitiesOf(persons: string[]): Promise<Identity[]> {
    return this.#batch.tx.identitiesOf(persons);
  }

  /** Of these letters, the ones that were delivered, and when. */
  delivered(keys: string[]): Promise<Map<string, string>> {
    return this.#batch.tx.delivered(keys);
  }

  /** What waits for a coordinator to send it by mail. */
  async lettersByHand(): Promise<(HandedLetter & { id: number })[]> {
    const letters = await this.#batch.tx.lettersByHand(this.head.assembly);
    return letters.map(({ id, key, room, view }) => ({ id, key, person: room, view }));
  }

  /** The words that came with a command. */
  async wordsOf(ref: TextRef): Promise<string> {
    const found = this.arrival?.contents.find((c) => c.id === ref.id);
    return found?.text ?? '';
  }

  /** What an institution is called; nothing where its name was erased. */
  async nameOf(institution: { name: TextRef }): Promise<string> {
    const own = await this.wordsOf(institution.name);
    return own || ((await this.#batch.contents([institution.name.id]))[0]?.text ?? '');
  }

  /** The words behind these texts, by id. */
  async words(refs: TextRef[]): Promise<Map<string, string>> {
    const ids = refs.map((ref) => ref.id);
    const own = this.arrival?.contents.filter((c) => ids.includes(c.id)) ?? [];
    const found = await this.#batch.contents(ids);
    return new Map([...found, ...own].map((c) => [c.id, c.text ?? '']));
  }

  /** Lets somebody in who has no place in chat. */
  newPerson(name: string | null, lang: string | null): string {
    if (!this.arrival) throw new Error('nobody arrives without a command');
    const id = this.arrival.ids.uuid();
    this.persons.push({ id, name, lang });
    return id;
  }

  /** Whomever one writes to at this mail address, whatever they are called; let in where nobody was. */
  async contactAt(mail: string, name: string): Promise<string> {
    const identity = mailbox(mail);
    return (await this.#known(identity)) ?? this.#letIn(identity, name, null);
  }

  /**
   * The person of this name at this mail address, let in where nobody was known there. Several may share
   * one box: each is a person of their own, told from the first by their name.
   */
  async personAt(mail: string, name: string, lang: string | null): Promise<string> {
    const first = mailbox(mail);
    const holder = await this.#known(first);
    if (holder === undefined) return this.#letIn(first, name, lang);
    if ((await this.namesake(name, [holder])) !== undefined) return holder;
    const shared = { ...first, tenant: foldName(name) };
    return (await this.#known(shared)) ?? this.#letIn(shared, name, lang);
  }

  /** Somebody of the platform that the command came from, by its own id; let in where nobody was known. */
  async member(externalId: string): Promise<string> {
    const who = this.arrival?.members?.find((member) => member.externalId === externalId);
    if (!who) throw new Error('a command names people who didn’t come along with it');
    const identity = { platform: who.platform, tenant: who.tenant, externalId };
    return (await this.#known(identity)) ?? this.#letIn(identity, who.name, who.lang);
  }

  async #known(identity: IdentityKey): Promise<string | undefined> {
    const own = this.identities.find((i) => identityKey(i) === identityKey(identity));
    return own?.person ?? this.#batch.person(identity);
  }

  #letIn(identity: IdentityKey, name: string | null, lang: string | null): string {
    const person = this.newPerson(name, lang);
    this.identities.push({ ...identity, person, linkedAt: this.arrival?.at ?? null });
    return person;
  }

  /** A person by their id, or by their name on the platform that the command came from. */
  async person(who: string): Promise<string | undefined> {
    const named = personNow(this.assembly, who);
    if (this.persons.some((p) => p.id === named) || (await this.#batch.knowsPerson(named))) return named;
    if (!this.arrival) return undefined;
    const { platform, tenant } = this.arrival;
    return this.#known({ platform, tenant, externalId: named });
  }

  /** Somebody of this name among these people. */
  async namesake(name: string, among: string[]): Promise<string | undefined> {
    const own = this.persons.filter((p) => among.includes(p.id));
    const persons = [...(await this.#batch.personsOf(among)), ...own];
    return persons.find((p) => foldName(p.name ?? '') === foldName(name))?.id;
  }

  get assembly(): Assembly {
    return this.head.doc;
  }

  /** What an id means today that a letter or a form of before may name. */
  idNow(id: string): string {
    return idNow(this.assembly, id);
  }

  /** Everything here that names a person, by its keys. */
  naming(person: string): Promise<AggregateKey[]> {
    return this.#batch.naming(this.head.assembly, person, this.rows);
  }

  async get<T extends AggregateType>(type: T, id: string): Promise<StateOf<T> | undefined> {
    const own = this.rows.get(rowKey(this.head.assembly, { type, id }));
    const row = own ?? (await this.#batch.row(this.head.assembly, { type, id }));
    return row?.doc as StateOf<T> | undefined;
  }

  /**
   * Whatever this person's mandates have become. Looked up by what they would be called: there are far fewer
   * institutions than mandates.
   */
  async mandatesOf(person: string): Promise<Mandate[]> {
    const { assembly, doc } = this.head;
    const ids = Array.from({ length: doc.counters.I ?? 0 }, (_, n) => mandateId(person, `I${n + 1}`));
    await this.#batch.fetchRows(ids.map((id) => ({ assembly, type: 'mandate', id })));
    const found = await Promise.all(ids.map((id) => this.get('mandate', id)));
    return found.filter((mandate) => mandate !== undefined);
  }

  /** An aggregate that another one names: not finding it is a broken store, so it throws. */
  async must<T extends AggregateType>(type: T, id: string): Promise<StateOf<T>> {
    const state = await this.get(type, id);
    if (!state) throw new Error(`${type} ${id} is missing in ${this.head.assembly}`);
    return state;
  }

  /** Those that another one names, in their order, from one question to the store. */
  async mustAll<T extends AggregateType>(type: T, ids: readonly string[]): Promise<StateOf<T>[]> {
    const { assembly } = this.head;
    await this.#batch.fetchRows(ids.map((id) => ({ assembly, type, id })));
    return Promise.all(ids.map((id) => this.must(type, id)));
  }

  async charter(ref: string): Promise<Charter> {
    return (await this.must('charter', ref)).text;
  }

  /** Of the edges that this assembly's people come through. */
  async outages(from: string, to: string): Promise<Outage[]> {
    const all = await this.#batch.tx.outages(from, to);
    return all.flatMap((outage) => concerning(outage, this.assembly) ?? []);
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

function mailbox(mail: string): IdentityKey {
  return { platform: 'mail', tenant: '', externalId: mail.toLowerCase() };
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
