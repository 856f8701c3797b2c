// A Slack that takes every call at once, answers it as Slack would, and keeps nothing but how many there were.

import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The workspace in which the app is installed, and the app’s own user there. */
export const team = 'T1';
const bot = 'UBOT';

export interface TinySlack {
  /** What `SLACK_API_URL` is to be. */
  readonly apiUrl: string;
  /** How many calls of a method there were. */
  calls(method: string): number;
  close(): Promise<void>;
}

export async function startTinySlack(): Promise<TinySlack> {
  const counts = new Map<string, number>();
  const server = createServer((request, response) => {
    const method = request.url?.split('/').at(-1) ?? '';
    counts.set(method, (counts.get(method) ?? 0) + 1);
    void answer(method, request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    apiUrl: `http://127.0.0.1:${port}/api/`,
    calls: (method) => counts.get(method) ?? 0,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function answer(method: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  let body = '';
  for await (const part of request.setEncoding('utf8')) body += part;
  const said = JSON.stringify({ ok: true, ...answerTo(method, body) });
  response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' }).end(said);
}

let stamps = 0;

function answerTo(method: string, body: string): Record<string, unknown> {
  switch (method) {
    case 'auth.test':
      return { team_id: team, user_id: bot, user: 'sans-objection' };
    case 'users.info': {
      const id = new URLSearchParams(body).get('user');
      const profile = { display_name: `Membre ${id}`, real_name: `Membre ${id}` };
      return { user: { id, team_id: team, name: id, locale: 'fr-BE', profile } };
    }
    case 'conversations.open':
      return { channel: { id: `D${new URLSearchParams(body).get('users')}` } };
    case 'chat.postMessage':
      return { channel: 'D1', ts: `1800000000.${String(++stamps).padStart(6, '0')}` };
    case 'views.open':
    case 'views.push':
    case 'views.update':
      return { view: { id: 'V1', type: 'modal' } };
    default:
      return {};
  }
}
