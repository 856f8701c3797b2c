// The demo’s story, lived by people of Discord: by commands, buttons, modals and the messages between them, menus,
// private messages and mentions. What comes of it is what comes of it in the local room.

import { beforeAll, describe, expect, it } from 'vitest';
import { type Played, play } from '../../../../adapters/sandbox/demo/stage.ts';
import { playCall, start } from '../../../../adapters/sandbox/demo/story.ts';
import type { Artefacts } from '../../../chaos/artefacts.ts';
import { judge } from '../../../chaos/judge.ts';
import type { DiscordMessage } from '../../../support/discord/guild.ts';
import type { Person } from '../../../support/discord/person.ts';
import { showsThePresent } from '../../../support/discord/present.ts';
import type { DiscordService } from '../../../support/discord/service.ts';
import { discordStage } from '../../../support/discord/stage.ts';
import { ways } from '../../../support/discord/ways.ts';
import { byThing, ended, happenedIn, playShort, toldTo } from '../../../support/story/outcome.ts';
import type { Happened } from '../../../support/story/stage.ts';

/** When whoever reads in the channel reads what waited. */
const middle = '2024-06-21T17:00';

describe('the story of the demo on Discord', () => {
  let local: Played;
  let events: Happened[];
  let artefacts: Artefacts;
  let trodden: string[];
  let violations: string[];
  let troubles: string[];
  let stale: string[];
  let inboxes: Map<string, DiscordMessage[]>;
  let byMention: { read: number; missing: string[] }[];

  beforeAll(async () => {
    local = await play({ data: 'members', now: start, lang: null }, playCall);
    const stage = await discordStage({ now: start });
    byMention = [];
    const { until } = stage;
    stage.until = async (local) => {
      await until.call(stage, local);
      if (local === middle) byMention.push(await stage.readAll());
    };
    await playCall(stage);
    const { service, cast } = stage;
    events = await stage.events();
    artefacts = await stage.artefacts();
    trodden = [...stage.trodden.keys()];
    stale = await showsThePresent(service, cast.person('nadia'));
    byMention.push(await stage.readAll());
    violations = service.discord.violations;
    troubles = cast.personas.flatMap(({ person }) => {
      const { answered, troubles } = cast.person(person);
      const late = answered.filter(({ how }) => how !== 'answered');
      return [...troubles, ...late.map(({ what, how, ms }) => `${person} ${what}: ${how} after ${ms} ms`)];
    });
    inboxes = new Map(cast.personas.map(({ person }) => [person, writtenTo(service, cast.person(person))]));
  }, 180_000);

  it('passes by every way that Discord offers, and Discord accepts all that is shown', () => {
    expect(trodden.toSorted()).toEqual(ways.toSorted());
    expect(troubles).toEqual([]);
    expect(violations).toEqual([]);
  });

  it('lets the same happen as in the local room, thing by thing, in the same order', () => {
    expect(byThing(events)).toEqual(byThing(happenedIn(local)));
  });

  it('ends each proposal as the local room does', () => {
    expect(ended(events)).toEqual(ended(happenedIn(local)));
    expect(ended(events)).not.toEqual([]);
  });

  it('tells each person and the channel what the local room tells them, in their language', () => {
    expect(toldTo(artefacts.received)).toEqual(toldTo(local.received));
  });

  it('leaves in the channel what is so now', () => {
    expect(stale).toEqual([]);
  });

  it('brings every private message before the eyes of whom it concerns, and nobody else’s', () => {
    const sent = artefacts.received.filter((m) => m.kind === 'private' && !m.messageId.endsWith(':mention'));
    const inPrivate = Map.groupBy(sent, (m) => m.to.slice(1));
    for (const [person, inbox] of inboxes)
      expect([person, inbox.length]).toEqual([person, inPrivate.get(person)?.length ?? 0]);
    expect(byMention.flatMap(({ missing }) => missing)).toEqual([]);
    for (const { read } of byMention) expect(read).toBeGreaterThan(5);
  });

  it('stands before the judge who reads only what came out', () => {
    expect(judge(artefacts)).toEqual({ lost: [], doubled: [], wrong: [] });
  });
});

it('goes from an opening to a validation, a question and an objection on the way', async () => {
  const stage = await discordStage({ now: start });
  await playShort(stage);
  const { service, cast } = stage;
  const names = (await stage.events()).map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(['QuestionAnswered', 'ObjectionLifted', 'ProposalValidated']));
  expect(await showsThePresent(service, cast.person('nadia'))).toEqual([]);
  expect(judge(await stage.artefacts())).toEqual({ lost: [], doubled: [], wrong: [] });
  expect(cast.personas.flatMap(({ person }) => cast.person(person).troubles)).toEqual([]);
  expect(service.discord.violations).toEqual([]);
}, 60_000);

/** In private, without what answered their taps there. */
function writtenTo({ discord: { world } }: DiscordService, { user }: Person): DiscordMessage[] {
  const { id } = world.privately(world.bot.user, user.id);
  return world.messagesIn(id).filter((m) => m.author === world.bot.user && m.interaction === null);
}
