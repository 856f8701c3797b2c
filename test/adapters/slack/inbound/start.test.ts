// How the service starts with Slack: what is set wrong is said in a sentence, and where Slack can't be reached or
// refuses, the service goes on if it was installed once.

import { glob, readFile } from 'node:fs/promises';
import { beforeEach, describe, expect, it } from 'vitest';
import { openStore } from '../../../../adapters/prisma/store.ts';
import { violations } from '../../../../adapters/slack/blocks/violations.ts';
import { createSlack } from '../../../../adapters/slack/slack.ts';
import type { Store } from '../../../../src/app/ports.ts';
import { ConfigError, readConfig, type SlackConfig } from '../../../../src/config.ts';
import { freshDatabase } from '../../../support/databases.ts';
import { rememberingLog } from '../../../support/logs.ts';
import { startService } from '../../../support/service.ts';
import { type SlackServer, slackServer } from '../../../support/slack/server.ts';

let slack: SlackServer;
let url: string;
let store: Store;
let log: ReturnType<typeof rememberingLog>;

beforeEach(async () => {
  slack = await slackServer({ check: violations });
  log = rememberingLog();
  url = await freshDatabase('sqlite');
  store = await openStore(url, log);
  return async () => {
    await store.close();
    await slack.close();
  };
});

const now = () => '2026-11-23T09:00:00.000Z';
const config = (more: Partial<SlackConfig> = {}): SlackConfig => ({
  botToken: slack.workspace.bot.token,
  apiUrl: slack.apiUrl,
  reactions: new Map(),
  mode: 'http',
  signingSecret: 'a-test-secret',
  ...(more as object),
});
const begin = (more: Partial<SlackConfig> = {}) => createSlack(config(more), { store, log, now });

describe('a start with Slack', () => {
  it('names the token that opens no workspace, and what to do', async () => {
    await expect(begin({ botToken: 'xoxb-1-wrong' })).rejects.toThrow(ConfigError);
    await expect(begin({ botToken: 'xoxb-1-wrong' })).rejects.toThrow('SLACK_BOT_TOKEN');
  });

  it('stops with a sentence where Slack can’t be reached and never was', async () => {
    await expect(begin({ apiUrl: 'http://127.0.0.1:9/api/' })).rejects.toThrow(ConfigError);
  });

  it('goes on with the workspace of the last time where Slack can’t be reached now', async () => {
    const first = await begin();
    const second = await begin({ apiUrl: 'http://127.0.0.1:9/api/' });
    expect(second.edge.name).toBe(first.edge.name);
    expect(second.edge.name).toBe(`slack:${slack.workspace.team}`);
    expect(log.lines.filter((l) => l.startsWith('error'))).toHaveLength(1);
  });

  it('names each scope that is missing, and begins all the same', async () => {
    slack.workspace.scopes.delete('users:read');
    await begin();
    const said = log.lines.filter((l) => l.startsWith('error'));
    expect(said).toHaveLength(1);
    expect(said[0]).toContain('users:read');
  });

  it('misses no scope with the manifest as it is', async () => {
    await begin();
    expect(log.lines.filter((l) => l.startsWith('error'))).toEqual([]);
  });

  it('with an app token that Slack refuses, serves people otherwise and says what to do, without the token', async () => {
    const { bot } = slack.workspace;
    await store.close();
    const service = await startService({
      DATABASE_URL: url,
      SLACK_API_URL: slack.apiUrl,
      SLACK_BOT_TOKEN: bot.token,
      SLACK_APP_TOKEN: 'xapp-1-wrong',
      LOG_LEVEL: 'debug',
    });
    await expect.poll(() => service.log.join('\n')).toContain('SLACK_APP_TOKEN');
    await expect
      .poll(() => slack.calls.filter((c) => c.method === 'apps.connections.open').length)
      .toBeGreaterThan(1);
    const said = service.log.join('\n');
    expect(said).not.toContain('xapp-1-wrong');
    expect(said).not.toContain(bot.token);
    expect(await service.stop()).toBe(0);
    store = await openStore(url, log);
  });
});

describe('a service without Slack', () => {
  it('doesn’t load what is Slack’s', async () => {
    const files = await Array.fromAsync(glob('src/**/*.ts'));
    for (const file of files) {
      const imports = (await readFile(file, 'utf8')).match(/^import (?!type ).*adapters\/slack.*$/gm);
      expect([file, imports]).toEqual([file, null]);
    }
    expect(files).toContain('src/main.ts');
  });
});

describe('the settings of Slack', () => {
  const tokens = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1' };

  it('switch the local room off, and refuse it beside Slack', () => {
    expect(readConfig(tokens)).toMatchObject({ sandbox: false, slack: { mode: 'socket' } });
    expect(readConfig({})).toMatchObject({ sandbox: true, slack: null });
    expect(() => readConfig({ ...tokens, SANDBOX: 'on' })).toThrow('SANDBOX=on lets anyone act as anyone');
  });

  it.each([
    [{ SLACK_BOT_TOKEN: 'xapp-1' }, 'SLACK_BOT_TOKEN: the bot token, which begins with xoxb-'],
    [
      { ...tokens, SLACK_APP_TOKEN: 'xoxb-1' },
      'SLACK_APP_TOKEN: the app-level token, which begins with xapp-',
    ],
    [{ SLACK_APP_TOKEN: 'xapp-1' }, 'Slack needs SLACK_BOT_TOKEN too'],
    [{ SLACK_BOT_TOKEN: 'xoxb-1' }, 'SLACK_MODE=socket needs SLACK_APP_TOKEN'],
    [{ SLACK_BOT_TOKEN: 'xoxb-1', SLACK_MODE: 'http' }, 'SLACK_MODE=http needs SLACK_SIGNING_SECRET'],
    [{ ...tokens, SLACK_MODE: 'smoke' }, 'SLACK_MODE'],
    [
      { ...tokens, SLACK_API_URL: 'https://slack.example.org/api/' },
      'SLACK_API_URL: an address of this machine',
    ],
    [{ ...tokens, SLACK_REACTIONS: 'shrug' }, 'SLACK_REACTIONS: on, off, or a list'],
    [
      { ...tokens, FAULT: 'commit:5000' },
      'FAULT works with SANDBOX=on, or with a SLACK_API_URL or DISCORD_API_URL, alone',
    ],
  ] as [Record<string, string>, string][])('%j can’t be used, and it is said why', (env, sentence) => {
    expect(() => readConfig(env)).toThrow(ConfigError);
    expect(() => readConfig(env)).toThrow(sentence);
  });
});
