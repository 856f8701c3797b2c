// A table that someone sent, CSV or XLSX, as lines of cells with the numbers that a person sees in the file.

import { type Fault, isRejected, type Rejected, unreadable } from './fault.ts';

export interface Sheet {
  /** The titles, as they were written. */
  header: string[];
  /** Lines with anything in them; each has as many cells as there are titles. */
  rows: SheetRow[];
  /** What is wrong with single cells; whoever reads the rows reports these too. */
  faults: Fault[];
  /** How many lines the spreadsheet hides; they are read like the others. */
  hidden: number;
  /** Further sheets of the workbook, which aren’t read. */
  otherSheets: string[];
}

export interface SheetRow {
  line: number;
  cells: string[];
  /** The columns, from 0, whose cell holds a number rather than text: there 12.345 isn’t twelve thousand. */
  numbers: number[];
}

/** A line as a format gives it, the titles included, before it is held against them. */
export interface Line extends SheetRow {}

/** A table as a format gives it: what is left is to find the titles and hold the limits. */
export type Table = Pick<Sheet, 'faults' | 'hidden' | 'otherSheets'> & { lines: Line[] };

/** Bytes of the file and of what an XLSX unpacks to; lines below the titles; characters of a cell. */
export const sheetLimits = {
  bytes: 2 * 1024 * 1024,
  unpackedBytes: 24 * 1024 * 1024,
  parts: 1000,
  lines: 5000,
  columns: 40,
  cellCharacters: 4000,
} as const;

/**
 * Reads a file whatever its name says: XLSX (its first visible sheet with anything in it), or CSV in UTF-8,
 * UTF-16 or Windows-1252 with semicolons, tabs or commas. Dates become ISO dates; numbers stay as they were
 * typed, with a point.
 *
 * @param name the file’s name, for the person who is told what is wrong with it
 */
export async function readSheet(bytes: Uint8Array, name: string): Promise<Sheet | Rejected> {
  const table = await readTable(bytes, name);
  return isRejected(table) ? table : withTitles(table, name);
}

async function readTable(bytes: Uint8Array, name: string): Promise<Table | Rejected> {
  if (bytes.length > sheetLimits.bytes) {
    return unreadable('file.too-large', { name, max: sheetLimits.bytes / 1024 / 1024 });
  }
  if (startsWith(bytes, [0x50, 0x4b])) {
    const { readWorkbookApart } = await import('./workbook-apart.ts');
    return readWorkbookApart(bytes, name);
  }
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])) {
    // A workbook with a password is packed in the old format.
    const encrypted = Buffer.from(bytes).includes('EncryptedPackage', 0, 'utf16le');
    return unreadable(encrypted ? 'file.encrypted' : 'file.xls', { name });
  }
  if (
    startsWith(
      bytes,
      [...'%PDF'].map((c) => c.charCodeAt(0)),
    )
  )
    return unreadable('file.pdf', { name });
  const { readCsv } = await import('./csv.ts');
  return readCsv(bytes, name);
}

function startsWith(bytes: Uint8Array, magic: number[]): boolean {
  return magic.every((byte, i) => bytes[i] === byte);
}

function withTitles(table: Table, name: string): Sheet | Rejected {
  const { lines, hidden, otherSheets } = table;
  const [titles, ...below] = lines.filter((l) => l.cells.some((cell) => cell.trim() !== ''));
  if (!titles) return unreadable('file.empty', { name });
  const width = titles.cells.findLastIndex((title) => title.trim() !== '') + 1;
  const header = titles.cells.slice(0, width);
  if (width > sheetLimits.columns) {
    return unreadable('file.too-many-columns', { name, max: sheetLimits.columns });
  }
  if (below.length === 0) return unreadable('file.no-lines', { name });
  if (below.length > sheetLimits.lines) {
    return unreadable('file.too-many-lines', { name, count: below.length, max: sheetLimits.lines });
  }
  const faults = [...table.faults];
  const rows = below.map((row) => fitted(row, header, faults));
  return { header, rows, faults, hidden, otherSheets };
}

/** The line with one cell for each title; what is too long or has no title is a fault. */
function fitted({ line, cells, numbers }: Line, header: string[], faults: Fault[]): SheetRow {
  const untitled = cells.findIndex((cell, column) => column >= header.length && cell.trim() !== '');
  if (untitled >= 0) {
    const params = { count: untitled + 1, titles: header.length, value: cells[untitled] as string };
    faults.push({ code: 'cell.untitled', line, params });
  }
  const max = sheetLimits.cellCharacters;
  const kept = header.map((column, i) => {
    const cell = cells[i] ?? '';
    const length = cell.length > max ? [...cell].length : cell.length;
    if (length > max) faults.push({ code: 'cell.too-long', line, params: { column, length, max } });
    return cell;
  });
  return { line, cells: kept, numbers };
}
