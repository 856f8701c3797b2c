// Private messages to somebody who is on two platforms, and what one platform that is out of reach means for the other.

import { describe, expect, it } from 'vitest';
import { SendFailure } from '../../src/app/announcer.ts';
import { isRefusal } from '../../src/domain/refusal.ts';
import { gate } from '../support/failing-store.ts';
import { canal, salon, type TwoPlatforms, twoPlatforms } from '../support/two-platforms.ts';

const receipt = 'objection.receipt';

/** Farid is on both; where his receipts arrived, as `[here, there]`. */
async function onBoth() {
  const scene = await twoPlatforms();
  await scene.joined();
  await scene.acts({ externalId: 'UFARID' }, 'person.link', null, { code: await scene.code('farid') });
  await scene.local.settled();
  scene.here.forget();
  scene.there.forget();
  const arrived = () =>
    [scene.here, scene.there].map(
      ({ received }) => received.filter(({ key }) => key.includes(receipt)).length,
    );
  const objects = () => scene.local.act('farid', 'objection.raise', 'P1', { reason: 'Trop cher' });
  return { ...scene, arrived, objects };
}

async function retried({ local }: TwoPlatforms): Promise<void> {
  await local.store.db.outbox.updateMany({ where: { status: 'pending' }, data: { retryAt: new Date(0) } });
  await local.settled();
}

async function status({ local }: TwoPlatforms) {
  return (await local.store.db.outbox.findMany({ where: { key: { contains: receipt } } })).map(
    (l) => l.status,
  );
}

describe('a private message to somebody on two platforms', () => {
  it('comes once', async () => {
    const scene = await onBoth();
    await scene.objects();
    await scene.local.settled();
    expect(scene.arrived()).toEqual([1, 0]);
  });

  it('comes where it can, when the one where it would have come is cut off', async () => {
    const scene = await onBoth();
    scene.away.add('sandbox:local');
    await scene.objects();
    await scene.local.settled();
    expect(scene.arrived()).toEqual([0, 1]);
  });

  it('that one refuses for good comes by the other', async () => {
    const scene = await onBoth();
    scene.here.script(receipt, new SendFailure('permanent', 'closed'));
    await scene.objects();
    await scene.local.settled();
    expect(scene.arrived()).toEqual([0, 1]);
    expect(await status(scene)).toEqual(['sent']);
  });

  it('that both refuse for good is the référente’s to send', async () => {
    const scene = await onBoth();
    for (const platform of [scene.here, scene.there])
      platform.script(receipt, new SendFailure('permanent', 'closed'));
    await scene.objects();
    await scene.local.settled();
    expect(scene.arrived()).toEqual([0, 0]);
    expect(await status(scene)).toEqual(['by-hand']);
  });

  it('of which nobody knows whether it arrived is looked up there before it comes anywhere', async () => {
    const scene = await onBoth();
    scene.here.script(receipt, 'answer-lost');
    await scene.objects();
    await scene.local.settled();
    scene.here.calm();
    scene.away.add('sandbox:local');
    await retried(scene);
    expect(scene.arrived()).toEqual([1, 0]);
    expect(await status(scene)).toEqual(['sent']);
  });

  it('that surely didn’t arrive comes by the other, which keeps it waiting for nobody', async () => {
    const scene = await onBoth();
    scene.here.script(receipt, new SendFailure('retry', 'busy'));
    await scene.objects();
    await scene.local.settled();
    scene.away.add('sandbox:local');
    await retried(scene);
    expect(scene.arrived()).toEqual([0, 1]);
  });

  it('names a room that they can see', async () => {
    const scene = await onBoth();
    const named: string[] = [];
    const { post } = scene.there;
    scene.there.post = async (to, outgoing) => {
      if (to.kind === 'person') named.push(outgoing.room);
      return post(to, outgoing);
    };
    scene.away.add('sandbox:local');
    await scene.objects();
    await scene.local.settled();
    expect(new Set(named)).toEqual(new Set([canal]));
  });

  it('addressed to whom they were before reaches whom they are', async () => {
    const scene = await twoPlatforms();
    await scene.joined();
    const { local, there } = scene;
    there.script(receipt, new SendFailure('retry', 'busy'));
    await scene.acts({ externalId: 'UFARID', institution: 'I2' }, 'objection.raise', 'P1', { reason: 'Non' });
    await local.settled();
    await scene.acts({ externalId: 'UFARID' }, 'person.link', null, { code: await scene.code('farid') });
    there.calm();
    await retried(scene);
    const all = [scene.here, scene.there].flatMap(({ received }) => received);
    expect(all.filter(({ key }) => key.includes(receipt))).toHaveLength(1);
  });
});

describe('a platform that doesn’t answer', () => {
  it('for hours keeps neither acts nor cards, letters and deadlines of the other waiting', async () => {
    const scene = await twoPlatforms();
    const { local, here, there } = scene;
    await scene.joined();
    here.forget();
    there.forget();
    const door = gate();
    there.script(/slack:/, () => door.pass());
    const { app } = local;

    const act = (deliveryId: string, externalId: string, action: string, institution: string | null) =>
      app.submit({
        ...{ deliveryId, receivedAt: app.clock.now(), institution, room: salon, action, target: 'P1' },
        ...{ as: { platform: 'sandbox', tenant: 'local', externalId, name: externalId }, lang: 'fr' },
        values: {},
      });
    expect(isRefusal(await act('1', 'farid', 'consent.give', 'I2'))).toBe(false);
    await door.waited;
    expect(isRefusal(await act('2', 'pieter', 'consent.give', 'I4'))).toBe(false);
    await expect
      .poll(() => here.standing(salon).findLast((text) => text.startsWith('P1')))
      .toContain('2 institutions sur 3');
    expect(isRefusal(await act('3', 'lise', 'objection.raise', 'I3'))).toBe(false);
    await expect.poll(() => here.received.some(({ key }) => key.includes('objection.receipt'))).toBe(true);
    await app.executor.execute({
      assembly: 'concertation',
      at: '2026-12-08T09:00:00.000Z',
      delivery: 'timer',
      commands: [{ type: 'CloseCall', call: 'C1' }],
      source: { kind: 'setup' },
    });
    app.outbox.kick();
    await expect.poll(() => here.received.some(({ key }) => key.includes('call.closed'))).toBe(true);
    expect(there.received).toEqual([]);

    door.open();
    there.calm();
    await local.settled();
    expect(there.standing(canal).findLast((text) => text.startsWith('P1'))).toContain('3');
    const closings = there.received.filter(({ key }) => key.includes('call.closed'));
    expect(closings).toHaveLength(1);
  });

  it('and accepts nothing of all that it is given loses none of it, however often it was tried', async () => {
    const scene = await twoPlatforms();
    const { local, there } = scene;
    await scene.joined();
    there.script(/./, new SendFailure('retry', 'unreached'));
    await local.act('farid', 'objection.raise', 'P1', { reason: 'Trop cher' });
    await local.settled();
    for (let attempt = 0; attempt < 15; attempt += 1) await retried(scene);
    there.calm();
    there.forget();
    await retried(scene);
    await retried(scene);
    const keys = there.received.map(({ key }) => key.split(':').slice(4).join(':'));
    expect(keys).toContain('card:P1');
    expect(there.standing(canal).findLast((text) => text.startsWith('P1'))).toContain('Trop cher');
    expect(await local.store.db.outbox.count({ where: { status: 'dead' } })).toBe(0);
  });
});
