// The demo’s stage on Discord. Some of its people have what is for them alone sent in private; others read it in the
// channel, where a mention says that it is there.

import { lettersOf, privateBook } from '../../../adapters/discord/private.ts';
import { pageReads } from '../../../src/app/page-reads.ts';
import type { Lang } from '../../../src/domain/people.ts';
import { plainText } from '../../../src/ui/card.ts';
import { renderLetter } from '../../../src/ui/letters.ts';
import { translator } from '../../../src/ui/translator.ts';
import { recorder } from '../story/recorder.ts';
import { type PlatformStage, stageOf } from '../story/stage.ts';
import { opensForm, type Trodden } from '../story/wishes.ts';
import { castOf } from './cast.ts';
import type { Person } from './person.ts';
import { fillsAndSends, isRefused } from './player.ts';
import { alike } from './reading.ts';
import { type DiscordService, type DiscordServiceOptions, discordService } from './service.ts';
import { asksForPrivate, goes, readsOn, readsWhatWaits, type Seeker, type Way, ways } from './ways.ts';

export interface DiscordStage extends PlatformStage<Person, DiscordService> {
  /** Everybody whom a mention tells of something reads it; answers with what each was to find there, and didn’t. */
  readAll(): Promise<{ read: number; missing: string[] }>;
}

/** They don’t want to be written to. */
const shy = ['pieter', 'habitante', 'bruno'];

/** Everybody of the demo stands there, before anything has happened. @param options with the instant at which it begins */
export async function discordStage(options: DiscordServiceOptions): Promise<DiscordStage> {
  const record = recorder();
  const service = await discordService({
    ...options,
    announcer: record.announcer,
    application: record.application,
  });
  record.at(service.now);
  const { discord, guild, channel } = service;
  const { world } = discord;
  // It isn’t about time: a busy machine answers late.
  discord.interactions.patience = 20_000;
  const cast = await castOf(service);
  const trodden: Trodden<Way> = new Map();
  const seekerOf = (name: string, lang: Lang = 'fr'): Seeker => {
    const person = cast.person(name);
    return { person, t: translator(lang), coordinates: false, world, channel };
  };
  const stage = await stageOf(service, cast, record, trodden, {
    edge: 'discord',
    async acts(looking, wish, said) {
      const { person } = looking;
      const seeker: Seeker = { ...looking, world, channel };
      if (!shy.includes(cast.nameOf(person.user.id))) await asksForPrivate(seeker);
      do await opensForm(looking, wish, { ways, trodden, goes: (way) => goes(way, seeker, wish) });
      while (isAskedToTryAgain(seeker));
      return fillsAndSends(seeker, wish, said);
    },
    async refused(person, read) {
      person.closes();
      return isRefused({ t: translator('fr') }, read);
    },
    async brings(person, { name, content }) {
      await person.types('/concertation membres', { in: channel });
      await person.taps('Importer un fichier');
      return person.fills({ Fichier: world.file(name, content) }).sends();
    },
  });
  return Object.assign(stage, {
    async readAll() {
      const end = { read: 0, missing: [] as string[] };
      const newcomers = [...guild.members.keys()].map(cast.nameOf).filter((name) => cast.has(name));
      for (const name of new Set([...cast.personas.map(({ person }) => person), ...newcomers])) {
        const seeker = seekerOf(name, cast.personas.find(({ person }) => person === name)?.lang);
        const waiting = await waitingFor(service, seeker);
        const seen = (await readsWhatWaits(seeker)) ? alike((await readsOn(seeker)).join('\n')) : '';
        end.read += waiting.length;
        end.missing.push(...waiting.filter((text) => !seen.includes(alike(text))).map((t) => `${name} ${t}`));
      }
      return end;
    },
  });
}

/** Where the store took too long for a form to open. */
function isAskedToTryAgain({ person, t }: Seeker): boolean {
  return !person.hasModal && (person.notes().at(-1) ?? '').includes(t('discord.again'));
}

/** How each begins that says something at this moment. */
async function waitingFor({ app, guild, now }: DiscordService, { person, t }: Seeker): Promise<string[]> {
  const mentions = await privateBook(app.store).mentions(person.user.id, guild.id);
  const letters = await lettersOf(
    app.store,
    mentions.flatMap(({ mention }) => mention.keys),
  );
  const cards = await Promise.all(
    letters.map((letter) => renderLetter(pageReads(app.store), letter, t.lang, now())),
  );
  return cards.flatMap((card) => (card ? [plainText(card).split('\n')[0] ?? ''] : []));
}
