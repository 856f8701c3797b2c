// From an empty channel to a concertation that is open in it, as whoever brings the app there does it.

import { expect, test } from 'vitest';
import type { DiscordChannel } from '../../../support/discord/guild.ts';
import {
  colignon,
  opensCall,
  opensConcertation,
  organises,
  plainly,
} from '../../../support/discord/opened.ts';
import { messageShowing, type Person } from '../../../support/discord/person.ts';
import { type DiscordService, discordService } from '../../../support/discord/service.ts';

test('an empty channel becomes a concertation, step by step, under the charter that was adopted', async () => {
  const service = await discordService();
  const [claire, tom, ines] = [service.joins('Claire'), service.joins('Tom'), service.joins('Inès')];
  const { channel } = service;

  expect(await claire.types('/concertation aide', { in: channel })).toContain('n’est rattaché à aucune');
  expect(sight(await claire.taps('Préparer une concertation'))).toContain('Charte : à choisir');
  await claire.taps('Choisir la charte');
  expect(claire.choices('Charte à appliquer').join('\n')).toContain(colignon);
  const chosen = await claire.fills({ 'Charte à appliquer': colignon }).sends();
  expect(sight(chosen)).toContain('Hypothèses : 0 adoptée sur 35');

  const one = await claire.taps('Adopter : Droit d’objection');
  expect(sight(one)).toContain('Hypothèses : 1 adoptée sur 35');
  expect(sight(one)).not.toContain('[Adopter : Droit d’objection]');
  const all = await claire.taps('Adopter toutes les hypothèses');
  expect(sight(all)).toContain('Hypothèses : 35 adoptées sur 35');
  expect(sight(all)).toContain('Page 1 sur');
  expect(sight(await claire.taps('Suite'))).toContain('Page 2 sur');
  await claire.taps('Page précédente');

  await claire.taps('Choisir la langue du salon');
  await claire.fills({ 'Langue des annonces': 'en néerlandais' }).sends();
  await claire.taps('Désigner qui coordonne');
  const named = { 'Remplacent en cas d’absence': [tom.user], 'Peuvent préparer avec vous': [ines.user] };
  const people = sight(await claire.fills(named).sends());
  expect(people).toContain('Langue du salon : néerlandais');
  expect(people).toContain('Coordination : Claire');
  expect(people).toContain('Remplacement : Tom');
  expect(people).toContain('Préparent avec vous : Inès');

  expect(await claire.taps('Ouvrir la concertation')).toContain('Toutes les hypothèses sont adoptées');
  expect(await claire.taps('Ouvrir la concertation')).toContain('La concertation de ce salon est ouverte');
  expect(await service.app.store.roomOwner(roomOf(service, channel))).toBeDefined();

  const charter = await tom.types('/concertation charte', { in: channel });
  expect(charter).toContain(colignon);
  const whole = await pages(tom, charter);
  expect(whole).toContain('Hypothèse adoptée le lundi 23 novembre 2026 et notée par Claire');
  const members = sight(await claire.types('/concertation membres', { in: channel }));
  expect(members).toContain('Coordination : Claire et Tom');
  allWell(service, claire, tom, ines);
});

test('what was opened is a room: the card of a call stands there, and its buttons work', async () => {
  const service = await discordService();
  const claire = service.joins('Claire', organises);
  await opensConcertation(claire, service.channel);
  await opensCall(claire, service.channel, 'Fonds de quartier');
  await service.settled();
  const ines = service.joins('Inès');
  const form = await ines.taps('Déposer une proposition', { on: messageShowing('Fonds de quartier') });
  expect(form).toContain('Titre');
  allWell(service, claire, ines);
});

test('whoever stops in the middle goes on the next day where they were', async () => {
  const service = await discordService();
  const claire = service.joins('Claire');
  await begins(claire, service.channel);
  await service.moveTo('2026-11-24T09:00:00.000Z');
  const seen = sight(await claire.types('/concertation aide', { in: service.channel }));
  expect(seen).toContain(`Charte : ${colignon}`);
  expect(seen).toContain('Fin de la préparation si personne ne la poursuit : lundi 7 décembre 2026');
  allWell(service, claire);
});

test('whom they name goes on with it; everybody else is told whose it is', async () => {
  const service = await discordService();
  const [claire, ines, luc] = [service.joins('Claire'), service.joins('Inès'), service.joins('Luc')];
  await begins(claire, service.channel);
  await claire.taps('Désigner qui coordonne');
  await claire.fills({ 'Peuvent préparer avec vous': [ines.user] }).sends();

  const seen = await luc.types('/concertation aide', { in: service.channel });
  expect(seen).toContain('C’est Claire qui prépare');
  expect(seen).not.toContain('Choisir la charte');
  await ines.types('/concertation aide', { in: service.channel });
  await ines.taps('Adopter toutes les hypothèses');
  await ines.taps('Ouvrir la concertation');
  expect(await ines.taps('Ouvrir la concertation')).toContain('est ouverte');
  const members = sight(await ines.types('/concertation membres', { in: service.channel }));
  expect(members).toContain('Coordination : Claire');
  expect(members).not.toContain('Inscrire');
  allWell(service, claire, ines, luc);
});

test('a button that was there before somebody else began changes nothing of what they prepare', async () => {
  const service = await discordService();
  const [claire, luc] = [service.joins('Claire'), service.joins('Luc')];
  await claire.types('/concertation aide', { in: service.channel });
  await luc.types('/concertation aide', { in: service.channel });
  const seen = await Promise.all([
    claire.taps('Préparer une concertation'),
    luc.taps('Préparer une concertation'),
  ]);
  expect(seen.filter((text) => text.includes('Choisir la charte'))).toHaveLength(1);
  expect(seen.filter((text) => text.includes('prépare déjà la concertation'))).toHaveLength(1);
  allWell(service, claire, luc);
});

test('what is given up leaves nothing, and anybody may begin anew', async () => {
  const service = await discordService();
  const [claire, luc] = [service.joins('Claire'), service.joins('Luc')];
  await begins(claire, service.channel);
  await claire.taps('Abandonner cette préparation');
  const dropped = claire.hasModal
    ? await claire.sends()
    : await claire.taps('Abandonner cette préparation', { on: messageShowing('Rien n’est encore envoyé') });
  expect(dropped).toContain('Cette préparation est abandonnée');
  await luc.types('/concertation aide', { in: service.channel });
  expect(sight(await luc.taps('Préparer une concertation'))).toContain('Coordination : Luc');
  allWell(service, claire, luc);
});

test('what nobody went on with for fourteen days is over, and says so to whoever still has it open', async () => {
  const service = await discordService();
  const [claire, luc] = [service.joins('Claire'), service.joins('Luc')];
  await begins(claire, service.channel);
  await service.moveTo('2026-12-07T09:00:00.000Z');
  expect(await claire.taps('Adopter toutes les hypothèses')).toContain('Personne ne prépare de concertation');
  expect(await luc.types('/concertation aide', { in: service.channel })).toContain('n’est rattaché à aucune');
  allWell(service, claire, luc);
});

test('two channels of one server are two concertations, with calls and tasks of their own', async () => {
  const service = await discordService();
  const second = service.discord.world.channel(service.guild, 'brabant');
  const [claire, luc] = [service.joins('Claire', organises), service.joins('Luc', organises)];
  await opensConcertation(claire, service.channel);
  await opensConcertation(luc, second);
  await opensCall(claire, service.channel, 'Fonds de Colignon');
  await opensCall(luc, second, 'Fonds de Brabant');

  const seen = (channel: DiscordChannel) => luc.types('/concertation propositions', { in: channel });
  const [here, there] = [await seen(service.channel), await seen(second)];
  expect(here).toContain('Fonds de Colignon');
  expect(here).not.toContain('Fonds de Brabant');
  expect(there).toContain('Fonds de Brabant');
  expect(there).not.toContain('Fonds de Colignon');
  expect(await luc.types('/coordination appel', { in: service.channel })).toContain(
    'réservée à la référente',
  );
  const tasks = (channel: DiscordChannel) => luc.types('/concertation moi', { in: channel });
  expect(await tasks(second)).not.toBe(await tasks(service.channel));
  allWell(service, claire, luc);
});

test('a second channel joins a concertation: what runs stands there at once', async () => {
  const service = await discordService();
  const second = service.discord.world.channel(service.guild, 'colignon-nl');
  const claire = service.joins('Claire', organises);
  await opensConcertation(claire, service.channel);
  await opensCall(claire, service.channel, 'Fonds de quartier');

  await claire.types('/concertation aide', { in: second });
  const label = 'Rattacher ce salon à : Charte de la concertation locale social-santé Colignon…';
  expect(await claire.taps(label)).toContain('#colignon-nl');
  await claire.fills({ 'Langue des annonces': 'en néerlandais' }).sends();
  await service.settled();
  expect(claire.reads(second).join('\n')).toContain('Fonds de quartier');
  const owner = (channel: DiscordChannel) => service.app.store.roomOwner(roomOf(service, channel));
  expect(await owner(second)).toBe(await owner(service.channel));
  allWell(service, claire);
});

test('nobody joins a channel to a concertation that they don’t coordinate', async () => {
  const service = await discordService();
  const second = service.discord.world.channel(service.guild, 'autre');
  const [claire, luc] = [service.joins('Claire'), service.joins('Luc')];
  await opensConcertation(claire, service.channel);
  expect(await luc.types('/concertation aide', { in: second })).not.toContain('Rattacher');
  allWell(service, claire, luc);
});

test('a service that stops in the middle goes on where the person was, in the message that still stands', async () => {
  const before = await discordService();
  const { discord, url, guild, channel } = before;
  const claire = before.joins('Claire');
  await begins(claire, channel);
  await claire.taps('Ouvrir la concertation');
  await before.close();
  const after = await discordService({ again: { discord, url, guild, channel } });
  const again = after.meets(claire.user);
  const end = again.hasModal ? await again.sends() : await again.taps('Ouvrir la concertation');
  expect(end).toContain('est ouverte');
  expect(await after.app.store.roomOwner(roomOf(after, channel))).toBeDefined();
  allWell(after, claire, again);
});

/** Up to the charter. */
async function begins(person: Person, channel: DiscordChannel): Promise<void> {
  await person.types('/concertation aide', { in: channel });
  await person.taps('Préparer une concertation');
  await person.taps('Choisir la charte');
  await person.fills({ 'Charte à appliquer': colignon }).sends();
}

/** Every page of what was opened, from the first. */
async function pages(person: Person, first: string): Promise<string> {
  const found = [first];
  while (found.at(-1)?.includes('[Suite]')) found.push(await person.taps('Suite'));
  return plainly(found.join('\n'));
}

const sight = plainly;

function roomOf({ guild }: DiscordService, { id }: DiscordChannel): string {
  return `discord:${guild.id}:${id}`;
}

function allWell({ discord }: DiscordService, ...people: Person[]): void {
  for (const { troubles } of people) expect(troubles).toEqual([]);
  expect(discord.violations).toEqual([]);
}
