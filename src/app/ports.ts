// What the application asks of the world. Adapters implement these; `src/main.ts` wires them.
//
// Glossary
//   instant    an ISO 8601 UTC string with milliseconds ('2026-03-03T22:59:00.000Z'); sorts as text
//   head       the last number and hash of one assembly's history; whoever holds it may write
//   aggregate  one JSON document of present state: a call, a proposal, an objection, a meeting …
//   receipt    the answer already given to a delivery; a repeated delivery gets it again
//   lane       the queue in which posts of one room and call keep their order; a card is a lane alone
//   subject    what a message shows ('card:P1'); one message per room and subject
//   edge       what people come through: 'service' (this process), 'sandbox', later 'slack:T1', …

import type { Aggregate, AggregateKey, AggregateType } from '../domain/aggregates.ts';
import type { Assembly } from '../domain/assembly.ts';
import type { Letter, LetterQuery, LetterStatus, Post, QueuedLetter, SettledLetter } from './letter.ts';

/** ISO 8601 UTC with milliseconds. Compared as text. */
export type Instant = string;

/** One line of an assembly's history. `hash` covers everything else in it and the previous hash. */
export interface StoredEvent {
  assembly: string;
  seq: number;
  at: Instant;
  name: string;
  v: number;
  /** Canonical JSON (RFC 8785): ids, digests, amounts and instants, never personal data. */
  data: string;
  hash: string;
}

export interface Head {
  assembly: string;
  seq: number;
  hash: string;
  doc: Assembly;
}

/** A person's words. `salt` and `text` are null once erased; the digest stays in the event. */
export interface Content {
  id: string;
  assembly: string;
  author: string | null;
  salt: string | null;
  text: string | null;
}

export interface Receipt {
  key: string;
  assembly: string;
  /** Digest of who asked what of which target: a key reused for something else is refused. */
  fingerprint: string;
  /** The accepted result, as JSON. */
  result: string;
  at: Instant;
}

export interface Person {
  id: string;
  name: string | null;
  lang: string | null;
}

/** How a platform calls somebody. */
export interface IdentityKey {
  platform: string;
  tenant: string;
  externalId: string;
}

export interface Identity extends IdentityKey {
  person: string;
  /** Since when they are known by it (domain instant); null where that was not kept. */
  linkedAt: Instant | null;
}

/** Somebody before an assembly. */
export interface Presence {
  head: Head;
  /** Null for somebody who was never seen. */
  person: Person | null;
}

export interface Timer {
  assembly: string;
  /** Unique in the assembly; setting it again replaces the former. */
  key: string;
  kind: string;
  target: string;
  dueAt: Instant;
}

export interface DueTimer extends Timer {
  attempts: number;
}

/** Everything one batch of commands leaves behind, written by one call inside its transaction. */
export interface Changes {
  heads: Head[];
  events: StoredEvent[];
  contents: Content[];
  receipts: Receipt[];
  /** Inserted or replaced by (assembly, type, id). */
  aggregates: (Aggregate & { assembly: string })[];
  persons: Person[];
  identities: Identity[];
  /**
   * `from` is from now on the person `into`: identities, texts and messages of the one become those of the other, and
   * whoever looks `from` up finds `into`. Done last.
   */
  joined: { from: string; into: string }[];
  timersSet: Timer[];
  timersDone: { assembly: string; key: string }[];
  letters: Letter[];
  /** Keys of letters that waited for a coordinator, who has sent them: they count as delivered. */
  handed: { key: string; at: Instant }[];
  /** System time of the writing, for the outbox. */
  at: Instant;
}

/** What can be read, inside a transaction or outside of one. Lists come in the order of their ids. */
export interface Reads {
  head(assembly: string): Promise<Head | undefined>;
  heads(): Promise<Head[]>;
  aggregate(assembly: string, type: AggregateType, id: string): Promise<Aggregate | undefined>;
  /** Those that exist, of any assembly and type, each once and in no order: by id, and all under a parent. */
  aggregatesOf(keys: AssemblyKey[], under?: ParentKey[]): Promise<(Aggregate & { assembly: string })[]>;
  /** @param where `begins`: what their ids begin with; its capitals may differ */
  aggregates(
    assembly: string,
    type: AggregateType,
    where?: { parent?: string; parents?: string[]; status?: string; ids?: string[]; begins?: string },
  ): Promise<Aggregate[]>;
  /** Everything of an assembly whose document names a person by their id, in no order. */
  naming(person: string, assembly: string): Promise<AggregateKey[]>;
  /** The assemblies in which a person is named, by id. */
  assembliesNaming(person: string): Promise<string[]>;
  /** The assembly to which a room belongs. */
  roomOwner(room: string): Promise<string | undefined>;
  /** Who stands before which assembly, in one question. Undefined where the room has none. */
  presence(room: string, who: IdentityKey): Promise<Presence | undefined>;
  contents(ids: string[]): Promise<Content[]>;
  receipts(keys: string[]): Promise<Receipt[]>;
  /** Of somebody who was joined with another, what that one is called, under the id that was asked for. */
  person(id: string): Promise<Person | undefined>;
  persons(ids: string[]): Promise<Person[]>;
  identity(platform: string, tenant: string, externalId: string): Promise<Identity | undefined>;
  /** Those that are known, in no order. */
  identities(keys: IdentityKey[]): Promise<Identity[]>;
  /** By person, in no order; those of whomever they are today, under the id that was asked for. */
  identitiesOf(persons: string[]): Promise<Identity[]>;
  /** Events of one assembly with `seq > after`, in order, at most `limit`. */
  events(assembly: string, after: number, limit: number): Promise<StoredEvent[]>;
  /** What waits for a coordinator to send it by mail, oldest first. */
  lettersByHand(assembly: string): Promise<Pick<QueuedLetter, 'id' | 'key' | 'room' | 'view'>[]>;
  /**
   * Of these letters, by key, the ones that were delivered, and when (domain instant): a card, when it was
   * first shown there.
   */
  delivered(keys: string[]): Promise<Map<string, Instant>>;
  /** Those that stand, in no order. */
  posts(keys: Pick<Post, 'room' | 'subject'>[]): Promise<Post[]>;
  timer(assembly: string, key: string): Promise<Timer | undefined>;
  timers(assembly: string): Promise<Timer[]>;
  /** Outages that touch `[from, to)`, by start. */
  outages(from: Instant, to: Instant): Promise<Outage[]>;
}

export interface AssemblyKey {
  assembly: string;
  type: AggregateType;
  id: string;
}

/** All of one type that stand under one other: the mandates for an institution, what was said of a proposal. */
export interface ParentKey {
  assembly: string;
  type: AggregateType;
  parent: string;
}

export interface Outage {
  edge: string;
  from: Instant;
  to: Instant;
}

export interface StoreTx extends Reads {
  /**
   * Takes the heads of these assemblies, in one fixed order, and keeps them until the transaction
   * ends: nobody else writes to these assemblies meanwhile. Unknown ones are absent from the answer.
   */
  lockHeads(assemblies: string[]): Promise<Map<string, Head>>;
  write(changes: Changes): Promise<void>;
}

/**
 * The store. Its promises are the contract suite `test/contracts/store.ts`, run on SQLite and PostgreSQL.
 * When `transact` has returned, what it wrote is on disk (SQLite: WAL and synchronous=FULL).
 */
export interface Store extends Reads {
  readonly engine: 'sqlite' | 'postgresql';
  /**
   * Runs `work` in one transaction. When it throws, nothing of it stays. Calling a method of the outer
   * store inside `work` throws at once. Gives up after `timeoutMs` (the transaction is rolled back).
   */
  transact<T>(work: (tx: StoreTx) => Promise<T>, timeoutMs?: number): Promise<T>;

  /** Timers whose time has come by `now` (domain instant), oldest first. */
  dueTimers(now: Instant, limit: number): Promise<DueTimer[]>;
  /** The next instant at which a timer is due, whatever the assembly. */
  nextTimerAt(): Promise<Instant | undefined>;
  /** An infrastructure failure while firing: not before `retryAt` (domain instant), one more attempt counted. */
  postponeTimer(timer: Timer, retryAt: Instant): Promise<void>;

  /**
   * The letters that may leave now: of each lane the oldest unsettled one, if it is pending, its
   * `retryAt` (system) is past and its `notBefore` (domain) is past. A lane with a letter in `sending`
   * or `held` gives none. A letter that stands `under` another waits until that one has its `Post`, or
   * isn't on its way (any more).
   */
  sendableLetters(systemNow: Instant, domainNow: Instant, limit: number): Promise<QueuedLetter[]>;
  /** The first instant after `after` (domain) before which a pending letter may not leave; undefined if none waits. */
  nextLetterAt(after: Instant): Promise<Instant | undefined>;
  /** Marks those still pending as `sending` for `owner`, and answers with their ids; others were faster for the rest. */
  claimLetters(ids: number[], owner: string, at: Instant): Promise<number[]>;
  /**
   * Ends attempts, with their `Post`s, in one transaction. A card whose `version` has grown past `version`
   * since the claim goes back to `pending` (a newer state is waiting). Counts the attempt.
   */
  settleLetters(ends: SettledLetter[]): Promise<void>;
  /** All letters in `sending`, whoever sends them. */
  lettersUnderWay(): Promise<QueuedLetter[]>;
  /** Oldest first; with `after`, those that came after that one. */
  letters(where: LetterQuery, limit: number): Promise<QueuedLetter[]>;
  countLetters(): Promise<Record<LetterStatus, number>>;
  forgetPost(room: string, subject: string): Promise<void>;
  /** What stands at a message of a room; undefined for one that isn't the service's, or shows nothing any more. */
  postAt(room: string, messageId: string): Promise<Post | undefined>;

  /** Takes or renews a lease; false when another owner holds it past `now`. System time. */
  takeLease(name: string, owner: string, now: Instant, until: Instant): Promise<boolean>;
  releaseLease(name: string, owner: string): Promise<void>;

  /** Records a sign of life (domain instant) and answers with the former one. */
  beat(edge: string, at: Instant): Promise<Instant | undefined>;
  /** The last sign of life of an edge (domain instant). */
  lastBeat(edge: string): Promise<Instant | undefined>;
  recordOutage(outage: Outage): Promise<void>;

  setting(key: string): Promise<string | undefined>;
  setSetting(key: string, value: string): Promise<void>;
  /**
   * Sets it if it still is `former` (null: if there is none); null as `value` takes it away. False, and
   * nothing changed, when somebody else was faster.
   */
  swapSetting(key: string, former: string | null, value: string | null): Promise<boolean>;
  /** Those whose key begins so, by key. */
  settingsUnder(prefix: string): Promise<{ key: string; value: string }[]>;

  /** A consistent copy of a living store into a file that doesn't exist yet. */
  backup(file: string): Promise<void>;
  /** Forgets everything. Only the local room may ask for it. */
  wipe(): Promise<void>;
  /** How big things are: events, letters, timers; for benches and the status page. */
  counts(): Promise<{ events: number; letters: number; timers: number }>;
  close(): Promise<void>;
}

/**
 * Thrown by a store that can't be reached, is locked by somebody else, or didn't finish in time. It may
 * pass; anything else that a store throws is a bug.
 */
export class StoreUnavailable extends Error {
  override name = 'StoreUnavailable';
}

/** Thrown on opening a SQLite file that another running service holds; the message is for its operator. */
export class StoreInUse extends Error {
  override name = 'StoreInUse';
}

/** The time that counts for deadlines. The local room may move it; nobody else. */
export interface Clock {
  now(): Instant;
}

/** Ids and salts. Random in service, repeatable in the demo. */
export interface Ids {
  /** A UUID (version 7 in service, so that rows of one time stand together). */
  uuid(): string;
  /** 128 random bits in hexadecimal. */
  salt(): string;
}

/** Structured log. Never given names, texts, tokens or mail addresses: ids, codes and durations only. */
export interface Log {
  debug(fields: LogFields, message: string): void;
  info(fields: LogFields, message: string): void;
  warn(fields: LogFields, message: string): void;
  error(fields: LogFields, message: string): void;
  child(fields: LogFields): Log;
}
export type LogFields = Record<string, string | number | boolean | null | undefined | Error>;
