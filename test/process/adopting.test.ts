// What the group adds to its concertation later: assumptions of its charter that it adopts, further rooms.

import { describe, expect, it } from 'vitest';
import { monday, openLocal } from '../support/local.ts';

describe('les hypothèses adoptées plus tard', () => {
  it('a coordinator writes down which, when the group decided, and in which words; the charter shows it', async () => {
    const local = await openLocal();
    const values = { assumptions: ['notice', 'tie'], on: '2026-11-20T18:00', words: 'Vu en plénière.' };
    const { body } = await local.act('referente', 'assumption.adopt', null, values, { institution: null });
    expect(body.events.map((e: { name: string }) => e.name)).toEqual(['AssumptionAdopted']);

    const { body: shown } = await local.get('/command?as=farid&text=charte');
    const said = JSON.stringify(shown.cards[0]);
    expect(said).toMatch(
      /adoptée le vendredi 20 novembre 2026 et notée par [^:]*: [^"]*Le groupe précise\s: Vu en plénière\./u,
    );
    expect(shown.cards[0].buttons).toEqual([]);
    const { body: told } = await local.get('/chronicle');
    expect(told.at(-1).text).toMatch(
      /a noté que le groupe avait adopté 2 hypothèses de la charte, le vendredi 20 novembre 2026/,
    );
  });

  it('what was adopted stays as it was; nothing left, nothing happens', async () => {
    const local = await openLocal();
    const adopt = (assumptions: string[]) =>
      local.act('referente', 'assumption.adopt', null, { assumptions }, { institution: null });
    await adopt(['tie']);
    await local.post('/clock', { by: 'P3D' });
    expect((await adopt(['tie'])).body.events).toEqual([]);
    await adopt(['tie', 'notice']);
    const { body } = await local.get('/state/charter/essai-2026@1');
    expect(body.assumptions.tie.at).toBe(monday);
    expect(body.assumptions.notice.at > monday).toBe(true);
  });

  it.each([
    ['farid', { assumptions: ['tie'] }, 'rights.coordinator-only'],
    ['referente', { assumptions: ['inconnue'] }, 'assumption.unknown'],
    ['referente', { assumptions: ['tie'], on: '2026-11-24T10:00' }, 'values.future'],
    ['referente', {}, 'values.missing'],
  ])('%s with %j is refused: %s', async (who, values, code) => {
    const local = await openLocal();
    expect((await local.act(who, 'assumption.adopt', null, values)).body.code).toBe(code);
  });
});

describe('un salon de plus', () => {
  it('gets the cards of what runs at once, and all that follows, in its own language', async () => {
    const local = await openLocal();
    const added = await local.act(
      'referente',
      'room.add',
      null,
      { channel: 'zaal', roomLang: 'nl' },
      { institution: null },
    );
    expect(added.body.events.map((e: { name: string }) => e.name)).toEqual(['RoomOpened']);
    await local.settled();
    const there = async () =>
      (await local.get('/sent?after=0')).body.filter((m: { address: string }) =>
        JSON.stringify(m).includes('sandbox:local:zaal'),
      );
    const before = await there();
    expect(
      before.map((m: { card: { subject: string; lang: string } }) => [m.card.subject, m.card.lang]),
    ).toEqual([
      ['card:C1', 'nl'],
      ['card:P1', 'nl'],
    ]);
    await local.act('farid', 'objection.raise', 'P1', { reason: 'Trop cher' });
    await local.settled();
    expect((await there()).length).toBeGreaterThan(before.length);
  });

  it('one channel, one concertation; and only a coordinator adds one', async () => {
    const local = await openLocal();
    const add = (who: string, channel: string) =>
      local.act(who, 'room.add', null, { channel, roomLang: 'fr' }, { institution: null });
    expect((await add('referente', 'salon')).body.code).toBe('room.taken');
    expect((await add('farid', 'zaal')).body.code).toBe('rights.coordinator-only');
    const taken = { deliveryId: 'x1', as: 'lise', action: 'setup.begin', channel: 'zaal' };
    await local.post('/setup', taken);
    await local.post('/setup', {
      ...taken,
      deliveryId: 'x2',
      action: 'setup.charter',
      values: { charter: 'essai-2026' },
    });
    expect((await local.post('/setup', { ...taken, deliveryId: 'x3', action: 'setup.open' })).status).toBe(
      200,
    );
    expect((await add('referente', 'zaal')).body.code).toBe('room.taken');
  });
});
