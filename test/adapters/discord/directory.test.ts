// Who people are, as a Discord server knows them.

import { afterEach, beforeEach, expect, it } from 'vitest';
import { discordDirectory } from '../../../adapters/discord/directory.ts';
import { discordRest } from '../../../adapters/discord/rest.ts';
import { type DiscordServer, discordServer } from '../../support/discord/server.ts';
import { silentLog } from '../../support/logs.ts';

let server: DiscordServer;
beforeEach(async () => {
  server = await discordServer();
});
afterEach(() => server.close());

function opened() {
  const { apiUrl, world } = server;
  return discordDirectory({ rest: discordRest({ token: world.bot.token, apiUrl, log: silentLog }) });
}

it('somebody is called as in the server, else as everywhere, else by their handle', async () => {
  const { world } = server;
  const guild = world.guild('Bruxelles');
  const people = [world.user('Claire'), world.user('Driss'), world.user('Ève', { globalName: null })];
  world.joins(guild, people[0] as never, { nick: 'Claire (Le Seuil)' });
  for (const user of people.slice(1)) world.joins(guild, user);
  const directory = opened();
  const names = people.map(async ({ id }) => (await directory.profile('discord', guild.id, id))?.name);
  expect(await Promise.all(names)).toEqual(['Claire (Le Seuil)', 'Driss', 'eve']);
});

it('their language is the one in which they last did something, where there is one of ours', async () => {
  const { world } = server;
  const guild = world.guild('Bruxelles');
  const user = world.user('Driss');
  world.joins(guild, user);
  const directory = opened();
  const lang = async () => (await directory.profile('discord', guild.id, user.id))?.lang;
  expect(await lang()).toBeNull();
  directory.seen(user.id, 'nl');
  expect(await lang()).toBe('nl');
  directory.seen(user.id, 'pt-BR');
  directory.seen(user.id, 'en-GB');
  expect(await lang()).toBe('en');
});

it('an app is told as one; whoever isn’t in the server is nobody, and what can’t be asked now is said so', async () => {
  const { world } = server;
  const guild = world.guild('Bruxelles');
  const directory = opened();
  expect(await directory.profile('discord', guild.id, world.bot.user)).toMatchObject({ isBot: true });
  expect(await directory.profile('discord', guild.id, world.user('Ailleurs').id)).toBeUndefined();
  expect(await directory.profile('slack', guild.id, world.bot.user)).toBeUndefined();
  server.faults.set('*', { kind: 'status', status: 503 });
  await expect(directory.profile('discord', guild.id, world.bot.user)).rejects.toThrow();
});
