// How the référente brings her partners in from Slack: people picked from the workspace, and files.

import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { opensCall, opensConcertation, plainly } from '../../../support/slack/opened.ts';
import { messageShowing, type Person } from '../../../support/slack/person.ts';
import { type SlackService, slackService } from '../../../support/slack/service.ts';

const institutions = `Nom;Forme juridique;Secteurs
Maison médicale L’Orme;asbl;santé
CPAS de Valmont;CPAS;social
`;

test('whoever is picked gets the invitation in their own language, and their first tap speaks for their institution', async () => {
  const { service, claire } = await opened();
  const pieter = service.joins('Pieter', { locale: 'nl-BE' });
  await brings(claire, service, 'institutions.csv', institutions);
  await claire.closes({ all: true });
  await opensCall(claire, service.channel, 'Fonds de quartier');

  await picks(claire, service, [pieter], 'CPAS de Valmont');
  expect(claire.sees()).toContain('C’est enregistré');
  await service.settled();
  const invitation = pieter.inbox().join('\n');
  expect(invitation).toContain('Fonds de quartier');
  expect(invitation).toContain('Oproep tot voorstellen');

  await pieter.taps('Een voorstel indienen', { on: messageShowing('Fonds de quartier') });
  expect(pieter.sees()).not.toContain('Voor wie spreekt u?');
  await pieter
    .fills({ Titel: 'Soep op straat', 'In enkele zinnen: wat, voor wie, met wie': 'Elke dinsdag soep.' })
    .sends();
  const card = plainly(await claire.types('/concertation propositions P1', { in: service.channel }));
  expect(card).toContain('CPAS de Valmont');
  allWell(service, claire, pieter);
});

test('several are picked at once, of other organisations too, and nobody is asked anything more', async () => {
  const { service, claire } = await opened();
  const [ines, luc] = [service.joins('Inès'), service.joins('Luc', { isStranger: true, locale: '' })];
  await brings(claire, service, 'institutions.csv', institutions);
  await opensCall(claire, service.channel, 'Fonds de quartier');
  await picks(claire, service, [ines, luc], 'Maison médicale L’Orme');
  expect(await members(claire, service)).toMatch(/Inès et Luc|Luc et Inès/);
  for (const person of [ines, luc]) {
    await person.taps('Déposer une proposition', { on: messageShowing('Fonds de quartier') });
    expect(plainly(person.sees())).not.toContain('Pour qui parlez-vous');
  }
  allWell(service, claire, ines, luc);
});

test('whoever speaks for it already is left as they are, however often they are picked', async () => {
  const { service, claire } = await opened();
  const ines = service.joins('Inès');
  await brings(claire, service, 'institutions.csv', institutions);
  await picks(claire, service, [ines], 'CPAS de Valmont');
  const before = await service.app.store.heads();
  expect(await picks(claire, service, [ines], 'CPAS de Valmont')).toContain('C’est enregistré');
  expect((await service.app.store.heads())[0]?.seq).toBe(before[0]?.seq);
  await service.settled();
  expect(ines.inbox().filter((message) => message.includes('mandat'))).toHaveLength(1);
  allWell(service, claire, ines);
});

test('an app is nobody’s voice: it is refused at its field, and nobody else is let in either', async () => {
  const { service, claire } = await opened();
  const [ines, robot] = [service.joins('Inès'), service.joins('Robot', { isBot: true })];
  await brings(claire, service, 'institutions.csv', institutions);
  await picks(claire, service, [ines, robot], 'CPAS de Valmont');
  expect(claire.sees()).toContain('! Parmi les personnes choisies se trouve une application.');
  await claire.fills({ Personnes: [ines.user] }).sends();
  expect(await members(claire, service)).toContain('Inès');
  allWell(service, claire, ines);
});

test('there is nobody to pick for before an institution is there, and nothing of it for partners', async () => {
  const { service, claire } = await opened();
  const luc = service.joins('Luc');
  expect(await members(claire, service)).not.toContain('Inscrire des personnes d’ici');
  expect(claire.sees()).toContain('[Importer un fichier]');
  expect(await members(luc, service)).not.toContain('Importer');
  allWell(service, claire, luc);
});

test.each([
  ['picks people', 'members.admit'],
  ['brings a file', 'import'],
  ['adds a channel', 'room.add'],
])('a view that a partner made up and that %s is refused', async (_, action) => {
  const { service, claire } = await opened();
  const luc = service.joins('Luc');
  await brings(claire, service, 'institutions.csv', institutions);
  await luc.types('/concertation besoin', { in: service.channel });
  const before = await service.app.store.heads();
  const { views, file } = service.slack.workspace;
  const [made] = [...views.values()].filter((view) => view.user === luc.user.id);
  if (!made) throw new Error('no view');
  const place = JSON.parse(`${made.view.private_metadata}`);
  const { id, name } = file('institutions.csv', `${institutions}L’Intrus;asbl;\n`);
  made.view = { ...made.view, private_metadata: JSON.stringify({ ...place, action }), blocks: [] };
  const answer = (type: string, held: object) => ({ answer: { type, ...held } });
  made.state = {
    'members.admit': {
      members: answer('multi_users_select', { selected_users: [luc.user.id] }),
      institution: answer('static_select', { selected_option: { value: 'I1' } }),
    },
    import: {
      file: answer('file_input', {
        files: [{ id, name, size: 9, url_private_download: 'https://files.slack.com/F1' }],
      }),
    },
    'room.add': {
      channel: answer('conversations_select', { selected_conversation: 'C0' }),
      roomLang: answer('static_select', { selected_option: { value: 'fr' } }),
    },
  }[action] as typeof made.state;
  await luc.sends();
  expect(JSON.stringify(luc.acknowledged.at(-1)?.payload)).toContain('réservée à la référente');
  expect((await service.app.store.heads())[0]?.seq).toBe(before[0]?.seq);
  expect(service.slack.calls.filter((call) => call.method === 'files-pri')).toHaveLength(1);
});

test('institutions, people and proposals come in from files, each once however often they are sent', async () => {
  const { service, claire } = await opened();
  expect(await brings(claire, service, 'institutions.csv', institutions)).toContain('2 institutions');
  expect(await claire.closes()).toContain('CPAS de Valmont');
  await opensCall(claire, service.channel, 'Fonds de quartier');
  const people = 'Nom;Courriel;Institution;Langue\nFarid Amrani;farid@valmont.example;CPAS de Valmont;fr\n';
  await brings(claire, service, 'personnes.csv', people);
  expect(await members(claire, service)).toContain('Farid Amrani');
  await claire.taps('Importer un fichier');
  const proposals = 'Titre;Résumé;Institution porteuse\nSoupe de rue;Tous les mardis.;CPAS de Valmont\n';
  const file = service.slack.workspace.file('propositions.csv', proposals);
  await claire
    .fills({ Fichier: file, 'Appel, pour un fichier de propositions': 'C1 · Fonds de quartier' })
    .sends();
  await claire.closes({ all: true });
  expect(await claire.types('/concertation propositions P1', { in: service.channel })).toContain(
    'Soupe de rue',
  );

  const before = await members(claire, service);
  await brings(claire, service, 'institutions.csv', institutions);
  expect(await members(claire, service)).toBe(before);
  allWell(service, claire);
});

test('the word alone opens the form for her, and for nobody else; what the rules refuse names its line', async () => {
  const { service, claire } = await opened();
  const luc = service.joins('Luc');
  expect(await claire.types('/concertation importer', { in: service.channel })).toContain('Fichier');
  const proposals = 'Titre;Résumé;Institution porteuse\nSoupe de rue;Tous les mardis.;CPAS de Valmont\n';
  await claire.fills({ Fichier: service.slack.workspace.file('institutions.csv', institutions) }).sends();
  await claire.types('/concertation importer', { in: service.channel });
  const file = service.slack.workspace.file('propositions.csv', proposals);
  expect(await claire.fills({ Fichier: file }).sends()).toContain(
    '! Des propositions s’importent dans un appel',
  );
  expect(await luc.types('/concertation importer', { in: service.channel })).toContain('réservée');
  allWell(service, claire, luc);
});

test('a file with faults changes nothing: every line to correct is named, on as many pages as it takes', async () => {
  const { service, claire } = await opened();
  const faulty = Array.from({ length: 190 }, (_, i) => `Maison ${i};forme inconnue numéro ${i};santé`);
  const report = await brings(
    claire,
    service,
    'longue.csv',
    `Nom;Forme juridique;Secteurs\n${faulty.join('\n')}\n`,
  );
  expect(report).toContain('Ligne 2');
  expect(report).toContain('« forme inconnue numéro 0 »');
  while (claire.sees().includes('[Suite]')) await claire.taps('Suite');
  expect(plainly(claire.sees())).toContain('Ligne 191');
  expect(await members(claire, service)).toContain('Aucune institution');
  expect(await brings(claire, service, 'juste.csv', institutions)).toContain('2 institutions');
  allWell(service, claire);
});

test.each<[string, string, string | Uint8Array, string]>([
  ['is larger than 1 MB', 'grande.csv', 'x'.repeat(1024 * 1024 + 1), 'Ce fichier dépasse 1 Mo'],
  ['is a PDF by another name', 'liste.csv', '%PDF-1.7', 'est un PDF'],
  ['is an OpenDocument', 'liste.xls', Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0), 'ancien format d’Excel'],
  ['is empty', 'vide.csv', '', 'est vide'],
  ['is a damaged workbook', 'liste.xlsx', 'PK\u0003\u0004 ???', 'est abîmé'],
])('a file that %s is answered with a sentence that says what to do', async (_, name, content, said) => {
  const { service, claire } = await opened();
  expect(await brings(claire, service, name, content)).toContain(said);
  allWell(service, claire);
});

test('a file that was deleted in the meantime, or that Slack doesn’t hand over, is said to be so, and asked for again', async () => {
  const { service, claire } = await opened();
  const { workspace } = service.slack;
  await claire.types('/concertation membres', { in: service.channel });
  await claire.taps('Importer un fichier');
  const file = workspace.file('institutions.csv', institutions);
  await claire.fills({ Fichier: file });
  const { bytes } = file;
  file.bytes = null;
  expect(await claire.sends()).toContain('! Ce fichier n’est plus là. Choisissez-le à nouveau.');
  file.bytes = bytes;
  workspace.scopes.delete('files:read');
  await claire.fills({ Fichier: file });
  expect(await claire.sends()).toContain('! Ce fichier n’est pas arrivé');
  workspace.scopes.add('files:read');
  await claire.fills({ Fichier: file });
  expect(plainly(await claire.sends())).toContain('2 institutions');
  allWell(service, claire);
});

test('the token goes to nobody but Slack, wherever a file is said to be', async () => {
  const { service, claire } = await opened();
  const seen: string[] = [];
  const other = createServer((request, response) => {
    seen.push(`${request.headers.authorization}`);
    response.end(institutions);
  }).listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  const { workspace } = service.slack;
  const file = workspace.file('institutions.csv', institutions);
  file.elsewhere = `http://127.0.0.1:${port}/institutions.csv`;
  await claire.types('/concertation membres', { in: service.channel });
  await claire.taps('Importer un fichier');
  await claire.fills({ Fichier: file });
  expect(await claire.sends()).toContain('! Ce fichier n’est pas arrivé');
  expect(seen).toEqual([]);
  other.close();
  allWell(service, claire);
});

test('where the file comes slowly she is told that it is being checked, and then what became of it', async () => {
  const { service, claire } = await opened();
  const { promise, resolve } = Promise.withResolvers<void>();
  service.slack.faults.set('files-pri', { kind: 'slow', until: promise });
  const sent = brings(claire, service, 'institutions.csv', institutions);
  await claire.waitsFor('n’a pas encore confirmé');
  resolve();
  await sent;
  expect(plainly(claire.sees())).toContain('2 institutions');
  expect(plainly(claire.inbox().join())).toContain('2 institutions');
  allWell(service, claire);
});

async function opened(): Promise<{ service: Awaited<ReturnType<typeof slackService>>; claire: Person }> {
  const service = await slackService();
  const claire = service.joins('Claire');
  await opensConcertation(claire, service.channel);
  return { service, claire };
}

/** What she reads then. */
async function brings(
  person: Person,
  { slack, channel }: SlackService,
  name: string,
  content: string | Uint8Array,
): Promise<string> {
  await person.types('/concertation membres', { in: channel });
  await person.taps('Importer un fichier');
  return plainly(await person.fills({ Fichier: slack.workspace.file(name, content) }).sends());
}

/** As this person reads it. */
async function members(person: Person, { channel }: SlackService): Promise<string> {
  return plainly(await person.types('/concertation membres', { in: channel }));
}

async function picks(
  person: Person,
  { channel }: SlackService,
  picked: readonly Person[],
  institution: string,
): Promise<string> {
  await person.types('/concertation membres', { in: channel });
  await person.taps('Inscrire des personnes d’ici');
  return person.fills({ Personnes: picked.map(({ user }) => user), Institution: institution }).sends();
}

function allWell({ slack }: SlackService, ...people: Person[]): void {
  for (const { troubles } of people) expect(troubles).toEqual([]);
  expect(slack.violations).toEqual([]);
}
