// One assembly in a channel of Slack, a channel of Discord and the local room at once.

import { expect, it } from 'vitest';
import { judge } from '../chaos/judge.ts';
import { messageShowing as onDiscordShowing } from '../support/discord/person.ts';
import { type Everywhere, everywhere, type Where } from '../support/everywhere.ts';

const codeIn = (said: string) => /[A-Z0-9]{4}-[A-Z0-9]{4}/.exec(said)?.[0] ?? '';
const all: readonly Where[] = ['local', 'slack', 'discord'];
const longest = { timeout: 120_000 };

it('one call in three rooms', longest, async () => {
  const scene = await inThreeRooms();
  const { local, channels } = scene;
  const farid = { slack: scene.onSlack('Farid'), discord: scene.onDiscord('Farid') };
  const lise = scene.onDiscord('Lise');
  const [asked = ''] = (await scene.acts('farid', 'person.link', null)).body.notes;
  await farid.slack.types(`/concertation relier ${codeIn(asked)}`, { in: channels.slack });
  console.log(await farid.slack.sends());
  await farid.slack.closes({ all: true });

  await farid.slack.taps('Déposer une objection', { under: 'Permanence' });
  console.log(farid.slack.sees());
  await farid.slack.fills({ 'Pourquoi vous y opposez-vous ?': 'Trop cher.' }).sends();
  await farid.slack.closes({ all: true });
  await local.settled();
  for (const where of all) console.log(where, (await scene.shown(where, 'P1 ·')).includes('Trop cher'));

  await lise.taps('Donner votre accord', { on: onDiscordShowing('Permanence') });
  console.log(lise.sees());
  console.log(lise.choices('Pour qui parlez-vous ?'));
  const inst = lise.choices('Pour qui parlez-vous ?').find((c) => c.includes('Pont-Levis')) ?? '';
  console.log(await lise.fills({ 'Pour qui parlez-vous ?': inst }).sends());

  await farid.discord.types('/concertation relier', { in: channels.discord });
  console.log(farid.discord.sees());
  const told = await farid.discord.sends();
  console.log(told);
  await farid.slack.types(`/concertation relier ${codeIn(told)}`, { in: channels.slack });
  console.log(await farid.slack.sends());
  await farid.slack.closes({ all: true });
  console.log(await farid.discord.types('/concertation moi', { in: channels.discord }));
  console.log(await farid.discord.taps('Retirer mon objection'));
  console.log(farid.discord.hasModal && (await farid.discord.sends()));
  await local.settled();
  for (const where of all) console.log(where, (await scene.shown(where, 'P1 ·')));
  console.log(farid.discord.reads(channels.discord).at(-1));
  console.log(scene.log.lines.filter((l) => /^(warn|error)/.test(l)));
  expect(judge(await scene.artefacts())).toEqual({ lost: [], doubled: [], wrong: [] });
});

/** Claire brings it from the local room into Slack, and from there into Discord. */
async function inThreeRooms(): Promise<Everywhere & { claire: ReturnType<typeof claireIn> }> {
  const scene = await everywhere();
  const { channels } = scene;
  const claire = claireIn(scene);
  const [asked = ''] = (await scene.acts('referente', 'person.link', null)).body.notes;
  await claire.slack.types('/concertation', { in: channels.slack });
  await claire.slack.taps('Rejoindre une concertation existante');
  const there = { 'Langue des annonces': 'en français' };
  expect(await claire.slack.fills({ Code: codeIn(asked), ...there }).sends()).toContain(
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
  return { ...scene, claire };
}

function claireIn(scene: Everywhere) {
  const organises = { permissions: 1n << 33n };
  return { slack: scene.onSlack('Claire'), discord: scene.onDiscord('Claire', organises) };
}
