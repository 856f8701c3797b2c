// The SQLite driver: what Prisma relies on, and what other drivers have lost.

import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ColumnTypeEnum, type SqlQuery } from '@prisma/driver-adapter-utils';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type SqliteDriver, SqliteDriverFactory } from '../../../adapters/prisma/sqlite-driver.ts';
import { scratchFolder } from '../../support/databases.ts';

const script = (name: string) => join(import.meta.dirname, name);

function query(
  sql: string,
  args: unknown[] = [],
  scalars: SqlQuery['argTypes'][number]['scalarType'][] = [],
): SqlQuery {
  return {
    sql,
    args,
    argTypes: args.map((_, at) => ({ scalarType: scalars[at] ?? 'unknown', arity: 'scalar' })),
  };
}

describe('SQLite driver', () => {
  let file: string;
  let driver: SqliteDriver;
  beforeEach(async () => {
    file = join(await scratchFolder(), 'driver.db');
    driver = await new SqliteDriverFactory(file).connect();
    await driver.executeScript('CREATE TABLE t (id INTEGER NOT NULL PRIMARY KEY, name TEXT NOT NULL UNIQUE)');
  });
  afterEach(() => driver.dispose());

  const insert = (id: number, name: string | null = `n${id}`) =>
    query('INSERT INTO t (id, name) VALUES (?, ?)', [id, name]);
  const names = async () => (await driver.queryRaw(query('SELECT name FROM t ORDER BY id'))).rows.flat();

  it('runs 20,000 transactions with 256 file descriptors, and leaves none open', async () => {
    const command = `ulimit -n 256; exec "${process.execPath}" "${script('many-transactions.ts')}" "${file}2" 20000`;
    const { stdout } = await promisify(execFile)('sh', ['-c', command]);
    expect(JSON.parse(stdout)).toEqual({ rows: 20_000, leftOpen: 0, synchronous: '2' });
  }, 60_000);

  it('still writes through to the disk, in WAL, with foreign keys, after a transaction', async () => {
    const transaction = await driver.startTransaction();
    await transaction.executeRaw(insert(1));
    await transaction.commit();
    const pragmas = ['journal_mode', 'synchronous', 'foreign_keys', 'fullfsync'].map((name) =>
      driver.connection.pragma(name),
    );
    expect(pragmas).toEqual(['wal', '2', '1', '1']);
  });

  it('rolls back when COMMIT fails, and what is written next is kept', async () => {
    await driver.executeScript(
      'CREATE TABLE child (t INTEGER NOT NULL REFERENCES t (id) DEFERRABLE INITIALLY DEFERRED)',
    );
    const failing = await driver.startTransaction();
    await failing.executeRaw(insert(1));
    await failing.executeRaw(query('INSERT INTO child VALUES (?)', [99]));
    await expect(failing.commit()).rejects.toMatchObject({
      cause: { kind: 'ForeignKeyConstraintViolation' },
    });
    expect(driver.connection.db.isTransaction).toBe(false);

    await driver.executeRaw(insert(2));
    await driver.dispose();
    driver = await new SqliteDriverFactory(file).connect();
    expect(await names()).toEqual(['n2']);
  });

  it('fails the commit of a transaction in which a statement failed unnoticed', async () => {
    const transaction = await driver.startTransaction();
    await transaction.executeRaw(insert(1));
    await transaction.executeRaw(insert(1)).catch(() => undefined);
    await expect(transaction.commit()).rejects.toMatchObject({ cause: { kind: 'TransactionAlreadyClosed' } });
    expect(await names()).toEqual([]);
  });

  it('writes nothing one by one when SQLite has ended the transaction by itself', async () => {
    const transaction = await driver.startTransaction();
    driver.connection.db.exec('ROLLBACK');
    await expect(transaction.executeRaw(insert(1))).rejects.toMatchObject({
      cause: { kind: 'TransactionAlreadyClosed' },
    });
    await expect(transaction.commit()).rejects.toMatchObject({ cause: { kind: 'TransactionAlreadyClosed' } });
    expect(await names()).toEqual([]);
  });

  it('lets others wait in line while a transaction is open, and serves them in order', async () => {
    await driver.executeScript('CREATE TABLE line (n INTEGER PRIMARY KEY AUTOINCREMENT, who TEXT NOT NULL)');
    const arrive = (who: string) => query('INSERT INTO line (who) VALUES (?)', [who]);
    const transaction = await driver.startTransaction();
    const waiting = [
      driver.executeRaw(arrive('second')),
      driver.startTransaction().then(async (next) => {
        await next.executeRaw(arrive('third'));
        await next.commit();
      }),
      driver.executeRaw(arrive('fourth')),
    ];
    await transaction.executeRaw(arrive('first'));
    await transaction.commit();
    await Promise.all(waiting);
    const { rows } = await driver.queryRaw(query('SELECT who FROM line ORDER BY n'));
    expect(rows.flat()).toEqual(['first', 'second', 'third', 'fourth']);
  });

  it('waits for a lock of another process without stopping this one', async () => {
    const holder = spawn(process.execPath, [script('hold-lock.ts'), file], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const closed = once(holder, 'close');
    await once(holder.stdout, 'data');
    let beats = 0;
    const heart = setInterval(() => {
      beats += 1;
      if (beats === 20) holder.stdin.end();
    }, 5);
    await driver.executeRaw(insert(1));
    clearInterval(heart);
    await closed;
    expect(beats).toBeGreaterThanOrEqual(20);
    expect(await names()).toEqual(['n1']);
  });

  it('lets timers and sockets have their turn during a long run of transactions', async () => {
    let turns = 0;
    const ticking = setInterval(() => {
      turns += 1;
    }, 1);
    for (let id = 1; turns < 3; id += 1) {
      const transaction = await driver.startTransaction();
      await transaction.executeRaw(insert(id));
      await transaction.commit();
    }
    clearInterval(ticking);
    expect(turns).toBe(3);
  });

  it("names errors by Prisma's kinds", async () => {
    await driver.executeRaw(insert(1));
    const kind = (sql: SqlQuery) =>
      driver.executeRaw(sql).then(
        () => undefined,
        (error) => error.cause,
      );
    expect(await kind(insert(2, 'n1'))).toMatchObject({
      kind: 'UniqueConstraintViolation',
      constraint: { fields: ['name'] },
      table: 't',
    });
    expect(await kind(insert(1, 'x'))).toMatchObject({
      kind: 'UniqueConstraintViolation',
      constraint: { fields: ['id'] },
    });
    expect(await kind(insert(2, null))).toMatchObject({
      kind: 'NullConstraintViolation',
      constraint: { fields: ['name'] },
    });
    expect(await kind(query('SELECT * FROM missing WHERE 1 = ?', [1]))).toMatchObject({
      kind: 'TableDoesNotExist',
      table: 'missing',
    });
    expect(await kind(query('SELECT missing FROM t WHERE 1 = ?', [1]))).toMatchObject({
      kind: 'ColumnNotFound',
      column: 'missing',
    });
    expect(await kind(query('SELEKT ?', [1]))).toMatchObject({ kind: 'sqlite', extendedCode: 1 });
  });

  it('keeps 64-bit integers, bytes, dates and truth as they are', async () => {
    await driver.executeScript(
      'CREATE TABLE v (big BIGINT, small INTEGER, raw BLOB, at DATETIME, yes BOOLEAN, real REAL, json JSONB)',
    );
    const at = '2026-03-29T01:00:00.001Z';
    await driver.executeRaw(
      query(
        'INSERT INTO v VALUES (?, ?, ?, ?, ?, ?, ?)',
        ['9223372036854775807', 7, 'AAH/', at, true, 1.5, '{"a":1}'],
        ['bigint', 'int', 'bytes', 'datetime', 'boolean', 'float', 'json'],
      ),
    );
    const { rows, columnTypes } = await driver.queryRaw(query('SELECT * FROM v'));
    const types = ['Int64', 'Int32', 'Bytes', 'DateTime', 'Boolean', 'Double', 'Json'] as const;
    expect(columnTypes).toEqual(types.map((type) => ColumnTypeEnum[type]));
    expect(rows).toEqual([
      [
        '9223372036854775807',
        7,
        new Uint8Array([0, 1, 255]),
        '2026-03-29T01:00:00.001+00:00',
        true,
        1.5,
        '{"a":1}',
      ],
    ]);
  });

  it('compares instants as text in the order of time', async () => {
    await driver.executeScript('CREATE TABLE i (at DATETIME)');
    const instants = ['0999-01-01T00:00:00.000Z', '2026-03-29T00:59:59.999Z', '2026-03-29T01:00:00.000Z'];
    for (const at of instants) await driver.executeRaw(query('INSERT INTO i VALUES (?)', [at], ['datetime']));
    const until = query('SELECT at FROM i WHERE at < ? ORDER BY at', [new Date('2026-03-29T01:00:00.000Z')]);
    expect((await driver.queryRaw(until)).rows).toHaveLength(2);
  });

  it('knows the types of columns that hold nothing, and of expressions', async () => {
    const types = async (sql: string) => (await driver.queryRaw(query(sql))).columnTypes;
    expect(await types('SELECT id, name FROM t')).toEqual([ColumnTypeEnum.Int32, ColumnTypeEnum.Text]);
    expect(await types('SELECT count(*), max(name) FROM t')).toEqual([
      ColumnTypeEnum.Int64,
      ColumnTypeEnum.Int32,
    ]);
    expect(await types("SELECT 1.5, 'a', x'00', NULL")).toEqual([
      ColumnTypeEnum.Double,
      ColumnTypeEnum.Text,
      ColumnTypeEnum.Bytes,
      ColumnTypeEnum.Int32,
    ]);
  });

  it('runs a statement without arguments as a script, and counts the rows that it changed', async () => {
    const three = "INSERT INTO t VALUES (1, 'a'); INSERT INTO t VALUES (2, 'b;'); DELETE FROM t WHERE id = 1";
    expect(await driver.executeRaw(query(three))).toBe(3);
    expect(await names()).toEqual(['b;']);
  });

  it('applies all of a script or nothing of it', async () => {
    await expect(
      driver.executeScript("INSERT INTO t VALUES (1, 'a'); INSERT INTO missing VALUES (1)"),
    ).rejects.toThrow();
    expect(await names()).toEqual([]);
    expect(driver.connection.pragma('foreign_keys')).toBe('1');
  });

  it('forgets what it had prepared when the schema changes', async () => {
    await driver.executeRaw(insert(1));
    expect((await driver.queryRaw(query('SELECT * FROM t'))).columnNames).toEqual(['id', 'name']);
    await driver.executeScript('ALTER TABLE t ADD COLUMN extra TEXT');
    expect((await driver.queryRaw(query('SELECT * FROM t'))).columnNames).toEqual(['id', 'name', 'extra']);
  });

  it('goes back to a savepoint', async () => {
    const transaction = await driver.startTransaction();
    await transaction.executeRaw(insert(1));
    await transaction.createSavepoint?.('s');
    await transaction.executeRaw(insert(1)).catch(() => undefined);
    await transaction.rollbackToSavepoint?.('s');
    await transaction.releaseSavepoint?.('s');
    await transaction.commit();
    expect(await names()).toEqual(['n1']);
  });
});
