// All aggregates of an assembly under one roof: which ones an event touches, and how it changes them.

import { type Call, evolveCall } from './call.ts';
import type { Charter } from './charter.ts';
import type { DomainEvent } from './events.ts';
import { evolveMeeting, type Meeting } from './meeting.ts';
import { evolveObjection, type Objection, type Remark } from './objection.ts';
import type { Institution, Mandate, Room } from './people.ts';
import { evolveProposal, type Proposal } from './proposal.ts';

/** A charter as adopted: a call keeps the version it began under. */
export interface AdoptedCharter {
  id: string;
  status: 'adopted';
  text: Charter;
}

interface States {
  charter: AdoptedCharter;
  room: Room;
  institution: Institution;
  mandate: Mandate;
  call: Call;
  proposal: Proposal;
  objection: Objection;
  remark: Remark;
  meeting: Meeting;
}
export type AggregateType = keyof States;
export type StateOf<T extends AggregateType> = States[T];

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
      return [];
    case 'CharterAdopted':
      return [{ type: 'charter', id: e.data.charter }];
    case 'RoomOpened':
      return [{ type: 'room', id: e.data.room }];
    case 'InstitutionRegistered':
      return [{ type: 'institution', id: e.data.institution }];
    case 'MandateClaimed':
    case 'MandateConfirmed':
      return [{ type: 'mandate', id: e.data.mandate }];
    case 'CallOpened':
    case 'CallExtended':
    case 'CallClosed':
      return [{ type: 'call', id: e.data.call }];
    case 'ProposalSubmitted':
      return [
        { type: 'proposal', id: e.data.proposal },
        { type: 'call', id: e.data.call },
      ];
    case 'ProposalValidated':
      return [{ type: 'proposal', id: e.data.proposal }];
    case 'ObjectionRaised':
    case 'ObjectionLifted':
    case 'ObjectionWithdrawn':
      return [
        { type: 'objection', id: e.data.objection },
        { type: 'proposal', id: e.data.proposal },
      ];
    case 'LateRemarkMade':
      return [{ type: 'remark', id: e.data.remark }];
    case 'MeetingPrepared':
    case 'MeetingCancelled':
      return [
        { type: 'meeting', id: e.data.meeting },
        { type: 'call', id: e.data.call },
      ];
    case 'MeetingMoved':
    case 'AgendaItemAdded':
    case 'AgendaItemRemoved':
      return [{ type: 'meeting', id: e.data.meeting }];
  }
}

/** Whether the first of the aggregates that an event touches didn't exist before it. */
export function makes(e: DomainEvent): boolean {
  switch (e.name) {
    case 'CharterAdopted':
    case 'RoomOpened':
    case 'InstitutionRegistered':
    case 'CallOpened':
    case 'ProposalSubmitted':
    case 'ObjectionRaised':
    case 'LateRemarkMade':
    case 'MeetingPrepared':
      return true;
    default:
      return false;
  }
}

/**
 * The aggregates that an event touches, as it leaves them. Pure: `get` answers with the state before.
 * Events come from `decide`, so an event that doesn't fit its aggregate is a bug and throws.
 */
export function evolve(
  e: DomainEvent,
  get: <T extends AggregateType>(key: AggregateKey<T>) => StateOf<T> | undefined,
): Aggregate[] {
  return touches(e).map(({ type, id }) => evolveOne(type, id, e, get));
}

function evolveOne(
  type: AggregateType,
  id: string,
  e: DomainEvent,
  get: <T extends AggregateType>(key: AggregateKey<T>) => StateOf<T> | undefined,
): Aggregate {
  switch (type) {
    case 'call':
      return row(type, evolveCall(get({ type, id }), e as Parameters<typeof evolveCall>[1]), null);
    case 'proposal': {
      const state = evolveProposal(get({ type, id }), e as Parameters<typeof evolveProposal>[1]);
      return row(type, state, state.call);
    }
    case 'objection': {
      const state = evolveObjection(get({ type, id }), e as Parameters<typeof evolveObjection>[1]);
      return row(type, state, state.proposal);
    }
    case 'meeting': {
      const state = evolveMeeting(get({ type, id }), e as Parameters<typeof evolveMeeting>[1]);
      return row(type, state, state.call);
    }
    default:
      return made(e);
  }
}

/** The aggregates that one event makes whole. */
function made(e: DomainEvent): Aggregate {
  switch (e.name) {
    case 'CharterAdopted':
      return row('charter', { id: e.data.charter, status: 'adopted', text: e.data.text }, null);
    case 'RoomOpened': {
      const { room, platform, tenant, channel, lang } = e.data;
      return row('room', { id: room, status: 'open', platform, tenant, channel, lang }, null);
    }
    case 'InstitutionRegistered': {
      const { institution, name, legalForm, sectors } = e.data;
      return row('institution', { id: institution, status: 'present', name, legalForm, sectors }, null);
    }
    case 'MandateClaimed':
    case 'MandateConfirmed': {
      const { mandate, person, institution } = e.data;
      const status = e.name === 'MandateClaimed' ? 'claimed' : 'confirmed';
      return row('mandate', { id: mandate, status, person, institution, from: e.at }, institution);
    }
    case 'LateRemarkMade': {
      const { remark, proposal, author, reason, remedy } = e.data;
      return row(
        'remark',
        { id: remark, status: 'late', proposal, author, reason, remedy, at: e.at },
        proposal,
      );
    }
    default:
      throw new Error(`${e.name} makes no aggregate`);
  }
}

function row<T extends AggregateType>(type: T, doc: StateOf<T>, parent: string | null): Aggregate<T> {
  return { type, id: doc.id, parent, status: doc.status, doc };
}
