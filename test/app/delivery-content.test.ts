import { describe, expect, it } from 'vitest';
import { StoreUnavailable } from '../../src/app/ports.ts';
import { watchedStore } from '../support/failing-store.ts';
import { openLocal } from '../support/local.ts';

const again = { deliveryId: 'same-form' };
const proposal = { title: 'Un titre', summary: 'Un résumé', amount: '500' };

describe('le même envoi, avec autre chose dedans', () => {
  it.each([
    ['other words', { ...proposal, summary: 'Un autre résumé' }],
    ['another amount', { ...proposal, amount: '600' }],
    ['a word less', { ...proposal, amount: null }],
  ])('%s: is refused rather than dropped in silence', async (_, values) => {
    const local = await openLocal();
    await local.act('nadia', 'proposal.submit', 'C1', proposal, again);
    const { status, body } = await local.act('nadia', 'proposal.submit', 'C1', values, again);
    expect([status, body.code]).toEqual([422, 'delivery.reused']);
    expect((await local.act('nadia', 'proposal.submit', 'C1', proposal, again)).body.replayed).toBe(true);
  });

  it('words that were added to a bare objection are refused too', async () => {
    const local = await openLocal();
    await local.act('farid', 'objection.raise', 'P1', {}, again);
    const { body } = await local.act('farid', 'objection.raise', 'P1', { reason: 'Le lieu.' }, again);
    expect(body.code).toBe('delivery.reused');
  });
});

describe('deux réponses écrites ensemble, dont la confirmation s’est perdue', () => {
  it('are told that it is being checked, never that they were not recorded', async () => {
    const store = watchedStore();
    const local = await openLocal({ around: store.around });
    const real = performance.now.bind(performance);
    let ahead = 0;
    performance.now = () => real() + ahead;
    try {
      store.instead = async (run) => {
        await run();
        ahead += 8_100;
        throw new StoreUnavailable('the answer was lost');
      };
      const answers = await Promise.all(
        ['farid', 'lise'].map((who) => local.act(who, 'objection.raise', 'P1', { reason: 'Le lieu.' })),
      );
      expect(answers.map((a) => a.body.code)).toEqual(['service.unsure', 'service.unsure']);
    } finally {
      performance.now = real;
    }
  });
});
