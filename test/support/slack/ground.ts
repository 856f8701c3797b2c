// Everything a test of the way out to Slack stands on: Slack's server, a room, a person, and the announcer
// with a clock of its own.

import { slackAnnouncer } from '../../../adapters/slack/announcer.ts';
import type { SlackFile } from '../../../adapters/slack/files.ts';
import { slackPace } from '../../../adapters/slack/pace.ts';
import { slackClient } from '../../../adapters/slack/web-api.ts';
import type { Address, Announcer } from '../../../src/app/announcer.ts';
import type { Log } from '../../../src/app/ports.ts';
import { type Card, plainText } from '../../../src/ui/card.ts';
import { rememberingLog } from '../logs.ts';
import { type SlackServer, slackServer } from './server.ts';
import type { SlackChannel, SlackUser } from './workspace.ts';

export interface SlackGround {
  server: SlackServer;
  announcer: Announcer;
  /** The same service started anew: it remembers nothing. */
  again(): Announcer;
  channel: SlackChannel;
  user: SlackUser;
  room: Address;
  person: Address;
  log: Log & { lines: string[] };
  /** The files that go with letters, by key. */
  files: Map<string, SlackFile>;
  /** The methods that were called, in order. */
  called(): string[];
}

/** The instant from which the clock of this Slack runs. */
export const slackStart = '2026-11-22T09:00:00.000Z';

/** @param now Slack's clock (ms); one that runs from `slackStart` with each look unless given */
export async function slackGround(now: () => number = runningFrom(slackStart)): Promise<SlackGround> {
  const server = await slackServer({ now });
  const { workspace } = server;
  const channel = workspace.channel('concertation');
  const user = workspace.user('Claire');
  const log = rememberingLog();
  const files = new Map<string, SlackFile>();
  let paceTime = 0;
  const later = (milliseconds: number) => {
    paceTime += milliseconds;
    return paceTime;
  };
  // So slow a test that it never has to wait for its turn, but where Slack asked for it.
  const pace = () => slackPace({ now: () => later(1_500), rest: async (ms) => later(ms) });
  const start = () => {
    const installed = {
      client: slackClient({ token: workspace.bot.token, apiUrl: server.apiUrl, log, timeout: 2_000 }),
      pace: pace(),
      bot: { user: workspace.bot.user, name: 'Sans Objection' },
    };
    return slackAnnouncer({
      workspaceOf: (team) => (team === workspace.team ? installed : undefined),
      render: asPlainText,
      fileOf: async (key) => files.get(key) ?? null,
      log,
    });
  };
  return {
    server,
    announcer: start(),
    again: () => start(),
    channel,
    user,
    room: roomOf(workspace.team, channel.id),
    person: personOf(workspace.team, user.id),
    log,
    files,
    called: () => server.calls.map((call) => call.method),
  };
}

function runningFrom(instant: string): () => number {
  let time = Date.parse(instant);
  return () => ++time;
}

export function roomOf(tenant: string, channel: string): Address {
  const id = `slack:${tenant}:${channel}`;
  return { kind: 'room', room: { id, status: 'open', platform: 'slack', tenant, channel, lang: 'fr' } };
}

export function personOf(tenant: string, externalId: string): Address {
  const identity = { platform: 'slack', tenant, externalId, person: 'p1', linkedAt: null };
  return { kind: 'person', identity };
}

/** The least that Slack shows of a card. */
export function asPlainText(card: Card): { blocks: unknown[]; text: string } {
  const text = plainText(card);
  return { text, blocks: [{ type: 'section', text: { type: 'plain_text', text } }] };
}
