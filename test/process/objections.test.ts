// Objections: who raises them, what they must say, and who alone ends them, under both charters.

import { beforeEach, describe, expect, it } from 'vitest';
import { rule } from '../support/rule.ts';
import { articleOf, type Concertation, charters, openConcertation, salon } from './concertation.ts';

describe.each(charters)('une objection, selon %s', (charter) => {
  let c: Concertation;
  let call: string;
  let p: string;
  beforeEach(async () => {
    c = await openConcertation(charter);
    call = await c.call();
    p = await c.submit('nadia', call);
    await c.tick(p);
  });

  it(
    rule(
      'onObjection',
      'suspends the validation and prepares a plenary at once (§4b); the room and the référente are told',
    ),
    async () => {
      const { refs, events } = await c.does('farid', 'objection.raise', p, c.objection);
      expect(events.map((e: { name: string }) => e.name)).toEqual(['ObjectionRaised', 'MeetingPrepared']);
      expect(await c.state('objection', refs.objection)).toMatchObject({ status: 'raised', version: 1 });
      expect((await c.events('ObjectionRaised'))[0]?.data.article).toBe(articleOf(c, 'onObjection'));
      expect(await c.sent('meeting.prepared', salon)).toHaveLength(1);
      expect(await c.sent('meeting.to-confirm', '@referente')).toHaveLength(1);
      expect(await c.sent('objection.receipt', '@farid')).toHaveLength(1);
    },
  );

  it(
    rule('objectionReason', 'without a reason: taken and asked for it, or refused, as the charter says'),
    async () => {
      if (c.rules.objectionReason.value === 'required') {
        expect(await c.refused('farid', 'objection.raise', p, { ...c.objection, reason: '' })).toBe(
          'objection.reason-required',
        );
        expect(await c.statusOf(p)).toBe('open');
        return;
      }
      const { refs } = await c.does('farid', 'objection.raise', p);
      expect(await c.statusOf(p)).toBe('contested');
      await c.does('farid', 'objection.explain', refs.objection, { reason: 'L’horaire exclut les parents.' });
      expect(await c.state('objection', refs.objection)).toMatchObject({
        status: 'raised',
        reason: { id: expect.any(String) },
      });
      expect(await c.refused('referente', 'objection.explain', refs.objection, c.objection)).toBe(
        'objection.not-yours',
      );
    },
  );

  it(
    rule('counterProposal', 'without what would lift it: taken, or refused, as the charter says'),
    async () => {
      const without = { ...c.objection, remedy: '' };
      if (c.rules.counterProposal.value === 'required')
        expect(await c.refused('farid', 'objection.raise', p, without)).toBe('objection.remedy-required');
      else await c.does('farid', 'objection.raise', p, without);
    },
  );

  it(rule('grounds', 'names one of the charter’s grounds, where it lists any'), async () => {
    const jealous = { ...c.objection, ground: 'jalousie' };
    expect(await c.refused('farid', 'objection.raise', p, jealous)).toBe('objection.ground-unknown');
    const o = await c.object('farid', p);
    expect((await c.state('objection', o)).ground).toBe(c.rules.grounds.value[0]?.id ?? null);
  });

  it(
    rule(
      'objectors',
      'comes from whom the charter lets object: an habitant·e, or only those who have signed',
    ),
    async () => {
      const open = c.rules.objectors.value === 'anyone';
      const raise = (more: object) =>
        c.act('habitante', 'objection.raise', p, c.objection, { institution: null, ...more });
      const { status, body } = await raise({});
      expect(status === 200 ? 'taken' : body.code).toBe(open ? 'taken' : 'rights.institutions-only');
      await c.does('referente', 'institution.register', null, { name: 'Les Mains Ouvertes' });
      const unsigned = await raise({ institution: 'I5' });
      expect(unsigned.status === 200 ? 'taken' : unsigned.body.code).toBe(
        open ? 'taken' : 'rights.members-only',
      );
    },
  );

  it('is lifted by its author, or a confirmed colleague; no coordinator, no claimed colleague lifts it', async () => {
    const o = await c.object('farid', p);
    const mandate = await c.enrol('zoe', 'I2', false);
    for (const [person, institution] of [
      ['referente', null],
      ['referente', 'I2'],
      ['nadia', 'I1'],
      ['zoe', 'I2'],
    ] as const)
      expect(await c.refused(person, 'objection.lift', o, {}, { institution }), person).toBe(
        'objection.not-yours',
      );
    await c.does('referente', 'mandate.confirm', mandate);
    await c.does('zoe', 'objection.lift', o, { words: 'Le lieu a changé.' }, { institution: 'I2' });
    expect(await c.state('objection', o)).toMatchObject({
      status: 'lifted',
      ended: { by: { institution: 'I2' } },
    });
    expect(await c.refused('farid', 'objection.withdraw', o)).toBe('objection.ended');
  });

  it('that is the last one cancels what it had brought about, and everybody is told', async () => {
    const [o1, o2] = [await c.object('farid', p), await c.object('pieter', p)];
    await c.does('farid', 'objection.lift', o1);
    expect(await c.statusOf(p)).toBe('contested');
    await c.does('pieter', 'objection.withdraw', o2);
    expect(await c.statusOf(p)).toBe('open');
    expect(await c.state('meeting', 'M1')).toMatchObject({ status: 'cancelled' });
    expect(await c.sent('meeting.cancelled', salon)).toHaveLength(1);
    expect(await c.sent('meeting.cancelled', '@lise')).toEqual([]);
    await c.expire(p);
    expect(await c.state('proposal', p)).toMatchObject({ status: 'validated', basis: 'silence' });
  });

  it('is one a person; what is raised against stays that version', async () => {
    await c.object('farid', p);
    expect(await c.refused('farid', 'objection.raise', p, c.objection)).toBe('objection.already-raised');
    await c.does('nadia', 'proposal.revise', p, { kind: 'substantive', summary: 'De plain-pied.' });
    expect(await c.state('proposal', p)).toMatchObject({ status: 'contested', version: 2 });
    expect(await c.state('objection', 'O1')).toMatchObject({ status: 'raised', version: 1 });
  });
});
