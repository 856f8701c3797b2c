// What is registered with Discord: two commands and three menus, in three languages, within Discord's limits.

import { ApplicationCommandOptionType } from 'discord.js';
import { describe, expect, test } from 'vitest';
import {
  applicationCommands,
  inDiscord,
  onMessageNamed,
  typedIn,
} from '../../../adapters/discord/commands.ts';
import { langs } from '../../../src/domain/people.ts';
import { typedCommands } from '../../../src/ui/command-table.ts';
import { parseCommand } from '../../../src/ui/commands.ts';

interface Named {
  type: number;
  name: string;
  name_localizations?: Record<string, string>;
  description?: string;
  description_localizations?: Record<string, string>;
  options?: Named[];
}

const registered = applicationCommands() as unknown as Named[];
const typed = registered.filter(({ type }) => type === 1);
const menus = registered.filter(({ type }) => type === 3);

const each = (all: readonly Named[]): Named[] => all.flatMap((one) => [one, ...each(one.options ?? [])]);
const inEachLanguage = ({ name, name_localizations = {} }: Named) => [
  name,
  ...Object.values(name_localizations),
];

describe('the commands', () => {
  test('are everybody’s and the coordinator’s, and everything that can be typed stands in one of them', () => {
    expect(typed.map(({ name }) => name)).toEqual(['concertation', 'coordination']);
    const words = typed.flatMap(({ options = [] }) => options.map(({ name }) => name));
    expect(new Set(words)).toEqual(new Set(typedCommands.map(({ names }) => names.fr[0])));
  });

  test('may be named so: small letters, without spaces, each once among its neighbours, in every language', () => {
    for (const named of each(typed))
      for (const name of inEachLanguage(named)) {
        expect(name).toMatch(/^[-_\p{L}\p{N}]{1,32}$/u);
        expect(name).toBe(name.toLowerCase());
      }
    for (const locale of ['fr', 'nl', 'en-GB', 'en-US'])
      for (const { options = [] } of each(typed)) {
        const names = options.map((o) => o.name_localizations?.[locale] ?? o.name);
        expect(new Set(names).size).toBe(names.length);
      }
  });

  test('say in a hundred characters what each does, and are no longer than eight thousand together', () => {
    for (const { description = '', description_localizations = {} } of each(typed))
      for (const said of [description, ...Object.values(description_localizations)]) {
        expect(said.length).toBeGreaterThan(0);
        expect(said.length).toBeLessThanOrEqual(100);
      }
    for (const command of typed) expect(longest(command)).toBeLessThanOrEqual(8_000);
    for (const { options = [] } of each(typed)) expect(options.length).toBeLessThanOrEqual(25);
  });

  test('are there in a server alone, and the coordinator’s for whoever may organise events', () => {
    const all = registered as unknown as { contexts: number[]; default_member_permissions?: string }[];
    expect(all.every(({ contexts }) => contexts.join() === '0')).toBe(true);
    expect(all.map((command) => command.default_member_permissions)).toEqual([
      undefined,
      `${1n << 33n}`,
      undefined,
      undefined,
      undefined,
    ]);
  });

  test('are the words of the house, as they would be typed anywhere', () => {
    for (const { names, id } of typedCommands)
      for (const lang of langs) {
        const parsed = parseCommand(`${inDiscord(id)}${names[lang][0]}`.replace('/coordination ', ''), lang);
        expect(parsed).toMatchObject({ kind: 'command', id });
      }
  });

  test('come back as what was typed, and what isn’t one of ours as nothing', () => {
    const { String: text, Subcommand } = ApplicationCommandOptionType;
    const options = [
      { name: 'proposition', type: text, value: 'P3' },
      { name: 'texte', type: text, value: 'trop cher' },
    ];
    const sent = [{ name: 'objecter', type: Subcommand, options }];
    expect(typedIn('concertation', sent as never)).toEqual({
      id: 'object',
      role: 'partner',
      said: { proposal: 'P3', words: 'trop cher' },
      focused: null,
    });
    expect(typedIn('concertation', [{ ...sent[0], name: 'danser' }] as never)).toBeUndefined();
    expect(typedIn('autre', sent as never)).toBeUndefined();
  });
});

test('the menus of a message are called in every language what they do, and known by their name again', () => {
  expect(menus.map(({ name }) => name)).toEqual(['Lire la proposition', 'Objecter', 'Poser une question']);
  expect(menus.map(({ name }) => onMessageNamed(name))).toEqual(['read', 'object', 'ask']);
  expect(onMessageNamed('Danser')).toBeUndefined();
  for (const menu of menus)
    for (const name of inEachLanguage(menu)) expect(name.length).toBeLessThanOrEqual(32);
});

/** As Discord counts: of each text the longest of its languages. */
function longest({ options = [], ...named }: Named): number {
  const most = (own = '', others: Record<string, string> = {}) =>
    Math.max(own.length, ...Object.values(others).map((text) => text.length));
  const own =
    most(named.name, named.name_localizations) + most(named.description, named.description_localizations);
  return options.reduce((sum, option) => sum + longest(option), own);
}
