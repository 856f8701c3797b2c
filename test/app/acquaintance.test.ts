// Getting to know people: their names and languages come from their platform, and nobody’s act waits for it.

import { expect, it } from 'vitest';
import type { Directory, Profile } from '../../src/app/directory.ts';
import type { Local } from '../support/local.ts';
import { openLocal } from '../support/local.ts';

const yara: Profile = { name: 'Yara El Amrani', lang: 'nl', isGuest: true, isBot: false };

const key = { platform: 'sandbox', tenant: 'local', externalId: 'U7' };

/** A directory that answers when it is told to. */
function slowDirectory() {
  const waiting: ((profile: Profile | undefined) => void)[] = [];
  let asked = 0;
  const directory: Directory = {
    profile: (_platform, _tenant, externalId) => {
      if (externalId === key.externalId) asked++;
      return new Promise((resolve) => waiting.push(resolve));
    },
  };
  const answer = (profile: Profile | undefined) => {
    for (const resolve of waiting.splice(0)) resolve(profile);
  };
  return { directory, answer, asked: () => asked };
}

/** An act as a platform delivers it that knows no names. */
function asks(local: Local, deliveryId: string) {
  return local.app.submit({
    deliveryId,
    receivedAt: local.app.clock.now(),
    as: { ...key, name: null },
    institution: null,
    room: 'sandbox:local:salon',
    action: 'question.ask',
    target: 'P1',
    values: { question: 'Où se tient la permanence ?' },
    lang: 'fr',
  });
}

async function known(local: Local) {
  const identity = await local.store.identity(key.platform, key.tenant, key.externalId);
  return local.store.person(identity?.person ?? '');
}

it('an act doesn’t wait for a name, which is filled in as soon as it is known', async () => {
  const { directory, answer } = slowDirectory();
  const local = await openLocal({ directory });
  expect(await asks(local, 'd1')).toMatchObject({ accepted: true });
  expect(await known(local)).toMatchObject({ name: null });
  answer(yara);
  await local.app.acquaintance.idle();
  expect((await known(local))?.name).toBe('Yara El Amrani');
});

it('whoever was asked about ahead has their name and language from their first act on', async () => {
  const { directory, answer, asked } = slowDirectory();
  const local = await openLocal({ directory });
  const met = [local.app.acquaintance.meet(key), local.app.acquaintance.meet(key)];
  answer(yara);
  await Promise.all(met);
  await asks(local, 'd1');
  expect(await known(local)).toMatchObject({ name: 'Yara El Amrani', lang: 'nl' });
  await local.app.acquaintance.meet(key);
  expect(asked()).toBe(1);
});

it('a platform that can’t be asked costs nobody their act; the next act asks again', async () => {
  let broken = true;
  const directory: Directory = {
    async profile() {
      if (broken) throw new Error('the platform is down');
      return yara;
    },
  };
  const local = await openLocal({ directory });
  expect(await asks(local, 'd1')).toMatchObject({ accepted: true });
  await local.app.acquaintance.idle();
  expect((await known(local))?.name).toBeNull();
  broken = false;
  local.app.acquaintance.forget();
  await asks(local, 'd2');
  await local.app.acquaintance.idle();
  expect((await known(local))?.name).toBe('Yara El Amrani');
});

it('a name that somebody has already stays', async () => {
  const directory: Directory = { profile: async () => ({ ...yara, name: 'Un autre nom' }) };
  const local = await openLocal({ directory });
  const before = await local.store.identity('sandbox', 'local', 'farid');
  await local.act('farid', 'question.ask', 'P1', { question: 'Quand ?' });
  await local.app.acquaintance.idle();
  const after = await local.store.person(before?.person ?? '');
  expect(after?.name).not.toBe('Un autre nom');
});
