import { afterEach, describe, expect, it, vi } from 'vitest';
import { SendFailure } from '../../src/app/announcer.ts';
import { noFaults } from '../../src/app/faults.ts';
import { createOutbox, type Outbox } from '../../src/app/outbox.ts';
import { StoreUnavailable } from '../../src/app/ports.ts';
import { renderLetter } from '../../src/ui/letters.ts';
import { gate, watchedStore } from '../support/failing-store.ts';
import { openLocal } from '../support/local.ts';
import { rememberingLog, silentLog } from '../support/logs.ts';
import {
  anotherProposal,
  anotherRoom,
  arrivals,
  health,
  letters,
  openScene,
  retry,
  type Scene,
  salon,
} from './letters.ts';

afterEach(() => {
  vi.useRealTimers();
});

/** The sender of a second process on the same store and platform. */
function secondSender({ local, platform }: Scene, owner: string, parallel = 1): Outbox {
  return createOutbox({
    busy: () => false,
    store: local.store,
    clock: local.app.clock,
    log: silentLog,
    faults: noFaults,
    announcers: new Map([['sandbox', platform]]),
    render: renderLetter,
    owner,
    parallel,
  });
}

/** As if the process had been killed after it claimed these letters: nothing is settled, no `Post` kept. */
async function interrupted({ local }: Scene, part: string, owner: string): Promise<void> {
  const { db } = local.store;
  const where = { key: { contains: part } };
  for (const { room, subject } of await db.outbox.findMany({ where })) {
    await db.post.deleteMany({ where: { room, subject } });
  }
  const claimed = { status: 'sending', owner, claimedAt: new Date(), settledAt: null, attempts: 0 };
  await db.outbox.updateMany({ where, data: claimed });
}

describe('a message of which nobody knows whether it arrived', () => {
  it.each(['objection.receipt', 'meeting.prepared'])(
    'is looked up, found, remembered and not sent again (%s)',
    async (news) => {
      const scene = await openScene();
      const { local, platform } = scene;
      platform.script(news, ['answer-lost']);
      await local.act('farid', 'objection.raise', 'P1');
      await local.settled();
      expect(await letters(scene, news)).toMatchObject([{ status: 'pending', attempts: 1 }]);

      await retry(scene);

      const [letter] = await letters(scene, news);
      expect(letter?.status).toBe('sent');
      expect(platform.lookups).toEqual([letter?.key]);
      expect(arrivals(scene, news)).toEqual([1]);
      const arrived = platform.received.find((r) => r.key === letter?.key);
      expect(await local.store.db.post.findFirst({ where: { subject: letter?.key ?? '' } })).toMatchObject({
        messageId: arrived?.messageId,
      });
    },
  );

  it('is looked up, not found, and sent', async () => {
    const scene = await openScene();
    scene.platform.script('objection.receipt', ['way-lost']);
    await scene.local.act('farid', 'objection.raise', 'P1');
    await scene.local.settled();
    await retry(scene);
    expect(scene.platform.lookups).toHaveLength(1);
    expect(arrivals(scene, 'objection.receipt')).toEqual([1]);
  });

  it('and is a card: stands once in the room, and shows what has happened since', async () => {
    const scene = await openScene();
    const { local, platform } = scene;
    platform.script('card:P2', ['answer-lost']);
    await anotherProposal(scene);
    await local.act('farid', 'objection.raise', 'P2', { reason: 'Le bruit' });
    await retry(scene);
    const cards = platform.standing(salon).filter((text) => text.startsWith('P2'));
    expect(cards).toEqual([expect.stringContaining('Le bruit')]);
  });

  it('where nothing can be looked up, is held and shown instead of doubled; what follows it waits', async () => {
    const log = rememberingLog();
    const scene = await openScene({ log });
    await anotherProposal(scene);
    await anotherRoom(scene, 'bureau', 'nl');
    const { local, platform } = scene;
    platform.blind = true;
    platform.script(/salon:\d+:meeting.prepared/, ['answer-lost']);
    await local.act('farid', 'objection.raise', 'P1');
    await local.settled();
    await retry(scene);
    await local.act('tom', 'objection.raise', 'P2');
    await retry(scene);

    expect(await letters(scene, 'meeting.prepared')).toMatchObject([{ status: 'held' }, { status: 'sent' }]);
    expect(arrivals(scene, 'meeting.prepared')).toEqual([1, 1]);
    const added = platform.received.filter((r) => r.key.includes('meeting.item-added'));
    expect(added.map((r) => r.to)).toEqual(['sandbox:local:bureau']);
    const held = log.lines.filter((l) => l.startsWith('error a letter is held'));
    expect(held.filter((l) => l.includes('meeting.prepared'))).toHaveLength(1);
    expect(await health(scene)).toMatchObject({ status: 'attention', letters: { held: held.length } });
  });

  it('isn’t a card that changed twice before it ever left', async () => {
    const store = watchedStore();
    const scene = await openScene({ around: store.around });
    const { local, platform } = scene;
    platform.blind = true;
    const door = gate();
    store.instead = async (run) => {
      store.instead = undefined;
      await door.pass();
      return run();
    };
    const first = local.act('nadia', 'objection.raise', 'P404');
    await door.waited;
    const submitted = local.act('lise', 'proposal.submit', 'C1', { title: 'Un jardin', summary: 'Vert.' });
    const objected = local.act('farid', 'objection.raise', 'P2');
    await vi.waitUntil(() => local.app.executor.waiting === 2);
    door.open();
    await Promise.all([first, submitted, objected]);
    await local.settled();

    expect(await letters(scene, 'card:P2')).toMatchObject([{ status: 'sent' }]);
    expect(platform.standing(salon).filter((text) => text.startsWith('P2'))).toHaveLength(1);
  });
});

describe('a message that a process had begun to send when it was killed', () => {
  it.each([
    ['had arrived', true, 'the-next-one'],
    ['hadn’t arrived', false, 'the-next-one'],
    ['had arrived, and the service comes back under the same name', true, 'the-former-one'],
  ])('is looked up first by the next one: it %s', async (_, hadArrived, owner) => {
    const scene = await openScene({ owner: 'the-former-one' });
    const { platform } = scene;
    await scene.local.act('farid', 'objection.raise', 'P1');
    await scene.local.settled();
    await interrupted(scene, 'objection.receipt', 'the-former-one');
    const sent = platform.received.find((r) => r.key.includes('objection.receipt'));
    if (!hadArrived) platform.remove(sent?.messageId ?? '');
    await scene.local.close();
    platform.forget();

    const announcer = () => platform;
    const local = await openLocal({ url: scene.local.url, reset: false, owner, announcer });
    await local.settled();

    expect(platform.lookups).toEqual([sent?.key]);
    expect(platform.received).toHaveLength(hadArrived ? 0 : 1);
    expect(platform.standing('farid').filter((text) => text.startsWith('Votre objection'))).toHaveLength(1);
    expect(await letters({ local, platform }, 'objection.receipt')).toMatchObject([{ status: 'sent' }]);
  });
});

describe('a message that arrived just before the store failed', () => {
  it('is told nobody twice, and those that follow it leave', async () => {
    const store = watchedStore();
    const scene = await openScene({ around: store.around });
    const { local } = scene;
    let failures = 0;
    store.over.settleLetters = async (ends) => {
      if (failures++ === 0) throw new StoreUnavailable('the disk was busy');
      return local.store.settleLetters(ends);
    };
    await local.act('farid', 'objection.raise', 'P1');
    await local.settled();
    await retry(scene);
    await local.act('farid', 'objection.lift', 'O1');
    await retry(scene);

    expect(failures).toBeGreaterThan(1);
    expect(arrivals(scene, 'objection.receipt')).toEqual([1]);
    expect(arrivals(scene, 'meeting.prepared')).toEqual([1]);
    expect(arrivals(scene, 'meeting.cancelled')).toEqual([1]);
    expect(await letters(scene, '')).toEqual((await letters(scene, '')).filter((l) => l.status === 'sent'));
  });
});

describe('two processes that share one store', () => {
  it('send each message once', async () => {
    const scene = await openScene({ owner: 'a' });
    const { local, platform } = scene;
    vi.useFakeTimers({ toFake: ['Date'] });
    vi.setSystemTime(Date.now() + 60_000);
    platform.script('', new SendFailure('retry', 'not now'));
    const people = Array.from({ length: 12 }, (_, i) => `habitante-${i + 1}`);
    await Promise.all(people.map((p) => local.act(p, 'objection.raise', 'P1')));
    await local.settled();
    platform.calm();
    platform.forget();
    await local.store.db.outbox.updateMany({ where: {}, data: { retryAt: new Date(0) } });

    const second = secondSender(scene, 'b', 4);
    local.app.outbox.kick();
    second.kick();
    await Promise.all([local.app.outbox.idle(), second.idle()]);
    await second.stop();

    expect(new Set(arrivals(scene, ''))).toEqual(new Set([1]));
    expect(arrivals(scene, 'objection.receipt')).toHaveLength(12);
  });

  it('send each message once right after the room was furnished anew', async () => {
    const scene = await openScene({ owner: 'a' });
    const { local, platform } = scene;
    const door = gate();
    platform.script('objection.receipt', [door.pass]);
    await local.act('farid', 'objection.raise', 'P1');
    await door.waited;
    const second = secondSender(scene, 'b');
    second.kick();
    await second.idle();
    door.open();
    await local.settled();
    await second.stop();
    expect(new Set(arrivals(scene, ''))).toEqual(new Set([1]));
  });

  it('send each message once even where the platform is slow', async () => {
    const scene = await openScene({ owner: 'a', parallel: 1 });
    const { local, platform } = scene;
    const second = secondSender(scene, 'b');
    const people = Array.from({ length: 20 }, (_, i) => `habitante-${i + 1}`);
    vi.useFakeTimers({ toFake: ['Date'] });
    // Each message takes a second, and the other process looks again while it is on its way.
    let looking = false;
    platform.script('', async () => {
      vi.setSystemTime(Date.now() + 1_000);
      if (looking) return;
      looking = true;
      second.kick();
      await second.idle();
      looking = false;
    });
    await Promise.all(people.map((p) => local.act(p, 'objection.raise', 'P1')));
    await local.settled();
    await second.stop();

    expect(arrivals(scene, 'objection.receipt')).toEqual(Array(20).fill(1));
  });

  it('take over at once when the one that sends stops', async () => {
    const scene = await openScene({ owner: 'a' });
    const { local, platform } = scene;
    const door = gate();
    platform.script('objection.receipt', [door.pass]);
    await local.act('farid', 'objection.raise', 'P1');
    await door.waited;
    const stopped = local.app.outbox.stop();
    door.open();
    await stopped;
    await local.act('lise', 'objection.raise', 'P1');

    const second = secondSender(scene, 'b');
    second.kick();
    await second.idle();
    await second.stop();
    expect(arrivals(scene, 'objection.receipt')).toEqual([1, 1]);
  });
});
