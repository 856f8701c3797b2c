// An objection period, `[opensAt, closesAt)`: the call's, or a proposal's own.

import type { Call } from './call.ts';
import type { Charter } from './charter.ts';
import type { Proposal } from './proposal.ts';

export interface Period {
  opensAt: string;
  closesAt: string;
  /** `closesAt` before any outage was made good. */
  firstClosesAt: string;
}

/**
 * When objections to this proposal end, UTC. In a common period the call's deadline, or the proposal's own
 * where a version published late keeps its minimum; in a rolling one always its own.
 */
export function deadlineOf(proposal: Proposal, call: Call, charter: Charter): string {
  const { own } = proposal;
  if (!own) return call.closesAt;
  if (charter.rules.period.value.kind === 'rolling') return own.closesAt;
  return own.closesAt > call.closesAt ? own.closesAt : call.closesAt;
}

/** Whether its deadline is one of its own, later than the call's or apart from it. */
export function hasOwnDeadline(proposal: Proposal, call: Call, charter: Charter): boolean {
  if (!proposal.own) return false;
  return charter.rules.period.value.kind === 'rolling' || proposal.own.closesAt > call.closesAt;
}

/** The period that the statement of validation rests on. */
export function periodOf(proposal: Proposal, call: Call, charter: Charter): Period {
  return proposal.own && hasOwnDeadline(proposal, call, charter) ? proposal.own : call;
}

/**
 * When the electorate of a proposal froze, UTC: at its first opening, the call's, or its own where it had a
 * period of its own from the beginning. A later version's period, or one reopened, changes no denominator.
 */
export function firstOpening(proposal: Proposal, call: Call): string {
  return proposal.firstOpensAt ?? call.opensAt;
}

/** The last deadline among these proposals, and of the call where its period is common to all. */
export function lastDeadline(call: Call, proposals: readonly Proposal[], charter: Charter): string {
  const common = charter.rules.period.value.kind === 'common' ? [call.closesAt] : [];
  return [...common, ...proposals.map((p) => deadlineOf(p, call, charter))].sort().at(-1) ?? call.closesAt;
}
