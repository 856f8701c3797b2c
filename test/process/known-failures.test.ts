// What other services have got wrong, each once more here: nothing of it happens.

import { beforeEach, describe, expect, it } from 'vitest';
import {
  type Concertation,
  charters,
  deadline,
  later,
  monday,
  openConcertation,
  reopen,
  salon,
} from './concertation.ts';

describe.each(charters)('ce que d’autres ont mal fait, selon %s', (charter) => {
  let c: Concertation;
  let call: string;
  let p: string;
  beforeEach(async () => {
    c = await openConcertation(charter);
    call = await c.call();
    p = await c.submit('nadia', call);
    await c.tick(p);
  });

  it('a remark and an objection that come and go before the deadline leave no trace on the decision', async () => {
    const { refs } = await c.does('farid', 'concern.raise', p, { remark: 'L’horaire est court.' });
    const o = await c.object('lise', p);
    await c.does('farid', 'concern.resolve', refs.concern);
    await c.does('lise', 'objection.lift', o);
    await c.expire(p);
    expect(await c.state('proposal', p)).toMatchObject({ status: 'validated', basis: 'silence', holds: [] });
    expect(await c.state('meeting', 'M1')).toMatchObject({ status: 'cancelled' });
    await c.until(later(deadline, { hours: 24 * 30 }));
    expect(await c.events('ConvocationSent')).toEqual([]);
    expect(await c.events('ProposalValidated')).toHaveLength(1);
  });

  it('an answer that was taken back stays so after a restart, and the deadline is still kept', async () => {
    await c.does('farid', 'consent.give', p);
    await c.does('farid', 'consent.withdraw', p);
    const o = await c.object('lise', p);
    await c.does('lise', 'objection.withdraw', o);
    const stance = (await c.events('ConsentGiven'))[0]?.data.stance;
    await c.close();
    const again = await reopen(c);
    expect(await again.state('stance', stance)).toMatchObject({ status: 'withdrawn', consent: null });
    expect(await again.state('objection', o)).toMatchObject({ status: 'withdrawn' });
    expect(await again.statusOf(p)).toBe('open');
    await again.expire(p);
    expect(await again.state('proposal', p)).toMatchObject({
      status: 'validated',
      basis: 'silence',
      answers: [{ how: 'objection', by: { institution: 'I3' } }],
    });
  });

  it('an objection stands after a restart over its deadline', async () => {
    await c.object('lise', p);
    const closesAt = await c.deadlineOf(p);
    await c.close();
    const again = await reopen(c);
    await again.until(later(closesAt, { hours: 5 }));
    expect(await again.statusOf(p)).toBe('contested');
    expect(await again.events('ProposalValidated')).toEqual([]);
  });

  it('a deadline more than 24 and more than 49 days away comes on its day, neither at once nor never', async () => {
    const far = later(monday, { hours: 24 * 200 });
    const long = await c.call({ title: 'Appel d’un an', closesAt: far });
    const { closesAt } = await c.state('call', long);
    for (const days of [25, 50, 199]) {
      await c.until(later(monday, { hours: 24 * days }));
      expect((await c.state('call', long)).status, `${days} days`).toBe('collecting');
    }
    const q = await c.submit('farid', long);
    await c.until(later(closesAt, { seconds: 10 }));
    if ((await c.deadlineOf(q)) > closesAt) await c.expire(q);
    expect(await c.statusOf(q)).toBe('awaiting-criteria');
    expect((await c.events('CallClosed')).some((e) => e.data.call === long)).toBe(true);
  });

  it('many answers a millisecond before the closing all count, those at it and after it are late', async () => {
    const closesAt = await c.deadlineOf(p);
    const raise = (person: string, institution: string | null = null) =>
      c.act(person, 'objection.raise', p, c.objection, { institution });
    const people = await Promise.all(
      Array.from({ length: 8 }, async (_, i) => {
        await c.enrol(`p${i}`, `I${(i % 3) + 2}`, false);
        return [`p${i}`, `I${(i % 3) + 2}`] as const;
      }),
    );
    await c.until(later(closesAt, { milliseconds: -1 }));
    const inTime = await Promise.all(people.map(([person, institution]) => raise(person, institution)));
    expect(inTime.map((a) => Object.keys(a.body.refs).includes('objection'))).toEqual(Array(8).fill(true));
    await c.until(closesAt);
    expect((await raise('farid', 'I2')).body.events.map((e: { name: string }) => e.name)).toEqual([
      'LateRemarkMade',
    ]);
    await c.until(later(closesAt, { seconds: 5 }));
    expect((await raise('lise', 'I3')).body.events.map((e: { name: string }) => e.name)).toEqual([
      'LateRemarkMade',
    ]);
    await c.until(later(closesAt, { seconds: 10 }));
    const { status, holds } = await c.state('proposal', p);
    expect([status, holds.length]).toEqual(['contested', 8]);
    expect(await c.events('ProposalValidated')).toEqual([]);
  });

  it('between the deadline and the closing nothing is decided: what was received in time may still arrive', async () => {
    const q = await c.submit('farid', call);
    await c.tick(q);
    const o = await c.object('lise', p);
    const closesAt = await c.deadlineOf(p);
    await c.until(later(closesAt, { seconds: 5 }));
    await c.does('lise', 'objection.lift', o);
    expect([await c.statusOf(p), await c.statusOf(q)]).toEqual(['open', 'open']);
    expect(await c.events('CallClosed')).toEqual([]);
    await c.until(later(closesAt, { seconds: 10 }));
    expect(await c.state('proposal', p)).toMatchObject({ status: 'validated', basis: 'lifted' });
    await c.until(later(deadline, { hours: 30 }));
    expect(await c.events('CallClosed')).toMatchObject([{ data: { validated: [p, q] } }]);
  });

  it('an edit after answers: whoever agreed to the former text has not agreed to this one', async () => {
    for (const person of ['farid', 'lise', 'pieter']) await c.does(person, 'consent.give', p);
    await c.does('nadia', 'proposal.revise', p, { kind: 'substantive', amount: '9 000' });
    await c.tick(p);
    await c.expire(p);
    expect(await c.state('proposal', p)).toMatchObject({
      status: 'validated',
      basis: 'silence',
      answers: [],
    });
    for (const person of ['@farid', '@lise', '@pieter'])
      expect(await c.sent('proposal.revised.answered', person)).toHaveLength(1);
  });

  it('two delegates of one institution answer differently in the same second: both count, and everybody sees it', async () => {
    await c.enrol('zoe', 'I2');
    await Promise.all([
      c.does('zoe', 'consent.give', p, {}, { institution: 'I2' }),
      c.does('farid', 'objection.raise', p, c.objection),
    ]);
    expect(await c.statusOf(p)).toBe('contested');
    expect(await c.events('ContradictionSeen')).toHaveLength(1);
    for (const who of ['@zoe', '@farid', '@referente'])
      expect(await c.sent('contradiction', who), who).toHaveLength(1);
    await c.expire(p);
    expect(await c.statusOf(p)).toBe('contested');
  });

  it('the objection comes after a colleague’s agreement: the contradiction is seen all the same', async () => {
    await c.enrol('zoe', 'I2');
    await c.does('zoe', 'consent.give', p, {}, { institution: 'I2' });
    await c.does('farid', 'objection.raise', p, c.objection);
    for (const who of ['@zoe', '@farid', '@referente'])
      expect(await c.sent('contradiction', who), who).toHaveLength(1);
  });

  it('a refusal is told to its carrier in private, with its reasons; by hand to whom one writes by mail', async () => {
    const fatima = { name: 'Fatima', institution: 'I2', mail: 'fatima@lune-basse.example', source: 'mail' };
    const content = { title: 'Un jardin', summary: 'Avec les voisin·e·s.', partners: 'I3' };
    const { refs } = await c.does('referente', 'proposal.submit', call, content, { for: fatima });
    for (const one of [p, refs.proposal]) await c.object('lise', one);
    await c.does('referente', 'meeting.confirm', 'M1', { place: 'Salle' });
    const { startsAt } = await c.state('meeting', 'M1');
    await c.until(later(startsAt, { hours: 1 }));
    for (const one of [p, refs.proposal])
      await c.does('referente', 'outcome.record', one, {
        outcome: 'refused',
        reasons: 'Le public n’est pas atteint.',
      });
    const [told] = await c.sent('outcome.carrier', '@nadia');
    expect(told?.text).toContain('Le public n’est pas atteint.');
    const { submittedBy } = await c.state('proposal', refs.proposal);
    expect(await c.byHand()).toContainEqual({ view: 'outcome.carrier', person: submittedBy.person });
    expect(await c.sent('outcome', salon)).toHaveLength(2);
  });
});
