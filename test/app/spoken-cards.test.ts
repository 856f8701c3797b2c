// A card says who speaks for an institution, and counts it: it stays so when that changes afterwards.

import { expect, it } from 'vitest';
import { canal, type Elsewhere, salon, twoPlatforms } from '../support/two-platforms.ts';

type Scene = Awaited<ReturnType<typeof twoPlatforms>>;

/** Somebody whom nobody knows yet agrees for the third institution. */
const stranger: Elsewhere = { externalId: 'UMARC', institution: 'I3' };
const claimed = 'Aucune institution sur 3';
const counted = 'Une institution sur 3 a répondu';

async function agreed(): Promise<Scene & { mandate: string }> {
  const scene = await twoPlatforms();
  await scene.joined();
  await scene.acts(stranger, 'consent.give', 'P1');
  await scene.local.settled();
  expect(answersIn(scene)).toContain(claimed);
  return { ...scene, mandate: `${await scene.person('slack', 'UMARC')}~I3` };
}

function answersIn({ here }: Scene): string {
  return here.standing(salon).findLast((text) => text.startsWith('P1')) ?? '';
}

it('a mandate that is confirmed after its answer counts on the cards at once, in every room', async () => {
  const scene = await agreed();
  await scene.local.act('referente', 'mandate.confirm', scene.mandate);
  await scene.local.settled();
  expect(answersIn(scene)).toContain(counted);
  expect(scene.there.standing(canal).findLast((text) => text.startsWith('P1'))).toContain(
    'Eén organisatie van de 3',
  );
});

it('one that is declined isn’t said to wait for confirmation any more', async () => {
  const scene = await agreed();
  await scene.acts(stranger, 'objection.raise', 'P1', { reason: 'Trop cher' });
  await scene.local.settled();
  expect(answersIn(scene)).toContain('mandat à confirmer');
  await scene.local.act('referente', 'mandate.decline', scene.mandate, { reason: 'Inconnu ici.' });
  await scene.local.settled();
  expect(answersIn(scene)).not.toContain('mandat à confirmer');
});

it('two accounts that become one are one on the cards', async () => {
  const scene = await agreed();
  const code = await scene.code('lise');
  await scene.acts({ externalId: 'UMARC' }, 'person.link', null, { code });
  await scene.local.settled();
  expect(answersIn(scene)).toContain(counted);
});

it('somebody who has said nothing changes no card', async () => {
  const scene = await agreed();
  await scene.acts({ externalId: 'UANA', institution: 'I4' }, 'need.note', null, { need: 'Un banc.' });
  scene.here.forget();
  await scene.local.act('referente', 'mandate.confirm', `${await scene.person('slack', 'UANA')}~I4`);
  await scene.local.settled();
  expect(scene.here.received.filter(({ key }) => key.includes(':card:'))).toEqual([]);
});
