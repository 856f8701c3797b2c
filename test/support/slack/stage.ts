// The demo’s stage on Slack.

import { recorder } from '../story/recorder.ts';
import { type PlatformStage, stageOf } from '../story/stage.ts';
import { opensForm, type Trodden } from '../story/wishes.ts';
import { castOf } from './cast.ts';
import type { Person } from './person.ts';
import { fillsAndSends } from './player.ts';
import { type SlackService, type SlackServiceOptions, slackService, unhurried } from './service.ts';
import { goes, type Way, ways } from './ways.ts';

export type SlackStage = PlatformStage<Person, SlackService>;

/** Everybody of the demo stands there, before anything has happened. @param options with the instant at which it begins */
export async function slackStage(options: SlackServiceOptions): Promise<SlackStage> {
  const record = recorder();
  const service = await slackService({
    ...unhurried,
    ...options,
    announcer: record.announcer,
    application: record.application,
  });
  record.at(service.now);
  const { slack, channel } = service;
  const ws = slack.workspace;
  const trodden: Trodden<Way> = new Map();
  return stageOf(service, await castOf(service), record, trodden, {
    edge: `slack:${ws.team}`,
    async acts(looking, wish, said) {
      const seeker = { ...looking, ws, channel };
      await opensForm(looking, wish, { ways, trodden, goes: (way) => goes(way, seeker, wish) });
      return fillsAndSends(seeker, said);
    },
    async refused(person, read) {
      await person.closes({ all: true });
      return read.includes('!');
    },
    async brings(person, { name, content }) {
      const brought = ws.file(name, content);
      await person.types('/concertation membres', { in: channel });
      await person.taps('Importer un fichier');
      return person.fills({ Fichier: brought }).sends();
    },
  });
}
