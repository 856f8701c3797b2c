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

/** Keeps a picture under docs/shots, packed as tightly as its format allows; throws where it stays too large. */
export async function keep(file: string, name: string): Promise<void> {
  const packed = repacked(await readFile(file));
  if (packed.length > most) throw new Error(`${file} is too large for the guides: ${packed.length} bytes`);
  await mkdir(folder, { recursive: true });
  await writeFile(new URL(`${name}.png`, folder), packed);
}

const signature = 8;

/** The same PNG with its pixels compressed as much as can be, and nothing but its header beside them. */
function repacked(png: Buffer): Buffer {
  const pixels: Buffer[] = [];
  let header: Buffer = Buffer.alloc(0);
  for (let at = signature; at < png.length; ) {
    const length = png.readUInt32BE(at);
    const type = png.toString('latin1', at + 4, at + 8);
    const data = png.subarray(at + 8, at + 8 + length);
    if (type === 'IHDR') header = data;
    if (type === 'IDAT') pixels.push(data);
    at += length + 12;
  }
  const packed = deflateSync(inflateSync(Buffer.concat(pixels)), { level: 9, memLevel: 9 });
  const end = chunk('IEND', Buffer.alloc(0));
  return Buffer.concat([png.subarray(0, signature), chunk('IHDR', header), chunk('IDAT', packed), end]);
}

/** Its length, its type, its data, and a checksum over both. */
function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, checksum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  checksum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, checksum]);
}
