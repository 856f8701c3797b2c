// How an event changes the aggregates that it touches.

import {
  type AdoptedCharter,
  type Aggregate,
  type AggregateKey,
  type AggregateType,
  type StateOf,
  touches,
} from './aggregates.ts';
import { evolveConcern, evolveQuestion, evolveStance } from './answers.ts';
import { evolveCall } from './call.ts';
import { evolveCompetition } from './competition.ts';
import type { DomainEvent } from './events.ts';
import { joinedOne } from './joining.ts';
import { evolveMailing } from './mailing.ts';
import { evolveMeeting } from './meeting.ts';
import { evolveMerge } from './merge.ts';
import { evolveObjection } from './objection.ts';
import { evolveInstitution, evolveMandate, type Room } from './people.ts';
import { evolveProposal } from './proposal-changes.ts';
import { evolveChase } from './reminders.ts';
import { evolveNeed, evolveTalk } from './voices.ts';

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
