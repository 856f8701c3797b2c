// An assembly: the group that decides, with one charter and one or more rooms.

import type { Charter, RuleName } from './charter.ts';
import type { DomainEvent } from './events.ts';
import { joinedAssembly } from './joining.ts';
import type { Actor } from './people.ts';
import type { TextRef } from './text.ts';

/**
 * How state is written down. Raised whenever a stored document changes its shape; a store written otherwise
 * isn't read (`test/app/state-format.test.ts` says when).
 */
export const stateFormat = 3;

export interface Assembly {
  id: string;
  /** The `stateFormat` under which it began. */
  format: number;
  /** `id@version` of the charter in force; a call keeps the one it began under. */
  charter: string;
  /** People who run the process, and who stands in for them during leave. */
  coordinators: string[];
  deputies: string[];
  /** When a deputy's stand-in ends, UTC; without an end, they aren't here. */
  until: Record<string, string>;
  rooms: string[];
  /** Since when those rooms are there that weren't at the beginning, UTC. */
  since?: Record<string, string>;
  /** Under which id people stand who were known under two: by the one that is no more. */
  joined?: Record<string, string>;
  /** The last number given per kind of reference: `{ P: 3 }` makes the next proposal P4. */
  counters: Partial<Record<RefKind, number>>;
}

export interface AssemblyEvents {
  AssemblyOpened: { coordinators: string[]; deputies: string[] };
  /** `assumptions` are those that the group adopted along with it: by whose hand, and when (UTC). */
  CharterAdopted: {
    charter: string;
    text: Charter;
    assumptions: { rule: RuleName; by: string; at: string }[];
  };
  /** The group adopted more of them, `on` that instant; a coordinator writes it down, with its words. */
  AssumptionAdopted: {
    charter: string;
    rules: RuleName[];
    on: string;
    words: TextRef | null;
    by: Actor;
  };
}

/** First letters of references. */
export const refKinds = {
  C: 'call',
  G: 'merge',
  H: 'chase',
  I: 'institution',
  K: 'competition',
  L: 'mailing',
  M: 'meeting',
  N: 'need',
  O: 'objection',
  P: 'proposal',
  Q: 'question',
  R: 'concern',
  T: 'talk',
} as const;
export type RefKind = keyof typeof refKinds;

export function newAssembly(id: string): Assembly {
  const nobody = { coordinators: [], deputies: [], until: {} };
  return { id, format: stateFormat, charter: '', ...nobody, rooms: [], counters: {} };
}

/** The reference that the next thing of this kind gets. */
export function nextRef(assembly: Assembly, kind: RefKind): string {
  return `${kind}${(assembly.counters[kind] ?? 0) + 1}`;
}

/** Whether this person runs the process here at that instant, as coordinator or deputy. */
export function coordinates(assembly: Assembly, person: string, at: string): boolean {
  if (assembly.coordinators.includes(person)) return true;
  const until = assembly.until[person];
  return assembly.deputies.includes(person) && (until === undefined || at < until);
}

/** Everybody who runs the process at that instant. */
export function coordination(assembly: Assembly, at: string): string[] {
  const all = [...assembly.coordinators, ...assembly.deputies];
  return [...new Set(all)].filter((person) => coordinates(assembly, person, at));
}

export function evolveAssembly(state: Assembly, e: DomainEvent): Assembly {
  switch (e.name) {
    case 'AssemblyOpened':
      return { ...state, coordinators: e.data.coordinators, deputies: e.data.deputies };
    case 'CharterAdopted':
      return { ...state, charter: e.data.charter };
    case 'RoomOpened':
      return withRoom(state, e.data.room, e.at);
    case 'CoordinatorAppointed':
      return appointed(state, e.data);
    case 'CoordinatorReleased':
      return released(state, e.data);
    case 'PersonsJoined':
      return joinedAssembly(state, e);
    case 'CallDrafted':
      return counted(state, 'C', e.data.call);
    case 'CallOpened':
      return counted(state, 'C', e.data.call);
    case 'InstitutionRegistered':
      return counted(state, 'I', e.data.institution);
    case 'MeetingPrepared':
      return counted(state, 'M', e.data.meeting);
    case 'ObjectionRaised':
      return counted(state, 'O', e.data.objection);
    case 'ProposalDrafted':
    case 'ProposalSubmitted':
      return counted(state, 'P', e.data.proposal);
    case 'ConcernRaised':
    case 'LateRemarkMade':
      return counted(state, 'R', e.data.concern);
    case 'QuestionAsked':
      return counted(state, 'Q', e.data.question);
    case 'CompetitionDeclared':
    case 'CompetitionDetected':
      return counted(state, 'K', e.data.competition);
    case 'MergeOffered':
      return counted(state, 'G', e.data.merge);
    case 'ChaseAnnounced':
      return counted(state, 'H', e.data.chase);
    case 'LettersHanded':
      return counted(state, 'L', e.data.mailing);
    case 'NeedNoted':
      return counted(state, 'N', e.data.need);
    case 'CoordinatorAsked':
      return counted(state, 'T', e.data.talk);
    default:
      return state;
  }
}

function withRoom(state: Assembly, room: string, at: string): Assembly {
  const rooms = [...state.rooms, room];
  return state.rooms.length === 0
    ? { ...state, rooms }
    : { ...state, rooms, since: { ...state.since, [room]: at } };
}

/** A draft that is published keeps its number. */
function counted(state: Assembly, kind: RefKind, ref: string): Assembly {
  const number = Math.max(Number(ref.slice(1)), state.counters[kind] ?? 0);
  return { ...state, counters: { ...state.counters, [kind]: number } };
}

function appointed(
  state: Assembly,
  {
    person,
    role,
    until,
  }: { person: string; role: 'coordinator' | 'deputy'; until: string | null; by: Actor },
): Assembly {
  const list = role === 'coordinator' ? 'coordinators' : 'deputies';
  const ends = Object.fromEntries(Object.entries(state.until).filter(([p]) => p !== person));
  return {
    ...state,
    [list]: [...state[list].filter((p) => p !== person), person],
    until: until ? { ...ends, [person]: until } : ends,
  };
}

function released(
  state: Assembly,
  { person, role }: { person: string; role: 'coordinator' | 'deputy' },
): Assembly {
  const list = role === 'coordinator' ? 'coordinators' : 'deputies';
  const until = Object.fromEntries(Object.entries(state.until).filter(([p]) => p !== person));
  return { ...state, [list]: state[list].filter((p) => p !== person), until };
}
