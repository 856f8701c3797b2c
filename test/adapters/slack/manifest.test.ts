// What a workspace is asked for when the app is created from its manifest: no more than the service uses, no
// less, and in a form that Slack accepts.

import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { scopes } from '../../../adapters/slack/scopes.ts';
import { parseCommand } from '../../../src/ui/commands.ts';
import { type Manifest, manifestOf, manifestText } from '../../support/slack/manifest.ts';
import { type ChannelKind, eventNeeds, needsOf } from '../../support/slack/scopes.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const manifest = manifestOf(manifestText);
const { display_information: shown, features, oauth_config, settings } = manifest;
const events = settings.event_subscriptions.bot_events;

const sources = globSync('adapters/slack/**/*.ts', { cwd: root }).map((file) =>
  readFileSync(`${root}/${file}`, 'utf8'),
);
/** The methods of Slack's that the adapter calls, as its source says it. */
const called = [
  ...new Set(
    sources.flatMap((source) => {
      const calls = source.matchAll(/\bclient\s*\.\s*(\w+(?:\s*\.\s*\w+)+)\s*\(/g);
      return [...calls].map(([, name = '']) => name.replaceAll(/\s/g, ''));
    }),
  ),
].sort();

/** Whether it fetches files that people put into forms. */
const fetched = sources.some((source) => source.includes('url_private_download'));

/** Whom a channel holds is asked of rooms alone: in private there is one person. */
const askedOf: Record<string, ChannelKind[]> = { 'conversations.members': ['public', 'private'] };
const everywhere: ChannelKind[] = ['public', 'private', 'im'];

function scopesOf(method: string): string[] {
  const needs = needsOf[method];
  if (needs?.token !== 'bot') return [];
  const byKind = needs.byKind ? (askedOf[method] ?? everywhere).map((kind) => needs.byKind?.[kind]) : [];
  return [needs.scope, ...byKind].filter((scope) => scope !== undefined);
}

describe('the permissions that a workspace is asked for', () => {
  it('finds what the adapter calls, and knows what each call needs', () => {
    expect(called).toEqual(
      expect.arrayContaining(['chat.postMessage', 'conversations.replies', 'files.completeUploadExternal']),
    );
    expect(called.filter((method) => !(method in needsOf))).toEqual([]);
    expect(events.filter((event) => !(event in eventNeeds))).toEqual([]);
  });

  it('are what the methods, events, commands and shortcuts in use require, and nothing more', () => {
    const needed = new Set([
      ...called.flatMap(scopesOf),
      ...events.flatMap((event) => eventNeeds[event] ?? []),
      'commands',
      ...(fetched ? ['files:read'] : []),
    ]);
    expect(oauth_config.scopes.bot.toSorted()).toEqual([...needed].sort());
  });

  it('are those that the service misses by name when it starts', () => {
    expect(oauth_config.scopes.bot.toSorted()).toEqual([...scopes].sort());
  });

  it('bring no event that the service doesn’t deal with', () => {
    const types = events.map((event) => event.split('.')[0] ?? '');
    expect(types.filter((type) => !sources.some((source) => source.includes(`'${type}'`)))).toEqual([]);
  });

  it('are each explained in one line', () => {
    const lines = manifestText.split('\n').filter((line) => /^ {6}- [a-z:]+( |$)/.test(line));
    const explained = lines.flatMap((line) => /^ {6}- ([a-z:]+) # \S.{8,}$/.exec(line)?.[1] ?? []);
    expect(explained).toEqual(oauth_config.scopes.bot);
  });

  it('are asked for once, and so are events', () => {
    for (const list of [oauth_config.scopes.bot, events]) expect(new Set(list).size).toBe(list.length);
  });
});

describe('the form that Slack accepts', () => {
  const [command, ...more] = features.slash_commands;

  it.each<[string, string, number, number]>([
    ['name', shown.name, 1, 35],
    ['description', shown.description, 1, 140],
    ['long description', shown.long_description, 175, 4_000],
    ['name of the bot', features.bot_user.display_name, 1, 80],
    ['command', command?.command ?? '', 2, 32],
    ['description of the command', command?.description ?? '', 1, 2_000],
    ['hint of the command', command?.usage_hint ?? '', 1, 1_000],
    ...features.shortcuts.flatMap(
      ({ name, callback_id, description }): [string, string, number, number][] => [
        [`name of the shortcut ${callback_id}`, name, 1, 24],
        [`id of the shortcut ${callback_id}`, callback_id, 1, 255],
        [`description of the shortcut ${callback_id}`, description, 1, 150],
      ],
    ),
  ])('the %s is neither too short nor too long', (_, text, least, most) => {
    expect(text).not.toMatch(/\n|^\s|\s$|[!']/);
    expect(text.length).toBeGreaterThanOrEqual(least);
    expect(text.length).toBeLessThanOrEqual(most);
  });

  it('offers one command and the shortcuts that the service answers', () => {
    expect([command?.command, more]).toEqual(['/concertation', []]);
    expect(features.shortcuts.map(({ type, callback_id }) => [type, callback_id])).toEqual([
      ['message', 'answer'],
      ['message', 'ask'],
      ['global', 'mine'],
    ]);
    expect(shown.background_color).toMatch(/^#[0-9a-f]{6}$/);
  });

  it('hints at words that can be typed', () => {
    const words = command?.usage_hint.replaceAll(/[[\]]/g, '').split('|') ?? [];
    expect(words.length).toBeGreaterThan(3);
    expect(words.filter((word) => parseCommand(word, 'fr').kind !== 'command')).toEqual([]);
  });

  it('lets people write to the app, so that the command works there too', () => {
    expect(features.app_home).toEqual({
      home_tab_enabled: true,
      messages_tab_enabled: true,
      messages_tab_read_only_enabled: false,
    });
  });

  it('needs no public address, unless it is changed as it says itself', () => {
    expect(settings.socket_mode_enabled).toBe(true);
    expect(addressesIn(manifest)).toEqual([]);
    const http = manifestOf(
      manifestText
        .replaceAll(/^( *)# (\w+: .*) # HTTP$/gm, '$1$2')
        .replace('mode_enabled: true', 'mode_enabled: false'),
    );
    expect(http.settings.socket_mode_enabled).toBe(false);
    expect(addressesIn(http)).toEqual(Array(4).fill('https://slack.example.org/slack/events'));
  });
});

/** Where Slack is to reach the service: for the command, events, what people tap, and long lists. */
function addressesIn({ features: { slash_commands }, settings: s }: Manifest): string[] {
  const { event_subscriptions: subscribed, interactivity } = s;
  const { request_url, message_menu_options_url } = interactivity;
  const all = [slash_commands[0]?.url, subscribed.request_url, request_url, message_menu_options_url];
  return all.filter((address) => address !== undefined);
}
