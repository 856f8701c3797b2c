// The demo’s story, lived by people of Slack: by commands, buttons, forms, Home, private messages and shortcuts. What
// comes of it is what comes of it in the local room.

import { beforeAll, describe, expect, it } from 'vitest';
import { type Played, play } from '../../../../adapters/sandbox/demo/stage.ts';
import { playCall, start } from '../../../../adapters/sandbox/demo/story.ts';
import type { Artefacts } from '../../../chaos/artefacts.ts';
import { judge } from '../../../chaos/judge.ts';
import { showsThePresent } from '../../../support/slack/present.ts';
import { slackStage } from '../../../support/slack/stage.ts';
import { ways } from '../../../support/slack/ways.ts';
import { byThing, ended, happenedIn, playShort, toldTo } from '../../../support/story/outcome.ts';
import type { Happened } from '../../../support/story/stage.ts';

describe('the story of the demo on Slack', () => {
  let local: Played;
  let events: Happened[];
  let artefacts: Artefacts;
  let trodden: string[];
  let violations: string[];
  let troubles: string[];
  let stale: string[];
  let inboxes: Map<string, string[]>;

  beforeAll(async () => {
    local = await play({ data: 'members', now: start, lang: null }, playCall);
    const stage = await slackStage({ now: start });
    await playCall(stage);
    const { service, cast } = stage;
    events = await stage.events();
    artefacts = await stage.artefacts();
    trodden = [...stage.trodden.keys()];
    violations = service.slack.violations;
    troubles = cast.personas.flatMap(({ person }) =>
      cast
        .person(person)
        .acknowledged.filter(({ how }) => how !== 'acknowledged')
        .map(({ what, how, ms }) => `${person} ${what}: ${how} after ${ms} ms`),
    );
    stale = await showsThePresent(service);
    inboxes = new Map(
      cast.personas.map(({ person }) => [
        person,
        cast
          .person(person)
          .inbox()
          .filter((m) => !isFile(m)),
      ]),
    );
  }, 120_000);

  it('passes by every way that Slack offers, and Slack accepts all that is shown', () => {
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
    const sent = Map.groupBy(
      artefacts.received.filter((m) => m.kind === 'private'),
      (m) => m.to.slice(1),
    );
    for (const [person, inbox] of inboxes)
      expect([person, inbox.length]).toEqual([person, sent.get(person)?.length ?? 0]);
  });

  it('stands before the judge who reads only what came out', () => {
    expect(judge(artefacts)).toEqual({ lost: [], doubled: [], wrong: [] });
  });
});

describe('a call over HTTP', () => {
  it('goes from its opening to a validation, a question and an objection on the way', async () => {
    const stage = await slackStage({ now: start, mode: 'http' });
    await playShort(stage);
    const { service, cast } = stage;
    const names = (await stage.events()).map(({ name }) => name);
    expect(names).toEqual(
      expect.arrayContaining(['QuestionAnswered', 'ObjectionLifted', 'ProposalValidated']),
    );
    expect(await showsThePresent(service)).toEqual([]);
    expect(judge(await stage.artefacts())).toEqual({ lost: [], doubled: [], wrong: [] });
    expect(cast.personas.flatMap(({ person }) => cast.person(person).troubles)).toEqual([]);
    expect(service.slack.violations).toEqual([]);
  }, 60_000);
});

/** The calendar file stands beside its message. */
function isFile(message: string): boolean {
  return message.trimStart().startsWith('[file ');
}
