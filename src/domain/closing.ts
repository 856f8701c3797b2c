// The deadline: what silence has decided. 000 §4 b: without objection in time, and meeting the criteria, a
// proposal is considered validated by the concertation.

import type { Call } from './call.ts';
import { articleOf, type Charter } from './charter.ts';
import { criteriaOf } from './criteria.ts';
import { event } from './decision.ts';
import type { Outage } from './downtime.ts';
import { owedExtension } from './downtime.ts';
import type { DomainEvent } from './events.ts';
import { type Institution, voiceOf } from './people.ts';
import { deadlineOf, firstOpening, hasOwnDeadline, type Period, periodOf } from './period.ts';
import { carriedBy, isLive, type Proposal } from './proposal.ts';
import {
  type Answer,
  counting,
  current,
  electorate,
  type Roll,
  reachedVoices,
  reachSuffices,
} from './reach.ts';

/** Everything that a settlement rests on. */
export interface Settling {
  call: Call;
  charter: Charter;
  proposal: Proposal;
  carrier: Institution;
  partners: Institution[];
  /** To this proposal. */
  answers: Answer[];
  roll: Roll;
}

/**
 * What becomes of one proposal whose period is over: validated exactly when nothing holds it, every
 * criterion is met and enough were reached; incomplete where a criterion isn't met; else it waits for what
 * isn't known. Held, decided or still open: nothing.
 */
export function settle(at: string, state: Settling): DomainEvent[] {
  const { proposal, call, charter } = state;
  const closesAt = deadlineOf(proposal, call, charter);
  if (!isLive(proposal) || proposal.holds.length > 0 || at < closesAt) return [];
  const about = { proposal: proposal.id, call: call.id };
  const criteria = criteriaOf(state);
  const named = (wanted: 'unmet' | 'unknown') => criteria.filter((c) => c.state === wanted).map((c) => c.id);
  const missing = named('unmet');
  if (missing.length > 0) {
    const told = proposal.status === 'incomplete' && same(proposal.missing, missing);
    return told ? [] : [event('ProposalIncomplete', at, { ...about, missing, closesAt })];
  }
  const unknown = named('unknown');
  if (unknown.length > 0) {
    const told = proposal.status === 'awaiting-criteria' && same(proposal.unknown, unknown);
    return told ? [] : [event('ProposalAwaitsCriteria', at, { ...about, unknown, closesAt })];
  }
  const when = counting(charter, firstOpening(proposal, call), closesAt);
  const reached = reachedVoices(call, state.answers, state.roll, when, carriedBy(proposal));
  const present = electorate(state.roll, when).length;
  if (!reachSuffices(charter, reached.length, present)) {
    if (proposal.status === 'awaiting-reach' && proposal.reached === reached.length) return [];
    const { minimumPercent } = charter.rules.reach.value;
    const short = { reached: reached.length, present, minimumPercent, closesAt };
    return [event('ProposalAwaitsReach', at, { ...about, ...short })];
  }
  // Those who were reached only now have had no time yet: their period begins (see reopenReached).
  if (proposal.status === 'awaiting-reach') return [];
  return [validation(at, state, reached, present)];
}

/**
 * Enough have been reached after all: those who were still get the minimum period, from now. Decides nothing
 * for a proposal that doesn't wait for that.
 */
export function reopenReached(
  at: string,
  state: Settling & { own: Period; reminders: string[] },
): DomainEvent[] {
  const { proposal, call, charter, answers, roll, own, reminders } = state;
  if (proposal.status !== 'awaiting-reach') return [];
  const when = counting(charter, firstOpening(proposal, call), own.closesAt);
  const reached = reachedVoices(call, answers, roll, when, carriedBy(proposal)).length;
  if (!reachSuffices(charter, reached, electorate(roll, when).length)) return [];
  const article = articleOf(charter, 'reach');
  const about = { proposal: proposal.id, call: call.id };
  return [event('PeriodExtended', at, { ...about, own, cause: { kind: 'reach' }, article, reminders })];
}

/** The statement of validation: its basis, the article, the period, who was reached, who answered and how. */
function validation(at: string, state: Settling, reached: string[], present: number): DomainEvent {
  const { proposal, call, charter, answers } = state;
  const { opensAt } = periodOf(proposal, call, charter);
  const closesAt = deadlineOf(proposal, call, charter);
  return event('ProposalValidated', at, {
    proposal: proposal.id,
    call: call.id,
    basis: basisOf(state, reached, closesAt),
    article: articleOf(charter, 'silence'),
    opensAt,
    closesAt,
    present,
    reached,
    answers: current(answers, proposal).map(({ by, how }) => ({ by, how })),
  });
}

function basisOf(
  { proposal, answers, roll }: Settling,
  reached: string[],
  closesAt: string,
): 'silence' | 'consent' | 'lifted' {
  if (proposal.freedAt !== null && proposal.freedAt >= closesAt) return 'lifted';
  const voice = (institution: string) => voiceOf(institution, roll.institutions);
  const consenting = new Set(
    current(answers, proposal).flatMap(({ by, how }) =>
      how === 'consent' && by.institution !== null ? [voice(by.institution)] : [],
    ),
  );
  const own = carriedBy(proposal).map(voice);
  const others = reached.filter((v) => !own.includes(v));
  return others.length > 0 && others.every((v) => consenting.has(v)) ? 'consent' : 'silence';
}

/**
 * The call is over once its deadline has passed, no proposal's own period still runs, and each has been
 * settled. Decides nothing before, and when it is closed already.
 */
export function conclude(
  at: string,
  state: { call: Call; charter: Charter; proposals: Proposal[]; reached: number; present: number },
): DomainEvent[] {
  const { call, charter, proposals, reached, present } = state;
  if (call.status !== 'collecting' && call.status !== 'reviewing') return [];
  if (at < call.closesAt) return [];
  if (proposals.some((p) => isLive(p) && at < deadlineOf(p, call, charter))) return [];
  if (proposals.some((p) => p.status === 'open' || p.status === 'submitted')) return [];
  const are = (...statuses: Proposal['status'][]) =>
    proposals.filter((p) => statuses.includes(p.status)).map((p) => p.id);
  return [
    event('CallClosed', at, {
      call: call.id,
      closesAt: call.closesAt,
      validated: are('validated'),
      contested: are('contested'),
      incomplete: are('incomplete'),
      awaiting: are('awaiting-criteria', 'awaiting-reach'),
      present,
      reached,
    }),
  ];
}

/**
 * Gives back what outages took of a period that has reached its deadline. It comes before anything that
 * depends on the deadline: the closing, and whatever people do from the deadline on.
 *
 * Decides nothing before the deadline, after the closing, and where nothing is owed.
 *
 * @param reminders from the later deadline on
 */
export function makeGoodCall(
  at: string,
  state: { call: Call; charter: Charter; outages: Outage[]; reminders: (closesAt: string) => string[] },
): DomainEvent[] {
  const { call, charter, outages, reminders } = state;
  if ((call.status !== 'collecting' && call.status !== 'reviewing') || at < call.closesAt) return [];
  const owed = owedExtension(charter, call, outages, call.frameEndsAt);
  if (!owed) return [];
  const { closesAt, outage } = owed;
  return [
    event('CallExtended', at, {
      call: call.id,
      fromClosesAt: call.closesAt,
      closesAt,
      firstClosesAt: call.firstClosesAt,
      fromProposalsUntil: call.proposalsUntil,
      proposalsUntil: call.proposalsUntil === call.closesAt ? closesAt : call.proposalsUntil,
      cause: { kind: 'outage', ...outage },
      article: articleOf(charter, 'downtime'),
      reminders: reminders(closesAt),
    }),
  ];
}

/** The same for a proposal that has a deadline of its own. */
export function makeGoodProposal(
  at: string,
  state: {
    call: Call;
    charter: Charter;
    proposal: Proposal;
    outages: Outage[];
    reminders: (closesAt: string) => string[];
  },
): DomainEvent[] {
  const { call, charter, proposal, outages, reminders } = state;
  const { own } = proposal;
  if (!own || !isLive(proposal) || !hasOwnDeadline(proposal, call, charter) || at < own.closesAt) return [];
  if (proposal.status !== 'open' && proposal.status !== 'contested' && proposal.status !== 'submitted')
    return [];
  const owed = owedExtension(charter, own, outages, call.frameEndsAt);
  if (!owed) return [];
  const { closesAt, outage } = owed;
  return [
    event('PeriodExtended', at, {
      proposal: proposal.id,
      call: call.id,
      own: { ...own, closesAt },
      cause: { kind: 'outage', ...outage },
      article: articleOf(charter, 'downtime'),
      reminders: reminders(closesAt),
    }),
  ];
}

function same(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((x) => b.includes(x));
}
