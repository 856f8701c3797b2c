// The base of the benches of Slack, a process of its own: a Bolt app that does nothing but acknowledge. Given a
// recording, it first writes the rows of the objection that the form raises, in one transaction; given a Slack, it
// first opens a form on each tap, always the same one that was drawn before.

import { App, HTTPReceiver } from '@slack/bolt';
import { clientOptions } from '../adapters/slack/web-api.ts';
import { silent } from './quiet-log.ts';
import { objectionForm } from './slack-workload.ts';
import { writerAt } from './written.ts';

const { PORT, HOST, SLACK_SIGNING_SECRET: signingSecret = '', RAW: raw } = process.env;
const apiUrl = process.env.SLACK_API_URL ?? null;

const write = raw === undefined ? undefined : writerAt(JSON.parse(raw));
const receiver = new HTTPReceiver({ signingSecret });
const bolt = new App({
  receiver,
  authorize: async () => ({ botToken: 'xoxb-bench', botUserId: 'UBOT', teamId: 'T1' }),
  convoStore: false,
  clientOptions: clientOptions({ log: silent, apiUrl }),
});
const view = objectionForm('P1', 'ready');
bolt.action({ type: 'block_actions' }, async ({ ack, body, client }) => {
  if (apiUrl !== null) await client.views.open({ trigger_id: body.trigger_id, view });
  await ack();
});
bolt.view({ callback_id: /^form:/, type: 'view_submission' }, async ({ ack, view }) => {
  write?.((JSON.parse(view.private_metadata) as { deliveryId: string }).deliveryId);
  await ack();
});
await receiver.start({ port: Number(PORT), host: HOST });
process.once('SIGTERM', () => process.exit(0));
