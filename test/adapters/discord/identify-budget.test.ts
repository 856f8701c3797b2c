// How often a session with Discord may begin: never near the number at which Discord takes the token away.

import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { createIdentifyBudget } from '../../../adapters/discord/identify-budget.ts';
import type { Store } from '../../../src/app/ports.ts';

const day = 86_400_000;
const plenty = { total: 1_000, remaining: 1_000, reset_after: 0, max_concurrency: 1 };

let settings: Map<string, string>;
let now: number;
const store = {
  setting: async (key: string) => settings.get(key),
  setSetting: async (key: string, value: string) => void settings.set(key, value),
} as unknown as Store;
/** As a process that has just started sees it. */
const budget = () => createIdentifyBudget(store, () => now);

beforeEach(() => {
  settings = new Map();
  now = Date.parse('2026-11-23T12:00:00.000Z');
});

async function begins(): Promise<number> {
  const wait = await budget().wait(plenty);
  now += wait;
  await budget().spend();
  return wait;
}

describe('the sessions that begin', () => {
  it('wait for nothing at first, five seconds then, and ever longer where they follow each other', async () => {
    const waits = [];
    for (let i = 0; i < 14; i += 1) waits.push(await begins());
    expect(waits.slice(0, 6)).toEqual([0, 5_000, 5_000, 5_000, 5_000, 5_000]);
    expect(waits.slice(6, 13)).toEqual([8_000, 16_000, 32_000, 64_000, 128_000, 256_000, 512_000]);
    expect(waits[13]).toBe(600_000);
  });

  it('are far fewer than Discord allows, however often the service is started', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 0, max: 120_000 }), { minLength: 20, maxLength: 60 }),
        async (between) => {
          settings.clear();
          const at: number[] = [];
          for (let i = 0; i < 400; i += 1) {
            now += between[i % between.length] ?? 0;
            await begins();
            at.push(now);
          }
          const inADay = at.map((from) => at.filter((t) => t >= from && t < from + day).length);
          expect(Math.max(...inADay)).toBeLessThan(400);
        },
      ),
      { numRuns: 10 },
    );
  });

  it('leave the last hundred of a day unspent, by Discord’s count and by their own', async () => {
    expect(await budget().wait({ ...plenty, remaining: 100, reset_after: 7_000_000 })).toBe(7_000_000);
    const spent = Array.from({ length: 900 }, (_, i) => now - day + (i + 1) * 60_000);
    settings.set('discord:identifies', JSON.stringify(spent));
    expect(await budget().wait(plenty)).toBe(60_000);
  });

  it('wait no longer than that where the clock was set back meanwhile', async () => {
    await begins();
    now -= 30 * day;
    expect(await budget().wait(plenty)).toBe(5_000);
  });
});
