// A CSV file is read as people see it, whatever spreadsheet wrote it, or refused with its line.

import { describe, expect, test } from 'vitest';
import { latin1, numbered, refusal, sheetOf, utf8 } from './files.ts';

describe('a CSV file is read whatever wrote it', () => {
  const asRead = [[2, 'Maison médicale L’Été', 'santé']];
  const typed = 'nom;secteurs\nMaison médicale L’Été;santé\n';

  test.each([
    ['in UTF-8', utf8(typed)],
    ['in UTF-8 with its mark', utf8(`\ufeff${typed}`)],
    ['with commas', utf8(typed.replaceAll(';', ','))],
    ['with tabs', utf8(typed.replaceAll(';', '\t'))],
    ['with the line breaks of Windows', utf8(typed.replaceAll('\n', '\r\n'))],
    ['with the line breaks of an old Mac', utf8(typed.replaceAll('\n', '\r'))],
    [
      'as Excel’s “Unicode text”',
      new Uint8Array(Buffer.from(`\ufeff${typed.replaceAll(';', '\t')}`, 'utf16le')),
    ],
    ['with quotes around everything', utf8('"nom";"secteurs"\n"Maison médicale L’Été";"santé"')],
  ])('%s', async (_, bytes) => {
    const sheet = await sheetOf(bytes);
    expect(sheet.header).toEqual(['nom', 'secteurs']);
    expect(numbered(sheet.rows)).toEqual(asRead);
    expect(sheet.faults).toEqual([]);
  });

  test('in Latin-1 with semicolons, as an older Excel saves it', async () => {
    const sheet = await sheetOf(latin1('Nom;Secteurs\r\nCrèche À petits pas;santé\r\n'));
    expect(numbered(sheet.rows)).toEqual([[2, 'Crèche À petits pas', 'santé']]);
  });

  test('in Windows-1252, whose curly apostrophe and euro Latin-1 doesn’t have', async () => {
    const bytes = latin1('nom;montant\nL\x92Orme;12 \x80');
    expect(numbered((await sheetOf(bytes)).rows)).toEqual([[2, 'L’Orme', '12 €']]);
  });

  test('half in UTF-8 and half in Latin-1: refused, since half the names would come out garbled', async () => {
    const bytes = new Uint8Array([...utf8('nom\nCrèche\n'), ...latin1('Été\n')]);
    expect(await refusal(bytes)).toBe('file.encoding');
  });

  test('a line break inside quotes belongs to its cell, and lines are counted as an editor shows them', async () => {
    const sheet = await sheetOf(utf8('nom;résumé\r\n\r\nA;"un\r\ndeux ""trois"""\r\n;;\r\nB;quatre'));
    expect(numbered(sheet.rows)).toEqual([
      [3, 'A', 'un\ndeux "trois"'],
      [6, 'B', 'quatre'],
    ]);
  });

  test('a separator inside a title, outside quotes, doesn’t mislead', async () => {
    const sheet = await sheetOf(utf8('nom;secteurs (social, santé, autre)\nA;social\nB, C;santé\n'));
    expect(numbered(sheet.rows)).toEqual([
      [2, 'A', 'social'],
      [3, 'B, C', 'santé'],
    ]);
  });

  test('nor does one inside a title of a file with commas', async () => {
    const sheet = await sheetOf(utf8('nom,secteurs (social; santé)\nA,social\nB; C,santé\n'));
    expect(numbered(sheet.rows)).toEqual([
      [2, 'A', 'social'],
      [3, 'B; C', 'santé'],
    ]);
  });

  test('a missing cell at the end is an empty one; one too many is named, since it may have shifted the others', async () => {
    const sheet = await sheetOf(utf8('nom;secteurs;courriel\nA\nB;social;b@orme.example;santé\n'));
    expect(numbered(sheet.rows)[0]).toEqual([2, 'A', '', '']);
    expect(sheet.faults).toEqual([
      { code: 'cell.untitled', line: 3, params: { count: 4, titles: 3, value: 'santé' } },
    ]);
  });

  test.each([
    ['opened and never closed', 'nom;résumé\nA;x\nB;"deux\nC;trois', '3 file.quotes'],
    ['in the middle of a text', 'nom\nA\nL"Orme\n', '3 file.quotes'],
  ])('a quote %s is refused with its line', async (_, text, expected) => {
    expect(await refusal(utf8(text))).toBe(expected);
  });
});
