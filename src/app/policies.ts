// What one event entails elsewhere, in the same transaction: follow-up commands of the service itself.

import type { Command } from '../domain/commands.ts';
import { standsBetween } from '../domain/competition.ts';
import type { DomainEvent } from '../domain/events.ts';
import type { Period } from '../domain/period.ts';
import { partnersOf } from '../domain/proposal.ts';
import type { Draft } from './draft.ts';

/**
 * The commands that follow from an event, as things stand after it.
 *
 * A hold convenes (000 §4 b). When the last one goes, the proposal leaves the agenda, and is settled if its
 * period is over. Whatever moves a deadline moves the plenary; whatever changes what is asked for is compared
 * with the fund.
 */
export async function policies(e: DomainEvent, draft: Draft): Promise<Command[]> {
  switch (e.name) {
    case 'ObjectionRaised':
      return [{ type: 'Convene', proposals: [e.data.proposal] }];
    case 'CompetitionDeclared':
    case 'CompetitionDetected':
      return [{ type: 'Convene', proposals: e.data.proposals }];
    case 'CompetitionWidened':
      return [{ type: 'Convene', proposals: e.data.added }];
    case 'ObjectionLifted':
    case 'ObjectionWithdrawn':
      return freed([e.data.proposal], draft);
    case 'CompetitionDismissed':
    case 'CompetitionWithdrawn':
      return freed(e.data.proposals, draft);
    case 'CompetitionNarrowed':
      return freed(e.data.freed, draft);
    case 'CallExtended':
      return [{ type: 'Reschedule', call: e.data.call, moved: null }];
    case 'PeriodExtended':
    case 'EditorialContested':
      return moved(e.data.proposal, e.data);
    case 'AgendaItemAdded':
      return [{ type: 'Reschedule', call: e.data.call, moved: e.data.proposals[0] ?? null }];
    case 'ProposalSubmitted':
      return [{ type: 'CompareWithFund', call: e.data.call }];
    case 'VersionPublished':
      return [
        ...moved(e.data.proposal, e.data),
        { type: 'CompareWithFund', call: e.data.call },
        // What was missing may have been said.
        { type: 'SettleProposal', proposal: e.data.proposal },
      ];
    case 'ProposalsMerged':
      return [
        // The one that remains takes the place on the agenda before the other gives it up.
        { type: 'Convene', proposals: [e.data.into] },
        release([e.data.from]),
        { type: 'LeaveCompetitions', proposal: e.data.from },
        ...moved(e.data.into, e.data),
        { type: 'CompareWithFund', call: e.data.call },
      ];
    case 'ProposalWithdrawn':
      return [
        // What it competed with may leave the agenda together with it.
        ...((await competes(e.data, draft)) ? [] : [release([e.data.proposal])]),
        { type: 'LeaveCompetitions', proposal: e.data.proposal },
        { type: 'CompareWithFund', call: e.data.call },
        { type: 'ConcludeCall', call: e.data.call },
      ];
    case 'CarrierLeft':
      return [{ type: 'SettleProposal', proposal: e.data.proposal }];
    case 'OutcomeRecorded':
      return [
        { type: 'LeaveCompetitions', proposal: e.data.proposal },
        { type: 'CompareWithFund', call: e.data.call },
      ];
    case 'CriterionChecked':
    case 'ObjectiveNamed':
      return [{ type: 'SettleProposal', proposal: e.data.proposal }];
    case 'InstitutionDescribed':
      return waitingFor(e.data.institution, draft);
    case 'InstitutionLeft': {
      const { institution, by } = e.data;
      return [{ type: 'LeaveCarrying', institution, by }, ...(await waitingFor(institution, draft))];
    }
    case 'InstitutionReached':
      return [{ type: 'ReopenReached', call: e.data.call }];
    case 'ProposalValidated':
    case 'ProposalIncomplete':
    case 'ProposalAwaitsCriteria':
    case 'ProposalAwaitsReach':
      return [{ type: 'ConcludeCall', call: e.data.call }];
    default:
      return [];
  }
}

/** A plenary follows a deadline that has moved. */
function moved(proposal: string, { call, own }: { call: string; own: Period | null }): Command[] {
  return own ? [{ type: 'Reschedule', call, moved: proposal }] : [];
}

/** Of those that a hold has just left: the ones that nothing holds any more. */
async function freed(proposals: readonly string[], draft: Draft): Promise<Command[]> {
  const free: string[] = [];
  for (const id of proposals) {
    if ((await draft.must('proposal', id)).holds.length === 0) free.push(id);
  }
  if (free.length === 0) return [];
  return [release(free), ...free.map((proposal): Command => ({ type: 'SettleProposal', proposal }))];
}

function release(proposals: string[]): Command {
  return { type: 'Release', proposals };
}

/** Whether a competition stands in which it is named: leaving that one frees it too. */
async function competes(
  { proposal, call }: { proposal: string; call: string },
  draft: Draft,
): Promise<boolean> {
  const all = await draft.list('competition', { parent: call });
  return all.some((c) => standsBetween(c) && c.proposals.includes(proposal));
}

/** Proposals whose criteria wait for what is now known of this institution. */
async function waitingFor(institution: string, draft: Draft): Promise<Command[]> {
  const waiting = [
    ...(await draft.list('proposal', { status: 'awaiting-criteria' })),
    ...(await draft.list('proposal', { status: 'incomplete' })),
  ];
  return waiting
    .filter((p) => p.carrier === institution || partnersOf(p).includes(institution))
    .map((p) => ({ type: 'SettleProposal', proposal: p.id }));
}
