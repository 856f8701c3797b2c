// Ids and salts that come the same at each run, so that a demo leaves the same bytes.

import { createHash } from 'node:crypto';
import type { Ids } from '../../../src/app/ports.ts';

export function repeatableIds(): Ids {
  let drawn = 0;
  const next = () => createHash('sha256').update(`demo ${++drawn}`).digest('hex').slice(0, 32);
  return {
    uuid: () => next().replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-'),
    salt: next,
  };
}
