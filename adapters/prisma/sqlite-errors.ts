// SQLite's errors in Prisma's kinds, so that both engines fail alike (P2002, P2003, P2011, P1008 …).

import { DriverAdapterError, type MappedError } from '@prisma/driver-adapter-utils';

const BUSY = 5;
const LOCKED = 6;
const NOT_NULL = 1299;
const FOREIGN_KEY = 787;
const TRIGGER = 1811;
const UNIQUE = [1555, 2067, 2579]; // primary key, unique index, rowid

interface SqliteError extends Error {
  code: 'ERR_SQLITE_ERROR';
  /** Extended result code, https://www.sqlite.org/rescode.html */
  errcode: number;
}

export function isSqliteError(error: unknown): error is SqliteError {
  return error instanceof Error && 'errcode' in error && typeof error.errcode === 'number';
}

/** Another connection has the lock: waiting helps. */
export function isBusy(error: unknown): boolean {
  return isSqliteError(error) && [BUSY, LOCKED].includes(error.errcode & 0xff);
}

/** The same error as Prisma's drivers throw it; one that isn't SQLite's comes back as it is. */
export function toDriverError(error: unknown): unknown {
  if (!isSqliteError(error)) return error;
  return new DriverAdapterError({
    originalCode: String(error.errcode),
    originalMessage: error.message,
    ...kindOf(error),
  });
}

function kindOf(error: SqliteError): MappedError {
  const { errcode, message } = error;
  if (isBusy(error)) return { kind: 'SocketTimeout' };
  if (UNIQUE.includes(errcode)) return uniqueViolation(message);
  if (errcode === NOT_NULL)
    return { kind: 'NullConstraintViolation', constraint: { fields: columnsIn(message) } };
  if (errcode === FOREIGN_KEY || errcode === TRIGGER) {
    return { kind: 'ForeignKeyConstraintViolation', constraint: { foreignKey: {} } };
  }
  const table = after(message, 'no such table: ');
  if (table !== undefined) return { kind: 'TableDoesNotExist', table };
  const column = after(message, 'no such column: ') ?? after(message, 'has no column named ');
  if (column !== undefined) return { kind: 'ColumnNotFound', column };
  return { kind: 'sqlite', extendedCode: errcode, message };
}

function uniqueViolation(message: string): MappedError {
  const table = after(message, 'constraint failed: ')?.split('.')[0];
  return {
    kind: 'UniqueConstraintViolation',
    constraint: { fields: columnsIn(message) },
    ...(table === undefined ? {} : { table }),
  };
}

/** 'UNIQUE constraint failed: Event.assembly, Event.seq' names its columns. */
function columnsIn(message: string): string[] {
  const list = after(message, 'constraint failed: ') ?? '';
  return list.split(', ').map((column) => column.slice(column.lastIndexOf('.') + 1));
}

function after(message: string, marker: string): string | undefined {
  const at = message.indexOf(marker);
  return at < 0 ? undefined : message.slice(at + marker.length);
}
