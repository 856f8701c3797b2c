// Discord's servers for tests, on this machine: REST over one world of guilds, the gateway, and whatever may go wrong.
// What they receive is kept, and each payload is checked.

import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Checks, checksOf } from './checks.ts';
import { archiveIdle } from './deeds.ts';
import { discordFaults, type Fault, type Faults } from './faults.ts';
import { type Gateway, gatewayOf } from './gateway.ts';
import type { Json, World } from './guild.ts';
import { type Interactions, interactionsOf } from './interactions.ts';
import { type Limits, limitsOf } from './limits.ts';
import { Refused } from './refused.ts';
import { type Asked, answerOf, bodyOf, type Reply, routeOf } from './rest.ts';
import { routesOf } from './routes.ts';
import { discordWorld } from './world.ts';

export interface DiscordCall {
  /** 'POST /channels/:channel/messages' */
  route: string;
  path: string;
  query: Record<string, string>;
  body: Asked['body'];
  files: Asked['files'];
  /** By the clock of the servers (ms). */
  at: number;
  /** What was answered; null where nothing was. */
  status: number | null;
  answer: unknown;
}

export interface DiscordServer {
  /** What `DISCORD_API_URL` would be: http://127.0.0.1:PORT/api */
  readonly apiUrl: string;
  readonly world: World;
  readonly faults: Faults;
  readonly limits: Limits;
  readonly gateway: Gateway;
  readonly interactions: Interactions;
  /** Every request, in the order of arrival. */
  readonly calls: DiscordCall[];
  /** What was found in the payloads, each with where; all of it was refused. */
  readonly violations: string[];
  close(): Promise<void>;
}

/** @param check names what Discord wouldn't accept in a message or modal; what it finds is refused, and kept. */
export async function discordServer({
  now,
  check = () => [],
}: {
  now?: () => number;
  check?: (payload: Json) => string[];
} = {}): Promise<DiscordServer> {
  const world = discordWorld(now ? { now } : {});
  const faults = discordFaults();
  const limits = limitsOf(world);
  const checks: Checks = checksOf(check);
  const calls: DiscordCall[] = [];
  const http = createServer((request, response) => {
    handle(request, response).catch((error) => response.writeHead(500).end(String(error?.stack)));
  });
  let port = 0;
  const gateway = gatewayOf(world, () => port);
  const interactions = interactionsOf(world, ({ payload }) => {
    gateway.dispatch('INTERACTION_CREATE', payload);
  });
  const routes = routesOf({ world, interactions, checks, gateway });
  http.on('upgrade', (request, line) => gateway.upgrade(request, line));
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  ({ port } = http.address() as AddressInfo);
  world.cdn = `http://127.0.0.1:${port}/cdn`;

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    if (url.pathname.startsWith('/cdn/')) return sendFile(world, url.pathname, response);
    const path = url.pathname.replace(/^\/api\/v10(?=\/)/, '');
    const method = request.method ?? 'GET';
    const matched = path === url.pathname ? undefined : routeOf(routes, method, path);
    const route = matched ? `${method} ${matched.route.pattern}` : `${method} ${path}`;
    const call: DiscordCall = {
      route,
      path,
      query: Object.fromEntries(url.searchParams),
      body: {},
      files: new Map(),
      at: world.now(),
      status: null,
      answer: null,
    };
    calls.push(call);
    const token = request.headers.authorization;
    archiveIdle(world);
    const fault = faults.next(route, `${method} ${path}`);
    if (limits.isBanned) return shutOut(response);
    if (fault?.kind === 'way-lost') return void response.destroy();
    const limited = limits.take(route, matched?.params ?? {}, fault);
    const reply = limited.reply ?? failed(fault) ?? (await answered());
    call.status = reply.status;
    call.answer = reply.body ?? null;
    limits.count(reply.status, limited.scope);
    if (fault?.kind === 'answer-lost') return void response.destroy();
    if (fault?.kind === 'slow') await fault.until;
    write(response, reply, limited.headers);

    async function answered(): Promise<Reply> {
      try {
        Object.assign(call, await bodyOf(request));
      } catch (error) {
        if (error instanceof Refused) return { status: error.status, body: error.body };
        throw error;
      }
      const isBot = world.tokenGood && token === `Bot ${world.bot.token}`;
      const asked: Asked = {
        method,
        path,
        query: url.searchParams,
        body: call.body,
        files: call.files,
        isBot,
        hasToken: token !== undefined,
      };
      return answerOf(asked, matched);
    }
  }

  return {
    apiUrl: `http://127.0.0.1:${port}/api`,
    world,
    faults,
    limits,
    gateway,
    interactions,
    calls,
    violations: checks.violations,
    async close() {
      gateway.cut();
      http.closeAllConnections();
      http.close();
      await once(http, 'close');
    },
  };
}

/** /cdn/attachments/CHANNEL/ID/NAME, for whoever has the address. */
function sendFile(world: World, path: string, response: ServerResponse): void {
  const id = path.split('/').at(-2) ?? '';
  const file = world.uploads.get(id) ?? world.messages.flatMap((m) => m.attachments).find((a) => a.id === id);
  if (!file)
    response.writeHead(404, { 'content-type': 'text/plain' }).end('This content is no longer available.');
  else response.writeHead(200, { 'content-type': file.contentType }).end(file.bytes);
}

/** By the proxy before Discord, without a word of JSON. */
function shutOut(response: ServerResponse): void {
  response.writeHead(429, { 'content-type': 'text/plain', 'retry-after': '3600' }).end('error code: 1015');
}

function failed(fault: Fault | undefined): Reply | undefined {
  if (fault?.kind === 'status') return { status: fault.status, body: '<html>Discord</html>' };
  if (fault?.kind !== 'error') return undefined;
  return { status: fault.status, body: { message: fault.message ?? 'Error', code: fault.code } };
}

function write(response: ServerResponse, { status, body }: Reply, headers: Record<string, string>): void {
  if (body === undefined) return void response.writeHead(status, headers).end();
  const isPage = typeof body === 'string';
  response.writeHead(status, { ...headers, 'content-type': isPage ? 'text/html' : 'application/json' });
  response.end(isPage ? body : JSON.stringify(body));
}
