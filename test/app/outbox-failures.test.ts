import { describe, expect, it } from 'vitest';
import { SendFailure } from '../../src/app/announcer.ts';
import { backoff } from '../../src/app/outbox.ts';
import { rememberingLog } from '../support/logs.ts';
import {
  anotherProposal,
  anotherRoom,
  arrivals,
  beforeTheRetry,
  health,
  letters,
  openScene,
  retry,
} from './letters.ts';

const refused = (retryAfter: number | null = null) => new SendFailure('retry', 'not now', retryAfter);
const second = 1_000;

describe('a message that a platform refuses for now', () => {
  it.each([
    [1, 1 * second],
    [2, 2 * second],
    [3, 4 * second],
    [4, 8 * second],
    [9, 256 * second],
    [10, 300 * second],
    [60, 300 * second],
  ])('after attempt %i waits %i ms for the next', (attempts, wait) => {
    expect(backoff(attempts)).toBe(wait);
  });

  it.each([
    ['as long as the platform asks', 120, 120 * second],
    ['at least a second when it asks for less', 0, second],
    ['at least a second when it asks for nothing', null, second],
  ])('waits %s', async (_, asked, atLeast) => {
    const scene = await openScene();
    scene.platform.script('objection.receipt', refused(asked));
    const before = Date.now();
    await scene.local.act('farid', 'objection.raise', 'P1');
    await scene.local.settled();

    const [letter] = await letters(scene, 'objection.receipt');
    expect(letter).toMatchObject({ status: 'pending', attempts: 1, error: 'not now' });
    expect(letter?.retryAt.getTime()).toBeGreaterThanOrEqual(before + atLeast);
    expect(letter?.retryAt.getTime()).toBeLessThan(Date.now() + atLeast + second);

    const tried = scene.platform.attempts.length;
    await beforeTheRetry(scene);
    expect(scene.platform.attempts).toHaveLength(tried);
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, -5])(
    'waits a while when the platform asks for what is no delay (%f)',
    async (asked) => {
      const scene = await openScene();
      scene.platform.script('objection.receipt', [refused(asked)]);
      await scene.local.act('farid', 'objection.raise', 'P1');
      await scene.local.settled();
      await retry(scene);
      expect(await letters(scene, 'objection.receipt')).toMatchObject([{ status: 'sent' }]);
    },
  );
});

describe('a message that can’t be delivered', () => {
  it('is given up after ten attempts; someone sees it, and what waited behind it leaves', async () => {
    const log = rememberingLog();
    const scene = await openScene({ log });
    await anotherProposal(scene);
    const { local, platform } = scene;
    platform.script('meeting.prepared', refused());
    await local.act('farid', 'objection.raise', 'P1');
    await local.act('tom', 'objection.raise', 'P2');
    await local.settled();
    expect(await health(scene)).toMatchObject({ status: 'ok' });

    for (let attempt = 2; attempt <= 12; attempt += 1) await retry(scene);

    expect(platform.attempts.filter((k) => k.includes('meeting.prepared'))).toHaveLength(10);
    expect(await letters(scene, 'meeting.prepared')).toMatchObject([{ status: 'dead', attempts: 10 }]);
    expect(log.lines.filter((l) => l.startsWith('error a letter is given up'))).toHaveLength(1);
    expect(await health(scene)).toMatchObject({ status: 'attention', letters: { dead: 1, pending: 0 } });
    expect(arrivals(scene, 'meeting.item-added')).toEqual([1]);
  });

  it('is given up at once when the platform will never take it', async () => {
    const log = rememberingLog();
    const scene = await openScene({ log });
    await anotherProposal(scene);
    const { local, platform } = scene;
    platform.script('meeting.prepared', new SendFailure('permanent', 'the channel is archived'));
    await local.act('farid', 'objection.raise', 'P1');
    await local.act('tom', 'objection.raise', 'P2');
    await local.settled();

    expect(await letters(scene, 'meeting.prepared')).toMatchObject([
      { status: 'dead', attempts: 1, error: 'the channel is archived' },
    ]);
    expect(log.lines.some((l) => l.startsWith('error a letter is given up'))).toBe(true);
    expect(arrivals(scene, 'meeting.item-added')).toEqual([1]);
  });

  it('starts over when it is a card and something new happens', async () => {
    const scene = await openScene();
    const { local, platform } = scene;
    platform.script('card:P1', [new SendFailure('permanent', 'no')]);
    await local.act('farid', 'objection.raise', 'P1');
    await local.settled();
    expect(await letters(scene, 'card:P1')).toMatchObject([{ status: 'dead' }]);

    await local.act('lise', 'objection.raise', 'P1');
    await local.settled();
    const [letter] = await letters(scene, 'card:P1');
    expect(letter).toMatchObject({ status: 'sent', error: null });
    expect(platform.standing(letter?.room ?? '').join()).toContain('2 objections');
  });

  it('because its reader has no place in chat, waits for the référente to send it by mail', async () => {
    const scene = await openScene();
    scene.platform.script('objection.receipt', refused());
    await scene.local.act('farid', 'objection.raise', 'P1');
    await scene.local.settled();
    await scene.local.store.db.identity.deleteMany({ where: { externalId: 'farid' } });
    await retry(scene);
    expect(await letters(scene, 'objection.receipt')).toMatchObject([{ status: 'by-hand' }]);
  });

  it('because the service has an error in it, keeps no other message back', async () => {
    const scene = await openScene();
    const { local } = scene;
    await local.act('farid', 'objection.raise', 'P1');
    await local.settled();
    await local.store.db.outbox.updateMany({
      where: { key: { contains: 'objection.receipt' } },
      data: { view: 'no-such-view', status: 'pending', attempts: 0 },
    });
    await local.act('lise', 'objection.raise', 'P1');
    await local.settled();
    expect(await letters(scene, 'objection.receipt')).toMatchObject([
      { status: 'pending', attempts: 1, error: 'no view is called no-such-view' },
      { status: 'sent' },
    ]);
  });

  it('to one room, doesn’t keep it from another', async () => {
    const scene = await openScene();
    await anotherRoom(scene, 'bureau', 'nl');
    await scene.local.settled();
    scene.platform.script('local:salon', new SendFailure('permanent', 'archived'));
    await scene.local.act('farid', 'objection.raise', 'P1');
    await scene.local.settled();
    // The two cards that stood there since the room was added, brought up to date, and the news.
    expect(arrivals(scene, 'bureau')).toEqual([2, 2, 1]);
    expect(arrivals(scene, 'salon')).toEqual([]);
  });
});
