// The contract of transactions: all or nothing, one after the other, and never waiting for themselves.

import { setImmediate as breath } from 'node:timers/promises';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Store } from '../../src/app/ports.ts';
import type { Engine } from './store.ts';
import { changes, claimLetter, event, head, NOON, ONE, post, timer } from './store-changes.ts';

export function transactionContract(engine: Engine): void {
  describe('writes all or nothing', () => {
    let store: Store;
    beforeEach(async () => {
      store = await engine.open(await engine.fresh());
    });

    it('answers with what the work answers', async () => {
      expect(await store.transact(async () => 42)).toBe(42);
    });

    it('keeps nothing of a transaction whose work throws', async () => {
      const work = store.transact(async (tx) => {
        await tx.write(
          changes({
            heads: [head('a1', 1)],
            events: [event('a1', 1)],
            letters: [post('m1')],
            timersSet: [timer('t', NOON)],
          }),
        );
        throw new Error('changed my mind');
      });
      await expect(work).rejects.toThrow('changed my mind');
      expect(await store.heads()).toEqual([]);
      expect(await store.counts()).toEqual({ events: 0, letters: 0, timers: 0 });
    });

    it('keeps nothing when a write failed, even if the work swallowed the error', async () => {
      await store.transact((tx) => tx.write(changes({ events: [event('a1', 1)] })));
      const work = store.transact(async (tx) => {
        await tx.write(changes({ heads: [head('a1', 2)] }));
        await tx.write(changes({ events: [event('a1', 1)] })).catch(() => undefined);
      });
      await expect(work).rejects.toThrow();
      expect(await store.head('a1')).toBeUndefined();
      expect(await store.transact(async () => 'still works')).toBe('still works');
    });

    it('reads inside a transaction what the transaction has written, and nobody else does', async () => {
      await store.transact(async (tx) => {
        await tx.write(changes({ heads: [head('a1', 1)] }));
        expect((await tx.head('a1'))?.seq).toBe(1);
      });
      const reading = Promise.withResolvers<void>();
      const writing = store.transact(async (tx) => {
        await tx.write(changes({ heads: [head('a1', 2)] }));
        reading.resolve();
        await breath();
        throw new Error('undone');
      });
      await reading.promise;
      const outside = store.head('a1');
      await expect(writing).rejects.toThrow('undone');
      expect(await outside).toMatchObject({ seq: 1 });
    });

    it('throws at once when the outer store is used inside its own transaction', async () => {
      const calls: ((outer: Store) => Promise<unknown>)[] = [
        (outer) => outer.head('a1'),
        (outer) => outer.events('a1', 0, 1),
        (outer) => claimLetter(outer, 1, 'me', NOON),
        (outer) => outer.setSetting('k', 'v'),
        (outer) => outer.transact(async () => undefined),
        (outer) => outer.wipe(),
      ];
      for (const call of calls) {
        await expect(store.transact(() => call(store))).rejects.toThrow('from inside its own transaction');
      }
      await expect(store.transact(async () => breath().then(() => store.heads()))).rejects.toThrow(
        'from inside',
      );
    });

    it('lets what a transaction started use the store once the transaction is over', async () => {
      let later: Promise<unknown> | undefined;
      const over = Promise.withResolvers<void>();
      await store.transact(async () => {
        later = over.promise.then(() => store.heads());
      });
      over.resolve();
      expect(await later).toEqual([]);
    });

    it('gives up after its time, rolls back, and lets the next one through', async () => {
      const endless = store.transact(async (tx) => {
        await tx.write(changes({ heads: [head('a1', 1)] }));
        await new Promise(() => undefined);
      }, 50);
      const next = store.transact((tx) => tx.head('a1'));
      await expect(endless).rejects.toThrow('gave up after');
      expect(await next).toBeUndefined();
    });

    it('hands out the heads that exist, and leaves out the others', async () => {
      await store.transact((tx) => tx.write(changes({ heads: [head('a2', 2), head('a1', 1)] })));
      const heads = await store.transact((tx) => tx.lockHeads(['a2', 'none', 'a1', 'a2']));
      expect(new Map([...heads].map(([id, { seq }]) => [id, seq]))).toEqual(
        new Map([
          ['a1', 1],
          ['a2', 2],
        ]),
      );
      expect(await store.transact((tx) => tx.lockHeads([]))).toEqual(new Map());
    });

    it('lets fifty writers of one assembly through, one after the other', async () => {
      await store.transact((tx) => tx.write(changes({ heads: [head('a1', 0)] })));
      await Promise.all(Array.from({ length: 50 }, () => appendOne(store)));
      expect((await store.events('a1', 0, 100)).map(({ seq }) => seq)).toEqual(
        Array.from({ length: 50 }, (_, i) => i + 1),
      );
    });

    it('takes a lease for one owner until it ends or is given back', async () => {
      expect(await store.takeLease('gateway', 'one', NOON, ONE)).toBe(true);
      expect(await store.takeLease('gateway', 'two', NOON, ONE)).toBe(false);
      expect(await store.takeLease('gateway', 'one', NOON, ONE)).toBe(true);
      expect(await store.takeLease('gateway', 'two', ONE, ONE)).toBe(true);
      await store.releaseLease('gateway', 'one');
      expect(await store.takeLease('gateway', 'one', NOON, ONE)).toBe(false);
      await store.releaseLease('gateway', 'two');
      expect(await store.takeLease('gateway', 'one', NOON, ONE)).toBe(true);
    });

    it('gives a contested lease to exactly one', async () => {
      const taken = await Promise.all(
        ['a', 'b', 'c', 'd'].map((owner) => store.takeLease('gateway', owner, NOON, ONE)),
      );
      expect(taken.filter(Boolean)).toHaveLength(1);
    });
  });
}

/** What every command does: take the head, add one event, move the head. */
export async function appendOne(store: Store): Promise<void> {
  await store.transact(async (tx) => {
    const seq = ((await tx.lockHeads(['a1'])).get('a1')?.seq ?? 0) + 1;
    await tx.write(changes({ heads: [head('a1', seq)], events: [event('a1', seq)] }));
  }, 30_000);
}
