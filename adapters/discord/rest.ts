// Discord’s REST interface as the service calls it: one request a call, with a limit of time, none that waits for a
// limit to pass, and nothing secret in the logs.

import {
  DefaultRestOptions,
  type InternalRequest,
  REST,
  type RESTOptions,
  type ResponseLike,
} from 'discord.js';
import type { Log } from '../../src/app/ports.ts';
import { createInvalidRequests, type InvalidRequests } from './invalid-requests.ts';

/** Milliseconds for one call, its turn among others included, so that all calls for one letter end while the outbox may send. */
const callLimit = 3_000;
/** Seconds to wait where Discord says 'too many' without saying how long. */
const unsaidWait = 30;

/** Discord counts by address: what several clients of this process are refused is one sum. */
const ofThisProcess = createInvalidRequests();

export interface RestParts {
  token: string;
  log: Log;
  /** Where Discord is, without a slash at the end; only tests say another than Discord’s own. */
  apiUrl?: string | null;
  timeout?: number;
  invalid?: InvalidRequests;
}

/**
 * A client that never repeats a call by itself (one lost answer would post twice), and never waits: too many is
 * thrown at once, with its seconds. What it throws is understood by `troubleOf`.
 */
export function discordRest({
  token,
  log,
  apiUrl = null,
  timeout = callLimit,
  invalid = ofThisProcess,
}: RestParts): REST {
  const rest = new OneCall({
    api: apiUrl ?? DefaultRestOptions.api,
    retries: 0,
    // What Discord asks to wait is rounded up to seconds.
    offset: 0,
    timeout,
    // `pace.ts` keeps the letters below it; it counts what answers interactions, too, which Discord doesn’t.
    globalRequestsPerSecond: Number.POSITIVE_INFINITY,
    rejectOnRateLimit: () => true,
    makeRequest: (url, init) => carried(url, init, invalid, log),
  });
  return rest.setToken(token);
}

/** The line failed, or nothing answered in time. */
export class LineFailure extends Error {
  override name = 'LineFailure';
  /** The network’s word for it. */
  readonly code: string;

  constructor(code: string, cause: unknown) {
    super(code, { cause });
    this.code = code;
  }
}

/** The text with every token of Discord’s taken out: the bot’s, and those of interactions. */
export function withoutSecrets(text: string): string {
  return text
    .replaceAll(/\b(Bot|Bearer) +[\w.=-]{8,}/g, '$1 …')
    .replaceAll(/\b[\w-]{12,}=*\.[\w-]{4,}\.[\w-]{8,}/g, '…')
    .replaceAll(/\/(webhooks|interactions)\/(\d+)\/[^/?\s]+/g, '/$1/$2/…');
}

/** What may be logged of an error: neither secrets nor what hangs on it. */
export function plainError(error: unknown): Error {
  const plain = error instanceof Error ? error : new Error(String(error));
  const { name, message, stack = '' } = plain;
  return { name, message: withoutSecrets(message), stack: withoutSecrets(stack) };
}

class OneCall extends REST {
  /** discord.js forgets its token after any 401; a dead interaction answers 401, too. */
  override setToken(token: string | null): this {
    return token === null ? this : super.setToken(token as string);
  }

  /** Nothing stands longer in the queue of its route than a call may last. */
  override queueRequest(request: InternalRequest): Promise<ResponseLike> {
    const limit = AbortSignal.timeout(this.options.timeout);
    const signal = request.signal ? AbortSignal.any([request.signal, limit]) : limit;
    return super.queueRequest({ ...request, signal });
  }
}

/** The types of `fetch` are of another edition there. */
type Init = Parameters<RESTOptions['makeRequest']>[1];

/** Sends it, once, and reads the whole answer within its time. */
async function carried(url: string, init: Init, invalid: InvalidRequests, log: Log): Promise<ResponseLike> {
  invalid.mayCall(answers.test(url));
  // Its time was over before it was its turn.
  if (init.signal?.aborted) throw new LineFailure('queue', null);
  const { status, statusText, headers, body } = await answered(url, init);
  const scope = headers.get('x-ratelimit-scope');
  if (status === 429) sayHowLong(headers, body);
  if (status === 401 || status === 403 || (status === 429 && scope !== 'shared')) {
    const count = invalid.count();
    if (count % 1_000 === 0) log.warn({ count }, 'many requests that Discord refused within ten minutes');
  }
  // Without a scope it isn’t Discord’s interface that refuses, but what stands before it: for every request.
  if (status === 429 && scope === null && !headers.has('x-ratelimit-bucket'))
    invalid.hold(Number(headers.get('retry-after')));
  // Nothing said isn’t JSON, whatever its headers say.
  if (body.byteLength === 0) headers.delete('content-type');
  return new Response(body.byteLength === 0 ? null : body, { status, statusText, headers }) as ResponseLike;
}

async function answered(url: string, init: Init) {
  try {
    const { status, statusText, headers, ...response } = await fetched(url, init);
    return { status, statusText, headers: new Headers(headers), body: response.body };
  } catch (error) {
    throw new LineFailure(codeOf(error) ?? 'connection', error);
  }
}

async function fetched(url: string, init: Init) {
  const { method, headers: sent, body, signal } = init as unknown as RequestInit;
  const response = await fetch(url, {
    ...(method && { method }),
    headers: sent ?? {},
    body: body ?? null,
    signal: signal ?? null,
  });
  const { status, statusText, headers } = response;
  return { status, statusText, headers, body: await response.arrayBuffer() };
}

/** discord.js takes the wait from the headers of the route alone, which not every 429 has. */
function sayHowLong(headers: Headers, body: ArrayBuffer): void {
  const wait = retryAfterIn(body) ?? Number(headers.get('retry-after') ?? unsaidWait);
  const seconds = Number.isFinite(wait) && wait > 0 ? wait : unsaidWait;
  headers.set('retry-after', String(seconds));
  headers.set('x-ratelimit-reset-after', String(seconds));
  headers.set('x-ratelimit-remaining', '0');
}

function retryAfterIn(body: ArrayBuffer): number | undefined {
  try {
    const { retry_after } = JSON.parse(new TextDecoder().decode(body)) as { retry_after?: unknown };
    return typeof retry_after === 'number' ? retry_after : undefined;
  } catch {
    return undefined;
  }
}

/** What somebody waits for: the answers to what people did. */
const answers = /\/(interactions|webhooks)\/\d+\//;

/** The code of the innermost cause that has one. */
function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const inner = codeOf(error.cause);
  if (inner !== undefined) return inner;
  const { code } = error as { code?: unknown };
  if (typeof code === 'string') return code;
  return error.name === 'Error' || error.name === 'TypeError' ? undefined : error.name;
}
