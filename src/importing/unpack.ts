// The parts of a packed file (zip), unpacked within a limit whatever the file says of itself: a small file
// that unpacks to gigabytes is stopped on the way.

import { crc32, inflateRawSync } from 'node:zlib';

export type Unpacked = Map<string, Uint8Array>;

/** `too-large` beyond the limit, `damaged` when it can’t be unpacked, `encrypted` behind a password. */
export type UnpackFault = 'too-large' | 'damaged' | 'encrypted';

/**
 * All names of a packed file, with the content of those that are wanted.
 *
 * @param limits bytes of all wanted parts together, unpacked; number of parts
 */
export function unpack(
  bytes: Uint8Array,
  wanted: (name: string) => boolean,
  limits: { bytes: number; parts: number },
): { names: string[]; parts: Unpacked } | UnpackFault {
  try {
    return unpackAll(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length), wanted, limits);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ERR_BUFFER_TOO_LARGE') return 'too-large';
    // What zlib says of broken data, and what a buffer says of a place outside it.
    if (code?.startsWith('Z_') || code === 'ERR_OUT_OF_RANGE') return 'damaged';
    throw error;
  }
}

const endOfDirectory = Buffer.from('PK\u0005\u0006');
const entryInDirectory = 0x02014b50;
const stored = 0;
const deflated = 8;

/** Sizes and places as APPNOTE.TXT 6.3.10 lays them out (4.3.7, 4.3.12, 4.3.16). */
function unpackAll(
  zip: Buffer,
  wanted: (name: string) => boolean,
  limits: { bytes: number; parts: number },
): { names: string[]; parts: Unpacked } | UnpackFault {
  const end = zip.lastIndexOf(endOfDirectory);
  if (end < 0) return 'damaged';
  const count = zip.readUInt16LE(end + 10);
  if (count > limits.parts) return 'too-large';
  const names: string[] = [];
  const parts: Unpacked = new Map();
  let left = limits.bytes;
  let at = zip.readUInt32LE(end + 16);
  for (let i = 0; i < count; i++) {
    if (zip.readUInt32LE(at) !== entryInDirectory) return 'damaged';
    if (zip.readUInt16LE(at + 8) & 1) return 'encrypted';
    const nameEnd = at + 46 + zip.readUInt16LE(at + 28);
    const name = zip.toString('utf8', at + 46, nameEnd).replaceAll('\\', '/');
    names.push(name);
    if (wanted(name)) {
      const content = partAt(zip, at, left);
      if (!content) return 'damaged';
      if (content.length > left) return 'too-large';
      left -= content.length;
      parts.set(name, content);
    }
    at = nameEnd + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return { names, parts };
}

function partAt(zip: Buffer, entry: number, left: number): Buffer | undefined {
  const method = zip.readUInt16LE(entry + 10);
  const size = zip.readUInt32LE(entry + 20);
  const local = zip.readUInt32LE(entry + 42);
  const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
  if (start + size > zip.length) return undefined;
  const packed = zip.subarray(start, start + size);
  if (method !== stored && method !== deflated) return undefined;
  // A limit of nothing isn’t one to zlib.
  const content = method === stored ? packed : inflateRawSync(packed, { maxOutputLength: Math.max(left, 1) });
  return crc32(content) === zip.readUInt32LE(entry + 16) ? content : undefined;
}
