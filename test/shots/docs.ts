// The few pictures that the guides and the README show: which they are, and how they are kept small.

import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { crc32, deflateSync, inflateSync } from 'node:zlib';
import type { Width } from './camera.ts';

const folder = new URL('../../docs/shots/', import.meta.url);
/** The most bytes of each. */
const most = 150_000;

export const docs: readonly { view: string; width: Width; name: string }[] = [
  { view: 'card-contested', width: 1280, name: 'salon' },
  { view: 'card', width: 390, name: 'carte' },
  { view: 'thread', width: 390, name: 'reponses' },
  { view: 'form-objection-filled', width: 390, name: 'objection' },
  { view: 'inbox-referente-to-convene', width: 390, name: 'pour-moi' },
  { view: 'command-follow-up', width: 1280, name: 'suivi' },
  { view: 'chase-preview', width: 390, name: 'relance' },
];

/** Keeps a picture under docs/shots, in few colours; throws where it stays too large. */
export async function keep(file: string, name: string): Promise<void> {
  const packed = repacked(await readFile(file));
  if (packed.length > most) throw new Error(`${file} is too large for the guides: ${packed.length} bytes`);
  await mkdir(folder, { recursive: true });
  await writeFile(new URL(`${name}.png`, folder), packed);
}

const signature = 8;

/** The same picture in at most 256 colours: a page has few, and shades of them. */
function repacked(png: Buffer): Buffer {
  const { header, pixels } = pixelsOf(png);
  const palette = paletteOf(pixels.flat());
  const lines = pixels.map((row) => Buffer.from([0, ...row.map(palette.indexOf)]));
  const indexed = Buffer.from(header);
  // A palette of 8 bits.
  indexed.writeUInt8(8, 8);
  indexed.writeUInt8(3, 9);
  const colours = Buffer.from(palette.colours.flatMap((c) => [c >> 16, (c >> 8) & 255, c & 255]));
  return Buffer.concat([
    png.subarray(0, signature),
    chunk('IHDR', indexed),
    chunk('PLTE', colours),
    chunk('IDAT', deflateSync(Buffer.concat(lines), { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** Of colours that are nearly alike the most frequent one stands for all. */
function paletteOf(pixels: number[]): { colours: number[]; indexOf: (colour: number) => number } {
  const counts = new Map<number, number>();
  for (const colour of pixels) counts.set(colour, (counts.get(colour) ?? 0) + 1);
  const frequent = [...counts].sort(([, a], [, b]) => b - a).map(([colour]) => colour);
  for (const bits of [5, 4, 3]) {
    const alike = Map.groupBy(frequent, (colour) => roughly(colour, bits));
    if (alike.size > 256) continue;
    const index = new Map([...alike.keys()].map((rough, i) => [rough, i]));
    return {
      colours: [...alike.values()].map(([first = 0]) => first),
      indexOf: (colour) => index.get(roughly(colour, bits)) ?? 0,
    };
  }
  throw new Error('a picture of a page has too many colours');
}

/** Red, green and blue by their first bits. */
function roughly(colour: number, bits: number): number {
  const mask = (255 << (8 - bits)) & 255;
  return colour & ((mask << 16) | (mask << 8) | mask);
}

/** The colours of a PNG of 8 bits a channel, as Chromium writes it: each byte adds to what its filter foretells. */
function pixelsOf(png: Buffer): { header: Buffer; pixels: number[][] } {
  const packed: Buffer[] = [];
  let header: Buffer = Buffer.alloc(0);
  for (let at = signature; at < png.length; ) {
    const length = png.readUInt32BE(at);
    const type = png.toString('latin1', at + 4, at + 8);
    const data = png.subarray(at + 8, at + 8 + length);
    if (type === 'IHDR') header = data;
    if (type === 'IDAT') packed.push(data);
    at += length + 12;
  }
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const step = header.readUInt8(9) === 6 ? 4 : 3;
  const data = inflateSync(Buffer.concat(packed));
  const pixels: number[][] = [];
  let above = Buffer.alloc(width * step);
  for (let y = 0; y < height; y += 1) {
    const start = y * (width * step + 1);
    const row = Buffer.from(data.subarray(start + 1, start + 1 + width * step));
    for (let i = 0; i < row.length; i += 1) {
      const left = i < step ? 0 : (row[i - step] ?? 0);
      const corner = i < step ? 0 : (above[i - step] ?? 0);
      row[i] = ((row[i] ?? 0) + foretold(data[start] ?? 0, left, above[i] ?? 0, corner)) & 255;
    }
    pixels.push(Array.from({ length: width }, (_, x) => row.readUIntBE(x * step, 3)));
    above = row;
  }
  return { header, pixels };
}

/** What a filter of the PNG format takes for the next byte: nothing, left, above, their mean, or the nearest. */
function foretold(filter: number, left: number, above: number, corner: number): number {
  const guess = left + above - corner;
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - above), Math.abs(guess - corner)];
  const nearest = a <= b && a <= c ? left : b <= c ? above : corner;
  return [0, left, above, (left + above) >> 1, nearest][filter] ?? 0;
}

/** Its length, its type, its data, and a checksum over both. */
function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, checksum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  checksum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, checksum]);
}
