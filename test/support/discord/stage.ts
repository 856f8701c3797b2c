// The demo’s stage on Discord. Some of its people have what is for them alone sent in private; others read it in the
// channel, where a mention says that it is there.

import { translator } from '../../../src/ui/translator.ts';
import { recorder } from '../story/recorder.ts';
import { type PlatformStage, stageOf } from '../story/stage.ts';
import { opensForm, type Trodden } from '../story/wishes.ts';
import { castOf } from './cast.ts';
import type { Person } from './person.ts';
import { fillsAndSends, isRefused } from './player.ts';
import { type DiscordService, type DiscordServiceOptions, discordService } from './service.ts';
import { asksForPrivate, goes, readsOn, readsWhatWaits, type Seeker, type Way, ways } from './ways.ts';

export interface DiscordStage extends PlatformStage<Person, DiscordService> {
  /** What each has turned to page by page, by the name that the story calls them. */
  readonly diaries: ReadonlyMap<string, string[]>;
  /** Everybody reads what still waits for them. */
  readAll(): Promise<void>;
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
  const { discord, channel } = service;
  const { world } = discord;
  const cast = await castOf(service);
  const trodden: Trodden<Way> = new Map();
  const diaries = new Map<string, string[]>();
  const diaryOf = (person: Person) => {
    const name = cast.nameOf(person.user.id);
    const diary = diaries.get(name) ?? [];
    diaries.set(name, diary);
    return diary;
  };
  const stage = await stageOf(service, cast, record, trodden, {
    edge: 'discord',
    async acts(looking, wish, said) {
      const { person } = looking;
      const seeker: Seeker = { ...looking, world, channel, diary: diaryOf(person) };
      if (!shy.includes(cast.nameOf(person.user.id))) await asksForPrivate(seeker);
      await opensForm(looking, wish, { ways, trodden, goes: (way) => goes(way, seeker, wish) });
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
    diaries,
    async readAll() {
      for (const { person: name, lang } of cast.personas) {
        const person = cast.person(name);
        const t = translator(lang);
        const seeker = { person, t, coordinates: false, world, channel, diary: diaryOf(person) };
        if (await readsWhatWaits(seeker)) await readsOn(seeker);
      }
    },
  });
}
