// The same way out against a Slack that others wrote, for the state of its Web API.

import { createEmulator, type Emulator } from 'emulate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { slackAnnouncer } from '../../../adapters/slack/announcer.ts';
import { slackPace } from '../../../adapters/slack/pace.ts';
import { slackClient } from '../../../adapters/slack/web-api.ts';
import type { Address, Announcer } from '../../../src/app/announcer.ts';
import { endOf, letter } from '../../contracts/announcer.ts';
import { silentLog } from '../../support/logs.ts';
import { freePort } from '../../support/slack/emulated.ts';
import { asPlainText, personOf, roomOf } from '../../support/slack/ground.ts';

let emulator: Emulator;
let announcer: Announcer;
let room: Address;
let person: Address;
let client: ReturnType<typeof slackClient>;
const file = { name: 'convocation-M1-1.ics', title: 'Plénière', content: 'BEGIN:VCALENDAR\r\n' };
const since = new Date().toISOString();

beforeAll(async () => {
  emulator = await createEmulator({
    service: 'slack',
    port: await freePort(),
    seed: {
      slack: { users: [{ name: 'claire', real_name: 'Claire' }], channels: [{ name: 'concertation' }] },
    },
  });
  client = slackClient({ token: 'xoxb-test', apiUrl: `${emulator.url}/api/`, log: silentLog });
  const { team_id: team = '', user_id: user = '' } = await client.auth.test();
  const { channels = [] } = await client.conversations.list({});
  const { members = [] } = await client.users.list({});
  room = roomOf(team, channels.find((c) => c.name === 'concertation')?.id ?? '');
  person = personOf(team, members.find((m) => m.name === 'claire')?.id ?? '');
  announcer = slackAnnouncer({
    workspaceOf: () => ({ client, pace: slackPace(), bot: { user, name: 'Sans Objection' } }),
    render: asPlainText,
    fileOf: async (key) => (key === 'with-file' ? file : null),
    log: silentLog,
  });
});
afterAll(() => emulator.close());

describe('the way out, on another’s Slack', () => {
  it('posts, stands under, edits, finds, and knows what is gone', async () => {
    const call = await announcer.post(room, letter('k1', 'Appel A1'));
    const card = await announcer.post(room, letter('k2', 'P1 ouverte', call));
    await announcer.edit(room, card, letter('k2', 'P1 validée', call));
    expect(await announcer.find(room, 'k1', { under: null, since })).toBe(call);
    expect(await announcer.find(room, 'k2', { under: call, since })).toBe(card);
    expect(await announcer.find(room, 'k3', { under: null, since })).toBeUndefined();
    const [channel = '', ts = ''] = call.split(':');
    const { messages = [] } = await client.conversations.replies({ channel, ts });
    expect(messages.map((m) => m.text)).toEqual(['Appel A1', 'P1 validée']);
    const gone = `${channel}:1.000000`;
    expect(await endOf(announcer.edit(room, gone, letter('k1', 'x')))).toBe('gone');
  });

  it('writes in private and edits there', async () => {
    const note = await announcer.post(person, letter('k4', 'Rappel'));
    await announcer.edit(person, note, letter('k4', 'Rappel corrigé'));
    expect(await announcer.find(person, 'k4', { under: null, since })).toBe(note);
  });

  it('brings the calendar file once', async () => {
    const id = await announcer.post(room, letter('with-file', 'Convocation'));
    expect(await announcer.find(room, 'with-file', { under: null, since })).toBe(id);
    const [channel = '', ts = ''] = id.split(':');
    const { messages = [] } = await client.conversations.replies({ channel, ts });
    expect(messages.flatMap((m) => m.files ?? []).map((f) => f.name)).toEqual([file.name]);
  });
});
