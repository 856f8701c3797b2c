// What goes wrong on the tests' Discord, and how often it may be asked, held against discord.js.

import { DiscordAPIError, RateLimitError, REST, Routes } from 'discord.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { forbid } from '../../support/discord/deeds.ts';
import type { DiscordChannel, DiscordGuild } from '../../support/discord/guild.ts';
import { flags } from '../../support/discord/rights.ts';
import { type DiscordServer, discordServer } from '../../support/discord/server.ts';

let now = 0;
let server: DiscordServer;
let guild: DiscordGuild;
let channel: DiscordChannel;
let rest: REST;
beforeEach(async () => {
  now = Date.UTC(2026, 10, 23, 9);
  server = await discordServer({ now: () => now });
  guild = server.world.guild('Bruxelles');
  channel = server.world.channel(guild, 'concertation');
  rest = new REST({ api: server.apiUrl, retries: 0, timeout: 2_000, rejectOnRateLimit: () => true });
  rest.setToken(server.world.bot.token);
});
afterEach(() => server.close());

const minute = 60_000;
const text = (content: string) => ({ flags: 32_768, components: [{ type: 10, content }] });
const posted = async (body: object = text('un'), at = channel.id) =>
  (await rest.post(Routes.channelMessages(at), { body })) as { id: string };
const codeOf = (asked: Promise<unknown>) =>
  asked.then(
    () => 'accepted',
    (error) => (error instanceof DiscordAPIError ? error.code : error),
  );

describe('limits of rate', () => {
  /** What discord.js adds to what it is told (ms); it reads whole seconds. */
  const ahead = 50;
  const wait = async (asked: Promise<unknown>) => {
    const error = await asked.then(
      () => null,
      (e) => e,
    );
    return error instanceof RateLimitError ? [error.scope, error.retryAfter, error.global] : error;
  };

  it('are told in headers, by route and channel, and kept to by who reads them', async () => {
    server.limits.set('POST /channels/:channel/messages', { limit: 2, per: 5_000 });
    await posted();
    await posted();
    const fresh = new REST({ api: server.apiUrl, retries: 0, rejectOnRateLimit: () => true });
    fresh.setToken(server.world.bot.token);
    const third = fresh.post(Routes.channelMessages(channel.id), { body: text('trois') });
    expect(await wait(third)).toEqual(['user', 5_000 + ahead, false]);
    const other = server.world.channel(guild, 'ailleurs');
    expect(await codeOf(posted(text('un'), other.id))).toBe('accepted');
    expect(server.world.messagesIn(channel.id)).toHaveLength(2);
    expect(server.calls.at(-2)?.status).toBe(429);
    now += 5_000;
    const again = await new REST({ api: server.apiUrl })
      .setToken(server.world.bot.token)
      .post(Routes.channelMessages(channel.id), { body: text('trois') });
    expect(again).toMatchObject({ channel_id: channel.id });
  });

  it('fail a route, or everything, when a test says so', async () => {
    server.faults.set('POST /channels/:channel/messages', { kind: 'rate', retryAfter: 1.5 });
    expect(await wait(posted())).toEqual(['user', 2_000 + ahead, false]);
    server.faults.set('GET /channels/:channel', { kind: 'rate-global', retryAfter: 3 });
    expect(await wait(rest.get(Routes.channel(channel.id)))).toEqual(['global', 3_000 + ahead, true]);
  });

  it('shut an app out that goes on asking for what it was refused', async () => {
    server.limits.bannedAfter = 3;
    forbid(server.world, channel, flags.ViewChannel);
    for (let i = 0; i < 3; i++) expect(await codeOf(posted())).toBe(50001);
    expect([server.limits.invalid, server.limits.isBanned]).toEqual([3, true]);
    const answer = await fetch(`${server.apiUrl}/v10/gateway`);
    expect([answer.status, await answer.text()]).toEqual([429, 'error code: 1015']);
    now += 10 * minute;
    expect([server.limits.invalid, server.limits.isBanned]).toEqual([0, false]);
  });
});

describe('what goes wrong', () => {
  const route = 'POST /channels/:channel/messages';

  it('is that nothing comes back, though it was taken, or wasn’t', async () => {
    server.faults.set(route, [{ kind: 'answer-lost' }, { kind: 'way-lost' }]);
    await expect(posted(text('prise'))).rejects.not.toBeInstanceOf(DiscordAPIError);
    await expect(posted(text('perdue'))).rejects.not.toBeInstanceOf(DiscordAPIError);
    await posted(text('bien'));
    const texts = server.world.messagesIn(channel.id).map((m) => m.components[0]?.content);
    expect(texts).toEqual(['prise', 'bien']);
    expect(server.calls.map((c) => c.status)).toEqual([200, null, 200]);
  });

  it('is an error of its own, or one that it gives in its words', async () => {
    server.faults.set(route, [
      { kind: 'status', status: 502 },
      { kind: 'error', status: 403, code: 40333 },
    ]);
    await expect(posted()).rejects.toMatchObject({ status: 502 });
    expect(await codeOf(posted())).toBe(40333);
    server.world.tokenGood = false;
    await expect(posted()).rejects.toMatchObject({ status: 401 });
  });

  it('is so in one channel alone, where a test says so', async () => {
    const other = server.world.channel(guild, 'ailleurs');
    server.faults.set(`POST /channels/${other.id}/messages`, { kind: 'status', status: 502 });
    await expect(posted(text('un'), other.id)).rejects.toMatchObject({ status: 502 });
    expect(await codeOf(posted())).toBe('accepted');
    server.faults.calm();
    expect(await codeOf(posted(text('un'), other.id))).toBe('accepted');
  });

  it('is an answer that comes late', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    server.faults.set(route, { kind: 'slow', until: promise });
    const slow = posted();
    while (server.world.messages.length === 0) await new Promise(setImmediate);
    resolve();
    expect(await codeOf(slow)).toBe('accepted');
  });
});
