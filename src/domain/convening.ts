// Convening the extraordinary plenary: prepared by the first hold, confirmed or moved by the référente, sent
// by itself after the charter's delay, joined by later holds, cancelled when nothing holds any more.

import { type Assembly, nextRef } from './assembly.ts';
import { earliestMeeting, type Holidays, meetingAllowed } from './calendar.ts';
import type { Call } from './call.ts';
import { articleOf, type Charter } from './charter.ts';
import { afterWorkingDays, allowedMoment } from './deadlines.ts';
import { type Decision, event } from './decision.ts';
import type { DomainEvent } from './events.ts';
import { isAhead, type Meeting, type Waits } from './meeting.ts';
import type { Actor } from './people.ts';
import { lastDeadline } from './period.ts';
import type { Proposal } from './proposal.ts';
import { refuse } from './refusal.ts';
import type { TextRef } from './text.ts';

export interface Convening {
  assembly: Assembly;
  call: Call;
  charter: Charter;
  holidays: Holidays;
}

/** One plenary, and what is on its agenda. */
export interface Planned extends Convening {
  meeting: Meeting;
  proposals: Proposal[];
}

/**
 * A hold has arrived (000 §4 b: the référente convenes an extraordinary plenary): prepares the call's
 * plenary at once, or puts what is held on the agenda of one that stands while its notice can still be
 * kept. Its first possible date respects notice, days and hours, and isn't before the last deadline. What
 * stands on the agenda of one that is ahead stays there; one that has begun is no way to answer what came later.
 *
 * @param state with all plenaries of the call
 */
export function convene(
  proposals: readonly Proposal[],
  at: string,
  state: Convening & { meetings: readonly Meeting[] },
): DomainEvent[] {
  const { call, meetings } = state;
  const waiting = proposals.filter(
    (p) => p.holds.length > 0 && !meetings.some((m) => m.id === p.meeting && isAhead(m, at)),
  );
  const open = (p: Proposal) => meetings.find((m) => joins(p, m, at, state));
  const added = meetings.flatMap((m) => {
    const joining = waiting.filter((p) => open(p) === m).map((p) => p.id);
    if (joining.length === 0) return [];
    return [event('AgendaItemAdded', at, { meeting: m.id, call: call.id, proposals: joining })];
  });
  const next = waiting.filter((p) => !open(p));
  return next.length === 0 ? added : [...added, prepared(next, at, state)];
}

function prepared(agenda: Proposal[], at: string, state: Convening): DomainEvent {
  const { assembly, call, charter, holidays } = state;
  const notBefore = lastDeadline(call, agenda, charter);
  const { at: earliestAt, reckoning } = earliestMeeting(charter, holidays, at, notBefore);
  const competes = agenda[0]?.holds[0]?.kind === 'competition';
  return event('MeetingPrepared', at, {
    meeting: nextRef(assembly, 'M'),
    call: call.id,
    kind: 'extraordinary',
    agenda: agenda.map((p) => p.id),
    earliestAt,
    reckoning,
    waits: waits(charter, holidays, at),
    article: articleOf(charter, competes ? 'onCompetition' : 'onObjection'),
  });
}

/**
 * A plenary has begun and left the proposal undecided: it goes to the next one.
 *
 * Refuses `outcome.no-meeting` where nothing holds it or it was on no agenda, and `outcome.before-meeting`.
 */
export function reconvene(
  proposal: Proposal,
  at: string,
  state: Convening & { meetings: readonly Meeting[] },
): Decision {
  const own = state.meetings.find((m) => m.id === proposal.meeting);
  if (!own || proposal.holds.length === 0)
    return refuse('outcome.no-meeting', { params: { proposal: proposal.id } });
  if (isAhead(own, at)) return refuse('outcome.before-meeting', { params: { meeting: own.id } });
  return convene([proposal], at, state);
}

/** One that isn't convened yet takes in whatever comes; a convened one only what its notice still covers. */
function joins(proposal: Proposal, meeting: Meeting, at: string, state: Convening): boolean {
  if (!isAhead(meeting, at)) return false;
  if (meeting.status === 'prepared' || meeting.startsAt === null) return true;
  const { call, charter, holidays } = state;
  const notBefore = lastDeadline(call, [proposal], charter);
  return earliestMeeting(charter, holidays, at, notBefore).at <= meeting.startsAt;
}

function waits(charter: Charter, holidays: Holidays, at: string): Waits {
  const { remindAfter, deputyAfter, sendAfter } = charter.rules.convocation.value;
  const after = (days: number) =>
    allowedMoment(charter, holidays, afterWorkingDays(charter, holidays, at, days));
  return {
    remindAt: after(remindAfter),
    deputyAt: after(deputyAfter),
    sendAt: sendAfter === null ? null : after(sendAfter),
  };
}

/**
 * The last hold of these proposals has gone: they leave the agenda of the plenary prepared for them; when
 * nothing is left on it, the plenary is cancelled and everybody told.
 *
 * @param meetings those on whose agendas they stand
 */
export function release(
  proposals: readonly Proposal[],
  at: string,
  meetings: readonly Meeting[],
): DomainEvent[] {
  return meetings.flatMap((m) => {
    const gone = proposals.filter((p) => p.meeting === m.id && !m.outcomes[p.id]).map((p) => p.id);
    if (gone.length === 0) return [];
    const over = isAhead(m, at) && m.agenda.every((id) => gone.includes(id));
    const name = over ? 'MeetingCancelled' : 'AgendaItemRemoved';
    return [event(name, at, { meeting: m.id, call: m.call, proposals: gone })];
  });
}

/**
 * A deadline has moved: a plenary that isn't held yet isn't before it either. One in preparation gets a
 * later date; one that was convened is to be convened again. Decides nothing where its date still holds.
 */
export function reschedule(at: string, state: Planned): readonly DomainEvent[] {
  const { call, charter, holidays, meeting, proposals } = state;
  if (!isAhead(meeting, at) || meeting.early) return [];
  const deadline = lastDeadline(call, proposals, charter);
  if ((meeting.startsAt ?? meeting.earliestAt) >= deadline) return [];
  const { at: earliestAt, reckoning } = earliestMeeting(charter, holidays, at, deadline);
  const moved = { meeting: meeting.id, call: call.id, earliestAt, reckoning };
  if (meeting.startsAt === null) return [event('MeetingMoved', at, moved)];
  const again = { ...moved, startsAt: meeting.startsAt, waits: waits(charter, holidays, at) };
  return [event('ConvocationRevoked', at, again)];
}

/** Nobody has convened it after the charter's delay: says so to these people, once. */
export function remindToConvene(persons: string[], at: string, meeting: Meeting): Decision {
  if (meeting.status !== 'prepared' || persons.length === 0) return [];
  return [event('ConveningReminded', at, { meeting: meeting.id, call: meeting.call, persons })];
}

/**
 * The référente convenes, at the date that was prepared or at one of hers, and says where; or moves a
 * plenary that was convened already. The notice goes to every institution.
 *
 * Refuses `meeting.over`; `meeting.too-early` (the charter's notice, with the first possible date);
 * `meeting.before-deadline` unless `early`; `meeting.not-convenable` (a day off, a recess, outside the
 * convening hours).
 */
export function confirmMeeting(
  command: { startsAt: string | null; place: TextRef | null; early: boolean },
  at: string,
  by: Actor,
  state: Planned & { institutions: string[] },
): Decision {
  const { meeting, call, charter, holidays, proposals, institutions } = state;
  if (!isAhead(meeting, at)) return refuse('meeting.over', { params: { meeting: meeting.id } });
  const notBefore = command.early ? at : lastDeadline(call, proposals, charter);
  const earliest = earliestMeeting(charter, holidays, at, notBefore);
  const startsAt = command.startsAt ?? later(earliest.at, meeting.startsAt);
  const wrong = meetingAllowed(charter, holidays, at, startsAt, notBefore);
  if (wrong) {
    const params = { earliest: wrong.earliest.at, closesAt: notBefore };
    if (wrong.why === 'notice') return refuse('meeting.too-early', { field: 'startsAt', params });
    if (wrong.why === 'before-deadline')
      return refuse('meeting.before-deadline', { field: 'startsAt', params });
    return refuse('meeting.not-convenable', { field: 'startsAt', params });
  }
  const { reckoning } = earliest;
  const place = command.place ?? meeting.place;
  if (startsAt === meeting.startsAt && place?.id === meeting.place?.id) return [];
  const early = startsAt < lastDeadline(call, proposals, charter);
  return [sent(state, at, { startsAt, place, reckoning, institutions, early, by })];
}

/** The charter's delay has passed: the convocation goes out by itself, the place to follow. */
export function conveneByDelay(at: string, state: Planned & { institutions: string[] }): Decision {
  const { meeting, call, charter, holidays, proposals, institutions } = state;
  const { sendAt } = meeting.waits;
  if (meeting.status !== 'prepared' || sendAt === null || at < sendAt) return [];
  const notBefore = lastDeadline(call, proposals, charter);
  const { at: startsAt, reckoning } = earliestMeeting(charter, holidays, at, notBefore);
  const { place } = meeting;
  return [sent(state, at, { startsAt, place, reckoning, institutions, early: false, by: null })];
}

function sent(
  { meeting, call, charter }: { meeting: Meeting; call: Call; charter: Charter },
  at: string,
  said: {
    startsAt: string;
    place: TextRef | null;
    reckoning: Meeting['reckoning'];
    institutions: string[];
    early: boolean;
    by: Actor | null;
  },
): DomainEvent {
  const article = articleOf(charter, said.by ? 'onObjection' : 'convocation');
  const formerly = meeting.startsAt;
  const { agenda } = meeting;
  return event('ConvocationSent', at, {
    meeting: meeting.id,
    call: call.id,
    agenda,
    formerly,
    article,
    ...said,
  });
}

/** Says where it takes place, once it is convened. Refuses `meeting.over`, `meeting.not-convened`. */
export function setPlace(
  command: { place: TextRef },
  at: string,
  by: Actor,
  state: { meeting: Meeting },
): Decision {
  const { meeting } = state;
  if (meeting.status === 'prepared')
    return refuse('meeting.not-convened', { params: { meeting: meeting.id } });
  if (!isAhead(meeting, at)) return refuse('meeting.over', { params: { meeting: meeting.id } });
  return [event('PlaceSet', at, { meeting: meeting.id, call: meeting.call, place: command.place, by })];
}

function later(a: string, b: string | null): string {
  return b !== null && b > a ? b : a;
}
