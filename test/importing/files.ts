// Files as people send them, made byte by byte: what spreadsheets write, and what goes wrong on the way.

import { CFB, utils, type WorkBook, type WorkSheet, write } from '@e965/xlsx';
import { isRejected, type Rejected } from '../../src/importing/fault.ts';
import { importReport, rejectionReport } from '../../src/importing/report.ts';
import {
  type InstitutionRow,
  type KnownInstitution,
  type PersonRow,
  type ProposalRow,
  type Roster,
  readRoster,
} from '../../src/importing/roster.ts';
import { readSheet, type Sheet } from '../../src/importing/sheet.ts';
import { translator } from '../../src/ui/translator.ts';

export const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
export const latin1 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'latin1'));

/** A workbook whose sheets are given by name. */
export function workbook(sheets: Record<string, WorkSheet>, hide: string[] = []): Uint8Array {
  const book: WorkBook = utils.book_new();
  for (const [name, sheet] of Object.entries(sheets)) utils.book_append_sheet(book, sheet, name);
  const states = book.SheetNames.map((name) => ({ name, Hidden: hide.includes(name) ? 1 : 0 }) as const);
  book.Workbook = { Sheets: [...states] };
  return new Uint8Array(write(book, { type: 'buffer', bookType: 'xlsx', compression: true }));
}

export const cells = (rows: unknown[][]): WorkSheet => utils.aoa_to_sheet(rows);

/** The workbook with one of its parts replaced. */
export function withPart(xlsx: Uint8Array, part: string, content: string | Uint8Array): Uint8Array {
  const zip = CFB.read(Buffer.from(xlsx), { type: 'buffer' });
  CFB.utils.cfb_del(zip, `/${part}`);
  CFB.utils.cfb_add(zip, `/${part}`, Buffer.from(content as string), { unsafe: true });
  return new Uint8Array(CFB.write(zip, { fileType: 'zip', type: 'buffer', compression: true }));
}

/** A document of a word processor: packed like a workbook, and none. */
export function textDocument(): Uint8Array {
  const zip = CFB.utils.cfb_new({ root: 'R' });
  for (const part of ['[Content_Types].xml', 'word/document.xml']) {
    CFB.utils.cfb_add(zip, part, Buffer.from('<x/>'), { unsafe: true });
  }
  return new Uint8Array(CFB.write(zip, { fileType: 'zip', type: 'buffer', compression: true }));
}

/** A sheet that could be read. */
export async function sheetOf(bytes: Uint8Array, name = 'partenaires'): Promise<Sheet> {
  const sheet = await readSheet(bytes, name);
  if (isRejected(sheet)) throw new Error(JSON.stringify(sheet.rejected));
  return sheet;
}

export async function rosterOf(
  file: string | Uint8Array,
  known: KnownInstitution[] = [],
): Promise<Roster | Rejected> {
  const sheet = await readSheet(typeof file === 'string' ? utf8(file) : file, 'partenaires.csv');
  return isRejected(sheet) ? sheet : readRoster(sheet, known);
}

/** The faults of a file: 'line code', in the order in which they are told. */
export async function faultsOf(file: string | Uint8Array, known: KnownInstitution[] = []): Promise<string[]> {
  const outcome = await rosterOf(file, known);
  return isRejected(outcome) ? outcome.rejected.map((f) => `${f.line ?? '-'} ${f.code}`) : [];
}

/** What the person is told, in French unless said otherwise, without the spaces that keep a line together. */
export function told(outcome: Roster | Rejected, lang: 'fr' | 'nl' | 'en' = 'fr', unchanged = 0): string[] {
  const t = translator(lang);
  const { title, lines } = isRejected(outcome)
    ? rejectionReport(t, outcome)
    : importReport(t, outcome, { made: outcome.rows.length - unchanged, unchanged });
  return [title, ...lines].map((line) => line.replaceAll(/[\u00a0\u202f]/g, ' '));
}

/** The lines of a sheet, each behind its number. */
export const numbered = (rows: { line: number; cells: string[] }[]): unknown[][] =>
  rows.map((row) => [row.line, ...row.cells]);

/** Why a file can’t be read, with the line where there is one. */
export async function refusal(bytes: Uint8Array): Promise<string> {
  const sheet = await readSheet(bytes, 'partenaires');
  if (!isRejected(sheet)) return 'read';
  return sheet.rejected.map(({ code, line }) => (line === null ? code : `${line} ${code}`)).join();
}

/** Institutions that are registered already. */
export const known: KnownInstitution[] = [
  { id: 'I1', name: 'Maison médicale L’Orme' },
  { id: 'I2', name: 'CPAS de Valmont' },
];

/** What the rows of a file are, by what it is about. */
interface Rows {
  institutions: InstitutionRow[];
  people: PersonRow[];
  proposals: ProposalRow[];
}

/** The rows of a file that is right. */
export async function rowsOf<K extends keyof Rows>(
  kind: K,
  file: string | Uint8Array,
  registered = known,
): Promise<Rows[K]> {
  const roster = await rosterOf(file, registered);
  if (isRejected(roster)) throw new Error(JSON.stringify(roster.rejected));
  if (roster.kind !== kind) throw new Error(`read as ${roster.kind}`);
  return roster.rows as unknown[] as Rows[K];
}
