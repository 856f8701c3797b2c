// An XLSX file is read as the spreadsheet shows it; what it only computes or shows across lines is named.

import { utils } from '@e965/xlsx';
import { describe, expect, test } from 'vitest';
import { cells, numbered, sheetOf, utf8, withPart, workbook } from './files.ts';

describe('an XLSX file is read as the spreadsheet shows it', () => {
  test('numbers as typed, whatever their format', async () => {
    const sheet = cells([
      ['titre', 'montant'],
      ['A', 12500.5],
      ['B', 0.1 + 0.2],
      ['C', 1250000],
    ]);
    sheet.B2.z = '# ##0 €';
    const read = await sheetOf(workbook({ Feuille1: sheet }));
    expect(numbered(read.rows)).toEqual([
      [2, 'A', '12500.5'],
      [3, 'B', '0.3'],
      [4, 'C', '1250000'],
    ]);
    expect(read.rows.map((r) => r.numbers)).toEqual([[1], [1], [1]]);
  });

  test.each([
    ['1900', false, 46357],
    ['1904', true, 46357 - 1462],
  ])('a date is written as a date, in workbooks that count from %s', async (_, date1904, serial) => {
    const sheet = cells([
      ['titre', 'quand'],
      ['A', serial],
      ['B', serial + 0.75],
    ]);
    for (const cell of ['B2', 'B3']) sheet[cell].z = 'dd/mm/yyyy hh:mm';
    let bytes = workbook({ Feuille1: sheet });
    if (date1904) {
      const xml =
        '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" ' +
        'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">' +
        '<workbookPr date1904="1"/><sheets><sheet name="Feuille1" sheetId="1" r:id="rId1"/></sheets></workbook>';
      bytes = withPart(bytes, 'xl/workbook.xml', xml);
    }
    expect(numbered((await sheetOf(bytes)).rows)).toEqual([
      [2, 'A', '2026-12-01'],
      [3, 'B', '2026-12-01T18:00'],
    ]);
  });

  test('each formula is named by its cell, even one whose result is known', async () => {
    const sheet = cells([
      ['titre', 'montant'],
      ['A', 10],
      ['B', 20],
      ['C', 30],
    ]);
    sheet.B3 = { t: 'n', v: 20, f: 'B2*2' };
    sheet.B4 = { t: 'n', v: 30, f: 'SUM(B2:B3)' };
    const { faults, rows } = await sheetOf(workbook({ Feuille1: sheet }));
    expect(faults.map((f) => [f.code, f.line, f.params.cell])).toEqual([
      ['cell.formula', 3, 'B3'],
      ['cell.formula', 4, 'B4'],
    ]);
    expect(rows).toHaveLength(3);
  });

  test('so is each cell that one formula fills', async () => {
    const xml =
      '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>' +
      '<row r="1"><c r="A1" t="inlineStr"><is><t>titre</t></is></c></row>' +
      '<row r="2"><c r="A2"><f t="array" ref="A2:A3">C2:C3*2</f><v>10</v></c></row>' +
      '<row r="3"><c r="A3"><v>20</v></c></row></sheetData></worksheet>';
    const bytes = withPart(workbook({ F: cells([['x']]) }), 'xl/worksheets/sheet1.xml', xml);
    const { faults } = await sheetOf(bytes);
    expect(faults.map((f) => f.params.cell)).toEqual(['A2', 'A3']);
  });

  test('an error of the spreadsheet is named by its cell', async () => {
    const sheet = cells([
      ['nom', 'secteurs'],
      ['A', 'social'],
    ]);
    sheet.B2 = { t: 'e', v: 0x2a };
    const { faults } = await sheetOf(workbook({ Feuille1: sheet }));
    expect(faults).toEqual([{ code: 'cell.error', line: 2, params: { cell: 'B2' } }]);
  });

  test('a cell merged over several lines is named on each of them; merged side by side, it is one cell', async () => {
    const rows = [
      ['nom', 'institution', ''],
      ['A', 'L’Orme', ''],
      ['B', '', ''],
      ['C', 'Le Puits', ''],
    ];
    const sheet = cells(rows);
    sheet['!merges'] = [utils.decode_range('B2:B3'), utils.decode_range('B4:C4')];
    const { faults } = await sheetOf(workbook({ Feuille1: sheet }));
    expect(faults.map((f) => [f.line, f.params.cells])).toEqual([
      [2, 'B2:B3'],
      [3, 'B2:B3'],
    ]);
  });

  test('hidden lines are read like the others, and counted', async () => {
    const sheet = cells([['nom'], ['A'], ['B'], [''], ['C']]);
    sheet['!rows'] = [{}, {}, { hidden: true }, { hidden: true }];
    const read = await sheetOf(workbook({ Feuille1: sheet }));
    expect(numbered(read.rows)).toEqual([
      [2, 'A'],
      [3, 'B'],
      [5, 'C'],
    ]);
    expect(read.hidden).toBe(1);
  });

  test('the first visible sheet with anything in it is the one that counts; the others are named', async () => {
    const sheets = {
      Brouillon: cells([['nom'], ['X']]),
      Vide: cells([]),
      Partenaires: cells([['nom'], ['A']]),
      Archives: cells([['nom'], ['B']]),
    };
    const read = await sheetOf(workbook(sheets, ['Brouillon']));
    expect(numbered(read.rows)).toEqual([[2, 'A']]);
    expect(read.otherSheets).toEqual(['Archives', 'Brouillon']);
  });

  test('its name doesn’t matter: a workbook called .csv is a workbook, a CSV called .xlsx a CSV', async () => {
    expect(numbered((await sheetOf(workbook({ F: cells([['nom'], ['A']]) }), 'liste.csv')).rows)).toEqual([
      [2, 'A'],
    ]);
    expect(numbered((await sheetOf(utf8('nom\nA'), 'liste.xlsx')).rows)).toEqual([[2, 'A']]);
  });

  test('a sheet that claims to go on for ever is read as far as it goes', async () => {
    const xml =
      '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">' +
      '<dimension ref="A1:XFD1048576"/><sheetData>' +
      '<row r="1"><c r="A1" t="inlineStr"><is><t>nom</t></is></c></row>' +
      '<row r="1048576"><c r="A1048576" t="inlineStr"><is><t>A</t></is></c></row></sheetData></worksheet>';
    const bytes = withPart(workbook({ F: cells([['x']]) }), 'xl/worksheets/sheet1.xml', xml);
    expect(numbered((await sheetOf(bytes)).rows)).toEqual([[1048576, 'A']]);
  });
});
