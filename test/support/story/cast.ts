// The people of the demo as people of a platform, in a channel that has their concertation.

import { readData } from '../../../adapters/sandbox/furnishings.ts';
import { furnishRoom, type Persona } from '../../../adapters/sandbox/setup.ts';
import type { Application } from '../../../src/app/application.ts';
import { loadCharter } from '../../../src/charters/presets.ts';
import type { Lang } from '../../../src/domain/people.ts';
import { isRefusal } from '../../../src/domain/refusal.ts';

/** Somebody as a test plays them on a platform. */
export interface Figure {
  readonly user: { readonly id: string; readonly name: string; readonly globalName?: string | null };
}

export interface Cast<P extends Figure = Figure> {
  /** `PLATFORM:TENANT:CHANNEL` */
  room: string;
  personas: Persona[];
  /** By the name that the story calls them: 'nadia'. Throws for nobody. */
  person(name: string): P;
  has(name: string): boolean;
  /** What the story calls somebody with this id of the platform; the id itself for whoever isn’t of the story. */
  nameOf(externalId: string): string;
  /** Somebody who wasn’t there at the beginning. */
  comes(name: string): P;
}

export interface Place {
  platform: string;
  tenant: string;
  channel: string;
}

/** What is known of somebody when they join: null where the platform is to say it. */
export interface Joining {
  lang: Lang | null;
  coordinates: boolean;
}

/** @param data as for the local room: `members`, `colignon`, `empty` */
export async function castIn<P extends Figure>(
  { app, settled }: { app: Application; settled(): Promise<void> },
  place: Place,
  joins: (name: string, joining: Joining) => P,
  data = 'members',
): Promise<Cast<P>> {
  const [charter, furnishings] = [await loadCharter('colignon-2024'), await readData(data)];
  if (isRefusal(charter) || isRefusal(furnishings)) throw new Error('there is no such data set');
  const people = new Map<string, P>();
  const { coordinators, deputies, others, institutions } = furnishings;
  for (const { person, name, lang } of [...coordinators, ...deputies])
    people.set(person, joins(name, { lang, coordinates: true }));
  for (const { person, name, lang } of [...others, ...institutions.flatMap((i) => i.people)])
    people.set(person, joins(name, { lang, coordinates: false }));
  const person = (name: string): P => {
    const found = people.get(name);
    if (!found) throw new Error(`${name} isn’t in this story`);
    return found;
  };
  const furnished = await furnishRoom(app, charter, furnishings, {
    ...place,
    externalId: (name) => person(name).user.id,
  });
  await settled();
  return {
    room: furnished.rooms[0] ?? '',
    personas: furnished.people,
    person,
    has: (name) => people.has(name),
    nameOf: (id) => [...people].find(([, { user }]) => user.id === id)?.[0] ?? id,
    comes(name) {
      const newcomer = joins(name, { lang: null, coordinates: false });
      people.set(name, newcomer);
      return newcomer;
    },
  };
}
