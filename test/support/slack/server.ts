// Slack's servers for tests, on this machine: the Web API over one workspace, Socket Mode, and whatever
// may go wrong. What it receives is kept, and each payload passes the checker that the test brings.

import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Answer, type Args, refused } from './answers.ts';
import { type Fault, type Faults, slackFaults } from './faults.ts';
import { answerOf } from './methods.ts';
import { keepFile } from './methods-files.ts';
import { respondedTo } from './response-url.ts';
import { type SocketMode, socketMode } from './socket-mode.ts';
import { type Workspace, workspace } from './workspace.ts';

export interface SlackCall {
  method: string;
  args: Args;
  /** By the clock of the workspace (ms). */
  at: number;
  /** What was answered; null where nothing was. */
  answer: Answer | null;
}

export interface SlackServer {
  /** What `SLACK_API_URL` would be: http://127.0.0.1:PORT/api/ */
  readonly apiUrl: string;
  readonly workspace: Workspace;
  readonly faults: Faults;
  readonly socket: SocketMode;
  /** Every call, in the order of arrival. */
  readonly calls: SlackCall[];
  /** What the checker found, each with its method. */
  readonly violations: string[];
  /** Whether Slack would take what came as an answer to it; what the checker finds is kept. */
  accepts(from: string, payload: Args): boolean;
  close(): Promise<void>;
}

/** @param check names what Slack wouldn't accept in a message or view; what it finds is refused, and kept. */
export async function slackServer({
  now,
  check = () => [],
}: {
  now?: () => number;
  check?: (payload: Args) => string[];
} = {}): Promise<SlackServer> {
  const ws = workspace(now ? { now } : {});
  const faults = slackFaults();
  const calls: SlackCall[] = [];
  const violations: string[] = [];
  const socket = socketMode();
  const http = createServer((request, response) => {
    handle(request, response).catch((error) => response.writeHead(500).end(String(error)));
  });
  http.on('upgrade', (request, line) => socket.upgrade(request, line));
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  const { port } = http.address() as AddressInfo;
  const base = `http://127.0.0.1:${port}/`;
  ws.fileHost = base;

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await bodyOf(request);
    const [, kind = '', name = ''] = new URL(request.url ?? '/', base).pathname.split('/');
    const method = kind === 'api' ? name : kind;
    const call: SlackCall = {
      method,
      args: kind === 'upload' ? {} : argsOf(body),
      at: ws.now(),
      answer: null,
    };
    calls.push(call);
    const fault = faults.next(method);
    if (fault && !(await goesOn(fault, response))) return;
    if (kind === 'files-pri') {
      if (fault?.kind === 'slow') await fault.until;
      return sendFile(ws, call, request, response, name);
    }
    call.answer =
      fault?.kind === 'error'
        ? refused(fault.error)
        : kind === 'upload'
          ? keepFile(ws, name, body)
          : run(call);
    if (fault?.kind === 'answer-lost') return void response.destroy();
    if (fault?.kind === 'slow') await fault.until;
    const status = kind === 'respond' && !call.answer.ok ? 404 : 200;
    const scopes = kind === 'api' && call.answer.ok ? { 'x-oauth-scopes': [...ws.scopes].join(',') } : {};
    response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...scopes });
    response.end(JSON.stringify(call.answer));

    function run({ args }: SlackCall): Answer {
      const shown = drawn.test(method) && args.delete_original !== true;
      if (shown && !accepts(method, args)) return refused('invalid_blocks');
      if (kind === 'respond') return respondedTo(ws, name, args);
      const token = (request.headers.authorization ?? '').replace(/^Bearer /, '');
      if (method !== 'apps.connections.open') return answerOf(ws, method, token, { ...args, base });
      const url = token === ws.appToken ? socket.ticket(port) : undefined;
      return url ? { ok: true, url } : refused('invalid_auth');
    }
  }

  function accepts(from: string, payload: Args): boolean {
    const found = check(payload);
    violations.push(...found.map((f) => `${from}: ${f}`));
    return found.length === 0;
  }

  return {
    apiUrl: `${base}api/`,
    workspace: ws,
    faults,
    socket,
    calls,
    violations,
    accepts,
    async close() {
      socket.cut();
      http.closeAllConnections();
      http.close();
      await once(http, 'close');
    },
  };
}

/** A file that somebody brought, for the token alone; whoever has none is shown where to sign in. */
function sendFile(
  ws: Workspace,
  call: SlackCall,
  { headers }: IncomingMessage,
  response: ServerResponse,
  name: string,
): void {
  const { bytes } = ws.brought.get(name.split('-').at(-1) ?? '') ?? { bytes: null };
  const isAllowed = headers.authorization === `Bearer ${ws.bot.token}` && ws.scopes.has('files:read');
  call.answer = isAllowed ? { ok: true } : refused('missing_scope');
  if (!isAllowed) response.writeHead(302, { location: 'https://slack.example/signin' }).end();
  else if (bytes === null) response.writeHead(404, { 'content-type': 'text/html' }).end('<html>Slack</html>');
  else response.writeHead(200, { 'content-type': 'text/csv' }).end(bytes);
}

/** What brings something to be drawn. */
const drawn = /^(chat\.(post|update)|views\.|respond$)/;

/** False where the call ends here, without the method having seen it. */
async function goesOn(fault: Fault, response: ServerResponse): Promise<boolean> {
  switch (fault.kind) {
    case 'rate':
      response.writeHead(429, fault.retryAfter === null ? {} : { 'retry-after': String(fault.retryAfter) });
      response.end();
      return false;
    case 'status':
      response.writeHead(fault.status, { 'content-type': 'text/html' }).end('<html>Slack</html>');
      return false;
    case 'way-lost':
      response.destroy();
      return false;
    case 'error':
    case 'answer-lost':
    case 'slow':
      return true;
  }
}

/** Slack takes forms whose structured fields are JSON, and JSON. */
function argsOf(body: string): Args {
  if (body.startsWith('{')) return JSON.parse(body) as Args;
  const structured = ['blocks', 'metadata', 'view', 'files', 'attachments'];
  return Object.fromEntries(
    [...new URLSearchParams(body)].map(([name, value]) => [
      name,
      structured.includes(name) ? JSON.parse(value) : value,
    ]),
  );
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
