// The requests that Discord's REST interface takes from an app: who asks, for which route, with what in the body.

import type { IncomingMessage } from 'node:http';
import type { Json } from './guild.ts';
import { Refused, refused } from './refused.ts';

export interface Asked {
  readonly method: string;
  /** Without /api/v10. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: Json | Json[];
  readonly files: ReadonlyMap<number, UploadedFile>;
  /** Whether it came with the bot's token. */
  readonly isBot: boolean;
  readonly hasToken: boolean;
}

export interface UploadedFile {
  name: string;
  contentType: string;
  bytes: Uint8Array;
}

export interface Reply {
  status: number;
  /** None with 204. */
  body?: unknown;
}

export interface Route {
  readonly method: string;
  /** '/channels/:channel/messages' */
  readonly pattern: string;
  /** Whether it works without the bot's token: what carries a token of its own. */
  readonly open?: boolean;
  handle(asked: Asked, params: Record<string, string>): Reply | Promise<Reply>;
}

export const ok = (body: unknown, status = 200): Reply => ({ status, body });
export const done: Reply = { status: 204 };

export interface Matched {
  route: Route;
  params: Record<string, string>;
}

export function routeOf(routes: readonly Route[], method: string, path: string): Matched | undefined {
  for (const route of routes) {
    const params = route.method === method ? paramsOf(route.pattern, path) : null;
    if (params) return { route, params };
  }
  return undefined;
}

/** What the route answers, or how it refuses. */
export async function answerOf(asked: Asked, matched: Matched | undefined): Promise<Reply> {
  try {
    if (!matched) throw refused('notFound');
    if (!asked.isBot && (asked.hasToken || !matched.route.open)) throw refused('unauthorized');
    return await matched.route.handle(asked, matched.params);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { status: error.status, body: error.body };
  }
}

/** JSON, or a form with `payload_json` and `files[0]`, `files[1]`, … */
export async function bodyOf(request: IncomingMessage): Promise<Pick<Asked, 'body' | 'files'>> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const bytes = Buffer.concat(chunks);
  const type = request.headers['content-type'] ?? '';
  if (bytes.length === 0) return { body: {}, files: new Map() };
  if (!type.startsWith('multipart/form-data'))
    return { body: parsed(bytes.toString('utf8')), files: new Map() };
  const form = await new Response(bytes, { headers: { 'content-type': type } }).formData();
  const files = new Map<number, UploadedFile>();
  for (const [field, value] of form) {
    const [, n] = /^files\[(\d+)\]$/.exec(field) ?? [];
    if (n === undefined || typeof value === 'string') continue;
    files.set(Number(n), { name: value.name, contentType: value.type, bytes: await value.bytes() });
  }
  return { body: parsed(String(form.get('payload_json') ?? '{}')), files };
}

function parsed(text: string): Json | Json[] {
  try {
    return JSON.parse(text);
  } catch {
    throw refused('notJson');
  }
}

function paramsOf(pattern: string, path: string): Record<string, string> | null {
  const wanted = pattern.split('/');
  const given = path.split('/');
  if (wanted.length !== given.length) return null;
  const params: Record<string, string> = {};
  for (const [i, part] of wanted.entries()) {
    const here = decodeURIComponent(given[i] ?? '');
    if (part.startsWith(':')) params[part.slice(1)] = here;
    else if (part !== here) return null;
  }
  return params;
}
