// The judge of histories: the same for plenaries, reminders and rights.

import { describe, expect, it } from 'vitest';
import {
  ahead,
  consent,
  contested,
  convened,
  dan,
  eve,
  faultsOf,
  onP2,
  outcome,
  renamed,
  saying,
  second,
  start,
  version,
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
  plenary,
  tooLate,
} from './handmade.ts';
import { readHistory } from './judge-history.ts';

describe('convening', () => {
  const sent = (more: object, at = inTime): Happening[] =>
    ahead('ObjectionLifted', happenings, ['ConvocationSent', { ...convened, ...more }, at]);
  it.each<[string, Happening[], string]>([
    ['a hold without a plenary', without('AgendaItemAdded'), 'P2 is held and on no agenda'],
    ['about nothing', without('AgendaItemRemoved', 'ProposalValidated'), 'P1 is free and on an agenda'],
    [
      'cancelled with something left',
      renamed('AgendaItemRemoved', 'MeetingCancelled'),
      'something was left on its agenda',
    ],
    [
      'a date too early',
      saying('MeetingPrepared', { earliestAt: '2026-12-01T08:00:00.000Z' }),
      'the first date is 2026-12-08',
    ],
    [
      'reminders too late',
      saying('MeetingPrepared', { waits: { ...plenary.waits, sendAt: start } }),
      'it waits',
    ],
    [
      'before the deadline, though nobody asked for it',
      sent({ startsAt: '2026-12-02T09:00:00.000Z' }),
      'the last deadline is',
    ],
    ['in the evening', sent({ startsAt: '2026-12-08T19:00:00.000Z' }), 'outside the convening hours'],
    ['on a Sunday', sent({ startsAt: '2026-12-13T09:00:00.000Z' }), 'is a day off'],
    ['on Christmas', sent({ startsAt: '2026-12-25T09:00:00.000Z' }), 'is a day off'],
    ['by itself, where the charter waits', sent({ by: null }), 'nobody has convened it'],
    ['by a partner', sent({ by: bob }), 'u-bob is no coordinator'],
    ['without telling everybody', sent({ institutions: [] }), 'I1 are to be told'],
    ['an outcome before it', [...happenings, ['OutcomeRecorded', outcome, tooLate]], 'had not begun'],
    [
      'a refusal without reasons',
      [...sent({}), ['OutcomeRecorded', { ...outcome, reasons: null }, start]],
      'without reasons',
    ],
    [
      'an outcome that ends objections otherwise',
      [
        ...sent({}),
        ['OutcomeRecorded', outcome, start],
        [
          'ObjectionSettled',
          { ...onP2, objection: 'O2', meeting: 'M1', how: 'lifted', author: eve, by: claire },
          start,
        ],
      ],
      'the meeting made it upheld',
    ],
    [
      'called off for no reason',
      [
        ...sent({}),
        ['ConvocationRevoked', { meeting: 'M1', call: 'C1', startsAt: start, ...plenary }, atClosing],
      ],
      'no deadline has moved',
    ],
  ])('%s', (_, events, sentence) => {
    expect(faultsOf(events)).toContainEqual(expect.stringContaining(sentence));
  });

  it('whose item went on to the next one still hears of the one that they had the notice of', () => {
    const course: Happening[] = [
      ...happenings.slice(
        0,
        happenings.findIndex(([name]) => name === 'ObjectionLifted'),
      ),
      ['ConvocationSent', convened],
      ['MeetingPrepared', { call: 'C1', meeting: 'M2', agenda: ['P1'], ...plenary }, start],
      ['ObjectionLifted', { ...onP2, objection: 'O2', author: bob, by: bob, words: null }, start],
      ['AgendaItemRemoved', { call: 'C1', meeting: 'M1', proposals: ['P2'] }, start],
    ];
    const told = readHistory(exportOf(course)).due.filter((due) => due.view === 'meeting.item-removed');
    expect(told.map((due) => due.to).sort()).toEqual(['salon', 'u-ana', 'u-bob']);
  });
});

describe('reminding', () => {
  const workday = '2026-12-01T09:00:00.000Z';
  const reminded = (more: object, at = workday): Happening[] => {
    const said = { call: 'C1', proposals: ['P1', 'P2'], institutions: ['I2'], persons: ['u-dan'], ...more };
    const member: Happening = ['MandateConfirmed', { mandate: 'u-dan~I2', ...dan, by: claire }];
    return ahead('ProposalValidated', happenings, second, member, ['RemindersSent', said, at]);
  };
  it('those who owe an answer, by day', () => {
    expect(faultsOf(reminded({})).filter((f) => f.includes('RemindersSent'))).toEqual([]);
  });

  it.each<[string, Happening[], string]>([
    ['at night', reminded({}, '2026-12-01T22:00:00.000Z'), 'is a quiet hour'],
    ['on a Sunday', reminded({}, '2026-11-29T09:00:00.000Z'), 'is a day off'],
    ['the carrier', reminded({ persons: ['u-dan', 'u-bob'] }), 'u-bob owes no answer'],
    [
      'somebody who has answered everything',
      [
        ...reminded({}).slice(0, 14),
        second,
        consent(dan),
        consent(dan, onP2),
        ['RemindersSent', { call: 'C1', proposals: [], institutions: [], persons: ['u-dan'] }, workday],
      ],
      'u-dan owes no answer',
    ],
  ])('%s', (_, events, sentence) => {
    expect(faultsOf(events)).toContainEqual(expect.stringContaining(sentence));
  });
});

describe('having a right', () => {
  it.each<[string, Happening[], string]>([
    [
      'a mandate confirmed by its own person',
      [...happenings, ['MandateConfirmed', { mandate: 'u-eve~I1', ...eve, by: eve }, tooLate]],
      'u-eve is no coordinator',
    ],
    [
      'a mandate handed on by somebody whom nobody confirmed',
      [
        ...happenings,
        ['MandateClaimed', { mandate: 'u-eve~I1', ...eve }, tooLate],
        ['MandateEnded', { mandate: 'u-eve~I1', ...eve, by: eve, successor: 'u-fay' }, tooLate],
        ['MandateConfirmed', { mandate: 'u-fay~I1', ...eve, person: 'u-fay', by: eve }, tooLate],
      ],
      'u-eve is no coordinator',
    ],
    [
      'a deputy whose time is over',
      [
        ...happenings,
        [
          'CoordinatorAppointed',
          { person: 'u-eve', role: 'deputy', until: '2026-12-01T00:00:00.000Z', by: claire },
        ],
        ['CallDropped', { call: 'C1', by: eve }, tooLate],
        ['CoordinatorReleased', { person: 'u-eve', role: 'deputy', by: eve }, tooLate],
      ],
      'u-eve is no coordinator',
    ],
    [
      'a version by somebody else',
      ahead('ProposalValidated', happenings, version({ by: ana })),
      'u-ana does not act for its carrier',
    ],
    [
      'a version out of turn',
      ahead('ProposalValidated', happenings, version({ version: 3 })),
      'the version before is 1',
    ],
    [
      'an editorial change contested twice',
      ahead('ProposalValidated', happenings, version({}), contested(), contested()),
      'or was contested already',
    ],
    [
      'something that the judge does not know',
      [...happenings, ['SomethingNew', onP2, tooLate]],
      'does not know',
    ],
  ])('%s', (_, events, sentence) => {
    expect(faultsOf(events)).toContainEqual(expect.stringContaining(sentence));
  });
});
