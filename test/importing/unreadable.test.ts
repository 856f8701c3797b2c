// A file that can’t or mustn’t be read is refused with the reason, and takes nothing down with it.

import { randomBytes } from 'node:crypto';
import { CFB, utils, write } from '@e965/xlsx';
import { describe, expect, test } from 'vitest';
import { sheetLimits } from '../../src/importing/sheet.ts';
import { unpack } from '../../src/importing/unpack.ts';
import { cells, refusal, sheetOf, textDocument, utf8, withPart, workbook } from './files.ts';

describe('what can’t be read is refused with the reason', () => {
  const xlsx = workbook({
    F: cells([['nom'], ...Array.from({ length: 50 }, (_, i) => [`Institution ${i}`])]),
  });
  const oldExcel = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

  test.each([
    ['an empty file', new Uint8Array(), 'file.empty'],
    ['a file with nothing but blanks', utf8(' \n;;\n\t\n'), 'file.empty'],
    ['a workbook with nothing in it', workbook({ F: cells([]) }), 'file.empty'],
    ['a line of titles alone', utf8('nom;secteurs\n'), 'file.no-lines'],
    ['a workbook cut off in the middle', xlsx.slice(0, xlsx.length / 2), 'file.damaged'],
    ['a workbook cut off near its end', xlsx.slice(0, -30), 'file.damaged'],
    ['a workbook with one bit turned', flipped(xlsx), 'file.damaged'],
    ['a workbook of an old Excel', new Uint8Array([...oldExcel, ...new Array(600).fill(0)]), 'file.xls'],
    [
      'a workbook with a password',
      new Uint8Array([...oldExcel, ...Buffer.from('\0EncryptedPackage', 'utf16le')]),
      'file.encrypted',
    ],
    ['a PDF', utf8('%PDF-1.7\n'), 'file.pdf'],
    ['a web page', utf8('<!doctype html><table><tr><td>nom</td></tr></table>'), 'file.unknown'],
    ['a picture', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13]), 'file.unknown'],
    ['a text document', textDocument(), 'file.unknown'],
    ['a file of more than 2 MB', new Uint8Array(sheetLimits.bytes + 1).fill(0x61), 'file.too-large'],
    ['5,001 lines', utf8(`nom\n${'A\n'.repeat(5001)}`), 'file.too-many-lines'],
    [
      '41 columns',
      utf8(`${Array.from({ length: 41 }, (_, i) => `c${i}`).join(';')}\nA`),
      'file.too-many-columns',
    ],
    [
      '41 columns in a workbook',
      workbook({ F: cells([Array.from({ length: 60 }, () => 'c'), ['A']]) }),
      'file.too-many-columns',
    ],
  ])('%s', async (_, bytes, code) => {
    expect(await refusal(bytes)).toBe(code);
  });

  test('an OpenDocument spreadsheet', async () => {
    const book = utils.book_new();
    utils.book_append_sheet(book, cells([['nom'], ['A']]), 'F');
    expect(await refusal(new Uint8Array(write(book, { type: 'buffer', bookType: 'ods' })))).toBe('file.ods');
  });

  test('5,000 lines and 40 columns are read', async () => {
    const titles = Array.from({ length: 40 }, (_, i) => `c${i}`).join(';');
    expect((await sheetOf(utf8(`${titles}\n${'A\n'.repeat(5000)}`))).rows).toHaveLength(5000);
  });

  test('a cell of more than 4,000 characters is named with its line and column', async () => {
    const { faults } = await sheetOf(utf8(`titre;résumé\nA;${'é'.repeat(4000)}\nB;${'é'.repeat(4001)}\n`));
    expect(faults).toEqual([
      { code: 'cell.too-long', line: 3, params: { column: 'résumé', length: 4001, max: 4000 } },
    ]);
  });
});

describe('a small file that unpacks to an enormous one is not opened', () => {
  const enormous = Buffer.alloc(40 * 1024 * 1024, ' ');
  const bomb = withPart(workbook({ F: cells([['nom'], ['A']]) }), 'xl/worksheets/sheet1.xml', enormous);

  test('when it says so itself', async () => {
    expect(bomb.length).toBeLessThan(sheetLimits.bytes);
    expect(await refusal(bomb)).toBe('file.too-large-unpacked');
  });

  test('when it lies about its size', async () => {
    const lying = Buffer.from(bomb);
    const size = Buffer.alloc(4);
    size.writeUInt32LE(enormous.length);
    for (let at = lying.indexOf(size); at >= 0; at = lying.indexOf(size, at + 4))
      lying.writeUInt32LE(100, at);
    expect(await refusal(new Uint8Array(lying))).toBe('file.too-large-unpacked');
  });

  test('it is stopped on the way, not found too large afterwards', () => {
    const sheet = 'xl/worksheets/sheet1.xml';
    const good = withPart(
      workbook({ F: cells([['nom'], ['A']]) }),
      sheet,
      randomBytes(500_000).toString('hex'),
    );
    // Spoilt near the end of its content: read whole, it would be damaged.
    const spoilt = Uint8Array.from(good);
    spoilt.fill(0xff, Buffer.from(good).indexOf(sheet) + 450_000, Buffer.from(good).indexOf(sheet) + 450_100);
    const only = (name: string) => name === sheet;
    expect(unpack(spoilt, only, { bytes: 2_000_000, parts: 99 })).toBe('damaged');
    expect(unpack(spoilt, only, { bytes: 50_000, parts: 99 })).toBe('too-large');
  });

  test('when a part that isn’t packed is named over and over', () => {
    const zip = CFB.utils.cfb_new({ root: 'R' });
    CFB.utils.cfb_add(zip, 'a.xml', Buffer.alloc(600), { unsafe: true });
    CFB.utils.cfb_add(zip, 'b.xml', Buffer.alloc(600), { unsafe: true });
    const bytes = CFB.write(zip, { fileType: 'zip', type: 'buffer', compression: false });
    const all = () => true;
    expect(unpack(bytes, all, { bytes: 1200, parts: 9 })).toMatchObject({ names: ['a.xml', 'b.xml'] });
    expect(unpack(bytes, all, { bytes: 1199, parts: 9 })).toBe('too-large');
    expect(unpack(bytes, all, { bytes: 1200, parts: 1 })).toBe('too-large');
  });

  test('when it hides in many parts', async () => {
    let many = workbook({ F: cells([['nom'], ['A']]) });
    for (let i = 1; i <= 3; i++)
      many = withPart(many, `xl/extra${i}.xml`, enormous.subarray(0, 9 * 1024 * 1024));
    expect(await refusal(many)).toBe('file.too-large-unpacked');
  });
});

test('a small workbook made to fill the memory ends its own reading, and the service goes on', async () => {
  const xml =
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData/>' +
    '<hyperlinks><hyperlink ref="A1:XFD1048576" display="x"/></hyperlinks></worksheet>';
  const bytes = withPart(workbook({ F: cells([['nom'], ['A']]) }), 'xl/worksheets/sheet1.xml', xml);
  expect(bytes.length).toBeLessThan(20_000);
  expect(await refusal(bytes)).toBe('file.too-large-unpacked');
});

/** One bit turned in the middle of the sheet’s packed content. */
function flipped(xlsx: Uint8Array): Uint8Array {
  const copy = Uint8Array.from(xlsx);
  const at = Buffer.from(copy).indexOf('xl/worksheets/sheet1.xml') + 24 + 40;
  copy[at] = (copy[at] as number) ^ 4;
  return copy;
}
