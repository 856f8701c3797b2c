// Where messages stand in a room: at its root, or in the thread under a card. One thread is one level deep:
// only a card that is itself at the root has one.

import type { Proposal } from '../domain/proposal.ts';
import type { Draft } from './draft.ts';

/** So many proposals of a call have their card at the root; those of the others are under the call's card. */
export const cardsAtTheRoot = 5;

/** What decides where the messages of one event stand. */
export interface Places {
  /** The proposals of its call, in the order in which they were submitted. Nobody ever leaves this list. */
  proposals: readonly string[];
  /** Which card shows each of those that it concerns. */
  cards: ReadonlyMap<string, CardVersion>;
}

/** Each change of substance has a card of its own; the former one then points to it. */
export interface CardVersion {
  /** The version with which this card began. */
  version: number;
  /** The version with which the card before it began; null for the first card. */
  formerly: number | null;
}

/** @param shown the call and the proposals whose cards the event changes, some perhaps nobody’s to see yet */
export async function placesOf(
  shown: readonly string[],
  proposals: readonly string[],
  draft: Pick<Draft, 'must'>,
): Promise<Places> {
  const cards = new Map<string, CardVersion>();
  for (const ref of shown)
    if (proposals.includes(ref)) cards.set(ref, cardVersion(await draft.must('proposal', ref)));
  return { proposals, cards };
}

function cardVersion({ answersFrom, versions }: Proposal): CardVersion {
  const former = versions.findLast((v) => v.kind !== 'editorial' && v.number < answersFrom);
  return { version: answersFrom, formerly: former?.number ?? null };
}

/** The subject of a card: 'card:C1', 'card:P1', and 'card:P1/2' from its second version on. */
export function cardSubject(ref: string, version = 1): string {
  return version === 1 ? `card:${ref}` : `card:${ref}/${version}`;
}

/** Under which subject a card stands, null at the root. The number of a proposal never changes, so nor does this. */
export function cardPlace(ref: string, call: string, { proposals }: Places): string | null {
  return proposals.indexOf(ref) < cardsAtTheRoot ? null : cardSubject(call);
}

/** Under which subject news of one proposal stand: its card, or the call's when its card is under that itself. */
export function newsPlace(proposal: string, call: string, places: Places): string {
  const under = cardPlace(proposal, call, places);
  return under ?? cardSubject(proposal, places.cards.get(proposal)?.version);
}
