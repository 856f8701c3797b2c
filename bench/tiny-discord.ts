// A Discord of the benches’ own: a gateway that tells the app what people do, and a REST interface that takes every
// call at once and keeps nothing of it.

import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { acceptWebSocket, type WebSocketPeer } from '../test/support/web-socket.ts';

/** The server in which everything happens where nothing else is said, and the app there. */
export const guild = '1300000000000000001';
const bot = '1300000000000000003';
export const application = bot;

/** What the app called, as it came. */
export interface DiscordCall {
  method: string;
  /** From behind `/api/v10` on, without a query. */
  path: string;
  body: string;
}

/** An answer instead of the usual one, or headers that go with the usual one. */
export interface Told {
  status?: number;
  headers: Record<string, string>;
  body?: object;
}

export interface TinyDiscord {
  /** What `DISCORD_API_URL` is to be. */
  readonly apiUrl: string;
  /** Resolves when an app listens. */
  connected(): Promise<void>;
  /**
   * Somebody did this.
   *
   * @param said an interaction without its id and token
   * @returns the app’s answer: the first, or what takes its place where the first one put it off
   */
  interact(said: object): Promise<string>;
  close(): Promise<void>;
}

/** Milliseconds after which nobody waits for an answer. */
const patience = 20_000;
const firstId = 1_300_000_000_000_001_000n;

/** @param heed looks at each call before it is answered */
export async function startTinyDiscord(
  heed: (call: DiscordCall) => Told | undefined = () => undefined,
): Promise<TinyDiscord> {
  const waiting = new Map<string, (answer: string) => void>();
  let arrival = Promise.withResolvers<void>();
  let line: WebSocketPeer | null = null;
  let told = 0;
  let ids = 0;
  const nextId = () => String(firstId + BigInt(++ids));

  const server = createServer((request, response) => void answer(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = '';
    for await (const part of request.setEncoding('utf8')) body += part;
    const { method = '' } = request;
    const path = (request.url ?? '').replace('/api/v10', '').replace(/\?.*$/, '');
    const special = heed({ method, path, body });
    const usual = special?.status === undefined;
    if (usual) settle(path, body);
    const said = special?.body ?? (usual ? answerTo(method, path, body) : null);
    const status = special?.status ?? (said === null ? 204 : 200);
    response.writeHead(status, { ...(said && { 'content-type': 'application/json' }), ...special?.headers });
    response.end(said === null ? undefined : JSON.stringify(said));
  }

  /** A first answer counts unless it puts the answer off; the change that follows counts then. */
  function settle(path: string, body: string): void {
    const [, , token = ''] =
      /^\/(interactions\/\d+|webhooks\/\d+)\/([^/]+)\/(callback|messages\/@original)$/.exec(path) ?? [];
    if (token === '' || isPutOff(body)) return;
    waiting.get(token)?.(body);
    waiting.delete(token);
  }

  function answerTo(method: string, path: string, body: string): object | null {
    if (path.startsWith('/interactions/') || method === 'DELETE') return null;
    const [kind = '', id = '', what, which = '', more] = path.slice(1).split('/');
    if (kind === 'gateway') return { url: `ws://127.0.0.1:${port}/gateway`, shards: 1, session_start_limit };
    if (kind === 'applications') return what === 'commands' ? JSON.parse(body || '[]') : { id: application };
    if (path === '/users/@me') return botUser;
    if (path === '/users/@me/channels')
      return { id: (JSON.parse(body) as { recipient_id: string }).recipient_id };
    if (kind === 'guilds' && what === 'members')
      return { user: { id: which, username: 'membre' }, roles: [] };
    if (more === 'threads') return { id: which, type: 11, parent_id: id };
    if (method === 'POST' || kind === 'webhooks') return { id: nextId(), channel_id: id };
    return method === 'GET' && which === '' && what === 'messages'
      ? []
      : { id: which || id, channel_id: id, type: 0 };
  }

  server.on('upgrade', (request: IncomingMessage, socket) => {
    // A process that has ended says no goodbye.
    socket.once('end', () => socket.destroy());
    const send = (said: object) => peer.send(JSON.stringify(said));
    const peer = acceptWebSocket(request, socket, {
      text(said) {
        const { op } = JSON.parse(said) as { op: number };
        if (op === 1) return send({ op: 11, d: null });
        if (op !== 2) return;
        line = peer;
        told = 1;
        const resume_gateway_url = `ws://127.0.0.1:${port}/gateway`;
        const d = { ...readyWords, resume_gateway_url, session_id: 'session' };
        send({ op: 0, t: 'READY', s: told, d });
        arrival.resolve();
      },
      closed() {
        if (line !== peer) return;
        line = null;
        arrival = Promise.withResolvers();
      },
    });
    send({ op: 10, d: { heartbeat_interval: 41_250 } });
  });

  return {
    apiUrl: `http://127.0.0.1:${port}/api`,
    connected: () => arrival.promise,
    async interact(said) {
      if (!line) throw new Error('nobody listens');
      const id = nextId();
      const token = `interaction-${id}`;
      const { promise, resolve, reject } = Promise.withResolvers<string>();
      const timer = setTimeout(() => reject(new Error('an interaction was not answered')), patience);
      waiting.set(token, resolve);
      line.send(JSON.stringify({ op: 0, t: 'INTERACTION_CREATE', s: ++told, d: { ...said, id, token } }));
      try {
        return await promise;
      } finally {
        clearTimeout(timer);
        waiting.delete(token);
      }
    },
    async close() {
      line?.cut();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

const session_start_limit = { total: 1_000, remaining: 1_000, reset_after: 0, max_concurrency: 1 };
const botUser = {
  id: bot,
  username: 'sans-objection',
  discriminator: '0',
  global_name: null,
  avatar: null,
  bot: true,
};
const readyWords = {
  v: 10,
  user: botUser,
  guilds: [],
  application: { id: application, flags: 0 },
  shard: [0, 1],
};

function isPutOff(body: string): boolean {
  return /^\{"type":[56][,}]/.test(body);
}
