// An XLSX workbook as lines of cells: what the spreadsheet shows, with formulas, merged cells and errors named
// rather than guessed.

import type { CellObject, DenseWorkSheet, Range, WorkBook, WorkSheet } from '@e965/xlsx';
import { type Fault, type Rejected, unreadable } from './fault.ts';
import { type Line, sheetLimits, type Table } from './sheet.ts';
import { type Unpacked, type UnpackFault, unpack } from './unpack.ts';

type Library = typeof import('@e965/xlsx');

export async function readWorkbook(bytes: Uint8Array, name: string): Promise<Table | Rejected> {
  const unpacked = unpack(bytes, isTable, {
    bytes: sheetLimits.unpackedBytes,
    parts: sheetLimits.parts,
  });
  if (typeof unpacked === 'string') return unreadable(unpackFaults[unpacked], { name });
  const { names, parts } = unpacked;
  if (names.includes('content.xml')) return unreadable('file.ods', { name });
  if (!names.includes('[Content_Types].xml')) return unreadable('file.unknown', { name });
  if (!names.some((part) => /(^|\/)workbook\d*\.xml$/.test(part)))
    return unreadable('file.unknown', { name });

  const library = await import('@e965/xlsx');
  const workbook = parseWorkbook(library, parts);
  if (!workbook) return unreadable('file.damaged', { name });
  return tableOf(library, workbook) ?? unreadable('file.damaged', { name });
}

const unpackFaults = {
  'too-large': 'file.too-large-unpacked',
  damaged: 'file.damaged',
  encrypted: 'file.encrypted',
} as const satisfies Record<UnpackFault, string>;

/** Titles, texts, cells and the formats of numbers; no picture, drawing, pivot table or program. */
function isTable(part: string): boolean {
  return (
    /\.(xml|rels)$/.test(part) && !/(^|\/)(drawings|charts|media|pivot\w*|theme|comments\w*)\b/.test(part)
  );
}

/** The library reads only what was unpacked within the limit: it gets a copy that isn’t packed. */
function parseWorkbook({ CFB, read }: Library, parts: Unpacked): WorkBook | undefined {
  const copy = CFB.utils.cfb_new({ root: 'R' });
  for (const [part, content] of parts) CFB.utils.cfb_add(copy, part, content, { unsafe: true });
  const zip: Uint8Array = CFB.write(copy, { fileType: 'zip', type: 'buffer', compression: false });
  try {
    // `cellStyles` is what says which lines are hidden, `cellNF` which numbers are dates.
    return read(zip, { type: 'buffer', dense: true, cellStyles: true, cellNF: true, cellText: false });
  } catch {
    return undefined;
  }
}

function tableOf(library: Library, workbook: WorkBook): Table | undefined {
  const shown = workbook.SheetNames.filter((_, i) => !workbook.Workbook?.Sheets?.[i]?.Hidden);
  const withData = [...new Set([...shown, ...workbook.SheetNames])].filter((sheet) =>
    hasData(workbook.Sheets[sheet]),
  );
  const [first, ...others] = withData;
  if (first === undefined) {
    const read = workbook.SheetNames.every((sheet) => workbook.Sheets[sheet]);
    return read ? { lines: [], faults: [], hidden: 0, otherSheets: [] } : undefined;
  }
  const sheet = workbook.Sheets[first] as DenseWorkSheet;
  const faults: Fault[] = [];
  const lines: Line[] = [];
  let hidden = 0;
  const date1904 = workbook.Workbook?.WBProps?.date1904 ?? false;
  sheet['!data'].forEach((cells, row) => {
    const line: Line = { line: row + 1, cells: [], numbers: [] };
    cells.forEach((cell, column) => {
      const text = written(library, cell, date1904);
      const address = library.utils.encode_cell({ r: row, c: column });
      if (cell.f !== undefined || cell.F !== undefined) {
        faults.push({ code: 'cell.formula', line: row + 1, params: { cell: address } });
      } else if (cell.t === 'e') {
        faults.push({ code: 'cell.error', line: row + 1, params: { cell: address } });
      }
      if (text === '') return;
      // One column beyond the limit is enough to say that there are too many.
      line.cells[Math.min(column, sheetLimits.columns)] = text;
      if (cell.t === 'n' && !isDate(library, cell)) line.numbers.push(column);
    });
    line.cells = Array.from(line.cells, (cell) => cell ?? '');
    const filled = line.cells.some((cell) => cell.trim() !== '');
    if (filled) lines.push(line);
    if (filled && sheet['!rows']?.[row]?.hidden) hidden += 1;
  });
  faults.push(...mergedFaults(library, sheet, lines));
  return { lines, faults, hidden, otherSheets: others };
}

function hasData(sheet: WorkSheet | undefined): boolean {
  const rows = (sheet as DenseWorkSheet | undefined)?.['!data'];
  return rows?.some((cells) => cells.some(holdsSomething)) ?? false;
}

function written(library: Library, cell: CellObject, date1904: boolean): string {
  if (cell.t === 'z' || cell.v === undefined || cell.t === 'e') return '';
  if (typeof cell.v !== 'number') return String(cell.v).replaceAll('\r\n', '\n');
  const day = isDate(library, cell) && library.SSF.parse_date_code(cell.v, { date1904 });
  if (day) return isoDate(day);
  // As many digits as a spreadsheet keeps: 12500.1 isn’t shown as 12500.100000000001.
  return String(Number(cell.v.toPrecision(15)));
}

function isDate(library: Library, cell: CellObject): boolean {
  return cell.t === 'n' && cell.z !== undefined && library.SSF.is_date(String(cell.z));
}

/** '2027-03-02', or '2027-03-02T14:30' where the cell holds a time too. */
function isoDate({ y, m, d, H, M }: Record<'y' | 'm' | 'd' | 'H' | 'M', number>): string {
  const two = (n: number) => String(n).padStart(2, '0');
  const day = `${String(y).padStart(4, '0')}-${two(m)}-${two(d)}`;
  return H + M > 0 ? `${day}T${two(H)}:${two(M)}` : day;
}

/** A value that stands across several lines could belong to any of them. */
function mergedFaults(library: Library, sheet: DenseWorkSheet, lines: readonly Line[]): Fault[] {
  const merged = ((sheet['!merges'] ?? []) as Range[]).filter(
    ({ s, e }) => s.r < e.r && holdsSomething(sheet['!data'][s.r]?.[s.c]),
  );
  return merged.slice(0, mostMerges).flatMap(({ s, e }) => {
    const cells = library.utils.encode_range({ s, e });
    const within = lines.filter(({ line }) => line > s.r && line <= e.r + 1);
    return within.map(({ line }): Fault => ({ code: 'cell.merged', line, params: { cells } }));
  });
}

/** More than anyone goes through at a sitting. */
const mostMerges = 200;

function holdsSomething(cell: CellObject | undefined): boolean {
  return cell !== undefined && cell.t !== 'z' && String(cell.v ?? '').trim() !== '';
}
