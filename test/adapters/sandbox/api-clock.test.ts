import { describe, expect, it } from 'vitest';
import { type Local, openLocal } from '../../support/local.ts';

const at = async (local: Local, body: object) => (await local.post('/clock', body)).body.now as string;
const standing = (now: string) => ({ charter: 'essai-2026', data: 'empty', now });

describe('POST /clock', () => {
  it('moves to an instant and says what was done on the way', async () => {
    const local = await openLocal();
    await local.settled();
    const to = '2026-12-07T22:59:10.000Z';
    expect(await local.post('/clock', { to })).toEqual({
      status: 200,
      // The call's card, the proposal's card, the news of both, the carriers and their partners are told.
      body: { now: to, timers: 1, sent: 7, pending: 0 },
    });
  });

  it('lives through each deadline on the way at its own time', async () => {
    const local = await openLocal();
    await local.act('referente', 'call.open', null, { title: 'Un autre', closesAt: '2026-12-20T23:59' });
    const { body } = await local.post('/clock', { to: '2027-01-15T00:00:00Z' });
    expect(body.timers).toBe(2);
    const closed = (await local.get('/events')).body.filter((e: { name: string }) => e.name === 'CallClosed');
    expect(closed.map((e: { at: string }) => e.at)).toEqual([
      '2026-12-07T22:59:10.000Z',
      '2026-12-20T22:59:10.000Z',
    ]);
  });

  it('lets a letter that waits for its hour leave then, not at the end of the way', async () => {
    const local = await openLocal();
    await local.act('referente', 'call.chase', 'C1', { words: 'Il reste deux semaines.' });
    await local.post('/clock', { by: 'P1D' });
    const sent = (await local.get('/sent')).body as { key: string; at: string }[];
    const chased = sent.filter(({ key }) => key.endsWith(':chase'));
    expect(new Set(chased.map((letter) => letter.at))).toEqual(new Set(['2026-11-23T09:02:00.000Z']));
  });

  it('never goes back', async () => {
    const local = await openLocal();
    expect(await local.post('/clock', { to: '2026-11-23T08:59:59Z' })).toMatchObject({
      status: 422,
      body: {
        code: 'clock.backwards',
        text: 'L’horloge ne recule pas\u00a0: nous sommes déjà le lundi 23 novembre 2026 à 10\u00a0h\u00a000 (heure de Bruxelles).',
      },
    });
    expect(await at(local, { to: '2026-11-23T09:00:00Z' })).toBe('2026-11-23T09:00:00.000Z');
  });

  it.each([
    // Clocks go forward on 28 March 2027 at 2, back on 31 October 2027 at 3.
    [
      'a day is the same hour of the next day',
      '2027-03-27T12:00:00+01:00',
      'P1D',
      '2027-03-28T12:00:00+02:00',
    ],
    ['24 hours are 24 hours', '2027-03-27T12:00:00+01:00', 'PT24H', '2027-03-28T13:00:00+02:00'],
    ['a day in autumn', '2027-10-30T12:00:00+02:00', 'P1D', '2027-10-31T12:00:00+01:00'],
    ['24 hours in autumn', '2027-10-30T12:00:00+02:00', 'PT24H', '2027-10-31T11:00:00+01:00'],
    ['an hour that is skipped', '2027-03-27T02:30:00+01:00', 'P1D', '2027-03-28T03:30:00+02:00'],
    ['a month from the 31st', '2027-01-31T12:00:00+01:00', 'P1M', '2027-02-28T12:00:00+01:00'],
  ])('moves by a duration on the local clock: %s', async (_, now, by, to) => {
    const local = await openLocal();
    await local.post('/reset', standing(now));
    expect(await at(local, { by })).toBe(new Date(to).toISOString());
  });

  it('refuses what is no time ahead, and stays', async () => {
    const local = await openLocal();
    for (const body of [
      {},
      { by: 'P0D' },
      { by: '-P1D' },
      { by: 'two days' },
      { by: 2 },
      { by: 'P300000Y' },
      { to: '2026-04-31T00:00:00Z' },
      { to: '2026-12-01T10:00' },
      { to: '+275760-09-13T00:00:00.001Z' },
      { to: '2026-12-01T10:00:00Z', by: 'P1D' },
    ]) {
      const answer = await local.post('/clock', body);
      expect([400, 422], JSON.stringify(body)).toContain(answer.status);
      expect(answer.body).toMatchObject({
        result: 'refused',
        text: expect.any(String),
        next: expect.any(String),
      });
    }
    expect(await at(local, { by: 'PT1S' })).toBe('2026-11-23T09:00:01.000Z');
  });

  it('outlives a restart, standing or running', async () => {
    const local = await openLocal();
    await local.post('/clock', { by: 'P2D' });
    await local.close();
    const back = await openLocal({ url: local.url, reset: false });
    expect(back.app.clock.now()).toBe('2026-11-25T09:00:00.000Z');
  });
});

describe('an outage inside the period', () => {
  it('gives the time back, says so, and leaves the other deadlines alone', async () => {
    const local = await openLocal();
    const outage = { from: '2026-12-01T08:00:00Z', to: '2026-12-01T12:00:00Z', edge: 'sandbox:local' };
    const elsewhere = { from: '2026-12-01T08:00:00Z', to: '2026-12-02T12:00:00Z', edge: 'slack:T1' };
    await local.post('/outage', outage);
    await local.post('/outage', elsewhere);
    const { body } = await local.post('/clock', { to: '2026-12-07T22:59:10Z' });
    expect(body.timers).toBe(1);
    expect((await local.get('/state/call/C1')).body).toMatchObject({
      status: 'collecting',
      closesAt: '2026-12-08T02:59:00.000Z',
    });
    const [news] = (await local.get('/sent')).body.filter((s: { key: string }) => s.key.includes('extended'));
    expect(news.text).toContain('prolongé jusqu’au mardi 8 décembre 2026 à 3\u00a0h\u00a059');
  });
});
