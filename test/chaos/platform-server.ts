// A chat platform as the service sees it from the local room: it keeps messages, and it can be slow, busy,
// down, or forget to answer. It outlives the service, so it knows what people really received.

import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { Received } from './artefacts.ts';

/** What goes wrong with one request. `lost`: accepted, and the connection ends without an answer. */
export type Trouble =
  | { kind: 'status'; status: 500 | 502 | 503 }
  | { kind: 'busy'; retryAfter: number }
  | { kind: 'dropped' }
  | { kind: 'lost' }
  | { kind: 'slow'; ms: number };

export interface Platform {
  readonly url: string;
  /** Every post and edit that was accepted, in order. */
  readonly received: Received[];
  /** Decides about each request from now on; null lets all of them pass. */
  weather: (() => Trouble | null) | null;
  /** A new platform from now on, that has received nothing. */
  forget(): void;
  stop(): Promise<void>;
}

interface Body {
  kind?: 'post' | 'private';
  to: string;
  key: string;
  lang: string;
  text: string;
  card: unknown;
  under?: string | null;
}
interface Answer {
  status: number;
  body?: object;
}

/**
 * Starts one on 127.0.0.1. `before` is what it has received already. Its protocol:
 * `POST /messages`, `PUT /messages/ID`, `GET /messages?to=&key=`, `GET /messages/ID` (docs/chaos.md).
 */
export async function startPlatform(before: readonly Received[] = []): Promise<Platform> {
  const received = [...before];
  const messages = new Map<string, Received>(received.map((r) => [r.messageId, r]));

  const server = createServer((request, response) => {
    respond(request, response).catch((error: unknown) => response.destroy(error as Error));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const platform: Platform = {
    url,
    received,
    weather: null,
    forget() {
      received.length = 0;
      messages.clear();
    },
    async stop() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };

  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const text = await textOf(request);
    const trouble = platform.weather?.() ?? null;
    switch (trouble?.kind) {
      case 'status':
        return send(response, { status: trouble.status });
      case 'busy':
        response.setHeader('retry-after', trouble.retryAfter);
        return send(response, { status: 429 });
      case 'dropped':
        request.socket.destroy();
        return;
      case 'lost':
        handle(request, text);
        request.socket.destroy();
        return;
      case 'slow': {
        const answer = handle(request, text);
        await pause(trouble.ms);
        return send(response, answer);
      }
    }
    send(response, handle(request, text));
  }

  function handle(request: IncomingMessage, text: string): Answer {
    const { pathname, searchParams } = new URL(request.url ?? '/', url);
    const id = /^\/messages\/([^/]+)$/.exec(pathname)?.[1];
    const message = id && messages.get(decodeURIComponent(id));
    switch (`${request.method} ${id ? '/messages/ID' : pathname}`) {
      case 'POST /messages':
        return accept(text);
      case 'PUT /messages/ID':
        return message ? accept(text, message) : { status: 404 };
      case 'GET /messages/ID':
        return message ? { status: 200, body: seen(message) } : { status: 404 };
      case 'GET /messages': {
        const [to, key] = [searchParams.get('to'), searchParams.get('key')];
        const found = [...messages.values()].find((m) => m.to === to && m.key === key);
        return found ? { status: 200, body: seen(found) } : { status: 404 };
      }
      default:
        return { status: 404 };
    }
  }

  /** A post, or with `former` an edit of it. */
  function accept(text: string, former?: Received): Answer {
    const body = parse(text);
    const kind = former ? 'edit' : body?.kind;
    if (!body || (kind !== 'edit' && kind !== 'post' && kind !== 'private')) return { status: 400 };
    const n = received.length + 1;
    const messageId = former?.messageId ?? `m${n}`;
    const { to, key, lang, text: plain, card } = body;
    const under = former ? former.under : (body.under ?? null);
    if (under !== null && !messages.has(under)) return { status: 404 };
    const line: Received = {
      n,
      at: new Date().toISOString(),
      kind,
      to,
      messageId,
      under,
      key,
      lang,
      text: plain,
      card,
    };
    received.push(line);
    messages.set(messageId, line);
    return { status: 200, body: { messageId } };
  }

  return platform;
}

function seen({ messageId, text, card }: Received): object {
  return { messageId, text, card };
}

function parse(text: string): Body | undefined {
  try {
    const body = JSON.parse(text) as Body;
    const strings = [body.to, body.key, body.lang, body.text];
    return strings.every((s) => typeof s === 'string') && 'card' in body ? body : undefined;
  } catch {
    return undefined;
  }
}

function send(response: ServerResponse, { status, body }: Answer): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body ?? {}));
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
