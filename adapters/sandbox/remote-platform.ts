// The local room's messages kept by another process, so that a test can kill this one and still know
// what was received. Each call is one HTTP request, never repeated here.

import { SendFailure } from '../../src/app/announcer.ts';
import type { RoomPlatform } from './platform.ts';

const timeout = 5_000;

/** @param base where the other process listens, such as http://127.0.0.1:4000 */
export function remotePlatform(base: string): RoomPlatform {
  async function call(method: string, path: string, body?: object): Promise<Response> {
    try {
      return await fetch(new URL(path, base), {
        method,
        signal: AbortSignal.timeout(timeout),
        ...(body ? { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) } : {}),
      });
    } catch (error) {
      throw new SendFailure('uncertain', error instanceof Error ? error.message : String(error));
    }
  }

  async function answer(response: Response): Promise<{ messageId: string }> {
    if (response.ok) return (await response.json()) as { messageId: string };
    if (response.status === 429) {
      throw new SendFailure('retry', 'rate limited', seconds(response.headers.get('retry-after')));
    }
    if (response.status >= 500) throw new SendFailure('uncertain', `status ${response.status}`);
    throw new SendFailure('permanent', `status ${response.status}`);
  }

  return {
    async post(kind, message, under) {
      const response = await call('POST', '/messages', { kind, ...message, under });
      if (response.status === 404 && under !== null) return undefined;
      return (await answer(response)).messageId;
    },
    async edit(messageId, message) {
      const response = await call('PUT', `/messages/${encodeURIComponent(messageId)}`, message);
      if (response.status === 404) return false;
      await answer(response);
      return true;
    },
    async find(to, key) {
      const response = await call('GET', `/messages?${new URLSearchParams({ to, key })}`);
      return response.status === 404 ? undefined : (await answer(response)).messageId;
    },
  };
}

/** `Retry-After` in seconds: a number, or an HTTP date; null when it says neither. */
function seconds(header: string | null): number | null {
  if (header === null) return null;
  const wait = /^\d+$/.test(header.trim()) ? Number(header) : (Date.parse(header) - Date.now()) / 1_000;
  return Number.isFinite(wait) ? Math.max(0, wait) : null;
}
