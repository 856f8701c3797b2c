// Who acts in Slack, and where, by the ids that Slack gives them.

import type { IdentityKey } from '../../src/app/ports.ts';
import { platformName } from './announcer.ts';

/** Somebody by the workspace that they belong to: in a shared channel it may be another than the app’s. */
export interface Member extends IdentityKey {
  /** As Slack shows them where it says so; their profile says it better. */
  name: string | null;
}

/** What Slack sends of whoever taps or types. */
export interface SentUser {
  id: string;
  team_id?: string | undefined;
  name?: string | undefined;
}

/** @param team the workspace in which the app is installed */
export function memberOf(user: SentUser, team: string): Member {
  const { id: externalId, team_id, name = null } = user;
  return { platform: platformName, tenant: team_id || team, externalId, name };
}

/** A channel as a room: `slack:T1:C1`. */
export function roomIn(team: string, channel: string): string {
  return `${platformName}:${team}:${channel}`;
}

/** Whether it is where somebody and the app talk in private. */
export function isPrivate(channel: string): boolean {
  return channel.startsWith('D');
}
