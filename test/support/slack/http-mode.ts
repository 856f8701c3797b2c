// Slack telling an app by HTTP: requests signed with the app's secret (v0), as commands, taps and events come.

import { createHmac } from 'node:crypto';
import type { Delivery } from './socket-mode.ts';

export interface SignedRequest {
  headers: Record<string, string>;
  body: string;
}

/** How a request departs from what Slack would send. */
export interface Forgery {
  /** Signed with another secret. */
  secret?: string;
  /** Seconds since 1970 that it claims; signed along. */
  timestamp?: number;
  /** Changed after it was signed. */
  body?: string;
  /** Without any signature. */
  unsigned?: boolean;
}

/** The request that Slack would make. @param now milliseconds */
export function signedRequest(
  { type, payload, retry }: Delivery,
  secret: string,
  now: number = Date.now(),
  forgery: Forgery = {},
): SignedRequest {
  const body = bodyOf(type, payload);
  const timestamp = String(forgery.timestamp ?? Math.floor(now / 1_000));
  const hmac = createHmac('sha256', forgery.secret ?? secret).update(`v0:${timestamp}:${body}`);
  const signature = `v0=${hmac.digest('hex')}`;
  return {
    body: forgery.body ?? body,
    headers: {
      'content-type': type === 'events_api' ? 'application/json' : 'application/x-www-form-urlencoded',
      'x-slack-request-timestamp': timestamp,
      ...(forgery.unsigned ? {} : { 'x-slack-signature': signature }),
      ...(retry
        ? {
            'x-slack-retry-num': String(retry.attempt),
            'x-slack-retry-reason': retry.reason === 'timeout' ? 'http_timeout' : retry.reason,
          }
        : {}),
    },
  };
}

/** Sends it to where the app listens. */
export async function sendSigned(to: string, request: SignedRequest): Promise<Response> {
  return fetch(to, { method: 'POST', headers: request.headers, body: request.body });
}

/** The same deliveries as a bad day brings them: each twice, out of order, the same way at each run. */
export function repeatedAndReordered(deliveries: readonly Delivery[]): Delivery[] {
  const again = deliveries.map((d): Delivery => {
    return d.type === 'events_api' ? { ...d, retry: { attempt: 1, reason: 'timeout' } } : d;
  });
  return [...deliveries].reverse().flatMap((d, i) => [d, ...again.slice(i, i + 1)]);
}

function bodyOf(type: Delivery['type'], payload: Record<string, unknown>): string {
  switch (type) {
    case 'events_api':
      return JSON.stringify(payload);
    case 'interactive':
      return new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
    case 'slash_commands':
      return new URLSearchParams(Object.entries(payload).map(([k, v]) => [k, String(v)])).toString();
  }
}
