// A call for proposals and its period. Charter 000 §4 a–b; `collecting → closed`.

import type { Assembly } from './assembly.ts';
import { nextRef } from './assembly.ts';
import { millisecondsBetween } from './calendar.ts';
import { articleOf, type Charter } from './charter.ts';
import { type Decision, event } from './decision.ts';
import type { Outage } from './downtime.ts';
import { owedExtension } from './downtime.ts';
import type { DomainEvent, EventOf } from './events.ts';
import type { Actor } from './people.ts';
import { type Proposal, validation } from './proposal.ts';
import { refuse } from './refusal.ts';
import type { TextRef } from './text.ts';

const twoYears = 2 * 366 * 86_400_000;

interface CallBase {
  id: string;
  charter: string;
  title: TextRef;
  /** The objection period, `[opensAt, closesAt)`, UTC. */
  opensAt: string;
  closesAt: string;
  /** `closesAt` before any outage was made good. */
  firstClosesAt: string;
  proposals: string[];
  /** The plenary that its holds have prepared, while it stands. */
  meeting: string | null;
}
export type Call = (CallBase & { status: 'collecting' }) | (CallBase & { status: 'closed' });

type CallEvent =
  | EventOf<'CallOpened'>
  | EventOf<'CallExtended'>
  | EventOf<'CallClosed'>
  | EventOf<'ProposalSubmitted'>
  | EventOf<'MeetingPrepared'>
  | EventOf<'MeetingCancelled'>;

export function evolveCall(state: Call | undefined, e: CallEvent): Call {
  if (e.name === 'CallOpened') {
    const { call, charter, title, opensAt, closesAt } = e.data;
    return {
      id: call,
      status: 'collecting',
      charter,
      title,
      opensAt,
      closesAt,
      firstClosesAt: closesAt,
      proposals: [],
      meeting: null,
    };
  }
  if (!state) throw new Error(`${e.name} before CallOpened`);
  switch (e.name) {
    case 'CallExtended':
      return { ...state, closesAt: e.data.closesAt };
    case 'CallClosed':
      return { ...state, status: 'closed' };
    case 'ProposalSubmitted':
      return { ...state, proposals: [...state.proposals, e.data.proposal] };
    case 'MeetingPrepared':
      return { ...state, meeting: e.data.meeting };
    case 'MeetingCancelled':
      return { ...state, meeting: null };
  }
}

/**
 * Opens a call. Its period begins at once.
 *
 * Refuses `call.deadline-past` (the deadline isn't in the future) and `call.deadline-far` (it is more than
 * two years away, longer than any fund's frame).
 */
export function openCall(
  command: { title: TextRef; closesAt: string },
  at: string,
  by: Actor,
  state: { assembly: Assembly },
): Decision {
  if (command.closesAt <= at) return refuse('call.deadline-past', { field: 'closesAt' });
  if (millisecondsBetween(at, command.closesAt) > twoYears)
    return refuse('call.deadline-far', { field: 'closesAt' });
  const call = nextRef(state.assembly, 'C');
  const { title, closesAt } = command;
  return [
    event('CallOpened', at, { call, charter: state.assembly.charter, title, opensAt: at, closesAt, by }),
  ];
}

/**
 * The period is over: gives back what outages took, or closes and validates every proposal without a
 * hold (000 §4 b: no objection in time → considered validated). What is held stays contested.
 *
 * Decides nothing (no events) when the call is closed already or its deadline has moved.
 */
export function closeCall(
  at: string,
  state: { call: Call; charter: Charter; proposals: Proposal[]; outages: Outage[] },
): Decision {
  const { call, charter } = state;
  if (call.status === 'closed' || at < call.closesAt) return [];
  const extension = extendCall(at, state);
  if (extension.length > 0) return extension;
  const free = state.proposals.filter((p) => p.status === 'open');
  const contested = state.proposals.filter((p) => p.status === 'contested').map((p) => p.id);
  const validated = free.map((p) => p.id);
  return [
    event('CallClosed', at, { call: call.id, closesAt: call.closesAt, validated, contested }),
    ...free.map((p) => validation(p, call, charter, 'silence', at)),
  ];
}

/**
 * Gives back what outages took of a period that has reached its deadline. It comes before anything that
 * depends on the deadline: the closing, and whatever people do from the deadline on.
 *
 * Decides nothing before the deadline, after the closing, and where nothing is owed.
 */
export function extendCall(
  at: string,
  state: { call: Call; charter: Charter; outages: Outage[] },
): readonly DomainEvent[] {
  const { call, charter } = state;
  if (call.status === 'closed' || at < call.closesAt) return [];
  const owed = owedExtension(charter, call, state.outages);
  if (!owed) return [];
  const { closesAt, outage } = owed;
  const article = articleOf(charter, 'downtime');
  return [
    event('CallExtended', at, { call: call.id, fromClosesAt: call.closesAt, closesAt, outage, article }),
  ];
}
