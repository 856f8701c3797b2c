// A plenary in each of its situations, and everything that can happen to it.

import { belgianHolidays as holidays } from '../../../src/app/holidays.ts';
import {
  confirmMeeting,
  convene,
  conveneByDelay,
  release,
  remindToConvene,
  reschedule,
  setPlace,
} from '../../../src/domain/convening.ts';
import type { Decision } from '../../../src/domain/decision.ts';
import type { Meeting } from '../../../src/domain/meeting.ts';
import { recordOutcome } from '../../../src/domain/outcome.ts';
import {
  call,
  charter,
  charterWith,
  contestedProposal,
  farid,
  openProposal,
  referente,
} from '../../support/given.ts';

import { assembly, begun, inTime, type Situation, type Subject, words, worldOf } from './subject.ts';

const startsAt = '2026-12-08T09:00:00.000Z';
const convened: Meeting = { ...begun, startsAt, earliestAt: startsAt };
const onMeeting = (part: Partial<Meeting>, at = inTime): Situation => ({
  at,
  world: worldOf({
    'meeting:M1': { ...convened, ...part },
    'call:C1': call({ meetings: ['M1'] }),
    'proposal:P1': contestedProposal('P1', farid, { meeting: 'M1' }),
    'proposal:P2': contestedProposal('P2'),
  }),
});
const meetingAct = (decide: (at: string, m: Meeting) => Decision) => (s: Situation) =>
  decide(s.at, s.world.get('meeting:M1') as Meeting);
const held = contestedProposal('P1', farid, { meeting: 'M1' });
const sending = charterWith('convocation', { remindAfter: 1, deputyAfter: 2, sendAfter: 3 });
const convening = (m: Meeting, c = call()) => ({
  assembly,
  call: c,
  charter: sending,
  holidays,
  meeting: m,
  proposals: [held],
  institutions: ['I1'],
});

export const meetings: Subject = {
  key: 'meeting:M1',
  situations: {
    pr: onMeeting({ status: 'prepared', startsAt: null, sentAt: null }),
    cv: onMeeting({}),
    'cv.b': onMeeting({}, '2026-12-08T10:00:00.000Z'),
    he: onMeeting({ status: 'held' }, '2026-12-08T12:00:00.000Z'),
    ca: onMeeting({ status: 'cancelled', agenda: [] }),
  },
  acts: {
    'meeting.confirm': meetingAct((at, m) =>
      confirmMeeting({ startsAt: null, place: words, early: false }, at, referente, convening(m)),
    ),
    'meeting.move': meetingAct((at, m) =>
      confirmMeeting(
        { startsAt: '2026-12-16T10:00:00.000Z', place: null, early: false },
        at,
        referente,
        convening(m),
      ),
    ),
    'meeting.place': meetingAct((at, m) => setPlace({ place: words }, at, referente, { meeting: m })),
    'outcome.record': meetingAct((at, m) =>
      recordOutcome({ outcome: 'chosen', modification: null, reasons: null }, at, referente, {
        proposal: held,
        meeting: m,
        charter,
        conflicted: false,
        objections: [],
      }),
    ),
    'timer.remind': meetingAct((at, m) => remindToConvene(['referente'], at, m)),
    'timer.send': meetingAct((at, m) => conveneByDelay(at, convening(m))),
    'hold.joins': meetingAct((at, m) =>
      convene([contestedProposal('P2')], at, { ...convening(m), meetings: [m] }),
    ),
    'hold.goes.last': meetingAct((at, m) => release([openProposal('P1', { meeting: 'M1' })], at, [m])),
    'hold.goes.one': meetingAct((at, m) =>
      release([openProposal('P1', { meeting: 'M1' })], at, [{ ...m, agenda: [...m.agenda, 'P2'] }]),
    ),
    'deadline.moves': meetingAct((at, m) =>
      reschedule(at, convening(m, call({ closesAt: '2026-12-18T22:59:00.000Z' }))),
    ),
  },
};
