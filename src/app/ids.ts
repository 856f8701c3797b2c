// Ids and salts for service: UUIDs of version 7, so that rows of one time stand together.

import { randomFillSync } from 'node:crypto';
import type { Ids } from './ports.ts';

/** Randomness is drawn ahead: asking for sixteen bytes at a time costs more than the bytes. */
const pool = Buffer.alloc(4_096);
let drawn = pool.length;

function sixteenBytes(): Buffer {
  if (drawn === pool.length) {
    randomFillSync(pool);
    drawn = 0;
  }
  drawn += 16;
  return Buffer.from(pool.subarray(drawn - 16, drawn));
}

export const randomIds: Ids = {
  uuid() {
    const bytes = sixteenBytes();
    bytes.writeUIntBE(Date.now(), 0, 6);
    bytes[6] = 0x70 | ((bytes[6] as number) & 0x0f);
    bytes[8] = 0x80 | ((bytes[8] as number) & 0x3f);
    const hex = bytes.toString('hex');
    return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
  },
  salt: () => sixteenBytes().toString('hex'),
};
