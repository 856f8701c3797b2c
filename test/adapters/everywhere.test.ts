// One assembly in a channel of Slack, a channel of Discord and the local room at once.

import { expect, it } from 'vitest';
import { judge } from '../chaos/judge.ts';
import { messageShowing as onDiscordShowing } from '../support/discord/person.ts';
import { type Everywhere, everywhere } from '../support/everywhere.ts';

const codeIn = (said: string) => /[A-Z0-9]{4}-[A-Z0-9]{4}/.exec(said)?.[0] ?? '';
const everyRoom = ['local', 'slack', 'discord'] as const;
const longest = { timeout: 120_000 };
const card = 'P1 · Permanence';
const onCard = 'Institution porteuse';
const nothingWrong = { lost: [], doubled: [], wrong: [] };

it(
  'one call in three rooms is one call: one tally, and each card current after each answer',
  longest,
  async () => {
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

    // He objects on Slack, for the institution that only his account in the local room was known to speak for.
    await farid.taps('Déposer une objection', { under: card });
    await farid.fills({ 'Pourquoi vous y opposez-vous ?': 'Trop cher.' }).sends();
    await farid.closes({ all: true });
    await everyCardSays(scene, 'Trop cher.', 'Une institution sur 3 a répondu');

    const code = await codeFrom(scene, 'lise');
    await lise.types(`/concertation relier texte:${code}`, { in: channels.discord });
    expect(await lise.sends()).toContain('C’est enregistré');

    await marc.taps('Donner votre accord', { under: card });
    const his = marc.choices('Pour qui parlez-vous ?').find((c) => c.includes('Pont-Levis')) ?? '';
    await marc.fills({ 'Pour qui parlez-vous ?': his }).sends();
    await marc.closes({ all: true });
    await scene.local.settled();
    await claire.discord.types('/concertation moi', { in: channels.discord });
    await claire.discord.taps('Confirmer ce mandat');
    expect(await claire.discord.taps('Confirmer ce mandat')).toContain('C’est enregistré');
    await everyCardSays(scene, '2 institutions sur 3 ont répondu');

    // Whoever answered on either side isn’t chased on the other.
    await claire.discord.types('/coordination relancer', { in: channels.discord });
    const preview = await claire.discord.fills({ 'Votre message': 'Un mot suffit.' }).sends();
    expect(preview).toContain('une personne le recevra, pour une institution');
    expect(preview).toContain('Waterlelie');
    expect(await claire.discord.taps('Relancer les institutions sans réponse')).toContain('C’est enregistré');
    await scene.moveTo('2026-11-23T09:05:00.000Z');
    const { received } = await scene.artefacts();
    const chased = received.filter(({ key }) => key.endsWith(':chase')).map(({ to }) => to);
    expect(chased).toEqual([`@${await scene.person('local', 'pieter')}`]);

    await faridThere.types('/concertation moi', { in: channels.discord });
    await faridThere.taps('Retirer mon objection');
    expect(await faridThere.sends()).toContain('C’est enregistré');
    await scene.local.settled();
    await everyCardSays(scene, 'retirée le lundi 23 novembre 2026');

    expect(scene.log.lines.filter((l) => /^(warn|error)/.test(l))).toEqual([]);
    expect(judge(await scene.artefacts())).toEqual(nothingWrong);
    expect([...farid.troubles, ...faridThere.troubles, ...lise.troubles, ...marc.troubles]).toEqual([]);
    expect([...scene.slack.violations, ...scene.discord.violations]).toEqual([]);
  },
);

it.each(['discord', 'slack'] as const)(
  '%s is cut off: the other rooms go on undelayed, and what it missed is there afterwards, once',
  longest,
  async (away) => {
    const scene = await inThreeRooms();
    const { local } = scene;
    const [here] = (['slack', 'discord'] as const).filter((where) => where !== away);
    if (!here) throw new Error('nowhere');
    await scene.moveTo('2026-12-07T21:39:00.000Z');

    // At first it takes everything and answers nothing.
    await scene.cuts(away, 'hangs');
    const start = performance.now();
    await answers(scene, here);
    await expect.poll(() => scene.shown(here, onCard), { timeout: 5_000 }).toContain('Trop cher.');
    await expect.poll(() => scene.shown('local', onCard), { timeout: 5_000 }).toContain('Trop cher.');
    expect(performance.now() - start).toBeLessThan(5_000);

    // Then what is sent arrives, but nobody hears so; then nobody is let in until after the deadline.
    await scene.cuts(away, 'lost');
    await scene.acts('lise', 'question.ask', 'P1', { question: 'Et le samedi ?' });
    await local.settled();
    await scene.cuts(away);
    await scene.acts('pieter', 'consent.give', 'P1');
    await local.settled();
    await scene.lives('2026-12-07T23:10:00.000Z');
    for (const where of [here, 'local'] as const) {
      const said = await scene.shown(where, 'est prolongé');
      expect(said, where).toContain('mardi 8 décembre 2026 à 1 h 19');
      expect(said, where).toContain(`pas été accessible depuis ${away === 'slack' ? 'Slack' : 'Discord'}`);
    }
    expect(await scene.shown(away, 'est prolongé')).toBe('');
    expect(await scene.shown(away, onCard)).not.toContain('expressément');

    await scene.mends(away);
    await scene.retried();
    expect(scene.log.lines.filter((l) => l.includes('a platform was out of reach'))).toHaveLength(2);
    for (const where of everyRoom) {
      expect(await scene.shown(where, 'est prolongé'), where).toContain('mardi 8 décembre 2026 à 1 h 19');
      for (const said of ['Trop cher.', 'Une institution sur 3', '8 décembre 2026 à 1 h 19'])
        expect(await scene.shown(where, onCard), where).toContain(said);
    }
    const texts = await scene.texts(away);
    expect(new Set(texts).size).toBe(texts.length);
    expect(texts.filter((text) => text.includes(onCard))).toHaveLength(1);

    // What it was away for after that deadline is given back, too.
    await scene.moveTo('2026-12-08T00:40:00.000Z');
    for (const where of everyRoom) expect(await scene.shown(where, 'appel clos'), where).not.toBe('');
    expect(judge(await scene.artefacts())).toEqual(nothingWrong);
    expect([...scene.slack.violations, ...scene.discord.violations]).toEqual([]);
  },
);

it(
  'the plenary is convened: a convocation in each room, an event in Discord, a file in Slack',
  longest,
  async () => {
    const scene = await inThreeRooms();
    const { claire, channels, guild, slack } = scene;
    await answers(scene, 'slack');
    await scene.local.settled();
    await claire.discord.types('/coordination convoquer', { in: channels.discord });
    const place = 'Maison de quartier, rue Gallait 78';
    const given = {
      'Début de la plénière': '15/12/2026 14:00',
      'Lieu, ou lien vers la réunion en ligne': place,
    };
    expect(await claire.discord.fills(given).sends()).toContain('C’est enregistré');
    await scene.local.settled();
    for (const where of everyRoom) {
      const said = await scene.shown(where, place);
      expect(said, where).toContain('15 décembre 2026');
      expect(await scene.shown(where, onCard), where).toContain('15 décembre 2026');
    }
    expect([...guild.events.values()]).toMatchObject([
      { location: place, start: '2026-12-15T13:00:00.000Z' },
    ]);
    const files = slack.workspace.messages.flatMap((m) => m.files ?? []).map(({ name }) => name);
    expect(files).toContainEqual(expect.stringMatching(/^convocation-M1-\d+\.ics$/));
    expect(judge(await scene.artefacts())).toEqual(nothingWrong);
    expect([...scene.slack.violations, ...scene.discord.violations]).toEqual([]);
    expect([...claire.slack.troubles, ...claire.discord.troubles]).toEqual([]);
  },
);

/** Farid objects from that platform. */
async function answers(scene: Everywhere, where: 'slack' | 'discord'): Promise<void> {
  const reason = { 'Pourquoi vous y opposez-vous ?': 'Trop cher.' };
  if (where === 'slack') {
    const farid = scene.onSlack('Farid');
    await farid.taps('Déposer une objection', { under: card });
    const own = farid.choices('Pour qui parlez-vous ?').find((c) => c.includes('Lune')) ?? '';
    await farid.fills({ 'Pour qui parlez-vous ?': own, ...reason }).sends();
    await farid.closes({ all: true });
    return;
  }
  const farid = scene.onDiscord('Farid');
  await farid.taps('Déposer une objection', { on: onDiscordShowing(onCard) });
  const own = farid.choices('Pour qui parlez-vous ?').find((c) => c.includes('Lune')) ?? '';
  await farid.fills({ 'Pour qui parlez-vous ?': own, ...reason }).sends();
}

async function everyCardSays(scene: Everywhere, ...words: string[]): Promise<void> {
  await scene.local.settled();
  for (const where of everyRoom)
    for (const said of words) expect(await scene.shown(where, onCard), where).toContain(said);
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
