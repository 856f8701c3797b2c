// What a Discord server is asked for by the invitation: what the calls in use need, no more, no less.

import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { PermissionFlagsBits } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { calls, doingOf, invitation, permissionBits, rights } from '../../../adapters/discord/permissions.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const sources = globSync('adapters/discord/**/*.ts', { cwd: root }).map((file) =>
  readFileSync(`${root}/${file}`, 'utf8'),
);
/** 'POST channelMessages', as the source of the adapter says it. */
const called = new Set(
  sources.flatMap((source) => {
    const found = source.matchAll(/\.\s*(get|post|put|patch|delete)\(\s*Routes\s*\.\s*(\w+)\(/g);
    return [...found].map(([, method = '', route]) => `${method.toUpperCase()} ${route}`);
  }),
);
/** What belongs to the app itself, to private messages and to interactions needs no permission in a server. */
const free = [
  'user',
  'userChannels',
  'currentApplication',
  'gatewayBot',
  'applicationCommands',
  'applicationGuildCommands',
  'guild',
  'guildMember',
  'interactionCallback',
  'webhook',
  'webhookMessage',
];

describe('the invitation', () => {
  it('knows what each call needs', () => {
    expect(called).toContain('GET gatewayBot');
    const known = new Set(calls.map(({ method, route }) => `${method} ${route}`));
    const unknown = [...called].filter(
      (call) => !known.has(call) && !free.includes(call.split(' ')[1] ?? ''),
    );
    expect(unknown).toEqual([]);
    expect([...known].filter((call) => !called.has(call))).toEqual([]);
  });

  it('asks for what the calls need, and nothing more', () => {
    const needed = new Set(calls.flatMap(({ needs }) => needs));
    expect([...rights].toSorted()).toEqual([...needed].toSorted());
    const link = new URL(invitation('1234567890123456789'));
    expect(link.href.startsWith('https://discord.com/oauth2/authorize?client_id=1234567890123456789&')).toBe(
      true,
    );
    expect(link.searchParams.get('scope')).toBe('bot applications.commands');
    expect(BigInt(link.searchParams.get('permissions') ?? '')).toBe(permissionBits(rights));
  });

  it('never asks for what would let the app manage people, messages or the server', () => {
    const bits = permissionBits(rights);
    for (const name of [
      'Administrator',
      'ManageGuild',
      'ManageMessages',
      'ManageChannels',
      'MentionEveryone',
    ] as const)
      expect(bits & PermissionFlagsBits[name]).toBe(0n);
  });

  it('tells from a request what was being done', () => {
    const api = 'https://discord.com/api/v10/channels/1234567890123456789';
    expect(doingOf('POST', `${api}/messages`)).toBe('writing');
    expect(doingOf('GET', `${api}/messages?limit=100`)).toBe('reading');
    expect(doingOf('post', `${api}/messages/1/threads`)).toBe('threads');
    expect(doingOf('POST', 'https://discord.com/api/v10/interactions/1/x/callback')).toBe('other');
  });
});
