// Slack's Web API as the service calls it: once, with a limit of time, and nothing secret in the logs.

import { type Logger, LogLevel, webApi } from '@slack/bolt';
import type { Log } from '../../src/app/ports.ts';

/** Milliseconds for one call, so that all calls for one letter end while the outbox may send. */
const callLimit = 3_000;
/** Seconds to wait where Slack says 'too many' without saying how long. */
const unsaidWait = 30;

/**
 * A client that never repeats a call by itself: one lost answer would post twice.
 * @param apiUrl where Slack is, with a slash at the end; only tests say another than Slack's own
 */
export function slackClient({
  token,
  log,
  apiUrl,
  timeout = callLimit,
}: {
  token: string;
  log: Log;
  apiUrl?: string | null;
  timeout?: number;
}): webApi.WebClient {
  return new webApi.WebClient(token, clientOptions({ log, apiUrl, timeout }));
}

/** What every client of Slack’s is set to. */
export function clientOptions({
  log,
  apiUrl = null,
  timeout = callLimit,
}: {
  log: Log;
  apiUrl?: string | null | undefined;
  timeout?: number;
}): webApi.WebClientOptions {
  return {
    ...(apiUrl ? { slackApiUrl: apiUrl } : {}),
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout,
    logger: slackLogger(log),
    fetch: sayingHowLong,
  };
}

/** Warnings and errors of Slack's own code, without what they may have copied of tokens and messages. */
export function slackLogger(log: Log): Logger {
  const said = (parts: unknown[]) => withoutSecrets(parts.map(String).join(' '));
  return {
    debug: () => {},
    info: () => {},
    warn: (...parts) => log.warn({}, `slack: ${said(parts)}`),
    error: (...parts) => log.error({}, `slack: ${said(parts)}`),
    setLevel: () => {},
    getLevel: () => LogLevel.WARN,
    setName: () => {},
  };
}

/** The text with every token of Slack's, and every ticket of a connection, taken out. */
export function withoutSecrets(text: string): string {
  return text
    .replaceAll(/\b(xox[a-z]|xapp|xwfp)-[\w.-]+/g, '$1-…')
    .replaceAll(/(ticket|token|secret)=[^&\s]+/gi, '$1=…');
}

/** What may be logged of an error: neither secrets nor what hangs on it. */
export function plainError(error: unknown): Error {
  const plain = error instanceof Error ? error : new Error(String(error));
  const { name, message, stack = '' } = plain;
  return { name, message: withoutSecrets(message), stack: withoutSecrets(stack) };
}

/** Slack's client takes 'too many' without a delay for an unknown error: it is given one. */
async function sayingHowLong(...request: Parameters<typeof fetch>): Promise<Response> {
  const response = await fetch(...request);
  if (response.status !== 429 || /^\s*\d+\s*$/.test(response.headers.get('retry-after') ?? ''))
    return response;
  return new Response(null, { status: 429, headers: { 'retry-after': String(unsaidWait) } });
}
