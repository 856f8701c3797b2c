// What nobody but Slack may bring, and what nobody may do though Slack brings it: refused, logged without secrets,
// and nothing is changed.

import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { sendSigned, signedRequest } from '../../../support/slack/http-mode.ts';
import { submissionOf, tapOf } from '../../../support/slack/payloads.ts';
import type { Person } from '../../../support/slack/person.ts';
import type { Delivery } from '../../../support/slack/socket-mode.ts';
import { type InACall, inACall } from './in-a-call.ts';

const secret = 'a-test-secret';
const tooDear = { 'Pourquoi vous y opposez-vous ?': 'Trop cher' };

/** A form that is filled in and ready to be sent. */
async function ready(): Promise<{ service: InACall; delivery: Delivery; to: string }> {
  const service = await inACall({ mode: 'http' });
  const { farid, slack } = service;
  await farid.taps('Déposer une objection', { under: 'Un jardin' });
  await farid.fills(tooDear);
  const view = slack.workspace.views.get(slack.workspace.stacks.get(farid.user.id)?.at(-1) ?? '');
  if (!view) throw new Error('no form is open');
  return { service, delivery: submissionOf(slack, farid.user, view), to: service.address };
}

/** Nothing of it happened, and nothing secret stands anywhere. */
async function untouched({ events, log, slack }: InACall, answer?: Response): Promise<void> {
  expect(await events()).not.toContain('ObjectionRaised');
  const said = [...log.lines, answer ? await answer.text() : ''].join('\n');
  for (const word of [
    secret,
    slack.workspace.bot.token,
    slack.workspace.appToken,
    'Trop cher',
    'other-secret',
  ])
    expect(said).not.toContain(word);
  expect(slack.violations).toEqual([]);
}

/** The headers with which Slack would sign this body. */
function resigned(body: string): Record<string, string> {
  const timestamp = String(Math.floor(Date.now() / 1_000));
  const hmac = createHmac('sha256', secret).update(`v0:${timestamp}:${body}`);
  return { 'x-slack-request-timestamp': timestamp, 'x-slack-signature': `v0=${hmac.digest('hex')}` };
}

const minutes = (n: number) => Math.floor(Date.now() / 1_000) - 60 * n;

describe('a request that Slack didn’t make', () => {
  it.each([
    ['signed with another secret', { secret: 'other-secret' }, 401],
    ['signed six minutes ago', { timestamp: minutes(6) }, 401],
    ['without a signature', { unsigned: true }, 401],
    ['whose body was changed', { body: 'payload=%7B%22type%22%3A%22view_submission%22%7D' }, 401],
  ])('%s, is refused', async (_, forgery, status) => {
    const { service, delivery, to } = await ready();
    const before = service.log.lines.length;
    const answer = await sendSigned(to, signedRequest(delivery, secret, Date.now(), forgery));
    expect(answer.status).toBe(status);
    expect(service.log.lines.length).toBeGreaterThan(before);
    await untouched(service, answer);
  });

  it('as large as nothing of Slack’s is, is refused', async () => {
    const { service, to } = await ready();
    const huge: Delivery = { type: 'events_api', payload: { type: 'x', filler: 'x'.repeat(1_200_000) } };
    const answer = await sendSigned(to, signedRequest(huge, secret));
    expect(answer.status).toBeGreaterThanOrEqual(400);
    await untouched(service, answer);
  });

  it.each([
    ['no JSON', 'application/json', '{"type":'],
    ['a payload that is no JSON', 'application/x-www-form-urlencoded', 'payload=%7Bnot'],
    ['nothing', 'application/json', ''],
    ['a number', 'application/json', '5'],
    ['an unknown type', 'application/json', '{"type":"shrug"}'],
    ['an event without an event', 'application/json', '{"type":"event_callback","event_id":"Ev1"}'],
    [
      'a form that is none of ours',
      'application/x-www-form-urlencoded',
      `payload=${encodeURIComponent('{"type":"view_submission","user":{"id":"U1"},"team":{"id":"T000000002"},"view":{"callback_id":"form:x","private_metadata":"{","state":{"values":{}}}}')}`,
    ],
  ])('with %s, changes nothing, and the next one is heard', async (_, type, body) => {
    const { service, delivery, to } = await ready();
    const own = signedRequest(delivery, secret);
    const headers = { ...resigned(body), 'content-type': type };
    const answer = await sendSigned(to, { headers, body });
    await untouched(service, answer);
    expect((await sendSigned(to, own)).status).toBe(200);
    expect(await service.events()).toContain('ObjectionRaised');
  });
});

describe('a request that Slack did make', () => {
  it('and somebody sends once more within five minutes, changes nothing', async () => {
    const { service, delivery, to } = await ready();
    const request = signedRequest(delivery, secret);
    const first = await sendSigned(to, request);
    const again = await sendSigned(to, request);
    expect(await again.text()).toBe(await first.text());
    expect((await service.events()).filter((name) => name === 'ObjectionRaised')).toHaveLength(1);
  });

  it('for the app in another workspace, is refused', async () => {
    const { service, delivery, to } = await ready();
    const payload = structuredClone(delivery.payload) as { team: object; view: Record<string, unknown> };
    payload.team = { id: 'T0ELSEWHERE', domain: 'ailleurs' };
    payload.view.app_installed_team_id = 'T0ELSEWHERE';
    await sendSigned(to, signedRequest({ type: 'interactive', payload }, secret));
    const command = { command: '/concertation', text: '', team_id: 'T0ELSEWHERE', channel_id: 'C0ELSEWHERE' };
    const typed = { ...command, user_id: 'U1', user_name: 'x', trigger_id: '1.2', response_url: 'http://x' };
    await sendSigned(to, signedRequest({ type: 'slash_commands', payload: typed }, secret));
    const event = { type: 'app_home_opened', tab: 'home', user: service.claire.user.id };
    const elsewhere = [{ team_id: 'T0ELSEWHERE' }];
    const told = {
      type: 'event_callback',
      event_id: 'Ev9',
      team_id: 'T0ELSEWHERE',
      authorizations: elsewhere,
    };
    await sendSigned(to, signedRequest({ type: 'events_api', payload: { ...told, event } }, secret));
    await service.line.settled();

    expect(await service.app.store.settingsUnder('news:')).toEqual([]);
    expect(await service.app.store.settingsUnder('setup:')).toEqual([]);
    expect(service.claire.home()).toBe('');
    expect(service.log.lines.filter((l) => l.includes('Authorization of incoming event'))).not.toEqual([]);
    await untouched(service);
  });
});

describe('rights', () => {
  /** What Slack would bring of somebody who changed what a button or a form says of itself. */
  async function forged(
    { slack, line }: InACall,
    by: Person,
    element: { action_id: string; value?: string },
  ): Promise<string> {
    const message = slack.workspace.messages.find((m) => m.text.includes('Institution porteuse'));
    if (!message) throw new Error('no card');
    await line.sends(tapOf(slack, by.user, { kind: 'message', message }, { type: 'button', ...element }));
    await line.settled();
    return by.sees();
  }

  it('to somebody else’s draft: it isn’t shown', async () => {
    const service = await inACall();
    const { nadia, farid, acts } = service;
    await acts(nadia, 'proposal.draft', 'C1', { title: 'Une cave secrète', summary: 'Sans lumière' });
    const seen = await forged(service, farid, { action_id: 'read:card:P2', value: '{}' });
    expect(seen).not.toContain('secrète');
    expect(seen).toContain('Il n’y a plus rien à lire ici');
    expect(await forged(service, nadia, { action_id: 'read:card:P2', value: '{}' })).toContain('secrète');
  });

  it('to what is hers to do: whoever else forges the button is refused by the core', async () => {
    const service = await inACall();
    const { farid, events } = service;
    await forged(service, farid, { action_id: 'do:mandate.confirm:I2', value: '{}' });
    const before = await events();
    if (farid.modals > 0) await farid.sends();
    expect(await events()).toEqual(before);
    expect(farid.sees()).not.toContain('C’est enregistré');
  });

  it('to a private letter: its key opens it for whom it was written alone', async () => {
    const service = await inACall();
    const { farid, nadia, slack, room } = service;
    const letters = slack.workspace.messages.filter((m) => m.text.includes('Qui vient'));
    const key = letters
      .map((m) => String(m.metadata?.event_payload.key))
      .find((k) => k.includes('talk.asked') || k.includes('talk'));
    const value = JSON.stringify({ room, letter: key });
    const element = { action_id: 'read:talk', value };
    expect(await forged(service, nadia, element)).not.toContain('Qui vient');
    expect(farid.troubles).toEqual([]);
  });

  it('in a room that isn’t theirs: an act there is an act of a stranger', async () => {
    const service = await inACall();
    const { farid, events } = service;
    const seen = await forged(service, farid, {
      action_id: 'do:objection.raise:P1',
      value: JSON.stringify({ room: 'slack:T0:C0', letter: null, words: null }),
    });
    expect(seen).toContain('Il n’y a plus rien à lire ici');
    expect(await events()).not.toContain('ObjectionRaised');
  });
});
