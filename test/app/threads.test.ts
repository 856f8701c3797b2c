// Where messages stand in a room, so that thirty cards don't drown it.

import { describe, expect, it } from 'vitest';
import { SendFailure } from '../../src/app/announcer.ts';
import { openScene, retry, type Scene, salon } from './letters.ts';

const later = new SendFailure('retry', 'not now');
const substantive = { title: 'Permanence', summary: 'Le jeudi aussi.', kind: 'substantive' };

/** P2, P3 and so on, beside P1. */
async function proposals({ local }: Scene, last: number): Promise<void> {
  for (let n = 2; n <= last; n += 1)
    await local.act('lise', 'proposal.submit', 'C1', { title: `Idée ${n}`, summary: 'Avec les voisins.' });
  await local.settled();
}

/** The message under which the last one stands whose key has this in it, by what it shows; null at the root. */
function under({ platform }: Scene, part: string): string | null {
  const message = platform.received.findLast((r) => r.how === 'post' && r.key.includes(part));
  if (!message) throw new Error(`no message ${part}`);
  if (message.under === null) return null;
  const parent = platform.received.find((r) => r.messageId === message.under);
  return parent?.key.replace(/^.*:card:/, '') ?? 'posted before';
}

/** Starts over with nothing posted, so that every message’s parent is known. */
async function blankScene(): Promise<Scene> {
  const scene = await openScene();
  scene.platform.clear();
  await scene.local.store.db.post.deleteMany();
  await scene.local.act('farid', 'question.ask', 'P1', { question: 'Pour qui ?' });
  await scene.local.settled();
  return scene;
}

/** Six proposals under one call. */
async function crowdedScene(): Promise<Scene> {
  const scene = await blankScene();
  await proposals(scene, 6);
  return scene;
}

describe('the cards of a call', () => {
  it('stand in the room up to the fifth proposal, and under the call’s card from the sixth on', async () => {
    const scene = await crowdedScene();
    expect(under(scene, 'card:C1')).toBeNull();
    for (const ref of ['P1', 'P2', 'P3', 'P4', 'P5']) expect(under(scene, `card:${ref}`)).toBeNull();
    expect(under(scene, 'card:P6')).toBe('C1');
  });

  it('stay where they are when somebody deletes one and it is posted again', async () => {
    const scene = await crowdedScene();
    const { local, platform } = scene;
    const where = { room_subject: { room: salon, subject: 'card:P6' } };
    platform.remove((await local.store.db.post.findUniqueOrThrow({ where })).messageId);
    await local.act('farid', 'objection.raise', 'P6');
    await local.settled();
    expect(platform.received.filter((r) => r.how === 'post' && r.key.endsWith('card:P6'))).toHaveLength(2);
    expect(under(scene, 'card:P6')).toBe('C1');
  });

  it('wait for the call’s card without counting a failure, and stand in the room if it is given up', async () => {
    const scene = await openScene();
    const { local, platform } = scene;
    platform.clear();
    await local.store.db.post.deleteMany();
    platform.script('card:C1', later);
    await proposals(scene, 6);
    const waiting = () => local.store.db.outbox.findFirstOrThrow({ where: { subject: 'card:P6' } });
    expect(await waiting()).toMatchObject({ status: 'pending', attempts: 0 });

    platform.script('card:C1', new SendFailure('permanent', 'no'));
    await retry(scene);
    expect(await waiting()).toMatchObject({ status: 'sent' });
    expect(under(scene, 'card:P6')).toBeNull();
  });
});

describe('news', () => {
  it('of one proposal stand under its card, or under the call’s when its card is there', async () => {
    const scene = await crowdedScene();
    const { local } = scene;
    await local.act('lise', 'proposal.withdraw', 'P2');
    await local.act('lise', 'proposal.withdraw', 'P6');
    await local.act('lise', 'competition.declare', 'P3', { with: ['P4'], reason: 'Même local' });
    await local.settled();
    expect(under(scene, 'proposal.withdrawn:P2')).toBe('P2');
    expect(under(scene, 'proposal.withdrawn:P6')).toBe('C1');
    expect(under(scene, 'competition.declared')).toBe('P3');
  });

  it('for everybody, and what is private, stand under nothing', async () => {
    const scene = await crowdedScene();
    const { local, platform } = scene;
    await local.act('farid', 'objection.raise', 'P6');
    await local.settled();
    await local.post('/clock', { to: '2027-01-20T12:00:00.000Z' });
    await local.settled();
    const shown = platform.received.filter((r) => r.to === salon);
    for (const view of ['meeting.prepared', 'proposal.validated', 'call.closed'])
      expect(shown.filter((r) => r.key.includes(view))).toContainEqual(
        expect.objectContaining({ under: null }),
      );
    const threaded = shown.filter((r) => /meeting|validated|call\./.test(r.key) && r.under !== null);
    expect(threaded).toEqual([]);
    expect(platform.received.filter((r) => r.to !== salon && r.under !== null)).toEqual([]);
  });

  it('whose card somebody has deleted stand in the room, once', async () => {
    const scene = await crowdedScene();
    const { local, platform } = scene;
    const where = { room_subject: { room: salon, subject: 'card:C1' } };
    platform.remove((await local.store.db.post.findUniqueOrThrow({ where })).messageId);
    platform.script('card:C1', later);
    await local.act('lise', 'proposal.withdraw', 'P6');
    await local.settled();
    expect(
      platform.received.filter((r) => r.to === salon && r.key.includes('proposal.withdrawn')),
    ).toHaveLength(1);
    expect(under(scene, 'proposal.withdrawn:P6')).toBeNull();
  });
});

describe('a new version', () => {
  it('of substance has a card of its own with its news, and the old one is left as a pointer, also later', async () => {
    const scene = await blankScene();
    const { local, platform } = scene;
    await local.act('nadia', 'proposal.revise', 'P1', substantive);
    await local.settled();
    await local.act('farid', 'objection.raise', 'P1', { reason: 'Le lieu' });
    await local.settled();

    const cards = platform.standing(salon).filter((text) => text.startsWith('P1'));
    expect(cards).toHaveLength(2);
    expect(cards[0]).toMatch(/^P1 .*\nRemplacée par la version 2\n/);
    expect(cards[1]).toContain('Le lieu');
    expect(under(scene, 'card:P1/2')).toBeNull();
    expect(under(scene, 'proposal.revised')).toBe('P1/2');
    expect(platform.received.filter((r) => r.key.endsWith('card:P1')).map((r) => r.how)).toEqual([
      'post',
      'edit',
    ]);
  });

  it('leaves no pointer where there is no card any more, and none at all when only the form changes', async () => {
    const scene = await blankScene();
    const { local, platform } = scene;
    await local.act('nadia', 'proposal.revise', 'P1', { ...substantive, kind: 'editorial' });
    await local.settled();
    expect(platform.standing(salon).filter((text) => text.startsWith('P1'))).toHaveLength(1);
    const where = { room_subject: { room: salon, subject: 'card:P1' } };
    platform.remove((await local.store.db.post.findUniqueOrThrow({ where })).messageId);
    await local.act('farid', 'proposal.contest-editorial', 'P1');
    await local.settled();
    expect(platform.standing(salon).filter((text) => text.startsWith('P1'))).toEqual([
      expect.not.stringContaining('Remplacée'),
    ]);
    expect(under(scene, 'contested-editorial')).toBe('P1/2');
  });
});
