// Where in Discord, by the ids that Discord gives.

import { platformName } from './announcer.ts';

/** A channel of a server as a room: `discord:GUILD:CHANNEL`. */
export function roomIn(guild: string, channel: string): string {
  return `${platformName}:${guild}:${channel}`;
}
