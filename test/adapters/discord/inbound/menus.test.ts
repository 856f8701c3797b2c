// The menu of a message, where no command can be typed: on a card, on what stands in its thread, on anything else.

import { expect, it } from 'vitest';
import type { Person } from '../../../support/discord/person.ts';
import { type InACall, inACall } from './in-a-call.ts';

function inOrder({ discord }: InACall, ...people: Person[]): void {
  expect(discord.violations).toEqual([]);
  for (const { troubles } of people) expect(troubles).toEqual([]);
}

it('opens the proposal of a card, whole, and answers from there', async () => {
  const service = await inACall();
  const { farid } = service;
  const card = await service.cardOf('P1');
  expect(await farid.uses('Lire la proposition', card)).toContain('P1 · Un jardin');
  await farid.taps('Donner votre accord');
  expect(farid.hasModal ? await farid.sends() : await farid.taps('Donner votre accord')).toContain(
    'C’est enregistré',
  );
  const again = await farid.uses('Lire la proposition', card);
  expect(again).toContain('[Retirer votre accord]');
  expect(again).not.toContain('[Donner votre accord]');
  inOrder(service, farid);
});

it('offers the carrier what is the carrier’s alone', async () => {
  const service = await inACall();
  const { nadia, farid } = service;
  const card = await service.cardOf('P1');
  expect(await nadia.uses('Lire la proposition', card)).toContain('[Publier une nouvelle version]');
  expect(await farid.uses('Lire la proposition', card)).not.toContain('[Publier une nouvelle version]');
  inOrder(service, nadia, farid);
});

it('asks about the proposal in whose thread something was written, with its words; about a card with an empty form', async () => {
  const service = await inACall();
  const { farid, nadia } = service;
  const card = await service.cardOf('P1');
  expect(await farid.uses('Poser une question', card)).toContain('« Un jardin »');
  expect(farid.sees()).not.toContain('=');
  farid.closes();

  const thread = await service.threadOf('P1');
  const said = await nadia.writes('@Farid et les enfants, on en fait **quoi**', { in: thread });
  expect(await farid.uses('Poser une question', said)).toContain(
    '= @Farid et les enfants, on en fait **quoi**',
  );
  expect(await farid.sends()).toContain('C’est enregistré');
  // Discord lets people write more than a reason may hold.
  const long = await nadia.writes('Trop de bruit. '.repeat(260), { in: thread });
  expect(await farid.uses('Objecter', long)).toContain('= Trop de bruit.');
  expect(await farid.sends()).toContain('Raccourcissez-le');
  await farid.taps('Corriger');
  await farid.fills({ 'Pourquoi vous y opposez-vous ?': 'Trop de bruit' });
  expect(await farid.sends()).toContain('C’est enregistré');
  expect(await service.events()).toEqual(expect.arrayContaining(['QuestionAsked', 'ObjectionRaised']));
  inOrder(service, farid, nadia);
});

it('says where it serves, on anything else', async () => {
  const service = await inACall();
  const { farid, nadia, channel, guild, discord } = service;
  const chat = await nadia.writes('Bonjour', { in: channel });
  for (const menu of ['Lire la proposition', 'Objecter', 'Poser une question'])
    expect(await farid.uses(menu, chat)).toContain('sur la carte d’une proposition');
  expect(await farid.uses('Lire la proposition', await service.cardOf('C1'))).toContain(
    'sur la carte d’une proposition',
  );
  const other = await farid.startsThread('Autre chose', chat);
  const talk = await nadia.writes('On mange où ?', { in: other });
  expect(await farid.uses('Objecter', talk)).toContain('sur la carte d’une proposition');
  const kitchen = discord.world.channel(guild, 'cuisine');
  const soup = await farid.writes('Une soupe ?', { in: kitchen });
  expect(await farid.uses('Poser une question', soup)).toContain('dans le salon d’une concertation');
  expect(farid.hasModal).toBe(false);
  inOrder(service, farid, nadia);
});
