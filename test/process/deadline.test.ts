// From the call to what silence has decided, under both charters: criteria, reach, outages, more time.

import { beforeEach, describe, expect, it } from 'vitest';
import { rule } from '../support/rule.ts';
import {
  articleOf,
  type Concertation,
  charters,
  deadline,
  later,
  monday,
  openConcertation,
  salon,
} from './concertation.ts';

describe.each(charters)('à l’échéance, selon %s', (charter) => {
  let c: Concertation;
  let call: string;
  beforeEach(async () => {
    c = await openConcertation(charter);
    call = await c.call();
  });

  it(
    rule(
      'silence',
      'a proposal without objection that meets the criteria is validated, and everybody is told',
    ),
    async () => {
      const p = await c.submit('nadia', call);
      await c.tick(p);
      const closesAt = await c.deadlineOf(p);
      await c.until(later(closesAt, { seconds: -1 }));
      expect(await c.statusOf(p)).toBe('open');
      await c.expire(p);
      expect(await c.state('proposal', p)).toMatchObject({
        status: 'validated',
        basis: 'silence',
        article: articleOf(c, 'silence'),
        closesAt,
        present: 4,
      });
      expect(await c.sent('proposal.validated', salon)).toHaveLength(1);
      expect(await c.sent('proposal.validated', '@nadia')).toHaveLength(1);
    },
  );

  it(
    rule(
      'pathway',
      'what is validated is so by the concertation, the first of the steps that the charter names',
    ),
    async () => {
      const p = await c.submit('nadia', call);
      await c.tick(p);
      await c.expire(p);
      const [said] = await c.sent('proposal.validated', salon);
      expect(said?.text).toContain(`étape 1 sur ${c.rules.pathway.value.length + 1}`);
    },
  );

  it('an objection that stands at the deadline leaves it to the plenary; the call says so when it closes', async () => {
    const [p1, p2] = [await c.submit('nadia', call), await c.submit('farid', call)];
    await c.tick(p1);
    await c.tick(p2);
    await c.object('lise', p2);
    await c.expire(p1);
    await c.until(later(deadline, { hours: 30 }));
    expect([await c.statusOf(p1), await c.statusOf(p2)]).toEqual(['validated', 'contested']);
    expect(await c.events('CallClosed')).toMatchObject([{ data: { validated: [p1], contested: [p2] } }]);
  });

  it('an objection that is lifted after the deadline validates it then, on that ground', async () => {
    const p = await c.submit('nadia', call);
    await c.tick(p);
    const o = await c.object('farid', p);
    await c.expire(p);
    await c.until(later(deadline, { hours: 48 }));
    await c.does('farid', 'objection.lift', o);
    expect(await c.state('proposal', p)).toMatchObject({ status: 'validated', basis: 'lifted' });
  });

  it(
    rule(
      'criteria',
      'nobody has checked them: the référente is told, and it is validated as soon as she has',
    ),
    async () => {
      const p = await c.submit('nadia', call);
      await c.expire(p);
      expect(await c.statusOf(p)).toBe('awaiting-criteria');
      expect(await c.sent('proposal.awaits-criteria', '@referente')).toHaveLength(1);
      await c.until(later(deadline, { hours: 48 }));
      await c.tick(p);
      expect(await c.statusOf(p)).toBe('validated');
    },
  );

  it(
    rule(
      'criteria',
      'one that isn’t met: back to the carrier with what is missing, until a new version meets it',
    ),
    async () => {
      const p = await c.submit('nadia', call);
      await c.tick(p, false);
      await c.expire(p);
      const missing = c.rules.criteria.value.flatMap(({ id, how }) => (how === 'computed' ? [] : [id]));
      expect(await c.state('proposal', p)).toMatchObject({ status: 'incomplete', missing });
      expect(await c.sent('proposal.incomplete.carrier', '@nadia')).toHaveLength(1);
      await c.until(later(deadline, { hours: 48 }));
      await c.does('nadia', 'proposal.revise', p, { kind: 'substantive', summary: 'Plus près du quartier.' });
      expect(await c.statusOf(p)).toBe('open');
      await c.tick(p);
      await c.expire(p);
      expect(await c.statusOf(p)).toBe('validated');
    },
  );

  it('an incomplete one is validated when the référente corrects her tick, or goes when its carrier withdraws it', async () => {
    const [p1, p2] = [await c.submit('nadia', call), await c.submit('farid', call)];
    await c.tick(p1, false);
    await c.tick(p2, false);
    await c.expire(p1);
    await c.expire(p2);
    await c.tick(p1);
    await c.does('farid', 'proposal.withdraw', p2);
    expect([await c.statusOf(p1), await c.statusOf(p2)]).toEqual(['validated', 'withdrawn']);
  });

  it(
    rule(
      'callCriteria',
      'a criterion of the call’s own counts like the charter’s, where the charter lets a call add any',
    ),
    async () => {
      const asked = { title: 'Appel d’hiver', closesAt: deadline, criteria: 'Se tenir en hiver' };
      if (c.rules.callCriteria.value === 'fixed') {
        expect(await c.refused('referente', 'call.open', null, asked)).toBe('call.criteria-fixed');
        return;
      }
      const own = await c.call(asked);
      const p = await c.submit('nadia', own);
      await c.tick(p);
      await c.expire(p);
      expect(await c.state('proposal', p)).toMatchObject({ unknown: ['appel-1'] });
      await c.does('referente', 'criterion.check', p, { criterion: 'appel-1', met: 'yes' });
      expect(await c.statusOf(p)).toBe('validated');
    },
  );

  it(rule('reach', 'newcomers may object, but the electorate is that of the opening'), async () => {
    const p = await c.submit('nadia', call);
    await c.tick(p);
    await c.until(later(monday, { hours: 24 }));
    await c.does('referente', 'institution.register', null, { name: 'Les Mains Ouvertes' });
    await c.does('referente', 'institution.sign', 'I5');
    await c.enrol('ada', 'I5');
    await c.expire(p);
    expect(await c.state('proposal', p)).toMatchObject({ status: 'validated', present: 4 });
  });

  it(
    rule(
      'downtime',
      'an outage longer than the charter tolerates gives the time back, up to its cap, and says so',
    ),
    async () => {
      const p = await c.submit('nadia', call);
      await c.tick(p);
      const closesAt = await c.deadlineOf(p);
      const { toleranceMinutes, capHours } = c.rules.downtime.value;
      const hours = capHours + 1;
      await c.post('/outage', {
        from: '2026-11-25T08:00:00.000Z',
        to: later('2026-11-25T08:00:00.000Z', { hours }),
        edge: 'sandbox',
      });
      await c.until(later(closesAt, { seconds: 10 }));
      expect(await c.deadlineOf(p)).toBe(later(closesAt, { hours: capHours }));
      expect(await c.statusOf(p)).toBe('open');
      const told = c.rules.period.value.kind === 'rolling' ? 'proposal.extended' : 'call.extended';
      expect(await c.sent(told, salon)).toHaveLength(1);
      await c.expire(p);
      expect(await c.statusOf(p)).toBe('validated');
      expect(toleranceMinutes).toBeLessThan(hours * 60);
    },
  );

  it(rule('downtime', 'one that the charter tolerates gives nothing back'), async () => {
    const p = await c.submit('nadia', call);
    await c.tick(p);
    const from = '2026-11-25T08:00:00.000Z';
    const to = later(from, { minutes: c.rules.downtime.value.toleranceMinutes });
    await c.post('/outage', { from, to, edge: 'sandbox' });
    await c.expire(p);
    expect(await c.statusOf(p)).toBe('validated');
  });

  it('what arrives late is a late remark: kept, answered, and nothing changes', async () => {
    const p = await c.submit('nadia', call);
    await c.tick(p);
    await c.expire(p);
    const { refs } = await c.does('farid', 'objection.raise', p, c.objection);
    expect(await c.state('concern', refs.concern)).toMatchObject({ status: 'late', proposal: p });
    expect(await c.sent('remark.late', '@farid')).toHaveLength(1);
    expect(await c.statusOf(p)).toBe('validated');
  });

  it(rule('period', 'the référente gives more time, with a reason that everybody reads'), async () => {
    const p = await c.submit('nadia', call);
    await c.tick(p);
    const before = await c.deadlineOf(p);
    const longer = '2026-12-17T22:59:00.000Z';
    await c.does('referente', 'call.prolong', call, { closesAt: longer, reason: 'La salle était fermée.' });
    expect((await c.state('call', call)).closesAt).toBe(longer);
    const rolling = c.rules.period.value.kind === 'rolling';
    expect(await c.deadlineOf(p)).toBe(rolling ? before : longer);
    const [said] = await c.sent('call.prolonged', '@farid');
    expect(said?.text).toContain('La salle était fermée.');
    expect(await c.refused('referente', 'call.prolong', call, { closesAt: longer, reason: 'Encore.' })).toBe(
      'call.not-later',
    );
    expect(await c.refused('farid', 'call.prolong', call, { closesAt: longer, reason: 'Moi.' })).toBe(
      'rights.coordinator-only',
    );
  });

  it(
    rule('period', 'the référente gives more time to propose, also once the proposals were all in'),
    async () => {
      const proposalsUntil = '2026-11-27T22:59:00.000Z';
      const early = await c.call({ title: 'Deux délais', proposalsUntil });
      await c.until(later(proposalsUntil, { hours: 1 }));
      const { status, closesAt } = await c.state('call', early);
      expect(status).toBe('reviewing');
      const again = '2026-12-01T22:59:00.000Z';
      const more = { proposalsUntil: again, reason: 'Le service était en panne ce jour-là.' };
      await c.does('referente', 'call.prolong', early, more);
      const reopened = await c.state('call', early);
      expect(reopened).toMatchObject({ status: 'collecting', proposalsUntil: again, closesAt });
      const [said] = await c.sent('call.prolonged', '@farid');
      expect(said?.text).toContain('prolonge le dépôt des propositions');
      expect(said?.text).not.toContain('prolonge le délai d’objection');
      await c.submit('nadia', early);
      await c.until(later(again, { hours: 1 }));
      expect((await c.state('call', early)).status).toBe('reviewing');
    },
  );

  it(
    rule('period', 'one that comes in at the last moment has the charter’s minimum all the same'),
    async () => {
      await c.until(later(deadline, { hours: -1 }));
      const p = await c.submit('nadia', call);
      const { period } = c.rules;
      const days = period.value.kind === 'rolling' ? period.value.days : period.value.minimumDays;
      const least = later('2026-12-07T22:59:00.000Z', { hours: 24 * days });
      expect((await c.deadlineOf(p)) >= least).toBe(true);
      await c.tick(p);
      await c.until(later(deadline, { hours: 48 }));
      expect(await c.statusOf(p)).toBe('open');
      await c.expire(p);
      expect(await c.statusOf(p)).toBe('validated');
    },
  );
});

describe.each(charters)('qui n’a pas pu parler, selon %s', (charter) => {
  it(
    rule(
      'reach',
      'silence counts when enough were reached; else it waits, and those reached late get their time',
    ),
    async () => {
      const c = await openConcertation(charter, { nadia: 'I1' });
      const call = await c.call();
      const p = await c.submit('nadia', call);
      await c.tick(p);
      await c.expire(p);
      const { minimumPercent } = c.rules.reach.value;
      if (minimumPercent <= 25) {
        expect(await c.state('proposal', p)).toMatchObject({
          status: 'validated',
          reached: ['I1'],
          present: 4,
        });
        return;
      }
      expect(await c.state('proposal', p)).toMatchObject({
        status: 'awaiting-reach',
        reached: 1,
        present: 4,
      });
      expect(await c.sent('proposal.awaits-reach', '@referente')).toHaveLength(1);
      await c.until(later(deadline, { hours: 60 }));
      await c.does('referente', 'call.reached', call, { institution: 'I2', how: 'phone' });
      expect(await c.statusOf(p)).toBe('awaiting-reach');
      await c.does('referente', 'call.reached', call, { institution: 'I3', how: 'paper' });
      expect(await c.statusOf(p)).toBe('open');
      await c.expire(p);
      expect(await c.state('proposal', p)).toMatchObject({
        status: 'validated',
        reached: ['I1', 'I2', 'I3'],
      });
    },
  );
});
