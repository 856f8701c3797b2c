// What is for one person alone: in private for whoever asked for it, behind one mention a day for everybody else.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { endOf, letter } from '../../contracts/announcer.ts';
import { remove } from '../../support/discord/deeds.ts';
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
const attempted = { under: null, since: discordStart };
const hour = 3_600_000;

/** A letter that is answered in the room of this ground. */
const forOne = (key: string, title: string) => ({ ...letter(key, title), room: ground.room.room.id });
const at = () => ({ guild: ground.guild.id, user: ground.driss.id, channel: ground.channel.id });
const waiting = async () => (await ground.book.mention(at())).keys;
const inRoom = () => ground.standing().filter((m) => m.channel === ground.channel.id);
const inPrivate = () => ground.standing().filter((m) => m.channel !== ground.channel.id);

describe('somebody who didn’t ask for private messages', () => {
  it('is mentioned once in their room, whatever comes, and nothing of it is said there', async () => {
    const { announcer, shy, driss } = ground;
    const first = await announcer.post(shy, forOne('k1', 'Votre institution n’a pas répondu'));
    const second = await announcer.post(shy, forOne('k2', 'Convocation'));
    expect(second).toBe(first);
    expect(inPrivate()).toEqual([]);
    const [mention, ...more] = inRoom();
    expect(more).toEqual([]);
    const sent = ground.server.calls.find(({ route }) => route === toPost);
    expect(sent?.body).toMatchObject({ allowed_mentions: { parse: [], users: [driss.id] } });
    expect(mention && textOf(mention)).toBe(`<@${driss.id}>\nDes messages vous attendent.`);
    expect(await waiting()).toEqual(['k1', 'k2']);
  });

  it('isn’t answered for in the room by an edit of what they alone may read', async () => {
    const { announcer, shy } = ground;
    const id = await announcer.post(shy, forOne('k1', 'Pour vous'));
    await announcer.edit(shy, id, forOne('k1', 'Pour vous seul'));
    expect(inRoom().map((m) => m.edits)).toEqual([0]);
    expect(await announcer.find(shy, 'k1', attempted)).toBe(id);
  });

  it('has read everything with it: the mention goes, and the next comes a day after the last', async () => {
    const { announcer, shy, privately, later } = ground;
    await announcer.post(shy, forOne('k1', 'Un'));
    await announcer.post(shy, forOne('k2', 'Deux'));
    expect(await privately.read(at())).toEqual(['k1', 'k2']);
    expect(inRoom()).toEqual([]);
    later(hour);
    expect(await endOf(announcer.post(shy, forOne('k3', 'Trois')))).toBe(`retry in ${4 * 3_600} s`);
    later(22 * hour);
    expect(await endOf(announcer.post(shy, forOne('k3', 'Trois')))).toBe(`retry in ${3_600} s`);
    expect(inRoom()).toEqual([]);
    later(hour);
    await announcer.post(shy, forOne('k3', 'Trois'));
    expect(inRoom()).toHaveLength(1);
    expect(await waiting()).toEqual(['k3']);
  });

  it('is mentioned anew, after a day, where somebody deleted the mention, and still reads all of it', async () => {
    const { announcer, shy, later, server } = ground;
    await announcer.post(shy, forOne('k1', 'Un'));
    const [mention] = inRoom();
    if (mention) remove(server.world, mention);
    await announcer.post(shy, forOne('k2', 'Deux'));
    expect(inRoom()).toEqual([]);
    later(24 * hour);
    await announcer.post(shy, forOne('k3', 'Trois'));
    expect(inRoom()).toHaveLength(1);
    expect(await waiting()).toEqual(['k1', 'k2', 'k3']);
  });

  it('isn’t mentioned twice when an answer was lost, neither for that letter nor for the next', async () => {
    const { announcer, shy, server } = ground;
    server.faults.set(toPost, [{ kind: 'answer-lost' }]);
    expect(await endOf(announcer.post(shy, forOne('k1', 'Un')))).toBe('uncertain');
    const id = await ground.again().post(shy, forOne('k2', 'Deux'));
    expect(await ground.again().find(shy, 'k1', attempted)).toBe(id);
    expect(inRoom()).toHaveLength(1);
    expect(await waiting()).toEqual(['k1', 'k2']);
  });

  it('is mentioned at the next attempt when the first never arrived', async () => {
    const { announcer, shy, server } = ground;
    server.faults.set(toPost, [{ kind: 'way-lost' }]);
    expect(await endOf(announcer.post(shy, forOne('k1', 'Un')))).toBe('uncertain');
    expect(await announcer.find(shy, 'k1', attempted)).toBeUndefined();
    server.faults.set(toPost, [{ kind: 'rate', retryAfter: 5 }]);
    expect(await endOf(announcer.post(shy, forOne('k1', 'Un')))).toBe('retry in 5 s');
    expect(await waiting()).toEqual([]);
    expect((await ground.book.mention(at())).postedAt).toBeNull();
  });

  it('isn’t mentioned any more where they have left the server', async () => {
    ground.guild.members.delete(ground.driss.id);
    expect(await endOf(ground.announcer.post(ground.shy, forOne('k1', 'Un')))).toBe('permanent');
    expect(inRoom()).toEqual([]);
  });

  it('is mentioned once for two letters at the same time', async () => {
    const { announcer, shy } = ground;
    await Promise.all(['k1', 'k2', 'k3'].map((key) => announcer.post(shy, forOne(key, key))));
    expect(inRoom()).toHaveLength(1);
    expect((await waiting()).toSorted()).toEqual(['k1', 'k2', 'k3']);
  });
});

describe('somebody who asked for private messages', () => {
  it('gets what is for them alone there, until they ask for the contrary', async () => {
    const { announcer, shy, book, driss, guild } = ground;
    await book.optIn(driss.id, guild.id);
    await announcer.post(shy, forOne('k1', 'Un'));
    expect([inPrivate().length, inRoom().length]).toEqual([1, 0]);
    await book.optOut(driss.id, guild.id);
    await announcer.post(shy, forOne('k2', 'Deux'));
    expect([inPrivate().length, inRoom().length]).toEqual([1, 1]);
  });

  it('but lets none in is mentioned in the room, and the référente is told once how it stands', async () => {
    const { announcer, person, claire, guild, book, told } = ground;
    claire.acceptsPrivate = false;
    await announcer.post(person, forOne('k1', 'Un'));
    await announcer.post(person, forOne('k2', 'Deux'));
    expect(inRoom()).toHaveLength(1);
    expect(told.map(({ key, obstacle }) => [key, obstacle.message])).toEqual([
      ['k1', 'discord.aside.closed'],
    ]);
    claire.acceptsPrivate = true;
    await book.optIn(claire.id, guild.id);
    await announcer.post(person, forOne('k3', 'Trois'));
    expect(inPrivate()).toHaveLength(1);
  });
});
