// An objection: it stops validation and has a life of its own, `raised → lifted | withdrawn` (and, from a
// meeting, upheld | overruled). Only its author's side ends it; no coordinator does.

import { type Answering, answerable } from './answering.ts';
import type { Stance } from './answers.ts';
import { nextRef } from './assembly.ts';
import type { Call } from './call.ts';
import { articleOf, type Charter } from './charter.ts';
import { type Decision, event } from './decision.ts';
import type { DomainEvent, EventOf } from './events.ts';
import { type Actor, type Entered, entitled, type Mandate, sameActor } from './people.ts';
import { deadlineOf } from './period.ts';
import type { Proposal } from './proposal.ts';
import { type Refusal, refuse } from './refusal.ts';
import type { TextRef } from './text.ts';

/** What an objector says; where a charter only asks for it, any of it may be missing. */
export interface Grounds {
  /** One of the charter's grounds, where it lists any. */
  ground: string | null;
  reason: TextRef | null;
  /** What would lift it, or what is proposed instead, in its author's words. */
  remedy: TextRef | null;
}

export interface Objection extends Grounds {
  id: string;
  status: 'raised' | 'lifted' | 'withdrawn' | 'upheld' | 'overruled';
  proposal: string;
  /** The version it was raised against; moved by a merge, the one before it. */
  version: number;
  call: string;
  author: Actor;
  entered: Entered | null;
  raisedAt: string;
  /** `meeting` where a plenary ended it, which may still correct its record. */
  ended: { at: string; by: Actor; words: TextRef | null; meeting: string | null } | null;
}

interface Ended {
  objection: string;
  proposal: string;
  call: string;
  author: Actor;
  /** Its author, or a colleague for the same institution. */
  by: Actor;
  words: TextRef | null;
}

export interface ObjectionEvents {
  ObjectionRaised: {
    objection: string;
    proposal: string;
    version: number;
    call: string;
    author: Actor;
    entered: Entered | null;
    article: string;
  } & Grounds;
  /** What was missing has been said. */
  ObjectionExplained: { objection: string; proposal: string; call: string; by: Actor } & Grounds;
  ObjectionLifted: Ended;
  ObjectionWithdrawn: Ended;
  /** A meeting has decided on what it was raised against. */
  ObjectionSettled: {
    objection: string;
    proposal: string;
    call: string;
    meeting: string;
    /** `raised`: a corrected record says nothing of it any more. */
    how: 'lifted' | 'upheld' | 'overruled' | 'raised';
    author: Actor;
    by: Actor;
  };
}

type ObjectionEvent = EventOf<keyof ObjectionEvents> | EventOf<'ProposalsMerged'>;

export function evolveObjection(state: Objection | undefined, e: ObjectionEvent): Objection {
  if (e.name === 'ObjectionRaised') {
    const { objection, article: _, ...said } = e.data;
    return { id: objection, status: 'raised', ...said, raisedAt: e.at, ended: null };
  }
  if (!state) throw new Error(`${e.name} before ObjectionRaised`);
  switch (e.name) {
    case 'ObjectionExplained': {
      const { ground, reason, remedy } = e.data;
      return { ...state, ground, reason, remedy };
    }
    case 'ObjectionLifted':
    case 'ObjectionWithdrawn': {
      const ended = { at: e.at, by: e.data.by, words: e.data.words, meeting: null };
      return { ...state, status: e.name === 'ObjectionLifted' ? 'lifted' : 'withdrawn', ended };
    }
    case 'ObjectionSettled': {
      const { how, by, meeting } = e.data;
      const ended = how === 'raised' ? null : { at: e.at, by, words: null, meeting };
      return { ...state, status: how, ended };
    }
    case 'ProposalsMerged':
      // It answers neither text: it counts as one to what stood before the merge.
      return { ...state, proposal: e.data.into, version: e.data.version - 1 };
  }
}

/**
 * Objects to a proposal. Before its deadline it suspends the validation, whatever its form: a bare
 * objection counts and its author is asked for the reason (where the charter says `asked`), the mandate
 * confirmed or not; a colleague who agreed is shown the contradiction. At or after the deadline it is recorded as a late remark.
 *
 * Refuses `objection.reason-required`, `objection.remedy-required`, `objection.ground-required` and
 * `objection.ground-unknown` (by the charter), what its `objectors` rule refuses, and `objection.already-raised` (the same person, for the
 * same institution, has an objection standing).
 */
export function raiseObjection(
  command: Grounds,
  at: string,
  author: Actor,
  state: Answering & {
    /** What others say of this proposal. */
    stances: Stance[];
  },
): Decision {
  const { assembly, call, charter, proposal, entered } = state;
  const over = answerable(proposal);
  if (over && !proposal.submitted) return over;
  const { ground, reason, remedy } = command;
  const closedAt = deadlineOf(proposal, call, charter);
  const about = { proposal: proposal.id, version: proposal.version, call: call.id, author, entered };
  if (over || at >= closedAt) {
    const concern = nextRef(assembly, 'R');
    return [event('LateRemarkMade', at, { concern, ...about, reason, remedy, closedAt })];
  }
  const stop = entitled(charter.rules.objectors.value, state.institution) ?? wanting(command, charter);
  if (stop) return stop;
  const standing = proposal.holds.find((h) => h.kind === 'objection' && sameActor(h.author, author));
  if (standing) return refuse('objection.already-raised', { params: { objection: standing.id } });
  const objection = nextRef(assembly, 'O');
  const article = articleOf(charter, 'onObjection');
  const raised = event('ObjectionRaised', at, { objection, ...about, ground, reason, remedy, article });
  return [raised, ...contradicted(objection, at, author, state)];
}

/** Colleagues who agreed to what stands: they, the objector and the référente are told. */
function contradicted(
  objection: string,
  at: string,
  author: Actor,
  { proposal, call, stances }: { proposal: Proposal; call: Call; stances: Stance[] },
): DomainEvent[] {
  const agreed = stances.filter(
    (s) =>
      author.institution !== null &&
      s.author.institution === author.institution &&
      s.author.person !== author.person &&
      s.consent !== null &&
      s.consent.version >= proposal.answersFrom,
  );
  const about = { proposal: proposal.id, call: call.id, objection, objector: author.person };
  return agreed.map((s) => event('ContradictionSeen', at, { ...about, consenting: s.author }));
}

/** What the charter requires of an objection and this one lacks. */
function wanting({ ground, reason, remedy }: Grounds, charter: Charter): Refusal | undefined {
  const { objectionReason, counterProposal, objectionGround, grounds } = charter.rules;
  if (objectionReason.value === 'required' && !reason)
    return refuse('objection.reason-required', { field: 'reason' });
  if (counterProposal.value === 'required' && !remedy)
    return refuse('objection.remedy-required', { field: 'remedy' });
  const required = objectionGround.value === 'required';
  const known = grounds.value.map((g) => g.id);
  if (ground === null && required)
    return refuse('objection.ground-required', { field: 'ground', params: { known } });
  if (ground !== null && !known.includes(ground)) {
    const params = { known, required: required ? 'yes' : 'no' };
    return refuse('objection.ground-unknown', { field: 'ground', params });
  }
  return undefined;
}

/** Whether this person may act on what its author said: themselves, or confirmed for the same institution. */
export function onSameSide(author: Actor, by: Actor, mandate: Mandate | undefined): boolean {
  if (author.person === by.person) return true;
  const colleague = author.institution !== null && author.institution === by.institution;
  return colleague && mandate?.status === 'confirmed';
}

/**
 * Says what a bare objection left out: ground, reason, what would lift it. What isn't said anew stays.
 *
 * Refuses `objection.ended`, `objection.not-yours`, and what the charter requires of an objection.
 */
export function explainObjection(
  command: Grounds,
  at: string,
  by: Actor,
  state: { objection: Objection; mandate: Mandate | undefined; charter: Charter },
): Decision {
  const { objection, charter } = state;
  const stop = notTheirs(objection, by, state.mandate);
  if (stop) return stop;
  const ground = command.ground ?? objection.ground;
  const reason = command.reason ?? objection.reason;
  const remedy = command.remedy ?? objection.remedy;
  const lacking = wanting({ ground, reason, remedy }, charter);
  if (lacking) return lacking;
  const { id, proposal, call } = objection;
  return [event('ObjectionExplained', at, { objection: id, proposal, call, by, ground, reason, remedy })];
}

/**
 * Ends an objection: `lifted` when what it asked for has been met, `withdrawn` when its author gives it up.
 *
 * Refuses `objection.ended`, and `objection.not-yours` for anyone but its author or a person with a
 * confirmed mandate of the same institution, held since before it was raised or taken over. Being coordinator gives no right here.
 */
export function endObjection(
  command: { how: 'lifted' | 'withdrawn'; words: TextRef | null },
  at: string,
  by: Actor,
  state: { objection: Objection; mandate: Mandate | undefined },
): Decision {
  const { objection, mandate } = state;
  const stop = notTheirs(objection, by, mandate);
  if (stop) return stop;
  const { id, proposal, call, author } = objection;
  const data = { objection: id, proposal, call, author, by };
  const name = command.how === 'lifted' ? 'ObjectionLifted' : 'ObjectionWithdrawn';
  return [event(name, at, { ...data, words: command.words })];
}

function notTheirs(objection: Objection, by: Actor, mandate: Mandate | undefined): Refusal | undefined {
  const params = { objection: objection.id };
  if (objection.status !== 'raised') return refuse('objection.ended', { params });
  // Whoever runs the process and confirmed herself has no hand in what was raised before.
  const theirs =
    objection.author.person === by.person || !mandate?.selfConfirmed || mandate.from <= objection.raisedAt;
  const may = theirs && onSameSide(objection.author, by, mandate);
  return may ? undefined : refuse('objection.not-yours', { params });
}
