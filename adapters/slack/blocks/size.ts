// How large Slack finds blocks: the characters of their words, the bytes of the whole.

import { measured } from './literal.ts';

/** Of every text that people see, in a block or in several. */
export function characters(payload: unknown): number {
  if (typeof payload !== 'object' || payload === null) return 0;
  return Object.entries(payload).reduce((sum, [name, value]) => {
    if (typeof value === 'string')
      return sum + (name === 'text' || name === 'fallback' ? measured(value) : 0);
    return sum + characters(value);
  }, 0);
}

export function bytes(payload: unknown): number {
  return Buffer.byteLength(JSON.stringify(payload));
}
