// Who was reached and who answered: silence counts only from those who could have spoken.

import type { Concern, Stance } from './answers.ts';
import type { Call } from './call.ts';
import type { Charter } from './charter.ts';
import type { Objection } from './objection.ts';
import { type Actor, type Institution, type Mandate, mandateId, speaks, voiceOf } from './people.ts';
import type { Period } from './period.ts';
import type { AnswerKind, Proposal } from './proposal.ts';

/** An answer to a proposal, of whatever kind. */
export interface Answer {
  by: Actor;
  how: AnswerKind;
  version: number;
}

export interface Roll {
  institutions: ReadonlyMap<string, Institution>;
  mandates: Mandate[];
  /** People to whom the invitation of the call was delivered. */
  invited: ReadonlySet<string>;
}

/** Voices: institutions present that don't share another's vote. In the order of their references. */
export function voices(roll: Roll): string[] {
  return own(roll).map((i) => i.id);
}

/** Voices that were there when a period opened: newcomers may object, but change no denominator. */
export function electorate(roll: Roll, { opensAt }: Pick<Period, 'opensAt'>): string[] {
  return own(roll).flatMap((i) => (i.since <= opensAt ? [i.id] : []));
}

function own(roll: Roll): Institution[] {
  const { institutions } = roll;
  const present = [...institutions.values()].filter((i) => i.status === 'present');
  return present.filter((i) => voiceOf(i.id, institutions) === i.id);
}

/**
 * Of the voices that were there when the period opened, those that were reached: an invitation was delivered
 * to one of theirs, one of them answered or carries a proposal, or a coordinator says how she reached them.
 */
export function reachedVoices(
  call: Call,
  answers: readonly Answer[],
  roll: Roll,
  period: Pick<Period, 'opensAt'>,
  carriers: readonly string[],
): string[] {
  const { institutions, mandates, invited } = roll;
  const reached = new Set<string>();
  const add = (institution: string | null) => {
    if (institution !== null) reached.add(voiceOf(institution, institutions));
  };
  for (const m of mandates) if (speaks(m) && invited.has(m.person)) add(m.institution);
  for (const i of institutions.values()) if (i.contact !== null && invited.has(i.contact)) add(i.id);
  for (const a of answers) add(a.by.institution);
  for (const carrier of carriers) add(carrier);
  for (const r of call.reached) add(r.institution);
  return electorate(roll, period).filter((v) => reached.has(v));
}

/** Whoever submitted a proposal that stands knows of the call. */
export function carriersOf(proposals: readonly Proposal[]): string[] {
  return proposals.filter((p) => p.submitted).map((p) => p.carrier);
}

/** Whether enough were reached for silence to count. Nobody present: nobody could be reached. */
export function reachSuffices(charter: Charter, reached: number, present: number): boolean {
  const { minimumPercent } = charter.rules.reach.value;
  return reached * 100 >= present * minimumPercent;
}

/** All answers to one proposal, those to versions that no longer count included. */
export function answersTo(
  proposal: Proposal,
  said: { stances: Stance[]; concerns: Concern[]; objections: Objection[] },
): Answer[] {
  const of = <T extends { proposal: string }>(list: T[]) => list.filter((x) => x.proposal === proposal.id);
  return [
    ...of(said.stances).flatMap(({ author, consent, interest }): Answer[] => [
      ...(consent ? [{ by: author, how: 'consent', version: consent.version } as const] : []),
      ...(interest ? [{ by: author, how: 'interest', version: interest.version } as const] : []),
    ]),
    ...of(said.concerns).map((c): Answer => ({ by: c.author, how: 'concern', version: c.version })),
    ...of(said.objections).map((o): Answer => ({ by: o.author, how: 'objection', version: o.version })),
  ];
}

/** Those that answered what now stands. */
export function current(answers: readonly Answer[], proposal: Proposal): Answer[] {
  return answers.filter((a) => a.version >= proposal.answersFrom);
}

/**
 * Voices that have answered what now stands, the carrier's own among them. What somebody said whose mandate
 * nobody confirmed stands, and yet it doesn't discharge the institution.
 */
export function answeredVoices(answers: readonly Answer[], proposal: Proposal, roll: Roll): Set<string> {
  const carrier = voiceOf(proposal.carrier, roll.institutions);
  const found = new Set<string>([carrier]);
  const strangers = new Set(
    roll.mandates.filter((m) => m.status === 'claimed' || m.status === 'declined').map((m) => m.id),
  );
  const add = ({ person, institution }: Actor) => {
    if (institution === null || strangers.has(mandateId(person, institution))) return;
    found.add(voiceOf(institution, roll.institutions));
  };
  for (const { by } of current(answers, proposal)) add(by);
  // An objection stands whatever the version: it has been heard, and its voice owes nothing.
  for (const hold of proposal.holds) {
    if (hold.kind === 'objection') add(hold.author);
  }
  return found;
}
