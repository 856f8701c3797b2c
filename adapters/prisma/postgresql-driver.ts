// Prisma's PostgreSQL driver, with its waiting times set on purpose and scripts applied whole.

import { PrismaPg } from '@prisma/adapter-pg';
import {
  ColumnTypeEnum,
  DriverAdapterError,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
  type Transaction,
} from '@prisma/driver-adapter-utils';

/** How long a free connection, and how long a lock of somebody else, is waited for (ms). */
const CONNECT_TIMEOUT = 8_000;
const LOCK_TIMEOUT = 8_000;
/** A process that stops in the middle of a transaction loses it, and with it the heads it holds (ms). */
const IDLE_TIMEOUT = 60_000;

/** Connects Prisma to the PostgreSQL database at `url`, with at most `connections` at once. */
export class PostgresqlDriverFactory implements SqlMigrationAwareDriverAdapterFactory {
  readonly provider = 'postgres';
  readonly adapterName = '@prisma/adapter-pg';
  readonly #factory: PrismaPg;

  constructor(url: string, connections: number, options: { readOnly?: boolean } = {}) {
    const settings = {
      // What was acknowledged is on disk, whatever the server's default.
      synchronous_commit: 'on',
      lock_timeout: LOCK_TIMEOUT,
      idle_in_transaction_session_timeout: IDLE_TIMEOUT,
      ...(options.readOnly ? { default_transaction_read_only: 'on' } : {}),
    };
    this.#factory = new PrismaPg({
      connectionString: url,
      max: connections,
      connectionTimeoutMillis: CONNECT_TIMEOUT,
      application_name: 'sans-objection',
      options: Object.entries(settings)
        .map(([name, value]) => `-c ${name}=${value}`)
        .join(' '),
    });
  }

  async connect(): Promise<SqlDriverAdapter> {
    return repaired(await this.#factory.connect());
  }

  async connectToShadowDb(): Promise<SqlDriverAdapter> {
    return repaired(await this.#factory.connectToShadowDb());
  }
}

/** Columns of type "char" that the schema engine asks for, as its queries name them. */
const charColumns = [
  {
    asked: 'constr.contype AS constraint_type,',
    name: 'constraint_type',
    readable: 'constr.contype::text AS constraint_type,',
  },
  { asked: ' con.confdeltype,', name: 'confdeltype', readable: ' con.confdeltype::text AS confdeltype,' },
  { asked: ' con.confupdtype,', name: 'confupdtype', readable: ' con.confupdtype::text AS confupdtype,' },
];

/**
 * The stock driver with three repairs, two of them for the schema engine. It cuts a script at every semicolon, those
 * in strings included, and keeps the first half when the second fails; sent as one message, PostgreSQL
 * applies all of it or nothing. And it can't read the type "char", in which PostgreSQL describes constraints. The third one is `honest`.
 */
function repaired(driver: SqlDriverAdapter): SqlDriverAdapter {
  const queryRaw = driver.queryRaw.bind(driver);
  driver.queryRaw = async (query) => {
    const columns = charColumns.filter((column) => query.sql.includes(column.asked));
    if (columns.length === 0) return queryRaw(query);
    const sql = columns.reduce((text, column) => text.replace(column.asked, column.readable), query.sql);
    const result = await queryRaw({ ...query, sql });
    for (const { name } of columns)
      result.columnTypes[result.columnNames.indexOf(name)] = ColumnTypeEnum.Character;
    return result;
  };
  driver.executeScript = async (script) => {
    await driver.executeRaw({ sql: script, args: [], argTypes: [] });
  };
  const startTransaction = driver.startTransaction.bind(driver);
  driver.startTransaction = async (isolation) => honest(await startTransaction(isolation));
  return driver;
}

/**
 * After a failed statement PostgreSQL answers COMMIT with a rollback and no error. Where the failure was
 * swallowed on the way, the commit must fail, or what was rolled back would count as written.
 */
function honest(transaction: Transaction): Transaction {
  const queryRaw = transaction.queryRaw.bind(transaction);
  const executeRaw = transaction.executeRaw.bind(transaction);
  let failed = false;
  const fail = (error: unknown) => {
    failed = true;
    throw error;
  };
  transaction.queryRaw = (query) => queryRaw(query).catch(fail);
  transaction.executeRaw = async (query) => {
    if (!failed || query.sql !== 'COMMIT') return executeRaw(query).catch(fail);
    await executeRaw({ ...query, sql: 'ROLLBACK' });
    throw new DriverAdapterError({
      kind: 'TransactionAlreadyClosed',
      cause: 'A statement of this transaction failed; nothing of it was kept.',
    });
  };
  return transaction;
}
