// Which rule of the charter an event comes from.

import type { RuleName } from '../../domain/charter.ts';
import type { DomainEvent } from '../../domain/events.ts';

/** Null where no rule of the charter stands behind it: somebody’s mere act, or how the service is run. */
export function ruleOf(e: DomainEvent): RuleName | null {
  switch (e.name) {
    case 'InstitutionSigned':
    case 'InstitutionRegistered':
    case 'InstitutionLeft':
      return 'membership';
    case 'CallExtended':
      return e.data.cause.kind === 'outage' ? 'downtime' : 'period';
    case 'CallOpened':
    case 'CallReviewed':
    case 'VersionPublished':
    case 'EditorialContested':
    case 'ProposalsMerged':
    case 'LateRemarkMade':
      return 'period';
    case 'InstitutionReached':
    case 'ProposalAwaitsReach':
      return 'reach';
    case 'CallClosed':
    case 'ProposalValidated':
    case 'ConsentGiven':
    case 'ConsentWithdrawn':
      return 'silence';
    case 'RemindersSent':
    case 'ChaseAnnounced':
    case 'ChaseUndone':
      return 'reminders';
    case 'ProposalSubmitted':
    case 'ProposalWithdrawn':
    case 'CarrierLeft':
      return 'proposers';
    case 'ObjectiveNamed':
    case 'ObjectiveRemoved':
    case 'CriterionChecked':
    case 'ProposalIncomplete':
    case 'ProposalAwaitsCriteria':
      return 'criteria';
    case 'PeriodExtended':
      return e.data.cause.kind === 'outage' ? 'downtime' : 'reach';
    case 'QuestionAsked':
    case 'QuestionAnswered':
    case 'CoordinatorAsked':
    case 'CoordinatorAnswered':
      return 'questions';
    case 'NeedNoted':
    case 'NeedTakenUp':
      return 'needs';
    case 'ObjectionExplained':
      return 'objectionReason';
    case 'ObjectionRaised':
    case 'ObjectionLifted':
    case 'ObjectionWithdrawn':
    case 'ContradictionSeen':
    case 'MeetingPrepared':
    case 'AgendaItemAdded':
    case 'AgendaItemRemoved':
    case 'MeetingCancelled':
      return 'onObjection';
    case 'CompetitionDeclared':
    case 'CompetitionDetected':
    case 'CompetitionWidened':
    case 'CompetitionConfirmed':
    case 'CompetitionDismissed':
    case 'CompetitionWithdrawn':
    case 'CompetitionNarrowed':
      return 'onCompetition';
    case 'MeetingMoved':
    case 'ConvocationRevoked':
      return 'notice';
    case 'ConveningReminded':
    case 'PlaceSet':
      return 'convocation';
    case 'ConvocationSent':
      return e.data.by ? 'onObjection' : 'convocation';
    case 'ObjectionSettled':
      return 'ladder';
    case 'OutcomeRecorded': {
      const negative = e.data.outcome === 'refused' || e.data.outcome === 'not-selected';
      return negative ? 'refusalReasons' : 'ladder';
    }
    case 'AssemblyOpened':
    case 'CharterAdopted':
    case 'AssumptionAdopted':
    case 'RoomOpened':
    case 'InstitutionDescribed':
    case 'MandateClaimed':
    case 'MandateConfirmed':
    case 'MandateDeclined':
    case 'MandateEnded':
    case 'PersonsJoined':
    case 'CoordinatorAppointed':
    case 'CoordinatorReleased':
    case 'RosterImported':
    case 'LettersHanded':
    case 'CallDrafted':
    case 'CallDropped':
    case 'ProposalDrafted':
    case 'MergeOffered':
    case 'MergeDeclined':
    case 'ConcernRaised':
    case 'ConcernResolved':
    case 'InterestShown':
    case 'InterestWithdrawn':
    case 'EntryMade':
    case 'CorrectionMade':
      return null;
  }
}
