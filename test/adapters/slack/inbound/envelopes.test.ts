// What Slack brings twice, late, in another order or all at once: one act, and the same answer.

import { describe, expect, it } from 'vitest';
import { type InACall, inACall } from './in-a-call.ts';

const tooDear = { 'Pourquoi vous y opposez-vous ?': 'Trop cher' };
const raised = async ({ events }: InACall) => (await events()).filter((name) => name === 'ObjectionRaised');
const sound = (service: InACall) => {
  expect(service.slack.violations).toEqual([]);
  for (const person of [service.claire, service.nadia, service.farid]) expect(person.troubles).toEqual([]);
  expect(service.log.lines.filter((line) => line.startsWith('error'))).toEqual([]);
};

describe.each(['socket', 'http'] as const)('what Slack brings by %s', (mode) => {
  it('again is answered the same, and counts once', async () => {
    const service = await inACall({ mode });
    const { farid, line } = service;
    await farid.taps('Déposer une objection', { under: 'Un jardin' });
    expect(await farid.fills(tooDear).sends()).toContain('C’est enregistré');
    const { payload } = farid.acknowledged.at(-1) ?? {};

    const again = await line.again();

    expect(again).toMatchObject({ how: 'acknowledged' });
    expect(again.payload).toEqual(payload);
    expect(await raised(service)).toHaveLength(1);
    sound(service);
  });

  it.each([
    ['in another order', { reversed: true }],
    ['twice', { twice: true }],
    ['twice, in another order', { twice: true, reversed: true }],
    ['twice and all at once', { twice: true, atOnce: true }],
  ])('late and %s counts as it was said, once', async (_, how) => {
    const service = await inACall({ mode });
    const { farid, nadia, claire, line } = service;
    await farid.taps('Déposer une objection', { under: 'Un jardin' });
    await nadia.taps('Poser une question', { under: 'Un jardin' });
    await claire.taps('Laisser une remarque', { under: 'Un jardin' });
    await farid.fills(tooDear);
    await nadia.fills({ 'Votre question': 'Pour quand ?' });
    await claire.fills({ 'Votre remarque': 'À relire' });
    line.holds();
    for (const person of [farid, nadia, claire]) await person.sends();

    const heard = await line.releases(how);

    expect(heard.every(({ how }) => how === 'acknowledged')).toBe(true);
    const names = await service.events();
    for (const name of ['ObjectionRaised', 'QuestionAsked', 'ConcernRaised'])
      expect(names.filter((n) => n === name)).toHaveLength(1);
    for (const person of [farid, nadia, claire]) expect(person.sees()).toContain('C’est enregistré');
    sound(service);
  });

  it('of an impatient person who sends a form twice counts once', async () => {
    const service = await inACall({ mode });
    const { farid, line } = service;
    await farid.taps('Déposer une objection', { under: 'Un jardin' });
    await farid.fills(tooDear);
    line.holds();
    await farid.sends();
    await farid.sends();
    const heard = await line.releases({ atOnce: true });
    expect(heard.map(({ payload }) => JSON.stringify(payload))).toEqual(
      heard.map(() => JSON.stringify(heard[0]?.payload)),
    );
    expect(await raised(service)).toHaveLength(1);
    sound(service);
  });

  it('with other words under the number of a form that counts already isn’t mixed up with it', async () => {
    const service = await inACall({ mode });
    const { farid, line } = service;
    await farid.taps('Déposer une objection', { under: 'Un jardin' });
    await farid.fills(tooDear);
    line.holds();
    await farid.sends();
    await farid.fills({ 'Pourquoi vous y opposez-vous ?': 'Trop loin' });
    await farid.sends();
    await line.releases();
    expect(await raised(service)).toHaveLength(1);
    expect(farid.sees()).toContain('Trop loin');
    expect(farid.sees()).not.toContain('C’est enregistré');
    sound(service);
  });

  it('of a tap again opens nothing more, and nobody is told that it failed', async () => {
    const service = await inACall({ mode });
    const { farid, line } = service;
    await farid.taps('Déposer une objection', { under: 'Un jardin' });
    const opened = farid.sees();
    await line.again();
    await line.settled();
    expect(farid.sees()).toBe(opened);
    expect(farid.modals).toBe(1);
    expect([...farid.notes(), ...farid.inbox()].join()).not.toContain('Slack n’a pas laissé le temps');
    await farid.types('/concertation moi', { in: service.channel });
    await line.again();
    await line.settled();
    expect([...farid.notes(), ...farid.inbox()].join()).not.toContain('Slack n’a pas laissé le temps');
    sound(service);
  });

  it('of Slack’s own accord is dealt with once, in whatever envelope it comes', async () => {
    const service = await inACall({ mode });
    const { farid, line } = service;
    await farid.reacts('+1', { showing: 'Institution porteuse' });
    await line.again();
    const told = line.sent.at(-1)?.delivery;
    if (told) await line.sends(told);
    await line.settled();
    expect(farid.notes()).toHaveLength(1);
    sound(service);
  });
});
