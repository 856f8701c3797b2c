// The criteria that a project has to meet (000 §3): computed where what is known allows it, else ticked by
// the référente. What isn't known is unknown, never met.

import type { Call } from './call.ts';
import type { Charter, Criterion } from './charter.ts';
import { type Decision, event } from './decision.ts';
import { servesCall } from './objectives.ts';
import type { Actor, Institution } from './people.ts';
import { isLive, type Proposal } from './proposal.ts';
import { refuse } from './refusal.ts';
import type { TextRef } from './text.ts';

/** What a coordinator ticked; `met` null takes the tick back. */
export interface CheckedCriterion {
  met: boolean | null;
  reason: TextRef | null;
  by: Actor;
  conflicted: boolean;
  at: string;
}

export interface CriterionState {
  id: string;
  /** Null for one that the call added: its label is in the call. */
  criterion: Criterion | null;
  state: 'met' | 'unmet' | 'unknown';
  /** What it rests on. */
  by: 'computed' | 'checked' | 'nothing';
}

/** What criteria are computed from. */
export interface Known {
  proposal: Proposal;
  call: Call;
  charter: Charter;
  carrier: Institution;
  partners: Institution[];
}

type Verdict = 'met' | 'unmet' | 'unknown';

/** Where a proposal stands on every criterion of its charter and of its call, in their order. */
export function criteriaOf(known: Known): CriterionState[] {
  const own = known.charter.rules.criteria.value.map((c) => judged(c, known));
  const added = known.call.criteria.map(({ id }): CriterionState => {
    const tick = ticked(known.proposal, id);
    return { id, criterion: null, state: tick, by: tick === 'unknown' ? 'nothing' : 'checked' };
  });
  return [...own, ...added];
}

/**
 * `computed`: what is known decides, and a tick where it doesn't. `checklist`: the tick. `both`: what is
 * known must not speak against it, and the tick is needed.
 */
function judged(criterion: Criterion, known: Known): CriterionState {
  const tick = ticked(known.proposal, criterion.id);
  const computed = criterion.computed ? compute(criterion.computed, known) : 'unknown';
  const as = (state: Verdict, by: CriterionState['by']) => ({ id: criterion.id, criterion, state, by });
  const byTick = as(tick, tick === 'unknown' ? 'nothing' : 'checked');
  switch (criterion.how) {
    case 'checklist':
      return byTick;
    case 'computed':
      return computed === 'unknown' ? byTick : as(computed, 'computed');
    case 'both':
      return computed === 'unmet' ? as('unmet', 'computed') : byTick;
  }
}

function ticked(proposal: Proposal, id: string): Verdict {
  const met = proposal.checks[id]?.met ?? null;
  if (met === null) return 'unknown';
  return met ? 'met' : 'unmet';
}

function compute(how: NonNullable<Criterion['computed']>, known: Known): Verdict {
  switch (how.kind) {
    case 'objectives':
      return servedObjectives(known).length > 0 ? 'met' : 'unknown';
    case 'carrier':
      return carried(how, known);
    case 'partnership':
      return covers(how.sectors, [known.carrier, ...known.partners]);
    case 'rooted':
      return anyRooted([known.carrier, ...known.partners]);
  }
}

/** The codes named on a proposal that are objectives of its call: where nothing lists any, none is known to be. */
export function servedObjectives({ proposal, call, charter }: Omit<Known, 'carrier' | 'partners'>): string[] {
  return proposal.objectives.map((o) => o.code).filter((code) => servesCall(call, charter, code));
}

function carried(
  how: Extract<NonNullable<Criterion['computed']>, { kind: 'carrier' }>,
  { carrier, proposal }: Known,
): Verdict {
  const { legalForm } = carrier;
  if (carrier.status === 'left') return 'unmet';
  if (legalForm === 'unknown') return 'unknown';
  if (!how.forms.includes(legalForm)) return 'unmet';
  if (how.soundAccounts.includes(legalForm) && carrier.soundAccounts !== true)
    return carrier.soundAccounts === null ? 'unknown' : 'unmet';
  if (how.shareCap?.form === legalForm)
    return withinShare(proposal.carrierShare, proposal.amount, how.shareCap.percent);
  return 'met';
}

/** In whole cents, so that exactly the cap is within it. Never added up over projects. */
function withinShare(share: number | null, amount: number | null, percent: number): Verdict {
  if (amount === null || share === null) return 'unknown';
  return share * 100 <= amount * percent ? 'met' : 'unmet';
}

/** Who has no known sector may belong to the missing one. */
function covers(sectors: readonly string[], actors: Institution[]): Verdict {
  const known = new Set(actors.flatMap((a) => a.sectors));
  if (actors.length > 1 && sectors.every((s) => known.has(s))) return 'met';
  return actors.some((a) => a.sectors.length === 0) || actors.length === 1 ? 'unknown' : 'unmet';
}

function anyRooted(actors: Institution[]): Verdict {
  if (actors.some((a) => a.rooted === true)) return 'met';
  return actors.every((a) => a.rooted === false) ? 'unmet' : 'unknown';
}

/**
 * A coordinator ticks a criterion, or takes her tick back. One that isn't met carries a reason.
 *
 * Refuses `criterion.unknown`, `criterion.computed` (what is known decides it already: correct that),
 * `criterion.reason-required`, and `proposal.over`.
 */
export function checkCriterion(
  command: { criterion: string; met: boolean | null; reason: TextRef | null },
  at: string,
  by: Actor,
  state: Known & { conflicted: boolean },
): Decision {
  const { proposal, call, conflicted } = state;
  const { criterion, met, reason } = command;
  if (!isLive(proposal)) return refuse('proposal.over', { params: { proposal: proposal.id } });
  const all = criteriaOf(state);
  const known = all.find((c) => c.id === criterion);
  if (!known) {
    const params = { criterion, known: all.map((c) => c.id) };
    return refuse('criterion.unknown', { field: 'criterion', params });
  }
  if (known.by === 'computed' && known.criterion?.how === 'computed')
    return refuse('criterion.computed', { field: 'criterion', params: { criterion } });
  if (met === false && !reason) return refuse('criterion.reason-required', { field: 'reason' });
  const former = proposal.checks[criterion];
  // A second coordinator without a tie to the carrier says it again: that is what her check is for.
  const confirms = former?.conflicted === true && !conflicted;
  if ((former?.met ?? null) === met && !reason && !confirms) return [];
  const data = { proposal: proposal.id, call: call.id, criterion, met, reason, by, conflicted };
  return [event('CriterionChecked', at, data)];
}
