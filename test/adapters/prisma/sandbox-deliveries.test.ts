// What the local room has received: kept in order, seen as people see it.

import { beforeEach, describe, expect, it } from 'vitest';
import { SandboxDeliveries, type SandboxDelivery } from '../../../adapters/prisma/sandbox-deliveries.ts';
import { NOON } from '../../contracts/store-changes.ts';
import { freshDatabase, openForTest } from '../../support/databases.ts';

describe('deliveries of the local room', () => {
  let url: string;
  let deliveries: SandboxDeliveries;
  beforeEach(async () => {
    url = await freshDatabase('sqlite');
    deliveries = new SandboxDeliveries(await openForTest(url));
  });
  const message = (messageId: string, some: Partial<SandboxDelivery> = {}) => ({
    at: NOON,
    kind: 'post' as const,
    to: 'r1',
    messageId,
    under: null,
    key: `k:${messageId}`,
    lang: 'fr',
    text: messageId,
    card: '{}',
    ...some,
  });
  const receive = (messageId: string, some: Partial<SandboxDelivery> = {}) =>
    deliveries.appendAll([message(messageId, some)]);

  it('are numbered and listed in the order in which they came', async () => {
    await receive('m1');
    await deliveries.appendAll([message('m2'), message('m1', { kind: 'edit' })]);
    expect((await deliveries.list(0, 10)).map(({ n, messageId, kind }) => [n, messageId, kind])).toEqual([
      [1, 'm1', 'post'],
      [2, 'm2', 'post'],
      [3, 'm1', 'edit'],
    ]);
    expect((await deliveries.list(1, 1)).map(({ n }) => n)).toEqual([2]);
  });

  it('show each message of an address once, as last edited, where it was first posted', async () => {
    await receive('m1');
    await receive('m2');
    await receive('x1', { to: 'r2' });
    await receive('m1', { kind: 'edit', text: 'modifié' });
    expect((await deliveries.ofAddress('r1')).map(({ messageId, text }) => [messageId, text])).toEqual([
      ['m1', 'modifié'],
      ['m2', 'm2'],
    ]);
    expect((await deliveries.latest('m1'))?.text).toBe('modifié');
    expect(await deliveries.ofAddress('r9')).toEqual([]);
  });

  it('are found by their key at an address, until they are taken away', async () => {
    await receive('m1', { key: 'card:P1' });
    expect(await deliveries.findByKey('r1', 'card:P1')).toBe('m1');
    expect(await deliveries.findByKey('r2', 'card:P1')).toBeUndefined();
    await deliveries.remove('m1');
    expect(await deliveries.findByKey('r1', 'card:P1')).toBeUndefined();
    expect(await deliveries.latest('m1')).toBeUndefined();
    await receive('m2');
    expect((await deliveries.list(0, 10)).map(({ messageId }) => messageId)).toEqual(['m2']);
    expect(await deliveries.places(['m1', 'm2'])).toEqual(new Map([['m2', null]]));
    await deliveries.clear();
    expect(await deliveries.list(0, 10)).toEqual([]);
  });

  it('stand under the message under which they were posted, also once they are edited', async () => {
    await receive('m1');
    await receive('m2', { under: 'm1' });
    await receive('m2', { under: 'm1', kind: 'edit' });
    expect(await deliveries.places(['m1', 'm2', 'm3'])).toEqual(
      new Map([
        ['m1', null],
        ['m2', 'm1'],
      ]),
    );
    expect((await deliveries.latest('m2'))?.under).toBe('m1');
  });

  it('are counted from 1 again after a wipe', async () => {
    const store = await openForTest(await freshDatabase('sqlite'));
    const received = new SandboxDeliveries(store);
    await received.appendAll([message('m1'), message('m2')]);
    await store.wipe();
    await received.appendAll([message('m3')]);
    expect((await received.list(0, 10)).map(({ n }) => n)).toEqual([1]);
  });
});
