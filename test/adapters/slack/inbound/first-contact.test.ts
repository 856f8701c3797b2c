// From an empty channel to a concertation that is open in it, as whoever brings the app there does it.

import { describe, expect, test } from 'vitest';
import { colignon, opensCall, opensConcertation, plainly } from '../../../support/slack/opened.ts';
import { messageShowing, type Person } from '../../../support/slack/person.ts';
import { type SlackService, slackService } from '../../../support/slack/service.ts';
import type { SlackChannel } from '../../../support/slack/workspace.ts';

describe.each(['socket', 'http'] as const)('by %s', (mode) => {
  test('an empty channel becomes a concertation, step by step, under the charter that was adopted', async () => {
    const service = await slackService({ mode });
    const [claire, tom, ines] = [service.joins('Claire'), service.joins('Tom'), service.joins('Inès')];
    const { channel } = service;

    expect(await claire.types('/concertation', { in: channel })).toContain('n’est rattaché à aucune');
    await claire.taps('Préparer une concertation');
    expect(sight(claire)).toContain('Charte : à choisir');
    await claire.taps('Choisir la charte');
    expect(claire.choices('Charte à appliquer')).toContain(colignon);
    await claire.fills({ 'Charte à appliquer': colignon }).sends();
    expect(sight(claire)).toContain('Hypothèses : 0 adoptée sur 35');

    await claire.taps('Adopter : Droit d’objection');
    expect(sight(claire)).toContain('Hypothèses : 1 adoptée sur 35');
    expect(sight(claire)).not.toContain('[Adopter : Droit d’objection]');
    await claire.taps('Choisir les hypothèses adoptées');
    const two = claire.choices('Hypothèses adoptées').filter((rule) => /^(Quorum|Procurations)/.test(rule));
    await claire.fills({ 'Hypothèses adoptées': two }).sends();
    expect(sight(claire)).toContain('Hypothèses : 2 adoptées sur 35');
    await claire.taps('Adopter toutes les hypothèses');
    expect(sight(claire)).toContain('Hypothèses : 35 adoptées sur 35');

    await claire.taps('Choisir la langue du salon');
    await claire.fills({ 'Langue des annonces': 'en néerlandais' }).sends();
    await claire.taps('Désigner qui coordonne');
    const named = { 'Remplacent en cas d’absence': [tom.user], 'Peuvent préparer avec vous': [ines.user] };
    await claire.fills(named).sends();
    expect(sight(claire)).toContain('Langue du salon : néerlandais');
    expect(sight(claire)).toContain('Coordination : Claire');
    expect(sight(claire)).toContain('Remplacement : Tom');
    expect(sight(claire)).toContain('Préparent avec vous : Inès');

    expect(await claire.taps('Ouvrir la concertation')).toContain('Toutes les hypothèses sont adoptées');
    expect(await claire.sends()).toContain('La concertation de ce salon est ouverte');
    expect(plainly(await claire.closes())).toContain('Coordination : Claire et Tom');

    expect(await service.app.store.roomOwner(roomOf(service, channel))).toBeDefined();
    const charter = await tom.types('/concertation charte', { in: channel });
    expect(charter).toContain(colignon);
    expect(charter).toContain('Hypothèse adoptée le lundi 23 novembre 2026 et notée par Claire');
    allWell(service, claire, tom, ines);
  });

  test('what was opened is a room: the card of a call stands there, and its buttons work', async () => {
    const service = await slackService({ mode });
    const claire = service.joins('Claire');
    await opensConcertation(claire, service.channel);
    await opensCall(claire, service.channel, 'Fonds de quartier');
    await service.settled();
    const ines = service.joins('Inès');
    await ines.taps('Déposer une proposition', { on: messageShowing('Fonds de quartier') });
    expect(sight(ines)).toContain('Pour qui parlez-vous ?');
    allWell(service, claire, ines);
  });
});

test('whoever stops in the middle goes on the next day where they were', async () => {
  const service = await slackService();
  const claire = service.joins('Claire');
  await begins(claire, service.channel);
  await claire.closes({ all: true });
  await service.moveTo('2026-11-24T09:00:00.000Z');
  await claire.types('/concertation', { in: service.channel });
  expect(sight(claire)).toContain(`Charte : ${colignon}`);
  expect(sight(claire)).toContain('Fin de la préparation si personne ne la poursuit : lundi 7 décembre 2026');
  allWell(service, claire);
});

test('whom they name goes on with it; everybody else is told whose it is', async () => {
  const service = await slackService();
  const [claire, ines, luc] = [service.joins('Claire'), service.joins('Inès'), service.joins('Luc')];
  await begins(claire, service.channel);
  await claire.taps('Désigner qui coordonne');
  await claire.fills({ 'Peuvent préparer avec vous': [ines.user] }).sends();

  expect(await luc.types('/concertation', { in: service.channel })).toContain('C’est Claire qui prépare');
  expect(luc.sees()).not.toContain('Choisir la charte');
  await ines.types('/concertation', { in: service.channel });
  await ines.taps('Adopter toutes les hypothèses');
  await ines.taps('Ouvrir la concertation');
  expect(await ines.sends()).toContain('est ouverte');
  await ines.closes({ all: true });
  const members = plainly(await ines.types('/concertation membres', { in: service.channel }));
  expect(members).toContain('Coordination : Claire');
  expect(members).not.toContain('Inscrire');
  allWell(service, claire, ines, luc);
});

test('a view that was open before somebody else began changes nothing of what they prepare', async () => {
  const service = await slackService();
  const [claire, luc] = [service.joins('Claire'), service.joins('Luc')];
  await claire.types('/concertation', { in: service.channel });
  await luc.types('/concertation', { in: service.channel });
  await Promise.all([claire.taps('Préparer une concertation'), luc.taps('Préparer une concertation')]);
  const seen = [claire.sees(), luc.sees()];
  expect(seen.filter((view) => view.includes('Choisir la charte'))).toHaveLength(1);
  expect(seen.filter((view) => view.includes('prépare déjà la concertation'))).toHaveLength(1);
  allWell(service, claire, luc);
});

test('what is given up leaves nothing, and anybody may begin anew', async () => {
  const service = await slackService();
  const [claire, luc] = [service.joins('Claire'), service.joins('Luc')];
  await begins(claire, service.channel);
  await claire.taps('Abandonner cette préparation');
  expect(await claire.sends()).toContain('Cette préparation est abandonnée');
  expect(await claire.closes()).toContain('n’est rattaché à aucune');
  await luc.types('/concertation', { in: service.channel });
  await luc.taps('Préparer une concertation');
  expect(sight(luc)).toContain('Coordination : Luc');
  allWell(service, claire, luc);
});

test('what nobody went on with for fourteen days is over, and says so to whoever still has it open', async () => {
  const service = await slackService();
  const [claire, luc] = [service.joins('Claire'), service.joins('Luc')];
  await begins(claire, service.channel);
  await service.moveTo('2026-12-07T09:00:00.000Z');
  expect(await claire.taps('Adopter toutes les hypothèses')).toContain('Personne ne prépare de concertation');
  expect(await luc.types('/concertation', { in: service.channel })).toContain('n’est rattaché à aucune');
  allWell(service, claire, luc);
});

test('two channels of one workspace are two concertations, with calls and tasks of their own', async () => {
  const service = await slackService();
  const second = service.slack.workspace.channel('brabant');
  const [claire, luc] = [service.joins('Claire'), service.joins('Luc')];
  second.members.add(luc.user.id);
  await opensConcertation(claire, service.channel);
  await opensConcertation(luc, second);
  await opensCall(claire, service.channel, 'Fonds de Colignon');
  await opensCall(luc, second, 'Fonds de Brabant');

  const seen = async (person: Person, channel: SlackChannel) =>
    person.types('/concertation propositions', { in: channel });
  expect(await seen(luc, service.channel)).toContain('Fonds de Colignon');
  expect(luc.sees()).not.toContain('Fonds de Brabant');
  expect(await seen(luc, second)).toContain('Fonds de Brabant');
  expect(luc.sees()).not.toContain('Fonds de Colignon');
  expect(await luc.types('/concertation appel', { in: service.channel })).toContain(
    'réservée à la référente',
  );
  const tasks = async (person: Person, channel: SlackChannel) =>
    person.types('/concertation moi', { in: channel });
  expect(await tasks(luc, second)).not.toBe(await tasks(luc, service.channel));
  allWell(service, claire, luc);
});

test('a second channel joins a concertation: the form holds that channel, and what runs stands there at once', async () => {
  const service = await slackService();
  const second = service.slack.workspace.channel('colignon-nl');
  const claire = service.joins('Claire');
  second.members.add(claire.user.id);
  await opensConcertation(claire, service.channel);
  await opensCall(claire, service.channel, 'Fonds de quartier');

  await claire.types('/concertation', { in: second });
  expect(
    await claire.taps('Rattacher ce salon à : Charte de la concertation locale social-santé…'),
  ).toContain('#colignon-nl');
  await claire.fills({ 'Langue des annonces': 'en néerlandais' }).sends();
  await service.settled();
  const there = service.slack.workspace.messages.filter((m) => m.channel === second.id);
  expect(there.map((m) => m.text).join()).toContain('Fonds de quartier');
  const owner = (channel: SlackChannel) => service.app.store.roomOwner(roomOf(service, channel));
  expect(await owner(second)).toBe(await owner(service.channel));
  expect(await claire.closes()).toContain('Coordination');
  allWell(service, claire);
});

test('nobody joins a channel to a concertation that they don’t coordinate', async () => {
  const service = await slackService();
  const second = service.slack.workspace.channel('autre');
  const [claire, luc] = [service.joins('Claire'), service.joins('Luc')];
  await opensConcertation(claire, service.channel);
  expect(await luc.types('/concertation', { in: second })).not.toContain('Rattacher');
  allWell(service, claire, luc);
});

test('in private, the word alone tells whoever takes part in nothing where to begin', async () => {
  const service = await slackService();
  const [claire, luc] = [service.joins('Claire'), service.joins('Luc')];
  await opensConcertation(claire, service.channel);
  const privately = (person: Person) => service.slack.workspace.privately(person.user.id);
  expect(await luc.types('/concertation', { in: privately(luc) })).toContain(
    'Vous ne prenez encore part à aucune',
  );
  expect(await claire.types('/concertation membres', { in: privately(claire) })).toContain('Coordination');
  allWell(service, claire, luc);
});

test('whoever brings the app into a channel is told how to begin there, and begins from that note', async () => {
  const service = await slackService();
  const { slack, line } = service;
  const luc = service.joins('Luc', { locale: 'nl-BE' });
  const fresh = slack.workspace.channel('nieuw');
  fresh.members.add(luc.user.id);
  const { bot, team } = slack.workspace;
  const invitation = { user: bot.user, channel: fresh.id, channel_type: 'C', team, inviter: luc.user.id };
  await line.event({ type: 'member_joined_channel', ...invitation });
  await line.settled();
  const [note = ''] = luc.notes();
  expect(note).toContain('aan geen enkel overleg gekoppeld');
  await luc.taps('Een overleg voorbereiden');
  expect(plainly(luc.sees())).toContain('Charter van het overleg: nog te kiezen');
  allWell(service, luc);
});

test('a service that stops in the middle goes on where the person was, in the view that is still open', async () => {
  const before = await slackService();
  const { slack, url, channel } = before;
  const claire = before.joins('Claire');
  await begins(claire, channel);
  await claire.taps('Ouvrir la concertation');
  await before.close();
  const after = await slackService({ again: { slack, url, channel } });
  const again = after.meets(claire.user);
  expect(await again.sends()).toContain('est ouverte');
  expect(await after.app.store.roomOwner(roomOf(after, channel))).toBeDefined();
  allWell(after, claire, again);
});

/** Up to the charter. */
async function begins(person: Person, channel: SlackChannel): Promise<void> {
  await person.types('/concertation', { in: channel });
  await person.taps('Préparer une concertation');
  await person.taps('Choisir la charte');
  await person.fills({ 'Charte à appliquer': colignon }).sends();
}

function sight(person: Person): string {
  return plainly(person.sees());
}

function roomOf({ slack }: SlackService, { id }: SlackChannel): string {
  return `slack:${slack.workspace.team}:${id}`;
}

function allWell({ slack }: SlackService, ...people: Person[]): void {
  for (const { troubles } of people) expect(troubles).toEqual([]);
  expect(slack.violations).toEqual([]);
}
