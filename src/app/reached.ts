// Who was told of a call, and when: a private invitation was delivered to them, or they are in a room that
// shows its card.

import type { Assembly } from '../domain/assembly.ts';
import type { Call } from '../domain/call.ts';
import { idsOf } from '../domain/joining.ts';
import { type Institution, type Mandate, speaks } from '../domain/people.ts';
import type { Roll } from '../domain/reach.ts';
import { cardKey } from './addresses.ts';
import { invitationKey } from './invitations.ts';
import { cardSubject } from './places.ts';
import type { Identity, Reads } from './ports.ts';

/** What has to be read to know that; a batch’s own reads or a page’s. */
export interface ToldReads {
  assembly: Pick<Assembly, 'id' | 'rooms' | 'joined'>;
  institutions: Institution[];
  mandates: Mandate[];
  delivered: Reads['delivered'];
  identitiesOf: (persons: string[]) => Promise<Identity[]>;
}

/**
 * Everybody who takes part, and since when (domain instants) the call has come to those it has come to: the
 * first of the invitation that was delivered to them and of the room where its card stood and they were known.
 */
export async function rollFrom(reads: ToldReads, call: Call): Promise<Roll> {
  const { assembly, mandates } = reads;
  const institutions = new Map(reads.institutions.map((i) => [i.id, i]));
  const contacts = reads.institutions.flatMap((i) => i.contact ?? []);
  const people = [...new Set([...mandates.filter(speaks).map((m) => m.person), ...contacts])];
  const invitations = new Map(
    people.flatMap((person) =>
      idsOf(assembly, person).map((id) => [invitationKey(assembly.id, id, call.id), person] as const),
    ),
  );
  const cards = new Map(
    assembly.rooms.map((room) => [cardKey(assembly.id, room, cardSubject(call.id)), room]),
  );
  const invited = new Map<string, string>();
  const told = (person: string, at: string) => {
    const before = invited.get(person);
    if (before === undefined || at < before) invited.set(person, at);
  };
  /** Since when the card stands, by platform and workspace. */
  const places = new Map<string, string>();
  for (const [key, at] of await reads.delivered([...invitations.keys(), ...cards.keys()])) {
    const person = invitations.get(key);
    if (person !== undefined) told(person, at);
    const place = cards.get(key)?.split(':').slice(0, 2).join(':');
    if (place === undefined) continue;
    const before = places.get(place);
    if (before === undefined || at < before) places.set(place, at);
  }
  if (places.size > 0) {
    for (const { person, platform, tenant, linkedAt } of await reads.identitiesOf(people)) {
      const shownAt = places.get(`${platform}:${tenant}`);
      if (shownAt === undefined) continue;
      told(person, linkedAt !== null && linkedAt > shownAt ? linkedAt : shownAt);
    }
  }
  return { institutions, mandates, invited };
}
