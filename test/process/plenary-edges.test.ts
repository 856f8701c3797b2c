// What happens at the edges of a plenary: what came after it, what it left undecided, what can’t be recorded of
// it, and who is reminded of what is still missing; under both charters.

import { beforeEach, describe, expect, it } from 'vitest';
import { firstMoment, reminder } from '../support/naive-calendar.ts';
import { rule } from '../support/rule.ts';
import { type Concertation, charters, later, openConcertation, salon } from './concertation.ts';

const place = { place: 'Salle des Trois Tilleuls' };
const day = { hours: 24 };

describe.each(charters)('autour de la plénière, selon %s', (charter) => {
  let c: Concertation;
  let call: string;
  let p: string;
  beforeEach(async () => {
    c = await openConcertation(charter);
    call = await c.call();
    p = await c.submit('nadia', call);
    await c.tick(p);
  });
  /** Convenes at the first possible date, or earlier where that is chosen, and lets it begin. */
  const convene = async (meeting = 'M1', values: object = place) => {
    await c.does('referente', 'meeting.confirm', meeting, { ...values });
    return (await c.state('meeting', meeting)).startsAt as string;
  };
  /** Convenes before the deadline, as she may choose: on Friday 4 December, as soon as one meets there. */
  const early = () => {
    const startsAt = `2026-12-04T${c.rules.conveningHours.value.from}`;
    return convene('M1', { startsAt, early: 'yes', ...place });
  };
  const begin = async (meeting = 'M1') => c.until(later(await convene(meeting), { hours: 1 }));

  it('what it left undecided goes to the next one, which decides', async () => {
    await c.object('farid', p);
    expect(await c.refused('referente', 'proposal.reconvene', p)).toBe('outcome.before-meeting');
    await begin();
    await c.does('referente', 'proposal.reconvene', p);
    expect((await c.state('proposal', p)).meeting).toBe('M2');
    expect(await c.state('meeting', 'M2')).toMatchObject({ status: 'prepared', agenda: [p] });
    expect(await c.refused('referente', 'outcome.record', p, { outcome: 'chosen' })).toBe(
      'outcome.before-meeting',
    );
    await begin('M2');
    await c.does('referente', 'outcome.record', p, { outcome: 'chosen' });
    expect(await c.state('proposal', p)).toMatchObject({ status: 'chosen', decidedMeeting: 'M2' });
  });

  it('what it left undecided joins the one that something else has prepared meanwhile', async () => {
    const q = await c.submit('farid', call, { title: 'Accueil du soir' });
    await c.object('farid', p);
    await c.until(later(await early(), { hours: 1 }));
    await c.object('lise', q);
    expect(await c.state('meeting', 'M2')).toMatchObject({ agenda: [q] });
    await c.does('referente', 'proposal.reconvene', p);
    expect(await c.state('meeting', 'M2')).toMatchObject({ agenda: [q, p] });
  });

  it('whose item went on to the next one still hears of the one that they had the notice of', async () => {
    if (c.rules.objectors.value !== 'anyone') return;
    const q = await c.submit('farid', call, { title: 'Accueil du soir' });
    await c.act('rosa', 'objection.raise', p, c.objection, { institution: null });
    const o = await c.object('lise', q);
    await begin();
    await c.does('referente', 'proposal.reconvene', p);
    expect(await c.state('meeting', 'M2')).toMatchObject({ agenda: [p] });
    await c.does('lise', 'objection.lift', o);
    for (const who of ['@rosa', '@nadia']) {
      expect(await told(c, 'meeting.convocation', who), who).toHaveLength(1);
      expect(await told(c, 'meeting.item-removed', who), who).toHaveLength(1);
    }
  });

  it('an objection that came after it had begun waits for the next: no late record overrules it', async () => {
    await c.object('farid', p);
    await c.until(later(await early(), { hours: 1 }));
    const o = await c.object('lise', p);
    expect((await c.state('proposal', p)).meeting).toBe('M2');
    expect(await c.refused('referente', 'outcome.record', p, { outcome: 'chosen' })).toBe(
      'outcome.before-meeting',
    );
    expect(await c.state('objection', o)).toMatchObject({ status: 'raised' });
  });

  it('a later one that is cancelled doesn’t make the call forget the one that stands', async () => {
    await c.object('farid', p);
    await convene();
    const r = await c.submit('pieter', call, { title: 'Accueil du matin' });
    await c.until(later(await c.deadlineOf(r), { hours: -1 }));
    const o = await c.object('lise', r);
    expect(await c.state('call', call)).toMatchObject({ meetings: ['M1', 'M2'] });
    await c.does('lise', 'objection.lift', o);
    expect(await c.state('meeting', 'M2')).toMatchObject({ status: 'cancelled' });
    expect(await c.state('call', call)).toMatchObject({ meetings: ['M1'] });
  });

  it('the call’s card names every plenary that is still to come', async () => {
    await c.object('farid', p);
    await convene();
    const r = await c.submit('pieter', call, { title: 'Accueil du matin' });
    await c.until(later(await c.deadlineOf(r), { hours: -1 }));
    await c.object('lise', r);
    const text = (await told(c, 'card', salon)).findLast((s) => s.key.endsWith(`card:${call}`))?.text;
    for (const said of ['plénière M1 le', 'plénière M2 en préparation']) expect(text).toContain(said);
  });

  it('only what competes can lose to another; a majority over a lone objection says so', async () => {
    await c.object('farid', p);
    await begin();
    const lost = { outcome: 'not-selected', reasons: 'Un autre projet répond mieux.' };
    expect(await c.refused('referente', 'outcome.record', p, lost)).toBe('outcome.no-competition');
    await c.does('referente', 'outcome.record', p, { outcome: 'chosen' });
    const [said] = await told(c, 'outcome', salon);
    expect(said?.text).toMatch(/^L’objection est écartée : « Permanence du mercredi » \(P1\) est validée/);
    expect(await c.state('objection', 'O1')).toMatchObject({ status: 'overruled' });
  });

  it('kept with a criterion that isn’t met: recorded, and the référente reads it in her receipt', async () => {
    await c.tick(p, false);
    await c.object('farid', p);
    await begin();
    await c.does('referente', 'outcome.record', p, { outcome: 'chosen' });
    const [receipt] = await told(c, 'outcome.receipt', '@referente');
    expect(receipt?.text).toMatch(/critères? ne sont pas remplis|critère n’est pas rempli/);
    expect(receipt?.text).toContain('Trop loin du quartier.');
    expect(await c.statusOf(p)).toBe('chosen');
  });

  it('kept with every criterion met: the receipt speaks of none', async () => {
    await c.object('farid', p);
    await begin();
    await c.does('referente', 'outcome.record', p, { outcome: 'chosen' });
    const [receipt] = await told(c, 'outcome.receipt', '@referente');
    expect(receipt?.text).not.toMatch(/critère/);
  });

  it('several proposals on it: one post prepares it, one post and one letter cancel it, naming all', async () => {
    const q = await c.submit('farid', call, { title: 'Accueil du soir' });
    await c.does('lise', 'competition.declare', p, { with: q, reason: 'La même salle.' });
    const [prepared, ...more] = await told(c, 'meeting.prepared', salon);
    expect(more).toEqual([]);
    expect(prepared?.text).toContain('« Permanence du mercredi » (P1) et « Accueil du soir » (P2)');
    await convene();
    await c.does('lise', 'competition.withdraw', 'K1');
    for (const to of [salon, '@nadia']) {
      const [said, ...others] = await told(c, 'meeting.cancelled', to);
      expect(others, to).toEqual([]);
      expect(said?.text, to).toContain('« Permanence du mercredi » (P1) et « Accueil du soir » (P2)');
      expect(await told(c, 'meeting.item-removed', to), to).toEqual([]);
    }
  });

  it(
    rule('objectionGround', 'an objection names one of the grounds where the charter requires one'),
    async () => {
      const bare = { ...c.objection, ground: '' };
      if (c.rules.objectionGround.value === 'asked') return c.does('farid', 'objection.raise', p, bare);
      const { body } = await c.act('farid', 'objection.raise', p, bare);
      expect(body).toMatchObject({ code: 'objection.ground-required', field: 'ground' });
      expect(plain(body.next)).toBe(
        'Choisissez l’un de ces motifs : double-emploi, effet-nuisible ou charte.',
      );
      const wrong = await c.act('farid', 'objection.raise', p, { ...bare, ground: 'jalousie' });
      expect(wrong.body.next).not.toContain('laisser');
    },
  );

  it('no place: said at once, and again two days before, outside quiet hours and days of rest', async () => {
    await c.object('farid', p);
    const startsAt = await convene('M1', {});
    const { sentAt } = await c.state('meeting', 'M1');
    const due = reminder(c.rules, sentAt, startsAt, 2) as string;
    expect(await told(c, 'meeting.place-wanted', '@referente')).toHaveLength(1);
    await c.until(later(due, { minutes: -1 }));
    expect(await told(c, 'meeting.place-wanted', '@referente')).toHaveLength(1);
    await c.until(later(due, { minutes: 1 }));
    expect(await letters(c, `place:M1:${startsAt}`)).toHaveLength(1);
  });

  it('a place that was given isn’t asked for again', async () => {
    await c.object('farid', p);
    const startsAt = await convene('M1', {});
    await c.does('referente', 'meeting.place', 'M1', place);
    await c.until(later(startsAt, { minutes: -1 }));
    expect(await letters(c, `place:M1:${startsAt}`)).toEqual([]);
  });

  it('the day after it, what it decided is to be recorded; nothing where it is', async () => {
    const q = await c.submit('farid', call, { title: 'Accueil du soir' });
    for (const one of [p, q]) await c.object('lise', one);
    const startsAt = await convene();
    await c.until(later(startsAt, { hours: 1 }));
    await c.does('referente', 'outcome.record', p, { outcome: 'chosen' });
    const due = firstMoment(c.rules, later(startsAt, day));
    await c.until(later(due, { minutes: -1 }));
    expect(await letters(c, `outcomes:M1:${startsAt}`)).toEqual([]);
    await c.until(later(due, { minutes: 1 }));
    const [wanted] = await letters(c, `outcomes:M1:${startsAt}`);
    expect(wanted?.text).toContain('« Accueil du soir » (P2)');
    expect(wanted?.text).not.toContain('(P1)');
  });

  it('a date before the deadline that she chose stays where the period is extended', async () => {
    await c.object('farid', p);
    const startsAt = await early();
    await c.until(later(startsAt, { hours: -1 }));
    await c.does('nadia', 'proposal.revise', p, { kind: 'substantive', summary: 'De plain-pied.' });
    expect((await c.deadlineOf(p)) > '2026-12-08').toBe(true);
    expect(await c.state('meeting', 'M1')).toMatchObject({ status: 'convened', startsAt, early: true });
    expect(await c.events('ConvocationRevoked')).toEqual([]);
  });

  it('criteria that nobody has checked are asked for again after two days, and not once they are', async () => {
    const q = await c.submit('farid', call, { title: 'Accueil du soir' });
    const r = await c.submit('pieter', call, { title: 'Accueil du matin' });
    for (const one of [q, r]) await c.expire(one);
    await c.tick(r);
    const [waits] = (await c.events('ProposalAwaitsCriteria')).filter((e) => e.data.proposal === q);
    const due = firstMoment(c.rules, later(waits?.at ?? '', { hours: 48 }));
    await c.until(later(due, { minutes: -1 }));
    expect(await letters(c, `criteria-again:${q}`)).toEqual([]);
    await c.until(later(due, { minutes: 1 }));
    expect(await letters(c, `criteria-again:${q}`)).toHaveLength(1);
    expect(await letters(c, `criteria-again:${r}`)).toEqual([]);
  });

  it('an author is told when a colleague ends their objection', async () => {
    await c.enrol('omar', 'I2');
    const o = (await c.does('omar', 'objection.raise', p, c.objection, { institution: 'I2' })).refs.objection;
    await c.does('farid', 'objection.withdraw', o);
    for (const who of ['@omar', '@farid']) expect(await told(c, 'objection.ended', who), who).toHaveLength(1);
  });
});

describe.each(charters)('une concurrence que le service a vue, selon %s', (charter) => {
  let c: Concertation;
  let p: string;
  beforeEach(async () => {
    c = await openConcertation(charter);
    const call = await c.call({ fund: '1 500' });
    p = await c.submit('nadia', call);
    await c.tick(p);
    await c.expire(p);
    const late = {
      title: 'Second appel',
      fund: '1 500',
      closesAt: later(c.app.clock.now(), { hours: 24 * 20 }),
    };
    const second = await c.call(late);
    for (const who of ['nadia', 'farid']) await c.tick(await c.submit(who, second));
  });

  it(rule('onCompetition', 'until the référente answers, nobody reads that there is one'), async () => {
    if (c.rules.onCompetition.value.detect === 'never')
      return expect(await c.events('CompetitionDetected')).toEqual([]);
    const [prepared] = await told(c, 'meeting.prepared', salon);
    expect(prepared?.text).toContain('pourraient être en concurrence');
    const { waits } = await c.state('meeting', 'M1');
    await c.until(waits.sendAt);
    for (const view of ['meeting.convened', 'meeting.convocation']) {
      const [said] = await told(c, view);
      expect(said?.text, view).toContain('La référente n’a pas encore dit s’il y a concurrence');
    }
    const [notice] = await told(c, 'meeting.convocation', '@lise');
    expect(notice?.text).toContain('une possible concurrence entre propositions');
    await c.does('referente', 'competition.dismiss', 'K1', { reason: 'Un complément est trouvé.' });
    expect(await told(c, 'meeting.cancelled', '@lise')).toHaveLength(1);
    expect(await told(c, 'meeting.cancelled', salon)).toHaveLength(1);
  });
});

/** What was sent, with ordinary spaces. */
async function told(c: Concertation, view: string, to?: string) {
  return (await c.sent(view, to)).map((s) => ({ ...s, text: plain(s.text) }));
}

function plain(text: string): string {
  return text.replaceAll(/[\u00a0\u202f]/g, ' ');
}

/** What waits for its hour has a name of its own. */
async function letters(c: Concertation, name: string) {
  const [first = ''] = name.split(':');
  return (await told(c, first, '@referente')).filter((s) => s.key.endsWith(name));
}
