// The outbox and Discord together, in bad weather and with much to say: nobody is told twice, nothing is left untold,
// and Discord's limits are kept.

import { setTimeout as rest } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { violations } from '../../../adapters/discord/components/violations.ts';
import { createInvalidRequests } from '../../../adapters/discord/invalid-requests.ts';
import { bears } from '../../../adapters/discord/marks.ts';
import { type DiscordOut, discordOut } from '../../../adapters/discord/out.ts';
import { discordPace } from '../../../adapters/discord/pace.ts';
import { discordRest } from '../../../adapters/discord/rest.ts';
import type { Address, Announcer, Render } from '../../../src/app/announcer.ts';
import { noChanges } from '../../../src/app/batch.ts';
import type { Letter } from '../../../src/app/letter.ts';
import type { Pace } from '../../../src/app/pace.ts';
import type { Store } from '../../../src/app/ports.ts';
import { noteCard } from '../../../src/ui/card.ts';
import { translator } from '../../../src/ui/translator.ts';
import { remove, threadsOf } from '../../support/discord/deeds.ts';
import type { Fault } from '../../support/discord/faults.ts';
import { textOf } from '../../support/discord/ground.ts';
import type { DiscordChannel, DiscordGuild } from '../../support/discord/guild.ts';
import { type DiscordServer, discordServer } from '../../support/discord/server.ts';
import { type Local, monday, openLocal } from '../../support/local.ts';
import { silentLog } from '../../support/logs.ts';

const salon = 'sandbox:local:salon';

let server: DiscordServer;
let guild: DiscordGuild;
let channel: DiscordChannel;
let local: Local;
let out: DiscordOut;
let users: Map<string, string>;

async function open(pace: Pace, render?: Render): Promise<void> {
  server = await discordServer({ now: Date.now, check: violations });
  guild = server.world.guild('Bruxelles');
  channel = server.world.channel(guild, 'concertation');
  users = new Map();
  local = await openLocal({
    announcer: () => onDiscord(pace),
    around: withOut(pace),
    reset: false,
    ...(render && { render }),
  });
  await local.post('/reset', { charter: 'essai-2026', data: 'colignon', now: monday });
}

/** The way out stands on the same store as the application. */
function withOut(pace: Pace) {
  return (store: Store): Store => {
    const { bot } = server.world;
    out = discordOut({
      rest: discordRest({
        token: bot.token,
        apiUrl: server.apiUrl,
        log: silentLog,
        invalid: createInvalidRequests(),
      }),
      installed: { bot: { user: bot.user, name: 'Sans Objection' } },
      store,
      log: silentLog,
      now: () => monday,
      pace,
    });
    return store;
  };
}

/** The people of the local room, in one channel of Discord: those whose names begin with a vowel asked for nothing. */
function onDiscord(_: Pace): Announcer {
  const there = async (to: Address): Promise<Address> => {
    if (to.kind === 'room')
      return { kind: 'room', room: { ...to.room, tenant: guild.id, channel: channel.id } };
    const { externalId: name } = to.identity;
    let user = users.get(name);
    if (user === undefined) {
      const made = server.world.user(name);
      server.world.joins(guild, made);
      user = made.id;
      users.set(name, user);
      if (!/^[aeiou]/.test(name)) await out.letters.optIn(user, guild.id);
    }
    return { kind: 'person', identity: { ...to.identity, tenant: guild.id, externalId: user } };
  };
  const room = () => `discord:${guild.id}:${channel.id}`;
  return {
    platform: 'sandbox',
    post: async (to, m) =>
      out.announcer.post(await there(to), { ...m, room: to.kind === 'room' ? m.room : room() }),
    edit: async (to, id, m) => out.announcer.edit(await there(to), id, m),
    find: async (to, key, attempted) => out.announcer.find(await there(to), key, attempted),
  };
}

/** The time of every retry has come, until nothing waits any more. */
/** Seconds. */
const askedToWait = 0.05;

async function settled(): Promise<void> {
  for (let tries = 0; tries < 12; tries++) {
    await local.settled();
    const waiting = { status: 'pending', notBefore: null };
    const { count } = await local.store.db.outbox.updateMany({
      where: waiting,
      data: { retryAt: new Date(0) },
    });
    if (count === 0) return;
    // As long as the client itself remembers that it was asked to wait: sooner would be an attempt for nothing.
    await rest(askedToWait * 1_000 + 10);
    local.app.outbox.kick();
  }
}

/** How often each letter that left is told: by a message of its own, or behind a mention. */
async function told(): Promise<Map<string, number>> {
  const letters = await local.store.letters({ status: ['sent'] }, 10_000);
  const mentions = await local.store.settingsUnder('discord:mention:');
  const behind = mentions.flatMap(({ value }) => (JSON.parse(value) as { keys: string[] }).keys);
  const { messages, bot } = server.world;
  const own = (key: string) =>
    messages.filter((m) =>
      bears({ id: m.id, author: { id: m.author }, components: m.components as never }, key, bot.user),
    );
  return new Map(
    letters.map(({ key }) => {
      const isBehind = behind.includes(key);
      return [key, isBehind ? behind.filter((k) => k === key).length : own(key).length];
    }),
  );
}

async function anObjectionAndItsEnd(): Promise<void> {
  await local.act('farid', 'objection.raise', 'P1');
  await settled();
  await local.act('farid', 'objection.withdraw', 'O1');
  await settled();
}

afterEach(async () => {
  vi.useRealTimers();
  await local.close();
  await server.close();
});

describe('the outbox on Discord', () => {
  let time = 0;
  const step = (ms: number) => {
    time += ms;
    return time;
  };
  beforeEach(async () => {
    await open(discordPace({ now: () => step(20_000), rest: async (ms) => step(ms) }));
    await local.settled();
  });

  const storm: (Fault | null)[] = [
    { kind: 'answer-lost' },
    { kind: 'rate', retryAfter: askedToWait },
    { kind: 'status', status: 503 },
    { kind: 'way-lost' },
    null,
    { kind: 'status', status: 502 },
    { kind: 'answer-lost' },
  ];

  it('tells everything once, in a calm and in a storm, and in the end the same', async () => {
    await anObjectionAndItsEnd();
    const calm = (await told()).size;
    expect(calm).toBeGreaterThan(4);
    server.faults.set('POST /channels/:channel/messages', storm);
    server.faults.set('PATCH /channels/:channel/messages/:message', storm);
    for (const route of [
      'POST /channels/:channel/messages/:message/threads',
      'POST /users/@me/channels',
      'GET /channels/:channel/messages',
    ]) {
      server.faults.set(route, storm.slice(0, 2));
    }
    await local.act('farid', 'objection.raise', 'P1');
    await settled();
    await settled();
    expect([...(await told())].filter(([, times]) => times !== 1)).toEqual([]);
    expect((await told()).size).toBeGreaterThan(calm);
    const waiting = await local.store.db.outbox.findMany({
      where: { status: { notIn: ['sent', 'by-hand'] } },
    });
    expect(waiting.filter((l) => l.notBefore === null).map((l) => [l.key, l.status, l.error])).toEqual([]);
    expect(server.violations).toEqual([]);
  });

  it('posts a card again that somebody deleted, once', async () => {
    const card = await local.store.posts([{ room: salon, subject: 'card:P1' }]);
    const id = card[0]?.messageId.split(':')[1] ?? '';
    const message = server.world.message(channel.id, id);
    if (!message) throw new Error('P1 has no card');
    remove(server.world, message);
    await anObjectionAndItsEnd();
    const [now] = await local.store.posts([{ room: salon, subject: 'card:P1' }]);
    expect(now?.messageId).not.toBe(card[0]?.messageId);
    expect([...(await told())].filter(([key, n]) => key.endsWith('card:P1') && n !== 1)).toEqual([]);
  });

  it('says what concerns a proposal in a thread that is called as its card', async () => {
    await local.act('nadia', 'proposal.withdraw', 'P1', { words: 'Finalement non.' });
    await settled();
    const names = threadsOf(server.world, channel.id).map(({ name }) => name.replaceAll('\u00a0', ' '));
    const titles = server.world.messagesIn(channel.id).map((m) => textOf(m).replaceAll('\u00a0', ' '));
    expect(names).not.toEqual([]);
    for (const name of names) expect(titles.some((t) => t.startsWith(`## ${name}`))).toBe(true);
  });

  it('convenes with a file and an event, and has those who asked for nothing read behind one mention', async () => {
    await local.act('farid', 'objection.raise', 'P1', { reason: 'Le lieu.' });
    await local.act('referente', 'meeting.confirm', 'M1');
    await settled();
    expect([...guild.events.values()].map((e) => e.name)).toEqual([
      'Concertation extraordinaire en plénière M1',
    ]);
    const files = server.world.messages.flatMap((m) => m.attachments.map((a) => a.name));
    expect(files).not.toEqual([]);
    const asked = [...users].filter(([name]) => /^[aeiou]/.test(name));
    for (const [, user] of asked) {
      const unread = await out.letters.unread(`discord:${guild.id}:${channel.id}`, user);
      expect(unread.length).toBeGreaterThan(0);
      const mentions = server.world.messages.filter((m) => textOf(m).startsWith(`<@${user}>`));
      expect(mentions).toHaveLength(1);
    }
  });
});

describe('a hundred letters for one channel', () => {
  it('leave in order within Discord’s limits: none is refused, none looked up, none said twice', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
    const clock = {
      now: Date.now,
      rest: async (ms: number) => void vi.setSystemTime(Date.now() + ms),
    };
    const t = translator('fr');
    const render: Render = async (_, letter) => noteCard([letter.params.said ?? letter.key], t);
    await open(discordPace(clock), render);
    await local.settled();
    server.limits.enforce();
    const before = server.calls.length;
    const letters = Array.from({ length: 100 }, (_, n): Letter => {
      const key = `concertation:${salon}:n${n}`;
      const place = { room: salon, lane: `lane${n % 20}`, subject: key, under: null };
      return {
        assembly: 'concertation',
        kind: 'post',
        ...place,
        key,
        view: 'x',
        params: { said: `N° ${n}` },
        notBefore: null,
      };
    });
    const start = Date.now();
    await local.store.transact((tx) => tx.write({ ...noChanges(new Date().toISOString()), letters }));
    for (let rounds = 0; rounds < 400; rounds++) {
      await local.settled();
      const waiting = await local.store.db.outbox.findMany({ where: { status: 'pending', view: 'x' } });
      if (waiting.length === 0) break;
      const next = waiting.map((l) => l.retryAt?.getTime() ?? 0).filter((at) => at > Date.now());
      vi.setSystemTime(next.length > 0 ? Math.min(...next) : Date.now() + 50);
    }
    const said = server.world
      .messagesIn(channel.id)
      .map((m) => /^N° (\d+)$/.exec(textOf(m))?.[1])
      .filter((n) => n !== undefined)
      .map(Number);
    expect(said.toSorted((a, b) => a - b)).toEqual(letters.map((_, n) => n));
    for (let lane = 0; lane < 20; lane++) {
      const inLane = said.filter((n) => n % 20 === lane);
      expect(inLane).toEqual(inLane.toSorted((a, b) => a - b));
    }
    const calls = server.calls.slice(before);
    expect(calls.filter((c) => c.status === 429)).toEqual([]);
    expect(calls.filter((c) => c.route === 'GET /channels/:channel/messages')).toEqual([]);
    expect((Date.now() - start) / 1_000).toBeLessThan(150);
  });
});
