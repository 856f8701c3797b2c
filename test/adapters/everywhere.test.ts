// One assembly in a channel of Slack, a channel of Discord and the local room at once.

import { expect, it } from 'vitest';
import { judge } from '../chaos/judge.ts';
import { messageShowing as onDiscordShowing } from '../support/discord/person.ts';
import { type Everywhere, everywhere, type Where } from '../support/everywhere.ts';
import { plainly } from '../support/slack/opened.ts';
import { messageShowing as onSlackShowing } from '../support/slack/person.ts';

const codeIn = (said: string) => /[A-Z0-9]{4}-[A-Z0-9]{4}/.exec(said)?.[0] ?? '';
const longest = { timeout: 120_000 };
const card = 'P1 · Permanence';
const onCard = 'Institution porteuse';
const nothingWrong = { lost: [], doubled: [], wrong: [] };

it('one call in three rooms is one call: one tally, and each card current after each answer', longest, async () => {
  const scene = await inThreeRooms();
  const { claire, channels } = scene;
  const [farid, lise, marc] = [scene.onSlack('Farid'), scene.onDiscord('Lise'), scene.onSlack('Marc')];

  // Farid has an account on each: what he asks for on one side he enters on the other.
  const faridThere = scene.onDiscord('Farid');
  await links(scene, farid, await codeFrom(scene, 'farid'));
  await faridThere.types('/concertation relier', { in: channels.discord });
  await links(scene, farid, codeIn(await faridThere.sends()));
  expect(await scene.person('slack', farid.user.id)).toBe(
    await scene.person('discord', faridThere.user.id),
  );
  expect(await scene.person('local', 'farid')).toBe(await scene.person('discord', faridThere.user.id));

  await farid.taps('Déposer une objection', { under: card });
  await farid.fills({ 'Pourquoi vous y opposez-vous ?': 'Trop cher.' }).sends();
  await farid.closes({ all: true });
  await everyCardSays(scene, 'Trop cher.', 'Une institution sur 3 a répondu');

  const code = await codeFrom(scene, 'lise');
  await lise.types(`/concertation relier texte:${code}`, { in: channels.discord });
  expect(await lise.sends()).toContain('C’est enregistré');
  await scene.acts('pieter', 'consent.give', 'P1');
  await everyCardSays(scene, '2 institutions sur 3 ont répondu');

  await marc.taps('Laisser une remarque', { under: card });
  console.log(marc.sees());
  const his = marc.choices('Pour qui parlez-vous ?').find((c) => c.includes('Pont-Levis')) ?? '';
  console.log(await marc.fills({ 'Pour qui parlez-vous ?': his, 'Votre remarque': 'Et le samedi ?' }).sends());
  await marc.closes({ all: true });
  await everyCardSays(scene, 'Et le samedi ?');
  console.log(await scene.shown('local', card));

  console.log(await claire.discord.types('/coordination relancer', { in: channels.discord }));
  console.log(claire.discord.notes().at(-1));

  await faridThere.types('/concertation moi', { in: channels.discord });
  await faridThere.taps('Retirer mon objection');
  expect(await faridThere.sends()).toContain('C’est enregistré');
  await scene.local.settled();
  await everyCardSays(scene, 'retirée le lundi 23 novembre 2026');

  expect(scene.log.lines.filter((l) => /^(warn|error)/.test(l))).toEqual([]);
  expect(judge(await scene.artefacts())).toEqual(nothingWrong);
  expect([...farid.troubles, ...faridThere.troubles, ...lise.troubles, ...marc.troubles]).toEqual([]);
  expect([...scene.slack.violations, ...scene.discord.violations]).toEqual([]);
});

async function everyCardSays(scene: Everywhere, ...words: string[]): Promise<void> {
  await scene.local.settled();
  for (const where of ['local', 'slack', 'discord'] as const)
    for (const said of words) expect(await scene.shown(where, card), where).toContain(said);
}

async function codeFrom(scene: Everywhere, person: string): Promise<string> {
  const { body } = await scene.acts(person, 'person.link', null);
  return codeIn(body.notes[0]);
}

/** Entered on Slack. */
async function links({ channels }: Everywhere, person: ReturnType<Everywhere['onSlack']>, code: string) {
  await person.types(`/concertation relier ${code}`, { in: channels.slack });
  expect(await person.sends()).toContain('C’est enregistré');
  await person.closes({ all: true });
}

/** Claire brings it from the local room into Slack, and from there into Discord. */
async function inThreeRooms(): Promise<Everywhere & { claire: ReturnType<typeof claireIn> }> {
  const scene = await everywhere();
  const { channels } = scene;
  const claire = claireIn(scene);
  await claire.slack.types('/concertation', { in: channels.slack });
  await claire.slack.taps('Rejoindre une concertation existante');
  const there = { 'Langue des annonces': 'en français' };
  const code = await codeFrom(scene, 'referente');
  expect(await claire.slack.fills({ Code: code, ...there }).sends()).toContain(
    'Ce salon est rattaché à la concertation',
  );
  await claire.slack.closes({ all: true });
  await scene.happened();
  await claire.slack.types('/concertation relier', { in: channels.slack });
  const told = await claire.slack.sends();
  await claire.slack.closes({ all: true });
  await claire.discord.types('/concertation aide', { in: channels.discord });
  await claire.discord.taps('Rejoindre une concertation existante');
  expect(await claire.discord.fills({ Code: codeIn(told), ...there }).sends()).toContain(
    'Ce salon est rattaché à la concertation',
  );
  await scene.happened();
  await scene.local.settled();
  await everyCardSays(scene, 'Aucune institution sur 3');
  return { ...scene, claire };
}

function claireIn(scene: Everywhere) {
  const organises = { permissions: 1n << 33n };
  return { slack: scene.onSlack('Claire'), discord: scene.onDiscord('Claire', organises) };
}
