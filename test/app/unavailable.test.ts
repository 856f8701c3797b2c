import { afterEach, describe, expect, it, vi } from 'vitest';
import { StoreUnavailable } from '../../src/app/ports.ts';
import { gate, taking, watchedStore } from '../support/failing-store.ts';
import { openLocal } from '../support/local.ts';

const unavailable = () => Promise.reject(new StoreUnavailable('nobody answers'));

/** Lets the time that a person waits pass at once. */
function monotonicClock(): { pass: (milliseconds: number) => void } {
  const real = performance.now.bind(performance);
  let ahead = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => real() + ahead);
  return {
    pass: (milliseconds) => {
      ahead += milliseconds;
    },
  };
}

afterEach(() => {
  vi.restoreAllMocks();
});

describe('a store that can’t be reached', () => {
  it('is tried again, and the person who waited notices nothing', async () => {
    const store = watchedStore();
    const local = await openLocal({ around: store.around });
    let tries = 0;
    store.instead = (run) => (++tries < 3 ? unavailable() : run());

    const answer = await local.act('farid', 'objection.raise', 'P1');

    expect(tries).toBe(3);
    expect(answer).toMatchObject({ status: 200, body: { result: 'accepted', replayed: false } });
  });

  it('for more than eight seconds: the person is told that it is being checked, and nothing is claimed', async () => {
    const store = watchedStore();
    const local = await openLocal({ around: store.around });
    const time = monotonicClock();
    store.instead = () => {
      time.pass(8_100);
      return unavailable();
    };

    const answer = await local.act('farid', 'objection.raise', 'P1', {}, { deliveryId: 'unsure' });

    expect(answer).toMatchObject({
      status: 422,
      body: {
        code: 'service.unsure',
        text: 'Nous vérifions si votre réponse est enregistrée.',
      },
    });
    store.instead = undefined;
    expect((await local.get('/state/proposal/P1')).body.status).toBe('open');
    const again = await local.act('farid', 'objection.raise', 'P1', {}, { deliveryId: 'unsure' });
    expect(again).toMatchObject({ status: 200, body: { replayed: false, refs: { objection: 'O1' } } });
  });

  it('whose answer was lost for good: a second try of the same delivery is told the first one counted', async () => {
    const store = watchedStore();
    const local = await openLocal({ around: store.around });
    const time = monotonicClock();
    store.instead = async (run) => {
      await run();
      time.pass(8_100);
      return unavailable();
    };
    const unsure = await local.act('farid', 'objection.raise', 'P1', {}, { deliveryId: 'unsure' });
    expect(unsure.body.code).toBe('service.unsure');

    store.instead = undefined;
    const again = await local.act('farid', 'objection.raise', 'P1', {}, { deliveryId: 'unsure' });
    expect(again).toMatchObject({ status: 200, body: { replayed: true, refs: { objection: 'O1' } } });
    expect((await local.get('/state/proposal/P1')).body.holds).toHaveLength(1);
  });
});

describe('an answer whose turn comes after more than eight seconds', () => {
  it('is abandoned, and the person is told that it wasn’t recorded', async () => {
    const store = watchedStore();
    const local = await openLocal({ around: store.around });
    const time = monotonicClock();
    const door = gate();
    store.instead = async (run) => {
      await door.pass();
      return run();
    };
    const first = local.act('nadia', 'objection.raise', 'P404');
    await door.waited;
    const late = local.act('farid', 'objection.raise', 'P1', {}, { lang: 'nl' });
    await vi.waitUntil(() => local.app.executor.waiting === 1);

    time.pass(8_100);
    store.instead = undefined;
    door.open();

    await first;
    expect(await late).toMatchObject({ status: 422, body: { code: 'service.not-recorded' } });
    expect((await local.get('/state/proposal/P1')).body.status).toBe('open');
  });
});

describe('a store that takes too long', () => {
  it('gives the act up, and the person is told so instead of being shown an error', async () => {
    const store = watchedStore();
    const local = await openLocal({ around: store.around });
    const time = monotonicClock();
    const door = gate();
    // A tenth of a second is left when the store, reached at last, keeps silent.
    store.instead = () => {
      store.instead = undefined;
      time.pass(7_800);
      return unavailable();
    };
    store.inside = (tx) =>
      taking(tx, {
        lockHeads: async () => {
          await door.pass();
          return new Map();
        },
      });

    const answer = await local.act('farid', 'objection.raise', 'P1');
    store.inside = undefined;
    door.open();

    expect(answer.status).toBe(422);
    expect(['service.unsure', 'service.not-recorded']).toContain(answer.body.code);
    expect((await local.get('/state/proposal/P1')).body.status).toBe('open');
  });
});
