// An assembly: the group that decides, with one charter and one or more rooms.

import type { DomainEvent } from './events.ts';
import type { Actor } from './people.ts';

export interface Assembly {
  id: string;
  /** `id@version` of the charter in force; a call keeps the one it began under. */
  charter: string;
  /** People who run the process, and who stands in for them during leave. */
  coordinators: string[];
  deputies: string[];
  rooms: string[];
  /** The last number given per kind of reference: `{ P: 3 }` makes the next proposal P4. */
  counters: Partial<Record<RefKind, number>>;
}

/** First letters of references: call, institution, meeting, objection, proposal, remark. */
export type RefKind = 'C' | 'I' | 'M' | 'O' | 'P' | 'R';

export function newAssembly(id: string): Assembly {
  return { id, charter: '', coordinators: [], deputies: [], rooms: [], counters: {} };
}

/** The reference that the next thing of this kind gets. */
export function nextRef(assembly: Assembly, kind: RefKind): string {
  return `${kind}${(assembly.counters[kind] ?? 0) + 1}`;
}

/** Whether this person runs the process here, as coordinator or deputy. */
export function coordinates(assembly: Assembly, actor: Actor): boolean {
  return assembly.coordinators.includes(actor.person) || assembly.deputies.includes(actor.person);
}

export function evolveAssembly(state: Assembly, e: DomainEvent): Assembly {
  switch (e.name) {
    case 'AssemblyOpened':
      return { ...state, coordinators: e.data.coordinators, deputies: e.data.deputies };
    case 'CharterAdopted':
      return { ...state, charter: e.data.charter };
    case 'RoomOpened':
      return { ...state, rooms: [...state.rooms, e.data.room] };
    case 'CallOpened':
      return counted(state, 'C', e.data.call);
    case 'InstitutionRegistered':
      return counted(state, 'I', e.data.institution);
    case 'MeetingPrepared':
      return counted(state, 'M', e.data.meeting);
    case 'ObjectionRaised':
      return counted(state, 'O', e.data.objection);
    case 'ProposalSubmitted':
      return counted(state, 'P', e.data.proposal);
    case 'LateRemarkMade':
      return counted(state, 'R', e.data.remark);
    default:
      return state;
  }
}

function counted(state: Assembly, kind: RefKind, ref: string): Assembly {
  return { ...state, counters: { ...state.counters, [kind]: Number(ref.slice(1)) } };
}
