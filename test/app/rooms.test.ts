// One assembly in rooms of two platforms: one tally, a card in each, and nobody told twice.

import { describe, expect, it } from 'vitest';
import { isRefusal } from '../../src/domain/refusal.ts';
import type { ScriptedAnnouncer } from '../support/scripted-announcer.ts';
import { canal, salon, twoPlatforms } from '../support/two-platforms.ts';

/** The card of P1 as it stands there now. */
function cardIn(platform: ScriptedAnnouncer, room: string): string {
  return platform.standing(room).findLast((text) => text.startsWith('P1')) ?? '';
}

const lise = { externalId: 'ULISE', institution: 'I3' };

describe('a room on another platform', () => {
  it('joins with a code that whoever coordinates asks for; the cards of what runs come at once, in its language', async () => {
    const scene = await twoPlatforms();
    const end = await scene.joins({ externalId: 'UREF' }, await scene.code('referente'));
    await scene.local.settled();

    expect(end).toMatchObject({ kind: 'joined', assembly: 'concertation', room: canal });
    expect((await scene.local.store.head('concertation'))?.doc.rooms).toContain(canal);
    const cards = scene.there.received.filter(({ to }) => to === canal);
    expect(cards.map(({ key }) => key.split(':').at(-1)).toSorted()).toEqual(['C1', 'P1']);
    expect(cards.map(({ text }) => text).join('\n')).toContain('bezwaartermijn');
    expect(await scene.person('slack', 'UREF')).toBe(await scene.person('sandbox', 'referente'));
  });

  it('doesn’t join with the code of somebody who doesn’t coordinate, which stays good for linking them', async () => {
    const scene = await twoPlatforms();
    const code = await scene.code('farid');
    expect(await scene.joins({ externalId: 'UX' }, code)).toMatchObject({
      refused: 'rights.coordinator-only',
    });
    expect((await scene.local.store.head('concertation'))?.doc.rooms).toEqual([salon]);
    await scene.joined();
    const linked = await scene.acts({ externalId: 'UFARID' }, 'person.link', null, { code });
    expect(isRefusal(linked)).toBe(false);
  });

  it('that has a concertation already isn’t given another', async () => {
    const scene = await twoPlatforms();
    await scene.joined();
    const again = await scene.joins({ externalId: 'UREF' }, await scene.code('referente'));
    expect(again).toMatchObject({ refused: 'room.taken' });
  });

  it('delivered twice, the same step is answered the same and adds one room', async () => {
    const scene = await twoPlatforms();
    const code = await scene.code('referente');
    const more = { deliveryId: 'once' };
    await scene.joins({ externalId: 'UREF' }, code, more);
    const again = await scene.joins({ externalId: 'UREF' }, code, more);
    expect(again).toMatchObject({ kind: 'joined', answer: { replayed: true } });
    expect((await scene.events()).filter((name) => name === 'RoomOpened')).toHaveLength(2);
  });

  it('is one of the workspace in which it is added, wherever the coordinator comes from', async () => {
    const scene = await twoPlatforms();
    await scene.joined();
    // She is from a partner’s workspace, and the channel is shared with it.
    const code = await scene.code('referente');
    await scene.acts({ externalId: 'UREF', tenant: 'T2' }, 'person.link', null, { code });
    const values = { channel: 'C10', roomLang: 'fr' };
    const end = await scene.acts({ externalId: 'UREF', tenant: 'T2' }, 'room.add', null, values);
    expect(isRefusal(end)).toBe(false);
    expect((await scene.local.store.head('concertation'))?.doc.rooms).toEqual([salon, canal, 'slack:T1:C10']);
  });
});

describe('one tally over several rooms', () => {
  it('counts what is said on either side, and shows it on both', async () => {
    const scene = await twoPlatforms();
    const { local, here, there } = scene;
    await scene.joined();
    expect(isRefusal(await scene.acts(lise, 'consent.give', 'P1'))).toBe(false);
    await local.act('farid', 'objection.raise', 'P1', { reason: 'Trop cher' });
    await local.settled();
    for (const [platform, room] of [
      [here, salon],
      [there, canal],
    ] as const) {
      expect(cardIn(platform, room), room).toContain('Trop cher');
    }
  });

  it('chases on either side those alone who answered on neither', async () => {
    const scene = await twoPlatforms();
    const { local } = scene;
    await scene.joined();
    await scene.acts(lise, 'consent.give', 'P1');
    await local.act('referente', 'mandate.confirm', `${await scene.person('slack', 'ULISE')}~I3`);
    await local.act('farid', 'consent.give', 'P1');
    expect(isRefusal(await scene.acts({ externalId: 'UREF' }, 'call.chase', 'C1', { words: 'Allez.' }))).toBe(
      false,
    );
    const [chase] = await local.store.aggregates('concertation', 'chase');
    const persons = [await scene.person('sandbox', 'pieter')];
    expect(chase?.doc).toMatchObject({ persons });
  });

  it('two colleagues of one institution, one on each side, are one voice', async () => {
    const scene = await twoPlatforms();
    await scene.joined();
    await scene.acts(lise, 'consent.give', 'P1');
    await scene.local.act('lise', 'consent.give', 'P1');
    await scene.local.settled();
    expect(cardIn(scene.here, salon)).toContain('Une institution sur 3 a répondu');
    expect(cardIn(scene.there, canal)).toContain('Eén organisatie van de 3');
  });
});
