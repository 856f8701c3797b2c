// Values on their way between Prisma and node:sqlite: 64-bit integers, dates, bytes, column types.
//
// Instants are stored as Prisma's own drivers store them, '2026-03-03T22:59:00.000+00:00': one width, one
// offset, so that comparing them as text compares them in time.

import type { SQLInputValue, SQLOutputValue } from 'node:sqlite';
import { type ArgType, type ColumnType, ColumnTypeEnum } from '@prisma/driver-adapter-utils';

/** What SQLite is given for one argument of a Prisma query. */
export function toSqlite(value: unknown, type: ArgType | undefined): SQLInputValue {
  if (value === null || value === undefined) return null;
  switch (typeof value) {
    case 'boolean':
      return value ? 1 : 0;
    case 'number':
    case 'bigint':
      return value;
    case 'string':
      return stringToSqlite(value, type?.scalarType);
    default:
      if (value instanceof Date) return instantToSqlite(value);
      if (value instanceof Uint8Array) return value;
      throw new TypeError(`SQLite has no value for a ${Object.prototype.toString.call(value)}.`);
  }
}

/** The stored text of an instant. */
export function instantToSqlite(instant: Date | string): string {
  return new Date(instant).toISOString().replace('Z', '+00:00');
}

function stringToSqlite(value: string, scalar: ArgType['scalarType'] | undefined): SQLInputValue {
  switch (scalar) {
    case 'int':
    case 'bigint':
      return BigInt(value);
    case 'float':
    case 'decimal':
      return Number(value);
    case 'datetime':
      return instantToSqlite(value);
    case 'bytes':
      return Buffer.from(value, 'base64');
    default:
      return value;
  }
}

/** The Prisma type of a column by its declared type; null when the column is an expression. */
export function declaredColumnType(declared: string | null): ColumnType | null {
  return declared === null ? null : (columnTypes[declared.toUpperCase().replace(/\s*\(.*\)$/, '')] ?? null);
}

const columnTypes: Record<string, ColumnType> = {
  INTEGER: ColumnTypeEnum.Int32,
  INT: ColumnTypeEnum.Int32,
  TINYINT: ColumnTypeEnum.Int32,
  SMALLINT: ColumnTypeEnum.Int32,
  BIGINT: ColumnTypeEnum.Int64,
  REAL: ColumnTypeEnum.Double,
  DOUBLE: ColumnTypeEnum.Double,
  'DOUBLE PRECISION': ColumnTypeEnum.Double,
  FLOAT: ColumnTypeEnum.Float,
  DECIMAL: ColumnTypeEnum.Numeric,
  NUMERIC: ColumnTypeEnum.Numeric,
  BOOLEAN: ColumnTypeEnum.Boolean,
  DATETIME: ColumnTypeEnum.DateTime,
  TIMESTAMP: ColumnTypeEnum.DateTime,
  DATE: ColumnTypeEnum.Date,
  TIME: ColumnTypeEnum.Time,
  TEXT: ColumnTypeEnum.Text,
  VARCHAR: ColumnTypeEnum.Text,
  CHARACTER: ColumnTypeEnum.Text,
  JSON: ColumnTypeEnum.Json,
  JSONB: ColumnTypeEnum.Json,
  BLOB: ColumnTypeEnum.Bytes,
};

/**
 * The types of a result's columns: what was declared, and for expressions (`count(*)`) what the values are.
 * A column of nulls only passes for an integer, as in Prisma's own drivers; nothing in it can be misread.
 */
export function resultColumnTypes(
  declared: readonly (ColumnType | null)[],
  rows: readonly SQLOutputValue[][],
): ColumnType[] {
  return declared.map((type, column) => type ?? typeOfValues(rows, column));
}

function typeOfValues(rows: readonly SQLOutputValue[][], column: number): ColumnType {
  let type: ColumnType | undefined;
  for (const row of rows) {
    const value = row[column];
    if (value === null || value === undefined) continue;
    if (typeof value === 'string') return ColumnTypeEnum.Text;
    if (typeof value === 'number') type = ColumnTypeEnum.Double;
    else if (typeof value === 'bigint') type ??= ColumnTypeEnum.Int64;
    else type ??= ColumnTypeEnum.Bytes;
  }
  return type ?? ColumnTypeEnum.Int32;
}

/** A row as Prisma reads it. Integers arrive as bigint, so that none of 64 bits is ever rounded. */
export function fromSqlite(row: SQLOutputValue[], types: readonly ColumnType[]): unknown[] {
  return row.map((value, column) => {
    if (value === null || typeof value === 'string') return value;
    if (typeof value === 'bigint' || typeof value === 'number') return numberFromSqlite(value, types[column]);
    return value;
  });
}

function numberFromSqlite(value: bigint | number, type: ColumnType | undefined): unknown {
  switch (type) {
    case ColumnTypeEnum.DateTime:
      return new Date(Number(value)).toISOString();
    case ColumnTypeEnum.Boolean:
      return Number(value) !== 0;
    case ColumnTypeEnum.Text:
    case ColumnTypeEnum.Numeric:
      return String(value);
    case ColumnTypeEnum.Int32:
    case ColumnTypeEnum.Int64:
      if (typeof value === 'number') return Math.trunc(value);
  }
  if (typeof value === 'number') return value;
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : String(value);
}
