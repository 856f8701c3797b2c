// The judge of histories: for each rule about deciding, objecting and competing, a course of events that
// breaks it and the sentence that says so.

import { describe, expect, it } from 'vitest';
import {
  ahead,
  changed,
  checklist,
  consent,
  ended,
  eve,
  faultsOf,
  onP2,
  saying,
  ticked,
  under,
  without,
} from './courses.ts';
import {
  ana,
  atClosing,
  bob,
  claire,
  exportOf,
  type Happening,
  happenings,
  inTime,
  objected,
  tooLate,
  validated,
} from './handmade.ts';
import { readHistory } from './judge-history.ts';

it('a history that keeps the rules has no faults', () => {
  expect(faultsOf(happenings)).toEqual([]);
});

describe('validating', () => {
  it.each<[string, Happening[], string]>([
    [
      'under an objection',
      [...happenings, changed(validated, { proposal: 'P2' }, tooLate)],
      'it is held by O2',
    ],
    ['what stands on an agenda', without('AgendaItemRemoved'), 'it is on the agenda of M1'],
    ['twice', [...happenings, [...validated]], 'it is validated already'],
    ['before the deadline', saying('ProposalValidated', {}, inTime), 'had not passed'],
    ['with a criterion that nobody checked', under({ criteria: checklist }), 'criteria public are unknown'],
    [
      'with a criterion that isn’t met',
      ahead('ProposalValidated', under({ criteria: checklist }), ticked(false)),
      'criteria public are not met',
    ],
    [
      'when too few were reached',
      saying(
        'ProposalValidated',
        { reached: [] },
        atClosing,
        under({ reach: { minimumPercent: 50, hoursBefore: 0 } }),
      ),
      'too few were reached',
    ],
    ['whoever came later counted in', saying('ProposalValidated', { present: 2 }), 'voices are present'],
    ['an answer left out', saying('ProposalValidated', { answers: [] }), 'it was answered by u-ana'],
    ['for a wrong reason', saying('ProposalValidated', { basis: 'consent' }), 'it rests on silence'],
    ['under another article', saying('ProposalValidated', { article: '9' }), 'another article'],
  ])('%s', (_, events, sentence) => {
    expect(faultsOf(events)).toContainEqual(expect.stringContaining(sentence));
  });
});

describe('closing', () => {
  it.each<[string, Happening[], string]>([
    ['a free proposal left undecided', without('ProposalValidated'), 'P1 was left undecided'],
    ['a deadline that nobody noticed', without('CallClosed'), 'never closed'],
    ['too early', saying('CallClosed', {}, inTime), 'had not passed'],
    ['wrongly counted', saying('CallClosed', { contested: [] }), 'contested are P2'],
    [
      'an extension beyond what an outage took',
      ahead('ProposalValidated', happenings, [
        'CallExtended',
        {
          call: 'C1',
          fromClosesAt: '2026-12-07T22:59:00.000Z',
          closesAt: '2026-12-09T22:59:00.000Z',
          firstClosesAt: '2026-12-07T22:59:00.000Z',
          proposalsUntil: '2026-12-09T22:59:00.000Z',
          cause: {
            kind: 'outage',
            edge: 'e',
            from: '2026-12-01T09:00:00.000Z',
            to: '2026-12-01T12:00:00.000Z',
          },
          reminders: [],
        },
        atClosing,
      ]),
      'more is given than was taken',
    ],
  ])('%s', (_, events, sentence) => {
    expect(faultsOf(events)).toContainEqual(expect.stringContaining(sentence));
  });
});

describe('objecting', () => {
  const raisedAgain = objected(onP2, 'O3', bob);
  it.each<[string, Happening[], string]>([
    ['in time, taken as late', saying('LateRemarkMade', {}, inTime), 'arrived in time'],
    [
      'late, taken as in time',
      [...happenings, [raisedAgain[0], raisedAgain[1], tooLate]],
      'the deadline had passed',
    ],
    ['twice', ahead('ObjectionLifted', happenings, raisedAgain), 'an objection standing already'],
    ['ended by a stranger', saying('ObjectionLifted', { by: bob }), 'u-bob had no right'],
    ['ended by a coordinator', saying('ObjectionLifted', { by: claire }), 'u-claire had no right'],
    ['ended twice', [...happenings, ended('ObjectionLifted', 'P1', 'O1', ana)], 'had ended already'],
    [
      'without the reason that is required',
      under({ counterProposal: 'required' }),
      'the charter requires a remedy',
    ],
    [
      'against a colleague, and nobody is told',
      ahead('ObjectionLifted', happenings, consent(eve)),
      'nobody was told that u-eve consents',
    ],
    [
      'entered by somebody without the right',
      saying('ObjectionRaised', { entered: { by: bob, source: 'phone' } }),
      'u-bob is no coordinator',
    ],
    [
      'entered silently',
      saying('ObjectionRaised', { entered: { by: claire, source: 'phone' } }),
      'nothing says that u-claire spoke for u-ana',
    ],
    ['gone without a trace', without('ObjectionRaised', 'MeetingPrepared', 'AgendaItemAdded'), 'no such'],
    ['with a number that was left out', saying('ObjectionRaised', { objection: 'O7' }), 'O1 would be'],
  ])('%s', (_, events, sentence) => {
    expect(faultsOf(events)).toContainEqual(expect.stringContaining(sentence));
  });

  it('a colleague with a confirmed mandate may end it', () => {
    const lifted = ended('ObjectionLifted', 'P2', 'O2', eve);
    const confirmed: Happening = ['MandateConfirmed', { mandate: 'u-eve~I1', ...eve, by: claire }, tooLate];
    const rights = (events: Happening[]) => faultsOf(events).filter((f) => f.includes('no right'));
    expect(rights([...happenings, confirmed, lifted])).toEqual([]);
    expect(rights([...happenings, lifted])).toHaveLength(1);
  });
});

describe('competing', () => {
  const declared: Happening = [
    'CompetitionDeclared',
    { competition: 'K1', call: 'C1', proposals: ['P1', 'P2'], by: ana, reason: null, article: '1' },
  ];
  const competes = ahead('ObjectionLifted', happenings, declared);
  const about = { competition: 'K1', call: 'C1', proposals: ['P1', 'P2'], by: claire };
  it.each<[string, Happening[], string]>([
    ['validated all the same', competes, 'it is held by K1'],
    [
      'withdrawn by a coordinator',
      [...competes, ['CompetitionWithdrawn', about, tooLate]],
      'u-claire had no right to end it',
    ],
    [
      'declared by a partner, dismissed by a coordinator',
      [...competes, ['CompetitionDismissed', { ...about, reason: { id: 'x' } }, tooLate]],
      'it waits for no answer',
    ],
    [
      'freed although both still compete',
      ahead('ProposalValidated', competes, [
        'CompetitionNarrowed',
        { ...about, freed: ['P2'], left: ['P1'] },
      ]),
      'P2 still competes',
    ],
  ])('%s', (_, events, sentence) => {
    expect(faultsOf(events)).toContainEqual(expect.stringContaining(sentence));
  });

  it('what people are told of it names it: one of the proposals may have left it before the letter leaves', () => {
    const { due } = readHistory(exportOf(competes));
    const told = due.filter(({ view }) => view.startsWith('competition.'));
    expect(told.map(({ to, view, names }) => [to, view, names])).toEqual([
      ['salon', 'competition.declared', 'K1'],
      ['u-bob', 'competition.declared', 'K1'],
      ['u-ana', 'competition.receipt', 'K1'],
    ]);
  });
});
