// The letters of one event: to whom, in which lane, under which key.

import type { Assembly } from '../domain/assembly.ts';
import type { Letter } from './ports.ts';

/** @param seq the event’s number: a post about it has a key that no other post has */
export function addresses(assembly: Assembly, seq: number) {
  const letter = (part: Omit<Letter, 'assembly' | 'notBefore'>, notBefore: string | null = null): Letter => ({
    assembly: assembly.id,
    notBefore,
    ...part,
  });
  return {
    /** The card of a call or proposal, in every room: the latest state wins. */
    cards: (ref: string, call: string) =>
      assembly.rooms.map((room) => {
        const key = `${assembly.id}:${room}:card:${ref}`;
        const subject = `card:${ref}`;
        return letter({ kind: 'card', room, lane: key, subject, key, view: 'card', params: { ref, call } });
      }),
    /** News of a call, in every room, in the order in which it happened. */
    news: (view: string, call: string, params: Record<string, string>) =>
      assembly.rooms.map((room) => {
        const key = `${assembly.id}:${room}:${seq}:${view}:${Object.values(params).join(':')}`;
        const lane = `${assembly.id}:${room}:${call}`;
        return letter({ kind: 'post', room, lane, subject: key, key, view, params });
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
        return letter({ kind: 'private', room: person, lane, subject: key, key, view, params }, notBefore);
      }),
  };
}
export type Addresses = ReturnType<typeof addresses>;
