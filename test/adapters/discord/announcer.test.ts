// What Discord asks of the way out beyond the contract: marks, threads, looking up, files, what goes wrong.

import { PermissionFlagsBits as may } from 'discord.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { nonceOf } from '../../../adapters/discord/marks.ts';
import { SendFailure } from '../../../src/app/announcer.ts';
import { endOf, letter } from '../../contracts/announcer.ts';
import { post, removeChannel, setThread, threadsOf } from '../../support/discord/deeds.ts';
import { type DiscordGround, discordGround, discordStart, textOf } from '../../support/discord/ground.ts';

let ground: DiscordGround;
beforeEach(async () => {
  ground = await discordGround();
});
afterEach(async () => {
  expect(ground.server.violations).toEqual([]);
  await ground.server.close();
});

const toPost = 'POST /channels/:channel/messages';
const toLook = 'GET /channels/:channel/messages';
const toStart = 'POST /channels/:channel/messages/:message/threads';
const atRoot = { under: null, since: discordStart };

/** What the operator reads of a failure. */
async function saidOf(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => undefined,
    (e: unknown) => e,
  );
  return error instanceof SendFailure ? `${error.kind}: ${error.message}` : `no failure: ${error}`;
}

/** Takes a permission away from the app, in the channel and its threads. */
function withhold(right: bigint): void {
  const { world } = ground.server;
  ground.channel.overwrites.push({ id: world.bot.user, type: 'member', allow: 0n, deny: right });
}

const bodies = () =>
  ground.server.calls.filter((c) => c.route === toPost).map((c) => c.body as Record<string, unknown>);
const threads = () => threadsOf(ground.server.world, ground.channel.id);
/** Each message with where it stands. */
const seen = () =>
  ground.standing().map((m) => {
    const { thread, name } = ground.server.world.channels.get(m.channel) ?? {};
    return thread ? `${name}: ${title(m)}` : title(m);
  });
const title = (m: Parameters<typeof textOf>[0]) => textOf(m).replace(/^## /, '');

describe('a message on Discord', () => {
  it('is made of components, pings nobody, and carries a nonce that Discord enforces', async () => {
    await ground.announcer.post(ground.room, letter('k1', '@everyone : la proposition P1'));
    const [body] = bodies();
    expect(body).toMatchObject({ flags: 32_768, allowed_mentions: { parse: [] }, enforce_nonce: true });
    expect(String(body?.nonce).length).toBeLessThanOrEqual(25);
    expect(body?.nonce).toBe(nonceOf('k1'));
    expect(body).not.toHaveProperty('content');
    expect(ground.standing()[0]?.mentions.size).toBe(0);
  });

  it('whose answer was lost stands once, even where it is sent again within minutes', async () => {
    ground.server.faults.set(toPost, [{ kind: 'answer-lost' }]);
    expect(await endOf(ground.announcer.post(ground.room, letter('k1', 'P1')))).toBe('uncertain');
    const id = await ground.again().post(ground.room, letter('k1', 'P1'));
    expect(ground.standing().map((m) => `${m.channel}:${m.id}`)).toEqual([id]);
  });

  it('that somebody deleted is posted again at once, though Discord remembers the nonce', async () => {
    const { announcer, room, server } = ground;
    const id = await announcer.post(room, letter('k1', 'P1'));
    // Of a deleted message Discord may remember the nonce.
    const remembered = server.world.messages.find((m) => id.endsWith(m.id));
    server.world.messages.splice(0);
    expect(await endOf(announcer.edit(room, id, letter('k1', 'P1 changée')))).toBe('gone');
    if (remembered) server.world.messages.push({ ...remembered, channel: ground.channel.id });
    expect(await announcer.post(room, letter('k1', 'P1 changée'))).not.toBe(id);
  });

  it('in private opens the person’s channel once, even after a restart', async () => {
    const { announcer, person } = ground;
    const id = await announcer.post(person, letter('k1', 'Rappel'));
    await ground.again().post(person, letter('k2', 'Encore'));
    await announcer.edit(person, id, letter('k1', 'Rappel corrigé'));
    expect(ground.called()).toEqual([
      'POST /users/@me/channels',
      toPost,
      toPost,
      'PATCH /channels/:channel/messages/:message',
    ]);
  });
});

describe('the thread of a card', () => {
  it('is started with the first word under it, kept for a week, and used from then on', async () => {
    const { announcer, room } = ground;
    const card = await announcer.post(room, letter('k1', 'Appel A1'));
    await announcer.post(room, letter('k2', 'P6', card));
    await announcer.post(room, letter('k3', 'P7', card));
    await ground.again().post(room, letter('k4', 'P8', card));
    expect(threads().map((t) => [t.name, t.thread?.autoArchive, `${t.parent}:${t.id}`])).toEqual([
      [`Fil de ${card}`, 10_080, card],
    ]);
    expect(seen()).toEqual(['Appel A1', ...['P6', 'P7', 'P8'].map((p) => `Fil de ${card}: ${p}`)]);
    expect(ground.called().filter((route) => route === toStart)).toHaveLength(1);
  });

  it('is used where somebody else started it, or an answer was lost', async () => {
    const { announcer, room, server } = ground;
    const card = await announcer.post(room, letter('k1', 'Appel A1'));
    server.faults.set(toStart, [{ kind: 'answer-lost' }]);
    expect(await endOf(announcer.post(room, letter('k2', 'P6', card)))).toBe('retry');
    await announcer.post(room, letter('k2', 'P6', card));
    expect(threads()).toHaveLength(1);
    expect(seen()).toEqual(['Appel A1', `Fil de ${card}: P6`]);
  });

  it('that Discord archived is opened again, to be written in and to change what stands there', async () => {
    const { announcer, room, server } = ground;
    const card = await announcer.post(room, letter('k1', 'Appel A1'));
    const inThread = await announcer.post(room, letter('k2', 'P6 ouverte', card));
    const [thread] = threads();
    if (!thread) throw new Error('there is no thread');
    setThread(server.world, thread, { archived: true });
    await announcer.edit(room, inThread, letter('k2', 'P6 validée'));
    expect(seen().at(-1)).toBe(`Fil de ${card}: P6 validée`);
    setThread(server.world, thread, { archived: true });
    await announcer.post(room, letter('k3', 'P7', card));
    expect(seen().at(-1)).toBe(`Fil de ${card}: P7`);
    expect(thread.thread?.archived).toBe(false);
  });

  it('that somebody locked is left: what would stand there stands in the room, and the référente is told', async () => {
    const { announcer, room, server, told } = ground;
    const card = await announcer.post(room, letter('k1', 'Appel A1'));
    await announcer.post(room, letter('k2', 'P6', card));
    const [thread] = threads();
    if (!thread) throw new Error('there is no thread');
    setThread(server.world, thread, { archived: true, locked: true });
    await announcer.post(room, letter('k3', 'P7', card));
    expect(seen().at(-1)).toBe('P7');
    expect(told.map(({ key, obstacle }) => [key, obstacle.message])).toEqual([
      ['k3', expect.stringMatching(/^discord\.trouble\.(locked|permission)$/)],
    ]);
  });

  it('that can’t be started any more, or not by the app, leaves the word in the room, and the référente is told', async () => {
    const { announcer, room, guild, told } = ground;
    guild.activeThreads = 0;
    const card = await announcer.post(room, letter('k1', 'Appel A1'));
    const word = await announcer.post(room, letter('k2', 'P6', card));
    withhold(may.CreatePublicThreads);
    await announcer.post(room, letter('k3', 'P7', card));
    await ground.again().post(room, letter('k4', 'P8', card));
    expect(seen()).toEqual(['Appel A1', 'P6', 'P7', 'P8']);
    // Discord isn't asked again at once for what it refused.
    expect(ground.called().filter((route) => route === toStart)).toHaveLength(2);
    expect(told.map(({ obstacle }) => obstacle.message)).toEqual([
      'discord.trouble.threads-full',
      'discord.trouble.permission',
    ]);
    expect(await ground.again().find(room, 'k2', { ...atRoot, under: card })).toBe(word);
  });

  it('that somebody deleted is gone, and so is what stood in it', async () => {
    const { announcer, room, server } = ground;
    const card = await announcer.post(room, letter('k1', 'Appel A1'));
    const inThread = await announcer.post(room, letter('k2', 'P6', card));
    const [thread] = threads();
    if (!thread) throw new Error('there is no thread');
    removeChannel(server.world, thread);
    expect(await endOf(announcer.post(room, letter('k3', 'P7', card)))).toBe('gone');
    expect(await endOf(announcer.edit(room, inThread, letter('k2', 'P6')))).toBe('gone');
    expect(await endOf(announcer.find(room, 'k2', { ...atRoot, under: card }))).toBeUndefined();
  });
});

describe('looking up what may have arrived', () => {
  it('works after a restart, in private and where the thread is gone', async () => {
    const { announcer, person, room } = ground;
    const note = await announcer.post(person, letter('k1', 'Rappel'));
    const card = await announcer.post(room, letter('k2', 'P1'));
    const fresh = ground.again();
    expect(await fresh.find(person, 'k1', atRoot)).toBe(note);
    const deleted = `${ground.channel.id}:1`;
    expect(await fresh.find(room, 'k2', { ...atRoot, under: deleted })).toBe(card);
  });

  it('doesn’t take another’s message for its own, whatever its components are numbered', async () => {
    await ground.announcer.post(ground.room, letter('k1', 'P1'));
    // Whoever may read what others write sees the numbers of their components, too.
    ground.server.world.privileged.add('MessageContent');
    for (const message of ground.server.world.messages) message.author = ground.driss.id;
    expect(await ground.again().find(ground.room, 'k1', atRoot)).toBeUndefined();
  });

  it('goes back to the time of the attempt, through all that was written since, and no further', async () => {
    const { world } = ground.server;
    const id = await ground.announcer.post(ground.room, letter('k0', 'P0'));
    for (let n = 0; n < 250; n++)
      post(world, { channel: ground.channel, author: ground.driss.id, content: '…' });
    const last = await ground.announcer.post(ground.room, letter('k1', 'P1'));
    expect(await ground.announcer.find(ground.room, 'k1', atRoot)).toBe(last);
    expect(ground.called().filter((route) => route === toLook)).toHaveLength(3);
    expect(await ground.announcer.find(ground.room, 'k0', atRoot)).toBe(id);
    const later = { under: null, since: '2026-11-22T10:00:00.000Z' };
    expect(await ground.announcer.find(ground.room, 'k1', later)).toBeUndefined();
  });

  it.each([
    ['without the history', may.ReadMessageHistory, /Read Message History/i],
    ['where it doesn’t see the channel', may.ViewChannel, /View Channel/i],
  ])('is blind %s, and says what to do', async (_, right, advice) => {
    await ground.announcer.post(ground.room, letter('k1', 'P1'));
    withhold(right);
    const said = await saidOf(ground.again().find(ground.room, 'k1', atRoot));
    expect(said).toMatch(/^blind: /);
    expect(said).toMatch(advice);
  });

  it('isn’t needed for what Discord surely refused: it leaves even where nothing may be read', async () => {
    const { announcer, room, server } = ground;
    withhold(may.ReadMessageHistory);
    server.faults.set(toPost, [{ kind: 'error', status: 403, code: 20_028 }]);
    expect(await endOf(announcer.post(room, letter('k1', 'P1')))).toBe('retry');
    expect(await announcer.find(room, 'k1', atRoot)).toBeUndefined();
    await announcer.post(room, letter('k1', 'P1'));
    expect(ground.standing()).toHaveLength(1);
    expect(await endOf(announcer.find(room, 'k1', atRoot))).toBe('blind');
  });

  it('isn’t needed either when only the private channel couldn’t be opened', async () => {
    const { announcer, person, server } = ground;
    server.faults.set('POST /users/@me/channels', [{ kind: 'answer-lost' }]);
    expect(await endOf(announcer.post(person, letter('k1', 'Rappel')))).toBe('retry');
    expect(await announcer.find(person, 'k1', atRoot)).toBeUndefined();
    await announcer.post(person, letter('k1', 'Rappel'));
    expect(ground.standing()).toHaveLength(1);
  });
});

describe('a letter that Discord refuses', () => {
  it.each<[string, () => unknown, RegExp]>([
    [
      'to a deleted channel',
      () => removeChannel(ground.server.world, ground.channel),
      /^permanent: .*no longer exists/,
    ],
    ['where it doesn’t see the channel', () => withhold(may.ViewChannel), /^permanent: .*View Channel/i],
    ['where it may not write', () => withhold(may.SendMessages), /^permanent: .*Send Messages/i],
    [
      'with a token that was reset',
      () => Object.assign(ground.server.world, { tokenGood: false }),
      /^retry: .*DISCORD_BOT_TOKEN/,
    ],
    [
      'in a server that it was thrown out of',
      () => ground.guild.members.delete(ground.server.world.bot.user),
      /^permanent: .*invite/i,
    ],
  ])('%s says so, and what to do', async (_, given, said) => {
    given();
    expect(await saidOf(ground.announcer.post(ground.room, letter('k1', 'x')))).toMatch(said);
    expect(ground.standing()).toEqual([]);
  });

  it('for now says how long to wait, and what comes next in this channel waits, too', async () => {
    await ground.server.close();
    ground = await discordGround({ pause: 1 });
    const { announcer, room, server } = ground;
    server.faults.set(toPost, [{ kind: 'rate', retryAfter: 3 }]);
    expect(await endOf(announcer.post(room, letter('k1', 'x')))).toBe('retry in 3 s');
    expect(await endOf(announcer.post(room, letter('k2', 'x')))).toBe('retry in 3 s');
    expect(server.calls).toHaveLength(1);
    const other = server.world.channel(ground.guild, 'autre');
    await announcer.post({ ...room, room: { ...room.room, channel: other.id } }, letter('k3', 'x'));
    expect(ground.standing()).toHaveLength(1);
  });

  it('for now, because it asked for too much in all, waits with everything', async () => {
    await ground.server.close();
    ground = await discordGround({ pause: 1 });
    const { announcer, room, server } = ground;
    server.faults.set(toPost, [{ kind: 'rate-global', retryAfter: 20 }]);
    expect(await endOf(announcer.post(room, letter('k1', 'x')))).toBe('retry in 20 s');
    expect(await endOf(announcer.find(room, 'k2', atRoot))).toMatch(/^retry in (19|20) s$/);
    expect(server.calls).toHaveLength(1);
  });
});

describe('the calendar file of a convocation', () => {
  it('comes with the message itself, in one request, and only once when the answer is lost', async () => {
    const file = { name: 'convocation-M1-7.ics', content: 'BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n' };
    const { notices, announcer, person, server } = ground;
    notices.set('k1', { file, notice: null as never });
    server.faults.set(toPost, [{ kind: 'answer-lost' }]);
    expect(await endOf(announcer.post(person, letter('k1', 'Convocation')))).toBe('uncertain');
    expect(await announcer.find(person, 'k1', atRoot)).toBeDefined();
    const [message, ...more] = ground.standing();
    expect(more).toEqual([]);
    expect(message?.attachments.map((a) => [a.name, new TextDecoder().decode(a.bytes)])).toEqual([
      [file.name, file.content],
    ]);
    expect(JSON.stringify(message?.components)).toContain(`attachment://${file.name}`);
  });
});
