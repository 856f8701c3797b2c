// Who speaks for whom: claimed, confirmed, declined, handed over; leaving; and conflicts of interest.

import { beforeEach, describe, expect, it } from 'vitest';
import { rule } from '../support/rule.ts';
import { type Concertation, charters, openConcertation } from './concertation.ts';

describe.each(charters)('qui parle pour qui, selon %s', (charter) => {
  let c: Concertation;
  let call: string;
  let p: string;
  beforeEach(async () => {
    c = await openConcertation(charter);
    call = await c.call();
    p = await c.submit('nadia', call);
  });
  /** Taps without having said for whom. */
  const tap = (person: string) =>
    c.post('/actions', { deliveryId: `tap-${person}`, as: { person }, action: 'consent.give', target: p });

  it('somebody unknown who taps is asked for whom they speak, and nothing is recorded', async () => {
    const { status, body } = await tap('inconnue');
    expect([status, body.code, body.field]).toEqual([422, 'speaker.ask', 'institution']);
    expect(await c.events('ConsentGiven')).toEqual([]);
    expect((await tap('farid')).status).toBe(200);
  });

  it('somebody who speaks for two is asked each time', async () => {
    await c.enrol('farid', 'I3');
    expect((await tap('farid')).body.code).toBe('speaker.ask');
  });

  it('what a newcomer says counts at once; the référente confirms with one tap', async () => {
    const mandate = await c.enrol('zoe', 'I2', false);
    const o = await c.object('zoe', p, { institution: 'I2' });
    expect(await c.state('objection', o)).toMatchObject({ author: { institution: 'I2' } });
    expect(await c.statusOf(p)).toBe('contested');
    expect((await c.sent('mandate.to-confirm', '@referente')).length).toBeGreaterThan(0);
    expect(await c.refused('zoe', 'mandate.confirm', mandate)).toBe('rights.coordinator-only');
    await c.does('referente', 'mandate.confirm', mandate);
    expect(await c.state('mandate', mandate)).toMatchObject({ status: 'confirmed' });
    expect(await c.sent('mandate.confirmed', '@zoe')).toHaveLength(1);
  });

  it('declined with a reason: what they said stands, and they speak for it no more', async () => {
    const mandate = await c.enrol('zoe', 'I2', false);
    const o = await c.object('zoe', p, { institution: 'I2' });
    expect(await c.refused('referente', 'mandate.decline', mandate)).toBe('values.missing');
    await c.does('referente', 'mandate.decline', mandate, { reason: 'L’atelier ne la connaît pas.' });
    expect(await c.state('objection', o)).toMatchObject({ status: 'raised' });
    expect(await c.statusOf(p)).toBe('contested');
    const [told] = await c.sent('mandate.declined', '@zoe');
    expect(told?.text).toContain('L’atelier ne la connaît pas.');
    expect(await c.refused('zoe', 'consent.give', p, {}, { institution: 'I2' })).toBe('mandate.declined');
    await c.does('zoe', 'question.ask', p, { question: 'Pourquoi ?' }, { institution: null });
    await c.does('zoe', 'objection.lift', o, {}, { institution: null });
    expect(await c.statusOf(p)).toBe('open');
  });

  it('whoever follows somebody who leaves may end what they began', async () => {
    const o = await c.object('farid', p);
    await c.enrol('zoe', 'I2', false);
    expect(await c.refused('zoe', 'objection.lift', o, {}, { institution: 'I2' })).toBe(
      'objection.not-yours',
    );
    const mandate = (await c.events('MandateConfirmed')).find((e) => e.data.institution === 'I2')?.data
      .mandate;
    expect(await c.refused('lise', 'mandate.end', mandate, { successor: 'zoe' })).toBe(
      'rights.coordinator-only',
    );
    await c.does('farid', 'mandate.end', mandate, { successor: 'zoe' });
    await c.does('zoe', 'objection.lift', o, {}, { institution: 'I2' });
    expect(await c.statusOf(p)).toBe('open');
  });

  it('a coordinator never makes herself the colleague who lifts an objection', async () => {
    const o = await c.object('farid', p);
    const own = await c.enrol('referente', 'I2', false);
    const alone = { institution: null };
    expect(await c.refused('referente', 'mandate.confirm', own)).toBe('rights.conflict');
    const farid = (await c.events('MandateConfirmed')).find((e) => e.data.institution === 'I2')?.data.mandate;
    const herself = { successor: 'referente' };
    expect(await c.refused('referente', 'mandate.end', farid, herself)).toBe('rights.conflict');
    await c.does('referente', 'coordinator.release', null, { person: 'suppleante' }, alone);
    await c.post('/clock', { by: 'PT1M' });
    await c.does('referente', 'mandate.confirm', own, {}, alone);
    const lift = (objection: string) =>
      c.act('referente', 'objection.lift', objection, {}, { institution: 'I2' });
    expect((await lift(o)).body.code).toBe('objection.not-yours');
    expect(await c.statusOf(p)).toBe('contested');
    await c.does('farid', 'objection.lift', o);
    expect((await lift(await c.object('farid', p))).status).toBe(200);
  });

  it('an institution that leaves mid-call: what it said stands, and it is counted and invited no more', async () => {
    await c.tick(p);
    const o = await c.object('farid', p);
    expect(await c.refused('lise', 'institution.leave', 'I2')).toBe('rights.coordinator-only');
    await c.enrol('zoe', 'I2', false);
    await c.does('farid', 'institution.leave', 'I2');
    const [told] = await c.sent('institution.left', '@zoe');
    expect(told?.text).toContain('ne parlez donc plus pour Atelier Lune Basse');
    const [desk] = await c.sent('institution.left', '@referente');
    expect(desk?.text).not.toContain('ne parlez donc plus');
    expect(await c.sent('institution.left', '@farid')).toEqual([]);
    expect(await c.statusOf(p)).toBe('contested');
    expect(await c.refused('farid', 'question.ask', p, { question: 'Et moi ?' })).toBe('institution.left');
    await c.does('farid', 'objection.withdraw', o, {}, { institution: null });
    await c.expire(p);
    const { status, present, reached } = await c.state('proposal', p);
    expect({ status, present, reached }).toEqual({
      status: 'validated',
      present: 3,
      reached: ['I1', 'I3', 'I4'],
    });
  });

  it('two institutions never have one name, however it is written; one that is mistyped is renamed', async () => {
    const register = (name: string) =>
      c.act('referente', 'institution.register', null, { name }, { institution: null });
    const { body } = await register('ATELIER  lune basse');
    expect([body.code, body.field]).toEqual(['institution.same-name', 'name']);
    expect(body.text).toContain('I2');
    expect((await register('Atelier de la Lune')).body.refs).toMatchObject({ institution: 'I5' });
    const rename = (name: string) => c.refused('referente', 'institution.describe', 'I5', { name });
    expect(await rename('Maison des trois tilleuls')).toBe('institution.same-name');
    await c.does('referente', 'institution.describe', 'I5', { name: 'ATELIER de la Lune' });
    await c.does('referente', 'institution.describe', 'I5', { name: 'Le Pré Vert' });
    await c.does('referente', 'institution.describe', 'I5', { rooted: 'yes' });
    expect((await register('Le pré vert')).body.code).toBe('institution.same-name');
    expect((await register('Atelier de la Lune')).status).toBe(200);
    await c.does('referente', 'institution.leave', 'I5');
    expect((await register('Le Pré Vert')).status).toBe(200);
  });

  it('a service that shares its parent’s vote is one voice with it', async () => {
    await c.tick(p);
    await c.does('referente', 'institution.describe', 'I4', { votesWith: 'I3' });
    await c.does('pieter', 'consent.give', p);
    await c.does('farid', 'consent.give', p);
    await c.expire(p);
    const { present, reached, basis } = await c.state('proposal', p);
    expect({ present, reached, basis }).toEqual({
      present: 3,
      reached: ['I1', 'I2', 'I3'],
      basis: 'consent',
    });
    expect(await c.refused('referente', 'institution.describe', 'I2', { votesWith: 'I4' })).toBe(
      'institution.votes-with',
    );
  });

  it(rule('membership', 'where one signs, only those who have signed propose and object'), async () => {
    await c.does('referente', 'institution.register', null, { name: 'Les Mains Ouvertes' });
    const content = { title: 'Un jardin', summary: 'Avec les voisin·e·s.' };
    const submit = () => c.act('ada', 'proposal.submit', call, content, { institution: 'I5' });
    const { status, body } = await submit();
    if (c.rules.membership.value === 'open') return expect(status).toBe(200);
    expect(body.code).toBe('rights.members-only');
    const mandate = await c.enrol('ada', 'I5');
    expect(mandate).toContain('I5');
    await c.does('ada', 'institution.sign', 'I5', {}, { institution: 'I5' });
    expect((await submit()).status).toBe(200);
  });

  it(rule('proposers', 'nobody proposes without an institution to carry it'), async () => {
    const content = { title: 'Un jardin', summary: 'Avec les voisin·e·s.' };
    const refused = await c.refused('habitante', 'proposal.submit', call, content, { institution: null });
    expect(refused).toBe('proposal.own-institution-missing');
  });
});

describe.each(charters)('la référente est de l’institution porteuse, selon %s', (charter) => {
  it(
    rule(
      'conflictOfInterest',
      'her acts on it are marked, or a second coordinator does them, as the charter says',
    ),
    async () => {
      const c = await openConcertation(charter);
      const call = await c.call();
      const p = await c.submit('nadia', call);
      await c.enrol('referente', 'I1');
      const { id: criterion } = c.rules.criteria.value.find(({ how }) => how !== 'computed') ?? { id: '' };
      const tick = { criterion, met: 'yes' };
      if (c.rules.conflictOfInterest.value === 'second-coordinator') {
        expect(await c.refused('referente', 'criterion.check', p, tick, { institution: null })).toBe(
          'rights.conflict',
        );
        await c.does('suppleante', 'criterion.check', p, tick);
      } else await c.does('referente', 'criterion.check', p, tick, { institution: null });
      const conflicted = c.rules.conflictOfInterest.value === 'marked';
      expect((await c.state('proposal', p)).checks[criterion]).toMatchObject({ met: true, conflicted });
      const other = await c.submit('farid', call);
      await c.does('referente', 'criterion.check', other, tick, { institution: null });
      expect((await c.state('proposal', other)).checks[criterion]).toMatchObject({ conflicted: false });
    },
  );

  it('with nobody else to do it she does it herself, and it is marked', async () => {
    const c = await openConcertation(charter);
    const p = await c.submit('nadia', await c.call());
    await c.enrol('referente', 'I1');
    await c.does('referente', 'coordinator.release', null, { person: 'suppleante' }, { institution: null });
    const [released] = await c.sent('coordinator.released', '@suppleante');
    expect(released?.text).toContain('Vous ne remplacez plus la référente');
    const { id: criterion } = c.rules.criteria.value.find(({ how }) => how !== 'computed') ?? { id: '' };
    await c.does('referente', 'criterion.check', p, { criterion, met: 'yes' }, { institution: null });
    expect((await c.state('proposal', p)).checks[criterion]).toMatchObject({ conflicted: true });
    expect(
      await c.refused(
        'referente',
        'coordinator.release',
        null,
        { person: 'referente' },
        { institution: null },
      ),
    ).toBe('coordinator.last');
  });
});
