// Plenaries, as the judge reads them: whatever is held stands on exactly one agenda, nothing else does, and
// everybody has the notice that the charter promises.

import type { Book, Meeting, Steps } from './judge-book.ts';
import { firstMeeting, whyNotMeet, whyNotRemind, workdaysLater } from './judge-calendar.ts';
import { end, wronglyTied } from './judge-proposals.ts';

export const meetingSteps: Steps = {
  MeetingPrepared(d, book, at) {
    const stray = book.next(d.meeting);
    const call = book.calls.get(d.call);
    if (!call) return ['there is no such call'];
    for (const proposal of d.agenda) begunAlready(proposal, book, at);
    const { earliestAt, waits } = d;
    book.meetings.set(d.meeting, {
      id: d.meeting,
      call: d.call,
      state: 'prepared',
      agenda: new Set(d.agenda),
      leftOver: new Set(),
      outcomes: new Set(),
      earliestAt,
      waits,
      startsAt: null,
      sentAt: null,
      early: false,
    });
    return [
      stray,
      notFirst(earliestAt, at, d.call, d.agenda, book),
      otherWaits(waits, at, d.call, book),
      ...d.agenda.map((id: string) => unheld(id, book)),
    ];
  },

  MeetingMoved(d, book, at) {
    const meeting = book.meetings.get(d.meeting);
    if (meeting?.state !== 'prepared') return ['it is not in preparation'];
    meeting.earliestAt = d.earliestAt;
    return [notFirst(d.earliestAt, at, d.call, meeting.agenda, book)];
  },

  ConveningReminded(d, book, at) {
    const meeting = book.meetings.get(d.meeting);
    if (meeting?.state !== 'prepared') return ['nothing waits to be convened'];
    const stranger = d.persons.find((p: string) => !book.coordinates(p, at));
    return [
      at < meeting.waits.remindAt && 'it is too early to remind',
      stranger && `${stranger} is no coordinator`,
    ];
  },

  ConvocationSent(d, book, at) {
    const meeting = book.meetings.get(d.meeting);
    if (!meeting || !ahead(meeting, at)) return ['it can’t be convened any more'];
    const call = book.calls.get(meeting.call);
    if (!call) return ['there is no such call'];
    const last = book.lastDeadline(call, meeting.agenda);
    const { sendAt } = meeting.waits;
    const faults = [
      d.by
        ? book.desk(d.by, at)
        : (meeting.state !== 'prepared' || sendAt === null || at < sendAt) && 'nobody has convened it',
      whyNotMeet(book.rulesOf(call), at, d.startsAt),
      d.startsAt < last && !(d.by && d.reckoning.notBefore < last) && `the last deadline is ${last}`,
      different(d.agenda, meeting.agenda, 'is on its agenda'),
      different(d.institutions, book.voices(), 'are to be told'),
      d.formerly !== meeting.startsAt && `it was to begin at ${meeting.startsAt}`,
    ];
    meeting.state = 'convened';
    meeting.early = d.startsAt < last;
    meeting.startsAt = d.startsAt;
    meeting.sentAt = at;
    return faults;
  },

  PlaceSet(d, book, at) {
    const meeting = book.meetings.get(d.meeting);
    const open = meeting?.state === 'convened' && ahead(meeting, at);
    return [!open && 'it is not to come', book.desk(d.by, at)];
  },

  ConvocationRevoked(d, book, at) {
    const meeting = book.meetings.get(d.meeting);
    if (meeting?.state !== 'convened' || !ahead(meeting, at)) return ['it was not convened'];
    const moved = [...meeting.agenda].some((id) => book.proposals.get(id)?.movedAt === at);
    const faults = [
      !moved && 'no deadline has moved',
      d.startsAt !== meeting.startsAt && `it was to begin at ${meeting.startsAt}`,
      notFirst(d.earliestAt, at, d.call, meeting.agenda, book),
      otherWaits(d.waits, at, d.call, book),
    ];
    const { earliestAt, waits } = d;
    Object.assign(meeting, {
      state: 'prepared',
      earliestAt,
      waits,
      startsAt: null,
      sentAt: null,
      early: false,
    });
    return faults;
  },

  AgendaItemAdded(d, book, at) {
    const meeting = book.meetings.get(d.meeting);
    const call = book.calls.get(d.call);
    if (!meeting || !call || !ahead(meeting, at)) return ['nothing joins it any more'];
    return d.proposals.flatMap((proposal: string) => {
      begunAlready(proposal, book, at);
      const twice = book.agendasWith(proposal).length > 0;
      meeting.agenda.add(proposal);
      const first =
        meeting.startsAt && firstMeeting(book.rulesOf(call), at, book.lastDeadline(call, [proposal]));
      return [
        twice && `${proposal} stands on an agenda already`,
        first && first > (meeting.startsAt ?? '') && `its notice can’t be kept before ${first}`,
        unheld(proposal, book),
      ];
    });
  },

  AgendaItemRemoved(d, book) {
    const meeting = book.meetings.get(d.meeting);
    return takenOff(d.proposals, meeting, book);
  },

  MeetingCancelled(d, book, at) {
    const meeting = book.meetings.get(d.meeting);
    if (!meeting) return ['there is no such meeting'];
    const late = !ahead(meeting, at);
    const faults = takenOff(d.proposals, meeting, book);
    meeting.state = 'cancelled';
    return [...faults, meeting.agenda.size > 0 && 'something was left on its agenda', late && 'it had begun'];
  },

  OutcomeRecorded(d, book, at) {
    const meeting = book.meetings.get(d.meeting);
    const p = book.proposals.get(d.proposal);
    const call = book.calls.get(d.call);
    if (!meeting?.agenda.has(d.proposal) || !p || !call) return ['it is on no agenda'];
    const negative = d.outcome === 'refused' || d.outcome === 'not-selected';
    const required = (book.value(call, 'refusalReasons') as unknown as string) === 'required';
    const again = meeting.outcomes.has(d.proposal);
    const competed = p.competed || [...p.holds].some((id) => book.competitions.has(id));
    p.competed = competed;
    const faults = [
      book.desk(d.by, at),
      (meeting.startsAt === null || at < meeting.startsAt) && 'the meeting had not begun',
      negative && required && !d.reasons && 'without reasons',
      d.outcome === 'adopted' && !d.modification && 'without what was modified',
      d.outcome === 'not-selected' && !competed && 'it competed with nothing',
      d.corrects !== again && `it was ${again ? '' : 'not '}recorded before`,
      !again && p.status !== 'live' && `it is ${p.status}`,
      wronglyTied(d, [p], call, book, at),
    ];
    meeting.outcomes.add(d.proposal);
    end(p, 'decided');
    p.outcome = d.outcome;
    return faults;
  },
};

export function meetingsAtRest(book: Book, now: string): (string | false)[] {
  const faults: (string | false)[] = [];
  for (const p of book.proposals.values()) {
    const on = book.agendasWith(p.id);
    const due = p.status === 'live' && p.holds.size > 0;
    if (due !== on.length > 0) faults.push(`${p.id} is ${due ? 'held and on no' : 'free and on an'} agenda`);
    if (on.length > 1) faults.push(`${p.id} is on ${on.length} agendas`);
  }
  for (const m of book.meetings.values()) {
    const call = book.calls.get(m.call);
    if (!call || !ahead(m, now) || m.state === 'cancelled') continue;
    const last = book.lastDeadline(call, m.agenda);
    faults.push(m.agenda.size === 0 && `${m.id} is about nothing`);
    faults.push(!m.early && (m.startsAt ?? m.earliestAt) < last && `${m.id} is before the deadline, ${last}`);
  }
  return faults;
}

function takenOff(proposals: string[], meeting: Meeting | undefined, book: Book): (string | false)[] {
  return proposals.flatMap((id) => {
    const was = meeting?.agenda.delete(id);
    return [!was && `${id} was not on its agenda`, held(id, book)];
  });
}

/** A plenary that has begun without deciding on it leaves it to the next one. */
function begunAlready(proposal: string, book: Book, at: string): void {
  for (const m of book.agendasWith(proposal)) {
    if (m.startsAt === null || at < m.startsAt) continue;
    m.agenda.delete(proposal);
    m.leftOver.add(proposal);
  }
}

function ahead(m: Meeting, at: string): boolean {
  if (m.state === 'cancelled' || m.outcomes.size > 0) return false;
  return m.startsAt === null || at < m.startsAt;
}

function unheld(proposal: string, book: Book): string | false {
  const p = book.proposals.get(proposal);
  if (p?.status !== 'live') return `${proposal} is ${p?.status}`;
  return p.holds.size === 0 && `nothing holds ${proposal}`;
}

function held(proposal: string, book: Book): string | false {
  const p = book.proposals.get(proposal);
  return p?.status === 'live' && p.holds.size > 0 && `${proposal} is held by ${[...p.holds]}`;
}

/** The first date that notice, days, hours and deadlines allow; not a later one either. */
function notFirst(
  told: string,
  at: string,
  callId: string,
  agenda: Iterable<string>,
  book: Book,
): string | false {
  const call = book.calls.get(callId);
  if (!call) return false;
  const own = firstMeeting(book.rulesOf(call), at, book.lastDeadline(call, agenda));
  return told !== own && `the first date is ${own}, not ${told}`;
}

function otherWaits(waits: Meeting['waits'], at: string, callId: string, book: Book): string | false {
  const call = book.calls.get(callId);
  const { remindAfter, deputyAfter, sendAfter } = book.value(call, 'convocation');
  const calendar = book.rulesOf(call);
  const after = (days: number | null) => days && awake(calendar, workdaysLater(calendar, at, days));
  const own = [after(remindAfter), after(deputyAfter), after(sendAfter)];
  const told = [waits.remindAt, waits.deputyAt, waits.sendAt];
  return own.join() !== told.join() && `it waits until ${own}, not ${told}`;
}

/** That instant, or the first whole minute after it at which people may be written to. */
function awake(calendar: Parameters<typeof workdaysLater>[0], at: string): string {
  let then = at;
  while (whyNotRemind(calendar, then)) {
    then = new Date((Math.floor(Date.parse(then) / 60_000) + 1) * 60_000).toISOString();
  }
  return then;
}

function different(told: string[], own: Iterable<string>, what: string): string | false {
  const [a, b] = [[...told].sort().join(), [...own].sort().join()];
  return a !== b && `${b} ${what}, not ${a}`;
}
