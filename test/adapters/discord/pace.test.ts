// How fast Discord is written to: within its limits by channel, by card and in all, and slowly to people in private.

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { discordPaceBook, type Method } from '../../../adapters/discord/pace.ts';
import type { PaceBook, Turn } from '../../../src/app/pace-book.ts';

interface Taken extends Turn {
  at: number;
}

/** Everybody waits until it is their turn; those who come are there from `from` on. */
function played(book: PaceBook, letters: readonly (Turn & { from: number })[]): Taken[] {
  const taken: Taken[] = [];
  const waiting = letters.map((l) => ({ ...l, next: l.from }));
  while (waiting.length > 0) {
    const now = Math.min(...waiting.map((l) => l.next));
    for (const letter of waiting.filter((l) => l.next <= now)) {
      const wait = book.ask(letter, now);
      letter.next = now + wait;
      if (wait > 0) continue;
      taken.push({ key: letter.key, method: letter.method, channel: letter.channel, at: now });
      waiting.splice(waiting.indexOf(letter), 1);
    }
  }
  return taken;
}

/** The most within any stretch of that many milliseconds. */
function most(taken: readonly Taken[], stretch: number): number {
  const times = taken.map((t) => t.at);
  return Math.max(0, ...times.map((from) => times.filter((at) => at >= from && at < from + stretch).length));
}

const letters = (method: Method, count: number, channel: (n: number) => string, from = 0) =>
  Array.from({ length: count }, (_, n) => ({ key: `${method} ${n}`, method, channel: channel(n), from }));
const inOne = () => 'C1';
const inOnesOwn = (n: number) => `C${n}`;

const some = fc
  .array(
    fc.record({
      method: fc.constantFrom<Method>('post', 'edit', 'card', 'look'),
      channel: fc.constantFrom('C1', 'C2', 'C3'),
      from: fc.integer({ min: 0, max: 20_000 }),
    }),
    { maxLength: 100 },
  )
  .map((all) => all.map((l, n) => ({ ...l, key: `k${n}` })));

it('five posts, changes or looks in any five seconds a channel, and one change of a card in any second', () => {
  fc.assert(
    fc.property(some, (asked) => {
      const taken = played(discordPaceBook(), asked);
      expect(taken).toHaveLength(asked.length);
      for (const channel of ['C1', 'C2', 'C3']) {
        const there = (method: Method) => taken.filter((t) => t.channel === channel && t.method === method);
        for (const method of ['post', 'edit', 'look'] as const)
          expect(most(there(method), 5_000)).toBeLessThanOrEqual(5);
        expect(most(there('card'), 1_000)).toBeLessThanOrEqual(1);
      }
    }),
    { numRuns: 60 },
  );
});

it('below fifty calls in any second, whatever there is to say in a hundred rooms at once', () => {
  const taken = played(discordPaceBook(), letters('any', 300, inOnesOwn));
  expect(most(taken, 1_000)).toBeLessThanOrEqual(50);
  expect(most(taken, 1_000)).toBeGreaterThan(40);
});

it('nobody waits who needn’t: five posts in a quiet channel go at once, and a hundred take less than two minutes', () => {
  const taken = played(discordPaceBook(), letters('post', 100, inOne)).map((t) => t.at);
  expect(taken.slice(0, 5)).toEqual([0, 0, 0, 0, 0]);
  expect(taken.at(-1)).toBeLessThan(120_000);
});

it('ten a minute in private, and three to people to whom the app never wrote', () => {
  const known = played(discordPaceBook(), letters('private', 60, inOnesOwn));
  expect(most(known, 60_000)).toBeLessThanOrEqual(15);
  const fresh = played(discordPaceBook(), letters('open', 20, inOnesOwn));
  expect(most(fresh, 60_000)).toBeLessThanOrEqual(6);
});

it('what Discord asked for one channel holds there alone, and for that method', () => {
  const book = discordPaceBook();
  book.hold('post', 9_000, 'C1');
  const ask = (method: Method, channel: string, now: number) =>
    book.ask({ key: channel, method, channel }, now);
  expect(ask('post', 'C2', 0)).toBe(0);
  expect(ask('edit', 'C1', 0)).toBe(0);
  expect(ask('post', 'C1', 0)).toBe(9_000);
  expect(ask('post', 'C1', 9_000)).toBe(0);
});
