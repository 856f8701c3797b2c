// A CSV file as people’s spreadsheets write it: any of three separators, quotes, and the encoding of its day.

import type { CsvError } from 'csv-parse/sync';
import { type Rejected, unreadable } from './fault.ts';
import type { Line, Table } from './sheet.ts';

/** In the order in which Belgian spreadsheets write them. */
const separators = [';', '\t', ','] as const;

/** What separates the cells of a table with a single column: nothing that anyone types. */
const noSeparator = '\u001f';

export async function readCsv(bytes: Uint8Array, name: string): Promise<Table | Rejected> {
  const decoded = decode(bytes);
  if (decoded === 'mixed') return unreadable('file.encoding', { name });
  // One kind of line break, so that lines are counted as an editor counts them.
  const text = decoded.replaceAll(/\r\n?/g, '\n');
  if (text.includes('\0') || /^\s*(<|\{\\rtf)/.test(text)) return unreadable('file.unknown', { name });
  const { parse, CsvError } = await import('csv-parse/sync');

  const read = (delimiter: string): Line[] | CsvError => {
    try {
      const options = { delimiter, relax_column_count: true, info: true } as const;
      const records = parse(text, options) as unknown as { record: string[]; info: { lines: number } }[];
      return records.map(({ record }, i) => {
        const line = 1 + (records[i - 1]?.info.lines ?? 0);
        return { line, cells: record, numbers: [] };
      });
    } catch (error) {
      if (error instanceof CsvError) return error;
      throw error;
    }
  };
  const readings = candidates(text).map(read);
  const best = readings.reduce((a, b) => (agreement(b) > agreement(a) ? b : a));
  if (!Array.isArray(best)) return unreadable('file.quotes', { name }, lineOf(best, text));
  return { lines: best, faults: [], hidden: 0, otherSheets: [] };
}

/** The text; 'mixed' where part of it is UTF-8 and part isn’t, so that no reading is the right one. */
function decode(bytes: Uint8Array): string | 'mixed' {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // 'é' in UTF-8, read byte by byte, is 'Ã' before a sign that no language here puts there.
    const mixed = /Ã[\x80-\xbf]|^ï»¿/.test(Buffer.from(bytes).toString('latin1'));
    return mixed ? 'mixed' : new TextDecoder('windows-1252').decode(bytes);
  }
}

/** The separators that stand between the titles, outside quotes. */
function candidates(text: string): string[] {
  const titles = text.trimStart().match(/^(?:"(?:[^"]|"")*"|[^"\n])*/)?.[0] ?? '';
  const bare = titles.replaceAll(/"(?:[^"]|"")*"/g, '');
  const found = separators.filter((separator) => bare.includes(separator));
  return found.length > 0 ? found : [noSeparator];
}

/** How many lines have as many cells as the titles. */
function agreement(reading: Line[] | CsvError): number {
  if (!Array.isArray(reading)) return -1;
  const width = reading.find((l) => l.cells.some((cell) => cell.trim() !== ''))?.cells.length;
  return reading.filter((l) => l.cells.length === width).length;
}

/** Where a person has to look: where the quote that never ends was opened, or where the reading stopped. */
function lineOf(error: CsvError, text: string): number {
  if (error.code !== 'CSV_QUOTE_NOT_CLOSED') return Number(error.lines);
  return text.slice(0, text.lastIndexOf('"')).split('\n').length;
}
