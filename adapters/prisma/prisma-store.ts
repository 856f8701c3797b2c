// The store over Prisma: one implementation of the port for SQLite and PostgreSQL.

import { AsyncLocalStorage } from 'node:async_hooks';
import type { LetterQuery, LetterStatus, Post, QueuedLetter, SettledLetter } from '../../src/app/letter.ts';
import type { Changes, Head, Instant, Outage, Store, StoreTx, Timer } from '../../src/app/ports.ts';
import type { Client, Db } from './clients.ts';
import { toDate, toInstant } from './instants.ts';
import type { Engine } from './migrations.ts';
import * as outbox from './outbox.ts';
import { asUnavailable, giveUpAfter, isStartTimeout, StoreTimeout } from './patience.ts';
import { PrismaReads } from './reads.ts';
import { wipeTables } from './tables.ts';
import * as timers from './timers.ts';
import { lockHeads, writeChanges } from './writes.ts';

/** What is shown to a person as 'not recorded' after 8 s is abandoned here too. */
const TRANSACTION_TIMEOUT = 8_000;
/** Prisma's own limit stands behind ours, in case the work never comes back from a query. */
const BACKSTOP = 2_000;

/** What differs between engines beyond SQL. */
export interface Surroundings {
  backup(file: string): Promise<void>;
  close(): Promise<void>;
}

export class PrismaStore extends PrismaReads implements Store {
  override readonly engine: Engine;
  readonly #client: Client;
  readonly #surroundings: Surroundings;
  /** The transaction in which the present code runs, if it is one of this store's. */
  readonly #inside = new AsyncLocalStorage<{ open: boolean }>();

  constructor(engine: Engine, client: Client, surroundings: Surroundings) {
    super();
    this.engine = engine;
    this.#client = client;
    this.#surroundings = surroundings;
  }

  /** The client, for what stands outside of any transaction. Asking for it inside of one throws. */
  override get db(): Client {
    if (this.#inside.getStore()?.open) {
      throw new Error(
        'The store was called from inside its own transaction. Use the transaction that `transact` hands to its ' +
          'work: outside of it this call would wait for the transaction to end, and the transaction for this call.',
      );
    }
    return this.#client;
  }

  async transact<T>(work: (tx: StoreTx) => Promise<T>, timeoutMs = TRANSACTION_TIMEOUT): Promise<T> {
    return this.#transaction((db) => work(new PrismaTx(db, this.engine)), timeoutMs);
  }

  async dueTimers(now: Instant, limit: number) {
    return timers.dueTimers(this.db, now, limit);
  }

  async nextTimerAt(): Promise<Instant | undefined> {
    return timers.nextTimerAt(this.db);
  }

  async postponeTimer(timer: Timer, retryAt: Instant): Promise<void> {
    await timers.postponeTimer(this.db, timer, retryAt);
  }

  async sendableLetters(systemNow: Instant, domainNow: Instant, limit: number): Promise<QueuedLetter[]> {
    return outbox.sendableLetters(this.db, systemNow, domainNow, limit);
  }

  async nextLetterAt(after: Instant): Promise<Instant | undefined> {
    return outbox.nextLetterAt(this.db, after);
  }

  async claimLetters(ids: number[], owner: string, at: Instant): Promise<number[]> {
    return outbox.claimLetters(this.db, this.engine, ids, owner, at);
  }

  async settleLetters(ends: SettledLetter[]): Promise<void> {
    await this.#transaction((db) => outbox.settleLetters(db, this.engine, ends), TRANSACTION_TIMEOUT);
  }

  async lettersUnderWay(): Promise<QueuedLetter[]> {
    return outbox.listLetters(this.db, { status: ['sending'] }, 10_000);
  }

  async letters(where: LetterQuery, limit: number): Promise<QueuedLetter[]> {
    return outbox.listLetters(this.db, where, limit);
  }

  async countLetters(): Promise<Record<LetterStatus, number>> {
    return outbox.countLetters(this.db);
  }

  async postAt(room: string, messageId: string): Promise<Post | undefined> {
    const row = await this.db.post.findFirst({ where: { room, messageId } });
    return row ? { ...row, at: toInstant(row.at) } : undefined;
  }

  async forgetPost(room: string, subject: string): Promise<void> {
    await this.db.post.deleteMany({ where: { room, subject } });
  }

  async takeLease(name: string, owner: string, now: Instant, until: Instant): Promise<boolean> {
    const taken = await this.db.$executeRaw`
      INSERT INTO "Lease" ("name", "owner", "until") VALUES (${name}, ${owner}, ${toDate(until)})
      ON CONFLICT ("name") DO UPDATE SET "owner" = excluded."owner", "until" = excluded."until"
      WHERE "Lease"."owner" = excluded."owner" OR "Lease"."until" <= ${toDate(now)}`;
    return taken > 0;
  }

  async releaseLease(name: string, owner: string): Promise<void> {
    await this.db.lease.deleteMany({ where: { name, owner } });
  }

  async lastBeat(edge: string): Promise<Instant | undefined> {
    const row = await this.db.heartbeat.findUnique({ where: { edge } });
    return row ? toInstant(row.at) : undefined;
  }

  async beat(edge: string, at: Instant): Promise<Instant | undefined> {
    const former = await this.lastBeat(edge);
    await this.db.heartbeat.upsert({
      where: { edge },
      create: { edge, at: toDate(at) },
      update: { at: toDate(at) },
    });
    return former;
  }

  /** Recorded again with another end (it is known better now), the outage of that edge and start is replaced. */
  async recordOutage(outage: Outage): Promise<void> {
    const [edge, from, to] = [outage.edge, toDate(outage.from), toDate(outage.to)];
    await this.db.outage.upsert({
      where: { edge_from: { edge, from } },
      create: { edge, from, to },
      update: { to },
    });
  }

  async setting(key: string): Promise<string | undefined> {
    return (await this.db.setting.findUnique({ where: { key } }))?.value;
  }

  async setSetting(key: string, value: string): Promise<void> {
    await this.db.setting.upsert({ where: { key }, create: { key, value }, update: { value } });
  }

  async swapSetting(key: string, former: string | null, value: string | null): Promise<boolean> {
    const { setting } = this.db;
    if (former === null) {
      if (value === null) return (await this.setting(key)) === undefined;
      const places = this.engine === 'sqlite' ? '?, ?' : '$1, $2';
      const insert = `INSERT INTO "Setting" ("key", "value") VALUES (${places}) ON CONFLICT ("key") DO NOTHING`;
      return (await this.db.$executeRawUnsafe(insert, key, value)) === 1;
    }
    const where = { key, value: former };
    const { count } =
      value === null
        ? await setting.deleteMany({ where })
        : await setting.updateMany({ where, data: { value } });
    return count === 1;
  }

  settingsUnder(prefix: string): Promise<{ key: string; value: string }[]> {
    return this.db.setting.findMany({ where: { key: { startsWith: prefix } }, orderBy: { key: 'asc' } });
  }

  async backup(file: string): Promise<void> {
    await this.#surroundings.backup(file);
  }

  async wipe(): Promise<void> {
    await this.#transaction((db) => wipeTables(db, this.engine), 60_000);
  }

  async counts(): Promise<{ events: number; letters: number; timers: number }> {
    const [events, letters, timers] = [
      await this.db.event.count(),
      await this.db.outbox.count(),
      await this.db.timer.count(),
    ];
    return { events, letters, timers };
  }

  async close(): Promise<void> {
    await this.#client.$disconnect();
    await this.#surroundings.close();
  }

  async #transaction<T>(work: (db: Db) => Promise<T>, timeoutMs: number): Promise<T> {
    const until = performance.now() + timeoutMs;
    const scope = { open: true };
    const inside = (db: Db) =>
      this.#inside.run(scope, () => giveUpAfter(until - performance.now(), () => work(db)));
    try {
      return await this.db.$transaction(inside, { maxWait: timeoutMs, timeout: timeoutMs + BACKSTOP });
    } catch (error) {
      throw isStartTimeout(error) ? new StoreTimeout(timeoutMs, { cause: error }) : asUnavailable(error);
    } finally {
      scope.open = false;
    }
  }
}

class PrismaTx extends PrismaReads implements StoreTx {
  protected override readonly db: Db;
  override readonly engine: Engine;

  constructor(db: Db, engine: Engine) {
    super();
    this.db = db;
    this.engine = engine;
  }

  async lockHeads(assemblies: string[]): Promise<Map<string, Head>> {
    return lockHeads(this.db, this.engine, assemblies);
  }

  async write(changes: Changes): Promise<void> {
    await writeChanges(this.db, this.engine, changes);
  }
}
