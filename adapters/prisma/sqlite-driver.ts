// Prisma's driver adapter over Node's own SQLite: one connection, one transaction at a time, nothing lost.
//
// A transaction begins IMMEDIATE and holds the connection; whatever else is asked waits for its turn. What
// fails to commit is rolled back, so that an error never leaves a transaction open behind it.

import { setTimeout as delay } from 'node:timers/promises';
import {
  DriverAdapterError,
  type IsolationLevel,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
  type SqlQuery,
  type SqlResultSet,
  type Transaction,
} from '@prisma/driver-adapter-utils';
import { Breath } from './breath.ts';
import { Mutex } from './mutex.ts';
import { SqliteConnection } from './sqlite-connection.ts';
import { isBusy, toDriverError } from './sqlite-errors.ts';
import { fromSqlite, resultColumnTypes, toSqlite } from './sqlite-values.ts';

const NAME = 'sans-objection-node-sqlite';
/** How long a lock held by another process is waited for, and the steps in between (ms). */
const PATIENCE = 5_000;
const STEPS = [1, 2, 5, 10, 20, 50];
/** SQLite's own limit on `?` in one statement. */
const MAX_PARAMETERS = 32_766;

export interface SqliteDriverOptions {
  /** For tools that look at the file of a living service: nothing can be written, no lock is taken. */
  readOnly?: boolean;
}

/** Connects Prisma to the SQLite file at `file` (a path, or ':memory:'). */
export class SqliteDriverFactory implements SqlMigrationAwareDriverAdapterFactory {
  readonly provider = 'sqlite';
  readonly adapterName = NAME;
  readonly #file: string;
  readonly #options: SqliteDriverOptions;

  constructor(file: string, options: SqliteDriverOptions = {}) {
    this.#file = file;
    this.#options = options;
  }

  connect(): Promise<SqliteDriver> {
    return open(this.#file, this.#options);
  }

  /** The scratch database on which the schema engine replays migrations. */
  connectToShadowDb(): Promise<SqliteDriver> {
    return open(':memory:', {});
  }
}

async function open(file: string, options: SqliteDriverOptions): Promise<SqliteDriver> {
  const connection = await patiently(() => new SqliteConnection(file, options)).catch((error) => {
    throw toDriverError(error);
  });
  return new SqliteDriver(connection, options);
}

export class SqliteDriver implements SqlDriverAdapter {
  readonly provider = 'sqlite';
  readonly adapterName = NAME;
  /** For what Prisma has no word for: reading settings, copying the file. */
  readonly connection: SqliteConnection;
  readonly #begin: string;
  readonly #turn = new Mutex();
  readonly #breath = new Breath();

  constructor(connection: SqliteConnection, options: SqliteDriverOptions) {
    this.connection = connection;
    this.#begin = options.readOnly ? 'BEGIN' : 'BEGIN IMMEDIATE';
  }

  queryRaw(query: SqlQuery): Promise<SqlResultSet> {
    return this.#inTurn(() => runQuery(this.connection, query));
  }

  executeRaw(query: SqlQuery): Promise<number> {
    return this.#inTurn(() => runStatement(this.connection, query));
  }

  /** All of the script or nothing of it. A script that begins its own transaction is left alone. */
  executeScript(script: string): Promise<void> {
    return this.#inTurn(() => runScript(this.connection, script));
  }

  async startTransaction(isolationLevel?: IsolationLevel): Promise<Transaction> {
    if (isolationLevel !== undefined && isolationLevel !== 'SERIALIZABLE') {
      throw new DriverAdapterError({ kind: 'InvalidIsolationLevel', level: isolationLevel });
    }
    const release = await this.#turn.acquire();
    try {
      await patiently(() => this.connection.db.exec(this.#begin));
      return new SqliteTransaction(this.connection, this.#breath, release);
    } catch (error) {
      release();
      throw toDriverError(error);
    }
  }

  getConnectionInfo() {
    return { maxBindValues: MAX_PARAMETERS, supportsRelationJoins: false };
  }

  /** Closes the connection once whatever runs on it has ended. */
  async dispose(): Promise<void> {
    const release = await this.#turn.acquire();
    try {
      this.connection.close();
    } finally {
      release();
    }
  }

  async #inTurn<T>(work: () => T): Promise<T> {
    const release = await this.#turn.acquire();
    try {
      return await patiently(work);
    } catch (error) {
      throw toDriverError(error);
    } finally {
      release();
      await this.#breath.take();
    }
  }
}

class SqliteTransaction implements Transaction {
  readonly provider = 'sqlite';
  readonly adapterName = NAME;
  /** COMMIT and ROLLBACK are sent here, not by Prisma: only so can a failed COMMIT be cleaned up. */
  readonly options = { usePhantomQuery: true };
  readonly #connection: SqliteConnection;
  readonly #breath: Breath;
  readonly #release: () => void;
  #ended = false;
  /** One failed statement dooms the whole, as on PostgreSQL, even if its error was swallowed on the way. */
  #failed = false;

  constructor(connection: SqliteConnection, breath: Breath, release: () => void) {
    this.#connection = connection;
    this.#breath = breath;
    this.#release = release;
  }

  queryRaw(query: SqlQuery): Promise<SqlResultSet> {
    return this.#inside(() => runQuery(this.#connection, query));
  }

  executeRaw(query: SqlQuery): Promise<number> {
    return this.#inside(() => runStatement(this.#connection, query));
  }

  async createSavepoint(name: string): Promise<void> {
    await this.#inside(() => this.#connection.db.exec(`SAVEPOINT ${name}`));
  }

  async rollbackToSavepoint(name: string): Promise<void> {
    await this.#inside(() => this.#connection.db.exec(`ROLLBACK TO ${name}`));
    this.#failed = false;
  }

  async releaseSavepoint(name: string): Promise<void> {
    await this.#inside(() => this.#connection.db.exec(`RELEASE SAVEPOINT ${name}`));
  }

  async commit(): Promise<void> {
    try {
      this.#requireOpen();
      if (this.#failed) throw closed('A statement of this transaction failed; nothing of it was kept.');
      await patiently(() => this.#connection.db.exec('COMMIT'));
    } catch (error) {
      this.#undo();
      throw toDriverError(error);
    } finally {
      this.#end();
      await this.#breath.take();
    }
  }

  async rollback(): Promise<void> {
    try {
      if (!this.#ended) this.#undo();
    } catch (error) {
      throw toDriverError(error);
    } finally {
      this.#end();
    }
  }

  async #inside<T>(work: () => T): Promise<T> {
    try {
      await this.#breath.take();
      this.#requireOpen();
      return work();
    } catch (error) {
      this.#failed = true;
      throw toDriverError(error);
    }
  }

  /** A full disk makes SQLite roll back by itself; what follows must not be written one by one instead. */
  #requireOpen(): void {
    if (!this.#ended && this.#connection.db.isTransaction) return;
    throw closed('SQLite has ended this transaction; nothing of it was kept.');
  }

  #undo(): void {
    if (!this.#ended && this.#connection.db.isTransaction) this.#connection.db.exec('ROLLBACK');
  }

  #end(): void {
    this.#ended = true;
    this.#release();
  }
}

function closed(cause: string): DriverAdapterError {
  return new DriverAdapterError({ kind: 'TransactionAlreadyClosed', cause });
}

function runQuery(connection: SqliteConnection, query: SqlQuery): SqlResultSet {
  const { statement, columnNames, columnTypes } = connection.prepare(query.sql);
  const values = query.args.map((arg, index) => toSqlite(arg, query.argTypes[index]));
  if (columnNames.length === 0) {
    statement.run(...values);
    return { columnNames: [], columnTypes: [], rows: [] };
  }
  // `returnArrays` is set on the connection, which the types of node:sqlite don't follow.
  const rows = statement.all(...values) as unknown as Parameters<typeof fromSqlite>[0][];
  const types = resultColumnTypes(columnTypes, rows);
  return { columnNames, columnTypes: types, rows: rows.map((row) => fromSqlite(row, types)) };
}

/** Rows changed. Without arguments it may be several statements: the schema engine sends some this way. */
function runStatement(connection: SqliteConnection, query: SqlQuery): number {
  if (query.args.length > 0) {
    const values = query.args.map((arg, index) => toSqlite(arg, query.argTypes[index]));
    return Number(connection.prepare(query.sql).statement.run(...values).changes);
  }
  const before = connection.totalChanges();
  connection.script(query.sql);
  return connection.totalChanges() - before;
}

function runScript(connection: SqliteConnection, script: string): void {
  if (connection.db.isTransaction || /^\s*(BEGIN|COMMIT|VACUUM)\b/im.test(script)) {
    connection.script(script);
    return;
  }
  // Inside a transaction SQLite ignores this setting, and migrations that rebuild a table rely on it.
  const foreignKeys = connection.pragma('foreign_keys') === '1';
  if (foreignKeys) connection.db.exec('PRAGMA foreign_keys = OFF');
  try {
    connection.db.exec('BEGIN IMMEDIATE');
    connection.script(script);
    connection.db.exec('COMMIT');
  } catch (error) {
    if (connection.db.isTransaction) connection.db.exec('ROLLBACK');
    throw error;
  } finally {
    if (foreignKeys) connection.db.exec('PRAGMA foreign_keys = ON');
  }
}

/** Tries again while another process holds the lock, letting everything else of this process go on. */
async function patiently<T>(work: () => T): Promise<T> {
  const until = Date.now() + PATIENCE;
  for (let attempt = 0; ; attempt += 1) {
    try {
      return work();
    } catch (error) {
      if (!isBusy(error) || Date.now() >= until) throw error;
      await delay(STEPS[Math.min(attempt, STEPS.length - 1)]);
    }
  }
}
