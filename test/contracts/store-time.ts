// The contract of timers: one per key, due in time, found as fast among many as among few.

import { beforeEach, describe, expect, it } from 'vitest';
import type { Store } from '../../src/app/ports.ts';
import type { Engine } from './store.ts';
import { changes, NOON, ONE, TWO, timer } from './store-changes.ts';

export function timeContract(engine: Engine): void {
  describe('keeps deadlines', () => {
    let store: Store;
    beforeEach(async () => {
      store = await engine.open(await engine.fresh());
    });
    const set = (...timersSet: ReturnType<typeof timer>[]) =>
      store.transact((tx) => tx.write(changes({ timersSet })));
    const dueKeys = async (now: string, limit = 10) =>
      (await store.dueTimers(now, limit)).map(({ key }) => key);

    it('finds what is due, oldest first, up to a limit', async () => {
      await set(timer('late', TWO), timer('b', ONE), timer('a', NOON), timer('c', ONE, { assembly: 'a0' }));
      expect(await dueKeys('2026-03-03T11:59:59.999Z')).toEqual([]);
      expect(await dueKeys(NOON)).toEqual(['a']);
      expect(await dueKeys(ONE)).toEqual(['a', 'c', 'b']);
      expect(await dueKeys(TWO, 2)).toEqual(['a', 'c']);
      expect(await store.nextTimerAt()).toBe(NOON);
    });

    it('replaces a timer that is set again under its key', async () => {
      await set(timer('close', NOON));
      await set(timer('close', ONE, { target: 'P2' }), timer('close', TWO, { target: 'P3' }));
      expect(await store.timer('a1', 'close')).toEqual(timer('close', TWO, { target: 'P3' }));
      expect(await store.timers('a1')).toHaveLength(1);
      expect(await dueKeys(ONE)).toEqual([]);
    });

    it('forgets a timer that is done, and keeps its namesake of another assembly', async () => {
      await set(timer('close', NOON), timer('close', NOON, { assembly: 'a2' }));
      await store.transact((tx) => tx.write(changes({ timersDone: [{ assembly: 'a1', key: 'close' }] })));
      expect(await store.timers('a1')).toEqual([]);
      expect(await store.timers('a2')).toHaveLength(1);
    });

    it('sets again a timer that is done and set in the same batch', async () => {
      await set(timer('remind', NOON));
      const timersDone = [{ assembly: 'a1', key: 'remind' }];
      await store.transact((tx) => tx.write(changes({ timersDone, timersSet: [timer('remind', ONE)] })));
      expect(await store.timer('a1', 'remind')).toEqual(timer('remind', ONE));
    });

    it('postpones a timer that could not fire, counts the attempt, and keeps its deadline', async () => {
      await set(timer('close', NOON));
      await store.postponeTimer(timer('close', NOON), TWO);
      expect(await dueKeys(ONE)).toEqual([]);
      expect(await store.nextTimerAt()).toBe(TWO);
      expect(await store.dueTimers(TWO, 10)).toEqual([{ ...timer('close', NOON), attempts: 1 }]);
    });

    it('leaves a timer alone that was set again while it could not fire', async () => {
      await set(timer('close', NOON));
      await set(timer('close', ONE));
      await store.postponeTimer(timer('close', NOON), TWO);
      expect(await store.dueTimers(ONE, 10)).toEqual([{ ...timer('close', ONE), attempts: 0 }]);
    });

    it('has nothing next when nothing waits', async () => {
      expect(await store.nextTimerAt()).toBeUndefined();
    });
  });
}
