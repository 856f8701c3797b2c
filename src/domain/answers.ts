// What people say of a proposal that stops nothing: questions and answers, interest, remarks, consent
// (000 §4 b: the document centralises the questions, interests and objectives of the members; §6).

import type { EventOf } from './events.ts';
import type { Actor, Entered } from './people.ts';
import type { TextRef } from './text.ts';

export interface Question {
  id: string;
  status: 'open' | 'answered';
  proposal: string;
  version: number;
  author: Actor;
  entered: Entered | null;
  text: TextRef;
  at: string;
  answers: { by: Actor; words: TextRef; at: string }[];
}

/** An argued remark. `late`: it came as an objection after the deadline. It stops nothing. */
export interface Concern {
  id: string;
  status: 'raised' | 'resolved' | 'late';
  proposal: string;
  version: number;
  author: Actor;
  entered: Entered | null;
  reason: TextRef | null;
  remedy: TextRef | null;
  at: string;
}

/** Where one person, for one institution, stands on a proposal. Latest wins; the events keep the rest. */
export interface Stance {
  /** `proposal~person~institution`. */
  id: string;
  status: 'said' | 'withdrawn';
  proposal: string;
  call: string;
  author: Actor;
  entered: Entered | null;
  consent: { at: string; version: number } | null;
  interest: { at: string; version: number; words: TextRef | null } | null;
}

export function stanceId(proposal: string, { person, institution }: Actor): string {
  return `${proposal}~${person}~${institution ?? ''}`;
}

interface Given {
  proposal: string;
  call: string;
  version: number;
  author: Actor;
  entered: Entered | null;
}

export interface AnswerEvents {
  QuestionAsked: Given & { question: string; text: TextRef };
  QuestionAnswered: {
    question: string;
    proposal: string;
    call: string;
    asker: string;
    by: Actor;
    words: TextRef;
  };
  ConcernRaised: Given & { concern: string; reason: TextRef };
  ConcernResolved: {
    concern: string;
    proposal: string;
    call: string;
    by: Actor;
    words: TextRef | null;
  };
  /** An objection that arrived after the deadline: kept and shown, it stops nothing. */
  LateRemarkMade: Given & {
    concern: string;
    reason: TextRef | null;
    remedy: TextRef | null;
    closedAt: string;
  };
  ConsentGiven: Given & { stance: string };
  ConsentWithdrawn: Given & { stance: string };
  InterestShown: Given & { stance: string; words: TextRef | null };
  InterestWithdrawn: Given & { stance: string };
  /** Two people of one institution say opposite things; nothing erases the objection. */
  ContradictionSeen: {
    proposal: string;
    call: string;
    objection: string;
    objector: string;
    consenting: Actor;
  };
}

export function evolveQuestion(
  state: Question | undefined,
  e: EventOf<'QuestionAsked' | 'QuestionAnswered'>,
): Question {
  if (e.name === 'QuestionAsked') {
    const { question, proposal, version, author, entered, text } = e.data;
    return { id: question, status: 'open', proposal, version, author, entered, text, at: e.at, answers: [] };
  }
  if (!state) throw new Error(`${e.name} before QuestionAsked`);
  const answer = { by: e.data.by, words: e.data.words, at: e.at };
  return { ...state, status: 'answered', answers: [...state.answers, answer] };
}

export function evolveConcern(
  state: Concern | undefined,
  e: EventOf<'ConcernRaised' | 'ConcernResolved' | 'LateRemarkMade'>,
): Concern {
  if (e.name === 'ConcernResolved') {
    if (!state) throw new Error(`${e.name} before ConcernRaised`);
    return { ...state, status: 'resolved' };
  }
  const { concern, proposal, version, author, entered, reason } = e.data;
  const late = e.name === 'LateRemarkMade';
  const remedy = late ? e.data.remedy : null;
  const status = late ? 'late' : 'raised';
  return { id: concern, status, proposal, version, author, entered, reason, remedy, at: e.at };
}

type StanceEvent = EventOf<'ConsentGiven' | 'ConsentWithdrawn' | 'InterestShown' | 'InterestWithdrawn'>;

export function evolveStance(state: Stance | undefined, e: StanceEvent): Stance {
  const { stance, proposal, call, version, author, entered } = e.data;
  const former = state ?? {
    id: stance,
    status: 'said',
    proposal,
    call,
    author,
    entered,
    consent: null,
    interest: null,
  };
  const next = { ...former, ...said(e, version) };
  return { ...next, entered, status: next.consent || next.interest ? 'said' : 'withdrawn' };
}

function said(e: StanceEvent, version: number): Partial<Stance> {
  switch (e.name) {
    case 'ConsentGiven':
      return { consent: { at: e.at, version } };
    case 'ConsentWithdrawn':
      return { consent: null };
    case 'InterestShown':
      return { interest: { at: e.at, version, words: e.data.words } };
    case 'InterestWithdrawn':
      return { interest: null };
  }
}
