// The extraordinary plenary that a call's holds bring about (000 §4 b), from its preparation to what it
// decided: `prepared → convened → held`, or cancelled. What happens inside comes with the votes.

import type { NoticeReckoning } from './calendar.ts';
import type { DomainEvent } from './events.ts';
import type { Outcome } from './outcome.ts';
import type { Actor } from './people.ts';
import type { TextRef } from './text.ts';

/** When the référente is reminded to convene, then her deputy, and when it goes out by itself. UTC. */
export interface Waits {
  remindAt: string;
  deputyAt: string;
  sendAt: string | null;
}

export interface Meeting {
  id: string;
  status: 'prepared' | 'convened' | 'held' | 'cancelled';
  kind: 'extraordinary';
  call: string;
  /** The proposals to be taken up. */
  agenda: string[];
  /** The first instant at which it may begin, UTC, and why not earlier. */
  earliestAt: string;
  reckoning: NoticeReckoning;
  preparedAt: string;
  waits: Waits;
  /** When it begins, UTC; null until it is convened. */
  startsAt: string | null;
  /** Where, or the link; null: to follow. */
  place: TextRef | null;
  sentAt: string | null;
  /** She chose a date before the last deadline. */
  early: boolean;
  /** Who convened it; null where the charter's delay did. */
  convenedBy: Actor | null;
  outcomes: Record<string, { outcome: Outcome; at: string; by: Actor; reasons: TextRef | null }>;
}

interface Items {
  meeting: string;
  call: string;
  proposals: string[];
}

export interface MeetingEvents {
  MeetingPrepared: {
    meeting: string;
    call: string;
    kind: 'extraordinary';
    agenda: string[];
    /** The first instant at which it may begin. */
    earliestAt: string;
    reckoning: NoticeReckoning;
    waits: Waits;
    article: string;
  };
  /** The call’s deadline has moved past the date that was possible. */
  MeetingMoved: { meeting: string; call: string; earliestAt: string; reckoning: NoticeReckoning };
  /** Nobody has convened it yet: the référente is reminded, or her deputy told. */
  ConveningReminded: { meeting: string; call: string; persons: string[] };
  /** The notice goes to every institution. `formerly` when it replaces an earlier one. */
  ConvocationSent: {
    meeting: string;
    call: string;
    startsAt: string;
    place: TextRef | null;
    agenda: string[];
    institutions: string[];
    reckoning: NoticeReckoning;
    by: Actor | null;
    formerly: string | null;
    early: boolean;
    article: string;
  };
  PlaceSet: { meeting: string; call: string; place: TextRef; by: Actor };
  /** The deadline has moved past the date that was announced: it is to be convened again. */
  ConvocationRevoked: {
    meeting: string;
    call: string;
    startsAt: string;
    earliestAt: string;
    reckoning: NoticeReckoning;
    waits: Waits;
  };
  AgendaItemAdded: Items;
  /** Nothing holds them any more, or they are gone. */
  AgendaItemRemoved: Items;
  /** The last ones have left its agenda. */
  MeetingCancelled: Items;
  /** What the plenary decided on one proposal; `corrects` when it was recorded wrongly before. */
  OutcomeRecorded: {
    meeting: string;
    call: string;
    proposal: string;
    outcome: Outcome;
    /** What was changed, where it was adopted as modified. */
    modification: TextRef | null;
    reasons: TextRef | null;
    by: Actor;
    conflicted: boolean;
    corrects: boolean;
    article: string;
  };
}

/** Every event that may change a meeting. */
export function evolveMeeting(state: Meeting | undefined, e: DomainEvent): Meeting {
  if (e.name === 'MeetingPrepared') {
    const { meeting, article: _, ...prepared } = e.data;
    const unsent = {
      startsAt: null,
      place: null,
      sentAt: null,
      early: false,
      convenedBy: null,
      outcomes: {},
    };
    return { id: meeting, status: 'prepared', ...prepared, preparedAt: e.at, ...unsent };
  }
  if (!state) throw new Error(`${e.name} before MeetingPrepared`);
  switch (e.name) {
    case 'MeetingMoved':
      return { ...state, earliestAt: e.data.earliestAt, reckoning: e.data.reckoning };
    case 'ConveningReminded':
      return state;
    case 'ConvocationSent': {
      const { startsAt, place, by, early, reckoning } = e.data;
      const said = { startsAt, place, early, reckoning, convenedBy: by, sentAt: e.at };
      return { ...state, status: 'convened', ...said };
    }
    case 'PlaceSet':
      return { ...state, place: e.data.place };
    case 'ConvocationRevoked': {
      const { earliestAt, reckoning, waits } = e.data;
      return { ...state, status: 'prepared', earliestAt, reckoning, waits, startsAt: null, sentAt: null };
    }
    case 'AgendaItemAdded':
      return { ...state, agenda: [...state.agenda, ...e.data.proposals] };
    case 'AgendaItemRemoved':
      return { ...state, agenda: state.agenda.filter((p) => !e.data.proposals.includes(p)) };
    case 'MeetingCancelled':
      return { ...state, status: 'cancelled', agenda: [] };
    case 'OutcomeRecorded': {
      const { proposal, outcome, by, reasons } = e.data;
      const recorded = { outcome, at: e.at, by, reasons };
      return { ...state, status: 'held', outcomes: { ...state.outcomes, [proposal]: recorded } };
    }
    default:
      throw new Error(`${e.name} doesn’t change a meeting`);
  }
}

/** Whether it is still to come at that instant. */
export function isAhead(meeting: Meeting, at: string): boolean {
  if (meeting.status === 'prepared') return true;
  return meeting.status === 'convened' && meeting.startsAt !== null && at < meeting.startsAt;
}
