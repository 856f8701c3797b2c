// What the cards and forms of setting up are drawn from, wherever somebody sets up.

import type { Application } from '../../app/application.ts';
import type { Channel, SettingUp } from '../../app/setting-up.ts';
import { presets } from '../../charters/presets.ts';
import type { AdoptedCharter } from '../../domain/aggregates.ts';
import { coordinates } from '../../domain/assembly.ts';
import type { SetupScene } from './setup-cards.ts';

type Host = Pick<Application, 'store' | 'clock'>;

/**
 * @param reader who looks, as the platform calls them
 * @param namesOf what these people are called, by what the platform calls them; who is missing isn’t known yet
 */
export async function setupSceneOf(
  host: Host,
  settingUp: SettingUp,
  at: Channel,
  reader: string,
  namesOf: (people: readonly string[]) => Promise<ReadonlyMap<string, string>>,
): Promise<SetupScene> {
  const standing = await settingUp.standing(at, host.clock.now());
  const { setup } = standing;
  const people = setup ? [setup.by, ...setup.coordinators, ...setup.deputies, ...setup.helpers] : [];
  return {
    at,
    standing,
    reader,
    names: await namesOf([...new Set(people)]),
    presets: await presets(),
    linkable: await linkableBy(host, at, reader),
  };
}

/** The assemblies that this person coordinates, each by its charter’s title. */
async function linkableBy(
  { store, clock }: Host,
  { platform, tenant }: Channel,
  reader: string,
): Promise<SetupScene['linkable'][number][]> {
  const known = await store.identity(platform, tenant, reader);
  if (!known) return [];
  const found: SetupScene['linkable'][number][] = [];
  for (const { assembly, doc } of await store.heads()) {
    // A room of elsewhere is joined by a code.
    const room = doc.rooms.find((id) => id.startsWith(`${platform}:${tenant}:`));
    if (room === undefined || !coordinates(doc, known.person, clock.now())) continue;
    const charter = await store.aggregate(assembly, 'charter', doc.charter);
    if (charter) found.push({ room, title: (charter.doc as AdoptedCharter).text.title });
  }
  return found;
}
