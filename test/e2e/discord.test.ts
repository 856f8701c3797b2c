// The service as its operator starts it, with Discord as its way in: from the command in an empty channel to a plenary
// that is convened, with real discord.js on both ways, before people who see what Discord would show them.

import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { violations } from '../../adapters/discord/components/violations.ts';
import { messageShowing, personIn } from '../support/discord/person.ts';
import { type DiscordServer, discordServer } from '../support/discord/server.ts';
import { startService } from '../support/service.ts';

let discord: DiscordServer;
afterEach(() => discord.close());

const patience = { timeout: 20_000 };

test('a command, a form, a card, a tap, an objection, the deadline, the convocation', {
  timeout: 90_000,
}, async () => {
  const start = Date.parse('2026-11-23T09:00:00.000Z');
  const began = performance.now();
  let moved = 0;
  discord = await discordServer({
    now: () => start + moved + performance.now() - began,
    check: violations,
  });
  // For what isn’t about time: a busy machine answers late.
  discord.interactions.patience = 20_000;
  const { world } = discord;
  const guild = world.guild('Concertation Colignon');
  const channel = world.channel(guild, 'concertation');
  const [nadia, tom, lea] = ['Nadia', 'Tom', 'Léa'].map((name, i) => {
    const user = world.user(name, { locale: 'fr' });
    world.joins(guild, user, i === 0 ? { permissions: 1n << 33n } : {});
    return personIn(discord, user);
  });
  if (!nadia || !tom || !lea) throw new Error('nobody came');
  const { post, log } = await startService({
    DATABASE_URL: `file:${join(await mkdtemp(join(tmpdir(), 'sans-objection-')), 'store.db')}`,
    SANDBOX: 'on',
    DISCORD_BOT_TOKEN: world.bot.token,
    DISCORD_API_URL: discord.apiUrl,
  });
  // The local room lends its clock, and nothing else.
  await post('/reset', { charter: 'colignon-2024', data: 'nothing', now: '2026-11-23T09:00:00.000Z' });
  await discord.gateway.connected();
  await expect.poll(() => nadia.offered({ in: channel }), patience).toContain('/coordination');
  const shows = (...words: string[]) =>
    expect
      .poll(() => nadia.reads(channel).some((text) => words.every((w) => text.includes(w))), {
        ...patience,
        message: `a message with ${words}`,
      })
      .toBe(true);

  await nadia.types('/concertation aide', { in: channel });
  await nadia.taps('Préparer une concertation');
  await nadia.taps('Choisir la charte');
  const [charter = ''] = nadia.choices('Charte à appliquer').filter((c) => c.includes('Colignon'));
  await nadia.fills({ 'Charte à appliquer': charter }).sends();
  await nadia.taps('Ouvrir la concertation');
  expect(await nadia.taps('Ouvrir la concertation')).toContain('La concertation de ce salon est ouverte');

  for (const name of ['Maison médicale du Nord', 'Le Frigo solidaire']) {
    await nadia.types('/concertation membres', { in: channel });
    await nadia.taps('Inscrire une institution');
    await nadia
      .fills({ 'Nom de l’institution': name, 'Forme juridique': 'asbl (association sans but lucratif)' })
      .sends();
    expect(await nadia.taps('Inscrire une institution')).toContain('C’est enregistré');
  }

  await nadia.types('/coordination appel texte:Actions de l’hiver', { in: channel });
  expect(nadia.sees()).toContain('Actions de l’hiver');
  await nadia.fills({ 'Fin du délai d’objection': '14/12/2026 17:00' }).sends();
  expect(nadia.notes().at(-1)).toContain('14/12/2026 17:00');
  expect(await nadia.taps('Lancer un appel à propositions')).toContain('C’est enregistré');
  await shows('Actions de l’hiver', 'Déposer une proposition');

  await tom.taps('Déposer une proposition');
  const frigo = {
    'Pour qui parlez-vous ?': 'Le Frigo solidaire',
    Titre: 'Frigo partagé',
    'En bref : quoi, pour qui, avec qui': 'Un frigo ouvert jour et nuit, rempli par les habitant·e·s.',
    'Montant demandé, en euros': '4 500',
  };
  await tom.fills(frigo).sends();
  expect(await tom.taps('Déposer une proposition')).toContain('C’est enregistré');
  await shows('Frigo partagé', 'Déposer une objection');

  await lea.taps('Déposer une objection', { on: messageShowing('Frigo partagé') });
  const objection = {
    'Pour qui parlez-vous ?': 'Maison médicale du Nord',
    'Pourquoi vous y opposez-vous ?': 'Personne ne répond de l’hygiène.',
    'Qu’est-ce qui permettrait de la lever ?': 'Une convention avec la commune.',
  };
  expect(await lea.fills(objection).sends()).toContain('C’est enregistré');
  await shows('Frigo partagé', 'Personne ne répond de l’hygiène.');

  moved = Date.parse('2026-12-14T16:01:00.000Z') - start;
  await post('/clock', { to: '2026-12-14T16:01:00.000Z' });
  await nadia.types('/coordination convoquer', { in: channel });
  await nadia
    .fills({
      'Début de la plénière': '23/12/2026 14:00',
      'Lieu, ou lien vers la réunion en ligne': 'Maison de quartier, rue Gallait 78',
    })
    .sends();
  await shows('rue Gallait 78', 'convocation-M1-');
  await expect
    .poll(() => [...guild.events.values()], patience)
    .toMatchObject([{ location: 'Maison de quartier, rue Gallait 78', start: '2026-12-23T13:00:00.000Z' }]);
  expect(discord.violations).toEqual([]);
  expect([...nadia.troubles, ...tom.troubles, ...lea.troubles]).toEqual([]);
  expect(log.filter((line) => line.includes('"level":50'))).toEqual([]);
});
