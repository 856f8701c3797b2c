// What stands is read once until the history goes further: nobody sees what was true before.

import { beforeEach, describe, expect, it } from 'vitest';
import type { Reads, Store } from '../../src/app/ports.ts';
import { createStanding, type Standing } from '../../src/app/standing.ts';
import { aggregate, changes, head } from '../contracts/store-changes.ts';
import { freshDatabase, openForTest } from '../support/databases.ts';
import { taking } from '../support/failing-store.ts';

describe('what stands', () => {
  let store: Store;
  let standing: Standing;
  /** What was asked of the store. */
  let asked: string[];
  let over: { [M in keyof Reads]?: Reads[M] };

  beforeEach(async () => {
    const real = await openForTest(await freshDatabase('sqlite'));
    asked = [];
    over = {
      aggregatesOf: (keys, under) => {
        asked.push(...keys.map(({ id }) => id));
        return real.aggregatesOf(keys, under);
      },
      aggregates: (assembly, type, where) => {
        asked.push(type);
        return real.aggregates(assembly, type, where);
      },
      contents: (ids) => {
        asked.push(...ids);
        return real.contents(ids);
      },
    };
    store = taking<Store>(real, over);
    standing = createStanding(store);
    await goesOn(1, 'open');
  });

  const proposal = (status: string, assembly = 'a1') => aggregate('proposal', 'P1', { assembly, status });
  const goesOn = (seq: number, status: string) =>
    store.transact((tx) => tx.write(changes({ heads: [head('a1', seq)], aggregates: [proposal(status)] })));
  const now = async () => {
    const at = await store.head('a1');
    if (!at) throw new Error('there is no assembly');
    return standing.readsAt(at);
  };
  const status = async () => (await (await now()).aggregate('a1', 'proposal', 'P1'))?.status;
  const statuses = async () => (await (await now()).aggregates('a1', 'proposal')).map((row) => row.status);

  it('is asked of the store once by all who look, and again after anything has happened', async () => {
    expect([await status(), await status(), await statuses(), await statuses()].flat()).toEqual(
      Array(4).fill('open'),
    );
    expect(asked).toEqual(['P1', 'proposal']);

    await goesOn(2, 'validated');
    expect([await status(), await statuses()].flat()).toEqual(['validated', 'validated']);
    expect(asked).toEqual(['P1', 'proposal', 'P1', 'proposal']);
  });

  it('is the later state for whoever looks after somebody who had looked a moment before it', async () => {
    const before = await now();
    await goesOn(2, 'validated');
    const after = await now();
    expect((await before.aggregate('a1', 'proposal', 'P1'))?.status).toBe('validated');
    await goesOn(3, 'withdrawn');
    expect((await after.aggregate('a1', 'proposal', 'P1'))?.status).toBe('withdrawn');
    expect(await status()).toBe('withdrawn');
  });

  it('also holds for what isn’t there yet', async () => {
    const second = async () => (await (await now()).aggregate('a1', 'proposal', 'P2'))?.id;
    expect([await second(), await second()]).toEqual([undefined, undefined]);
    expect(asked).toEqual(['P2']);
    const later = aggregate('proposal', 'P2', { status: 'open' });
    await store.transact((tx) => tx.write(changes({ heads: [head('a1', 2)], aggregates: [later] })));
    expect(await second()).toBe('P2');
  });

  it('is asked again when the store has failed', async () => {
    const { aggregates, aggregatesOf } = over;
    over.aggregates = over.aggregatesOf = async () => {
      throw new Error('the disk is gone');
    };
    await expect(status()).rejects.toThrow('the disk is gone');
    await expect(statuses()).rejects.toThrow('the disk is gone');
    Object.assign(over, { aggregates, aggregatesOf });
    expect([await status(), await statuses()].flat()).toEqual(['open', 'open']);
  });

  it('is not words, which can be taken out of the store, nor what stands in another assembly', async () => {
    await (await now()).contents(['t1']);
    await (await now()).contents(['t1']);
    expect(asked).toEqual(['t1', 't1']);
    await (await now()).aggregate('a2', 'proposal', 'P1');
    const other = { heads: [head('a2', 1)], aggregates: [proposal('draft', 'a2')] };
    await store.transact((tx) => tx.write(changes(other)));
    expect((await (await now()).aggregate('a2', 'proposal', 'P1'))?.status).toBe('draft');
  });

  it('is read anew rather than filling the memory: long lists each time, and all of it when there is much', async () => {
    const many = Array.from({ length: 201 }, (_, n) => aggregate('proposal', `P${n + 2}`));
    await store.transact((tx) => tx.write(changes({ heads: [head('a1', 2)], aggregates: many })));
    expect((await statuses()).length).toBe(202);
    await statuses();
    expect(asked.splice(0)).toEqual(['proposal', 'proposal']);

    const look = async (n: number) => (await now()).aggregate('a1', 'call', `C${n}`);
    await status();
    for (let n = 0; n < 1_000; n++) await look(n);
    await status();
    expect(asked.filter((id) => id === 'P1')).toHaveLength(2);
  });

  it('is forgotten with the store', async () => {
    expect(await status()).toBe('open');
    standing.forget();
    expect(await status()).toBe('open');
    expect(asked).toEqual(['P1', 'P1']);
  });
});
