// Partners of other organisations: members of another workspace who share the channel, guests, whoever left.

import { expect, it } from 'vitest';
import { castOf } from '../../../support/slack/cast.ts';
import { alike } from '../../../support/slack/reading.ts';
import { cardOf } from '../../../support/slack/rooms.ts';
import { slackService, unhurried } from '../../../support/slack/service.ts';
import { messageShowing } from '../../../support/slack/sight.ts';

const whom = 'Pour qui parlez-vous ?';

it('hears somebody of another workspace: taps, forms, a reaction, a question in a thread, private messages', async () => {
  const service = await slackService(unhurried);
  const cast = await castOf(service, 'colignon');
  const { store } = service.app;
  const home = service.slack.workspace.team;
  const jo = service.joins('Jo', { isStranger: true });
  const card = cardOf(service, 'P1');

  await jo.reacts('raised_hand', card);
  expect(jo.notes()[0]).toContain('[Déposer une objection]');
  await jo.taps('Déposer une objection', { on: card });
  await jo.fills({ [whom]: 'Atelier Lune Basse', 'Pourquoi vous y opposez-vous ?': 'Trop loin.' });
  expect(await jo.sends()).toContain('C’est enregistré');
  await service.settled();

  expect(await store.identity('slack', jo.user.team, jo.user.id)).toBeDefined();
  expect(await store.identity('slack', home, jo.user.id)).toBeUndefined();
  expect(jo.inbox().join()).toContain('Votre objection O1 est enregistrée');

  await jo.writes('Le mercredi, c’est sûr ?', { inThreadOf: card });
  await jo.taps('Poser une question', { on: messageShowing('Votre question n’est pas encore consignée') });
  expect(await jo.sends()).toContain('C’est enregistré');
  await service.settled();
  const whole = await cast.person('nadia').uses('Ouvrir la proposition', card);
  expect(alike(whole)).toContain('Jo (Atelier Lune Basse, mandat à confirmer)');
  expect(service.slack.violations).toEqual([]);
  expect(jo.troubles).toEqual([]);
});

it('hears them in what stands open and in private too, where no channel says to which app they speak', async () => {
  const service = await slackService(unhurried);
  await castOf(service, 'colignon');
  const jo = service.joins('Jo', { isStranger: true });
  const card = cardOf(service, 'P1');
  await jo.uses('Ouvrir la proposition', card);
  await jo.taps('Poser une question');
  await jo.fills({ [whom]: 'Atelier Lune Basse', 'Votre question': 'Pour quand ?' });
  expect(await jo.sends()).toContain('C’est enregistré');
  await service.settled();
  await jo.closes({ all: true });

  await jo.taps('Déposer une objection', { on: card });
  await jo.fills({ 'Pourquoi vous y opposez-vous ?': 'Trop loin.' }).sends();
  await service.settled();
  await jo.taps('Retirer mon objection', { on: messageShowing('Votre objection O1 est enregistrée') });
  expect(await jo.sends()).toContain('C’est enregistré');
  expect(service.log.lines.filter((l) => l.includes('Authorization of incoming event'))).toEqual([]);
  expect(service.slack.violations).toEqual([]);
  expect(jo.troubles).toEqual([]);
});

it('asks a guest for whom they speak, and tells them when the référente has confirmed it', async () => {
  const service = await slackService(unhurried);
  const cast = await castOf(service, 'colignon');
  const [claire, omar] = [cast.person('referente'), service.joins('Omar', { isGuest: true })];
  await omar.taps('Laisser une remarque', { on: cardOf(service, 'P1') });
  await omar.fills({ [whom]: 'Atelier Lune Basse', 'Votre remarque': 'Pensons au marché.' });
  expect(await omar.sends()).toContain('C’est enregistré');
  await service.settled();
  expect(claire.inbox().at(-1)).toContain('Omar');
  await claire.taps('Confirmer ce mandat', { on: messageShowing('Un mandat est à confirmer') });
  await claire.sends();
  await service.settled();
  expect(omar.inbox().join()).toContain('Votre mandat est confirmé');
  expect(service.slack.violations).toEqual([]);
  expect([...omar.troubles, ...claire.troubles]).toEqual([]);
});

it('speaks to a newcomer in their own language from the first form on, and to the channel in French', async () => {
  const service = await slackService(unhurried);
  await castOf(service, 'colignon');
  const [anke, ben] = [service.joins('Anke', { locale: 'nl-NL' }), service.joins('Ben', { locale: 'en-GB' })];
  const card = cardOf(service, 'P1');
  expect(await anke.taps('Déposer une objection', { on: card })).toContain('Bezwaar indienen');
  await anke.fills({ 'Namens wie spreekt u?': 'Buurthuis De Waterlelie' });
  expect(await anke.sends()).toContain('geregistreerd');
  expect(await ben.taps('Poser une question', { on: card })).toContain('Your question');
  await ben.fills({
    'Your question': 'Who comes on Wednesdays?',
    'Who are you speaking for?': 'Atelier Lune Basse',
  });
  expect(await ben.sends()).toContain('recorded');
  await service.settled();
  expect(anke.inbox()[0]).toContain('Uw bezwaar O1');
  const told = service.slack.workspace.messages.filter((m) => m.channel === service.channel.id);
  expect(told.map((m) => m.text).join('\n')).toContain('suspend');
  expect(told.map((m) => m.text).join('\n')).not.toMatch(/bezwaar|objection period/);
  expect(service.slack.violations).toEqual([]);
  expect([...anke.troubles, ...ben.troubles]).toEqual([]);
});

it('goes on telling the others where somebody’s account was closed', async () => {
  const service = await slackService(unhurried);
  const cast = await castOf(service, 'colignon');
  const [nadia, farid] = [cast.person('nadia'), cast.person('farid')];
  const before = farid.inbox().length;
  await service.close();
  farid.user.deleted = true;
  const later = await slackService({ ...unhurried, again: service });
  await later.moveTo('2026-12-08T09:00:00.000Z');
  expect(farid.inbox().length).toBe(before);
  expect(nadia.inbox().at(-1)).toContain('Permanence sociale du mercredi');
  expect(cardOf(later, 'P1').edits).toBeGreaterThan(0);
  expect(later.slack.violations).toEqual([]);
});

it('posts a card anew, once, that has vanished when it changes', async () => {
  const service = await slackService(unhurried);
  const cast = await castOf(service, 'colignon');
  const farid = cast.person('farid');
  const { workspace } = service.slack;
  const gone = cardOf(service, 'P1');
  workspace.remove(gone.channel, gone.ts);
  await farid.types('/concertation objecter P1', { in: service.channel });
  await farid.sends();
  await service.settled();
  const again = cardOf(service, 'P1');
  expect(again.ts).not.toBe(gone.ts);
  await cast.person('lise').types('/concertation accord P1', { in: service.channel });
  await cast.person('lise').sends();
  await service.settled();
  expect(cardOf(service, 'P1').ts).toBe(again.ts);
  expect(cardOf(service, 'P1').edits).toBeGreaterThan(0);
  expect(service.slack.violations).toEqual([]);
});
