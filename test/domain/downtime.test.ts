// An outage inside a period gives the time back before anything is decided.

import { describe, expect, it } from 'vitest';
import { millisecondsBetween } from '../../src/domain/calendar.ts';
import { makeGoodCall, makeGoodProposal } from '../../src/domain/closing.ts';
import { concerning } from '../../src/domain/downtime.ts';
import {
  call,
  charter,
  charterSaying,
  charterWith,
  closesAt,
  openProposal,
  opensAt,
} from '../support/given.ts';
import { rule } from '../support/rule.ts';

const justAfter = '2026-12-07T22:59:10.000Z';
const hour = 3_600_000;

describe('une panne pendant le délai', () => {
  const outage = (from: string, to: string) => ({ edge: 'service', from, to });
  const good = (outages: ReturnType<typeof outage>[], part = {}, rules = charter, at = justAfter) =>
    makeGoodCall(at, {
      call: call(part),
      charter: rules,
      outages,
      reminders: () => ['2026-12-08T08:00:00.000Z'],
    });
  const lost = outage('2026-12-01T08:00:00.000Z', '2026-12-01T20:00:00.000Z');

  it(
    rule('downtime', 'longer than the charter tolerates gives the time back before anything is decided'),
    () => {
      expect(good([lost])).toMatchObject([
        {
          name: 'CallExtended',
          data: {
            fromClosesAt: closesAt,
            closesAt: '2026-12-08T10:59:00.000Z',
            firstClosesAt: closesAt,
            proposalsUntil: '2026-12-08T10:59:00.000Z',
            cause: { kind: 'outage', ...lost },
            article: 'assumption',
            reminders: ['2026-12-08T08:00:00.000Z'],
          },
        },
      ]);
    },
  );

  it.each([
    ['shorter than that', [outage('2026-12-01T08:00:00.000Z', '2026-12-01T09:00:00.000Z')]],
    ['before the period', [outage('2026-11-20T08:00:00.000Z', opensAt)]],
    ['after it', [outage(closesAt, '2026-12-08T08:00:00.000Z')]],
  ])('%s changes nothing', (_, outages) => {
    expect(good(outages)).toEqual([]);
  });

  it('counts by the longest one, not by their sum', () => {
    const events = good([
      outage('2026-11-25T08:00:00.000Z', '2026-11-25T10:00:00.000Z'),
      outage('2026-12-01T08:00:00.000Z', '2026-12-01T13:00:00.000Z'),
    ]);
    expect(events).toMatchObject([{ data: { closesAt: '2026-12-08T03:59:00.000Z' } }]);
  });

  it('that lasts over the deadline gives back the whole of it, so that people can speak again', () => {
    expect(good([outage('2026-12-07T20:59:00.000Z', '2026-12-08T01:59:00.000Z')])).toMatchObject([
      { data: { closesAt: '2026-12-08T03:59:00.000Z' } },
    ]);
  });

  it('is given back once, only from the deadline on, and not when all is over', () => {
    const later = { closesAt: '2026-12-08T10:59:00.000Z' };
    expect(good([lost], later, charter, '2026-12-08T10:59:10.000Z')).toEqual([]);
    expect(good([lost], {}, charter, '2026-12-07T22:58:59.999Z')).toEqual([]);
    expect(good([lost], { status: 'closed' })).toEqual([]);
  });

  it(rule('downtime', 'is given back up to the charter’s cap'), () => {
    const week = outage('2026-11-24T00:00:00.000Z', '2026-12-04T00:00:00.000Z');
    const capped = charterWith('downtime', { toleranceMinutes: 60, capHours: 24 });
    const [extended] = good([week], {}, capped) as unknown as { data: { closesAt: string } }[];
    expect(millisecondsBetween(closesAt, extended?.data.closesAt ?? '')).toBe(24 * hour);
  });

  it(rule('downtime', 'is given back up to the end of the fund’s frame'), () => {
    const frameEndsAt = '2026-12-08T02:00:00.000Z';
    expect(good([lost], { frameEndsAt })).toMatchObject([{ data: { closesAt: frameEndsAt } }]);
    expect(good([lost], { frameEndsAt: closesAt })).toEqual([]);
  });

  it(rule('downtime', 'is given back to a proposal that has a deadline of its own, too'), () => {
    const own = { opensAt, closesAt, firstClosesAt: closesAt };
    const rolling = charterSaying({ period: { kind: 'rolling', days: 14, minimumDays: 5 } });
    const of = (proposal = openProposal('P1', { own }), at = justAfter) =>
      makeGoodProposal(at, {
        call: call(),
        charter: rolling,
        proposal,
        outages: [lost],
        reminders: () => [],
      });
    expect(of()).toMatchObject([
      {
        name: 'PeriodExtended',
        data: { own: { closesAt: '2026-12-08T10:59:00.000Z', firstClosesAt: closesAt } },
      },
    ]);
    expect(of(openProposal('P1', { own }), '2026-12-07T22:58:59.999Z')).toEqual([]);
    expect(of(openProposal())).toEqual([]);
    expect(of(openProposal('P1', { own, status: 'withdrawn' }))).toEqual([]);
  });
});

describe('dont les gens ne passent pas par là', () => {
  const rooms = ['slack:T1:C1', 'sandbox:local:salon'];
  const of = (edge: string) => ({ edge, from: '2026-12-01T08:00:00.000Z', to: '2026-12-01T12:00:00.000Z' });
  it.each([
    ['service', true],
    ['web', true],
    ['slack:T1', true],
    ['sandbox', true],
    ['slack:T2', false],
    ['slack:T', false],
    ['discord', false],
  ])('an outage of %s concerns an assembly in slack:T1 and the local room: %s', (edge, is) => {
    expect(concerning(of(edge), { rooms })).toEqual(is ? of(edge) : undefined);
  });

  it.each([
    ['before the room was added there', '2026-12-01T12:00:00.000Z', undefined],
    [
      'in which the room was added there, from then on',
      '2026-12-01T10:00:00.000Z',
      '2026-12-01T10:00:00.000Z',
    ],
    ['after the room was added there', '2026-11-30T10:00:00.000Z', '2026-12-01T08:00:00.000Z'],
  ])('an outage %s', (_, added, from) => {
    const owed = concerning(of('slack:T1'), { rooms, since: { 'slack:T1:C1': added } });
    expect(owed).toEqual(from && { ...of('slack:T1'), from });
  });

  it('an outage of one of its platforms concerns it, though people could answer on the other', () => {
    const since = { 'sandbox:local:salon': '2026-12-01T20:00:00.000Z' };
    expect(concerning(of('slack:T1'), { rooms, since })).toEqual(of('slack:T1'));
    const two = ['slack:T1:C1', 'slack:T1:C2'];
    const later = { 'slack:T1:C2': '2026-12-01T20:00:00.000Z' };
    expect(concerning(of('slack:T1'), { rooms: two, since: later })).toEqual(of('slack:T1'));
  });
});
