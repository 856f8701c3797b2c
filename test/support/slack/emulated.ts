// A Slack that others wrote, for the state of its Web API: the service calls it through here, where what it sends is
// held against Slack's limits; and what people do is signed and sent to the service as Slack would.

import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createEmulator } from 'emulate';
import { violations } from '../../../adapters/slack/blocks/violations.ts';
import { sendSigned, signedRequest } from './http-mode.ts';
import type { Delivery } from './socket-mode.ts';

type Payload = Record<string, unknown>;
// What emulate answers, looked at by what a test expects of it.
// biome-ignore lint/suspicious/noExplicitAny: see above
type Json = any;

export interface Emulated {
  /** What `SLACK_API_URL` is set to. */
  apiUrl: string;
  /** What the service has sent that Slack would refuse. */
  violations: string[];
  channel: string;
  /** Of people by their names. */
  user(name: string): string;
  /** Asks the Web API, as the app. */
  ask(method: string, args?: Payload): Promise<Json>;
  /** The view that was opened or changed last, as emulate has it. */
  view(): Json;
  /** What stands in the channel and in its threads, the oldest first. */
  messages(): Promise<Json[]>;
  /** Sends it to the service; answers with what came back. */
  types(url: string, who: string, text: string): Promise<Json>;
  /** A button by its label: of the view that was opened last, or of a message. */
  taps(url: string, who: string, label: string, message?: Json): Promise<Json>;
  /** The form that was opened last, with these answers by the names of its fields. */
  sends(url: string, who: string, values: Record<string, Payload>): Promise<Json>;
  close(): Promise<void>;
}

export const emulatedToken = 'xoxb-test';
export const emulatedSecret = 'signing-secret-of-a-test';

/** @param people the names of those who are in the channel with the app */
export async function emulatedSlack(people: readonly string[]): Promise<Emulated> {
  const seed = {
    slack: {
      users: people.map((name) => ({ name, real_name: name })),
      channels: [{ name: 'concertation' }],
    },
  };
  const emulator = await createEmulator({ service: 'slack', port: await freePort(), seed });
  const found: string[] = [];
  let view: Json;

  async function ask(method: string, args: Payload = {}): Promise<Json> {
    const answer = await fetch(`${emulator.url}/api/${method}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${emulatedToken}`, 'content-type': 'application/json' },
      body: JSON.stringify(args),
    });
    return answer.json();
  }

  const between = createServer(async (request, response) => {
    const body = await bodyOf(request);
    const method = (request.url ?? '').split('/').at(-1) ?? '';
    const answer = await fetch(`${emulator.url}${request.url}`, {
      method: 'POST',
      headers: headersOf(request),
      body: new Uint8Array(body),
    });
    const text = await answer.text();
    if (/^(chat\.(post|update)|views\.)/.test(method)) {
      const args = argsOf(body.toString('utf8'));
      found.push(...violations(args.view ?? args).map((violation) => `${method}: ${violation}`));
      const json = JSON.parse(text) as Json;
      if (json.view?.type === 'modal') view = json.view;
    }
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(text);
  });
  between.listen(0, '127.0.0.1');
  await once(between, 'listening');

  const { team_id: team } = await ask('auth.test');
  const { channels } = await ask('conversations.list');
  const { members } = await ask('users.list');
  const channel = channels.find((c: Json) => c.name === 'concertation').id as string;
  const user = (name: string) => members.find((m: Json) => m.name === name).id as string;
  for (const name of people) await ask('conversations.invite', { channel, users: user(name) });

  async function trigger(who: string, over?: string): Promise<string> {
    const asked = { user_id: user(who), ...(over ? { view_id: over } : {}) };
    return (await ask('views.generateTriggerId', asked)).trigger_id as string;
  }
  async function deliver(url: string, delivery: Delivery): Promise<Json> {
    const answer = await sendSigned(`${url}/slack/events`, signedRequest(delivery, emulatedSecret));
    const text = await answer.text();
    if (!answer.ok) throw new Error(`answered ${answer.status}: ${text}`);
    const json = text.startsWith('{') ? (JSON.parse(text) as Json) : {};
    const limits = json.view ? violations(json.view) : [];
    found.push(...limits.map((violation) => `the answer: ${violation}`));
    return json;
  }
  const by = (who: string) => ({ user: { id: user(who), name: who, team_id: team }, team: { id: team } });

  return {
    apiUrl: `http://127.0.0.1:${(between.address() as AddressInfo).port}/api/`,
    violations: found,
    channel,
    user,
    ask,
    view: () => view,
    async messages() {
      const { messages } = await ask('conversations.history', { channel, limit: 100 });
      const threads = await Promise.all(
        messages.toReversed().map(async ({ ts }: Json) => {
          return (await ask('conversations.replies', { channel, ts, limit: 100 })).messages as Json[];
        }),
      );
      return threads.flat();
    },
    async types(url, who, text) {
      const payload = {
        command: '/concertation',
        text,
        team_id: team,
        channel_id: channel,
        channel_name: 'concertation',
        user_id: user(who),
        user_name: who,
        trigger_id: await trigger(who),
        response_url: `${emulator.url}/response`,
      };
      return deliver(url, { type: 'slash_commands', payload });
    },
    async taps(url, who, label, message) {
      const button = buttonIn((message ?? view).blocks, label);
      const payload = {
        type: 'block_actions',
        ...by(who),
        trigger_id: await trigger(who, message ? undefined : view.id),
        container: message
          ? { type: 'message', message_ts: message.ts, channel_id: channel }
          : { type: 'view', view_id: view.id },
        ...(message ? { channel: { id: channel, name: 'concertation' }, message } : { view }),
        actions: [{ ...button, type: 'button', action_ts: `${Date.now() / 1000}` }],
      };
      return deliver(url, { type: 'interactive', payload });
    },
    async sends(url, who, values) {
      const state = Object.fromEntries(Object.entries(values).map(([field, answer]) => [field, { answer }]));
      const payload = { type: 'view_submission', ...by(who), view: { ...view, state: { values: state } } };
      return deliver(url, { type: 'interactive', payload });
    },
    async close() {
      between.closeAllConnections();
      between.close();
      await emulator.close();
    },
  };
}

/** As emulate gives it back, so that its ids are those that the service wrote. */
function buttonIn(blocks: Json[], label: string): Json {
  const buttons = blocks.flatMap((block) => (block.type === 'actions' ? block.elements : []));
  const button = buttons.find((b: Json) => b.text.text.replaceAll('\u00a0', ' ') === label);
  if (!button) throw new Error(`no button ${label}; ${buttons.map((b: Json) => b.text.text).join(', ')}`);
  return button;
}

function headersOf({ headers }: IncomingMessage): Record<string, string> {
  const { authorization = '', 'content-type': type = 'application/octet-stream' } = headers;
  return { authorization, 'content-type': type };
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function argsOf(body: string): Json {
  if (body.startsWith('{')) return JSON.parse(body);
  const fields = [...new URLSearchParams(body)];
  return Object.fromEntries(
    fields.map(([name, value]) => [name, /^[[{]/.test(value) ? JSON.parse(value) : value]),
  );
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
