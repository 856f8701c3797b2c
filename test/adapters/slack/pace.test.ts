// How fast a workspace is written to: never beyond Slack's limits, nobody forgotten, rooms in turn.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { slackPace, slackPaceBook } from '../../../adapters/slack/pace.ts';
import { SendFailure } from '../../../src/app/announcer.ts';
import type { PaceBook, Turn } from '../../../src/app/pace-book.ts';

interface Taken extends Turn {
  at: number;
}

/** Everybody waits until it is their turn; those who come are there from `from` on. */
function played(book: PaceBook, letters: (Turn & { from: number })[]): Taken[] {
  const taken: Taken[] = [];
  const waiting = letters.map((l) => ({ ...l, next: l.from }));
  for (let now = 0; waiting.length > 0; ) {
    now = Math.min(...waiting.map((l) => l.next));
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

const methods = ['chat.postMessage', 'chat.update', 'conversations.history'];
const someLetters = fc
  .array(
    fc.record({
      method: fc.constantFrom(...methods),
      channel: fc.constantFrom('C1', 'C2', 'C3'),
      from: fc.integer({ min: 0, max: 90_000 }),
    }),
    { maxLength: 120 },
  )
  .map((all) => all.map((l, n) => ({ ...l, key: `k${n}` })));

/** The most calls within any stretch of that many milliseconds. */
function most(taken: Taken[], stretch: number): number {
  const times = taken.map((t) => t.at);
  return Math.max(0, ...times.map((from) => times.filter((at) => at >= from && at < from + stretch).length));
}

const edits = (channel: string, count: number, from = 0) =>
  Array.from({ length: count }, (_, n) => ({ key: `${channel}-${n}`, method: 'chat.update', channel, from }));

describe('the pace of a workspace', () => {
  it('keeps to one post a second and channel, and to less than 50 edits or lookups a minute', () => {
    fc.assert(
      fc.property(someLetters, (letters) => {
        const taken = played(slackPaceBook(), letters);
        expect(taken).toHaveLength(letters.length);
        for (const channel of ['C1', 'C2', 'C3']) {
          const posts = taken.filter((t) => t.method === 'chat.postMessage' && t.channel === channel);
          expect(most(posts, 1_000)).toBeLessThanOrEqual(1);
        }
        for (const method of ['chat.update', 'conversations.history']) {
          expect(
            most(
              taken.filter((t) => t.method === method),
              60_000,
            ),
          ).toBeLessThan(50);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('stays under 50 a minute with hundreds of edits at once, and isn’t much slower', () => {
    const taken = played(slackPaceBook(), edits('C1', 150));
    expect(most(taken, 60_000)).toBeLessThan(50);
    expect(most(taken, 60_000)).toBeGreaterThan(45);
  });

  it('lets nobody wait who needn’t: what is alone goes at once', () => {
    const book = slackPaceBook();
    for (const method of methods) {
      for (const channel of ['C1', 'C2']) expect(book.ask({ key: 'k', method, channel }, 0)).toBe(0);
    }
  });

  it('gives a quiet room its turn before a room with a hundred edits is through', () => {
    const taken = played(slackPaceBook(), [...edits('busy', 100), ...edits('quiet', 3, 20_000)]);
    const quiet = taken.filter((t) => t.channel === 'quiet').map((t) => t.at);
    expect(Math.max(...quiet)).toBeLessThanOrEqual(20_000 + 7 * 1_500);
    const busy = taken.filter((t) => t.channel === 'busy').map((t) => t.at);
    expect(Math.max(...busy)).toBeGreaterThan(120_000);
  });

  it('keeps the place of a letter that was told to come back', () => {
    const book = slackPaceBook();
    for (const letter of edits('C1', 9)) expect(book.ask(letter, 0)).toBe(0);
    const [first, second] = edits('C2', 2);
    if (!first || !second) throw new Error('no letters');
    const wait = book.ask(first, 0);
    expect(wait).toBe(1_500);
    book.leave(first, wait);
    // Another letter of the same room, which came later, is told to wait for it.
    expect(book.ask(second, 100)).toBe(2_900);
    expect(book.ask(first, 1_500)).toBe(0);
    expect(book.ask(second, 1_500)).toBe(1_500);
  });

  it('doesn’t wait for a letter that is late', () => {
    const book = slackPaceBook();
    for (const letter of edits('C1', 9)) book.ask(letter, 0);
    const [late, other] = edits('C2', 2);
    if (!late || !other) throw new Error('no letters');
    book.leave(late, 0 * book.ask(late, 0) + 1_500);
    expect(book.ask(other, 1_600)).toBe(0);
    expect(book.ask(late, 3_000)).toBe(0);
  });

  it('holds a method for everybody as long as Slack asked, and no other method', () => {
    const book = slackPaceBook();
    book.hold('chat.update', 30_000);
    book.hold('chat.update', 10_000);
    for (const channel of ['C1', 'C2']) {
      expect(book.ask({ key: channel, method: 'chat.update', channel }, 0)).toBeGreaterThanOrEqual(30_000);
      expect(book.ask({ key: channel, method: 'chat.postMessage', channel }, 0)).toBe(0);
    }
    expect(book.ask({ key: 'C1', method: 'chat.update', channel: 'C1' }, 30_000)).toBe(0);
  });
});

describe('a letter whose turn isn’t soon', () => {
  function paceFrom(start: number) {
    const rests: number[] = [];
    let now = start;
    const pace = slackPace({
      now: () => now,
      async rest(milliseconds) {
        rests.push(milliseconds);
        now += milliseconds;
      },
    });
    return { pace, rests };
  }
  const post = (key: string) => ({ key, method: 'chat.postMessage', channel: 'C1' });

  it('waits a moment, so that two posts in one room leave in order', async () => {
    const { pace, rests } = paceFrom(50);
    await pace.turn(post('k1'));
    await pace.turn(post('k2'));
    expect(rests).toEqual([1_000]);
  });

  it('is told when to come back rather than keeping the outbox waiting, and has sent nothing', async () => {
    const { pace, rests } = paceFrom(0);
    pace.hold('chat.postMessage', 12);
    const refused = await pace.turn(post('k1')).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(SendFailure);
    expect(refused).toMatchObject({ kind: 'retry', retryAfter: 12 });
    expect(rests).toEqual([]);
  });
});
