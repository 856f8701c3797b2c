// Reactions to a card: each brings the button of what was meant, and records nothing by itself.

import { expect, it } from 'vitest';
import { type Cast, castOf } from '../../../support/slack/cast.ts';
import { cardOf } from '../../../support/slack/rooms.ts';
import { type SlackService, slackService, unhurried } from '../../../support/slack/service.ts';

async function reacting(options = {}): Promise<{ service: SlackService; cast: Cast }> {
  const service = await slackService({ ...unhurried, ...options });
  return { service, cast: await castOf(service, 'colignon') };
}

it.each([
  ['+1', 'Donner votre accord'],
  ['thumbsup', 'Donner votre accord'],
  ['+1::skin-tone-3', 'Donner votre accord'],
  ['raised_hand', 'Déposer une objection'],
  ['hand', 'Déposer une objection'],
  ['question', 'Poser une question'],
  ['grey_question', 'Poser une question'],
  ['handshake', 'Marquer notre intérêt'],
  ['raised_hands', 'Marquer notre intérêt'],
])(':%s: brings « %s », to whoever reacts alone', async (emoji, button) => {
  const { service, cast } = await reacting();
  const [farid, nadia] = [cast.person('farid'), cast.person('nadia')];
  await farid.reacts(emoji, cardOf(service, 'P1'));
  expect(farid.notes()).toHaveLength(1);
  expect(farid.notes()[0]).toContain(`[${button}]`);
  expect(farid.notes()[0]).toContain('Rien n’est encore enregistré');
  expect(nadia.notes()).toEqual([]);
  expect(await farid.taps(button)).toContain('[Annuler]');
  expect(service.slack.violations).toEqual([]);
  expect(farid.troubles).toEqual([]);
});

it('says nothing of any other emoji, of one on another message, and of one that is taken back', async () => {
  const { service, cast } = await reacting();
  const farid = cast.person('farid');
  await farid.reacts('tada', cardOf(service, 'P1'));
  await farid.reacts('+1', cardOf(service, 'C1'));
  await farid.reacts('+1', await cast.person('nadia').writes('À demain', { in: service.channel }));
  await farid.takesBack('+1', cardOf(service, 'P1'));
  expect(farid.notes()).toEqual([]);
  expect(service.slack.violations).toEqual([]);
});

it('says after the deadline that it has passed, and what can still be done', async () => {
  const { service, cast } = await reacting();
  const farid = cast.person('farid');
  await service.moveTo('2026-12-08T09:00:00.000Z');
  await farid.reacts('raised_hand', cardOf(service, 'P1'));
  expect(farid.notes()[0]).toContain('Vous pouvez encore poser une question.');
  expect(farid.notes()[0]).toContain('[Poser une question]');
  expect(farid.notes()[0]).not.toContain('[Déposer une objection]');
  expect(service.slack.violations).toEqual([]);
});

it('answers in the reader’s own language, in a French channel', async () => {
  const { service, cast } = await reacting();
  const pieter = cast.person('pieter');
  await pieter.reacts('+1', cardOf(service, 'P1'));
  expect(pieter.notes()[0]).toContain('Er is nog niets geregistreerd');
  expect(service.slack.violations).toEqual([]);
});

it('does nothing where the host switched them off', async () => {
  const { service, cast } = await reacting({ reactions: new Map() });
  const farid = cast.person('farid');
  const called = service.slack.calls.length;
  await farid.reacts('+1', cardOf(service, 'P1'));
  expect(farid.notes()).toEqual([]);
  expect(service.slack.calls.length).toBe(called);
});
