// The line by which Discord tells what people do: it is mended, sessions are gone on with, and nothing comes twice.

import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { intentsOf } from '../../../adapters/discord/line.ts';
import { acceptWebSocket } from '../../support/web-socket.ts';
import { lineGround, noon } from './line-ground.ts';

const eventually = { timeout: 8_000, interval: 10 };

describe('a line to Discord', () => {
  it('asks for no privileged intent', () => {
    const privileged = (1 << 1) | (1 << 8) | (1 << 15);
    for (const reactions of [true, false]) expect(intentsOf(reactions) & privileged).toBe(0);
    expect(intentsOf(false)).toBe((1 << 0) | (1 << 9));
  });

  it.each([
    ['switched on', true],
    ['switched off', false],
  ])('hands on reactions of people where they are %s', async (_, reactions) => {
    const { server, heard, line, up, tap } = await lineGround();
    await up(line({ reactions }));
    for (const user_id of ['3', server.world.bot.user]) {
      const where = { guild_id: '9', channel_id: '1', message_id: '2' };
      server.gateway.dispatch('MESSAGE_REACTION_ADD', { ...where, user_id, emoji: { id: null, name: '👍' } });
    }
    tap();
    await expect.poll(() => heard.interactions.length, eventually).toBe(1);
    const theirs = { guild: '9', channel: '1', message: '2', user: '3', emoji: '👍' };
    expect(heard.reactions).toEqual(reactions ? [theirs] : []);
  });

  it('hands on what somebody did, with the instant of its arrival', async () => {
    const { clock, heard, line, up, tap } = await lineGround();
    await up(line());
    const id = tap();
    await expect.poll(() => heard.interactions.length, eventually).toBe(1);
    const [first] = heard.interactions;
    expect(first).toMatchObject({ id, arrival: { late: false } });
    expect(first?.arrival.receivedAt).toBe(new Date(clock.ms).toISOString());
  });

  it('that is cut goes on where it was, and what was done meanwhile arrives late, once', async () => {
    const { server, heard, line, up, tap } = await lineGround();
    const gateway = line();
    await up(gateway);
    const before = tap();
    await expect.poll(() => heard.interactions.length, eventually).toBe(1);
    server.gateway.cut();
    await expect.poll(() => gateway.isUp(), eventually).toBe(false);
    const meanwhile = tap();
    await up(gateway);
    await expect.poll(() => heard.interactions.map(({ id }) => id), eventually).toEqual([before, meanwhile]);
    expect(heard.interactions[1]?.arrival.late).toBe(true);
    const after = tap();
    await expect.poll(() => heard.interactions.length, eventually).toBe(3);
    expect(heard.interactions[2]).toMatchObject({ id: after, arrival: { late: false } });
    expect(server.gateway.identified).toHaveLength(1);
    expect(heard.other).toEqual([]);
  });

  it.each<[string, (g: Awaited<ReturnType<typeof lineGround>>['server']['gateway']) => void]>([
    ['Discord asks to connect anew', (g) => g.ask()],
    ['Discord hangs up', (g) => g.hangUp(4_000)],
    ['Discord hangs up in good order', (g) => g.hangUp(1_000)],
    ['the session is doubted, but may be gone on with', (g) => g.invalidate(true)],
  ])('comes back where %s', async (_, trouble) => {
    const { server, heard, line, up, tap } = await lineGround();
    const gateway = line();
    await up(gateway);
    const opened = server.gateway.opened;
    trouble(server.gateway);
    await expect
      .poll(() => server.gateway.resumed + server.gateway.opened, eventually)
      .toBeGreaterThan(opened);
    await up(gateway);
    const id = tap();
    await expect.poll(() => heard.interactions.map((i) => i.id), eventually).toEqual([id]);
  });

  it('whose session is over begins a new one, and says since when nothing was told', async () => {
    const { server, heard, clock, line, up, tap } = await lineGround();
    const gateway = line();
    await up(gateway);
    const since = new Date(clock.ms).toISOString();
    server.gateway.invalidate(false);
    await expect.poll(() => server.gateway.identified.length, eventually).toBe(2);
    await up(gateway);
    await expect.poll(() => heard.other, eventually).toEqual([`missed since ${since}`]);
    tap();
    await expect.poll(() => heard.interactions.length, eventually).toBe(1);
  });

  it('whose session Discord has forgotten meanwhile begins a new one', async () => {
    const { server, heard, line, up } = await lineGround();
    const gateway = line();
    await up(gateway);
    server.gateway.cut();
    await expect.poll(() => gateway.isUp(), eventually).toBe(false);
    server.gateway.forget();
    await expect.poll(() => server.gateway.identified.length, eventually).toBe(2);
    await up(gateway);
    await expect.poll(() => heard.other.length, eventually).toBe(1);
  });

  it('that stands but carries nothing any more is found out, and mended', async () => {
    const { server, heard, line, up, tap } = await lineGround();
    server.gateway.heartbeatEvery = 60;
    const gateway = line();
    await up(gateway);
    await expect.poll(() => server.gateway.heartbeats, eventually).toBeGreaterThan(1);
    server.gateway.zombie();
    const id = tap();
    await expect.poll(() => heard.interactions.map((i) => i.id), eventually).toEqual([id]);
    expect(server.gateway.identified).toHaveLength(1);
  });

  it('is down while Discord is, and tries again ever more slowly', async () => {
    const { server, rests, line, up, heard, tap } = await lineGround();
    const gateway = line();
    await up(gateway);
    server.gateway.isDown = true;
    server.gateway.cut();
    await expect.poll(() => rests.length, eventually).toBeGreaterThanOrEqual(3);
    expect(gateway.isUp()).toBe(false);
    expect(rests.slice(0, 3)).toEqual([1_000, 2_000, 4_000]);
    server.gateway.isDown = false;
    await up(gateway);
    const id = tap();
    await expect.poll(() => heard.interactions.map((i) => i.id), eventually).toEqual([id]);
    expect(server.gateway.identified).toHaveLength(1);
  });
});

describe('a service that starts again', () => {
  it('can be stopped at once', async () => {
    const { server, line } = await lineGround();
    for (const wait of [0, 1, 5, 20, 50]) {
      const gateway = line();
      await new Promise((resolve) => setTimeout(resolve, wait));
      await gateway.close();
    }
    await expect.poll(() => server.gateway.connections, eventually).toBe(0);
  });

  it('goes on with its session, and is told what it missed', async () => {
    const { server, heard, line, up, tap } = await lineGround();
    const first = line();
    await up(first);
    tap();
    await expect.poll(() => heard.interactions.length, eventually).toBe(1);
    await first.close();
    expect(server.gateway.hungUp).toEqual([4_200]);
    const meanwhile = tap();
    await up(line());
    await expect.poll(() => heard.interactions.length, eventually).toBe(2);
    expect(heard.interactions[1]).toMatchObject({ id: meanwhile, arrival: { late: true } });
    expect(server.gateway.identified).toHaveLength(1);
    expect(server.calls.filter((c) => c.path === '/gateway/bot')).toHaveLength(1);
    expect(heard.other).toEqual([]);
  });

  it('is told again what it hadn’t dealt with when it was killed', async () => {
    const { server, heard, store, line, up, tap } = await lineGround();
    const stuck = Promise.withResolvers<void>();
    await up(line({}, { interaction: () => stuck.promise }));
    const id = tap();
    await expect
      .poll(async () => JSON.parse((await store.setting('discord:session')) ?? '{}').session?.sequence, {
        timeout: 4_000,
      })
      .toBe(1);
    server.gateway.cut();
    await up(line());
    await expect.poll(() => heard.interactions.map((i) => i.id), eventually).toEqual([id]);
    stuck.resolve();
  });

  it('waits ever longer where starts that lose their session follow each other', async () => {
    const { server, store, line, up } = await lineGround();
    for (let start = 0; start < 7; start += 1) {
      const gateway = line();
      await up(gateway);
      await gateway.close();
      server.gateway.forget();
    }
    const begun: number[] = JSON.parse((await store.setting('discord:identifies')) ?? '[]');
    const gaps = begun.slice(1).map((at, i) => at - (begun[i] ?? 0));
    expect(gaps).toHaveLength(6);
    for (const gap of gaps) expect(gap).toBeGreaterThanOrEqual(5_000);
    expect(gaps.at(-1)).toBeGreaterThanOrEqual(8_000);
  });

  it('doesn’t spend the last sessions of the day', async () => {
    const { server, rests, log, line } = await lineGround();
    server.gateway.total = 100;
    const gateway = line({
      async pause(ms) {
        rests.push(ms);
        server.gateway.total = 1_000;
      },
    });
    await expect.poll(() => gateway.isUp(), eventually).toBe(true);
    expect(rests).toEqual([5_000]);
    expect(server.gateway.identified).toHaveLength(1);
    expect(log.lines.filter((l) => l.startsWith('error'))).toEqual([]);
  });

  it('tries the gateway’s own address where that of its session leads nowhere, and keeps the session', async () => {
    const { server, store, rests, line, up } = await lineGround();
    const first = line();
    await up(first);
    await first.close();
    const kept = JSON.parse((await store.setting('discord:session')) ?? '{}');
    kept.session.resumeURL = 'ws://127.0.0.1:9/';
    await store.setSetting('discord:session', JSON.stringify(kept));
    await up(line());
    expect(rests).toEqual([1_000, 2_000, 4_000]);
    expect(server.gateway.identified).toHaveLength(1);
    expect(server.gateway.resumed).toBe(1);
  });

  it('whose token was taken away says what to do, once, and asks seldom', async () => {
    const { server, log, rests, line, up } = await lineGround();
    const gateway = line();
    await up(gateway);
    server.world.tokenGood = false;
    server.gateway.cut();
    await expect.poll(() => rests.filter((ms) => ms === 600_000).length, eventually).toBeGreaterThan(1);
    const said = log.lines.filter((l) => l.startsWith('error'));
    expect(said).toHaveLength(1);
    expect(said[0]).toContain('DISCORD_BOT_TOKEN');
    expect(log.lines.join('\n')).not.toContain(server.world.bot.token);
    expect(gateway.isUp()).toBe(false);
    expect(server.gateway.identified).toHaveLength(1);
  });
});

describe('a line on which Discord says nothing', () => {
  it('is opened anew', async () => {
    const { server, store, rests, line, up } = await lineGround();
    const first = line();
    await up(first);
    await first.close();
    const mute = createServer().on('upgrade', (request, socket) => {
      const peer = acceptWebSocket(request, socket, { text: () => undefined, closed: () => undefined });
      peer.send(JSON.stringify({ op: 10, d: { heartbeat_interval: 41_250 } }));
    });
    mute.listen(0, '127.0.0.1');
    await once(mute, 'listening');
    onTestFinished(() => void mute.close());
    const kept = JSON.parse((await store.setting('discord:session')) ?? '{}');
    kept.session.resumeURL = `ws://127.0.0.1:${(mute.address() as AddressInfo).port}/`;
    await store.setSetting('discord:session', JSON.stringify(kept));
    await up(line({ lookEvery: 20, answersWithin: 60 }));
    expect(rests.length).toBeGreaterThan(0);
    expect(server.gateway.identified).toHaveLength(1);
    expect(server.gateway.resumed).toBe(1);
  });
});

describe('of two processes on one database', () => {
  it('one holds the line; when it stops, the other goes on with the session', async () => {
    const { server, heard, line, up, tap } = await lineGround('postgresql');
    const parts = {
      system: () => Date.parse(noon),
      pause: () => new Promise<void>((resolve) => setTimeout(resolve, 20)),
    };
    const one = line(parts);
    await up(one);
    const other = line(parts);
    tap();
    await expect.poll(() => heard.interactions.length, eventually).toBe(1);
    expect([one.isUp(), other.isUp(), server.gateway.opened]).toEqual([true, false, 1]);
    await one.close();
    const meanwhile = tap();
    await up(other);
    await expect.poll(() => heard.interactions.map(({ id }) => id), eventually).toContain(meanwhile);
    expect(heard.interactions).toHaveLength(2);
    expect(server.gateway.identified).toHaveLength(1);
  });

  it('whoever has lost the line hangs up', async () => {
    const { server, store, line, up } = await lineGround('postgresql');
    let now = Date.parse(noon);
    const gateway = line({
      system: () => now,
      pause: () => new Promise((resolve) => setTimeout(resolve, 20)),
      lookEvery: 20,
    });
    await up(gateway);
    now += 60_000;
    await store.takeLease(
      'gateway:discord',
      'another',
      new Date(now).toISOString(),
      new Date(now + 20_000).toISOString(),
    );
    await expect.poll(() => server.gateway.hungUp, eventually).toEqual([4_200]);
    expect(gateway.isUp()).toBe(false);
  });

  it('the other takes the line when the first has given no sign of life for a while', async () => {
    const { server, store, line, up } = await lineGround('postgresql');
    const at = (ms: number) => new Date(Date.parse(noon) + ms).toISOString();
    await store.takeLease('gateway:discord', 'a-process-that-was-killed', at(0), at(20_000));
    let now = Date.parse(noon);
    const gateway = line({
      system: () => now,
      async pause(ms) {
        now += ms;
      },
    });
    await up(gateway);
    expect(now).toBe(Date.parse(noon) + 20_000);
    expect(server.gateway.opened).toBe(1);
  });
});

describe('what somebody writes', () => {
  it('is handed on where it mentions the app, once; not what apps write, nor in private', async () => {
    const { server, heard, line, up, tap } = await lineGround();
    const { bot } = server.world;
    await up(line());
    const message = (id: string, more: object = {}) =>
      server.gateway.dispatch('MESSAGE_CREATE', {
        id,
        guild_id: '9',
        channel_id: '1',
        author: { id: '3' },
        mentions: [{ id: bot.user }],
        content: `<@${bot.user}> pourquoi ?`,
        ...more,
      });
    message('50');
    message('50');
    message('51', { mentions: [] });
    message('52', { author: { id: '4', bot: true } });
    message('53', { guild_id: undefined });
    tap();
    await expect.poll(() => heard.interactions.length, eventually).toBe(1);
    expect(heard.other).toEqual(['mentioned in 50']);
  });
});

describe('what is told of servers', () => {
  it('is handed on: brought in, removed, a channel gone; not: a server that can’t be reached', async () => {
    const { server, heard, line, up } = await lineGround();
    const { world, gateway } = server;
    const guild = world.guild('Quartier');
    await up(line());
    gateway.dispatch('CHANNEL_DELETE', { id: '22', guild_id: guild.id, type: 0 });
    gateway.dispatch('THREAD_DELETE', { id: '23', guild_id: guild.id, parent_id: '22', type: 11 });
    gateway.dispatch('GUILD_DELETE', { id: guild.id, unavailable: true });
    gateway.dispatch('GUILD_CREATE', { id: guild.id });
    gateway.dispatch('GUILD_DELETE', { id: guild.id });
    gateway.dispatch('GUILD_CREATE', { id: '77' });
    await expect
      .poll(() => heard.other, eventually)
      .toEqual([`gone ${guild.id}:22`, `gone ${guild.id}:23`, `left ${guild.id}`, 'joined 77']);
  });
});
