// How Discord's REST interface is called: once, not for ever, without waiting, and without a word of it in the logs.

import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Routes } from 'discord.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createInvalidRequests, HeldBack } from '../../../adapters/discord/invalid-requests.ts';
import { discordRest, plainError, withoutSecrets } from '../../../adapters/discord/rest.ts';
import { troubleOf } from '../../../adapters/discord/trouble.ts';
import type { Fault } from '../../support/discord/faults.ts';
import { type DiscordServer, discordServer } from '../../support/discord/server.ts';
import { rememberingLog } from '../../support/logs.ts';

let server: DiscordServer;
let channel: string;
let clock: number;
beforeEach(async () => {
  server = await discordServer();
  const { world } = server;
  channel = world.channel(world.guild('Quartier'), 'concertation').id;
  clock = 0;
});
afterEach(() => server.close());

function client(timeout = 2_000, log = rememberingLog()) {
  const { token } = server.world.bot;
  return discordRest({
    token,
    apiUrl: server.apiUrl,
    log,
    timeout,
    invalid: createInvalidRequests(() => clock),
  });
}
const send = (rest = client()) =>
  rest.post(Routes.channelMessages(channel), { body: { content: 'Bonjour' } });
const troubleWith = async (call: Promise<unknown>) => {
  const error = await call.then(
    () => undefined,
    (e: unknown) => e,
  );
  return error === undefined ? undefined : troubleOf(error);
};
const route = 'POST /channels/:channel/messages';

describe('a call to Discord', () => {
  it('is answered', async () => {
    expect(await send()).toMatchObject({ content: 'Bonjour', channel_id: channel });
    expect(server.world.messagesIn(channel)).toHaveLength(1);
  });

  it.each<[string, Fault, string, number | null]>([
    ['too many on this way', { kind: 'rate', retryAfter: 7 }, 'busy', 7],
    ['too many altogether', { kind: 'rate-global', retryAfter: 9 }, 'busy', 9],
    ['too many, of everybody’s', { kind: 'rate', retryAfter: 4, scope: 'shared' }, 'busy', 4],
    ['a failing server', { kind: 'status', status: 502 }, 'unanswered', null],
    ['a lost answer', { kind: 'answer-lost' }, 'unanswered', null],
    ['a broken line', { kind: 'way-lost' }, 'unanswered', null],
    ['a refusal', { kind: 'error', status: 403, code: 50_013 }, 'permission', null],
  ])('that meets %s isn’t repeated, and doesn’t wait', async (_, fault, kind, seconds) => {
    server.faults.set(route, [fault]);
    const trouble = await troubleWith(send());
    expect(trouble).toMatchObject({ kind });
    if (seconds === null) expect(trouble?.seconds).toBeNull();
    else expect([seconds, seconds + 1]).toContain(trouble?.seconds);
    expect(server.calls).toHaveLength(1);
  });

  it('isn’t made where Discord has said already that it would be too many', async () => {
    server.limits.set(route, { limit: 2, per: 60_000 });
    const rest = client();
    await send(rest);
    await send(rest);
    expect(await troubleWith(send(rest))).toMatchObject({ kind: 'busy' });
    expect(server.calls).toHaveLength(2);
  });

  it('is never held back by how many there were, but where Discord says so: what answers people isn’t counted', async () => {
    const rest = client();
    for (let i = 0; i < 80; i++) await send(rest);
    expect(server.world.messagesIn(channel)).toHaveLength(80);
  });

  it('is given up after its time, and may have been accepted', async () => {
    const answer = Promise.withResolvers<void>();
    server.faults.set(route, { kind: 'slow', until: answer.promise });
    expect(await troubleWith(send(client(60)))).toMatchObject({ kind: 'unanswered' });
    answer.resolve();
  });

  it('that is given up while it waits for its turn has surely not been accepted', async () => {
    const answer = Promise.withResolvers<void>();
    server.faults.set(route, { kind: 'slow', until: answer.promise });
    const rest = client();
    const first = send(rest);
    const gone = new AbortController();
    const { signal } = gone;
    const second = rest.post(Routes.channelMessages(channel), { body: { content: '2' }, signal });
    setImmediate(() => gone.abort());
    expect(await troubleWith(second)).toMatchObject({ kind: 'unreached' });
    answer.resolve();
    await first;
    expect(server.calls).toHaveLength(1);
  });

  it('that reaches nobody has surely not been accepted', async () => {
    const closed = await discordServer();
    await closed.close();
    const nobody = discordRest({ token: 'x', apiUrl: closed.apiUrl, log: rememberingLog() });
    expect(await troubleWith(send(nobody))).toMatchObject({ kind: 'unreached', code: 'ECONNREFUSED' });
  });

  it('went well where nothing is said of it, though as JSON', async () => {
    const quiet = createServer((_, response) =>
      response.writeHead(204, { 'content-type': 'application/json' }).end(),
    );
    quiet.listen(0, '127.0.0.1');
    await once(quiet, 'listening');
    const apiUrl = `http://127.0.0.1:${(quiet.address() as AddressInfo).port}/api`;
    const rest = discordRest({ token: 'x', apiUrl, log: rememberingLog() });
    await expect(rest.post(Routes.interactionCallback('1', 'token'), { auth: false })).resolves.toBeDefined();
    quiet.closeAllConnections();
    quiet.close();
  });

  it('keeps the bot’s token where the token of an interaction is dead', async () => {
    const rest = client();
    server.faults.set('*', [{ kind: 'error', status: 401, code: 50_027 }]);
    expect(await troubleWith(send(rest))).toMatchObject({ kind: 'late' });
    await send(rest);
    expect(server.world.messagesIn(channel)).toHaveLength(1);
  });
});

describe('requests that Discord refuses', () => {
  it('are counted, and long before Discord would shut the service out nothing leaves', async () => {
    const invalid = createInvalidRequests(() => clock);
    for (let i = 0; i < 4_999; i += 1) invalid.count();
    const rest = discordRest({ token: 'bad', apiUrl: server.apiUrl, log: rememberingLog(), invalid });
    expect(await troubleWith(send(rest))).toMatchObject({ kind: 'token' });
    expect(await troubleWith(send(rest))).toMatchObject({ kind: 'busy', code: 'held_back', seconds: 660 });
    expect(server.calls).toHaveLength(1);
    clock += 660_001;
    expect(await troubleWith(send(rest))).toMatchObject({ kind: 'token' });
  });

  it('hold back the answers to people last', () => {
    const invalid = createInvalidRequests(() => clock);
    for (let i = 0; i < 8_999; i += 1) invalid.count();
    expect(() => invalid.mayCall(false)).toThrow(HeldBack);
    expect(() => invalid.mayCall(true)).not.toThrow();
    invalid.count();
    expect(() => invalid.mayCall(true)).toThrow(HeldBack);
  });
});

describe('the log', () => {
  it('never holds a token nor a message, whatever happens to a call', async () => {
    const log = rememberingLog();
    const rest = client(2_000, log);
    const { bot } = server.world;
    const faults: (Fault | null)[] = [
      null,
      { kind: 'rate', retryAfter: 0.01 },
      { kind: 'status', status: 500 },
      { kind: 'answer-lost' },
      { kind: 'error', status: 401, code: 0 },
    ];
    for (const fault of faults) {
      server.faults.set(route, [fault]);
      const error = await send(rest).catch((e: unknown) => e);
      if (error instanceof Error) log.warn({ err: plainError(error) }, plainError(error).stack ?? '');
    }
    expect(log.lines).toHaveLength(faults.length - 1);
    for (const secret of [bot.token, 'Bonjour']) expect(log.lines.join('\n')).not.toContain(secret);
  });

  it('takes secrets out of what discord.js says', () => {
    const spoken =
      'Bot MTIzNDU2Nzg5MDEyMzQ1Njc4OQ==.G1a2b3.abc-DEF_ghi https://discord.com/api/v10/webhooks/123/aW50ZXJhY3Rpb24/messages/@original /interactions/77/abcdef/callback';
    expect(withoutSecrets(spoken)).not.toMatch(/abc|MTIz|aW50/);
    expect(withoutSecrets('Unknown Message[10008]')).toBe('Unknown Message[10008]');
  });
});
