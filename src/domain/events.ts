// What happens in an assembly. Past tense, domain words, ids and digests only; versioned by name and `v`.
//
// Adding a field that old events lack means a new `v` and a reader for the old one; an event once
// written is never changed.

import type { NoticeReckoning } from './calendar.ts';
import type { Charter } from './charter.ts';
import type { Actor, Lang, LegalForm } from './people.ts';
import type { TextRef } from './text.ts';

interface EventData {
  AssemblyOpened: { coordinators: string[]; deputies: string[] };
  CharterAdopted: { charter: string; text: Charter };
  RoomOpened: { room: string; platform: string; tenant: string; channel: string; lang: Lang };
  InstitutionRegistered: { institution: string; name: TextRef; legalForm: LegalForm; sectors: string[] };
  MandateClaimed: { mandate: string; person: string; institution: string };
  MandateConfirmed: { mandate: string; person: string; institution: string; by: Actor };

  CallOpened: {
    call: string;
    charter: string;
    title: TextRef;
    opensAt: string;
    closesAt: string;
    by: Actor;
  };
  /** An outage inside the period gives the time back. `fromClosesAt` is the deadline before. */
  CallExtended: {
    call: string;
    fromClosesAt: string;
    closesAt: string;
    outage: { edge: string; from: string; to: string };
    article: string;
  };
  CallClosed: { call: string; closesAt: string; validated: string[]; contested: string[] };

  ProposalSubmitted: {
    proposal: string;
    call: string;
    carrier: string;
    title: TextRef;
    summary: TextRef;
    /** Requested, in cents of a euro. */
    amount: number | null;
    by: Actor;
  };
  ProposalValidated: {
    proposal: string;
    call: string;
    /** `silence`: nobody objected. `lifted`: every objection was lifted or withdrawn. */
    basis: 'silence' | 'lifted';
    article: string;
    opensAt: string;
    closesAt: string;
  };

  ObjectionRaised: {
    objection: string;
    proposal: string;
    call: string;
    author: Actor;
    reason: TextRef | null;
    remedy: TextRef | null;
    article: string;
  };
  ObjectionLifted: { objection: string; proposal: string; call: string; by: Actor; words: TextRef | null };
  ObjectionWithdrawn: { objection: string; proposal: string; call: string; by: Actor; words: TextRef | null };
  /** An objection that arrived after the deadline: kept and shown, it stops nothing. */
  LateRemarkMade: {
    remark: string;
    proposal: string;
    call: string;
    author: Actor;
    reason: TextRef | null;
    remedy: TextRef | null;
    closedAt: string;
  };

  MeetingPrepared: {
    meeting: string;
    call: string;
    kind: 'extraordinary';
    agenda: string[];
    /** The first instant at which it may begin. */
    earliestAt: string;
    reckoning: NoticeReckoning;
    article: string;
  };
  /** The call’s deadline has moved past the date that was possible. */
  MeetingMoved: { meeting: string; call: string; earliestAt: string; reckoning: NoticeReckoning };
  AgendaItemAdded: { meeting: string; call: string; proposal: string };
  AgendaItemRemoved: { meeting: string; call: string; proposal: string };
  MeetingCancelled: { meeting: string; call: string; proposal: string };
}

export type EventName = keyof EventData;

/** One thing that happened. `at` is the instant that counts (for people's acts: when it was received). */
export type DomainEvent = {
  [N in EventName]: { name: N; v: 1; at: string; data: EventData[N] };
}[EventName];

export type EventOf<N extends EventName> = Extract<DomainEvent, { name: N }>;

export function event<N extends EventName>(name: N, at: string, data: EventData[N]): EventOf<N> {
  return { name, v: 1, at, data } as EventOf<N>;
}
