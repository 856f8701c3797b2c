// Reminders: privately, inside quiet hours' other side, only to those who owe an answer, one message a person.

import { type Assembly, nextRef } from './assembly.ts';
import type { Call } from './call.ts';
import { isRunning } from './calling.ts';
import type { Charter } from './charter.ts';
import { type Decision, event } from './decision.ts';
import type { EventOf } from './events.ts';
import { type Actor, speaks, voiceOf } from './people.ts';
import { deadlineOf } from './period.ts';
import { isLive, type Proposal } from './proposal.ts';
import { type Answer, answeredVoices, type Roll, voices } from './reach.ts';
import { refuse } from './refusal.ts';
import type { TextRef } from './text.ts';

/** Words of a coordinator's own to those who owe an answer; taken back until they leave. */
export interface Chase {
  id: string;
  status: 'announced' | 'undone';
  call: string;
  words: TextRef;
  persons: string[];
  by: Actor;
  /** When it leaves, UTC. */
  leavesAt: string;
}

export interface ReminderEvents {
  RemindersSent: {
    call: string;
    /** Proposals whose answers are awaited. */
    proposals: string[];
    /** Voices that owe an answer, and their people. */
    institutions: string[];
    persons: string[];
  };
  ChaseAnnounced: {
    chase: string;
    call: string;
    words: TextRef;
    persons: string[];
    by: Actor;
    leavesAt: string;
  };
  ChaseUndone: { chase: string; call: string; by: Actor };
}

export function evolveChase(state: Chase | undefined, e: EventOf<'ChaseAnnounced' | 'ChaseUndone'>): Chase {
  if (e.name === 'ChaseAnnounced') {
    const { chase, ...announced } = e.data;
    return { id: chase, status: 'announced', ...announced };
  }
  if (!state) throw new Error(`${e.name} before ChaseAnnounced`);
  return { ...state, status: 'undone' };
}

/** What one voice owes: the proposals that await an answer and have none of theirs. */
export interface Owed {
  institution: string;
  persons: string[];
  proposals: string[];
}

export interface Owing {
  call: Call;
  charter: Charter;
  proposals: Proposal[];
  /** By proposal. */
  answers: ReadonlyMap<string, Answer[]>;
  roll: Roll;
}

/** Who owes an answer at that instant. A carrier owes none on its own proposal. */
export function owed(at: string, owing: Owing): Owed[] {
  return owedOn(awaited(at, owing), owing);
}

/** The proposals that await answers at that instant. */
export function awaited(at: string, { call, charter, proposals }: Owing): Proposal[] {
  return proposals.filter((p) => isLive(p) && p.status !== 'submitted' && at < deadlineOf(p, call, charter));
}

/** Who owes an answer on any of these. */
export function owedOn(proposals: readonly Proposal[], { answers, roll }: Owing): Owed[] {
  const answered = new Map(proposals.map((p) => [p.id, answeredVoices(answers.get(p.id) ?? [], p, roll)]));
  const people = peopleByVoice(roll);
  return voices(roll).flatMap((institution) => {
    const missing = proposals.filter((p) => !answered.get(p.id)?.has(institution)).map((p) => p.id);
    if (missing.length === 0) return [];
    return [{ institution, persons: [...(people.get(institution) ?? [])], proposals: missing }];
  });
}

/** By voice, everybody who speaks for it or for a service that shares it; else whom to write to. */
function peopleByVoice(roll: Roll): Map<string, Set<string>> {
  const { institutions, mandates } = roll;
  const people = new Map<string, Set<string>>(voices(roll).map((voice) => [voice, new Set()]));
  for (const m of mandates) {
    if (!speaks(m) || institutions.get(m.institution)?.status !== 'present') continue;
    people.get(voiceOf(m.institution, institutions))?.add(m.person);
  }
  for (const [voice, persons] of people) {
    const contact = institutions.get(voice)?.contact;
    if (persons.size === 0 && contact) persons.add(contact);
  }
  return people;
}

/**
 * A stage of the charter's reminders, also when nobody owes an answer: the référente is warned of what still
 * awaits her. Nothing once every period is over.
 */
export function remind(at: string, state: Owing): Decision {
  const { call, charter, proposals } = state;
  const open = proposals.some((p) => isLive(p) && at < deadlineOf(p, call, charter));
  if (!open && !(isRunning(call) && at < call.closesAt)) return [];
  const all = owed(at, state);
  const persons = [...new Set(all.flatMap((o) => o.persons))];
  return [
    event('RemindersSent', at, {
      call: call.id,
      proposals: [...new Set(all.flatMap((o) => o.proposals))],
      institutions: all.map((o) => o.institution),
      persons,
    }),
  ];
}

/** How long a chase can still be taken back at least: it doesn’t leave in quiet hours either. */
export const undoDelay = 120_000;

/**
 * A coordinator chases those who owe an answer, in her own words; they leave at `leavesAt`.
 *
 * Refuses `chase.nobody`.
 */
export function chase(
  command: { words: TextRef },
  at: string,
  leavesAt: string,
  by: Actor,
  state: Owing & { assembly: Assembly },
): Decision {
  const persons = [...new Set(owed(at, state).flatMap((o) => o.persons))];
  if (persons.length === 0) return refuse('chase.nobody', { params: { call: state.call.id } });
  const data = { call: state.call.id, words: command.words, persons, by, leavesAt };
  return [event('ChaseAnnounced', at, { chase: nextRef(state.assembly, 'H'), ...data })];
}

/** Takes it back before it leaves. Refuses `chase.gone`. */
export function undoChase(at: string, by: Actor, state: { chase: Chase }): Decision {
  const { id, call, leavesAt, status } = state.chase;
  if (status === 'undone') return [];
  if (at >= leavesAt) return refuse('chase.gone', { params: { chase: id } });
  return [event('ChaseUndone', at, { chase: id, call, by })];
}
