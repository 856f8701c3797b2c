// Whoever runs the process is told of messages that can't leave: once for each place and reason, with what to do.

import { describe, expect, it } from 'vitest';
import { type Obstacle, SendFailure } from '../../src/app/announcer.ts';
import { tellOfAside } from '../../src/app/unsent.ts';
import { letters, openScene, retry } from './letters.ts';

const archived: Obstacle = {
  message: 'slack.trouble.archived',
  params: { code: 'is_archived', bot: 'x', scope: '', seconds: 0 },
  everywhere: false,
};
const revoked: Obstacle = { ...archived, message: 'slack.trouble.token', everywhere: true };
const permanent = () => new SendFailure('permanent', 'archived', null, archived);

describe('of messages that can’t leave', () => {
  it('for a room, the référente is told once, and nobody else', async () => {
    const scene = await openScene();
    scene.platform.script('local:salon', [permanent(), permanent(), permanent(), permanent(), permanent()]);
    await scene.local.act('farid', 'objection.raise', 'P1');
    await scene.local.settled();
    const told = await letters(scene, ':unsent:');
    expect(new Set(told.map(({ room }) => room)).size).toBe(told.length);
    expect(told.length).toBeGreaterThan(0);
    expect(told.every(({ view, kind }) => view === 'desk.unsent' && kind === 'private')).toBe(true);
  });

  it('for a reason that holds everywhere, it is told once for all of them', async () => {
    const scene = await openScene();
    const waits = () => new SendFailure('retry', 'revoked', 1_800, revoked);
    scene.platform.script('local:salon', [waits(), waits(), waits()]);
    scene.platform.script('objection.receipt', waits());
    await scene.local.act('farid', 'objection.raise', 'P1');
    await scene.local.settled();
    const told = await letters(scene, ':unsent:');
    expect(new Set(told.map(({ room }) => room)).size).toBe(told.length);
    expect(told.every(({ key }) => key.includes(':everywhere:slack.trouble.token:'))).toBe(true);
    await retry(scene);
    expect((await letters(scene, ':unsent:')).length).toBe(told.length);
  });

  it('what passes by itself is told to nobody', async () => {
    const scene = await openScene();
    scene.platform.script('local:salon', new SendFailure('retry', 'busy', 1));
    await scene.local.act('farid', 'objection.raise', 'P1');
    await scene.local.settled();
    expect(await letters(scene, ':unsent:')).toEqual([]);
  });

  it('what tells of it, and can’t leave either, is told of to nobody', async () => {
    const scene = await openScene();
    scene.platform.script('local:salon', permanent());
    scene.platform.script('unsent', [permanent(), permanent(), permanent()]);
    await scene.local.act('farid', 'objection.raise', 'P1');
    await scene.local.settled();
    const told = await letters(scene, ':unsent:');
    expect(told.some(({ status }) => status === 'dead')).toBe(true);
    expect(told.filter(({ key }) => /unsent.*unsent/.test(key))).toEqual([]);
  });

  it('of one that left, though not as it should, the référente is told why, once, and that it left', async () => {
    const scene = await openScene();
    await scene.local.act('farid', 'objection.raise', 'P1');
    await scene.local.settled();
    const { store, app } = scene.local;
    const [left] = (await letters(scene, 'local:salon')).filter(({ status }) => status === 'sent');
    const event = { message: 'discord.aside.event', params: { code: '50013' }, everywhere: false };
    for (let times = 0; times < 2; times++) await tellOfAside(store, left?.key ?? '', event, app.clock.now());
    await scene.local.settled();
    const told = await letters(scene, ':unsent:');
    expect(told.length).toBeGreaterThan(0);
    expect(new Set(told.map(({ room }) => room)).size).toBe(told.length);
    const said = scene.platform.received
      .filter(({ key }) => key.includes(':unsent:'))
      .map(({ text }) => text);
    for (const text of said) {
      expect(text).toMatch(/^Un message est parti, mais pas comme prévu\n.*50013/);
      expect(text).not.toMatch(/n’a pas pu partir/);
    }
    expect(said).toHaveLength(told.length);
  });
});
