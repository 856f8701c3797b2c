// The extraordinary plenary that a call's holds bring about, up to its cancellation. Convening it, and
// what happens inside, come with the meetings.

import { type Assembly, nextRef } from './assembly.ts';
import { earliestMeeting, type Holidays, type NoticeReckoning } from './calendar.ts';
import type { Call } from './call.ts';
import { articleOf, type Charter } from './charter.ts';
import { type Decision, event } from './decision.ts';
import type { EventOf } from './events.ts';

interface MeetingBase {
  id: string;
  kind: 'extraordinary';
  call: string;
  /** The proposals to be taken up. */
  agenda: string[];
  earliestAt: string;
  reckoning: NoticeReckoning;
  preparedAt: string;
}
export type Meeting = (MeetingBase & { status: 'prepared' }) | (MeetingBase & { status: 'cancelled' });

type MeetingEvent =
  | EventOf<'MeetingPrepared'>
  | EventOf<'MeetingMoved'>
  | EventOf<'AgendaItemAdded'>
  | EventOf<'AgendaItemRemoved'>
  | EventOf<'MeetingCancelled'>;

export function evolveMeeting(state: Meeting | undefined, e: MeetingEvent): Meeting {
  if (e.name === 'MeetingPrepared') {
    const { meeting, kind, call, agenda, earliestAt, reckoning } = e.data;
    return { id: meeting, status: 'prepared', kind, call, agenda, earliestAt, reckoning, preparedAt: e.at };
  }
  if (!state) throw new Error(`${e.name} before MeetingPrepared`);
  switch (e.name) {
    case 'MeetingMoved':
      return { ...state, earliestAt: e.data.earliestAt, reckoning: e.data.reckoning };
    case 'AgendaItemAdded':
      return { ...state, agenda: [...state.agenda, e.data.proposal] };
    case 'AgendaItemRemoved':
      return { ...state, agenda: state.agenda.filter((p) => p !== e.data.proposal) };
    case 'MeetingCancelled':
      return { ...state, status: 'cancelled' };
  }
}

/**
 * A hold has arrived (000 §4 b: the référente convenes an extraordinary plenary): prepares the call's
 * plenary at once, or puts the proposal on the agenda of the one prepared already. Its first possible
 * date respects the charter's notice and isn't before the call's deadline.
 */
export function convene(
  proposal: string,
  at: string,
  state: {
    assembly: Assembly;
    call: Call;
    charter: Charter;
    meeting: Meeting | undefined;
    holidays: Holidays;
  },
): Decision {
  const { assembly, call, charter, meeting, holidays } = state;
  if (meeting?.status === 'prepared') {
    if (meeting.agenda.includes(proposal)) return [];
    return [event('AgendaItemAdded', at, { meeting: meeting.id, call: call.id, proposal })];
  }
  const { at: earliestAt, reckoning } = earliestMeeting(charter, holidays, at, call.closesAt);
  return [
    event('MeetingPrepared', at, {
      meeting: nextRef(assembly, 'M'),
      call: call.id,
      kind: 'extraordinary',
      agenda: [proposal],
      earliestAt,
      reckoning,
      article: articleOf(charter, 'onObjection'),
    }),
  ];
}

/**
 * The last hold of a proposal has gone: it leaves the agenda of the plenary prepared for it; when nothing
 * is left on it, the plenary is cancelled.
 */
export function release(
  proposal: string,
  at: string,
  state: { call: Call; meeting: Meeting | undefined },
): Decision {
  const { call, meeting } = state;
  if (meeting?.status !== 'prepared' || !meeting.agenda.includes(proposal)) return [];
  const name = meeting.agenda.length === 1 ? 'MeetingCancelled' : 'AgendaItemRemoved';
  return [event(name, at, { meeting: meeting.id, call: call.id, proposal })];
}

/**
 * The call’s deadline has moved: a plenary in preparation isn’t before it either. Decides nothing where
 * its date still holds.
 */
export function reschedule(
  at: string,
  state: { call: Call; charter: Charter; meeting: Meeting | undefined; holidays: Holidays },
): Decision {
  const { call, charter, meeting, holidays } = state;
  if (meeting?.status !== 'prepared' || meeting.earliestAt >= call.closesAt) return [];
  const { at: earliestAt, reckoning } = earliestMeeting(charter, holidays, at, call.closesAt);
  return [event('MeetingMoved', at, { meeting: meeting.id, call: call.id, earliestAt, reckoning })];
}
