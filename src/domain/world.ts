// All aggregates of an assembly under one roof: which ones an event touches, and how it changes them.

import {
  type Concern,
  evolveConcern,
  evolveQuestion,
  evolveStance,
  type Question,
  type Stance,
} from './answers.ts';
import { type Call, evolveCall } from './call.ts';
import type { Charter, RuleName } from './charter.ts';
import { type Competition, evolveCompetition } from './competition.ts';
import type { DomainEvent } from './events.ts';
import { joinedKeys, joinedOne } from './joining.ts';
import { evolveMailing, type Mailing } from './mailing.ts';
import { evolveMeeting, type Meeting } from './meeting.ts';
import { evolveMerge, type Merge } from './merge.ts';
import { evolveObjection, type Objection } from './objection.ts';
import { evolveInstitution, evolveMandate, type Institution, type Mandate, type Room } from './people.ts';
import type { Proposal } from './proposal.ts';
import { evolveProposal } from './proposal-changes.ts';
import { type Chase, evolveChase } from './reminders.ts';
import type { TextRef } from './text.ts';
import { evolveNeed, evolveTalk, type Need, type Talk } from './voices.ts';

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

type Get = <T extends AggregateType>(key: AggregateKey<T>) => StateOf<T> | undefined;

/**
 * The aggregates that an event touches, as it leaves them. Pure: `get` answers with the state before.
 * Events come from `decide`, so an event that doesn't fit its aggregate is a bug and throws.
 */
export function evolve(e: DomainEvent, get: Get): Aggregate[] {
  return touches(e).map(({ type, id }) => evolveOne(type, id, e, get));
}

/** `touches` has said which events reach which aggregate. */
// biome-ignore lint/suspicious/noExplicitAny: see above
type Fitting = any;

function evolveOne(type: AggregateType, id: string, e: DomainEvent, get: Get): Aggregate {
  if (e.name === 'PersonsJoined') {
    const doc = joinedOne(type, id, e, get as Fitting);
    return row(type, doc as Fitting, parentOf(type, doc as Fitting));
  }
  const event = e as Fitting;
  switch (type) {
    case 'charter':
      return row(type, adopted(e, get({ type, id })), null);
    case 'room':
      return row(type, opened(e), null);
    case 'institution':
      return row(type, evolveInstitution(get({ type, id }), event), null);
    case 'mandate': {
      const mandate = evolveMandate(get({ type, id }), event);
      return row(type, mandate, mandate.institution);
    }
    case 'call':
      return row(type, evolveCall(get({ type, id }), e), null);
    case 'proposal': {
      const proposal = evolveProposal(get({ type, id }), id, e);
      return row(type, proposal, proposal.call);
    }
    case 'merge': {
      const merge = evolveMerge(get({ type, id }), event);
      return row(type, merge, merge.call);
    }
    case 'stance': {
      const stance = evolveStance(get({ type, id }), event);
      return row(type, stance, stance.proposal);
    }
    case 'question': {
      const question = evolveQuestion(get({ type, id }), event);
      return row(type, question, question.proposal);
    }
    case 'concern': {
      const concern = evolveConcern(get({ type, id }), event);
      return row(type, concern, concern.proposal);
    }
    case 'objection': {
      const objection = evolveObjection(get({ type, id }), event);
      return row(type, objection, objection.proposal);
    }
    case 'competition': {
      const competition = evolveCompetition(get({ type, id }), event);
      return row(type, competition, competition.call);
    }
    case 'meeting': {
      const meeting = evolveMeeting(get({ type, id }), e);
      return row(type, meeting, meeting.call);
    }
    case 'chase': {
      const chase = evolveChase(get({ type, id }), event);
      return row(type, chase, chase.call);
    }
    case 'need':
      return row(type, evolveNeed(get({ type, id }), event), null);
    case 'mailing':
      return row(type, evolveMailing(event), null);
    case 'talk':
      return row(type, evolveTalk(get({ type, id }), event), null);
  }
}

function parentOf(type: AggregateType, doc: Fitting): string | null {
  switch (type) {
    case 'mandate':
      return doc.institution;
    case 'proposal':
    case 'merge':
    case 'competition':
    case 'meeting':
    case 'chase':
      return doc.call;
    case 'stance':
    case 'question':
    case 'concern':
    case 'objection':
      return doc.proposal;
    default:
      return null;
  }
}

function adopted(e: DomainEvent, state: AdoptedCharter | undefined): AdoptedCharter {
  if (e.name === 'CharterAdopted') {
    const { charter, text, assumptions } = e.data;
    const taken = assumptions.map(({ rule, by, at }) => [rule, { by, at, words: null }]);
    return { id: charter, status: 'adopted', text, assumptions: Object.fromEntries(taken) };
  }
  if (e.name !== 'AssumptionAdopted' || !state) throw new Error(`${e.name} makes no charter`);
  const { rules, on, words, by } = e.data;
  const more = rules.map((rule) => [rule, { by: by.person, at: on, words }]);
  return { ...state, assumptions: { ...state.assumptions, ...Object.fromEntries(more) } };
}

function opened(e: DomainEvent): Room {
  if (e.name !== 'RoomOpened') throw new Error(`${e.name} makes no room`);
  const { room, platform, tenant, channel, lang } = e.data;
  return { id: room, status: 'open', platform, tenant, channel, lang };
}

function row<T extends AggregateType>(type: T, doc: StateOf<T>, parent: string | null): Aggregate<T> {
  return { type, id: doc.id, parent, status: doc.status, doc };
}
