// Who was reached and who answered: silence counts only from those who could have spoken.

import type { Concern, Stance } from './answers.ts';
import { plusMilliseconds } from './calendar.ts';
import type { Call } from './call.ts';
import type { Charter } from './charter.ts';
import type { Objection } from './objection.ts';
import { type Actor, type Institution, type Mandate, mandateId, speaks, voiceOf } from './people.ts';
import { type AnswerKind, carriedBy, type Proposal } from './proposal.ts';

/** An answer to a proposal, of whatever kind. */
export interface Answer {
  by: Actor;
  how: AnswerKind;
  version: number;
  /** UTC. */
  at: string;
}

export interface Roll {
  institutions: ReadonlyMap<string, Institution>;
  mandates: Mandate[];
  /** To whom the call has come, and since when, UTC. */
  invited: ReadonlyMap<string, string>;
}

/** From whom silence counts in a period. Instants, UTC. */
export interface Counting {
  /** Whoever comes later changes no denominator. */
  opensAt: string;
  /** An answer from then on is one to something that is over. */
  closesAt: string;
  /** Whoever was told later had no time to speak. */
  toldBy: string;
}

/** Those there at the opening and told early enough before the deadline, by the charter's rule `reach`. */
export function counting(charter: Charter, opensAt: string, closesAt: string): Counting {
  const { hoursBefore } = charter.rules.reach.value;
  return { opensAt, closesAt, toldBy: plusMilliseconds(closesAt, -hoursBefore * 3_600_000) };
}

/** Those to whom the call has come at all, in time or not: whom the référente needn't look for any more. */
export function whenever({ opensAt }: { opensAt: string }): Counting {
  const never = '9999-12-31T23:59:59.999Z';
  return { opensAt, closesAt: never, toldBy: never };
}

/** Voices: institutions present that don't share another's vote. In the order of their references. */
export function voices(roll: Roll): string[] {
  return own(roll).map((i) => i.id);
}

/** Voices that were there at an opening: newcomers may object, but change no denominator. */
export function electorate(roll: Roll, { opensAt }: { opensAt: string }): string[] {
  return own(roll).flatMap((i) => (i.since <= opensAt ? [i.id] : []));
}

function own(roll: Roll): Institution[] {
  const { institutions } = roll;
  const present = [...institutions.values()].filter((i) => i.status === 'present');
  return present.filter((i) => voiceOf(i.id, institutions) === i.id);
}

/**
 * Of the voices that were there at the opening, those that were reached: the call came to one of theirs, or a
 * coordinator reached them and said so, early enough; one of them answered before the deadline, or carries a
 * proposal.
 */
export function reachedVoices(
  call: Call,
  answers: readonly Answer[],
  roll: Roll,
  when: Counting,
  carriers: readonly string[],
): string[] {
  const { institutions, mandates, invited } = roll;
  const reached = new Set<string>();
  const told = (person: string, from: string) => {
    const at = invited.get(person);
    return at !== undefined && at <= when.toldBy && from <= when.toldBy;
  };
  const add = (institution: string | null) => {
    if (institution !== null) reached.add(voiceOf(institution, institutions));
  };
  for (const m of mandates) if (speaks(m) && told(m.person, m.from)) add(m.institution);
  for (const i of institutions.values()) if (i.contact !== null && told(i.contact, i.since)) add(i.id);
  for (const a of answers) if (a.at < when.closesAt) add(a.by.institution);
  for (const carrier of carriers) add(carrier);
  for (const r of call.reached) if (r.at <= when.toldBy) add(r.institution);
  return electorate(roll, when).filter((v) => reached.has(v));
}

/** Whoever submitted a proposal that stands knows of the call. */
export function carriersOf(proposals: readonly Proposal[]): string[] {
  return proposals.filter((p) => p.submitted).flatMap(carriedBy);
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
      ...(consent ? [{ by: author, how: 'consent', version: consent.version, at: consent.at } as const] : []),
      ...(interest
        ? [{ by: author, how: 'interest', version: interest.version, at: interest.at } as const]
        : []),
    ]),
    ...of(said.concerns).map(
      ({ author, version, at }): Answer => ({ by: author, how: 'concern', version, at }),
    ),
    ...of(said.objections).map(
      ({ author, version, raisedAt }): Answer => ({ by: author, how: 'objection', version, at: raisedAt }),
    ),
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
  const found = new Set(carriedBy(proposal).map((carrier) => voiceOf(carrier, roll.institutions)));
  const strangers = new Set(
    roll.mandates.filter((m) => m.status === 'claimed' || m.status === 'declined').map((m) => m.id),
  );
  const add = ({ person, institution }: Actor) => {
    if (institution === null || strangers.has(mandateId(person, institution))) return;
    found.add(voiceOf(institution, roll.institutions));
  };
  for (const { by } of current(answers, proposal)) add(by);
  // An objection stands whatever the version: it has been heard, and its voice owes nothing. One that a merge
  // has brought along was raised against another text: its voice has said nothing of this one.
  for (const hold of proposal.holds) {
    if (hold.kind === 'objection' && !hold.brought) add(hold.author);
  }
  return found;
}

/** What somebody has answered for a voice. */
export interface OwnAnswer {
  how: AnswerKind;
  /** Their objection that stands; '' where they have raised none. */
  objection: string;
}

/** What this person has said for that voice of what now stands: the objection that holds it first, then the last. */
export function ownAnswer(
  person: string,
  voice: string,
  proposal: Proposal,
  answers: readonly Answer[],
  { institutions }: Roll,
): OwnAnswer | null {
  const theirs = (by: Actor) =>
    by.person === person && by.institution !== null && voiceOf(by.institution, institutions) === voice;
  for (const hold of proposal.holds) {
    if (hold.kind === 'objection' && !hold.brought && theirs(hold.author))
      return { how: 'objection', objection: hold.id };
  }
  const last = current(answers, proposal).findLast((a) => a.how !== 'objection' && theirs(a.by));
  return last ? { how: last.how, objection: '' } : null;
}
