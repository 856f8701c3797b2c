// Convening the extraordinary plenary: prepared by the first hold, confirmed, moved, joined, cancelled. 000 §4 b.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { belgianHolidays as holidays } from '../../src/app/holidays.ts';
import type { Call } from '../../src/domain/call.ts';
import type { Charter } from '../../src/domain/charter.ts';
import {
  confirmMeeting,
  convene,
  conveneByDelay,
  release,
  remindToConvene,
  reschedule,
  setPlace,
} from '../../src/domain/convening.ts';
import type { DomainEvent } from '../../src/domain/events.ts';
import { evolveMeeting, isAhead, type Meeting } from '../../src/domain/meeting.ts';
import type { Proposal } from '../../src/domain/proposal.ts';
import { evolveProposal } from '../../src/domain/proposal-changes.ts';
import { at as brussels } from '../support/brussels.ts';
import {
  assembly,
  call,
  charter,
  charterSaying,
  charterWith,
  competingProposal,
  contestedProposal,
  farid,
  openProposal,
  referente,
  text,
} from '../support/given.ts';
import { rule } from '../support/rule.ts';

/** Wednesday 25 November 2026; the call closes on Monday 7 December. */
const at = brussels('2026-11-25', '11:00');
const state = (part: Partial<Parameters<typeof convene>[2]> = {}) => ({
  assembly,
  call: call(),
  charter,
  holidays,
  meetings: [],
  ...part,
});
const contested = (part = {}): Proposal => contestedProposal('P1', farid, part);
const prepare = (rules: Charter = charter, when = at, calls: Call = call()): Meeting => {
  const [event] = convene([contested()], when, state({ charter: rules, call: calls })) as [never];
  return evolveMeeting(undefined, event);
};
const prepared = prepare();
const confirm = (
  command: { startsAt?: string; place?: string; early?: boolean } = {},
  meeting = prepared,
  when = at,
  rules = charter,
) =>
  confirmMeeting(
    {
      startsAt: command.startsAt ?? null,
      place: command.place ? text(command.place) : null,
      early: command.early ?? false,
    },
    when,
    referente,
    { ...state({ charter: rules }), proposals: [contested()], meeting, institutions: ['I1', 'I2'] },
  );
const sent = (meeting = prepared, startsAt?: string) =>
  evolveMeeting(meeting, (confirm(startsAt ? { startsAt } : {}, meeting) as [never])[0]);
const convened = sent();

describe('le premier obstacle d’un appel', () => {
  it(
    rule(
      'onObjection',
      'an objection prepares a plenary at once (§4b), not before the deadline, with its first date',
    ),
    () => {
      expect(convene([contested()], at, state())).toMatchObject([
        {
          name: 'MeetingPrepared',
          data: {
            meeting: 'M1',
            kind: 'extraordinary',
            agenda: ['P1'],
            earliestAt: brussels('2026-12-08', '09:00'),
            article: '2',
          },
        },
      ]);
    },
  );

  it(rule('onCompetition', 'a competition does so too (§4b)'), () => {
    expect(convene([competingProposal()], at, state())).toMatchObject([
      { name: 'MeetingPrepared', data: { article: 'assumption' } },
    ]);
  });

  it(
    rule('notice', 'its first date leaves the charter’s notice, five working days between by default'),
    () => {
      const late = brussels('2026-12-07', '10:00');
      expect(convene([contested()], late, state())).toMatchObject([
        { data: { earliestAt: brussels('2026-12-15', '09:00') } },
      ]);
      const clear = charterWith('notice', { days: 10, unit: 'clear' });
      expect(convene([contested()], late, state({ charter: clear }))).toMatchObject([
        { data: { earliestAt: brussels('2026-12-18', '09:00') } },
      ]);
    },
  );

  it(rule('recess', 'its first date is not in the recess of the charter'), () => {
    const off = charterWith('recess', [{ from: '12-08', to: '01-08' }]);
    expect(prepare(off).earliestAt).toBe(brussels('2027-01-11', '09:00'));
  });

  it('is convened once; a proposal that stands on an agenda isn’t put on another', () => {
    const stands = state({ meetings: [prepared] });
    expect(convene([contested({ meeting: 'M1' })], at, stands)).toEqual([]);
  });

  it('goes to the next plenary where the one that it was put to has begun', () => {
    const begun: Meeting = { ...prepared, status: 'convened', startsAt: at };
    expect(convene([contested({ meeting: 'M1' })], at, state({ meetings: [begun] }))).toMatchObject([
      { name: 'MeetingPrepared', data: { agenda: ['P1'] } },
    ]);
  });
});

it('several proposals that are held together stand on one agenda, whose date suits the last of them', () => {
  const own = { opensAt: at, closesAt: brussels('2026-12-11', '23:59'), firstClosesAt: at };
  const late = contestedProposal('P2', farid, { own });
  expect(convene([contested(), late], at, state())).toMatchObject([
    {
      name: 'MeetingPrepared',
      data: { agenda: ['P1', 'P2'], earliestAt: brussels('2026-12-14', '09:00') },
    },
  ]);
  expect(convene([contested(), late], at, state({ meetings: [convened] }))).toMatchObject([
    { name: 'AgendaItemAdded', data: { meeting: 'M1', proposals: ['P1'] } },
    { name: 'MeetingPrepared', data: { agenda: ['P2'] } },
  ]);
});

describe('un obstacle de plus', () => {
  const second = contestedProposal('P2');
  const join = (meeting: Meeting, when = at, proposal: Proposal = second) =>
    convene([proposal], when, state({ meetings: [meeting] }));

  it('joins what isn’t convened yet', () => {
    expect(join(prepared)).toMatchObject([
      { name: 'AgendaItemAdded', data: { meeting: 'M1', proposals: ['P2'] } },
    ]);
  });

  it('joins a convened one while its notice can still be kept, else gets the next', () => {
    const far = sent(prepared, brussels('2026-12-10', '14:00'));
    expect(join(far, brussels('2026-12-02', '11:00'))).toMatchObject([{ name: 'AgendaItemAdded' }]);
    expect(join(far, brussels('2026-12-03', '11:00'))).toMatchObject([
      { name: 'MeetingPrepared', data: { agenda: ['P2'] } },
    ]);
  });

  it('gets the next where its own deadline comes after the date', () => {
    const own = { opensAt: at, closesAt: brussels('2026-12-11', '23:59'), firstClosesAt: at };
    expect(join(convened, at, contestedProposal('P2', farid, { own }))).toMatchObject([
      { name: 'MeetingPrepared' },
    ]);
  });

  it.each<[string, Meeting]>([
    ['cancelled', { ...prepared, status: 'cancelled' }],
    ['held', { ...convened, status: 'held' }],
  ])('gets the next where the former is %s', (_, meeting) => {
    expect(join(meeting)).toMatchObject([{ name: 'MeetingPrepared' }]);
  });

  it('gets the next once the former has begun', () => {
    expect(join(convened, convened.startsAt ?? '')).toMatchObject([{ name: 'MeetingPrepared' }]);
  });
});

describe('la référente convoque', () => {
  it('at the date that was prepared, at the place that she gives, and it goes to every institution', () => {
    expect(confirm({ place: 'salle' })).toMatchObject([
      {
        name: 'ConvocationSent',
        data: {
          startsAt: prepared.earliestAt,
          place: text('salle'),
          institutions: ['I1', 'I2'],
          by: referente,
          formerly: null,
          agenda: ['P1'],
        },
      },
    ]);
  });

  it('reckons from the day on which it leaves: waiting makes it later', () => {
    expect(confirm({}, prepared, brussels('2026-12-04', '11:00'))).toMatchObject([
      { data: { startsAt: brussels('2026-12-14', '09:00') } },
    ]);
  });

  it.each([
    [
      rule('notice', 'a date that leaves too little notice'),
      '2026-12-09',
      '10:00',
      '2026-12-03',
      'meeting.too-early',
    ],
    [rule('workingDays', 'a Saturday'), '2026-12-12', '10:00', '2026-11-25', 'meeting.not-convenable'],
    [rule('holidays', 'Christmas Day'), '2026-12-25', '10:00', '2026-11-25', 'meeting.not-convenable'],
    [
      rule('conveningHours', 'eight in the evening'),
      '2026-12-10',
      '20:00',
      '2026-11-25',
      'meeting.not-convenable',
    ],
    ['a date before the end of objections', '2026-12-07', '10:00', '2026-11-25', 'meeting.before-deadline'],
  ])('is refused %s, with the first date that could be', (_, date, time, when, refused) => {
    const refusal = confirm({ startsAt: brussels(date, time) }, prepared, brussels(when, '11:00'));
    expect(refusal).toMatchObject({ refused, field: 'startsAt', params: { earliest: expect.any(String) } });
  });

  it('may choose a date before the end of objections, with the notice all the same', () => {
    const early = brussels('2026-12-07', '10:00');
    expect(confirm({ startsAt: early, early: true })).toMatchObject([{ data: { startsAt: early } }]);
    expect(confirm({ startsAt: brussels('2026-12-02', '10:00'), early: true })).toMatchObject({
      refused: 'meeting.too-early',
    });
  });

  it('moves what was convened, keeps the place, and says the former date', () => {
    const placed = { ...convened, place: text('salle') };
    const later = brussels('2026-12-16', '14:00');
    expect(confirm({ startsAt: later }, placed)).toMatchObject([
      { data: { startsAt: later, formerly: convened.startsAt, place: text('salle') } },
    ]);
  });

  it('gives the place later, once it is convened and until it begins', () => {
    const place = (meeting: Meeting, when = at) =>
      setPlace({ place: text('salle') }, when, referente, { meeting });
    expect(place(convened)).toMatchObject([{ name: 'PlaceSet' }]);
    expect(place(prepared)).toMatchObject({ refused: 'meeting.not-convened' });
    expect(place(convened, convened.startsAt ?? '')).toMatchObject({ refused: 'meeting.over' });
  });

  it.each<[string, Meeting]>([
    ['cancelled', { ...prepared, status: 'cancelled' }],
    ['held', { ...convened, status: 'held' }],
  ])('does nothing with one that is %s', (_, meeting) => {
    expect(confirm({}, meeting)).toMatchObject({ refused: 'meeting.over' });
  });
});

describe(rule('convocation', 'personne n’a convoqué'), () => {
  const waits = (sendAfter: number | null) =>
    charterSaying({ convocation: { remindAfter: 1, deputyAfter: 2, sendAfter } });
  const alone = (meeting: Meeting, when: string, rules = waits(3)) =>
    conveneByDelay(when, {
      ...state({ charter: rules }),
      proposals: [contested()],
      meeting,
      institutions: ['I1'],
    });

  it('the référente, then her deputy, then the delay: counted in working days', () => {
    // Friday 27 November: Monday, Tuesday, Wednesday.
    expect(prepare(waits(3), brussels('2026-11-27', '16:00')).waits).toEqual({
      remindAt: brussels('2026-11-30', '16:00'),
      deputyAt: brussels('2026-12-01', '16:00'),
      sendAt: brussels('2026-12-02', '16:00'),
    });
  });

  it('it goes out by itself, the place to follow, and not before', () => {
    const meeting = prepare(waits(3));
    const sendAt = meeting.waits.sendAt ?? '';
    expect(alone(meeting, '2026-11-30T09:59:59.999Z')).toEqual([]);
    expect(alone(meeting, sendAt)).toMatchObject([
      { name: 'ConvocationSent', data: { by: null, place: null, startsAt: brussels('2026-12-08', '09:00') } },
    ]);
    expect(alone({ ...meeting, status: 'convened' }, sendAt)).toEqual([]);
  });

  it('it waits for ever where the charter says so', () => {
    expect(alone(prepare(waits(null)), '2027-11-25T10:00:00.000Z', waits(null))).toEqual([]);
  });

  it('nobody is reminded of what is convened, nor where nobody is there', () => {
    expect(remindToConvene(['referente'], at, prepared)).toMatchObject([{ name: 'ConveningReminded' }]);
    expect(remindToConvene(['referente'], at, convened)).toEqual([]);
    expect(remindToConvene([], at, prepared)).toEqual([]);
  });
});

it('what is held stands, once it is convened, on exactly one agenda that is still to come', () => {
  const hour = (n: number) => new Date(Date.parse(at) + n * 3_600_000).toISOString();
  const some = fc.record({
    status: fc.constantFrom('prepared', 'convened', 'held', 'cancelled'),
    startsAt: fc.integer({ min: -500, max: 900 }).map(hour),
  });
  fc.assert(
    fc.property(fc.array(some, { maxLength: 4 }), fc.integer({ min: 0, max: 4 }), (those, on) => {
      const meetings = those.map(({ status, startsAt }, i): Meeting => {
        const known = { ...prepared, id: `M${i + 1}`, agenda: [], status };
        return { ...known, startsAt: status === 'prepared' ? null : startsAt };
      });
      const held = contested({ meeting: meetings[on]?.id ?? null });
      const decided = convene([held], at, state({ meetings, assembly: { ...assembly, counters: { M: 5 } } }));
      expect(decided.length).toBeLessThan(2);
      const now = decided.reduce((p: Proposal, e) => evolveProposal(p, 'P1', e), held);
      const stands = [...meetings, ...decided.flatMap(madeBy)].find((m) => m.id === now.meeting);
      expect(stands && isAhead(stands, at)).toBe(true);
      // So nothing can be recorded of it against one that began before its hold came.
      expect(stands?.startsAt == null || stands.startsAt > at).toBe(true);
    }),
  );
});

function madeBy(e: DomainEvent): Meeting[] {
  return e.name === 'MeetingPrepared' ? [{ ...evolveMeeting(undefined, e), id: e.data.meeting }] : [];
}

describe('plus rien à trancher', () => {
  it('cancels the plenary with its last item, and takes one of several off the agenda', () => {
    const held = openProposal('P1', { meeting: 'M1' });
    expect(release([held], at, [convened])).toMatchObject([{ name: 'MeetingCancelled' }]);
    const both = [held, openProposal('P2', { meeting: 'M1' })];
    const two = { ...convened, agenda: ['P1', 'P2'] };
    expect(release(both, at, [two])).toMatchObject([
      { name: 'MeetingCancelled', data: { proposals: ['P1', 'P2'] } },
    ]);
    expect(release([held], at, [two])).toMatchObject([{ name: 'AgendaItemRemoved' }]);
  });

  it('leaves what has begun, what was decided, and what stands elsewhere', () => {
    const held = openProposal('P1', { meeting: 'M1' });
    expect(release([held], convened.startsAt ?? '', [convened])).toMatchObject([
      { name: 'AgendaItemRemoved' },
    ]);
    const decided = { P1: { outcome: 'chosen' as const, at, by: referente, reasons: null } };
    expect(release([held], at, [{ ...convened, outcomes: decided }])).toEqual([]);
    expect(release([openProposal()], at, [convened])).toEqual([]);
    expect(release([held], at, [])).toEqual([]);
  });
});

describe('le délai a été prolongé', () => {
  const longer = call({ closesAt: brussels('2026-12-18', '23:59') });
  const moved = (meeting: Meeting, when = at, calls = longer) =>
    reschedule(when, { ...state({ call: calls }), meeting, proposals: [contested()] });

  it('what is being prepared gets a later date; what was convened is to be convened again', () => {
    expect(moved(prepared)).toMatchObject([
      { name: 'MeetingMoved', data: { earliestAt: brussels('2026-12-21', '09:00') } },
    ]);
    expect(moved(convened)).toMatchObject([
      {
        name: 'ConvocationRevoked',
        data: { startsAt: convened.startsAt, earliestAt: brussels('2026-12-21', '09:00') },
      },
    ]);
  });

  it('nothing changes where the date still holds, or has come', () => {
    expect(moved(prepared, at, call())).toEqual([]);
    expect(moved(sent(prepared, brussels('2026-12-22', '10:00')))).toEqual([]);
    expect(moved(convened, convened.startsAt ?? '')).toEqual([]);
  });
});
