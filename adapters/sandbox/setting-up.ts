// Setting up in the local room: what its API and its pages draw the cards and forms from.

import type { Channel } from '../../src/app/setting-up.ts';
import type { SetupScene } from '../../src/ui/setup/setup-cards.ts';
import { setupSceneOf } from '../../src/ui/setup/setup-scene.ts';
import { platformName, tenant } from './announcer.ts';
import type { LocalRoom } from './room.ts';

/** Where one sets up when one doesn’t say. */
export const firstChannel = 'salon';

export function channelOf(channel: string): Channel {
  return { platform: platformName, tenant, channel };
}

export async function setupScene(local: LocalRoom, channel: string, reader: string): Promise<SetupScene> {
  const people = await local.people();
  const names = new Map(people.map(({ person, name }) => [person, name]));
  return setupSceneOf(local.app, local.settingUp, channelOf(channel), reader, async () => names);
}
