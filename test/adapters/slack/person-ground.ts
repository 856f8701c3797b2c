// A person of a workspace of Slack with a tiny app in it, and a channel where both are.

import { violations } from '../../../adapters/slack/blocks/violations.ts';
import { type Person, personIn } from '../../support/slack/person.ts';
import { type SlackServer, slackServer } from '../../support/slack/server.ts';
import type { SlackChannel } from '../../support/slack/workspace.ts';
import { type TinyApp, tinyApp } from './tiny-app.ts';

export interface Ground {
  slack: SlackServer;
  app: TinyApp;
  room: SlackChannel;
  claire: Person;
  /** What the app heard last of this type. */
  heard(type: string): Record<string, unknown>;
  /** A message of the app, in the room unless said otherwise. */
  says(text: string, blocks?: unknown[], channel?: string): void;
}

/** @param patience how long Slack waits (ms), where it isn't three seconds */
export async function personGround(by: 'Socket Mode' | 'HTTP', patience?: number): Promise<Ground> {
  const slack = await slackServer({ check: violations });
  const { workspace: ws } = slack;
  const app = await tinyApp(slack, by, patience ? { patience } : {});
  const room = ws.channel('concertation');
  return {
    slack,
    app,
    room,
    claire: personIn(app.line, ws.user('Claire')),
    heard: (type) => app.heard.findLast(([t]) => t === type)?.[1] ?? {},
    says(text, blocks = [], channel = room.id) {
      ws.messages.push({
        channel,
        ts: ws.stamp(),
        threadTs: null,
        user: ws.bot.user,
        text,
        blocks,
        metadata: { event_type: 'card', event_payload: { key: text } },
        files: [],
        reactions: new Map(),
        edits: 0,
      });
    },
  };
}
