// What an assembly consists of: its aggregates, and which of them an event touches.

import type { Concern, Question, Stance } from './answers.ts';
import type { Call } from './call.ts';
import type { Charter, RuleName } from './charter.ts';
import type { Competition } from './competition.ts';
import type { DomainEvent } from './events.ts';
import { joinedKeys } from './joining.ts';
import type { Mailing } from './mailing.ts';
import type { Meeting } from './meeting.ts';
import type { Merge } from './merge.ts';
import type { Objection } from './objection.ts';
import type { Institution, Mandate, Room } from './people.ts';
import type { Proposal } from './proposal.ts';
import type { Chase } from './reminders.ts';
import type { TextRef } from './text.ts';
import type { Need, Talk } from './voices.ts';

/** A charter as adopted: a call keeps the version it began under. */
export interface AdoptedCharter {
  id: string;
  status: 'adopted';
  text: Charter;
  /** Which of its assumptions the group has adopted. */
  assumptions: Partial<Record<RuleName, Adoption>>;
}

export interface Adoption {
  /** The person by whose hand it was written down. */
  by: string;
  /** When the group adopted it, UTC. */
  at: string;
  words: TextRef | null;
}

interface States {
  charter: AdoptedCharter;
  room: Room;
  institution: Institution;
  mandate: Mandate;
  call: Call;
  proposal: Proposal;
  merge: Merge;
  stance: Stance;
  question: Question;
  concern: Concern;
  objection: Objection;
  competition: Competition;
  meeting: Meeting;
  chase: Chase;
  need: Need;
  talk: Talk;
  mailing: Mailing;
}
export type AggregateType = keyof States;
export type StateOf<T extends AggregateType> = States[T];

export const aggregateTypes = [
  'charter',
  'room',
  'institution',
  'mandate',
  'call',
  'proposal',
  'merge',
  'stance',
  'question',
  'concern',
  'objection',
  'competition',
  'meeting',
  'chase',
  'need',
  'talk',
  'mailing',
] as const satisfies readonly AggregateType[];

/** One aggregate: the JSON document of its state and the columns it is looked up by. */
export interface Aggregate<T extends AggregateType = AggregateType> {
  type: T;
  id: string;
  /** What it belongs to: a proposal's call, an objection's proposal. */
  parent: string | null;
  status: string;
  doc: StateOf<T>;
}

export interface AggregateKey<T extends AggregateType = AggregateType> {
  type: T;
  id: string;
}

/** The aggregates that an event changes, the one it is about first. */
export function touches(e: DomainEvent): AggregateKey[] {
  switch (e.name) {
    case 'AssemblyOpened':
    case 'CoordinatorAppointed':
    case 'CoordinatorReleased':
    case 'RosterImported':
    case 'EntryMade':
      return [];
    case 'PersonsJoined':
      return joinedKeys(e) as AggregateKey[];
    case 'CharterAdopted':
    case 'AssumptionAdopted':
      return keys('charter', e.data.charter);
    case 'RoomOpened':
      return keys('room', e.data.room);
    case 'InstitutionRegistered':
    case 'InstitutionDescribed':
    case 'InstitutionSigned':
    case 'InstitutionLeft':
      return keys('institution', e.data.institution);
    case 'MandateClaimed':
    case 'MandateConfirmed':
    case 'MandateDeclined':
    case 'MandateEnded':
      return keys('mandate', e.data.mandate);
    case 'CallDrafted':
    case 'CallDropped':
    case 'CallOpened':
    case 'CallExtended':
    case 'InstitutionReached':
    case 'CallClosed':
      return keys('call', e.data.call);
    case 'CallReviewed':
      return [...keys('call', e.data.call), ...keys('proposal', ...e.data.proposals)];
    case 'RemindersSent':
    case 'ContradictionSeen':
    case 'ConveningReminded':
      return [];
    case 'ProposalSubmitted':
      return [...keys('proposal', e.data.proposal), ...keys('call', e.data.call)];
    case 'ProposalDrafted':
    case 'VersionPublished':
    case 'EditorialContested':
    case 'ObjectiveNamed':
    case 'ObjectiveRemoved':
    case 'CriterionChecked':
    case 'ProposalWithdrawn':
    case 'CarrierLeft':
    case 'PeriodExtended':
    case 'ProposalValidated':
    case 'ProposalIncomplete':
    case 'ProposalAwaitsCriteria':
    case 'ProposalAwaitsReach':
      return keys('proposal', e.data.proposal);
    case 'MergeOffered':
    case 'MergeDeclined':
      return keys('merge', e.data.merge);
    case 'ProposalsMerged': {
      const objections = e.data.moved.map((m) => m.objection);
      const { merge, into, from } = e.data;
      return [...keys('merge', merge), ...keys('proposal', into, from), ...keys('objection', ...objections)];
    }
    case 'QuestionAsked':
    case 'QuestionAnswered':
      return keys('question', e.data.question);
    case 'ConcernRaised':
    case 'ConcernResolved':
    case 'LateRemarkMade':
      return keys('concern', e.data.concern);
    case 'ConsentGiven':
    case 'ConsentWithdrawn':
    case 'InterestShown':
    case 'InterestWithdrawn':
      return keys('stance', e.data.stance);
    case 'ObjectionRaised':
    case 'ObjectionLifted':
    case 'ObjectionWithdrawn':
      return [...keys('objection', e.data.objection), ...keys('proposal', e.data.proposal)];
    case 'ObjectionExplained':
    case 'ObjectionSettled':
      return keys('objection', e.data.objection);
    case 'CompetitionDeclared':
    case 'CompetitionDetected':
    case 'CompetitionConfirmed':
    case 'CompetitionDismissed':
    case 'CompetitionWithdrawn':
      return [...keys('competition', e.data.competition), ...keys('proposal', ...e.data.proposals)];
    case 'CompetitionWidened':
      return [...keys('competition', e.data.competition), ...keys('proposal', ...e.data.added)];
    case 'CompetitionNarrowed':
      return [...keys('competition', e.data.competition), ...keys('proposal', ...e.data.freed)];
    case 'MeetingPrepared': {
      const { meeting, call, agenda } = e.data;
      return [...keys('meeting', meeting), ...keys('call', call), ...keys('proposal', ...agenda)];
    }
    case 'AgendaItemAdded':
    case 'AgendaItemRemoved':
      return [...keys('meeting', e.data.meeting), ...keys('proposal', ...e.data.proposals)];
    case 'OutcomeRecorded':
      return [...keys('meeting', e.data.meeting), ...keys('proposal', e.data.proposal)];
    case 'MeetingCancelled': {
      const { meeting, call, proposals } = e.data;
      return [...keys('meeting', meeting), ...keys('call', call), ...keys('proposal', ...proposals)];
    }
    case 'MeetingMoved':
    case 'ConvocationSent':
    case 'PlaceSet':
    case 'ConvocationRevoked':
      return keys('meeting', e.data.meeting);
    case 'ChaseAnnounced':
    case 'ChaseUndone':
      return keys('chase', e.data.chase);
    case 'NeedNoted':
    case 'NeedTakenUp':
      return keys('need', e.data.need);
    case 'CoordinatorAsked':
    case 'CoordinatorAnswered':
      return keys('talk', e.data.talk);
    case 'LettersHanded':
      return keys('mailing', e.data.mailing);
    case 'CorrectionMade':
      return keys(e.data.subject, e.data.ref);
  }
}

function keys(type: AggregateType, ...ids: string[]): AggregateKey[] {
  return ids.map((id) => ({ type, id }));
}

/** Whether the first of the aggregates that an event touches surely didn't exist before it. */
export function makes(e: DomainEvent): boolean {
  switch (e.name) {
    case 'CharterAdopted':
    case 'RoomOpened':
    case 'InstitutionRegistered':
    case 'CallDrafted':
    case 'ProposalDrafted':
    case 'MergeOffered':
    case 'QuestionAsked':
    case 'ConcernRaised':
    case 'LateRemarkMade':
    case 'ObjectionRaised':
    case 'CompetitionDeclared':
    case 'CompetitionDetected':
    case 'MeetingPrepared':
    case 'ChaseAnnounced':
    case 'NeedNoted':
    case 'CoordinatorAsked':
    case 'LettersHanded':
      return true;
    default:
      return false;
  }
}
