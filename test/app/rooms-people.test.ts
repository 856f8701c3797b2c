// One person with accounts on two platforms: a code proves it, and everything that was either’s is theirs.

import { describe, expect, it } from 'vitest';
import type { Aggregate } from '../../src/domain/aggregates.ts';
import { evolveAssembly, newAssembly } from '../../src/domain/assembly.ts';
import { plusMilliseconds } from '../../src/domain/calendar.ts';
import type { DomainEvent } from '../../src/domain/events.ts';
import type { Mandate } from '../../src/domain/people.ts';
import { isRefusal } from '../../src/domain/refusal.ts';
import { evolve } from '../../src/domain/world.ts';
import { type TwoPlatforms, twoPlatforms } from '../support/two-platforms.ts';

const farid = { externalId: 'UFARID', institution: 'I2' };
const alone = { externalId: 'UFARID' };
const minute = 60_000;

/** Farid links the account that he has on the second platform; the one of the local room stays. */
async function linked(scene: TwoPlatforms) {
  const code = await scene.code('farid');
  const end = await scene.acts(alone, 'person.link', null, { code });
  await scene.local.settled();
  return end;
}

async function mandates({ local }: TwoPlatforms): Promise<Mandate[]> {
  return (await local.store.aggregates('concertation', 'mandate')).map(({ doc }) => doc as Mandate);
}

describe('a code', () => {
  it('is short, without look-alikes, other each time, and kept nowhere but as its digest', async () => {
    const scene = await twoPlatforms();
    const codes = [];
    for (let n = 0; n < 20; n += 1) codes.push(await scene.code('farid'));
    for (const code of codes)
      expect(code).toMatch(/^[ACDEFGHJKLMNPQRTUVWXY3479]{4}-[ACDEFGHJKLMNPQRTUVWXY3479]{4}$/);
    expect(new Set(codes).size).toBe(20);
    const kept = JSON.stringify([
      await scene.local.store.settingsUnder(''),
      await scene.local.store.db.receipt.findMany(),
      await scene.local.store.db.content.findMany(),
    ]);
    for (const code of codes) {
      expect(kept).not.toContain(code);
      expect(kept).not.toContain(code.replace('-', ''));
    }
  });

  it('is read whatever its capitals, spaces and hyphen', async () => {
    const scene = await twoPlatforms();
    await scene.joined();
    const code = (await scene.code('farid')).toLowerCase().replace('-', ' ');
    expect(isRefusal(await scene.acts(alone, 'person.link', null, { code }))).toBe(false);
  });

  it.each([
    [
      'after fifteen minutes',
      async (s: TwoPlatforms) => ({ code: await s.code('farid'), after: 15 * minute }),
    ],
    [
      'once it was used',
      async (s: TwoPlatforms) => {
        const code = await s.code('farid');
        await s.acts({ externalId: 'UOTHER' }, 'person.link', null, { code });
        return { code, after: 0 };
      },
    ],
    [
      'once its asker has asked for another',
      async (s: TwoPlatforms) => {
        const code = await s.code('farid');
        await s.code('farid');
        return { code, after: 0 };
      },
    ],
    ['that nobody was given', async () => ({ code: 'ACDE-3479', after: 0 })],
  ])('%s is worth nothing', async (_, given) => {
    const scene = await twoPlatforms();
    await scene.joined();
    const { code, after } = await given(scene);
    const at = plusMilliseconds(scene.local.app.clock.now(), after);
    const end = await scene.acts(alone, 'person.link', null, { code }, { at });
    expect(end).toMatchObject({ refused: 'link.unknown', field: 'code' });
    expect(await scene.person('slack', 'UFARID')).toBeUndefined();
  });

  it('is entered elsewhere than where it was asked for, and stays good', async () => {
    const scene = await twoPlatforms();
    await scene.joined();
    const code = await scene.code('farid');
    const own = await scene.local.act('farid', 'person.link', null, { code }, { institution: null });
    expect(own.body).toMatchObject({ result: 'refused', code: 'link.self' });
    expect(isRefusal(await scene.acts(alone, 'person.link', null, { code }))).toBe(false);
  });

  it('can’t be guessed: after five tries nobody enters one for an hour, the right one neither', async () => {
    const scene = await twoPlatforms();
    await scene.joined();
    const code = await scene.code('farid');
    for (let n = 0; n < 5; n += 1)
      expect(await scene.acts(alone, 'person.link', null, { code: 'ACDE-3479' })).toMatchObject({
        refused: 'link.unknown',
      });
    expect(await scene.acts(alone, 'person.link', null, { code })).toMatchObject({ refused: 'link.tries' });
    expect(await scene.joins({ externalId: 'UFARID' }, code, { channel: 'C77' })).toMatchObject({
      refused: 'link.tries',
    });
    const other = await scene.acts({ externalId: 'UOTHER' }, 'person.link', null, { code });
    expect(isRefusal(other)).toBe(false);
    const later = plusMilliseconds(scene.local.app.clock.now(), 61 * minute);
    const again = await scene.acts(alone, 'person.link', null, { code }, { at: later });
    expect(again).toMatchObject({ refused: 'link.unknown' });
  });

  it('entered twice by one delivery links once, and is answered the same', async () => {
    const scene = await twoPlatforms();
    await scene.joined();
    await scene.acts(farid, 'consent.give', 'P1');
    const code = await scene.code('farid');
    const more = { deliveryId: 'once' };
    const first = await scene.acts(alone, 'person.link', null, { code }, more);
    const again = await scene.acts(alone, 'person.link', null, { code }, more);
    expect(again).toEqual({ ...first, replayed: true });
    expect((await scene.events()).filter((name) => name === 'PersonsJoined')).toHaveLength(1);
  });
});

describe('once two accounts are one person', () => {
  it('what was said from either is theirs, counts once, and either ends it', async () => {
    const scene = await twoPlatforms();
    const { local } = scene;
    await scene.joined();
    await scene.acts(farid, 'consent.give', 'P1');
    await scene.acts(farid, 'objection.raise', 'P1', { reason: 'Trop cher' });
    expect(isRefusal(await linked(scene))).toBe(false);

    const person = await scene.person('sandbox', 'farid');
    expect(await scene.person('slack', 'UFARID')).toBe(person);
    const [objection] = await local.store.aggregates('concertation', 'objection');
    expect(objection?.doc).toMatchObject({ author: { person, institution: 'I2' } });
    const theirs = (await mandates(scene)).filter((m) => m.institution === 'I2');
    expect(theirs.map((m) => [m.person === person, m.status]).toSorted()).toEqual([
      [false, 'ended'],
      [true, 'confirmed'],
    ]);
    const lifted = await local.act('farid', 'objection.withdraw', 'O1');
    expect(lifted.body).toMatchObject({ result: 'accepted' });
    const again = await scene.acts(farid, 'consent.withdraw', 'P1');
    expect(again).toMatchObject({ accepted: true, events: [{ name: 'ConsentWithdrawn' }] });
  });

  it('the state is what the events make, and the history still names who acted then', async () => {
    const scene = await twoPlatforms();
    const { local } = scene;
    await scene.joined();
    await scene.acts(farid, 'interest.show', 'P1');
    await local.act('farid', 'consent.give', 'P1');
    const former = await scene.person('slack', 'UFARID');
    await linked(scene);
    const events = await local.store.events('concertation', 0, 1_000);
    const shown = events.find(({ name }) => name === 'InterestShown');
    expect(shown?.data).toContain(former);

    const rows = new Map<string, Aggregate>();
    let assembly = newAssembly('concertation');
    for (const { name, at, v, data } of events) {
      const e = { name, at, v, data: JSON.parse(data) } as DomainEvent;
      for (const row of evolve(e, ({ type, id }) => rows.get(`${type}:${id}`)?.doc as never))
        rows.set(`${row.type}:${row.id}`, row);
      assembly = evolveAssembly(assembly, e);
    }
    expect((await local.store.head('concertation'))?.doc).toEqual(assembly);
    for (const type of ['mandate', 'stance', 'proposal', 'call'] as const)
      for (const row of await local.store.aggregates('concertation', type))
        expect(row, row.id).toEqual(rows.get(`${type}:${row.id}`));
    const [one] = (await local.store.aggregates('concertation', 'stance')).filter(
      ({ status }) => status === 'said',
    );
    expect(one?.doc).toMatchObject({ consent: { version: 1 }, interest: { version: 1 } });
    const person = await scene.person('sandbox', 'farid');
    const names = [former, person].map(async (id) => (await local.store.person(id ?? ''))?.name);
    expect(new Set(await Promise.all(names)).size).toBe(1);
    expect((await local.store.db.person.findUnique({ where: { id: former ?? '' } }))?.name).toBeNull();
  });

  it('they do what either could, and no more: a mandate that they have confirmed themselves says so', async () => {
    const scene = await twoPlatforms();
    const { local } = scene;
    await scene.joined();
    const lise = { externalId: 'USOCK', institution: 'I2' };
    await scene.acts(lise, 'consent.give', 'P1');
    const sock = await scene.person('slack', 'USOCK');
    await local.act('referente', 'mandate.confirm', `${sock}~I2`);
    await local.act('farid', 'objection.raise', 'P1', { reason: 'Trop cher' });
    const code = await scene.code('referente');
    const end = await scene.acts({ externalId: 'USOCK' }, 'person.link', null, { code });
    expect(isRefusal(end)).toBe(false);
    const person = await scene.person('sandbox', 'referente');
    const own = (await mandates(scene)).find((m) => m.person === person && m.institution === 'I2');
    expect(own).toMatchObject({ status: 'confirmed', selfConfirmed: true });
  });

  it('a mandate named as it was before is the one that it has become', async () => {
    const scene = await twoPlatforms();
    const { local } = scene;
    await scene.joined();
    await scene.acts({ externalId: 'UNEW', institution: 'I4' }, 'consent.give', 'P1');
    const former = await scene.person('slack', 'UNEW');
    const code = await scene.code('habitante');
    await scene.acts({ externalId: 'UNEW' }, 'person.link', null, { code });
    await local.act('referente', 'mandate.confirm', `${former}~I4`);
    const person = await scene.person('slack', 'UNEW');
    const standing = (await mandates(scene)).filter(
      (m) => m.institution === 'I4' && m.status === 'confirmed',
    );
    expect(standing.map((m) => m.person)).toContain(person);
    expect(standing.map((m) => m.person)).not.toContain(former);
  });

  it('they are one in every concertation, at once', async () => {
    const scene = await twoPlatforms();
    const { store } = scene.local;
    await scene.joined();
    const other = await scene.opens(alone, 'C50');
    expect(isRefusal(await linked(scene))).toBe(false);
    const person = await scene.person('sandbox', 'farid');
    expect((await store.head(other))?.doc.coordinators).toEqual([person]);
    expect((await store.events(other, 0, 100)).at(-1)?.name).toBe('PersonsJoined');
    const end = await scene.acts(
      alone,
      'institution.register',
      null,
      { name: 'Le Fil' },
      { room: 'slack:T1:C50' },
    );
    expect(end).toMatchObject({ accepted: true });
  });

  it('the codes that the one who goes had asked for are worth nothing', async () => {
    const scene = await twoPlatforms();
    await scene.joined();
    const asked = await scene.acts(alone, 'person.link', null);
    const code = 'notes' in asked ? `${asked.notes?.[0]?.params.code}` : '';
    expect(code).toMatch(/^.{4}-.{4}$/);
    expect(isRefusal(await linked(scene))).toBe(false);
    expect(await scene.acts({ externalId: 'UOTHER' }, 'person.link', null, { code })).toMatchObject({
      refused: 'link.unknown',
    });
  });

  it('whoever coordinated under one account coordinates under both', async () => {
    const scene = await twoPlatforms();
    await scene.joined();
    const { coordinators } = (await scene.local.store.head('concertation'))?.doc ?? { coordinators: [] };
    expect(coordinators).toContain(await scene.person('slack', 'UREF'));
    const end = await scene.acts({ externalId: 'UREF' }, 'institution.register', null, {
      name: 'Les Glaneuses',
    });
    expect(end).toMatchObject({ accepted: true });
  });
});
