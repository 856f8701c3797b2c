// The store's contract on PostgreSQL, and what only several processes on one database can show.

import { describe, expect, it } from 'vitest';
import type { Letter } from '../../src/app/letter.ts';
import type { Store } from '../../src/app/ports.ts';
import { freshDatabase, openForTest } from '../support/databases.ts';
import { storeContract } from './store.ts';
import { card, changes, claimLetter, head, NOON, ONE, post } from './store-changes.ts';
import { appendOne } from './store-transactions.ts';

const fresh = () => freshDatabase('postgresql');
storeContract('PostgreSQL', { fresh, open: openForTest });

describe('two services on one PostgreSQL', () => {
  const two = async () => {
    const url = await fresh();
    return [await openForTest(url), await openForTest(url)] as const;
  };

  it('write to one assembly in sequence, and both get through', async () => {
    const [one, other] = await two();
    await one.transact((tx) => tx.write(changes({ heads: [head('a1', 0)] })));
    await Promise.all(Array.from({ length: 40 }, (_, turn) => appendOne(turn % 2 ? one : other)));
    const seqs = (await other.events('a1', 0, 100)).map(({ seq }) => seq);
    expect(seqs).toEqual(Array.from({ length: 40 }, (_, index) => index + 1));
  });

  it('never wait for each other, whatever the order in which they name two assemblies', async () => {
    const [one, other] = await two();
    await one.transact((tx) => tx.write(changes({ heads: [head('a1', 0), head('a2', 0)] })));
    const both = Array.from({ length: 20 }, (_, turn) =>
      (turn % 2 ? one : other).transact((tx) => tx.lockHeads(turn % 2 ? ['a1', 'a2'] : ['a2', 'a1']), 30_000),
    );
    expect(await Promise.all(both)).toHaveLength(20);
  });

  it('claim a letter once between them', async () => {
    const [one, other] = await two();
    const letters = Array.from({ length: 20 }, (_, index) => post(`m${index}`, { lane: `l${index}` }));
    await one.transact((tx) => tx.write(changes({ letters })));
    const ids = (await one.sendableLetters(NOON, NOON, 20)).map(({ id }) => id);
    const claims = await Promise.all(
      ids.flatMap((id) => [claimLetter(one, id, 'one', NOON), claimLetter(other, id, 'other', NOON)]),
    );
    expect(claims.filter(Boolean)).toHaveLength(20);
  });

  it('change and send the same cards without ever blocking each other', async () => {
    const [one, other] = await two();
    const cards = Array.from({ length: 8 }, (_, index) => card(`P${index}`));
    const change = async (store: Store, turn: number) => {
      const letters = cards.map((_, index) => cards[(index * 3 + turn) % cards.length] as Letter);
      await store.transact((tx) => tx.write(changes({ letters, at: NOON })));
    };
    const send = async (store: Store, owner: string, turn: number) => {
      const found = await store.sendableLetters(ONE, ONE, 10);
      const order = turn % 2 ? found : found.toReversed();
      const mine = await store.claimLetters(
        order.map(({ id }) => id),
        owner,
        NOON,
      );
      const ends = order
        .filter(({ id }) => mine.includes(id))
        .map(({ id, version }) => ({ id, version, end: sent }));
      await store.settleLetters(ends);
    };
    const sent = { status: 'sent', post: null, at: NOON, deliveredAt: NOON } as const;
    const turns = Array.from({ length: 40 }, (_, turn) => turn);
    await Promise.all([
      ...[one, other].map(async (store) => {
        for (const turn of turns) await change(store, turn);
      }),
      ...[one, other].map(async (store, index) => {
        for (const turn of turns) await send(store, `owner${index}`, turn + index);
      }),
    ]);
    const letters = await one.letters({}, 100);
    expect(letters.map(({ version }) => version)).toEqual(cards.map(() => 80));
  });
});
