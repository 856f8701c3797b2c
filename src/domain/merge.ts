// Two proposals become one, when both carriers agree. What was said against either stands against the one
// that remains.

import { type Assembly, nextRef } from './assembly.ts';
import type { Call } from './call.ts';
import { type Decision, event } from './decision.ts';
import type { EventOf } from './events.ts';
import type { Actor } from './people.ts';
import type { Period } from './period.ts';
import { type Carrying, type Content, carryings, isLive, type Proposal } from './proposal.ts';
import { refuse } from './refusal.ts';
import type { TextRef } from './text.ts';

export interface Merge {
  id: string;
  status: 'offered' | 'accepted' | 'declined';
  call: string;
  /** The one that remains, and the one that goes into it. */
  into: string;
  from: string;
  by: Actor;
  content: Content;
  at: string;
}

export interface MergeEvents {
  MergeOffered: { merge: string; call: string; into: string; from: string; by: Actor } & Content;
  MergeDeclined: {
    merge: string;
    call: string;
    into: string;
    from: string;
    by: Actor;
    words: TextRef | null;
  };
  ProposalsMerged: {
    merge: string;
    call: string;
    into: string;
    from: string;
    version: number;
    by: Actor;
    own: Period | null;
    reminders: string[];
    objectives: { code: string; by: Actor }[];
    /** Objections to the one that goes, which now hold the one that remains. */
    moved: { objection: string; author: Actor }[];
    /** Those that carry the one that remains, besides its first carrier. */
    joint: Carrying[];
  } & Content;
}

export function evolveMerge(state: Merge | undefined, e: EventOf<keyof MergeEvents>): Merge {
  if (e.name === 'MergeOffered') {
    const { merge, call, into, from, by, ...content } = e.data;
    return { id: merge, status: 'offered', call, into, from, by, content, at: e.at };
  }
  if (!state) throw new Error(`${e.name} before MergeOffered`);
  return { ...state, status: e.name === 'MergeDeclined' ? 'declined' : 'accepted' };
}

/**
 * Offers to merge another proposal of the same call into one's own, with the text that both would carry.
 *
 * Refuses `merge.impossible` where one of them isn't live, or they aren't two of one call.
 */
export function offerMerge(
  content: Content,
  at: string,
  by: Actor,
  state: { assembly: Assembly; call: Call; into: Proposal; from: Proposal },
): Decision {
  const { assembly, call, into, from } = state;
  if (into.id === from.id || into.call !== from.call || !isLive(into) || !isLive(from))
    return refuse('merge.impossible', { field: 'with' });
  const merge = nextRef(assembly, 'G');
  return [event('MergeOffered', at, { merge, call: call.id, into: into.id, from: from.id, by, ...content })];
}

/**
 * The other carrier agrees: one proposal remains, in a new version with its own minimum period, and both carry
 * it.
 *
 * Refuses `merge.over` and `merge.impossible`.
 */
export function acceptMerge(
  at: string,
  by: Actor,
  state: { merge: Merge; into: Proposal; from: Proposal; own: Period | null; reminders: string[] },
): Decision {
  const { merge, into, from, own, reminders } = state;
  if (merge.status !== 'offered') return refuse('merge.over', { params: { merge: merge.id } });
  if (!isLive(into) || !isLive(from)) return refuse('merge.impossible');
  const known = new Set(into.objectives.map((o) => o.code));
  const moved = from.holds.flatMap((h) =>
    h.kind === 'objection' ? [{ objection: h.id, author: h.author }] : [],
  );
  const partners = new Set([...merge.content.partners, ...from.partners, from.carrier]);
  partners.delete(into.carrier);
  return [
    event('ProposalsMerged', at, {
      merge: merge.id,
      call: merge.call,
      into: into.id,
      from: from.id,
      version: into.version + 1,
      by,
      own,
      reminders,
      objectives: from.objectives.filter((o) => !known.has(o.code)),
      moved,
      joint: jointly(into, from),
      ...merge.content,
      partners: [...partners],
    }),
  ];
}

/** Every institution once. */
function jointly(into: Proposal, from: Proposal): Carrying[] {
  const known = new Set([into.carrier]);
  return [...into.joint, ...carryings(from)].filter(({ carrier }) => {
    const added = !known.has(carrier);
    known.add(carrier);
    return added;
  });
}

export function declineMerge(
  command: { words: TextRef | null },
  at: string,
  by: Actor,
  state: { merge: Merge },
): Decision {
  const { id, call, into, from, status } = state.merge;
  if (status !== 'offered') return refuse('merge.over', { params: { merge: id } });
  return [event('MergeDeclined', at, { merge: id, call, into, from, by, words: command.words })];
}
