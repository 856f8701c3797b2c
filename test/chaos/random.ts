// Chance that can be repeated: everything random in a round is drawn from its seed.

import { createHash } from 'node:crypto';

export interface Random {
  /** In [0, 1). */
  unit(): number;
  /** A whole number from `min` to `max`, both included. */
  int(min: number, max: number): number;
  chance(probability: number): boolean;
  pick<T>(list: readonly [T, ...T[]]): T;
  /** A stream of its own: what is drawn from it changes nothing here. */
  fork(name: string): Random;
}

/** The same seed gives the same stream, on any machine (sfc32). */
export function seeded(seed: string): Random {
  const digest = createHash('sha256').update(seed).digest();
  let [a, b, c, d] = [0, 4, 8, 12].map((at) => digest.readInt32LE(at)) as [number, number, number, number];

  function unit(): number {
    const t = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + t) | 0;
    return (t >>> 0) / 2 ** 32;
  }
  const int = (min: number, max: number) => min + Math.floor(unit() * (max - min + 1));
  return {
    unit,
    int,
    chance: (probability) => unit() < probability,
    pick: <T>(list: readonly [T, ...T[]]) => list[int(0, list.length - 1)] as T,
    fork: (name) => seeded(`${seed}/${name}`),
  };
}
