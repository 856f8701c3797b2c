// The gateway of the tests' Discord, held against discord.js: what it understands of it is what Discord would say.

import { once } from 'node:events';
import { Client, Events, GatewayIntentBits as intent } from 'discord.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  forbid,
  inviteApp,
  post,
  react,
  removeChannel,
  setAvailable,
  startThread,
} from '../../support/discord/deeds.ts';
import type { DiscordChannel, DiscordGuild, DiscordUser } from '../../support/discord/guild.ts';
import { taps } from '../../support/discord/payloads.ts';
import { flags } from '../../support/discord/rights.ts';
import { type DiscordServer, discordServer } from '../../support/discord/server.ts';

let server: DiscordServer;
let guild: DiscordGuild;
let channel: DiscordChannel;
let claire: DiscordUser;
const closing: (() => unknown)[] = [];
beforeEach(async () => {
  server = await discordServer();
  guild = server.world.guild('Bruxelles');
  channel = server.world.channel(guild, 'concertation');
  claire = server.world.user('Claire');
  server.world.joins(guild, claire);
});
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
  await server.close();
});

function client(intents: number[]): Client {
  const bot = new Client({
    intents,
    rest: { api: server.apiUrl, retries: 0 },
    // Otherwise five seconds pass before it identifies itself once more.
    ws: { buildIdentifyThrottler: async () => ({ waitForIdentify: async () => {} }) },
  });
  bot.on(Events.Error, () => {});
  closing.push(() => bot.destroy());
  return bot;
}

async function loggedIn(...intents: number[]): Promise<Client<true>> {
  const bot = client([intent.Guilds, ...intents]);
  const ready = once(bot, Events.ClientReady);
  await bot.login(server.world.bot.token);
  await ready;
  return bot as Client<true>;
}

const says = (content: string, author = claire.id) => post(server.world, { channel, author, content });
const gone = async () => {
  while (server.gateway.connections > 0) await new Promise(setImmediate);
};

describe('an app that identifies itself', () => {
  it('is let in, and shown its guilds and channels', async () => {
    const { guilds, user } = await loggedIn();
    expect(user.id).toBe(server.world.bot.user);
    const seen = guilds.cache.get(guild.id);
    expect([seen?.name, seen?.channels.cache.get(channel.id)?.name]).toEqual(['Bruxelles', 'concertation']);
  });

  it('is sent away with another token', async () => {
    await expect(client([intent.Guilds]).login('another.bot.token')).rejects.toThrow('invalid token');
    expect(server.gateway.identified).toEqual([]);
  });

  it('is sent away with a privilege that it wasn’t given (4014)', async () => {
    const bot = client([intent.Guilds, intent.MessageContent]);
    const [{ code }] = (await Promise.all([
      once(bot, Events.ShardDisconnect),
      bot.login(server.world.bot.token).catch(() => {}),
    ]).then(([closed]) => closed)) as [{ code: number }];
    expect(code).toBe(4_014);
  });

  it('may do so a thousand times a day, and is told how often still', async () => {
    const bot = await loggedIn();
    const { session_start_limit: limit } = (await bot.rest.get('/gateway/bot')) as {
      session_start_limit: { remaining: number; total: number; reset_after: number };
    };
    expect([limit.total, limit.remaining]).toEqual([1_000, 999]);
    expect(limit.reset_after).toBeGreaterThan(86_000_000);
  });

  it('loses its token when it does so too often', async () => {
    server.gateway.total = 1;
    await loggedIn();
    await expect(client([intent.Guilds]).login(server.world.bot.token)).rejects.toThrow('sessions remaining');
    const line = new WebSocket(`${server.gateway.url()}?v=10&encoding=json`);
    await once(line, 'open');
    const { token } = server.world.bot;
    line.send(JSON.stringify({ op: 2, d: { token, intents: 1, properties: {} } }));
    const [{ code }] = (await once(line, 'close')) as [{ code: number }];
    expect([code, server.world.tokenGood]).toEqual([4_004, false]);
  });

  it('gives signs of life as often as it is asked to', async () => {
    server.gateway.heartbeatEvery = 20;
    await loggedIn();
    await expect.poll(() => server.gateway.heartbeats).toBeGreaterThan(2);
  });
});

describe('what an app hears', () => {
  it('is as much as its intents say', async () => {
    const all = [intent.GuildMessages, intent.GuildMessageReactions, intent.GuildScheduledEvents];
    const heard: [string, string][] = [];
    for (const [name, intents] of [
      ['little', []],
      ['more', all],
    ] as const)
      (await loggedIn(...intents)).on(Events.Raw, ({ t }) => heard.push([name, t]));
    react(server.world, says('bonjour'), claire.id, '✋', true);
    startThread(server.world, channel, claire.id, { name: 'fil' });
    await expect.poll(() => heard.length).toBe(4);
    expect(heard.filter(([name]) => name === 'little').map(([, t]) => t)).toEqual(['THREAD_CREATE']);
    expect(heard.filter(([name]) => name === 'more').map(([, t]) => t)).toEqual([
      'MESSAGE_CREATE',
      'MESSAGE_REACTION_ADD',
      'THREAD_CREATE',
    ]);
  });

  it('has words in it only where they are its own affair', async () => {
    const bot = await loggedIn(intent.GuildMessages, intent.DirectMessages);
    const heard: string[] = [];
    bot.on(Events.Raw, ({ t, d }) => t === 'MESSAGE_CREATE' && heard.push(d.content));
    says('entre nous');
    says(`<@${bot.user.id}> bonjour`);
    says('de moi', bot.user.id);
    post(server.world, {
      channel: server.world.privately(claire.id, bot.user.id),
      author: claire.id,
      content: 'à vous',
    });
    await expect.poll(() => heard).toEqual(['', `<@${bot.user.id}> bonjour`, 'de moi', 'à vous']);
  });

  it('has all words in it with the privilege', async () => {
    server.world.privileged.add('MessageContent');
    const bot = await loggedIn(intent.GuildMessages, intent.MessageContent);
    const heard: string[] = [];
    bot.on(Events.MessageCreate, (m) => void heard.push(m.content));
    says('entre nous');
    await expect.poll(() => heard).toEqual(['entre nous']);
  });

  it('isn’t of channels that it can’t see', async () => {
    const bot = await loggedIn(intent.GuildMessages);
    const heard: string[] = [];
    bot.on(Events.MessageCreate, (m) => void heard.push(m.id));
    forbid(server.world, channel, flags.ViewChannel);
    says('sans vous');
    forbid(server.world, channel, flags.ViewChannel, false);
    const { id } = says('avec vous');
    await expect.poll(() => heard).toEqual([id]);
  });

  it('is that a channel is deleted, that it was sent away, that Discord has an outage', async () => {
    const bot = await loggedIn();
    const heard: string[] = [];
    bot.on(Events.ChannelDelete, (c) => void heard.push(`deleted ${c.id}`));
    bot.on(Events.GuildUnavailable, (g) => void heard.push(`unavailable ${g.id}`));
    bot.on(Events.GuildAvailable, (g) => void heard.push(`available ${g.id}`));
    bot.on(Events.GuildDelete, (g) => void heard.push(`left ${g.id}`));
    bot.on(Events.GuildCreate, (g) => void heard.push(`joined ${g.id}`));
    removeChannel(server.world, channel);
    setAvailable(server.world, guild, false);
    setAvailable(server.world, guild, true);
    inviteApp(server.world, guild, false);
    inviteApp(server.world, guild, true);
    const what = [`deleted ${channel.id}`];
    for (const happened of ['unavailable', 'available', 'left', 'joined'])
      what.push(`${happened} ${guild.id}`);
    await expect.poll(() => heard).toEqual(what);
  });
});

describe('a connection that goes bad', () => {
  async function listening(): Promise<{ bot: Client<true>; heard: string[] }> {
    const bot = await loggedIn(intent.GuildMessages);
    const heard: string[] = [];
    bot.on(Events.MessageCreate, (m) => void heard.push(m.id));
    return { bot, heard };
  }

  it('is resumed after a cut, with what was missed', async () => {
    const { heard } = await listening();
    server.gateway.isDown = true;
    server.gateway.cut();
    await gone();
    const missed = says('pendant ce temps');
    server.gateway.isDown = false;
    await expect.poll(() => heard).toEqual([missed.id]);
    expect([server.gateway.resumed, server.gateway.identified.length]).toEqual([1, 1]);
  });

  it.each<[string, (g: DiscordServer['gateway']) => void]>([
    ['asked to (7)', (g) => g.ask()],
    ['told that its session is invalid for now (9)', (g) => g.invalidate(true)],
    ['hung up (4000)', (g) => g.hangUp()],
  ])('is resumed when %s', async (_, disturb) => {
    const { heard } = await listening();
    disturb(server.gateway);
    await expect.poll(() => server.gateway.resumed).toBe(1);
    const { id } = says('après');
    await expect.poll(() => heard).toEqual([id]);
    expect(server.gateway.identified).toHaveLength(1);
  });

  it('is given up when nothing is answered any more, and resumed', async () => {
    server.gateway.heartbeatEvery = 50;
    const { heard } = await listening();
    server.gateway.zombie();
    const { id } = says('dans le vide');
    await expect.poll(() => heard).toEqual([id]);
    expect([server.gateway.resumed, server.gateway.identified.length]).toEqual([1, 1]);
  });

  it.each<[string, (s: DiscordServer) => void]>([
    ['its session is invalid for good (9)', (s) => s.gateway.invalidate(false)],
    [
      'the session was forgotten',
      (s) => {
        s.gateway.resumeWithin = -1;
        s.gateway.cut();
      },
    ],
    ['its session timed out (4009)', (s) => s.gateway.hangUp(4_009)],
  ])('begins anew when %s, and what was missed is lost', async (_, disturb) => {
    const { heard } = await listening();
    disturb(server);
    await gone();
    says('perdu');
    await expect.poll(() => server.gateway.identified.length).toBe(2);
    await server.gateway.connected();
    const { id } = says('après');
    await expect.poll(() => heard).toEqual([id]);
    expect(server.gateway.resumed).toBe(0);
  });

  it('may lag behind, without being cut', async () => {
    const { heard } = await listening();
    server.gateway.hold();
    const late = says('en retard');
    await expect.poll(() => server.calls.length).toBeGreaterThan(0);
    expect(heard).toEqual([]);
    server.gateway.release();
    await expect.poll(() => heard).toEqual([late.id]);
    expect([server.gateway.opened, server.gateway.resumed]).toEqual([1, 0]);
  });

  it('keeps what people do until it is resumed', async () => {
    const { bot } = await listening();
    const heard: string[] = [];
    bot.on(Events.InteractionCreate, (i) => void heard.push(i.id));
    const message = post(server.world, { channel, author: bot.user.id, content: 'carte' });
    server.gateway.isDown = true;
    server.gateway.cut();
    await gone();
    const by = { user: claire, channel };
    const tap = taps(server, by, message, { type: 2, custom_id: 'x', id: 1 });
    server.gateway.isDown = false;
    await expect.poll(() => heard).toEqual([tap.id]);
  });
});
