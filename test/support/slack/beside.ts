// Slack beside the local room, in one service: real Bolt, and the tests' Slack.

import { violations } from '../../../adapters/slack/blocks/violations.ts';
import { createSlack } from '../../../adapters/slack/slack.ts';
import { defaultReactions } from '../../../src/ui/emojis.ts';
import { type Local, openLocal } from '../local.ts';
import { rememberingLog } from '../logs.ts';
import { type Line, overSocket } from './line.ts';
import { type Person, personIn } from './person.ts';
import { type SlackServer, slackServer } from './server.ts';
import type { SlackChannel } from './workspace.ts';

export interface SlackBeside {
  local: Local;
  slack: SlackServer;
  channel: SlackChannel;
  line: Line;
  /** Somebody of this workspace, in the channel. */
  joins(name: string): Person;
}

/** The furnished local room, and a workspace of Slack that knows nothing of it yet. */
export async function slackBesideTheLocalRoom(): Promise<SlackBeside> {
  const started = performance.now();
  let now = () => new Date().toISOString();
  const slack = await slackServer({
    now: () => Date.parse(now()) + performance.now() - started,
    check: violations,
  });
  const { workspace } = slack;
  const channel = workspace.channel('concertation');
  let idle = async () => {};
  const local = await openLocal({
    async beside(store, clock) {
      now = clock;
      const config = {
        botToken: workspace.bot.token,
        apiUrl: slack.apiUrl,
        reactions: defaultReactions,
        mode: 'socket',
        appToken: workspace.appToken,
      } as const;
      const atOnce = { turn: async () => {}, hold: () => {} };
      const adapter = await createSlack(config, { store, log: rememberingLog(), now, pace: () => atOnce });
      idle = adapter.idle;
      const { announcer, directory, edge, open } = adapter;
      const close = async () => {
        await adapter.close();
        await slack.close();
      };
      return [{ announcer, directory, edge, open, close }];
    },
  });
  const line = overSocket(slack, { settled: idle, patience: 20_000 });
  await slack.socket.connected();
  return {
    local,
    slack,
    channel,
    line,
    joins(name) {
      const user = workspace.user(name);
      channel.members.add(user.id);
      return personIn(line, user);
    },
  };
}
