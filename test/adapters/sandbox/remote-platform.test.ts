import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { remotePlatform } from '../../../adapters/sandbox/remote-platform.ts';
import { SendFailure } from '../../../src/app/announcer.ts';

const message = {
  to: 'sandbox:local:salon',
  key: 'k1',
  lang: 'fr',
  text: 'Bonjour',
  card: { title: 'Bonjour' },
};
const servers = new Set<Server>();

afterEach(async () => {
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
  servers.clear();
});

/** A platform of which every answer is the test's. */
async function platformThat(answer: (request: IncomingMessage, response: ServerResponse) => void) {
  const received: { method: string; url: string; body: string }[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    received.push({ method: request.method ?? '', url: request.url ?? '', body });
    answer(request, response);
  });
  servers.add(server.listen(0, '127.0.0.1'));
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return { platform: remotePlatform(`http://127.0.0.1:${port}`), received };
}

const status = (code: number, headers: Record<string, string> = {}, body = '{}') =>
  platformThat((_, response) => response.writeHead(code, headers).end(body));

/** How the platform's answer is understood. */
async function failureOf(work: Promise<unknown>): Promise<Pick<SendFailure, 'kind' | 'retryAfter'> | string> {
  try {
    return `no failure but ${JSON.stringify(await work)}`;
  } catch (error) {
    if (!(error instanceof SendFailure)) return `${error}`;
    return { kind: error.kind, retryAfter: error.retryAfter };
  }
}

describe('a message that another process receives', () => {
  it('is posted, edited and found by its key, in one request each', async () => {
    const { platform, received } = await status(200, {}, '{"messageId":"m 1/2"}');
    expect(await platform.post('private', message, null)).toBe('m 1/2');
    expect(await platform.edit('m 1/2', message)).toBe(true);
    expect(await platform.find(message.to, 'k&1')).toBe('m 1/2');
    expect(received.map(({ method, url }) => `${method} ${url}`)).toEqual([
      'POST /messages',
      'PUT /messages/m%201%2F2',
      'GET /messages?to=sandbox%3Alocal%3Asalon&key=k%261',
    ]);
    expect(received.map(({ body }) => body && JSON.parse(body))).toEqual([
      { kind: 'private', ...message, under: null },
      message,
      '',
    ]);
  });

  it('that isn’t there is not found, can’t be edited, and has nothing under it', async () => {
    const { platform } = await status(404);
    expect(await platform.edit('m1', message)).toBe(false);
    expect(await platform.find(message.to, 'k1')).toBeUndefined();
    expect(await platform.post('post', message, 'm1')).toBeUndefined();
  });
});

describe('an answer of the platform', () => {
  it.each([
    ['that asks to wait 30 seconds', 429, { 'retry-after': '30' }, { kind: 'retry', retryAfter: 30 }],
    ['that is an error of its own', 500, {}, { kind: 'uncertain', retryAfter: null }],
    ['of a gateway before it', 502, {}, { kind: 'uncertain', retryAfter: null }],
    ['that it is overloaded', 503, { 'retry-after': '5' }, { kind: 'uncertain', retryAfter: null }],
    ['that it doesn’t like the message', 400, {}, { kind: 'permanent', retryAfter: null }],
    ['that it forbids it', 403, {}, { kind: 'permanent', retryAfter: null }],
    ['that there is no such room', 404, {}, { kind: 'permanent', retryAfter: null }],
    ['that it is too long', 413, {}, { kind: 'permanent', retryAfter: null }],
  ])('%s', async (_, code, headers, failure) => {
    const { platform, received } = await status(code, headers);
    expect(await failureOf(platform.post('post', message, null))).toEqual(failure);
    expect(received).toHaveLength(1);
  });

  it.each([
    ['nothing', {}],
    ['a date', { 'retry-after': new Date(Date.now() + 60_000).toUTCString() }],
    ['rubbish', { 'retry-after': 'soon' }],
  ])('that asks to wait and says %s how long can be obeyed', async (_, headers) => {
    const { platform } = await status(429, headers as Record<string, string>);
    const failure = await failureOf(platform.post('post', message, null));
    expect(failure).toMatchObject({ kind: 'retry' });
    const { retryAfter } = failure as SendFailure;
    expect(retryAfter === null || Number.isFinite(retryAfter)).toBe(true);
  });

  it('to an edit says the same as to a post', async () => {
    const slow = await status(429, { 'retry-after': '7' });
    expect(await failureOf(slow.platform.edit('m1', message))).toEqual({ kind: 'retry', retryAfter: 7 });
    const broken = await status(500);
    expect(await failureOf(broken.platform.edit('m1', message))).toMatchObject({ kind: 'uncertain' });
    expect(await failureOf(broken.platform.find('r', 'k'))).toMatchObject({ kind: 'uncertain' });
  });
});

describe('a connection', () => {
  it('that breaks before the answer leaves it uncertain whether the message arrived', async () => {
    const { platform, received } = await platformThat((request) => request.socket.destroy());
    expect(await failureOf(platform.post('post', message, null))).toEqual({
      kind: 'uncertain',
      retryAfter: null,
    });
    expect(received).toHaveLength(1);
  });

  it('that breaks inside the answer leaves it uncertain, or at least not refused for good', async () => {
    const { platform } = await platformThat((request, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('{"messageId":');
      setImmediate(() => request.socket.destroy());
    });
    // Whatever isn't a SendFailure counts as uncertain.
    const failure = await failureOf(platform.post('post', message, null));
    expect(typeof failure === 'string' ? failure : failure.kind).toMatch(/uncertain|Error/);
  });

  it('that nobody answers leaves it uncertain', async () => {
    const nobody = remotePlatform('http://127.0.0.1:9');
    expect(await failureOf(nobody.post('post', message, null))).toMatchObject({ kind: 'uncertain' });
  });
});
