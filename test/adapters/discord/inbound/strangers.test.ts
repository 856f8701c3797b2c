// Whoever the service doesn't know yet: newcomers of any language, people with a name of their own on the server,
// whoever left.

import { expect, it } from 'vitest';
import { organises } from '../../../support/discord/opened.ts';
import { messageShowing, type Person } from '../../../support/discord/person.ts';
import { type InACall, inACall } from './in-a-call.ts';

const whom = 'Pour qui parlez-vous ?';

function inOrder({ discord }: InACall, ...people: Person[]): void {
  expect(discord.violations).toEqual([]);
  for (const { troubles } of people) expect(troubles).toEqual([]);
}

it('asks a newcomer for whom they speak, and tells them when the référente has confirmed it', async () => {
  const service = await inACall();
  const { claire, channel, settled } = service;
  const omar = service.joins('Omar');
  await omar.taps('Laisser une remarque', { on: await service.cardOf('P1') });
  await omar.fills({ [whom]: 'Le Relais', 'Votre remarque': 'Pensons au marché.' });
  expect(await omar.sends()).toContain('C’est enregistré');
  await settled();
  await claire.types('/concertation moi', { in: channel });
  await claire.taps('Confirmer ce mandat', { on: messageShowing('Ce qui vous attend'), under: 'Omar' });
  const end = claire.hasModal ? await claire.sends() : await claire.taps('Confirmer ce mandat');
  expect(end).toContain('C’est enregistré');
  await settled();
  const waiting = await omar.taps('Les lire', { on: messageShowing('@Omar') });
  expect(waiting).toContain('Votre mandat est confirmé');
  inOrder(service, omar, claire);
});

it('speaks to a newcomer in their own language from the first form on, and to the channel in French', async () => {
  const service = await inACall();
  const { channel, settled } = service;
  const [anke, ben] = [service.joins('Anke', { locale: 'nl' }), service.joins('Ben', { locale: 'en-GB' })];
  const card = await service.cardOf('P1');
  expect(await anke.taps('Déposer une objection', { on: card })).toContain('Bezwaar indienen');
  await anke.fills({ 'Namens wie spreekt u?': 'Le Relais' });
  expect(await anke.sends()).toContain('geregistreerd');
  expect(await ben.taps('Poser une question', { on: card })).toContain('Your question');
  await ben.fills({ 'Your question': 'Who comes on Wednesdays?', 'Who are you speaking for?': 'Le Relais' });
  expect(await ben.sends()).toContain('recorded');
  await settled();
  expect(await anke.taps('Lezen', { on: messageShowing('@Anke') })).toContain('Uw bezwaar O1');
  const told = anke.reads(channel).filter((text) => text.startsWith('P1') || text.includes('plénière'));
  expect(told.join('\n')).toContain('suspend');
  expect(told.join('\n')).not.toMatch(/bezwaartermijn|objection period/);
  inOrder(service, anke, ben);
});

it('speaks French to whoever uses Discord in another language', async () => {
  const service = await inACall();
  const yara = service.joins('Yara', { locale: 'de' });
  expect(await yara.types('/concertation moi', { in: service.channel })).toContain('Ce qui vous attend');
  inOrder(service, yara);
});

it('calls people as the server calls them', async () => {
  const service = await inACall();
  const { discord, guild, channel, settled } = service;
  const user = discord.world.user('xx_lise_xx', { globalName: null });
  discord.world.joins(guild, user, { nick: 'Lise (Le Relais)' });
  const lise = service.meets(user);
  await lise.taps('Poser une question', { on: await service.cardOf('P1') });
  await lise.fills({ [whom]: 'Le Relais', 'Votre question': 'Et les enfants ?' }).sends();
  await settled();
  const card = lise.reads(channel).find((text) => text.startsWith('P1 · Un jardin')) ?? '';
  expect(card).toContain('Lise (Le Relais) (Le Relais, mandat à confirmer)');
  inOrder(service, lise);
});

it('posts a card anew, once, that has vanished when it changes', async () => {
  const service = await inACall();
  const { farid, nadia, discord, acts, settled } = service;
  const gone = await service.cardOf('P1');
  discord.world.messages.splice(discord.world.messages.indexOf(gone), 1);
  await acts(farid, 'objection.raise', 'P1', { reason: 'Trop cher' });
  await settled();
  const again = await service.cardOf('P1');
  expect(again.id).not.toBe(gone.id);
  await acts(nadia, 'question.ask', 'P1', { question: 'Pour quand ?' });
  await settled();
  expect((await service.cardOf('P1')).id).toBe(again.id);
  inOrder(service);
});

it('answers everybody in time when twenty say something at once, and counts each', async () => {
  const service = await inACall();
  const card = await service.cardOf('P1');
  const people = Array.from({ length: 20 }, (_, n) =>
    service.joins(`Voix ${n + 1}`, n === 0 ? organises : {}),
  );
  for (const person of people) {
    await person.taps('Laisser une remarque', { on: card });
    await person.fills({ [whom]: 'Le Relais', 'Votre remarque': `À voir (${person.user.name})` });
  }
  const seen = await Promise.all(people.map((person) => person.sends()));
  for (const text of seen) expect(text).toContain('C’est enregistré');
  expect((await service.events()).filter((name) => name === 'ConcernRaised')).toHaveLength(20);
  for (const { answered } of people) expect(answered.at(-1)?.ms).toBeLessThan(3_000);
  inOrder(service, ...people);
}, 40_000);
