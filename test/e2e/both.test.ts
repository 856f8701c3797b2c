// The service as its operator starts it, with Slack and Discord as its ways in at once, killed without a goodbye in the
// middle, three times: what was acknowledged is there on both, and nobody reads anything twice.

import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { violations as onDiscord } from '../../adapters/discord/components/violations.ts';
import { violations as onSlack } from '../../adapters/slack/blocks/violations.ts';
import { messageShowing, personIn as personOnDiscord } from '../support/discord/person.ts';
import { type DiscordServer, discordServer } from '../support/discord/server.ts';
import { type Service, startService } from '../support/service.ts';
import { freePort } from '../support/slack/emulated.ts';
import { overHttp } from '../support/slack/line.ts';
import { plainly } from '../support/slack/opened.ts';
import { personIn as personOnSlack } from '../support/slack/person.ts';
import { type SlackServer, slackServer } from '../support/slack/server.ts';

let slack: SlackServer;
let discord: DiscordServer;
afterEach(async () => {
  await slack.close();
  await discord.close();
});

const secret = 'a-test-secret';
const patience = { timeout: 30_000 };
const codeIn = (said: string) => /[A-Z0-9]{4}-[A-Z0-9]{4}/.exec(said)?.[0] ?? '';

test('killed in the middle and again: nothing is lost, and nothing stands there twice', {
  timeout: 150_000,
}, async () => {
  const start = Date.parse('2026-11-23T09:00:00.000Z');
  const began = performance.now();
  const now = () => start + performance.now() - began;
  slack = await slackServer({ now, check: onSlack });
  discord = await discordServer({ now, check: onDiscord });
  discord.interactions.patience = 20_000;
  const { workspace } = slack;
  const { world } = discord;
  const guild = world.guild('Concertation Colignon');
  const here = workspace.channel('concertation');
  const there = world.channel(guild, 'concertation');
  const port = await freePort();
  const line = overHttp(slack, `http://127.0.0.1:${port}/slack/events`, secret, { patience: 20_000 });
  const joinsSlack = (name: string) => {
    const user = workspace.user(name);
    here.members.add(user.id);
    return personOnSlack(line, user);
  };
  const joinsDiscord = (name: string, permissions = 0n) => {
    const user = world.user(name);
    world.joins(guild, user, { permissions });
    return personOnDiscord(discord, user);
  };
  const env = {
    PORT: `${port}`,
    // Whoever comes back under the same name needn’t wait until the former is known to be gone.
    INSTANCE: 'both',
    DATABASE_URL: `file:${join(await mkdtemp(join(tmpdir(), 'sans-objection-')), 'store.db')}`,
    SANDBOX: 'on',
    ...{ SLACK_MODE: 'http', SLACK_BOT_TOKEN: workspace.bot.token, SLACK_SIGNING_SECRET: secret },
    SLACK_API_URL: slack.apiUrl,
    ...{ DISCORD_BOT_TOKEN: world.bot.token, DISCORD_API_URL: discord.apiUrl },
  };
  const lives: Service[] = [];
  const comesUp = async (fault: Record<string, string> = {}) => {
    lives.push(await startService({ ...env, ...fault }));
    return lives.at(-1) as Service;
  };
  const textsOnSlack = () =>
    workspace.messages.filter((m) => m.channel === here.id).map((m) => plainly(JSON.stringify(m.blocks)));
  const textsOnDiscord = () =>
    world
      .messagesIn(there.id)
      .filter((m) => m.onlyFor === null)
      .map((m) => plainly(JSON.stringify(m.components)));
  const bothShow = (...words: string[]) => {
    const shows = (texts: string[]) => texts.some((text) => words.every((w) => text.includes(w)));
    return expect
      .poll(() => [shows(textsOnSlack()), shows(textsOnDiscord())], { ...patience, message: `${words}` })
      .toEqual([true, true]);
  };

  const first = await comesUp();
  // The local room lends its clock, and nothing else.
  await first.post('/reset', { charter: 'colignon-2024', data: 'nothing', now: '2026-11-23T09:00:00.000Z' });
  await discord.gateway.connected();
  const nadia = { slack: joinsSlack('Nadia'), discord: joinsDiscord('Nadia', 1n << 33n) };
  const [tom, lea] = [joinsSlack('Tom'), joinsDiscord('Léa')];
  await expect.poll(() => nadia.discord.offered({ in: there }), patience).toContain('/coordination');

  await nadia.slack.types('/concertation', { in: here });
  await nadia.slack.taps('Préparer une concertation');
  await nadia.slack.taps('Choisir la charte');
  await nadia.slack
    .fills({ 'Charte à appliquer': 'Charte de la concertation locale social-santé Colignon (2024)' })
    .sends();
  await nadia.slack.waitsFor('Ouvrir la concertation', 20_000);
  await nadia.slack.taps('Ouvrir la concertation');
  await nadia.slack.sends();
  await nadia.slack.waitsFor('La concertation de ce salon est ouverte', 20_000);
  await nadia.slack.closes({ all: true });
  await nadia.slack.types('/concertation relier', { in: here });
  await nadia.slack.sends();
  const code = codeIn(await nadia.slack.waitsFor('Votre code', 20_000));
  await nadia.slack.closes({ all: true });
  await nadia.discord.types('/concertation aide', { in: there });
  await nadia.discord.taps('Rejoindre une concertation existante');
  expect(await nadia.discord.fills({ Code: code, 'Langue des annonces': 'en français' }).sends()).toContain(
    'Ce salon est rattaché à la concertation',
  );

  for (const name of ['Maison médicale du Nord', 'Le Frigo solidaire', 'Atelier Lune Basse']) {
    await nadia.discord.types('/concertation membres', { in: there });
    await nadia.discord.taps('Inscrire une institution');
    await nadia.discord
      .fills({ 'Nom de l’institution': name, 'Forme juridique': 'asbl (association sans but lucratif)' })
      .sends();
    expect(await nadia.discord.taps('Inscrire une institution')).toContain('C’est enregistré');
  }
  await nadia.discord.types('/coordination appel texte:Actions de l’hiver', { in: there });
  await nadia.discord.fills({ 'Fin du délai d’objection': '14/12/2026 17:00' }).sends();
  expect(await nadia.discord.taps('Lancer un appel à propositions')).toContain('C’est enregistré');
  await bothShow('Actions de l’hiver', 'Déposer une proposition');

  await tom.taps('Déposer une proposition');
  await tom
    .fills({
      'Pour qui parlez-vous ?': 'Le Frigo solidaire',
      Titre: 'Frigo partagé',
      'En quelques phrases : quoi, pour qui, avec qui': 'Un frigo ouvert jour et nuit.',
      'Montant demandé, en euros': '4 500',
    })
    .sends();
  await tom.closes({ all: true });
  await bothShow('Frigo partagé', 'Déposer une objection');

  // Killed as soon as somebody was told that it is recorded; then while it is being told; and in the next answer again.
  await lea.taps('Déposer une objection', { on: messageShowing('Institution porteuse') });
  const objection = {
    'Pour qui parlez-vous ?': 'Maison médicale du Nord',
    'Pourquoi vous y opposez-vous ?': 'Personne ne répond de l’hygiène.',
  };
  expect(await lea.fills(objection).sends()).toContain('C’est enregistré');
  await first.kill();
  const second = await comesUp({ FAULT: 'kill@outbox.sent:2' });
  await expect.poll(() => isAlive(second), patience).toBe(false);
  const third = await comesUp();
  await bothShow('Frigo partagé', 'Personne ne répond de l’hygiène.');

  const ines = joinsSlack('Inès');
  await ines.taps('Donner votre accord', { under: 'Frigo partagé' });
  await ines.fills({ 'Pour qui parlez-vous ?': 'Atelier Lune Basse' }).sends();
  await third.kill();
  const fourth = await comesUp();
  await bothShow('Frigo partagé', 'Une institution donne expressément son accord');
  await expect.poll(() => discord.gateway.connections, patience).toBe(1);
  await lea.types('/concertation moi', { in: there });
  expect(await lea.waitsFor('votre objection O1', { within: 20_000 })).not.toBe('');

  for (const texts of [textsOnSlack(), textsOnDiscord()]) {
    expect(new Set(texts).size).toBe(texts.length);
    expect(texts.filter((text) => text.includes('Institution porteuse'))).toHaveLength(1);
  }
  const events: { name: string }[] = await fourth.get('/dev/v1/events?after=0');
  for (const name of ['ObjectionRaised', 'ConsentGiven', 'ProposalSubmitted', 'CallOpened'])
    expect(
      events.filter((e) => e.name === name),
      name,
    ).toHaveLength(1);
  expect([...slack.violations, ...discord.violations]).toEqual([]);
  const people = [nadia.slack, nadia.discord, tom, lea, ines];
  expect(people.flatMap(({ troubles }) => troubles)).toEqual([]);
  const errors = lives.flatMap(({ log }) => log).filter((line) => line.includes('"level":50'));
  expect(errors).toEqual([]);
});

function isAlive({ pid }: Service): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
