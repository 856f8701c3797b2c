// The platform of the kill rounds: it keeps what it accepted, also when the answer never arrives.

import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Platform, startPlatform } from './platform-server.ts';

let platform: Platform;
beforeEach(async () => {
  platform = await startPlatform();
});
afterEach(() => platform.stop());

const message = {
  kind: 'post',
  to: 'salon',
  key: 'k',
  lang: 'fr',
  text: 'Bonjour',
  card: { title: 'Bonjour' },
};

async function call(method: string, path: string, body?: object) {
  const init = body ? { method, body: JSON.stringify(body) } : { method };
  const response = await fetch(platform.url + path, init);
  return { status: response.status, headers: response.headers, body: await response.json() };
}

it('keeps a message, finds it by id and by key, and edits it', async () => {
  const { status, body } = await call('POST', '/messages', message);
  expect({ status, body }).toEqual({ status: 200, body: { messageId: 'm1' } });
  const kept = { messageId: 'm1', text: 'Bonjour', card: { title: 'Bonjour' } };
  expect((await call('GET', '/messages/m1')).body).toEqual(kept);
  expect((await call('GET', '/messages?to=salon&key=k')).body).toEqual(kept);

  expect((await call('PUT', '/messages/m1', { ...message, text: 'Bonsoir' })).status).toBe(200);
  expect((await call('GET', '/messages/m1')).body).toMatchObject({ text: 'Bonsoir' });
  expect(platform.received.map((r) => [r.n, r.kind, r.messageId, r.text])).toEqual([
    [1, 'post', 'm1', 'Bonjour'],
    [2, 'edit', 'm1', 'Bonsoir'],
  ]);
});

it('knows neither messages that it did not get nor bodies that say nothing', async () => {
  expect((await call('PUT', '/messages/m7', message)).status).toBe(404);
  expect((await call('GET', '/messages/m7')).status).toBe(404);
  expect((await call('GET', '/messages?to=salon&key=k')).status).toBe(404);
  expect((await call('POST', '/messages', { to: 'salon' })).status).toBe(400);
  expect(platform.received).toEqual([]);
});

it('accepts a message and loses the answer', async () => {
  platform.weather = () => ({ kind: 'lost' });
  await expect(call('POST', '/messages', message)).rejects.toThrow();
  platform.weather = null;
  expect((await call('GET', '/messages?to=salon&key=k')).status).toBe(200);
});

it('refuses for a while, and says for how long', async () => {
  platform.weather = () => ({ kind: 'busy', retryAfter: 3 });
  const { status, headers } = await call('POST', '/messages', message);
  expect([status, headers.get('retry-after')]).toEqual([429, '3']);
  platform.weather = () => ({ kind: 'dropped' });
  await expect(call('POST', '/messages', message)).rejects.toThrow();
  expect(platform.received).toEqual([]);
});
