// The store's contract on PostgreSQL, and what only several processes on one database can show.

import { describe, expect, it } from 'vitest';
import { freshDatabase, openForTest } from '../support/databases.ts';
import { storeContract } from './store.ts';
import { changes, head, NOON, post } from './store-changes.ts';
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
      ids.flatMap((id) => [one.claimLetter(id, 'one', NOON), other.claimLetter(id, 'other', NOON)]),
    );
    expect(claims.filter(Boolean)).toHaveLength(20);
  });
});
