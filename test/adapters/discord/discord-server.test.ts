// The tests' Discord, held against discord.js: what it understands of it is what Discord would say.

import { once } from 'node:events';
import { Client, Events, GatewayIntentBits, MessageFlags, REST, Routes } from 'discord.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { post } from '../../support/discord/deeds.ts';
import type { DiscordChannel, DiscordGuild, DiscordUser } from '../../support/discord/guild.ts';
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

async function client(intents: GatewayIntentBits[] = [GatewayIntentBits.Guilds]): Promise<Client<true>> {
  const client = new Client({ intents, rest: { api: server.apiUrl, retries: 0 } });
  closing.push(() => client.destroy());
  const ready = once(client, Events.ClientReady);
  await client.login(server.world.bot.token);
  await ready;
  return client as Client<true>;
}

const rest = () => new REST({ api: server.apiUrl, retries: 0 }).setToken(server.world.bot.token);
const v2 = MessageFlags.IsComponentsV2;
const text = (content: string) => ({ flags: v2, components: [{ type: 10, content }] });

describe('the gateway', () => {
  it('lets the app in, and shows it its guilds and channels', async () => {
    const { guilds, user } = await client();
    expect(user.id).toBe(server.world.bot.user);
    expect(guilds.cache.get(guild.id)?.channels.cache.get(channel.id)?.name).toBe('concertation');
  });

  it('brings what was missed when a session is resumed', async () => {
    const bot = await client([GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages]);
    const heard: string[] = [];
    bot.on(Events.MessageCreate, (m) => void heard.push(m.id));
    server.gateway.isDown = true;
    server.gateway.cut();
    while (server.gateway.connections > 0) await new Promise(setImmediate);
    const missed = post(server.world, { channel, author: claire.id, content: 'pendant ce temps' });
    server.gateway.isDown = false;
    await expect.poll(() => heard).toEqual([missed.id]);
    expect([server.gateway.resumed, server.gateway.identified.length]).toEqual([1, 1]);
  });
});

describe('messages', () => {
  it('are posted, found, changed and deleted', async () => {
    const place = Routes.channelMessages(channel.id);
    const { id } = (await rest().post(place, { body: text('un') })) as { id: string };
    await rest().patch(Routes.channelMessage(channel.id, id), { body: text('deux') });
    expect(await rest().get(place)).toMatchObject([{ id, components: [{ content: 'deux' }] }]);
    await rest().delete(Routes.channelMessage(channel.id, id));
    expect(await rest().get(place)).toEqual([]);
  });

  it('with the same enforced nonce stand once', async () => {
    const body = { ...text('un'), nonce: 'lettre-1', enforce_nonce: true };
    const first = await rest().post(Routes.channelMessages(channel.id), { body });
    expect(await rest().post(Routes.channelMessages(channel.id), { body })).toEqual(first);
    expect(server.world.messagesIn(channel.id)).toHaveLength(1);
  });

  it('have one thread at most', async () => {
    const { id } = (await rest().post(Routes.channelMessages(channel.id), { body: text('un') })) as {
      id: string;
    };
    const route = Routes.threads(channel.id, id);
    expect(await rest().post(route, { body: { name: 'fil' } })).toMatchObject({ id, parent_id: channel.id });
    await expect(rest().post(route, { body: { name: 'fil' } })).rejects.toMatchObject({ code: 160004 });
  });
});

describe('interactions', () => {
  it('are answered once, and followed up', async () => {
    const bot = await client();
    bot.on(Events.InteractionCreate, async (i) => {
      if (i.isRepliable()) await i.reply({ content: 'reçu', flags: MessageFlags.Ephemeral });
    });
    const { interactions } = server;
    const asked = interactions.begin(
      { kind: 'command', user: claire.id, guild: guild.id, channel: channel.id },
      {
        type: 2,
        data: { id: '1', name: 'concertation', type: 1, options: [] },
        guild_id: guild.id,
        channel_id: channel.id,
        channel: { id: channel.id, type: 0 },
        member: { user: { id: claire.id, username: 'claire' }, roles: [], permissions: '0' },
        locale: 'fr',
        entitlements: [],
        authorizing_integration_owners: {},
      },
    );
    expect(await asked.answered).toMatchObject({ type: 4, data: { content: 'reçu' } });
    const route = Routes.interactionCallback(asked.id, asked.token);
    await expect(rest().post(route, { body: { type: 5 } })).rejects.toMatchObject({ code: 40060 });
  });
});
