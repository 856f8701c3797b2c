// What the service asks to be allowed in a Discord server: the least that its calls need, and the link that asks for it.

import { PermissionFlagsBits, RouteBases } from 'discord.js';

export type Right =
  | 'ViewChannel'
  | 'SendMessages'
  | 'SendMessagesInThreads'
  | 'CreatePublicThreads'
  | 'AttachFiles'
  | 'ReadMessageHistory'
  | 'CreateEvents';

/** What a call does, in the words of whoever gives permissions. */
export type Doing = 'writing' | 'reading' | 'threads' | 'events' | 'other';

interface Call {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** The name of the route in discord.js. */
  route: string;
  path: RegExp;
  doing: Doing;
  needs: readonly Right[];
}

/** The calls that need a permission; those to interactions, private messages and the app itself need none. */
export const calls: readonly Call[] = [
  {
    method: 'POST',
    route: 'channelMessages',
    path: /^\/channels\/\d+\/messages$/,
    doing: 'writing',
    needs: ['ViewChannel', 'SendMessages', 'SendMessagesInThreads', 'AttachFiles'],
  },
  {
    method: 'PATCH',
    route: 'channelMessage',
    path: /^\/channels\/\d+\/messages\/\d+$/,
    doing: 'writing',
    needs: ['ViewChannel'],
  },
  {
    method: 'DELETE',
    route: 'channelMessage',
    path: /^\/channels\/\d+\/messages\/\d+$/,
    doing: 'writing',
    needs: ['ViewChannel'],
  },
  {
    method: 'GET',
    route: 'channelMessages',
    path: /^\/channels\/\d+\/messages$/,
    doing: 'reading',
    needs: ['ViewChannel', 'ReadMessageHistory'],
  },
  {
    method: 'GET',
    route: 'channelMessage',
    path: /^\/channels\/\d+\/messages\/\d+$/,
    doing: 'reading',
    needs: ['ViewChannel', 'ReadMessageHistory'],
  },
  {
    method: 'GET',
    route: 'channelMessageReaction',
    path: /^\/channels\/\d+\/messages\/\d+\/reactions\/.+$/,
    doing: 'reading',
    needs: ['ViewChannel', 'ReadMessageHistory'],
  },
  {
    method: 'GET',
    route: 'channel',
    path: /^\/channels\/\d+$/,
    doing: 'reading',
    needs: ['ViewChannel'],
  },
  {
    method: 'PATCH',
    route: 'channel',
    path: /^\/channels\/\d+$/,
    doing: 'threads',
    needs: ['SendMessagesInThreads'],
  },
  {
    method: 'POST',
    route: 'threads',
    path: /^\/channels\/\d+\/messages\/\d+\/threads$/,
    doing: 'threads',
    needs: ['ViewChannel', 'CreatePublicThreads'],
  },
  {
    method: 'GET',
    route: 'guildScheduledEvents',
    path: /^\/guilds\/\d+\/scheduled-events$/,
    doing: 'events',
    needs: ['ViewChannel'],
  },
  {
    method: 'POST',
    route: 'guildScheduledEvents',
    path: /^\/guilds\/\d+\/scheduled-events$/,
    doing: 'events',
    needs: ['CreateEvents'],
  },
  {
    method: 'PATCH',
    route: 'guildScheduledEvent',
    path: /^\/guilds\/\d+\/scheduled-events\/\d+$/,
    doing: 'events',
    needs: ['CreateEvents'],
  },
];

/** The permissions that the invitation asks for, in Discord’s order of them. */
export const rights: readonly Right[] = [
  'ViewChannel',
  'SendMessages',
  'AttachFiles',
  'ReadMessageHistory',
  'CreatePublicThreads',
  'SendMessagesInThreads',
  'CreateEvents',
];

/** What a request does. @param url absolute, as Discord’s client calls it */
export function doingOf(method: string, url: string): Doing {
  const path = pathOf(url);
  return calls.find((call) => call.method === method.toUpperCase() && call.path.test(path))?.doing ?? 'other';
}

/**
 * The link with which whoever manages a Discord server brings the app in: the bot, its commands, and the least
 * permissions.
 */
export function invitation(applicationId: string): string {
  const link = new URL(`${RouteBases.api.replace(/\/api\/v\d+$/, '')}/oauth2/authorize`);
  link.searchParams.set('client_id', applicationId);
  link.searchParams.set('scope', 'bot applications.commands');
  link.searchParams.set('permissions', String(permissionBits(rights)));
  return link.href;
}

/** As Discord adds them up. */
export function permissionBits(of: readonly Right[]): bigint {
  return of.reduce((bits, right) => bits | PermissionFlagsBits[right], 0n);
}

function pathOf(url: string): string {
  const path = URL.canParse(url) ? new URL(url).pathname : url;
  return path.replace(/^.*?\/v\d+(?=\/)/, '');
}
