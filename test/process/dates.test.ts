// Times that the clocks pass over or show twice, and what else is told along with an act that is recorded.

import { describe, expect, it } from 'vitest';
import { openConcertation } from './concertation.ts';

const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ');

describe('une heure que les horloges sautent ou répètent', () => {
  it('is refused where the clocks pass over it, with the times beside it', async () => {
    const c = await openConcertation('colignon-2024');
    const values = { title: 'Appel de printemps', closesAt: '2027-03-28T02:30' };
    const { status, body } = await c.act('referente', 'call.open', null, values);
    expect([status, body.code, body.field]).toEqual([422, 'values.no-such-time', 'closesAt']);
    expect(plain(body.next)).toContain('28 mars 2027 à 1 h 30');
    expect(plain(body.next)).toContain('28 mars 2027 à 3 h 30');
    expect(await c.events('CallOpened')).toEqual([]);
  });

  it('is taken the first time where they show it twice, and that is said', async () => {
    const c = await openConcertation('colignon-2024');
    const opened = await c.does('referente', 'call.open', null, {
      title: 'Appel d’automne',
      closesAt: '2027-10-29T02:30',
    });
    expect(opened.notes).toBeUndefined();
    const body = await c.does('referente', 'call.prolong', opened.refs.call, {
      closesAt: '2027-10-31T02:30',
      reason: 'Vacances.',
    });
    expect(body.notes).toEqual([expect.stringContaining('C’est la première qui compte')]);
  });
});

describe('un délai d’objection très court', () => {
  it('is opened, and the référente is told that it is less than what is late is given', async () => {
    const c = await openConcertation('colignon-2024');
    const opened = await c.does('referente', 'call.open', null, {
      title: 'Appel d’un jour',
      closesAt: '2026-11-24T23:59',
    });
    expect(opened.notes?.map(plain)).toEqual([
      expect.stringContaining('moins de 7 jours après le lancement'),
    ]);
  });

  it('the same delivery sent again is answered with the same words', async () => {
    const c = await openConcertation('colignon-2024');
    const values = { title: 'Appel d’un jour', closesAt: '2026-11-24T23:59' };
    const once = await c.does('referente', 'call.open', null, values, { deliveryId: 'bref' });
    const again = await c.does('referente', 'call.open', null, values, { deliveryId: 'bref' });
    expect(again).toEqual({ ...once, replayed: true });
  });
});

describe('une relance annulée', () => {
  it('is confirmed: nobody gets it', async () => {
    const c = await openConcertation('colignon-2024');
    const call = await c.call();
    await c.submit('nadia', call);
    const { refs } = await c.does('referente', 'call.chase', call, { words: 'Merci de répondre.' });
    const undone = await c.does('referente', 'chase.undo', refs.chase);
    expect(undone.notes.map(plain)).toEqual([
      `La relance ${refs.chase} est arrêtée : personne ne la recevra.`,
    ]);
  });
});
