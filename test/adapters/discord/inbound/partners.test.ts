// How the référente brings her partners in from Discord: people picked from the server, and files.

import { expect, test } from 'vitest';
import { cells, workbook } from '../../../importing/files.ts';
import { castOf } from '../../../support/discord/cast.ts';
import { messageShowing, type Person } from '../../../support/discord/person.ts';
import { alike } from '../../../support/discord/reading.ts';
import { type DiscordService, discordService } from '../../../support/discord/service.ts';

const institutions = `Nom;Forme juridique;Secteurs
Maison médicale L’Orme;asbl;santé
CPAS de Valmont;CPAS;social
`;

test('whoever is picked finds the invitation in their own language, and their first tap speaks for their institution', async () => {
  const { service, claire } = await opened();
  const { channel } = service;
  const pieter = service.joins('Pieter', { locale: 'nl' });
  // Discord says of nobody in which language they use it, before they have done something.
  await pieter.types('/concertation hulp', { in: channel });
  await brings(claire, service, 'institutions.csv', institutions);
  await opensCall(claire, service, 'Fonds de quartier');

  expect(await picks(claire, service, [pieter], 'CPAS de Valmont')).toContain('C’est enregistré');
  await service.settled();
  expect(pieter.inbox()).toEqual([]);
  expect(pieter.reads(channel).join('\n')).toContain('@Pieter\nEr liggen berichten voor u klaar.');
  const read = alike(await pieter.taps('Lezen'));
  expect(read).toContain('Oproep tot voorstellen: “Fonds de quartier” (C1)');
  expect(pieter.reads(channel).join('\n')).not.toContain('@Pieter');

  const form = await pieter.taps('Een voorstel indienen', { on: messageShowing('Oproep tot voorstellen') });
  expect(alike(form)).not.toContain('Voor wie spreekt u?');
  await pieter
    .fills({ Titel: 'Soep op straat', 'In enkele zinnen: wat, voor wie, met wie': 'Elke dinsdag soep.' })
    .sends();
  await pieter.taps('Een voorstel indienen', { on: messageShowing('Titel: Soep op straat') });
  const card = await claire.types('/concertation propositions proposition:P1', { in: channel });
  expect(alike(card)).toContain('CPAS de Valmont');
  allWell(service, claire, pieter);
});

test('several are picked at once, and nobody is asked anything more', async () => {
  const { service, claire } = await opened();
  const [ines, luc] = [service.joins('Inès R.'), service.joins('Luc', { locale: 'de' })];
  await brings(claire, service, 'institutions.csv', institutions);
  await opensCall(claire, service, 'Fonds de quartier');
  await picks(claire, service, [ines, luc], 'Maison médicale L’Orme');
  expect(await members(claire, service)).toMatch(/Inès R\. et Luc|Luc et Inès R\./);
  for (const person of [ines, luc]) {
    const form = await person.taps('Déposer une proposition', { on: messageShowing('C1 · Fonds') });
    expect(alike(form)).not.toContain('Pour qui parlez-vous');
  }
  allWell(service, claire, ines, luc);
});

test('whoever speaks for it already is left as they are, however often they are picked', async () => {
  const { service, claire } = await opened();
  const luc = service.joins('Luc');
  await brings(claire, service, 'institutions.csv', institutions);
  await picks(claire, service, [luc], 'CPAS de Valmont');
  const before = await service.app.store.heads();
  expect(await picks(claire, service, [luc], 'CPAS de Valmont')).toContain('C’est enregistré');
  expect((await service.app.store.heads())[0]?.seq).toBe(before[0]?.seq);
  await service.settled();
  const read = alike(await luc.taps('Les lire'));
  expect(read.split('mandat est confirmé')).toHaveLength(2);
  allWell(service, claire, luc);
});

test('an app is nobody’s voice: it is refused, and nobody else is let in either until it is taken out', async () => {
  const { service, claire } = await opened();
  const [luc, robot] = [service.joins('Luc'), service.joins('Robot', { isBot: true })];
  await brings(claire, service, 'institutions.csv', institutions);
  const refused = await picks(claire, service, [luc, robot], 'CPAS de Valmont');
  expect(refused).toContain('Parmi les personnes choisies se trouve une application.');
  expect(await members(claire, service)).not.toContain('Luc');
  const again = await claire.taps('Corriger', { on: messageShowing('Parmi les personnes choisies') });
  expect(again).toContain('= @Luc, @Robot');
  expect(again).toContain('= CPAS de Valmont');
  await claire.fills({ Personnes: [luc.user] }).sends();
  expect(await members(claire, service)).toContain('Luc');
  allWell(service, claire, luc);
});

test('there is nobody to pick for before an institution is there, and nothing of it for partners', async () => {
  const { service, claire } = await opened();
  const luc = service.joins('Luc');
  const own = await members(claire, service);
  expect(own).not.toContain('Inscrire des personnes d’ici');
  expect(own).toContain('[Importer un fichier]');
  expect(await members(luc, service)).not.toContain('Importer');
  expect(luc.offered({ in: service.channel })).not.toContain('/coordination');
  allWell(service, claire, luc);
});

test('institutions, people and proposals come in from files, each once however often they are sent', async () => {
  const { service, claire } = await opened();
  const { world } = service.discord;
  expect(await brings(claire, service, 'institutions.csv', institutions)).toContain('2 institutions');
  await opensCall(claire, service, 'Fonds de quartier');
  const people = workbook({
    Personnes: cells([
      ['Nom', 'Courriel', 'Institution', 'Langue'],
      ['Farid Amrani', 'farid@valmont.example', 'CPAS de Valmont', 'fr'],
    ]),
  });
  await brings(claire, service, 'personnes.xlsx', people);
  expect(await members(claire, service)).toContain('Farid Amrani');
  await claire.taps('Importer un fichier');
  const proposals = 'Titre;Résumé;Institution porteuse\nSoupe de rue;Tous les mardis.;CPAS de Valmont\n';
  await claire
    .fills({
      Fichier: world.file('propositions.csv', proposals),
      'Appel, pour un fichier de propositions': 'C1 · Fonds de quartier',
    })
    .sends();
  expect(await claire.types('/concertation propositions proposition:P1', { in: service.channel })).toContain(
    'Soupe de rue',
  );

  const before = await members(claire, service);
  await brings(claire, service, 'institutions.csv', institutions);
  expect(await members(claire, service)).toBe(before);
  allWell(service, claire);
});

test('the word alone opens the form for her, and for nobody else; what the rules refuse names its line', async () => {
  const { service, claire } = await opened();
  const { channel, discord } = service;
  // The server lets him use the command; the concertation doesn’t let him do what it does.
  const luc = service.joins('Luc', { permissions: 1n << 33n });
  await claire.types('/coordination importer', { in: channel });
  await claire.fills({ Fichier: discord.world.file('institutions.csv', institutions) }).sends();
  await claire.types('/coordination importer', { in: channel });
  const proposals = 'Titre;Résumé;Institution porteuse\nSoupe de rue;Tous les mardis.;CPAS de Valmont\n';
  const file = discord.world.file('propositions.csv', proposals);
  const refused = await claire.fills({ Fichier: file }).sends();
  expect(refused).toContain('Des propositions s’importent dans un appel');
  expect(refused).toContain('[Corriger]');
  expect(await luc.types('/coordination importer', { in: channel })).toContain('réservée');
  expect(luc.hasModal).toBe(false);
  allWell(service, claire, luc);
});

test('a file with faults changes nothing: every line to correct is named, on as many pages as it takes', async () => {
  const { service, claire } = await opened();
  const faulty = Array.from({ length: 190 }, (_, i) => `Maison ${i};forme inconnue numéro ${i};santé`);
  const content = `Nom;Forme juridique;Secteurs\n${faulty.join('\n')}\n`;
  const pages = [await brings(claire, service, 'longue.csv', content)];
  expect(pages[0]).toContain('Ligne 2');
  expect(pages[0]).toContain('« forme inconnue numéro 0 »');
  while (pages.at(-1)?.includes('[Suite]')) pages.push(await claire.taps('Suite'));
  const read = alike(pages.join('\n'));
  for (let line = 2; line <= 191; line++) expect(read).toContain(`Ligne ${line}`);
  expect(await members(claire, service)).toContain('Aucune institution');
  expect(await brings(claire, service, 'juste.csv', institutions)).toContain('2 institutions');
  allWell(service, claire);
});

test.each<[string, string, string | Uint8Array, string]>([
  ['is larger than 1 MB', 'grande.csv', 'x'.repeat(1024 * 1024 + 1), 'Ce fichier dépasse 1 Mo'],
  ['is a PDF by another name', 'liste.csv', '%PDF-1.7', 'est un PDF'],
  ['is an old workbook', 'liste.xls', Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0), 'ancien format d’Excel'],
  ['is empty', 'vide.csv', '', 'est vide'],
  ['is a damaged workbook', 'liste.xlsx', 'PK\u0003\u0004 ???', 'est abîmé'],
])('a file that %s is answered with a sentence that says what to do', async (_, name, content, said) => {
  const { service, claire } = await opened();
  expect(await brings(claire, service, name, content)).toContain(said);
  allWell(service, claire);
});

test('a file that is gone, or is said to be elsewhere than at Discord, is asked for again', async () => {
  const { service, claire } = await opened();
  const { world } = service.discord;
  await claire.types('/coordination importer', { in: service.channel });
  const file = world.file('institutions.csv', institutions);
  await claire.fills({ Fichier: file });
  const sent = claire.sends();
  world.uploads.delete(file.id);
  expect(await sent).toContain('Ce fichier n’est plus là.');

  const { cdn } = world;
  world.cdn = 'http://127.0.0.1:9/cdn';
  await claire.taps('Corriger');
  await claire.fills({ Fichier: world.file('institutions.csv', institutions) });
  expect(await claire.sends()).toContain('Ce fichier n’est pas arrivé jusqu’au service.');
  world.cdn = cdn;
  await claire.taps('Corriger');
  await claire.fills({ Fichier: world.file('institutions.csv', institutions) });
  expect(alike(await claire.sends())).toContain('2 institutions');
  allWell(service, claire);
});

async function opened(): Promise<{ service: DiscordService; claire: Person }> {
  const service = await discordService();
  const cast = await castOf(service, 'empty');
  return { service, claire: cast.person('referente') };
}

/** What she reads then. */
async function brings(
  person: Person,
  { discord: { world }, channel }: DiscordService,
  name: string,
  content: string | Uint8Array,
): Promise<string> {
  await person.types('/concertation membres', { in: channel });
  await person.taps('Importer un fichier');
  return alike(await person.fills({ Fichier: world.file(name, content) }).sends());
}

/** As this person reads it. */
async function members(person: Person, { channel }: DiscordService): Promise<string> {
  return alike(await person.types('/concertation membres', { in: channel }));
}

async function picks(
  person: Person,
  { channel }: DiscordService,
  picked: readonly Person[],
  institution: string,
): Promise<string> {
  await person.types('/concertation membres', { in: channel });
  await person.taps('Inscrire des personnes d’ici');
  return person.fills({ Personnes: picked.map(({ user }) => user), Institution: institution }).sends();
}

/** A call that runs until Monday 14 December 2026. */
async function opensCall(person: Person, service: DiscordService, title: string): Promise<void> {
  await person.types('/coordination appel', { in: service.channel });
  await person.fills({ Titre: title, 'Fin du délai d’objection': '14/12/2026 17:00' }).sends();
  await person.taps('Lancer un appel à propositions');
  await service.settled();
}

function allWell({ discord }: DiscordService, ...people: Person[]): void {
  for (const { troubles } of people) expect(troubles).toEqual([]);
  expect(discord.violations).toEqual([]);
}
