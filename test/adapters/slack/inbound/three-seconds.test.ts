// The service as a process of its own, with a store that is slow: whoever sends a form is answered within three
// seconds, and is never told that something is recorded before it is.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStore } from '../../../../adapters/prisma/store.ts';
import { silentLog } from '../../../support/logs.ts';
import { type Service, startService } from '../../../support/service.ts';
import { type Line, overHttp, overSocket } from '../../../support/slack/line.ts';
import { type Person, personIn } from '../../../support/slack/person.ts';
import type { SlackServer } from '../../../support/slack/server.ts';
import { inACall } from './in-a-call.ts';

const signingSecret = 'a-test-secret';
const tooDear = { 'Pourquoi vous y opposez-vous ?': 'Trop cher' };

let slack: SlackServer;
let url: string;
let farid: Person;
let line: Line;

beforeEach(async () => {
  const service = await inACall({ now: new Date().toISOString() });
  ({ slack, url, farid } = service);
  await service.close();
});
afterEach(() => {
  expect(slack.violations).toEqual([]);
});

async function start(mode: 'socket' | 'http', fault: string): Promise<Service> {
  const { bot, appToken } = slack.workspace;
  const service = await startService({
    DATABASE_URL: url,
    SLACK_API_URL: slack.apiUrl,
    SLACK_BOT_TOKEN: bot.token,
    SLACK_MODE: mode,
    FAULT: fault,
    ...(mode === 'http' ? { SLACK_SIGNING_SECRET: signingSecret } : { SLACK_APP_TOKEN: appToken }),
  });
  if (mode === 'socket') await slack.socket.connected();
  line =
    mode === 'socket' ? overSocket(slack) : overHttp(slack, `${service.url}/slack/events`, signingSecret);
  farid = personIn(line, farid.user);
  return service;
}

async function objections(): Promise<number> {
  const store = await openStore(url, silentLog);
  try {
    const [head] = await store.heads();
    const events = await store.events(head?.assembly ?? '', 0, 1_000);
    return events.filter(({ name }) => name === 'ObjectionRaised').length;
  } finally {
    await store.close();
  }
}

describe.each(['socket', 'http'] as const)(
  'a store that takes five seconds (%s)',
  { timeout: 90_000 },
  (mode) => {
    it('‘checking’ is answered in time, and ‘recorded’ said once it is, there and in private', async () => {
      const service = await start(mode, 'commit:5000');
      await farid.taps('Déposer une objection', { under: 'Un jardin' });
      await farid.fills(tooDear).sends();
      expect(farid.acknowledged.at(-1)).toMatchObject({ how: 'acknowledged' });
      expect(farid.acknowledged.at(-1)?.ms).toBeLessThan(3_000);
      expect(farid.sees()).toContain('Il vérifie');
      expect([farid.sees(), ...farid.inbox()].join()).not.toContain('C’est enregistré');

      await expect.poll(() => farid.sees(), { timeout: 20_000 }).toContain('C’est enregistré');
      await farid.waitsFor('C’est enregistré : Déposer une objection.');
      expect(farid.troubles).toEqual([]);
      expect(service.log.join('\n')).not.toContain(slack.workspace.bot.token);
    });
  },
);

describe('a store that takes longer than anybody waits', { timeout: 90_000 }, () => {
  it('says that it isn’t recorded, keeps what was typed, and takes it when it is sent again', async () => {
    const slow = await start('socket', 'commit:9000');
    await farid.taps('Déposer une objection', { under: 'Un jardin' });
    await farid.fills(tooDear).sends();
    expect(farid.sees()).toContain('Il vérifie');
    await expect.poll(() => farid.sees(), { timeout: 25_000 }).toContain('Trop cher');
    expect(farid.sees()).not.toContain('C’est enregistré');
    await farid.waitsFor('Nous ne savons pas encore si ceci est enregistré', 20_000);
    expect(farid.inbox().join()).not.toContain('C’est enregistré');
    await slow.kill();
    slack.socket.cut();
    await expect.poll(() => slack.socket.connections).toBe(0);
    expect(await objections()).toBe(0);

    const service = await start('socket', 'commit:1');
    expect(await farid.sends()).toContain('C’est enregistré');
    await service.stop();
    expect(await objections()).toBe(1);
  });
});
