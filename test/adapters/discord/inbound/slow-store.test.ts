// A store that fails, or says nothing: people see a form within half a second and an answer within three, keep what
// they have typed, and are told what is the matter.

import { describe, expect, it } from 'vitest';
import type { Store } from '../../../../src/app/ports.ts';
import { refuse } from '../../../../src/domain/refusal.ts';
import type { Person } from '../../../support/discord/person.ts';
import { gate, watchedStore } from '../../../support/failing-store.ts';
import { type InACall, inACall, slowed } from './in-a-call.ts';

const tooDear = { 'Pourquoi vous y opposez-vous ?': 'Trop cher' };

async function objecting(service: InACall, person: Person = service.farid): Promise<void> {
  await person.taps('Déposer une objection', { on: await service.cardOf('P1') });
}

function inOrder({ discord }: InACall, ...people: Person[]): void {
  expect(discord.violations).toEqual([]);
  for (const { troubles, answered } of people) {
    expect(troubles).toEqual([]);
    for (const { ms } of answered) expect(ms).toBeLessThan(3_000);
  }
}

describe('a store that fails', () => {
  it('while a form is recorded: it says so under a number that the log has, keeps what was typed, and takes it again', async () => {
    const store = watchedStore();
    const service = await inACall({ around: store.around });
    const { farid, log, events } = service;
    await objecting(service);
    await farid.fills(tooDear);
    store.instead = async () => {
      throw new Error('the disk is full');
    };
    const seen = await farid.sends();
    const [, incident = '?'] = /\b([0-9a-f]{8})\b/.exec(seen) ?? [];
    expect(log.lines.some((l) => l.includes(incident) && l.includes('the disk is full'))).toBe(true);
    expect(seen).not.toContain('C’est enregistré');

    store.instead = undefined;
    expect(await farid.taps('Corriger')).toContain('= Trop cher');
    expect(await farid.sends()).toContain('C’est enregistré');
    expect((await events()).filter((name) => name === 'ObjectionRaised')).toHaveLength(1);
    inOrder(service, farid);
  });

  it.each([
    ['reads', (p: Person, s: InACall) => p.types('/concertation moi', { in: s.channel })],
    ['opens a form', (p: Person, s: InACall) => p.types('/concertation objecter', { in: s.channel })],
    ['taps', async (p: Person, s: InACall) => p.taps('Poser une question', { on: await s.cardOf('P1') })],
    ['uses a menu', async (p: Person, s: InACall) => p.uses('Objecter', await s.cardOf('P1'))],
  ])('while somebody %s: it says so, under a number that the log has', async (_, does) => {
    const store = watchedStore();
    const service = await inACall({ around: store.around });
    store.over.presence = async () => {
      throw new Error('the disk is gone');
    };
    const [incident = '?'] = /\b[0-9a-f]{8}\b/.exec(await does(service.farid, service)) ?? [];
    expect(service.log.lines.some((l) => l.includes(incident) && l.includes('the disk is gone'))).toBe(true);
    inOrder(service, service.farid);
  });

  it('while somebody types: nothing is suggested, and what they type is taken all the same', async () => {
    const store = watchedStore();
    const service = await inACall({ around: store.around });
    const { farid, channel } = service;
    store.over.presence = async () => {
      throw new Error('the disk is gone');
    };
    expect(await farid.completes('/concertation objecter proposition:jar', { in: channel })).toEqual([]);
    delete store.over.presence;
    expect(await farid.types('/concertation objecter proposition:jardin', { in: channel })).toContain(
      'Un jardin',
    );
    inOrder(service, farid);
  });
});

/** Nobody learns what a room knows of somebody until the door opens. */
function closed(store: ReturnType<typeof watchedStore>, real: Store): ReturnType<typeof gate> {
  const door = gate();
  store.over.presence = async (room, who) => {
    await door.pass();
    delete store.over.presence;
    return real.presence(room, who);
  };
  return door;
}

describe('a store that is slow to be read', () => {
  it('opens the bare form after half a second; what is typed there is recorded', async () => {
    const store = watchedStore();
    const service = await inACall({ around: store.around });
    const { farid } = service;
    const card = await service.cardOf('P1');
    const door = closed(store, service.app.store);
    expect(await farid.taps('Déposer une objection', { on: card })).toContain('Pourquoi vous y opposez-vous');
    expect(farid.answered.at(-1)?.ms).toBeLessThan(1_500);
    await farid.fills(tooDear);
    door.open();
    expect(await farid.sends()).toContain('C’est enregistré');
    inOrder(service, farid);
  });

  it('asks whoever sends the bare form for whom they speak, which only the whole one could ask', async () => {
    const store = watchedStore();
    const service = await inACall({ around: store.around });
    const lise = service.joins('Lise');
    const card = await service.cardOf('P1');
    const door = closed(store, service.app.store);
    await lise.taps('Déposer une objection', { on: card });
    await lise.fills(tooDear);
    door.open();
    expect(await lise.sends()).toContain('Nous ne savons pas encore pour qui vous parlez');
    expect(await lise.taps('Corriger')).toContain('= Trop cher');
    await lise.fills({ 'Pour qui parlez-vous ?': 'Le Relais' });
    expect(await lise.sends()).toContain('C’est enregistré');
    inOrder(service, lise);
  });

  it('says to try again where a form can’t be asked without it, and opens none afterwards', async () => {
    const store = watchedStore();
    const service = await inACall({ around: store.around });
    const { farid, channel } = service;
    const door = closed(store, service.app.store);
    const seen = await farid.types('/concertation objecter', { in: channel });
    expect(seen).toContain('réessayez dans un instant');
    door.open();
    await service.settled();
    expect(farid.hasModal).toBe(false);
    inOrder(service, farid);
  });

  it('answers Discord in time though it never answers, and says in the end where to look', {
    timeout: 30_000,
  }, async () => {
    const store = watchedStore();
    const service = await inACall({ around: store.around });
    const { farid, channel } = service;
    closed(store, service.app.store);
    expect(await farid.types('/concertation moi', { in: channel })).toContain('n’a pas encore pu répondre');
    expect(farid.answered.at(-1)).toMatchObject({ how: 'answered', type: 5 });
    inOrder(service, farid);
  });

  it('suggests nothing rather than late', async () => {
    const store = watchedStore();
    const service = await inACall({ around: store.around });
    const { farid, channel } = service;
    closed(store, service.app.store);
    expect(await farid.completes('/concertation objecter proposition:jar', { in: channel })).toEqual([]);
    inOrder(service, farid);
  });
});

describe('a store that takes its time to record', () => {
  it('five seconds: something is seen within three, and ‘recorded’ only once it is', {
    timeout: 30_000,
  }, async () => {
    const slow = slowed();
    const service = await inACall({ faults: slow.faults });
    const { farid } = service;
    await objecting(service);
    await farid.fills(tooDear);
    slow.by = 5_000;
    const sending = farid.sends();
    await expect.poll(() => farid.answered.at(-1)?.type, { timeout: 4_000 }).toBe(5);
    expect(farid.notes().join()).not.toContain('C’est enregistré');
    expect(await sending).toContain('C’est enregistré');
    expect((await service.events()).filter((name) => name === 'ObjectionRaised')).toHaveLength(1);
    inOrder(service, farid);
  });

  it('nine seconds: it isn’t said to be recorded, what was typed is kept, and sending it again counts once', {
    timeout: 40_000,
  }, async () => {
    const slow = slowed();
    const service = await inACall({ faults: slow.faults });
    const { farid } = service;
    await objecting(service);
    await farid.fills(tooDear);
    slow.by = 9_000;
    const seen = await farid.sends();
    expect(seen).not.toContain('C’est enregistré');
    slow.by = 0;
    expect(await farid.taps('Corriger')).toContain('= Trop cher');
    expect(await farid.sends()).toContain('C’est enregistré');
    expect((await service.events()).filter((name) => name === 'ObjectionRaised')).toHaveLength(1);
    inOrder(service, farid);
  });
});

describe('a writer whose queue is full', () => {
  it('is told to whoever sends a form then, and takes it a little later', async () => {
    const service = await inACall();
    const { farid, app } = service;
    await objecting(service);
    await farid.fills(tooDear);
    const execute = app.executor.execute;
    (app.executor as { execute: unknown }).execute = async () => refuse('service.busy');
    expect(await farid.sends()).toContain('la vôtre n’a pas été enregistrée');
    (app.executor as { execute: unknown }).execute = execute;
    expect(await farid.taps('Corriger')).toContain('= Trop cher');
    expect(await farid.sends()).toContain('C’est enregistré');
    inOrder(service, farid);
  });
});
