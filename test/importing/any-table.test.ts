// Any table that a spreadsheet can write comes back the same, and no bytes bring the reading down.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readSheet } from '../../src/importing/sheet.ts';
import { cells, sheetOf, utf8, workbook } from './files.ts';

describe('any table that a spreadsheet can write', () => {
  // No control characters, which no workbook can hold.
  const word = fc
    .string({ unit: 'grapheme', maxLength: 12 })
    .map((s) => s.replaceAll(/[\p{Cc}\p{Cs}\ufeff\ufffe\uffff]/gu, ''));
  const cell = fc.oneof(
    word,
    fc.constantFrom('a;b', 'a,b', 'a\tb', 'dit "oui"', 'un\ndeux', 'é', '', '=1+2'),
  );
  const rows = fc
    .integer({ min: 1, max: 6 })
    .chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1 }))
    .filter((all) => all.some((row) => row.some((c) => c.trim() !== '')))
    .map((all) => [(all[0] as string[]).map((_, i) => `titre ${i + 1}`), ...all]);
  const filled = (all: string[][]) => all.slice(1).filter((row) => row.some((c) => c.trim() !== ''));

  test.each([';', ',', '\t'])('comes back the same from a CSV with %j', async (separator) => {
    const quoted = (c: string) =>
      c.includes(separator) || /["\n]/.test(c) ? `"${c.replaceAll('"', '""')}"` : c;
    await fc.assert(
      fc.asyncProperty(rows, fc.boolean(), async (all, mark) => {
        const text = all.map((row) => row.map(quoted).join(separator)).join('\r\n');
        const sheet = await sheetOf(utf8(mark ? `\ufeff${text}` : text));
        expect(sheet.rows.map((r) => r.cells)).toEqual(filled(all));
        expect(sheet.faults).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  test('comes back the same from an XLSX, with its line numbers', async () => {
    await fc.assert(
      fc.asyncProperty(rows, async (all) => {
        const sheet = await sheetOf(workbook({ Feuille1: cells(all) }));
        expect(sheet.rows.map((r) => r.cells)).toEqual(filled(all));
        for (const { line, cells: read } of sheet.rows) expect(read).toEqual(all[line - 1]);
        expect(sheet.faults).toEqual([]);
      }),
      // Each starts a thread.
      { numRuns: 25 },
    );
  });

  test('any bytes at all are read or refused, never a crash', async () => {
    const magic = fc.constantFrom([], [0x50, 0x4b, 3, 4], [0xff, 0xfe], [0xd0, 0xcf, 0x11, 0xe0]);
    await fc.assert(
      fc.asyncProperty(magic, fc.uint8Array({ maxLength: 300 }), async (first, rest) => {
        await readSheet(new Uint8Array([...first, ...rest]), 'x');
      }),
    );
  });
});
