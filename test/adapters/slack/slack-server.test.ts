// The tests' Slack, held against Slack's own code: what Bolt understands of it is what Slack would say.

import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { App, HTTPReceiver, SocketModeReceiver } from '@slack/bolt';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { slackClient, slackLogger } from '../../../adapters/slack/web-api.ts';
import { silentLog } from '../../support/logs.ts';
import { repeatedAndReordered, sendSigned, signedRequest } from '../../support/slack/http-mode.ts';
import { type SlackServer, slackServer } from '../../support/slack/server.ts';
import type { Delivery } from '../../support/slack/socket-mode.ts';

let server: SlackServer;
const closing: (() => unknown)[] = [];
beforeEach(async () => {
  server = await slackServer({ check: (payload) => (payload.text === 'trop' ? ['text: too long'] : []) });
});
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
  await server.close();
});

const command = (text: string): Delivery => ({
  type: 'slash_commands',
  payload: {
    command: '/concertation',
    text,
    user_id: 'U1',
    team_id: 'T1',
    channel_id: 'C1',
    trigger_id: '1.2',
  },
});
const event = (id: string): Delivery => ({
  type: 'events_api',
  payload: {
    type: 'event_callback',
    team_id: 'T1',
    event_id: id,
    event: { type: 'message', text: id, user: 'U1', channel: 'C1', ts: '1.0' },
  },
});

/** A Bolt app that answers commands, and keeps what it hears. */
function listening(app: App): string[] {
  const heard: string[] = [];
  app.command('/concertation', async ({ ack, command: { text } }) => {
    heard.push(text);
    await ack(`reçu : ${text}`);
  });
  app.event('message', async ({ body }) => void heard.push(body.event_id));
  return heard;
}

const logger = slackLogger(silentLog);
const quick = { retries: 5, minTimeout: 1, maxTimeout: 5 };

async function socketApp() {
  const { bot, appToken } = server.workspace;
  const clientOptions = { slackApiUrl: server.apiUrl, retryConfig: quick };
  // How long it waits before it connects anew, and for an answer to its pings.
  const receiver = new SocketModeReceiver({
    appToken,
    logger,
    clientPingTimeout: 500,
    installerOptions: { clientOptions },
  });
  const app = new App({ token: bot.token, receiver, logger, clientOptions });
  const heard = listening(app);
  await app.start();
  closing.push(() => app.stop());
  return heard;
}

describe('Socket Mode', () => {
  it('brings commands and events, and hears their acknowledgement', async () => {
    const heard = await socketApp();
    const sent = await server.socket.deliver(command('propositions'));
    expect(await sent.acknowledged).toEqual({
      envelopeId: sent.envelopeId,
      payload: { text: 'reçu : propositions' },
    });
    await (await server.socket.deliver(event('Ev1'))).acknowledged;
    expect(heard).toEqual(['propositions', 'Ev1']);
  });

  it.each<[string, (s: SlackServer['socket']) => void]>([
    ['asked to, because it will be hung up', (s) => s.ask('warning')],
    ['asked to refresh', (s) => s.ask('refresh_requested')],
    ['hung up', (s) => s.hangUp()],
    ['cut off', (s) => s.cut()],
  ])('is connected anew when %s, and goes on', async (_, disturb) => {
    const heard = await socketApp();
    disturb(server.socket);
    while (server.socket.connections > 0) await new Promise(setImmediate);
    await (await server.socket.deliver(command('après'))).acknowledged;
    expect(server.socket.opened).toBeGreaterThan(1);
    expect(heard).toEqual(['après']);
  });

  it('delivers an envelope again when the test wants it, with the same id', async () => {
    const heard = await socketApp();
    const first = await server.socket.deliver(command('une fois'));
    await first.acknowledged;
    await (await server.socket.deliver(command('une fois'), first.envelopeId)).acknowledged;
    expect(heard).toEqual(['une fois', 'une fois']);
    expect(server.socket.acknowledgements.map((a) => a.envelopeId)).toEqual([
      first.envelopeId,
      first.envelopeId,
    ]);
  });

  it('lets nobody in without the app’s token, nor twice with one ticket', async () => {
    const withBot = slackClient({ token: server.workspace.bot.token, apiUrl: server.apiUrl, log: silentLog });
    await expect(withBot.apps.connections.open({})).rejects.toThrow('invalid_auth');
    const withApp = slackClient({ token: server.workspace.appToken, apiUrl: server.apiUrl, log: silentLog });
    const { url = '' } = await withApp.apps.connections.open({});
    const first = new WebSocket(url);
    await once(first, 'open');
    const second = new WebSocket(url);
    await once(second, 'error');
    first.close();
    await once(first, 'close');
    expect(server.socket.opened).toBe(1);
  });
});

describe('requests by HTTP', () => {
  const signingSecret = 'f00d';

  async function httpApp() {
    const receiver = new HTTPReceiver({ signingSecret, logger });
    const app = new App({
      token: server.workspace.bot.token,
      receiver,
      logger,
      clientOptions: { slackApiUrl: server.apiUrl, retryConfig: quick },
    });
    const heard = listening(app);
    const http = createServer(receiver.requestListener).listen(0, '127.0.0.1');
    await once(http, 'listening');
    closing.push(() => http.close().closeAllConnections());
    return { heard, url: `http://127.0.0.1:${(http.address() as AddressInfo).port}/slack/events` };
  }

  it('are accepted when Slack signed them', async () => {
    const { heard, url } = await httpApp();
    const answer = await sendSigned(url, signedRequest(command('aide'), signingSecret));
    expect([answer.status, await answer.text()]).toEqual([200, 'reçu : aide']);
    expect((await sendSigned(url, signedRequest(event('Ev1'), signingSecret))).status).toBe(200);
    expect(heard).toEqual(['aide', 'Ev1']);
  });

  it.each([
    ['signed by somebody else', { secret: 'another' }],
    ['older than five minutes', { timestamp: Math.floor(Date.now() / 1_000) - 301 }],
    ['changed on the way', { body: 'command=/concertation&text=autre' }],
    ['not signed', { unsigned: true }],
  ])('are refused when %s', async (_, forgery) => {
    const { heard, url } = await httpApp();
    const answer = await sendSigned(url, signedRequest(command('aide'), signingSecret, Date.now(), forgery));
    expect(answer.status).toBe(401);
    expect(heard).toEqual([]);
  });

  it('may come twice and out of order', async () => {
    const { heard, url } = await httpApp();
    for (const delivery of repeatedAndReordered([event('Ev1'), event('Ev2'), event('Ev3')])) {
      await sendSigned(url, signedRequest(delivery, signingSecret));
    }
    expect(heard).not.toEqual(heard.toSorted());
    expect(heard.toSorted()).toEqual(['Ev1', 'Ev1', 'Ev2', 'Ev2', 'Ev3', 'Ev3']);
  });
});

describe('the Web API', () => {
  const web = () => slackClient({ token: server.workspace.bot.token, apiUrl: server.apiUrl, log: silentLog });

  it('refuses and remembers what the checker finds', async () => {
    const { id } = server.workspace.channel('salon');
    await expect(web().chat.postMessage({ channel: id, text: 'trop' })).rejects.toThrow('invalid_blocks');
    expect(server.violations).toEqual(['chat.postMessage: text: too long']);
    expect(server.workspace.messages).toEqual([]);
  });

  it('names the scope that a token lacks', async () => {
    server.workspace.scopes.delete('users:read');
    const error = await web()
      .users.info({ user: 'U1' })
      .catch((e: unknown) => e);
    expect(error).toMatchObject({ data: { error: 'missing_scope', needed: 'users:read' } });
  });

  it('opens a view once for each tap, within three seconds, and keeps the Home tab', async () => {
    const user = server.workspace.user('Claire');
    const view = {
      type: 'modal' as const,
      title: { type: 'plain_text' as const, text: 'Objection' },
      blocks: [],
    };
    const trigger_id = server.workspace.trigger(user.id);
    const opened = await web().views.open({ trigger_id, view });
    await expect(web().views.open({ trigger_id, view })).rejects.toThrow('exchanged_trigger_id');
    await web().views.update({ view_id: opened.view?.id ?? '', view });
    await web().views.publish({ user_id: user.id, view: { type: 'home', blocks: [] } });
    expect([...server.workspace.views.values()].map((v) => [v.user, v.view.type])).toEqual([
      [user.id, 'modal'],
      [user.id, 'home'],
    ]);
    expect(server.workspace.homes.get(user.id)).toEqual({ type: 'home', blocks: [] });
  });

  it('knows guests, strangers without a language, and who has left', async () => {
    const guest = server.workspace.user('Invitée', { isGuest: true, locale: 'nl-BE' });
    const stranger = server.workspace.user('Inconnue', { isStranger: true });
    const asked = async (user: string) => (await web().users.info({ user, include_locale: true })).user;
    expect(await asked(guest.id)).toMatchObject({ is_restricted: true, locale: 'nl-BE' });
    expect(await asked(stranger.id)).not.toHaveProperty('locale');
    stranger.deleted = true;
    expect(await asked(stranger.id)).toMatchObject({ deleted: true });
  });

  it('adds and takes away reactions, shows ephemerals to members alone, deletes messages', async () => {
    const user = server.workspace.user('Claire');
    server.workspace.scopes.add('reactions:write');
    const { id: channel, members } = server.workspace.channel('salon');
    const { ts: timestamp = '' } = await web().chat.postMessage({ channel, text: 'P1' });
    await web().reactions.add({ channel, timestamp, name: 'raised_hand' });
    await expect(web().reactions.add({ channel, timestamp, name: 'raised_hand' })).rejects.toThrow('already');
    await web().reactions.remove({ channel, timestamp, name: 'raised_hand' });
    const note = { channel, user: user.id, text: 'pour vous' };
    await expect(web().chat.postEphemeral(note)).rejects.toThrow('user_not_in_channel');
    members.add(user.id);
    await web().chat.postEphemeral(note);
    expect(server.workspace.ephemerals).toHaveLength(1);
    await web().chat.delete({ channel, ts: timestamp });
    expect(server.workspace.messages).toEqual([]);
  });
});
