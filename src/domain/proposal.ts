// A proposal: a project or action that asks for public money, its holds, and its validation (000 §4).

import type { Assembly } from './assembly.ts';
import { nextRef } from './assembly.ts';
import type { Call } from './call.ts';
import { articleOf, type Charter } from './charter.ts';
import { type Decision, event } from './decision.ts';
import type { EventOf } from './events.ts';
import type { Actor } from './people.ts';
import { refuse } from './refusal.ts';
import type { TextRef } from './text.ts';

/** What keeps a proposal from being validated, and whose act it waits for. */
export interface Hold {
  kind: 'objection';
  objection: string;
  author: Actor;
}

interface ProposalBase {
  id: string;
  call: string;
  carrier: string;
  title: TextRef;
  summary: TextRef;
  /** Requested, in cents of a euro. */
  amount: number | null;
  submittedAt: string;
  /** How many objections to it were lifted or withdrawn. */
  endedObjections: number;
}
export type Proposal =
  | (ProposalBase & { status: 'open'; holds: [] })
  | (ProposalBase & { status: 'contested'; holds: [Hold, ...Hold[]] })
  | (ProposalBase & {
      status: 'validated';
      holds: [];
      basis: 'silence' | 'lifted';
      article: string;
      validatedAt: string;
    });

type ProposalEvent =
  | EventOf<'ProposalSubmitted'>
  | EventOf<'ObjectionRaised'>
  | EventOf<'ObjectionLifted'>
  | EventOf<'ObjectionWithdrawn'>
  | EventOf<'ProposalValidated'>;

export function evolveProposal(state: Proposal | undefined, e: ProposalEvent): Proposal {
  if (e.name === 'ProposalSubmitted') {
    const { proposal, call, carrier, title, summary, amount } = e.data;
    const base = {
      id: proposal,
      call,
      carrier,
      title,
      summary,
      amount,
      submittedAt: e.at,
      endedObjections: 0,
    };
    return { ...base, status: 'open', holds: [] };
  }
  if (!state) throw new Error(`${e.name} before ProposalSubmitted`);
  switch (e.name) {
    case 'ObjectionRaised': {
      const hold: Hold = { kind: 'objection', objection: e.data.objection, author: e.data.author };
      return held(state, [...state.holds, hold]);
    }
    case 'ObjectionLifted':
    case 'ObjectionWithdrawn':
      return held(
        { ...state, endedObjections: state.endedObjections + 1 },
        state.holds.filter((h) => h.objection !== e.data.objection),
      );
    case 'ProposalValidated': {
      const { basis, article } = e.data;
      return { ...base(state), status: 'validated', holds: [], basis, article, validatedAt: e.at };
    }
  }
}

function base(state: Proposal): ProposalBase {
  const { id, call, carrier, title, summary, amount, submittedAt, endedObjections } = state;
  return { id, call, carrier, title, summary, amount, submittedAt, endedObjections };
}

function held(state: Proposal, holds: Hold[]): Proposal {
  const [first, ...others] = holds;
  if (!first) return { ...base(state), status: 'open', holds: [] };
  return { ...base(state), status: 'contested', holds: [first, ...others] };
}

/**
 * Submits a proposal to a call; it is open to objections at once.
 *
 * Refuses `call.closed`, and `proposal.own-institution-missing` (nobody carries it).
 */
export function submitProposal(
  command: { title: TextRef; summary: TextRef; amount: number | null },
  at: string,
  by: Actor,
  state: { assembly: Assembly; call: Call },
): Decision {
  const { assembly, call } = state;
  if (call.status !== 'collecting' || at >= call.closesAt) {
    return refuse('call.closed', { params: { closesAt: call.closesAt } });
  }
  if (!by.institution) return refuse('proposal.own-institution-missing');
  const proposal = nextRef(assembly, 'P');
  const { title, summary, amount } = command;
  return [
    event('ProposalSubmitted', at, {
      proposal,
      call: call.id,
      carrier: by.institution,
      title,
      summary,
      amount,
      by,
    }),
  ];
}

/**
 * The last hold of a proposal has gone after its call closed: it is validated now. Nothing happens
 * while a hold remains or the call still runs.
 */
export function validateLifted(
  at: string,
  state: { proposal: Proposal; call: Call; charter: Charter },
): Decision {
  const { proposal, call, charter } = state;
  if (proposal.status !== 'open' || call.status !== 'closed') return [];
  return [validation(proposal, call, charter, 'lifted', at)];
}

/** The statement of validation: its basis, the article and the period it rests on. */
export function validation(
  proposal: Proposal,
  call: Call,
  charter: Charter,
  basis: 'silence' | 'lifted',
  at: string,
): EventOf<'ProposalValidated'> {
  return event('ProposalValidated', at, {
    proposal: proposal.id,
    call: call.id,
    basis,
    article: articleOf(charter, 'silence'),
    opensAt: call.opensAt,
    closesAt: call.closesAt,
  });
}
