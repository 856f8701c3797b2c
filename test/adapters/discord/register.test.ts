// The app's commands in Discord: registered where they changed, and nowhere twice.

import { beforeEach, describe, expect, it } from 'vitest';
import { type Commands, registerCommands } from '../../../adapters/discord/register.ts';
import { discordRest } from '../../../adapters/discord/rest.ts';
import { openStore } from '../../../adapters/prisma/store.ts';
import type { Store } from '../../../src/app/ports.ts';
import { freshDatabase } from '../../support/databases.ts';
import { type DiscordServer, discordServer } from '../../support/discord/server.ts';
import { silentLog } from '../../support/logs.ts';

let server: DiscordServer;
let store: Store;
beforeEach(async () => {
  server = await discordServer();
  store = await openStore(await freshDatabase('sqlite'), silentLog);
  return async () => {
    await store.close();
    await server.close();
  };
});

const commands: Commands = [
  {
    type: 1,
    name: 'concertation',
    name_localizations: { nl: 'overleg' },
    description: 'What awaits me',
    description_localizations: { fr: 'Ce qui m’attend', nl: 'Wat mij te doen staat' },
    options: [
      { type: 3, name: 'mot', description: 'A word', required: false, autocomplete: true },
      { type: 3, name: 'langue', description: 'A language', choices: [{ name: 'Français', value: 'fr' }] },
    ],
  },
  { type: 3, name: 'Objecter', name_localizations: { nl: 'Bezwaar maken' }, contexts: [0] },
];

function register(of: Commands = commands, guild: string | null = null) {
  const { token, application } = server.world.bot;
  const rest = discordRest({ token, apiUrl: server.apiUrl, log: silentLog });
  return registerCommands(rest, { application, guild, commands: of }, { store, log: silentLog });
}
const puts = () => server.calls.filter(({ route }) => route.startsWith('PUT')).length;
const names = (where = '') => server.world.commands.get(where)?.map(({ name }) => name) ?? [];

describe('the commands', () => {
  it('are registered at the first start, and not again while they are the same', async () => {
    await register();
    expect(names()).toEqual(['concertation', 'Objecter']);
    await register();
    await register(commands.toReversed());
    expect(puts()).toBe(2);
    expect(server.violations).toEqual([]);
  });

  it.each<[string, (c: Commands) => Commands]>([
    ['a word of one', ([a, ...more]) => [{ ...a, description: 'Other' } as Commands[number], ...more]],
    [
      'a translation',
      ([a, ...more]) => [{ ...a, description_localizations: { fr: 'Autre' } } as Commands[number], ...more],
    ],
    ['one fewer', ([a]) => (a ? [a] : [])],
  ])('are registered anew where they changed: %s', async (_, change) => {
    await register();
    await register(change(commands));
    expect(puts()).toBe(2);
  });

  it('are registered anew where somebody has changed them in Discord', async () => {
    await register();
    server.world.commands.get('')?.pop();
    await register();
    expect(names()).toEqual(['concertation', 'Objecter']);
  });

  it('of one server, while developing, are taken away there once they stand everywhere', async () => {
    const guild = server.world.guild('Essais').id;
    await register(commands, guild);
    expect([names(guild).length, names().length]).toEqual([2, 0]);
    await register();
    expect([names(guild).length, names().length]).toEqual([0, 2]);
  });
});
