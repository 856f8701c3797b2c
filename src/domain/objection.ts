// An objection: it stops validation and has a life of its own, `raised → lifted | withdrawn` (and, from a
// meeting, upheld | overruled). Only its author's side ends it; no coordinator does.

import { type Assembly, nextRef } from './assembly.ts';
import type { Call } from './call.ts';
import { articleOf, type Charter } from './charter.ts';
import { type Decision, event } from './decision.ts';
import type { EventOf } from './events.ts';
import type { Actor, Mandate } from './people.ts';
import type { Proposal } from './proposal.ts';
import { refuse } from './refusal.ts';
import type { TextRef } from './text.ts';

export interface Objection {
  id: string;
  status: 'raised' | 'lifted' | 'withdrawn';
  proposal: string;
  call: string;
  author: Actor;
  reason: TextRef | null;
  /** What would lift it, in its author's words. */
  remedy: TextRef | null;
  raisedAt: string;
  ended: { at: string; by: Actor; words: TextRef | null } | null;
}

/** What came as an objection after the deadline. It is kept and shown; it stops nothing. */
export interface Remark {
  id: string;
  status: 'late';
  proposal: string;
  author: Actor;
  reason: TextRef | null;
  remedy: TextRef | null;
  at: string;
}

type ObjectionEvent = EventOf<'ObjectionRaised'> | EventOf<'ObjectionLifted'> | EventOf<'ObjectionWithdrawn'>;

export function evolveObjection(state: Objection | undefined, e: ObjectionEvent): Objection {
  if (e.name === 'ObjectionRaised') {
    const { objection, proposal, call, author, reason, remedy } = e.data;
    const said = { proposal, call, author, reason, remedy, raisedAt: e.at };
    return { id: objection, status: 'raised', ...said, ended: null };
  }
  if (!state) throw new Error(`${e.name} before ObjectionRaised`);
  const ended = { at: e.at, by: e.data.by, words: e.data.words };
  return { ...state, status: e.name === 'ObjectionLifted' ? 'lifted' : 'withdrawn', ended };
}

/**
 * Objects to a proposal. Before `closesAt` it suspends the validation, whatever its form: a bare
 * objection counts and its author is asked for the reason (where the charter says `asked`). At or after
 * `closesAt` it is recorded as a late remark.
 *
 * Refuses `objection.reason-required` (by the charter) and `objection.already-raised` (the same person,
 * for the same institution, has an objection standing).
 */
export function raiseObjection(
  command: { reason: TextRef | null; remedy: TextRef | null },
  at: string,
  author: Actor,
  state: { assembly: Assembly; call: Call; charter: Charter; proposal: Proposal },
): Decision {
  const { assembly, call, charter, proposal } = state;
  const { reason, remedy } = command;
  const said = { proposal: proposal.id, call: call.id, author, reason, remedy };
  if (call.status === 'closed' || at >= call.closesAt) {
    const remark = nextRef(assembly, 'R');
    return [event('LateRemarkMade', at, { remark, ...said, closedAt: call.closesAt })];
  }
  if (charter.rules.objectionReason.value === 'required' && !reason) {
    return refuse('objection.reason-required', { field: 'reason' });
  }
  const standing = proposal.holds.find((h) => sameActor(h.author, author));
  if (standing) return refuse('objection.already-raised', { params: { objection: standing.objection } });
  const objection = nextRef(assembly, 'O');
  return [event('ObjectionRaised', at, { objection, ...said, article: articleOf(charter, 'onObjection') })];
}

/**
 * Ends an objection: `lifted` when what it asked for has been met, `withdrawn` when its author gives it up.
 *
 * Refuses `objection.ended`, and `objection.not-yours` for anyone but its author or a person with a
 * confirmed mandate of the same institution. Being coordinator gives no right here.
 */
export function endObjection(
  command: { how: 'lifted' | 'withdrawn'; words: TextRef | null },
  at: string,
  by: Actor,
  state: { objection: Objection; mandate: Mandate | undefined },
): Decision {
  const { objection, mandate } = state;
  if (objection.status !== 'raised')
    return refuse('objection.ended', { params: { objection: objection.id } });
  const own = objection.author.person === by.person;
  const colleague =
    objection.author.institution !== null &&
    objection.author.institution === by.institution &&
    mandate?.status === 'confirmed';
  if (!own && !colleague) return refuse('objection.not-yours', { params: { objection: objection.id } });
  const data = { objection: objection.id, proposal: objection.proposal, call: objection.call, by };
  const name = command.how === 'lifted' ? 'ObjectionLifted' : 'ObjectionWithdrawn';
  return [event(name, at, { ...data, words: command.words })];
}

function sameActor(a: Actor, b: Actor): boolean {
  return a.person === b.person && a.institution === b.institution;
}
