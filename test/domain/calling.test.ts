// Calls for proposals: prepared, opened, reviewed, given more time. Charter 000 §4 a.

import { describe, expect, it } from 'vitest';
import { belgianHolidays as holidays } from '../../src/app/holidays.ts';
import { type Call, evolveCall } from '../../src/domain/call.ts';
import type { AskedTerms } from '../../src/domain/calling.ts';
import { draftCall, dropCall, noteReached, openCall, prolong, review } from '../../src/domain/calling.ts';
import { at as brussels } from '../support/brussels.ts';
import {
  assembly,
  call,
  charter,
  charterSaying,
  charterWith,
  closesAt,
  institution,
  openProposal,
  opensAt,
  referente,
  text,
  validatedProposal,
} from '../support/given.ts';
import { rule } from '../support/rule.ts';

const asked: AskedTerms = {
  title: text('t'),
  frame: text('synthese'),
  fund: 10_000_000,
  frameEndsAt: null,
  objectives: ['T1'],
  criteria: [],
  proposalsUntil: null,
  closesAt,
};
const open = (part: Partial<AskedTerms> = {}, rules = charter, draft: Call | undefined = undefined) =>
  openCall({ ...asked, ...part }, opensAt, referente, { assembly, charter: rules, holidays, draft });

describe('ouvrir un appel', () => {
  it('announces both deadlines, the fund, the objectives and the frame; the period begins at once', () => {
    const proposalsUntil = '2026-11-30T22:59:00.000Z';
    expect(open({ proposalsUntil })).toMatchObject([
      {
        name: 'CallOpened',
        data: {
          call: 'C2',
          charter: 'essai-2026@1',
          opensAt,
          proposalsUntil,
          closesAt,
          fund: 10_000_000,
          objectives: ['T1'],
          frame: text('synthese'),
        },
      },
    ]);
  });

  it('takes proposals until the deadline where nothing else is said', () => {
    expect(open()).toMatchObject([{ data: { proposalsUntil: closesAt } }]);
  });

  it.each<[string, Partial<AskedTerms>, object]>([
    [
      'a deadline at this very instant',
      { closesAt: opensAt },
      { refused: 'call.deadline-past', field: 'closesAt' },
    ],
    [
      'proposals until yesterday',
      { proposalsUntil: '2026-11-22T09:00:00.000Z' },
      { refused: 'call.deadline-past', field: 'proposalsUntil' },
    ],
    [
      'proposals that may come after the end of objections',
      { proposalsUntil: '2026-12-07T22:59:00.001Z' },
      { refused: 'call.deadlines-crossed', field: 'proposalsUntil' },
    ],
    [
      'a deadline more than two years away',
      { closesAt: '2028-11-26T09:00:00.000Z' },
      { refused: 'call.deadline-far', field: 'closesAt' },
    ],
  ])('refuses %s, and says which field', (_, part, refusal) => {
    expect(open(part)).toEqual(refusal);
  });

  it('refuses objections that end after the frame of the fund', () => {
    expect(open({ frameEndsAt: closesAt })).toMatchObject([{ name: 'CallOpened' }]);
    expect(open({ frameEndsAt: '2026-12-07T22:58:59.999Z' })).toMatchObject({
      refused: 'call.beyond-frame',
      field: 'closesAt',
    });
  });

  it(rule('silence', 'where nothing is decided by silence, no call is opened online'), () => {
    expect(open({}, charterWith('silence', 'none'))).toEqual({ refused: 'call.no-consent-online' });
  });

  it(rule('rollToWorkingDay', 'a deadline on a Sunday moves to the Monday where the charter says so'), () => {
    const sunday = brussels('2026-12-13', '23:59');
    const rolls = charterWith('rollToWorkingDay', true);
    expect(open({ closesAt: sunday })).toMatchObject([{ data: { closesAt: sunday } }]);
    const monday = brussels('2026-12-14', '23:59');
    expect(open({ closesAt: sunday }, rolls)).toMatchObject([
      { data: { closesAt: monday, proposalsUntil: monday } },
    ]);
  });

  it(rule('callCriteria', 'a call adds criteria of its own only where the charter lets it'), () => {
    const criteria = [{ id: 'appel-1', label: text('c') }];
    expect(open({ criteria })).toMatchObject([{ data: { criteria } }]);
    const fixed = charterWith('callCriteria', 'fixed');
    const refusal = { refused: 'call.criteria-fixed', field: 'criteria' };
    expect(open({ criteria }, fixed)).toEqual(refusal);
    expect(draftCall({ ...asked, criteria }, opensAt, referente, { assembly, charter: fixed })).toEqual(
      refusal,
    );
  });

  it(rule('reminders', 'the stages of the charter become instants, as far as they are still to come'), () => {
    const staged = charterWith('reminders', { daysBefore: [30, 7, 2] });
    expect(open({}, staged)).toMatchObject([
      { data: { reminders: [brussels('2026-11-30', '19:59'), brussels('2026-12-04', '19:59')] } },
    ]);
  });

  it(rule('reminders', 'where each proposal has its own period, the call itself reminds nobody'), () => {
    const rolling = charterSaying({
      reminders: { daysBefore: [2] },
      period: { kind: 'rolling', days: 14, minimumDays: 5 },
    });
    expect(open({}, rolling)).toMatchObject([{ data: { reminders: [] } }]);
  });
});

describe('préparer un appel', () => {
  const draft = call({ status: 'draft' });

  it('is seen by nobody; it keeps its number when it is opened', () => {
    expect(draftCall(asked, opensAt, referente, { assembly, charter })).toMatchObject([
      { name: 'CallDrafted', data: { call: 'C2' } },
    ]);
    expect(open({}, charter, draft)).toMatchObject([{ name: 'CallOpened', data: { call: 'C1' } }]);
  });

  it('can be dropped until it is opened, and is opened once', () => {
    expect(dropCall(opensAt, referente, { call: draft })).toMatchObject([{ name: 'CallDropped' }]);
    expect(dropCall(opensAt, referente, { call: call() })).toMatchObject({ refused: 'call.not-draft' });
    expect(open({}, charter, call())).toMatchObject({ refused: 'call.not-draft' });
  });
});

describe('les propositions sont toutes là', () => {
  const until = '2026-11-30T22:59:00.000Z';
  const collecting = call({ proposalsUntil: until, proposals: ['P1', 'P2'] });
  const proposals = [openProposal('P1'), validatedProposal('P2')];

  it('from their deadline on, and only those that live are reviewed', () => {
    expect(review(until, { call: collecting, proposals })).toMatchObject([
      { name: 'CallReviewed', data: { proposals: ['P1'] } },
    ]);
  });

  it.each([
    ['before that', '2026-11-30T22:58:59.999Z', collecting],
    ['once the call itself is over', closesAt, collecting],
    ['a second time', until, call({ proposalsUntil: until, status: 'reviewing' })],
  ])('nothing happens %s', (_, at, state) => {
    expect(review(at, { call: state, proposals })).toEqual([]);
  });
});

describe('donner plus de temps', () => {
  const later = '2026-12-14T22:59:00.000Z';
  const at = '2026-12-01T10:00:00.000Z';
  const give = (
    to: string | null,
    when = at,
    part: Partial<Call> = {},
    proposalsUntil: string | null = null,
  ) =>
    prolong({ closesAt: to, proposalsUntil, reason: text('r') }, when, referente, {
      call: call(part),
      charter,
      holidays,
      conflicted: false,
    });

  it(rule('period', 'the référente gives more time with a reason, to everybody alike'), () => {
    expect(give(later)).toMatchObject([
      {
        name: 'CallExtended',
        data: {
          fromClosesAt: closesAt,
          closesAt: later,
          proposalsUntil: later,
          cause: { kind: 'coordinator', by: referente, reason: text('r') },
        },
      },
    ]);
  });

  it('keeps what an outage gave before: the cap counts from the new deadline', () => {
    const extended = { closesAt: '2026-12-08T22:59:00.000Z' };
    expect(give(later, at, extended)).toMatchObject([
      { data: { firstClosesAt: '2026-12-13T22:59:00.000Z' } },
    ]);
  });

  it('gives more time to propose alone, also where proposals were all in', () => {
    const until = '2026-12-05T22:59:00.000Z';
    const own: Partial<Call> = { status: 'reviewing', proposalsUntil: '2026-11-30T22:59:00.000Z' };
    const [extended] = give(null, at, own, until) as never[];
    expect(extended).toMatchObject({ data: { fromClosesAt: closesAt, closesAt, proposalsUntil: until } });
    expect(evolveCall(call(own), extended as never)).toMatchObject({
      status: 'collecting',
      proposalsUntil: until,
      closesAt,
    });
    const field = 'proposalsUntil';
    expect(give(null, at, own, '2026-11-30T23:59:00.000Z')).toMatchObject({
      refused: 'call.deadline-past',
      field,
    });
    expect(give(null, at, { proposalsUntil: until }, '2026-12-04T22:59:00.000Z')).toMatchObject({
      refused: 'call.not-later',
      field,
    });
    expect(give(null, at, own, later)).toMatchObject({ refused: 'call.deadlines-crossed', field });
    expect(give(null)).toMatchObject({ refused: 'call.not-later', field: 'closesAt' });
  });

  it('leaves the deadline for proposals where it was its own', () => {
    const own = { proposalsUntil: '2026-12-02T22:59:00.000Z' };
    expect(give(later, at, own)).toMatchObject([{ data: own }]);
  });

  it.each<[string, string, string, Partial<Call>, string]>([
    ['less time', '2026-12-07T22:58:59.999Z', at, {}, 'call.not-later'],
    ['the same time', closesAt, at, {}, 'call.not-later'],
    ['more than two years', '2029-01-01T10:00:00.000Z', at, {}, 'call.deadline-far'],
    ['time beyond the frame of the fund', later, at, { frameEndsAt: closesAt }, 'call.beyond-frame'],
    ['time after the deadline', later, closesAt, {}, 'call.closed'],
    ['time to a closed call', later, at, { status: 'closed' }, 'call.closed'],
  ])('refuses %s', (_, to, when, part, refused) => {
    expect(give(to, when, part)).toMatchObject({ refused });
  });
});

describe(rule('reach', 'qui n’a pas reçu l’invitation'), () => {
  it('is reached otherwise when the référente says how, once', () => {
    const known = { call: call(), institution: institution('I2') };
    expect(noteReached({ how: 'phone' }, opensAt, referente, known)).toMatchObject([
      { name: 'InstitutionReached', data: { institution: 'I2', how: 'phone' } },
    ]);
    const again = { ...known, call: call({ reached: [{ institution: 'I2', how: 'mail', at: opensAt }] }) };
    expect(noteReached({ how: 'phone' }, opensAt, referente, again)).toEqual([]);
  });

  it('isn’t reached once it has left', () => {
    const left = { call: call(), institution: institution('I2', { status: 'left' }) };
    expect(noteReached({ how: 'phone' }, opensAt, referente, left)).toMatchObject({
      refused: 'institution.left',
    });
  });
});
