// What the tests' Discord says, held against Discord's published schema and against discord.js in full.

import { type Interaction, MessageFlags, ModalBuilder, Routes } from 'discord.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { post, react, startThread } from '../../support/discord/deeds.ts';
import type { Json } from '../../support/discord/guild.ts';
import { faultsBySchema } from '../../support/discord/schema.ts';
import { button, components, type Ground, ground, objection, row, text } from './tiny-app.ts';

let g: Ground;
beforeEach(async () => {
  g = await ground();
});
afterEach(() => g.close());

/** Discord writes microseconds and an offset, which the schema doesn't know. */
const withShortTimes = (said: unknown) =>
  JSON.parse(JSON.stringify(said).replaceAll(/(T\d\d:\d\d:\d\d\.\d{3})000\+00:00/g, '$1Z'));

describe('what Discord answers', () => {
  /** One of everything stands there. */
  async function furnished() {
    const { world } = g.discord;
    const id = await g.says(text('Carte'), row(button('Objecter')));
    const message = world.message(g.room.id, id);
    if (!message) throw new Error('it should stand');
    react(world, message, g.claire.user.id, '✋', true);
    startThread(world, g.room, world.bot.user, { name: 'fil', from: message });
    const refersTo = { channel: g.room.id, message: id };
    post(world, { channel: g.room, author: g.claire.user.id, content: 'oui', type: 19, refersTo });
    const event = (await g.client.rest.post(Routes.guildScheduledEvents(g.guild.id), {
      body: {
        name: 'Séance',
        scheduled_start_time: new Date(world.now() + 1e6).toISOString(),
        scheduled_end_time: new Date(world.now() + 2e6).toISOString(),
        privacy_level: 2,
        entity_type: 3,
        entity_metadata: { location: 'Dailly' },
      },
    })) as { id: string };
    return { id, event: event.id };
  }

  it('is of the published form', async () => {
    const { id, event } = await furnished();
    const { room, guild, client } = g;
    const app = client.user.id;
    const one: [string, `${string}Schema`][] = [
      [Routes.channelMessage(room.id, id), 'MessageResponseSchema'],
      [Routes.channel(room.id), 'GuildChannelResponseSchema'],
      [Routes.channel(id), 'ThreadResponseSchema'],
      [Routes.guildActiveThreads(guild.id), 'ThreadsResponseSchema'],
      [Routes.guildMember(guild.id, g.claire.user.id), 'GuildMemberResponseSchema'],
      [Routes.guildScheduledEvent(guild.id, event), 'ExternalScheduledEventResponseSchema'],
      [Routes.user('@me'), 'UserResponseSchema'],
      [Routes.gatewayBot(), 'GatewayBotResponseSchema'],
    ];
    const many: [string, `${string}Schema`][] = [
      [Routes.channelMessages(room.id), 'MessageResponseSchema'],
      [Routes.channelMessages(id), 'MessageResponseSchema'],
      [Routes.applicationCommands(app), 'ApplicationCommandResponseSchema'],
      [Routes.channelMessageReaction(room.id, id, encodeURIComponent('✋')), 'UserResponseSchema'],
      [Routes.guildRoles(guild.id), 'GuildRoleResponseSchema'],
    ];
    const faults: string[] = [];
    const check = (route: string, schema: `${string}Schema`, said: unknown) =>
      faults.push(...faultsBySchema(schema, withShortTimes(said)).map((f) => `${route}: ${f}`));
    for (const [route, schema] of one) check(route, schema, await client.rest.get(route as never));
    for (const [route, schema] of many) {
      const all = (await client.rest.get(route as never)) as Json[];
      expect(all.length).toBeGreaterThan(0);
      for (const said of all) check(route, schema, said);
    }
    expect(faults).toEqual([]);
  });
});

describe('discord.js', () => {
  const quietly = { flags: MessageFlags.Ephemeral } as const;

  /** @param act what the app does with a tap */
  async function tapped(act: (i: Interaction & { isButton(): true }) => Promise<unknown>): Promise<void> {
    await g.says(text('Carte'), row(button('Objecter')));
    g.onInteraction((i) => act(i as never));
    await g.claire.taps('Objecter');
  }

  it.each<[string, (i: never) => Promise<unknown>, string]>([
    ['answers', (i: Any) => i.reply({ content: 'un', ...quietly }), 'un'],
    [
      'answers and reads what it became',
      async (i: Any) => {
        const { resource } = await i.reply({ content: 'un', ...quietly, withResponse: true });
        await i.editReply({ content: `${resource?.message?.content} deux` });
      },
      'un deux',
    ],
    [
      'puts an answer off and gives it later',
      async (i: Any) => {
        await i.deferReply(quietly);
        await i.editReply({ flags: components, components: [text('un')] });
      },
      'un',
    ],
    [
      'follows up',
      async (i: Any) => {
        await i.deferUpdate();
        await i.followUp({ content: 'un', ...quietly });
      },
      'un',
    ],
    ['changes what was tapped', (i: Any) => i.update({ components: [text('un')] }), 'un'],
    [
      'changes it later',
      async (i: Any) => {
        await i.deferUpdate();
        await i.editReply({ components: [text('un')] });
      },
      'un',
    ],
    [
      'takes its answer away',
      async (i: Any) => {
        await i.reply({ content: 'un', ...quietly });
        await i.deleteReply();
      },
      'Carte\n[Objecter]',
    ],
  ])('%s', async (_, act, seen) => {
    await tapped(act as never);
    await expect.poll(() => [...g.claire.notes(), ...g.claire.reads(g.room)][0]).toBe(seen);
    expect(g.discord.violations).toEqual([]);
  });

  it('opens a modal', async () => {
    await tapped((i: Any) => i.showModal(new ModalBuilder(objection as never)));
    expect(g.claire.sees()).toContain('Déposer une objection');
    expect(g.discord.violations).toEqual([]);
  });

  it('is reached in private too', async () => {
    const { world, violations } = g.discord;
    const user = await g.client.users.fetch(g.claire.user.id);
    await user.send({ flags: components, components: [text('À vous'), row(button('Lire'))] as never });
    g.onInteraction((i: Any) => i.reply({ content: `${i.inGuild()} ${i.user.globalName}` }));
    expect(await g.claire.taps('Lire')).toBe('false Claire');
    expect(g.claire.inbox()).toEqual(['À vous\n[Lire]', 'false Claire']);
    expect([violations, [...world.channels.values()].filter((c) => c.kind === 'dm').length]).toEqual([[], 1]);
  });

  it('calls by name whom it may, and nobody else', async () => {
    const channel = await g.client.channels.fetch(g.room.id);
    const both = `<@${g.claire.user.id}> <@${g.bernard.user.id}>`;
    const body = { flags: components, components: [text(both)] };
    const send = (allowed_mentions?: object) =>
      g.client.rest.post(Routes.channelMessages(channel?.id ?? ''), { body: { ...body, allowed_mentions } });
    await send({ parse: [] });
    await send({ parse: [], users: [g.claire.user.id] });
    expect([g.claire.pings(), g.bernard.pings()]).toEqual([['@Claire @Bernard'], []]);
    await send();
    expect(g.bernard.pings()).toHaveLength(1);
  });
});

// biome-ignore lint/suspicious/noExplicitAny: of whichever kind the test's interaction is
type Any = any;
