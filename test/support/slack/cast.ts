// The people of the demo as people of Slack, in a channel that has their concertation.

import { readData } from '../../../adapters/sandbox/furnishings.ts';
import { furnishRoom, type Persona } from '../../../adapters/sandbox/setup.ts';
import { loadCharter } from '../../../src/charters/presets.ts';
import { isRefusal } from '../../../src/domain/refusal.ts';
import type { Person } from './person.ts';
import type { SlackService } from './service.ts';
import type { SlackUser } from './workspace.ts';

export interface Cast {
  /** `slack:TEAM:CHANNEL` */
  room: string;
  personas: Persona[];
  /** By the name that the story calls them: 'nadia'. Throws for nobody. */
  person(name: string): Person;
  /** What the story calls somebody with this id of Slack; the id itself for whoever isn’t of the story. */
  nameOf(externalId: string): string;
  /** Somebody who wasn’t there at the beginning. */
  comes(name: string, traits?: Partial<SlackUser>): Person;
}

const locales = { fr: 'fr-BE', nl: 'nl-NL', en: 'en-GB' } as const;

/** @param data as for the local room: `members`, `colignon`, `empty` */
export async function castOf(service: SlackService, data = 'members'): Promise<Cast> {
  const { app, slack, channel } = service;
  const [charter, furnishings] = [await loadCharter('colignon-2024'), await readData(data)];
  if (isRefusal(charter) || isRefusal(furnishings)) throw new Error('there is no such data set');
  const people = new Map<string, Person>();
  const { coordinators, deputies, others, institutions } = furnishings;
  for (const { person, name, lang } of [
    ...coordinators,
    ...deputies,
    ...others,
    ...institutions.flatMap((i) => i.people),
  ])
    people.set(person, service.joins(name, { locale: locales[lang] }));
  const person = (name: string): Person => {
    const found = people.get(name);
    if (!found) throw new Error(`${name} isn’t in this story`);
    return found;
  };
  const furnished = await furnishRoom(app, charter, furnishings, {
    platform: 'slack',
    tenant: slack.workspace.team,
    channel: channel.id,
    externalId: (name) => person(name).user.id,
  });
  await service.settled();
  return {
    room: furnished.rooms[0] ?? '',
    personas: furnished.people,
    person,
    nameOf: (id) => [...people].find(([, { user }]) => user.id === id)?.[0] ?? id,
    comes(name, traits) {
      const newcomer = service.joins(name, traits);
      people.set(name, newcomer);
      return newcomer;
    },
  };
}
