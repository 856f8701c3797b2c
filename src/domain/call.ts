// A call for proposals and its period. Charter 000 §4 a–b; `draft → collecting → reviewing → closed`.

import type { DomainEvent, EventOf } from './events.ts';
import type { Actor } from './people.ts';
import type { Period } from './period.ts';
import type { TextRef } from './text.ts';

/** What a call announces. */
export interface CallTerms {
  title: TextRef;
  /** The frame document (*synthèse du cadre*): words or where to find it. */
  frame: TextRef | null;
  /** The fund, in cents of a euro. */
  fund: number | null;
  /** When the frame of the fund ends, UTC; no deadline and no extension goes beyond it. */
  frameEndsAt: string | null;
  /** Codes of the objectives that proposals may serve, with all below them; empty: every one of the plan. */
  objectives: string[];
  /** Criteria that this call adds to the charter’s. */
  criteria: { id: string; label: TextRef }[];
  /** Until when proposals come in, UTC. */
  proposalsUntil: string;
  closesAt: string;
}

export interface Call extends CallTerms, Period {
  id: string;
  status: 'draft' | 'dropped' | 'collecting' | 'reviewing' | 'closed';
  charter: string;
  by: Actor;
  proposals: string[];
  /** The plenaries that its holds have prepared, without those that were cancelled. */
  meetings: string[];
  /** Institutions that a coordinator says were reached otherwise, and when she said so, UTC. */
  reached: { institution: string; how: ReachSource; at: string }[];
  corrections: { at: string; by: Actor; words: TextRef }[];
}

export const reachSources = ['mail', 'phone', 'paper', 'in-person'] as const;
export type ReachSource = (typeof reachSources)[number];

export interface CallEvents {
  CallDrafted: { call: string; charter: string; by: Actor } & CallTerms;
  CallDropped: { call: string; by: Actor };
  CallOpened: {
    call: string;
    charter: string;
    by: Actor;
    opensAt: string;
    /** When those who owe an answer are reminded, UTC. */
    reminders: string[];
  } & CallTerms;
  /** Proposals are all in; objections remain possible until the deadline. */
  CallReviewed: { call: string; proposals: string[] };
  /** `fromClosesAt` is the deadline before; an outage gives time back, a coordinator gives more of it. */
  CallExtended: {
    call: string;
    fromClosesAt: string;
    closesAt: string;
    firstClosesAt: string;
    fromProposalsUntil: string;
    /** Where proposals are still taken, they are taken longer too; those that were all in may be taken again. */
    proposalsUntil: string;
    cause:
      | { kind: 'outage'; edge: string; from: string; to: string }
      | { kind: 'coordinator'; by: Actor; reason: TextRef; conflicted: boolean };
    article: string;
    reminders: string[];
  };
  InstitutionReached: { call: string; institution: string; how: ReachSource; by: Actor };
  /** Every period of the call is over. */
  CallClosed: {
    call: string;
    closesAt: string;
    validated: string[];
    contested: string[];
    incomplete: string[];
    awaiting: string[];
    present: number;
    reached: number;
  };
}

/** Every event that may change a call. */
export function evolveCall(state: Call | undefined, e: DomainEvent): Call {
  if (e.name === 'CallDrafted') return made(e, 'draft', e.at);
  if (e.name === 'CallOpened') return made(e, 'collecting', e.data.opensAt);
  if (!state) throw new Error(`${e.name} before CallOpened`);
  switch (e.name) {
    case 'CallDropped':
      return { ...state, status: 'dropped' };
    case 'CallReviewed':
      return { ...state, status: 'reviewing' };
    case 'CallExtended': {
      const { closesAt, firstClosesAt, proposalsUntil } = e.data;
      const again = state.status === 'reviewing' && proposalsUntil > state.proposalsUntil;
      const status = again ? 'collecting' : state.status;
      return { ...state, status, closesAt, firstClosesAt, proposalsUntil };
    }
    case 'CallClosed':
      return { ...state, status: 'closed' };
    case 'InstitutionReached': {
      const { institution, how } = e.data;
      return { ...state, reached: [...state.reached, { institution, how, at: e.at }] };
    }
    case 'ProposalSubmitted': {
      const { proposal } = e.data;
      return state.proposals.includes(proposal)
        ? state
        : { ...state, proposals: [...state.proposals, proposal] };
    }
    case 'MeetingPrepared':
      return { ...state, meetings: [...state.meetings, e.data.meeting] };
    case 'MeetingCancelled':
      return { ...state, meetings: state.meetings.filter((m) => m !== e.data.meeting) };
    case 'CorrectionMade': {
      const { by, words } = e.data;
      return { ...state, corrections: [...state.corrections, { at: e.at, by, words }] };
    }
    default:
      throw new Error(`${e.name} doesn’t change a call`);
  }
}

function made(e: EventOf<'CallDrafted' | 'CallOpened'>, status: Call['status'], opensAt: string): Call {
  const { call, charter, by, title, frame, fund, frameEndsAt } = e.data;
  const { objectives, criteria, proposalsUntil, closesAt } = e.data;
  return {
    id: call,
    status,
    charter,
    by,
    title,
    frame,
    fund,
    frameEndsAt,
    objectives,
    criteria,
    proposalsUntil,
    opensAt,
    closesAt,
    firstClosesAt: closesAt,
    proposals: [],
    meetings: [],
    reached: [],
    corrections: [],
  };
}
