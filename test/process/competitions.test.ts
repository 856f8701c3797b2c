// Competitions between proposals, declared and detected, under both charters.

import { beforeEach, describe, expect, it } from 'vitest';
import { rule } from '../support/rule.ts';
import { type Concertation, charters, later, openConcertation, salon } from './concertation.ts';

describe.each(charters)('une concurrence, selon %s', (charter) => {
  let c: Concertation;
  let call: string;
  let p: string;
  let q: string;
  beforeEach(async () => {
    c = await openConcertation(charter);
    call = await c.call();
    [p, q] = [await c.submit('nadia', call), await c.submit('farid', call)];
    for (const one of [p, q]) await c.tick(one);
  });
  const declare = (person: string, more = {}) =>
    c.act(person, 'competition.declare', p, { with: q, reason: 'La même salle, le même jour.' }, more);
  const both = () => Promise.all([c.statusOf(p), c.statusOf(q)]);

  it(
    rule('onCompetition', 'that somebody declares holds both, and a plenary is prepared for both (§4b)'),
    async () => {
      await declare('lise');
      expect(await both()).toEqual(['contested', 'contested']);
      expect(await c.state('meeting', 'M1')).toMatchObject({ agenda: [p, q] });
      for (const who of ['@nadia', '@farid'])
        expect(await c.sent('competition.declared', who)).toHaveLength(1);
      expect(await c.sent('competition.declared', salon)).toHaveLength(1);
      const again = await declare('pieter');
      expect(again.body.code).toBe('competition.already');
      for (const one of [p, q]) await c.expire(one);
      expect(await both()).toEqual(['contested', 'contested']);
    },
  );

  it('is withdrawn by who declared it, and by no coordinator', async () => {
    await declare('lise');
    expect(await c.refused('referente', 'competition.withdraw', 'K1')).toBe('competition.not-yours');
    expect(await c.refused('referente', 'competition.dismiss', 'K1', { reason: 'Non.' })).toBe(
      'competition.declared',
    );
    expect(await c.refused('nadia', 'competition.withdraw', 'K1')).toBe('competition.not-yours');
    await c.does('lise', 'competition.withdraw', 'K1');
    expect(await both()).toEqual(['open', 'open']);
    expect(await c.state('meeting', 'M1')).toMatchObject({ status: 'cancelled' });
  });

  it('is over when one of the two is withdrawn or merged; the other is free', async () => {
    await declare('lise');
    await c.does('nadia', 'proposal.withdraw', p);
    expect(await both()).toEqual(['withdrawn', 'open']);
    expect(await c.state('competition', 'K1')).toMatchObject({ status: 'ended' });
    await c.expire(q);
    expect(await c.statusOf(q)).toBe('validated');
  });

  it('merged into one, they compete no more', async () => {
    await declare('lise');
    const { refs } = await c.does('nadia', 'merge.offer', p, { with: q });
    await c.does('farid', 'merge.accept', refs.merge);
    expect(await both()).toEqual(['open', 'merged']);
    expect(await c.state('competition', 'K1')).toMatchObject({ status: 'ended' });
    expect((await c.events('MeetingCancelled')).length).toBe(1);
  });

  it('one of them is merged into a third: what was declared of it holds that one too', async () => {
    const third = await c.submit('pieter', call);
    await declare('lise');
    const { refs } = await c.does('pieter', 'merge.offer', third, { with: p });
    await c.does('nadia', 'merge.accept', refs.merge);
    expect(await c.state('competition', 'K1')).toMatchObject({ status: 'declared', proposals: [q, third] });
    expect([await c.statusOf(third), ...(await both())]).toEqual(['contested', 'merged', 'contested']);
    expect(new Set((await c.state('meeting', 'M1')).agenda)).toEqual(new Set([third, q]));
    await c.does('lise', 'competition.withdraw', 'K1');
    expect([await c.statusOf(third), await c.statusOf(q)]).toEqual(['open', 'open']);
  });

  it('comes too late once a deadline has passed, and follows the charter’s rule of who may object', async () => {
    const open = c.rules.objectors.value === 'anyone';
    const resident = await declare('habitante', { institution: null });
    expect(resident.status === 200).toBe(open);
    const other = await c.submit('pieter', call);
    await c.until(await c.deadlineOf(p));
    const late = await c.act('lise', 'competition.declare', other, { with: p, reason: 'Trop tard.' });
    expect(late.body.code).toBe('competition.too-late');
  });
});

describe.each(charters)('une enveloppe dépassée, selon %s', (charter) => {
  let c: Concertation;
  let call: string;
  let p: string;
  let q: string;
  beforeEach(async () => {
    c = await openConcertation(charter);
    call = await c.call({ fund: '2 000' });
    [p, q] = [
      await c.submit('nadia', call, { amount: '1 000' }),
      await c.submit('farid', call, { amount: '1 000,01' }),
    ];
    for (const one of [p, q]) await c.tick(one);
  });
  const detects = () => c.rules.onCompetition.value.detect === 'fund';
  const both = () => Promise.all([c.statusOf(p), c.statusOf(q)]);

  it(
    rule(
      'onCompetition',
      'a cent beyond the fund: they compete until the référente answers, where the charter looks',
    ),
    async () => {
      if (!detects()) {
        expect(await both()).toEqual(['open', 'open']);
        expect(await c.events('CompetitionDetected')).toEqual([]);
        return;
      }
      expect(await both()).toEqual(['contested', 'contested']);
      expect(await c.sent('competition.to-answer', '@referente')).toHaveLength(1);
      for (const one of [p, q]) await c.expire(one);
      expect(await both()).toEqual(['contested', 'contested']);
      expect(await c.refused('referente', 'competition.dismiss', 'K1')).toBe('values.missing');
      await c.does('referente', 'competition.dismiss', 'K1', { reason: 'Un complément est trouvé.' });
      expect(await both()).toEqual(['validated', 'validated']);
    },
  );

  it('confirmed, it goes to the plenary; its money decides nothing by itself', async () => {
    if (!detects())
      return expect(await c.refused('referente', 'competition.confirm', 'K1')).toBe('competition.unknown');
    await c.does('referente', 'competition.confirm', 'K1');
    expect(await c.refused('referente', 'competition.dismiss', 'K1', { reason: 'Non.' })).toBe(
      'competition.ended',
    );
    await c.does('referente', 'meeting.confirm', 'M1', { place: 'Salle' });
    const { startsAt } = await c.state('meeting', 'M1');
    await c.until(later(startsAt, { hours: 1 }));
    await c.does('referente', 'outcome.record', p, { outcome: 'chosen' });
    expect(await both()).toEqual(['chosen', 'contested']);
    await c.does('referente', 'outcome.record', q, { outcome: 'adopted', modification: 'Pour 900 euros.' });
    expect(await both()).toEqual(['chosen', 'adopted']);
    expect(await c.state('competition', 'K1')).toMatchObject({ status: 'ended' });
  });

  it('a third one widens it; asking for less, or withdrawing, narrows and ends it', async () => {
    const third = await c.submit('pieter', call, { amount: '500' });
    const standing = await c.state('competition', 'K1');
    if (!detects()) return expect(standing).toBe('404 Not Found');
    expect(standing).toMatchObject({ status: 'detected', proposals: [p, q, third] });
    await c.does('pieter', 'proposal.withdraw', third);
    expect(await c.state('competition', 'K1')).toMatchObject({ status: 'detected', proposals: [p, q] });
    await c.does('farid', 'proposal.revise', q, { kind: 'substantive', amount: '1 000' });
    expect(await c.state('competition', 'K1')).toMatchObject({ status: 'ended' });
    expect(await both()).toEqual(['open', 'open']);
    expect(await c.state('meeting', 'M1')).toMatchObject({ status: 'cancelled' });
  });
});
