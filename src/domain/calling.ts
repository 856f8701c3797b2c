// Calling for proposals: drafting, opening, taking proposals in until their deadline, giving more time.
// Charter 000 §4 a.

import { type Assembly, nextRef } from './assembly.ts';
import { type Holidays, millisecondsBetween } from './calendar.ts';
import type { Call, CallTerms, ReachSource } from './call.ts';
import { articleOf, type Charter } from './charter.ts';
import { reminderAt, rolled } from './deadlines.ts';
import { type Decision, event } from './decision.ts';
import { plannedObjectives } from './objectives.ts';
import type { Actor, Institution } from './people.ts';
import { isLive, type Proposal } from './proposal.ts';
import { isRefusal, type Refusal, refuse } from './refusal.ts';
import type { TextRef } from './text.ts';

const twoYears = 2 * 366 * 86_400_000;

/** The terms as they were asked for: until when proposals come in may be left to the deadline. */
export type AskedTerms = Omit<CallTerms, 'proposalsUntil'> & { proposalsUntil: string | null };

/** Prepares a call that nobody sees yet. Refuses what `openCall` refuses, but for dates gone by. */
export function draftCall(
  command: AskedTerms,
  at: string,
  by: Actor,
  state: { assembly: Assembly; charter: Charter },
): Decision {
  const { assembly, charter } = state;
  const stop = criteriaFault(command, charter);
  if (stop) return stop;
  const objectives = plannedObjectives(charter, command.objectives);
  if (isRefusal(objectives)) return objectives;
  const terms = { ...command, objectives, proposalsUntil: command.proposalsUntil ?? command.closesAt };
  const call = nextRef(assembly, 'C');
  return [event('CallDrafted', at, { call, charter: assembly.charter, by, ...terms })];
}

/** A call that was only prepared is dropped. Refuses `call.not-draft`. */
export function dropCall(at: string, by: Actor, state: { call: Call }): Decision {
  const { id, status } = state.call;
  if (status !== 'draft') return refuse('call.not-draft', { params: { call: id } });
  return [event('CallDropped', at, { call: id, by })];
}

/**
 * Opens a call, prepared before or not. Its period begins at once; its deadline moves to a working day where
 * the charter says so.
 *
 * Refuses `call.deadline-past` (a deadline isn't in the future), `call.deadline-far` (it is more than two
 * years away, longer than any fund's frame), `call.deadlines-crossed` (proposals until after objections
 * until), `call.beyond-frame` (after the fund's frame), `call.criteria-fixed`, `objective.unknown`,
 * `call.not-draft`, and `call.no-consent-online` (the charter decides nothing by silence).
 */
export function openCall(
  command: AskedTerms,
  at: string,
  by: Actor,
  state: { assembly: Assembly; charter: Charter; holidays: Holidays; draft: Call | undefined },
): Decision {
  const { assembly, charter, holidays, draft } = state;
  if (draft && draft.status !== 'draft') return refuse('call.not-draft', { params: { call: draft.id } });
  if (command.closesAt <= at) return refuse('call.deadline-past', { field: 'closesAt' });
  if (millisecondsBetween(at, command.closesAt) > twoYears)
    return refuse('call.deadline-far', { field: 'closesAt' });
  const proposalsUntil = command.proposalsUntil ?? command.closesAt;
  if (proposalsUntil <= at) return refuse('call.deadline-past', { field: 'proposalsUntil' });
  if (proposalsUntil > command.closesAt) return refuse('call.deadlines-crossed', { field: 'proposalsUntil' });
  const stop = criteriaFault(command, charter);
  if (stop) return stop;
  const objectives = plannedObjectives(charter, command.objectives);
  if (isRefusal(objectives)) return objectives;
  if (charter.rules.silence.value === 'none') return refuse('call.no-consent-online');
  const closesAt = rolled(charter, holidays, command.closesAt).at;
  if (beyondFrame(closesAt, command)) return refuse('call.beyond-frame', beyond('closesAt', command));
  const until = proposalsUntil === command.closesAt ? closesAt : proposalsUntil;
  const call = draft?.id ?? nextRef(assembly, 'C');
  const terms = { ...command, objectives, closesAt, proposalsUntil: until };
  const { period } = charter.rules;
  const reminders = period.value.kind === 'common' ? stages(charter, holidays, at, closesAt) : [];
  return [event('CallOpened', at, { call, charter: assembly.charter, by, opensAt: at, reminders, ...terms })];
}

function beyondFrame(closesAt: string, { frameEndsAt }: Pick<CallTerms, 'frameEndsAt'>): boolean {
  return frameEndsAt !== null && closesAt > frameEndsAt;
}

function beyond(field: string, { frameEndsAt }: Pick<CallTerms, 'frameEndsAt'>) {
  return { field, params: { frameEndsAt: frameEndsAt ?? '' } };
}

function criteriaFault({ criteria }: Pick<CallTerms, 'criteria'>, charter: Charter): Refusal | undefined {
  if (criteria.length === 0 || charter.rules.callCriteria.value === 'may-add') return undefined;
  return refuse('call.criteria-fixed', { field: 'criteria' });
}

/** The instants at which those who owe an answer are reminded, as far as they are still to come. UTC. */
export function stages(charter: Charter, holidays: Holidays, opensAt: string, closesAt: string): string[] {
  const instants = charter.rules.reminders.value.daysBefore.flatMap(
    (days) => reminderAt(charter, holidays, { opensAt, closesAt }, days) ?? [],
  );
  return [...new Set(instants)].filter((at) => at > opensAt).sort();
}

/** Proposals are all in. Decides nothing before their deadline, or when that is the call's own. */
export function review(at: string, state: { call: Call; proposals: Proposal[] }): Decision {
  const { call, proposals } = state;
  if (call.status !== 'collecting' || at < call.proposalsUntil || at >= call.closesAt) return [];
  const all = proposals.filter(isLive).map((p) => p.id);
  return [event('CallReviewed', at, { call: call.id, proposals: all })];
}

/**
 * A coordinator gives more time, with a reason that everybody is told: to object, to propose, or both. Where
 * proposals were all in, they are taken again.
 *
 * Refuses `call.closed`, `call.unknown` (it was never opened), `call.not-later`, `call.deadline-far`,
 * `call.deadline-past`, `call.deadlines-crossed`, `call.beyond-frame`.
 */
export function prolong(
  command: { closesAt: string | null; proposalsUntil: string | null; reason: TextRef },
  at: string,
  by: Actor,
  state: { call: Call; charter: Charter; holidays: Holidays; conflicted: boolean },
): Decision {
  const { call, charter, holidays, conflicted } = state;
  if (isUnpublished(call)) return refuse('call.unknown', { params: { call: call.id } });
  if (!isRunning(call) || at >= call.closesAt)
    return refuse('call.closed', { params: { closesAt: call.closesAt } });
  const closesAt = command.closesAt === null ? call.closesAt : rolled(charter, holidays, command.closesAt).at;
  const longer = closesAt > call.closesAt;
  if (!longer && (command.closesAt !== null || command.proposalsUntil === null))
    return refuse('call.not-later', { field: 'closesAt', params: { closesAt: call.closesAt } });
  const proposalsUntil = proposalsUntilOf(command.proposalsUntil, at, call, closesAt);
  if (isRefusal(proposalsUntil)) return proposalsUntil;
  if (millisecondsBetween(at, closesAt) > twoYears) return refuse('call.deadline-far', { field: 'closesAt' });
  if (beyondFrame(closesAt, call)) return refuse('call.beyond-frame', beyond('closesAt', call));
  const gained = millisecondsBetween(call.closesAt, closesAt);
  const first = Temporal.Instant.from(call.firstClosesAt).add({ milliseconds: gained });
  return [
    event('CallExtended', at, {
      call: call.id,
      fromClosesAt: call.closesAt,
      closesAt,
      firstClosesAt: first.toString({ smallestUnit: 'millisecond' }),
      fromProposalsUntil: call.proposalsUntil,
      proposalsUntil,
      cause: { kind: 'coordinator', by, reason: command.reason, conflicted },
      article: articleOf(charter, 'period'),
      reminders: charter.rules.period.value.kind === 'common' ? stages(charter, holidays, at, closesAt) : [],
    }),
  ];
}

/** Until when proposals are taken now; those whose deadline was the call's own are taken as long as that. */
function proposalsUntilOf(asked: string | null, at: string, call: Call, closesAt: string): string | Refusal {
  const field = 'proposalsUntil';
  if (asked === null) {
    const same = call.status === 'collecting' && call.proposalsUntil === call.closesAt;
    return same ? closesAt : call.proposalsUntil;
  }
  if (asked <= at) return refuse('call.deadline-past', { field });
  if (asked <= call.proposalsUntil)
    return refuse('call.not-later', { field, params: { closesAt: call.proposalsUntil } });
  return asked > closesAt ? refuse('call.deadlines-crossed', { field }) : asked;
}

/** Nobody has been called to anything: a draft, or one that was dropped. */
export function isUnpublished(call: Call): boolean {
  return call.status === 'draft' || call.status === 'dropped';
}

export function isRunning(call: Call): boolean {
  return call.status === 'collecting' || call.status === 'reviewing';
}

/**
 * A coordinator says how she reached an institution that the invitation didn't. Known already: nothing.
 *
 * Refuses `call.unknown` (it was never opened) and `institution.left`.
 */
export function noteReached(
  command: { how: ReachSource },
  at: string,
  by: Actor,
  state: { call: Call; institution: Institution },
): Decision {
  const { call, institution } = state;
  if (call.status === 'draft' || call.status === 'dropped')
    return refuse('call.unknown', { params: { call: call.id } });
  if (institution.status === 'left') return refuse('institution.left', { field: 'institution' });
  if (call.reached.some((r) => r.institution === institution.id)) return [];
  const data = { call: call.id, institution: institution.id, how: command.how, by };
  return [event('InstitutionReached', at, data)];
}
