// A tiny app of Slack’s own framework: it has one of everything that a person can meet, and says what it heard.

import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { App, HTTPReceiver, SocketModeReceiver, type types } from '@slack/bolt';
import { slackLogger } from '../../../adapters/slack/web-api.ts';
import { silentLog } from '../../support/logs.ts';
import { type Line, type LineOptions, overHttp, overSocket } from '../../support/slack/line.ts';
import type { SlackServer } from '../../support/slack/server.ts';

export interface TinyApp {
  line: Line;
  /** The payload of everything it heard, by type. */
  heard: [type: string, body: Record<string, unknown>][];
  /** How the next form is answered; as if it had been saved unless a test says otherwise. */
  answerForms(answer: () => object | undefined | Promise<object | undefined>): void;
  /** What it does with the next taps. */
  onTap(act: (tap: { client: App['client']; body: Record<string, string> }) => Promise<unknown>): void;
  /** What it does before it acknowledges a command. */
  first(act: () => Promise<unknown>): void;
  close(): Promise<unknown>;
}

export const plain = (text: string) => ({ type: 'plain_text', text, emoji: false }) as const;
const option = (text: string, value: string) => ({ text: plain(text), value });
const input = (block_id: string, label: string, element: object, optional = false) =>
  ({ type: 'input', block_id, label: plain(label), element, optional }) as types.InputBlock;
const answer = { action_id: 'answer' };

export const button = (text: string, action_id = 'open', value?: string): types.KnownBlock => ({
  type: 'actions',
  elements: [{ type: 'button', text: plain(text), action_id, ...(value ? { value } : {}) }],
});

export const modal = (title: string, blocks: types.KnownBlock[], more: object = {}): types.ModalView => ({
  type: 'modal',
  callback_id: `form:${title}`,
  private_metadata: 'C1',
  title: plain(title),
  close: plain('Annuler'),
  submit: plain('Envoyer'),
  blocks,
  ...more,
});

/** A field of every kind. */
export const objection = modal('Déposer une objection', [
  { type: 'section', text: plain('Elle arrête la validation.') },
  input('reason', 'Motif', {
    type: 'plain_text_input',
    ...answer,
    multiline: true,
    max_length: 40,
  }),
  input('ground', 'Fondement', {
    type: 'radio_buttons',
    ...answer,
    options: [option('Charte', 'c'), option('Budget', 'b')],
  }),
  input(
    'themes',
    'Thèmes',
    {
      type: 'checkboxes',
      ...answer,
      options: [option('Logement', 'l'), option('Santé', 's'), option('Jeunesse', 'j')],
    },
    true,
  ),
  input(
    'quarter',
    'Quartier',
    { type: 'static_select', ...answer, options: [option('Colignon', 'q1'), option('Dailly', 'q2')] },
    true,
  ),
  input(
    'institution',
    'Institution',
    { type: 'external_select', ...answer, min_query_length: 0, placeholder: plain('Choisir') },
    true,
  ),
  input('until', 'Échéance', { type: 'datetimepicker', ...answer }, true),
  input('with', 'Avec qui', { type: 'users_select', ...answer }, true),
  input('mail', 'Adresse', { type: 'email_text_input', ...answer }, true),
]);

export async function tinyApp(
  slack: SlackServer,
  by: 'Socket Mode' | 'HTTP',
  options?: LineOptions,
): Promise<TinyApp> {
  const logger = slackLogger(silentLog);
  const { appToken, bot } = slack.workspace;
  const clientOptions = { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 } };
  const signingSecret = 'f00d';
  const http = new HTTPReceiver({ signingSecret, logger });
  const socket = () => new SocketModeReceiver({ appToken, logger, installerOptions: { clientOptions } });
  const app = new App({
    token: bot.token,
    receiver: by === 'HTTP' ? http : socket(),
    logger,
    clientOptions,
  });

  const heard: TinyApp['heard'] = [];
  let forms: () => object | undefined | Promise<object | undefined> = () => undefined;
  let tap: Parameters<TinyApp['onTap']>[0] = ({ client, body }) =>
    client.views.open({ trigger_id: body.trigger_id ?? '', view: objection });
  let first: () => Promise<unknown> = async () => {};

  app.use(async ({ body, next }) => {
    const { type, event, command } = body as { type?: string; event?: { type: string }; command?: string };
    heard.push([event?.type ?? command ?? `${type}`, { ...(body as object) }]);
    await next();
  });
  app.command('/concertation', async ({ ack, command, client }) => {
    await first();
    if (command.text === 'appel') {
      await ack();
      await client.views.open({ trigger_id: command.trigger_id, view: objection });
    } else await ack({ text: `Commande inconnue : ${command.text}`, blocks: [section(command.text)] });
  });
  app.action(/.*/, async ({ ack, client, body }) => {
    await ack();
    await tap({ client, body: body as unknown as Record<string, string> });
  });
  app.options('answer', async ({ ack, payload }) => {
    const all = [option('CPAS de Schaerbeek', 'i1'), option('Maison médicale', 'i2')];
    await ack({
      options: all.filter((o) => o.text.text.toLowerCase().includes(payload.value.toLowerCase())),
    });
  });
  app.view(/^form:/, async ({ ack }) => {
    await ack((await forms()) as never);
  });
  app.view({ callback_id: /.*/, type: 'view_closed' }, async ({ ack }) => ack());
  app.shortcut(/.*/, async ({ ack, client, shortcut }) => {
    await ack();
    await client.views.open({ trigger_id: shortcut.trigger_id, view: objection });
  });
  app.event('app_home_opened', async ({ client, event }) => {
    await client.views.publish({ user_id: event.user, view: { type: 'home', blocks: [button('Ouvrir')] } });
  });
  app.event(/^(message|reaction_added|member_joined_channel|channel_archive)$/, async () => {});

  const made = {
    heard,
    answerForms(answer: typeof forms) {
      forms = answer;
    },
    onTap(act: typeof tap) {
      tap = act;
    },
    first(act: typeof first) {
      first = act;
    },
  };
  if (by === 'Socket Mode') {
    await app.start();
    return { ...made, line: overSocket(slack, options), close: () => app.stop() };
  }
  const server = createServer(http.requestListener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`;
  return {
    ...made,
    line: overHttp(slack, url, signingSecret, options),
    async close() {
      server.close().closeAllConnections();
    },
  };
}

export function section(text: string): types.KnownBlock {
  return { type: 'section', text: plain(text) };
}
