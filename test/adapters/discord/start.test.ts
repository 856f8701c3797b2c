// How the service starts and stops with Discord: what is set wrong is said in a sentence, and where Discord can't be
// reached or refuses, the service goes on if it was installed once.

import { glob, readFile } from 'node:fs/promises';
import { beforeEach, describe, expect, it } from 'vitest';
import { violations } from '../../../adapters/discord/components/violations.ts';
import { createDiscord } from '../../../adapters/discord/discord.ts';
import { openStore } from '../../../adapters/prisma/store.ts';
import type { Store } from '../../../src/app/ports.ts';
import { ConfigError, type DiscordConfig, readConfig } from '../../../src/config.ts';
import { freshDatabase } from '../../support/databases.ts';
import { type DiscordServer, discordServer } from '../../support/discord/server.ts';
import { rememberingLog } from '../../support/logs.ts';
import { startService } from '../../support/service.ts';

let server: DiscordServer;
let url: string;
let store: Store;
let log: ReturnType<typeof rememberingLog>;

beforeEach(async () => {
  server = await discordServer({ check: violations });
  log = rememberingLog();
  url = await freshDatabase('sqlite');
  store = await openStore(url, log);
  return async () => {
    await store.close();
    await server.close();
  };
});

const now = () => '2026-11-23T09:00:00.000Z';
const config = (more: Partial<DiscordConfig> = {}): DiscordConfig => ({
  botToken: server.world.bot.token,
  apiUrl: server.apiUrl,
  reactions: new Map(),
  guild: null,
  ...more,
});
const begin = (more: Partial<DiscordConfig> = {}) =>
  createDiscord(config(more), { store, log, now, owner: 'process-1' });
const nowhere = async () => {
  const closed = await discordServer();
  await closed.close();
  return closed.apiUrl;
};
const eventually = { timeout: 10_000, interval: 20 };

describe('a start with Discord', () => {
  it('names the token that belongs to nobody, and what to do', async () => {
    await expect(begin({ botToken: 'a.b.wrong' })).rejects.toThrow(ConfigError);
    await expect(begin({ botToken: 'a.b.wrong' })).rejects.toThrow('DISCORD_BOT_TOKEN');
  });

  it('stops with a sentence where Discord can’t be reached and never was', async () => {
    await expect(begin({ apiUrl: await nowhere() })).rejects.toThrow(ConfigError);
  });

  it('goes on with the app of the last time where Discord can’t be reached now', async () => {
    await begin();
    const second = await begin({ apiUrl: await nowhere() });
    expect(second.edge.name).toBe('discord');
    expect(second.edge.isUp()).toBe(false);
    expect(log.lines.filter((l) => l.startsWith('error'))).toHaveLength(1);
  });

  it('connects, registers its commands, names its invitation, and hangs up so that nothing is missed', async () => {
    const { world, gateway, calls } = server;
    const env = { DISCORD_API_URL: server.apiUrl, DISCORD_BOT_TOKEN: world.bot.token, LOG_LEVEL: 'debug' };
    await store.close();
    const first = await startService({ DATABASE_URL: url, ...env });
    await expect.poll(() => first.log.join(), eventually).toContain('the line to Discord stands');
    await expect.poll(() => world.commands.get('')?.length ?? 0, eventually).toBeGreaterThan(0);
    expect(await first.stop()).toBe(0);
    expect(gateway.hungUp).toEqual([4_200]);
    const said = first.log.join('\n');
    expect(said).toContain(`https://discord.com/oauth2/authorize?client_id=${world.bot.application}`);
    expect(said).not.toContain(world.bot.token);

    const second = await startService({ DATABASE_URL: url, ...env });
    await expect.poll(() => gateway.resumed, eventually).toBe(1);
    expect(await second.stop()).toBe(0);
    expect(gateway.identified).toHaveLength(1);
    expect(calls.filter(({ route }) => route.startsWith('PUT'))).toHaveLength(1);
    expect(server.violations).toEqual([]);
    store = await openStore(url, log);
  });

  it('while Discord is down goes on without, and connects when it is back', async () => {
    const { world, gateway, faults } = server;
    const env = { DISCORD_API_URL: server.apiUrl, DISCORD_BOT_TOKEN: world.bot.token };
    await begin();
    await store.close();
    faults.set('*', { kind: 'status', status: 503 });
    gateway.isDown = true;
    const service = await startService({ DATABASE_URL: url, ...env });
    faults.calm();
    gateway.isDown = false;
    await expect.poll(() => gateway.connections, { timeout: 20_000, interval: 20 }).toBe(1);
    expect(await service.stop()).toBe(0);
    store = await openStore(url, log);
  }, 60_000);
});

describe('a service without Discord', () => {
  it('doesn’t load what is Discord’s', async () => {
    const files = await Array.fromAsync(glob('src/**/*.ts'));
    for (const file of files) {
      const imports = (await readFile(file, 'utf8')).match(/^import (?!type ).*adapters\/discord.*$/gm);
      expect([file, imports]).toEqual([file, null]);
    }
    expect(files).toContain('src/main.ts');
  });
});

describe('the settings of Discord', () => {
  const DISCORD_BOT_TOKEN = 'MTIz.abc.d-e_f';

  it('switch the local room off, and refuse it beside Discord', () => {
    expect(readConfig({ DISCORD_BOT_TOKEN })).toMatchObject({ sandbox: false, slack: null, discord: {} });
    expect(readConfig({})).toMatchObject({ sandbox: true, discord: null });
    expect(() => readConfig({ DISCORD_BOT_TOKEN, SANDBOX: 'on' })).toThrow('it can’t be used with Discord');
  });

  it('work beside Slack’s, and both beside the local room where both are on this machine', () => {
    const slack = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1' };
    expect(readConfig({ ...slack, DISCORD_BOT_TOKEN })).toMatchObject({
      sandbox: false,
      slack: {},
      discord: {},
    });
    const here = {
      DISCORD_API_URL: 'http://127.0.0.1:4004/api/',
      SLACK_API_URL: 'http://127.0.0.1:4003/api/',
    };
    const both = { ...slack, ...here, DISCORD_BOT_TOKEN, SANDBOX: 'on' };
    expect(readConfig(both)).toMatchObject({
      sandbox: true,
      discord: { apiUrl: 'http://127.0.0.1:4004/api' },
    });
    const { SLACK_API_URL: _, ...half } = both;
    expect(() => readConfig(half)).toThrow('it can’t be used with Slack');
  });

  it('hear no reactions unless the host wants it', () => {
    expect(readConfig({ DISCORD_BOT_TOKEN }).discord?.reactions.size).toBe(0);
    const own = readConfig({ DISCORD_BOT_TOKEN, DISCORD_REACTIONS: '👍=consent.give' });
    expect([...(own.discord?.reactions ?? [])]).toEqual([['👍', 'consent.give']]);
  });

  it.each([
    [{ DISCORD_BOT_TOKEN: 'Bot MTIz.abc.d-e_f' }, 'DISCORD_BOT_TOKEN: the token of the bot'],
    [{ DISCORD_BOT_TOKEN: 'MTIz abc' }, 'DISCORD_BOT_TOKEN: the token of the bot'],
    [{ DISCORD_GUILD: '12345678901234567' }, 'Discord needs DISCORD_BOT_TOKEN too'],
    [{ DISCORD_BOT_TOKEN, DISCORD_GUILD: 'Quartier' }, 'DISCORD_GUILD: the id of a Discord server'],
    [
      { DISCORD_BOT_TOKEN, DISCORD_API_URL: 'https://discord.example/api' },
      'DISCORD_API_URL: an address of this machine',
    ],
    [{ DISCORD_BOT_TOKEN, DISCORD_REACTIONS: 'shrug' }, 'DISCORD_REACTIONS: on, off, or a list'],
    [{ DISCORD_BOT_TOKEN, FAULT: 'commit:5000' }, 'FAULT works with SANDBOX=on'],
  ] as [Record<string, string>, string][])('%j can’t be used, and it is said why', (env, sentence) => {
    expect(() => readConfig(env)).toThrow(ConfigError);
    expect(() => readConfig(env)).toThrow(sentence);
  });
});
