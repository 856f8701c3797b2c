// What people do in Slack, as Slack sends it: taps and forms, signed, in the forms that the service draws.

import type { types } from '@slack/bolt';
import { answer } from '../adapters/slack/blocks/filled.ts';
import { modalOf } from '../adapters/slack/blocks/modal.ts';
import { asTheChannelSays, idsOf } from '../adapters/slack/blocks/taps.ts';
import type { IdentityKey } from '../src/app/ports.ts';
import { formOf } from '../src/ui/forms.ts';
import { translator } from '../src/ui/translator.ts';
import { signedRequest } from '../test/support/slack/http-mode.ts';
import type { Act, Posted } from './clients.ts';
import { type TinySlack, team } from './tiny-slack.ts';
import { room } from './workload.ts';

const secret = 'bench-signing-secret';
/** What a service, or anything beside it, needs in order to take these requests. */
export const signed = { SLACK_SIGNING_SECRET: secret };

/** The settings of a service that Slack reaches by HTTP. */
export function slackSettings({ apiUrl }: TinySlack): Record<string, string> {
  return { ...signed, SLACK_MODE: 'http', SLACK_BOT_TOKEN: 'xoxb-bench', SLACK_API_URL: apiUrl };
}

/** Who somebody of the local room’s workload is in Slack. */
export function inSlack(person: string): IdentityKey {
  return { platform: 'slack', tenant: team, externalId: userOf(person) };
}

/** The act as its form, sent; valid for five minutes. */
export function formSent({ deliveryId, as, action, target, values }: Act): Posted {
  const view = viewOf(action, target ?? '', deliveryId);
  const onWire = {
    id: 'V1',
    team_id: team,
    ...view,
    state: { values: stateOf(view, { ...values, institution: as.institution }) },
    hash: '1800000000.abcdef',
    clear_on_close: false,
    notify_on_close: false,
    previous_view_id: null,
    root_view_id: 'V1',
    app_id: 'A1',
    external_id: '',
    app_installed_team_id: team,
    bot_id: 'B1',
  };
  return posted({ type: 'view_submission', ...sender(as.person), view: onWire, response_urls: [] });
}

/** A tap on the button of a card that opens the act’s form. */
export function tapped({ as, action, target }: Act): Posted {
  const channel = { id: 'C1', name: 'concertation' };
  const ids = idsOf({ kind: 'do', action, target: target ?? '', of: { ...asTheChannelSays, room } });
  const text = { type: 'plain_text', text: 'Déposer une objection', emoji: true };
  const button = { ...ids, block_id: 'taps', text, type: 'button', action_ts: '1800000000.000001' };
  const message = {
    type: 'message',
    ts: '1800000000.000000',
    user: 'UBOT',
    bot_id: 'B1',
    app_id: 'A1',
    text: 'Permanence sociale',
    team,
    blocks: [{ type: 'actions', block_id: 'taps', elements: [{ type: 'button', ...ids, text }] }],
  };
  return posted({
    type: 'block_actions',
    ...sender(as.person),
    container: { type: 'message', message_ts: message.ts, channel_id: channel.id, is_ephemeral: false },
    channel,
    message,
    state: { values: {} },
    response_url: 'http://127.0.0.1:9/nobody',
    actions: [button],
  });
}

/** The form of an objection as it opens for somebody who speaks for one institution. */
export function objectionForm(proposal: string, deliveryId: string): types.ModalView {
  return viewOf('objection.raise', proposal, deliveryId);
}

const t = translator('fr');
const done = t('page.done');

/** Whether the service had no time to say how it ended. */
export function isChecking(body: string): boolean {
  return body.includes(t('chat.checking'));
}

/** Throws where the answer doesn’t say that it is recorded. */
export function mustBeRecorded(body: string): void {
  const said = body === '' ? undefined : (JSON.parse(body) as { response_action?: string });
  if (said?.response_action !== 'update' || !body.includes(done))
    throw new Error(`a form was not answered as recorded: ${body.slice(0, 500)}`);
}

function userOf(person: string): string {
  return `U${person.toUpperCase().replaceAll(/[^A-Z\d]/g, '')}`;
}

function sender(person: string) {
  const id = userOf(person);
  return {
    user: { id, username: person, name: person, team_id: team },
    team: { id: team, domain: 'concertation' },
    api_app_id: 'A1',
    token: 'verification',
    enterprise: null,
    is_enterprise_install: false,
    trigger_id: `1.1.${id}`,
  };
}

function viewOf(action: string, target: string, deliveryId: string): types.ModalView {
  const form = formOf(t, action, target, 'Permanence sociale');
  if (!form) throw new Error(`no form for ${action}`);
  const opened = { form, values: {}, asksSpeaker: true, speaksFor: null };
  const place = { room, deliveryId, page: 0, forAnother: false, over: null };
  return modalOf(opened, t, { ...place, zone: 'Europe/Brussels', values: {} });
}

/** What stands in each input; for whom one speaks is asked at first, and told along ever after. */
function stateOf({ blocks }: types.ModalView, values: Record<string, unknown>) {
  const said = (name: string) => (typeof values[name] === 'string' ? values[name] : null);
  const chosen = (type: string, value: string | null) => {
    const option = value === null ? null : { text: { type: 'plain_text', text: value }, value };
    return { [answer]: { type, selected_option: option } };
  };
  const inputs = blocks.filter((block): block is types.InputBlock => block.type === 'input');
  const state = inputs.map(({ block_id = '', element }) => {
    const typed = { [answer]: { type: element.type, value: said(block_id) } };
    return [block_id, element.type === 'plain_text_input' ? typed : chosen(element.type, said(block_id))];
  });
  return Object.fromEntries([...state, ['institution', chosen('static_select', said('institution'))]]);
}

function posted(payload: Record<string, unknown>): Posted {
  return { path: '/slack/events', ...signedRequest({ type: 'interactive', payload }, secret) };
}
