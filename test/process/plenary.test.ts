// The extraordinary plenary: prepared, convened, moved, cancelled, and what it decides, under both charters.

import { beforeEach, describe, expect, it } from 'vitest';
import { rule } from '../support/rule.ts';
import { type Concertation, charters, later, openConcertation } from './concertation.ts';

const place = { place: 'Salle des Trois Tilleuls' };

describe.each(charters)('la concertation extraordinaire, selon %s', (charter) => {
  let c: Concertation;
  let call: string;
  let p: string;
  beforeEach(async () => {
    c = await openConcertation(charter);
    call = await c.call();
    p = await c.submit('nadia', call);
    await c.tick(p);
    await c.object('farid', p);
  });
  const possible = async (meeting = 'M1') => (await c.state('meeting', meeting)).earliestAt as string;

  it(
    rule(
      'conveningHours',
      'its first date respects the hours and days of the charter, its recess, and the deadline',
    ),
    async () => {
      const earliest = await possible();
      expect(convenable(c, earliest)).toBe(true);
      expect(earliest >= (await c.deadlineOf(p))).toBe(true);
    },
  );

  it(rule('recess', 'prepared before a recess, it comes after it'), async () => {
    const eve = '2026-12-22T10:00:00.000Z';
    await c.expire(p);
    await c.until(eve);
    const winter = await c.call({ title: 'Appel d’hiver', closesAt: '2026-12-30T22:59:00.000Z' });
    const q = await c.submit('nadia', winter);
    await c.object('lise', q);
    const { meeting } = await c.state('proposal', q);
    expect(convenable(c, await possible(meeting))).toBe(true);
  });

  it('is confirmed with its place, and the notice goes to every institution', async () => {
    await c.does('referente', 'meeting.confirm', 'M1', place);
    const meeting = await c.state('meeting', 'M1');
    expect(meeting).toMatchObject({ status: 'convened', agenda: [p], startsAt: await possible() });
    for (const who of ['@nadia', '@farid', '@lise', '@pieter'])
      expect(await c.sent('meeting.convocation', who)).toHaveLength(1);
    const [notice] = await c.sent('meeting.convocation', '@lise');
    expect(notice?.text).toContain('Salle des Trois Tilleuls');
    expect(await c.refused('farid', 'meeting.confirm', 'M1', place)).toBe('rights.coordinator-only');
  });

  it(
    rule('notice', 'is not before the first date that keeps the notice; she may move it to a later one'),
    async () => {
      await c.until(later(await c.deadlineOf(p), { hours: -1 }));
      const now = later(await c.deadlineOf(p), { hours: 1 });
      await c.until(now);
      const tooEarly = later(now, { hours: 30 });
      expect(await c.refused('referente', 'meeting.confirm', 'M1', { startsAt: tooEarly })).toBe(
        'meeting.too-early',
      );
      await c.does('referente', 'meeting.confirm', 'M1', place);
      const { startsAt } = await c.state('meeting', 'M1');
      const moved = later(startsAt, { hours: 24 * 14 });
      await c.does('referente', 'meeting.confirm', 'M1', { startsAt: convenableFrom(c, moved) });
      const [first, second] = (await c.events('ConvocationSent')).slice(-2);
      expect(second?.data).toMatchObject({
        formerly: first?.data.startsAt,
        place: { id: first?.data.place.id },
      });
      const notices = await c.sent('meeting.convocation', '@lise');
      expect(notices).toHaveLength((await c.events('ConvocationSent')).length);
    },
  );

  it('is before the end of objections only where she chooses so', async () => {
    const startsAt = convenableFrom(c, '2026-12-04T09:00:00.000Z');
    expect(startsAt < (await c.deadlineOf(p))).toBe(true);
    expect(await c.refused('referente', 'meeting.confirm', 'M1', { startsAt })).toBe(
      'meeting.before-deadline',
    );
    await c.does('referente', 'meeting.confirm', 'M1', { startsAt, early: 'yes' });
    expect((await c.state('meeting', 'M1')).startsAt).toBe(startsAt);
  });

  it('its place may follow, and everybody is told', async () => {
    expect(await c.refused('referente', 'meeting.place', 'M1', place)).toBe('meeting.not-convened');
    await c.does('referente', 'meeting.confirm', 'M1');
    await c.does('referente', 'meeting.place', 'M1', place);
    const [told] = await c.sent('meeting.place', '@lise');
    expect(told?.text).toContain('Salle des Trois Tilleuls');
  });

  it(
    rule(
      'convocation',
      'nobody convenes: the référente is reminded, then her deputy, then it goes out by itself or waits',
    ),
    async () => {
      const { waits } = await c.state('meeting', 'M1');
      await c.until(waits.remindAt);
      expect(await c.sent('meeting.to-confirm', '@referente')).toHaveLength(2);
      const before = (await c.sent('meeting.to-confirm', '@suppleante')).length;
      await c.until(waits.deputyAt);
      expect(await c.sent('meeting.to-confirm', '@suppleante')).toHaveLength(before + 1);
      await c.until(later(waits.deputyAt, { hours: 24 * 10 }));
      const waitsForEver = c.rules.convocation.value.sendAfter === null;
      expect(await c.state('meeting', 'M1')).toMatchObject(
        waitsForEver
          ? { status: 'prepared', sentAt: null }
          : { status: 'convened', convenedBy: null, place: null, sentAt: waits.sendAt },
      );
      expect(await c.sent('meeting.convocation', '@lise')).toHaveLength(waitsForEver ? 0 : 1);
    },
  );

  it('a deputy stands in until the end of her stand-in, and not after it', async () => {
    const until = '2026-11-27T09:00:00.000Z';
    await c.does('referente', 'coordinator.release', null, { person: 'suppleante' });
    await c.does('referente', 'coordinator.appoint', null, { person: 'suppleante', role: 'deputy', until });
    await c.until(until);
    expect(await c.refused('suppleante', 'meeting.confirm', 'M1', place)).toBe('rights.coordinator-only');
  });

  it('a deputy on duty convenes like the référente', async () => {
    await c.does('suppleante', 'meeting.confirm', 'M1', place);
    expect(await c.state('meeting', 'M1')).toMatchObject({ status: 'convened' });
  });

  it('an inhabitant who objects or declares a competition is convened, and hears of every change to the end', async () => {
    if (c.rules.objectors.value !== 'anyone') return;
    const q = await c.submit('farid', call, { title: 'Accueil du soir' });
    const mine = { institution: null };
    const why = { with: q, reason: 'La même salle.' };
    const { refs } = await c.act('habitante', 'competition.declare', p, why, mine).then((a) => a.body);
    const { body } = await c.act('rosa', 'objection.raise', p, c.objection, mine);
    const told = (view: string) => Promise.all(['@habitante', '@rosa'].map((who) => c.sent(view, who)));
    await c.does('referente', 'meeting.confirm', 'M1', {});
    expect((await told('meeting.convocation')).map((l) => l.length)).toEqual([1, 1]);
    await c.act('rosa', 'objection.lift', body.refs.objection, {}, mine);
    await c.does('referente', 'meeting.place', 'M1', { place: 'Rue du Canal 8' });
    expect((await told('meeting.place')).map((l) => l.length)).toEqual([1, 1]);
    await c.act('habitante', 'competition.withdraw', refs.competition, {}, mine);
    expect((await told('meeting.item-removed')).map((l) => l.length)).toEqual([1, 1]);
    await c.does('farid', 'objection.lift', 'O1');
    expect((await told('meeting.cancelled')).map((l) => l.length)).toEqual([1, 1]);
  });

  it('a later obstacle joins it, or gets the next where its notice can’t be kept any more', async () => {
    const q = await c.submit('farid', call, { title: 'Accueil du soir' });
    await c.object('lise', q);
    expect(await c.state('meeting', 'M1')).toMatchObject({ agenda: [p, q] });
    await c.does('referente', 'meeting.confirm', 'M1', place);
    const r = await c.submit('pieter', call, { title: 'Accueil du matin' });
    await c.until(later(await c.deadlineOf(r), { hours: -1 }));
    await c.object('lise', r);
    expect((await c.state('proposal', r)).meeting).toBe('M2');
  });

  it('a deadline that moves past its date: to be convened again, and everybody is told', async () => {
    await c.does('referente', 'meeting.confirm', 'M1', place);
    if (c.rules.period.value.kind === 'rolling') {
      await c.until(later(await c.deadlineOf(p), { hours: -1 }));
      await c.does('nadia', 'proposal.revise', p, { kind: 'substantive', summary: 'De plain-pied.' });
    } else {
      const longer = { closesAt: '2027-01-15T22:59:00.000Z', reason: 'Les fêtes.' };
      await c.does('referente', 'call.prolong', call, longer);
    }
    const meeting = await c.state('meeting', 'M1');
    expect(meeting).toMatchObject({ status: 'prepared', startsAt: null });
    expect(meeting.earliestAt >= (await c.deadlineOf(p))).toBe(true);
    expect(convenable(c, meeting.earliestAt)).toBe(true);
    for (const who of ['@lise', '@nadia']) expect(await c.sent('meeting.revoked', who)).toHaveLength(1);
  });

  it('everything is lifted: it is cancelled, and everybody who had the notice is told', async () => {
    await c.does('referente', 'meeting.confirm', 'M1', place);
    await c.does('farid', 'objection.lift', 'O1');
    for (const who of ['@nadia', '@lise', '@pieter'])
      expect(await c.sent('meeting.cancelled', who)).toHaveLength(1);
    expect(await c.state('meeting', 'M1')).toMatchObject({ status: 'cancelled' });
  });
});

describe.each(charters)('ce que la plénière décide, selon %s', (charter) => {
  let c: Concertation;
  let call: string;
  beforeEach(async () => {
    c = await openConcertation(charter);
    call = await c.call();
  });
  const meet = async (p: string) => {
    const { meeting } = await c.state('proposal', p);
    await c.does('referente', 'meeting.confirm', meeting, place);
    const { startsAt } = await c.state('meeting', meeting);
    await c.until(later(startsAt, { hours: 2 }));
  };

  it(
    rule(
      'refusalReasons',
      'a refusal carries its reasons to its carrier (§4b), where the charter requires them',
    ),
    async () => {
      const p = await c.submit('nadia', call);
      const o = await c.object('farid', p);
      expect(
        await c.refused('referente', 'outcome.record', p, { outcome: 'refused', reasons: 'Trop tôt.' }),
      ).toBe('outcome.before-meeting');
      await meet(p);
      if (c.rules.refusalReasons.value === 'required')
        expect(await c.refused('referente', 'outcome.record', p, { outcome: 'refused' })).toBe(
          'outcome.reasons-required',
        );
      await c.does('referente', 'outcome.record', p, {
        outcome: 'refused',
        reasons: 'Le public n’est pas atteint.',
      });
      expect(await c.state('proposal', p)).toMatchObject({ status: 'refused', holds: [] });
      expect(await c.state('objection', o)).toMatchObject({ status: 'upheld' });
      const [told] = await c.sent('outcome.carrier', '@nadia');
      expect(told?.text).toContain('Le public n’est pas atteint.');
      expect(await c.refused('farid', 'outcome.record', p, { outcome: 'chosen' })).toBe(
        'rights.coordinator-only',
      );
    },
  );

  it('what was noted wrongly is corrected by noting it again; nothing is erased', async () => {
    const p = await c.submit('nadia', call);
    const o = await c.object('farid', p);
    await meet(p);
    await c.does('referente', 'outcome.record', p, { outcome: 'refused', reasons: 'Trop loin.' });
    await c.does('referente', 'outcome.record', p, { outcome: 'adopted', modification: 'Dans le quartier.' });
    expect(await c.state('proposal', p)).toMatchObject({ status: 'adopted' });
    expect(await c.state('objection', o)).toMatchObject({ status: 'lifted' });
    expect((await c.events('OutcomeRecorded')).map((e) => [e.data.outcome, e.data.corrects])).toEqual([
      ['refused', false],
      ['adopted', true],
    ]);
    expect(await c.sent('outcome.carrier', '@nadia')).toHaveLength(2);
  });

  it('choosing one of two that compete doesn’t validate the other: it is decided too', async () => {
    const [p, q] = [await c.submit('nadia', call), await c.submit('farid', call)];
    for (const one of [p, q]) await c.tick(one);
    await c.does('lise', 'competition.declare', p, { with: q, reason: 'La même salle, le même jour.' });
    await meet(p);
    await c.does('referente', 'outcome.record', p, { outcome: 'chosen' });
    expect(await c.statusOf(q)).toBe('contested');
    await c.does('referente', 'outcome.record', q, {
      outcome: 'not-selected',
      reasons: 'La salle est prise.',
    });
    expect([await c.statusOf(p), await c.statusOf(q)]).toEqual(['chosen', 'not-selected']);
    expect(await c.state('competition', 'K1')).toMatchObject({ status: 'ended' });
    const [told] = await c.sent('outcome.carrier', '@farid');
    expect(told?.text).toContain('La salle est prise.');
  });

  it('whichever is recorded first: the one that is passed over leaves the other to the plenary, not to silence', async () => {
    const [p, q] = [await c.submit('nadia', call), await c.submit('farid', call)];
    for (const one of [p, q]) await c.tick(one);
    await c.does('lise', 'competition.declare', p, { with: q, reason: 'La même salle, le même jour.' });
    await meet(p);
    const reasons = 'La salle est prise.';
    await c.does('referente', 'outcome.record', q, { outcome: 'not-selected', reasons });
    expect(await c.statusOf(p)).toBe('contested');
    await c.does('referente', 'outcome.record', p, { outcome: 'chosen' });
    expect([await c.statusOf(p), await c.statusOf(q)]).toEqual(['chosen', 'not-selected']);
    expect(await c.state('competition', 'K1')).toMatchObject({ status: 'ended' });
    expect(await c.events('ProposalValidated')).toEqual([]);
  });

  it('an objection that its author lifts at the plenary validates the proposal then', async () => {
    const p = await c.submit('nadia', call);
    await c.tick(p);
    const o = await c.object('farid', p);
    await meet(p);
    await c.does('farid', 'objection.lift', o);
    expect(await c.state('proposal', p)).toMatchObject({ status: 'validated', basis: 'lifted' });
    expect(await c.refused('referente', 'outcome.record', p, { outcome: 'chosen' })).toBe(
      'outcome.no-meeting',
    );
  });
});

/** Counted here once more, apart from the service: day of the week, recess, hours. Holidays are left aside. */
function convenable(c: Concertation, at: string): boolean {
  const local = Temporal.Instant.from(at).toZonedDateTimeISO(c.charter.zone);
  const day = local.toPlainDate().toString().slice(5);
  const time = local.toPlainTime().toString().slice(0, 5);
  const { from, to } = c.rules.conveningHours.value;
  const away = c.rules.recess.value.some((r) =>
    r.from <= r.to ? r.from <= day && day <= r.to : r.from <= day || day <= r.to,
  );
  return c.rules.workingDays.value.includes(local.dayOfWeek) && !away && from <= time && time <= to;
}

/** The first whole hour from that instant on at which one may be convened. */
function convenableFrom(c: Concertation, at: string): string {
  let found = at;
  while (!convenable(c, found)) found = later(found, { hours: 1 });
  return found;
}
