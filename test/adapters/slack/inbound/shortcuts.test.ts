// The menu of a message, where no command can be typed: on a card, on what stands under it, on anything else.

import { expect, it } from 'vitest';
import { type Cast, castOf } from '../../../support/slack/cast.ts';
import { cardOf } from '../../../support/slack/rooms.ts';
import { type SlackService, slackService, unhurried } from '../../../support/slack/service.ts';
import { messageShowing } from '../../../support/slack/sight.ts';

async function room(): Promise<{ service: SlackService; cast: Cast }> {
  const service = await slackService(unhurried);
  return { service, cast: await castOf(service, 'colignon') };
}

it('opens the proposal of a card, whole, and answers from there', async () => {
  const { service, cast } = await room();
  const farid = cast.person('farid');
  expect(await farid.uses('Ouvrir la proposition', cardOf(service, 'P1'))).toContain(
    'P1 · Permanence sociale du mercredi',
  );
  await farid.taps('Donner votre accord');
  expect(await farid.sends()).toContain('C’est enregistré');
  await farid.closes();
  expect(farid.sees()).toMatch(/Une institution sur\s3 a répondu/);
  expect(farid.sees()).toContain('[Retirer votre accord]');
  expect(farid.sees()).not.toContain('[Donner votre accord]');
  expect(service.slack.violations).toEqual([]);
  expect(farid.troubles).toEqual([]);
});

it('offers the carrier what is the carrier’s alone', async () => {
  const { service, cast } = await room();
  const [nadia, farid] = [cast.person('nadia'), cast.person('farid')];
  const card = cardOf(service, 'P1');
  expect(await nadia.uses('Ouvrir la proposition', card)).toContain('[Publier une nouvelle version]');
  expect(await farid.uses('Ouvrir la proposition', card)).not.toContain('[Publier une nouvelle version]');
});

it('asks about the proposal under which something stands: news with an empty form, somebody’s words with these', async () => {
  const { service, cast } = await room();
  const [farid, pieter] = [cast.person('farid'), cast.person('pieter')];
  await farid.types('/concertation objecter P1', { in: service.channel });
  await farid.fills({ 'Pourquoi vous y opposez-vous ?': 'Trop tôt.' }).sends();
  await service.settled();
  const news = messageShowing('Trop tôt.');

  expect(await pieter.uses('Poser une question', news)).toContain('Een vraag stellen');
  expect(pieter.sees()).not.toContain('Trop tôt');
  await pieter.closes({ all: true });

  const said = await farid.writes('Et les enfants, on en fait quoi', { inThreadOf: cardOf(service, 'P1') });
  expect(await pieter.uses('Poser une question', said)).toContain('= Et les enfants, on en fait quoi');
  expect(await pieter.sends()).toContain('geregistreerd');
  expect(service.slack.violations).toEqual([]);
  expect([...farid.troubles, ...pieter.troubles]).toEqual([]);
});

it('says where it serves, on anything else and in private', async () => {
  const { service, cast } = await room();
  const farid = cast.person('farid');
  const chat = await cast.person('nadia').writes('Bonjour', { in: service.channel });
  expect(await farid.uses('Poser une question', chat)).toContain('sur la carte d’une proposition');
  expect(await farid.uses('Ouvrir la proposition', cardOf(service, 'C1'))).toContain(
    'sur la carte d’une proposition',
  );
  expect(await farid.uses('Ouvrir la proposition', messageShowing('Votre mandat est confirmé'))).toContain(
    'dans le salon d’une concertation',
  );
  const elsewhere = service.slack.workspace.channel('cuisine');
  elsewhere.members.add(farid.user.id);
  const soup = await farid.writes('Une soupe ?', { in: elsewhere });
  expect(await farid.uses('Poser une question', soup)).toContain('dans le salon d’une concertation');
  expect(service.slack.violations).toEqual([]);
  expect(farid.troubles).toEqual([]);
});
