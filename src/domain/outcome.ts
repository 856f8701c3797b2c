// What a plenary decided on one proposal, as the référente records it (000 §4 b): for now by her word, later
// by rounds and ballots.

import { articleOf, type Charter } from './charter.ts';
import { type Decision, event } from './decision.ts';
import type { DomainEvent } from './events.ts';
import type { Meeting } from './meeting.ts';
import type { Objection } from './objection.ts';
import type { Actor } from './people.ts';
import { hasCompeted, type Proposal } from './proposal.ts';
import { refuse } from './refusal.ts';
import type { TextRef } from './text.ts';

/**
 * `adopted`: by consensus, as modified. `chosen`: by the majority, over the objections or its competitors.
 * `refused`: an objection was upheld.
 * `not-selected`: it lost a competition.
 */
export const outcomes = ['adopted', 'chosen', 'refused', 'not-selected'] as const;
export type Outcome = (typeof outcomes)[number];

/** How the decision ends the objections to what it is about; not selected says nothing of them. */
const settles = {
  adopted: 'lifted',
  chosen: 'overruled',
  refused: 'upheld',
  'not-selected': 'raised',
} as const;

/** What can be recorded of it: only what competes may lose to another. */
export function possibleOutcomes(proposal: Proposal): Outcome[] {
  return outcomes.filter((o) => o !== 'not-selected' || hasCompeted(proposal));
}

/**
 * Records what the plenary decided on one item. Recording it again corrects the record.
 *
 * Refuses `outcome.no-meeting` (it stands on no agenda), `outcome.before-meeting` (the plenary hasn't begun),
 * `outcome.no-competition` (what competes with nothing loses to nothing), `outcome.reasons-required` for a refusal and a project not selected (000 §4 b: the reasons go to the
 * carriers), and `outcome.modification-required` for one adopted as modified.
 */
export function recordOutcome(
  command: { outcome: Outcome; modification: TextRef | null; reasons: TextRef | null },
  at: string,
  by: Actor,
  state: {
    proposal: Proposal;
    meeting: Meeting | undefined;
    charter: Charter;
    conflicted: boolean;
    /** To this proposal. */
    objections: Objection[];
  },
): Decision {
  const { proposal, meeting, charter, conflicted } = state;
  const { outcome, modification, reasons } = command;
  if (!meeting?.agenda.includes(proposal.id))
    return refuse('outcome.no-meeting', { params: { proposal: proposal.id } });
  if (meeting.startsAt === null || at < meeting.startsAt)
    return refuse('outcome.before-meeting', { params: { meeting: meeting.id } });
  if (!possibleOutcomes(proposal).includes(outcome))
    return refuse('outcome.no-competition', { field: 'outcome', params: { proposal: proposal.id } });
  const negative = outcome === 'refused' || outcome === 'not-selected';
  if (negative && !reasons && charter.rules.refusalReasons.value === 'required')
    return refuse('outcome.reasons-required', { field: 'reasons' });
  if (outcome === 'adopted' && !modification)
    return refuse('outcome.modification-required', { field: 'modification' });
  const item = { meeting: meeting.id, call: meeting.call, proposal: proposal.id };
  const recorded = event('OutcomeRecorded', at, {
    ...item,
    outcome,
    modification,
    reasons,
    by,
    conflicted,
    corrects: proposal.id in meeting.outcomes,
    article: articleOf(charter, negative ? 'refusalReasons' : 'ladder'),
  });
  return [recorded, ...settled(outcome, at, by, meeting, state.objections)];
}

/** Ends the objections that stand; a corrected record also corrects how this plenary ended them. */
function settled(
  outcome: Outcome,
  at: string,
  by: Actor,
  meeting: Meeting,
  objections: Objection[],
): DomainEvent[] {
  const how = settles[outcome];
  const concerned = objections.filter(
    (o) => o.status !== how && (o.status === 'raised' || o.ended?.meeting === meeting.id),
  );
  return concerned.map(({ id, proposal, call, author }) =>
    event('ObjectionSettled', at, { objection: id, proposal, call, meeting: meeting.id, how, author, by }),
  );
}
