// What the tests' Discord lets an app do by REST, and how it refuses, held against discord.js.

import { DiscordAPIError, REST, Routes } from 'discord.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { forbid, inviteApp, post, react, removeChannel, setThread } from '../../support/discord/deeds.ts';
import {
  type DiscordChannel,
  type DiscordGuild,
  type DiscordUser,
  type Json,
  usualRights,
} from '../../support/discord/guild.ts';
import { flags } from '../../support/discord/rights.ts';
import { type DiscordServer, discordServer } from '../../support/discord/server.ts';

let now = Date.UTC(2026, 10, 23, 9);
let server: DiscordServer;
let guild: DiscordGuild;
let channel: DiscordChannel;
let claire: DiscordUser;
let rest: REST;
beforeEach(async () => {
  now = Date.UTC(2026, 10, 23, 9);
  server = await discordServer({ now: () => now });
  guild = server.world.guild('Bruxelles');
  channel = server.world.channel(guild, 'concertation');
  claire = server.world.user('Claire');
  server.world.joins(guild, claire);
  rest = new REST({ api: server.apiUrl, retries: 0, timeout: 2_000, rejectOnRateLimit: () => true });
  rest.setToken(server.world.bot.token);
});
afterEach(() => server.close());

const minute = 60_000;
const text = (content: string, more: object = {}) => ({
  flags: 32_768,
  components: [{ type: 10, content }],
  ...more,
});
const posted = async (body: object = text('un'), at = channel.id) =>
  (await rest.post(Routes.channelMessages(at), { body })) as { id: string; nonce?: string };
const threadFrom = async (id: string, name = 'fil') =>
  (await rest.post(Routes.threads(channel.id, id), { body: { name } })) as { id: string };
const inThread = (id: string) => posted(text('dans le fil'), id);
const codeOf = (asked: Promise<unknown>) =>
  asked.then(
    () => 'accepted',
    (error) => (error instanceof DiscordAPIError ? error.code : error),
  );

describe('messages', () => {
  it('are posted, found, changed and deleted', async () => {
    const { id } = await posted();
    const one = Routes.channelMessage(channel.id, id);
    await rest.patch(one, { body: { components: [{ type: 10, content: 'deux' }] } });
    expect(await rest.get(one)).toMatchObject({ id, flags: 32_768, components: [{ content: 'deux' }] });
    await rest.delete(one);
    expect(await codeOf(rest.get(one))).toBe(10008);
    expect(await codeOf(rest.patch(one, { body: text('trois') }))).toBe(10008);
  });

  it('with the same enforced nonce stand once, for some minutes', async () => {
    const body = text('un', { nonce: 'lettre-1', enforce_nonce: true });
    const first = await posted(body);
    now += 4 * minute;
    expect(await posted(body)).toEqual(first);
    now += 2 * minute;
    expect((await posted(body)).id).not.toBe(first.id);
    const other = server.world.channel(guild, 'ailleurs');
    expect((await posted(body, other.id)).id).not.toBe(first.id);
  });

  it('are listed by their place in time, a hundred at most, without their nonces', async () => {
    const ids: string[] = [];
    for (let i = 0; i < 5; i++) ids.push((await posted(text(`n° ${i}`, { nonce: `${i}` }))).id);
    const list = async (query: Record<string, string>) => {
      const found = await rest.get(Routes.channelMessages(channel.id), { query: new URLSearchParams(query) });
      return (found as { id: string; nonce?: string }[]).map((m) => [ids.indexOf(m.id), m.nonce]);
    };
    expect(await list({ limit: '2' })).toEqual([
      [4, undefined],
      [3, undefined],
    ]);
    expect((await list({ before: ids[2] ?? '', limit: '1' })).map(([i]) => i)).toEqual([1]);
    expect((await list({ after: ids[1] ?? '', limit: '2' })).map(([i]) => i)).toEqual([3, 2]);
    expect((await list({ around: ids[2] ?? '', limit: '3' })).map(([i]) => i)).toEqual([3, 2, 1]);
    expect(await codeOf(list({ limit: '101' }))).toBe(50035);
  });

  it('bring files with them', async () => {
    const body = { flags: 32_768, components: [{ type: 13, file: { url: 'attachment://séance.ics' } }] };
    const files = [
      { name: 'séance.ics', data: Buffer.from('BEGIN:VCALENDAR'), contentType: 'text/calendar' },
    ];
    const message = (await rest.post(Routes.channelMessages(channel.id), {
      body: { ...body, attachments: [{ id: 0, filename: 'séance.ics' }] },
      files,
    })) as { id: string; attachments: { url: string; filename: string }[] };
    expect(message.attachments).toMatchObject([{ filename: 'séance.ics' }]);
    expect(await (await fetch(message.attachments[0]?.url ?? '')).text()).toBe('BEGIN:VCALENDAR');
    const kept = await rest.patch(Routes.channelMessage(channel.id, message.id), { body });
    expect(kept).toMatchObject({ attachments: [{ filename: 'séance.ics' }] });
  });

  it('are kept from whoever may not read, write or attach there', async () => {
    const { id } = await posted();
    forbid(server.world, channel, flags.SendMessages);
    expect(await codeOf(posted())).toBe(50013);
    forbid(server.world, channel, flags.ReadMessageHistory);
    expect(await rest.get(Routes.channelMessages(channel.id))).toEqual([]);
    expect(await codeOf(rest.get(Routes.channelMessage(channel.id, id)))).toBe(50013);
    forbid(server.world, channel, flags.ViewChannel);
    expect(await codeOf(rest.get(Routes.channelMessages(channel.id)))).toBe(50001);
    removeChannel(server.world, channel);
    expect(await codeOf(posted())).toBe(10003);
    inviteApp(server.world, guild, false);
    expect(await codeOf(rest.get(Routes.guildMember(guild.id, claire.id)))).toBe(50001);
  });

  it('of others are read without their words, and changed by nobody else', async () => {
    const { id } = post(server.world, { channel, author: claire.id, content: 'entre nous' });
    expect(await rest.get(Routes.channelMessage(channel.id, id))).toMatchObject({ content: '' });
    expect(await codeOf(rest.patch(Routes.channelMessage(channel.id, id), { body: text('moi') }))).toBe(
      50005,
    );
    server.world.privileged.add('MessageContent');
    expect(await rest.get(Routes.channelMessage(channel.id, id))).toMatchObject({ content: 'entre nous' });
  });

  it('reach people in private, unless they don’t want any or share no guild', async () => {
    const open = async (recipient_id: string) =>
      (await rest.post(Routes.userChannels(), { body: { recipient_id } })) as { id: string };
    const { id } = await open(claire.id);
    expect(await open(claire.id)).toMatchObject({ id });
    expect(await codeOf(posted(text('bonjour'), id))).toBe('accepted');
    claire.acceptsPrivate = false;
    expect(await codeOf(posted(text('encore'), id))).toBe(50007);
    const stranger = server.world.user('Inconnue');
    expect(await codeOf(posted(text('bonjour'), (await open(stranger.id)).id))).toBe(50007);
    expect(await codeOf(open('1'))).toBe(10013);
  });

  it('have signs under them, by whom is asked for', async () => {
    const { id } = await posted();
    const message = server.world.message(channel.id, id);
    if (!message) throw new Error('it should stand');
    react(server.world, message, claire.id, '✋', true);
    const route = Routes.channelMessageReaction(channel.id, id, encodeURIComponent('✋'));
    expect(await rest.get(route)).toMatchObject([{ id: claire.id, global_name: 'Claire' }]);
    expect(await rest.get(Routes.channelMessage(channel.id, id))).toMatchObject({
      reactions: [{ emoji: { name: '✋' }, count: 1 }],
    });
  });
});

describe('threads', () => {
  it('are started from a message once, and bear its id', async () => {
    const { id } = await posted();
    expect(await threadFrom(id)).toMatchObject({ id, parent_id: channel.id, type: 11 });
    expect(await codeOf(threadFrom(id))).toBe(160004);
    expect(await rest.get(Routes.channelMessage(channel.id, id))).toMatchObject({ thread: { id } });
    expect(await rest.get(Routes.guildActiveThreads(guild.id))).toMatchObject({ threads: [{ id }] });
  });

  it('are archived after a while without a word, and opened by the next', async () => {
    const { id } = await posted();
    await threadFrom(id);
    now += 4_321 * minute;
    expect(await rest.get(Routes.guildActiveThreads(guild.id))).toMatchObject({ threads: [] });
    const archived = Routes.channelThreads(channel.id, 'public');
    expect(await rest.get(archived)).toMatchObject({ threads: [{ id }], has_more: false });
    await inThread(id);
    expect(await rest.get(Routes.channel(id))).toMatchObject({ thread_metadata: { archived: false } });
  });

  it('that are locked take nothing', async () => {
    const { id } = await posted();
    await threadFrom(id);
    const thread = server.world.channels.get(id) as DiscordChannel;
    setThread(server.world, thread, { locked: true });
    expect(await codeOf(inThread(id))).toBe(160005);
    setThread(server.world, thread, { archived: true });
    expect(await codeOf(inThread(id))).toBe(50083);
    expect(await codeOf(rest.patch(Routes.channel(id), { body: { archived: false } }))).toBe(50013);
    forbid(server.world, channel, flags.ManageThreads, false);
    channel.overwrites = [
      { id: server.world.bot.user, type: 'member', allow: flags.ManageThreads, deny: 0n },
    ];
    expect(await codeOf(inThread(id))).toBe('accepted');
  });

  it('are as many as the guild may have', async () => {
    guild.activeThreads = 1;
    const [first, second] = [await posted(), await posted()];
    await threadFrom(first.id);
    expect(await codeOf(threadFrom(second.id))).toBe(160006);
    await rest.patch(Routes.channel(first.id), { body: { archived: true } });
    expect(await codeOf(threadFrom(second.id))).toBe('accepted');
    expect(await codeOf(inThread(first.id))).toBe(160006);
  });

  it('need the right to start them, and to write in them', async () => {
    const { id } = await posted();
    forbid(server.world, channel, flags.CreatePublicThreads);
    expect(await codeOf(threadFrom(id))).toBe(50013);
    forbid(server.world, channel, flags.CreatePublicThreads, false);
    await threadFrom(id);
    forbid(server.world, channel, flags.SendMessagesInThreads);
    expect(await codeOf(inThread(id))).toBe(50013);
    expect(await codeOf(posted())).toBe('accepted');
  });
});

describe('scheduled events', () => {
  const meeting: Json = {
    name: 'Séance de décision',
    description: 'Ordre du jour',
    scheduled_start_time: '2026-12-01T17:00:00.000Z',
    scheduled_end_time: '2026-12-01T19:00:00.000Z',
    privacy_level: 2,
    entity_type: 3,
    entity_metadata: { location: 'Maison de quartier' },
  };
  const all = () => Routes.guildScheduledEvents(guild.id);
  const created = async (more: Json = {}) =>
    (await rest.post(all(), { body: { ...meeting, ...more } })) as { id: string };

  it('are created, changed, listed and cancelled', async () => {
    const { id } = await created();
    const one = Routes.guildScheduledEvent(guild.id, id);
    await rest.patch(one, { body: { entity_metadata: { location: 'Ailleurs' } } });
    expect(await rest.get(all())).toMatchObject([
      {
        id,
        name: 'Séance de décision',
        creator_id: server.world.bot.user,
        entity_metadata: { location: 'Ailleurs' },
      },
    ]);
    expect(await codeOf(rest.patch(one, { body: { status: 3 } }))).toBe(50035);
    await rest.patch(one, { body: { status: 4 } });
    expect(await rest.get(all())).toEqual([]);
    expect(await codeOf(rest.patch(one, { body: { name: 'Encore' } }))).toBe(180000);
    expect(await codeOf(rest.get(Routes.guildScheduledEvent(guild.id, '1')))).toBe(10070);
  });

  it.each<[string, Json]>([
    ['without an end', { scheduled_end_time: undefined }],
    ['that end before they begin', { scheduled_end_time: '2026-12-01T16:00:00.000Z' }],
    ['that have begun', { scheduled_start_time: '2026-11-01T17:00:00.000Z' }],
    ['without a place', { entity_metadata: { location: '' } }],
    ['with a name of more than 100 characters', { name: 'a'.repeat(101) }],
    ['with more than 1000 characters about them', { description: 'a'.repeat(1_001) }],
  ])('%s aren’t taken', async (_, more) => {
    expect(await codeOf(created(more))).toBe(50035);
    expect(server.violations).toHaveLength(1);
  });

  it('need a right of their own, and are a hundred at most', async () => {
    guild.eventCap = 1;
    await created();
    expect(await codeOf(created())).toBe(30038);
    for (const role of guild.roles.values()) role.permissions &= usualRights;
    expect(await codeOf(created())).toBe(50013);
  });
});
