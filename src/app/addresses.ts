// The letters of one event: to whom, in which lane, under which key, and under which card.

import type { Assembly } from '../domain/assembly.ts';
import type { Letter } from './letter.ts';
import { cardPlace, cardSubject, newsPlace, type Places } from './places.ts';

/** Under which key the card with this subject waits for a room. */
export function cardKey(assembly: string, room: string, subject: string): string {
  return `${assembly}:${room}:${subject}`;
}

/**
 * The number of the event that brought a letter: later ones have higher numbers. Null where its key was
 * named otherwise.
 */
export function eventOf({ assembly, room, key }: Pick<Letter, 'assembly' | 'room' | 'key'>): number | null {
  const [, seq] = /^(\d+):/.exec(key.slice(`${assembly}:${room}:`.length)) ?? [];
  return seq === undefined ? null : Number(seq);
}

/** @param seq the event’s number: a post about it has a key that no other post has */
export function addresses(assembly: Assembly, seq: number, places: Places) {
  const letter = (part: Omit<Letter, 'assembly' | 'notBefore'>, notBefore: string | null = null): Letter => ({
    assembly: assembly.id,
    notBefore,
    ...part,
  });
  const cards = (ref: string, call: string, version: number | undefined) =>
    assembly.rooms.map((room) => {
      const subject = cardSubject(ref, version);
      const key = cardKey(assembly.id, room, subject);
      const params = version === undefined ? { ref, call } : { ref, call, version: `${version}` };
      const under = cardPlace(ref, call, places);
      return letter({ kind: 'card', room, lane: key, subject, under, key, view: 'card', params });
    });
  return {
    /** The card of a call or proposal, in every room: the latest state wins. */
    cards: (ref: string, call: string) => cards(ref, call, places.cards.get(ref)?.version),
    /** The card that a proposal had before its substance changed, in every room; none: nothing. */
    formerCards: (ref: string, call: string) => {
      const formerly = places.cards.get(ref)?.formerly;
      return typeof formerly === 'number' ? cards(ref, call, formerly) : [];
    },
    /**
     * News of a call, in every room, in the order in which it happened.
     *
     * @param about the one proposal that it is about: then it stands under that one's card
     */
    news: (view: string, call: string, params: Record<string, string>, about: string | null = null) =>
      assembly.rooms.map((room) => {
        const key = `${assembly.id}:${room}:${seq}:${view}:${Object.values(params).join(':')}`;
        const lane = `${assembly.id}:${room}:${call}`;
        const under = about === null ? null : newsPlace(about, call, places);
        return letter({ kind: 'post', room, lane, subject: key, under, key, view, params });
      }),
    /** @param as names the message where one must not come twice, whatever event brings it */
    private: (
      view: string,
      persons: readonly string[],
      params: Record<string, string>,
      { as, notBefore = null }: { as?: string; notBefore?: string | null } = {},
    ) =>
      persons.map((person) => {
        const key = `${assembly.id}:${person}:${as ?? `${seq}:${view}`}`;
        // What waits for its hour keeps nothing else waiting.
        const lane = notBefore === null ? `${assembly.id}:${person}` : key;
        const place = { room: person, lane, subject: key, under: null };
        return letter({ kind: 'private', ...place, key, view, params }, notBefore);
      }),
  };
}
export type Addresses = ReturnType<typeof addresses>;
