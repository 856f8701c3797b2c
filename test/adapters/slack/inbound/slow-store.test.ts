// A store that fails, or says nothing: people see something within half a second and an answer within three, keep
// what they have typed, and are told what is the matter.

import { describe, expect, it } from 'vitest';
import { refuse } from '../../../../src/domain/refusal.ts';
import { gate, watchedStore } from '../../../support/failing-store.ts';
import { type InACall, inACall } from './in-a-call.ts';

const tooDear = { 'Pourquoi vous y opposez-vous ?': 'Trop cher' };

describe('a store that fails', () => {
  it('while a form is recorded: it says so under a number that the log has, keeps what was typed, and takes it again', async () => {
    const store = watchedStore();
    const { farid, log, slack, events } = await inACall({ around: store.around });
    await farid.taps('Déposer une objection', { under: 'Un jardin' });
    await farid.fills(tooDear);
    store.instead = async () => {
      throw new Error('the disk is full');
    };
    const seen = await farid.sends();
    const [, incident = '?'] = /\b([0-9a-f]{8})\b/.exec(seen) ?? [];
    expect(log.lines.some((l) => l.includes(incident) && l.includes('the disk is full'))).toBe(true);
    expect(seen).toContain('Trop cher');
    expect(seen).not.toContain('C’est enregistré');

    store.instead = undefined;
    expect(await farid.sends()).toContain('C’est enregistré');
    expect((await events()).filter((name) => name === 'ObjectionRaised')).toHaveLength(1);
    expect(farid.troubles).toEqual([]);
    expect(slack.violations).toEqual([]);
  });

  it('while somebody types a command, says so beside it', async () => {
    const store = watchedStore();
    const { farid, channel, slack } = await inACall({ around: store.around });
    store.over.presence = async () => {
      throw new Error('the disk is gone');
    };
    expect(await farid.types('/concertation moi', { in: channel })).toMatch(/[0-9a-f]{8}/);
    expect(farid.troubles).toEqual([]);
    expect(slack.violations).toEqual([]);
  });
});

/** Nobody learns before which assembly they stand until the door opens. */
function closed(store: ReturnType<typeof watchedStore>, { app }: InACall): ReturnType<typeof gate> {
  const door = gate();
  store.over.presence = async (room, who) => {
    await door.pass();
    delete store.over.presence;
    return app.store.presence(room, who);
  };
  return door;
}

describe('a store that is slow to be read', () => {
  it('opens the bare form after half a second, and what is typed there stays when the whole one comes', async () => {
    const store = watchedStore();
    const service = await inACall({ around: store.around });
    const { farid, slack, line } = service;
    const door = closed(store, service);
    const tapping = farid.taps('Déposer une objection', { under: 'Un jardin' });
    await farid.waitsFor('Pourquoi vous y opposez-vous');
    await farid.fills(tooDear);
    door.open();
    await tapping;
    await line.settled();
    expect(farid.sees()).toContain('Un jardin');
    expect(farid.sees()).toContain('Trop cher');
    expect(await farid.sends()).toContain('C’est enregistré');
    expect(farid.troubles).toEqual([]);
    expect(slack.violations).toEqual([]);
  });

  it('asks whoever sends the bare form for whom they speak, which only the whole one could ask', async () => {
    const store = watchedStore();
    const service = await inACall({ around: store.around });
    const { slack } = service;
    const lise = service.joins('Lise');
    const door = closed(store, service);
    const tapping = lise.taps('Déposer une objection', { under: 'Un jardin' });
    await lise.waitsFor('Pourquoi vous y opposez-vous');
    await lise.fills(tooDear);
    delete store.over.presence;
    expect(await lise.sends()).toContain('Nous ne savons pas encore pour qui vous parlez');
    door.open();
    await tapping;
    expect(lise.sees()).toContain('Trop cher');
    await lise.fills({ 'Pour qui parlez-vous ?': 'Le Relais' });
    expect(await lise.sends()).toContain('C’est enregistré');
    expect(lise.troubles).toEqual([]);
    expect(slack.violations).toEqual([]);
  });

  it('answers Slack in time though it never answers, and says so in the end', async () => {
    const store = watchedStore();
    const service = await inACall({ around: store.around });
    const { farid, channel, slack } = service;
    closed(store, service);
    await farid.types('/concertation moi', { in: channel });
    expect(farid.acknowledged.at(-1)).toMatchObject({ how: 'acknowledged' });
    expect(farid.acknowledged.at(-1)?.ms).toBeLessThan(3_000);
    expect(farid.sees()).toMatch(/[0-9a-f]{8}/);
    expect(farid.troubles).toEqual([]);
    expect(slack.violations).toEqual([]);
  });

  it('leaves alone what somebody has closed meanwhile', async () => {
    const store = watchedStore();
    const service = await inACall({ around: store.around });
    const { farid, log, line } = service;
    const door = closed(store, service);
    const tapping = farid.taps('Déposer une objection', { under: 'Un jardin' });
    await farid.waitsFor('Pourquoi vous y opposez-vous');
    await farid.closes();
    door.open();
    await tapping;
    await line.settled();
    expect(farid.sees()).toBe('');
    expect(farid.notes()).toEqual([]);
    expect(log.lines.filter((l) => l.startsWith('error'))).toEqual([]);
  });
});

describe('a tap that comes too late', () => {
  it('is excused beside what was tapped', async () => {
    const { farid, slack, line } = await inACall();
    slack.faults.set('views.open', { kind: 'error', error: 'expired_trigger_id' });
    await farid.taps('Déposer une objection', { under: 'Un jardin' });
    await line.settled();
    expect(farid.notes().at(-1)).toContain('Slack n’a pas laissé le temps de répondre ici. Réessayez.');
    expect(farid.troubles).toEqual([]);
    expect(slack.violations).toEqual([]);
  });

  it('on the Home tab is excused in private', async () => {
    const { claire, slack, line } = await inACall();
    await claire.opensHome();
    slack.faults.set('views.open', { kind: 'error', error: 'expired_trigger_id' });
    await claire.taps('Répondre en privé', { on: 'home' });
    await line.settled();
    expect(claire.inbox().at(-1)).toContain('Slack n’a pas laissé le temps de répondre ici.');
  });
});

describe('a writer whose queue is full', () => {
  it('is told to whoever sends a form then, and takes it a little later', async () => {
    const { farid, app } = await inACall();
    await farid.taps('Déposer une objection', { under: 'Un jardin' });
    await farid.fills(tooDear);
    const execute = app.executor.execute;
    (app.executor as { execute: unknown }).execute = async () => refuse('service.busy');
    const seen = await farid.sends();
    expect(seen).toContain('la vôtre n’a pas été enregistrée');
    expect(seen).toContain('Trop cher');
    (app.executor as { execute: unknown }).execute = execute;
    expect(await farid.sends()).toContain('C’est enregistré');
  });
});
