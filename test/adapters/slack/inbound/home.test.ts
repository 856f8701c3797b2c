// The Home tab: what awaits somebody, of each concertation in which they take part.

import { expect, it } from 'vitest';
import { castOf } from '../../../support/slack/cast.ts';
import type { Person } from '../../../support/slack/person.ts';
import { alike } from '../../../support/slack/reading.ts';
import { type SlackService, slackService, unhurried } from '../../../support/slack/service.ts';
import type { SlackChannel } from '../../../support/slack/workspace.ts';

function inOrder({ slack }: SlackService, ...persons: Person[]): void {
  expect(slack.violations).toEqual([]);
  expect(persons.flatMap((p) => p.troubles)).toEqual([]);
}

/** A second concertation of the workspace, set up by her. */
async function second(service: SlackService, by: Person, name: string): Promise<SlackChannel> {
  const channel = service.slack.workspace.channel(name);
  channel.members.add(by.user.id);
  await by.types('/concertation', { in: channel });
  await by.taps('Préparer une concertation');
  await by.taps('Choisir la charte');
  const colignon = by.choices('Charte à appliquer').find((choice) => choice.includes('Colignon')) ?? '';
  await by.fills({ 'Charte à appliquer': colignon }).sends();
  await by.taps('Adopter toutes les hypothèses');
  await by.taps('Ouvrir la concertation');
  await by.sends();
  await service.settled();
  return channel;
}

it('tells whoever takes part in nothing yet how to begin', async () => {
  const service = await slackService(unhurried);
  await castOf(service, 'colignon');
  const stranger = service.joins('Zoé', { locale: 'nl-BE' });
  expect(await stranger.opensHome()).toContain('/concertation');
  inOrder(service, stranger);
});

it('shows one concertation, its open answers with their buttons, and afterwards what was answered', async () => {
  const service = await slackService(unhurried);
  const cast = await castOf(service, 'colignon');
  const farid = cast.person('farid');
  expect(alike(await farid.opensHome())).toContain('« Permanence sociale du mercredi » (P1) attend l’avis');
  await farid.taps('Donner votre accord', { on: 'home' });
  expect(await farid.sends()).toContain('C’est enregistré');
  await farid.closes({ all: true });
  const home = alike(farid.home());
  expect(home).toContain('Rien ne vous attend pour l’instant.');
  expect(home).toContain('Ce que votre institution a répondu :');
  expect(home).toContain('« Permanence sociale du mercredi » (P1) : un accord');
  inOrder(service, farid);
});

it('shows two concertations under their titles, and each button acts in its own', async () => {
  const service = await slackService(unhurried);
  const cast = await castOf(service, 'colignon');
  const claire = cast.person('referente');
  const channel = await second(service, claire, 'voisinage');
  await claire.types('/concertation appel', { in: channel });
  await claire.fills({
    Titre: 'Un été au frais',
    'Fin du délai d’objection (jour et heure)': '2026-12-18T17:00',
  });
  expect(await claire.sends()).toContain('C’est enregistré');
  await service.settled();

  const home = await claire.opensHome();
  expect(home).toContain('Propositions d’actions de l’automne');
  expect(home).toContain('Un été au frais');
  await claire.taps('Déposer une proposition', { on: 'home', under: 'Un été au frais' });
  expect(claire.sees()).toContain('Un été au frais');
  inOrder(service, claire);
});

it('turns its pages where a lot awaits', async () => {
  const service = await slackService(unhurried);
  const cast = await castOf(service, 'colignon');
  const [claire, nadia] = [cast.person('referente'), cast.person('nadia')];
  for (let i = 1; i <= 45; i++) {
    await nadia.types(`/concertation question Comment faire la démarche ${i}`, { in: service.channel });
    await nadia.sends();
  }
  const first = await claire.opensHome();
  expect(first).toContain('démarche 1');
  expect(first).not.toContain('démarche 45');
  await claire.taps('Suite', { on: 'home' });
  let page = claire.home();
  while (!page.includes('démarche 45')) {
    await claire.taps('Suite', { on: 'home' });
    page = claire.home();
  }
  await claire.taps('Page précédente', { on: 'home' });
  expect(claire.home()).not.toBe(page);
  inOrder(service, claire, nadia);
}, 60_000);
