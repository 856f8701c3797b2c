// Setting up in the local room: what its API and its pages draw the cards and forms from.

import type { Channel } from '../../src/app/setting-up.ts';
import { presets } from '../../src/charters/presets.ts';
import { coordinates } from '../../src/domain/assembly.ts';
import type { AdoptedCharter } from '../../src/domain/world.ts';
import type { SetupScene } from '../../src/ui/setup/setup-cards.ts';
import { platformName, tenant } from './announcer.ts';
import type { LocalRoom } from './room.ts';

/** Where one sets up when one doesn’t say. */
export const firstChannel = 'salon';

export function channelOf(channel: string): Channel {
  return { platform: platformName, tenant, channel };
}

export async function setupScene(local: LocalRoom, channel: string, reader: string): Promise<SetupScene> {
  const at = channelOf(channel);
  const people = await local.people();
  return {
    at,
    standing: await local.settingUp.standing(at, local.now()),
    reader,
    names: new Map(people.map(({ person, name }) => [person, name])),
    presets: await presets(),
    linkable: await linkableBy(local, reader),
  };
}

/** The assemblies that this person coordinates, each by its charter’s title. */
async function linkableBy(local: LocalRoom, reader: string): Promise<SetupScene['linkable'][number][]> {
  const { store } = local.app;
  const known = await store.identity(platformName, tenant, reader);
  if (!known) return [];
  const found: SetupScene['linkable'][number][] = [];
  for (const { assembly, doc } of await store.heads()) {
    const [room] = doc.rooms;
    if (room === undefined || !coordinates(doc, known.person, local.now())) continue;
    const charter = await store.aggregate(assembly, 'charter', doc.charter);
    if (charter) found.push({ room, title: (charter.doc as AdoptedCharter).text.title });
  }
  return found;
}
