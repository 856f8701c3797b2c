// Who was told of a call: a private invitation was delivered to them, or they are in a room that shows its card.

import type { Call } from '../domain/call.ts';
import { type Institution, type Mandate, speaks } from '../domain/people.ts';
import type { Roll } from '../domain/reach.ts';
import { invitationKey } from './invitations.ts';
import type { Identity, Reads } from './ports.ts';

/** What has to be read to know that; a batch’s own reads or a page’s. */
export interface ToldReads {
  assembly: string;
  rooms: readonly string[];
  institutions: Institution[];
  mandates: Mandate[];
  delivered: Reads['delivered'];
  posts: Reads['posts'];
  identitiesOf: (persons: string[]) => Promise<Identity[]>;
}

/** Everybody who takes part, and those of them to whom the call has come. */
export async function rollFrom(reads: ToldReads, call: Call): Promise<Roll> {
  const { assembly, rooms, mandates } = reads;
  const institutions = new Map(reads.institutions.map((i) => [i.id, i]));
  const contacts = reads.institutions.flatMap((i) => i.contact ?? []);
  const people = [...new Set([...mandates.filter(speaks).map((m) => m.person), ...contacts])];
  const keys = new Map(people.map((person) => [invitationKey(assembly, person, call.id), person]));
  const delivered = await reads.delivered([...keys.keys()]);
  const invited = new Set(delivered.flatMap((key) => keys.get(key) ?? []));
  const rest = people.filter((person) => !invited.has(person));
  const shown = await reads.posts(rooms.map((room) => ({ room, subject: `card:${call.id}` })));
  if (rest.length > 0 && shown.length > 0) {
    const places = shown.map((post) => post.room.split(':').slice(0, 2).join(':'));
    for (const { person, platform, tenant } of await reads.identitiesOf(rest)) {
      if (places.includes(`${platform}:${tenant}`)) invited.add(person);
    }
  }
  return { institutions, mandates, invited };
}
