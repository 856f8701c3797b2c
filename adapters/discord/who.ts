// Where in Discord, by the ids that Discord gives.

export const platformName = 'discord';

/** A channel of a server as a room: `discord:GUILD:CHANNEL`. */
export function roomIn(guild: string, channel: string): string {
  return `${platformName}:${guild}:${channel}`;
}
