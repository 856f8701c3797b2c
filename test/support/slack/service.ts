// The service with Slack as its only way in, inside the test's process: real store, real application, real Bolt, and
// the tests' Slack. Its clock is moved; its letters leave as fast as they can.

import { afterEach } from 'vitest';
import { openStore } from '../../../adapters/prisma/store.ts';
import { violations } from '../../../adapters/slack/blocks/violations.ts';
import { createSlack } from '../../../adapters/slack/slack.ts';
import { startServer } from '../../../adapters/web/server.ts';
import type { Announcer } from '../../../src/app/announcer.ts';
import { type Application, createApplication } from '../../../src/app/application.ts';
import { type Faults, noFaults } from '../../../src/app/faults.ts';
import { belgianHolidays } from '../../../src/app/holidays.ts';
import { randomIds } from '../../../src/app/ids.ts';
import type { Store } from '../../../src/app/ports.ts';
import type { SlackConfig } from '../../../src/config.ts';
import { defaultReactions, type Reactions } from '../../../src/ui/emojis.ts';
import { renderLetter } from '../../../src/ui/letters.ts';
import { freshDatabase } from '../databases.ts';
import { rememberingLog } from '../logs.ts';
import { type Line, overHttp, overSocket } from './line.ts';
import { manifestOf, manifestText } from './manifest.ts';
import { type Person, personIn } from './person.ts';
import { type SlackServer, slackServer } from './server.ts';
import type { SlackChannel, SlackUser } from './workspace.ts';

export interface SlackService {
  /** Where it listens to what Slack signs. */
  address: string;
  slack: SlackServer;
  line: Line;
  app: Application;
  log: ReturnType<typeof rememberingLog>;
  channel: SlackChannel;
  /** Somebody of this workspace, in the channel. */
  joins(name: string, traits?: Partial<SlackUser>): Person;
  /** Somebody who was there already. */
  meets(user: SlackUser): Person;
  now(): string;
  /** As if the time between had been lived: each deadline at its instant, each letter at its hour. */
  moveTo(instant: string): Promise<void>;
  /** Until nothing can leave at this moment. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

export interface SlackServiceOptions {
  mode?: 'socket' | 'http';
  now?: string;
  faults?: Faults;
  /** Milliseconds that Slack waits for an acknowledgement. */
  patience?: number;
  /** What stands between the service and its store. */
  around?: (real: Store) => Store;
  /** What emojis announce; by default those that are shipped. */
  reactions?: Reactions;
  /** Stands between the outbox and Slack. */
  announcer?: (real: Announcer) => Announcer;
  /** Stands between Slack and the application. */
  application?: (app: Application) => Application;
  /** The same store and workspace as before. */
  again?: { slack: SlackServer; url: string; channel: SlackChannel };
}

/** For what isn’t about time: a busy machine answers late. */
export const unhurried = { patience: 20_000 } as const;

const signingSecret = 'a-test-secret';

/** Monday 23 November 2026, 10 in the morning in Brussels. */
export const monday = '2026-11-23T09:00:00.000Z';

export async function slackService(
  options: SlackServiceOptions = {},
): Promise<SlackService & { url: string }> {
  const { mode = 'socket', faults = noFaults, patience, again } = options;
  let now = options.now ?? monday;
  // Slack’s clock runs on, from the same instant.
  const started = performance.now();
  const slackNow = () => Date.parse(now) + performance.now() - started;
  const slack = again?.slack ?? (await slackServer({ now: slackNow, check: violations }));
  const { workspace } = slack;
  if (!again) workspace.shortcuts.push(...manifestOf(manifestText).features.shortcuts);
  const channel = again?.channel ?? workspace.channel('concertation');
  const url = again?.url ?? (await freshDatabase('sqlite'));
  const log = rememberingLog();
  const real = await openStore(url, log);
  const store = options.around?.(real) ?? real;
  const reached =
    mode === 'socket'
      ? ({ mode, appToken: workspace.appToken } as const)
      : ({ mode, signingSecret } as const);
  const config: SlackConfig = {
    botToken: workspace.bot.token,
    apiUrl: slack.apiUrl,
    reactions: options.reactions ?? defaultReactions,
    ...reached,
  };
  const clock = { now: () => now };
  const adapter = await createSlack(config, { store, log, now: clock.now, pace: () => atOnce });
  const app = createApplication({
    store,
    clock,
    ids: randomIds,
    log,
    faults,
    holidays: belgianHolidays,
    announcers: new Map([['slack', options.announcer?.(adapter.announcer) ?? adapter.announcer]]),
    directories: new Map([['slack', adapter.directory]]),
    edges: new Map([[adapter.edge.name, adapter.edge.isUp]]),
    render: renderLetter,
    owner: 'tests',
    parallel: 8,
  });
  await store.beat('service', now);
  const server = await startServer(app, [adapter.routes], { host: '127.0.0.1', port: 0 });
  await adapter.open(options.application?.(app) ?? app);
  const settled = async () => {
    app.outbox.kick();
    await app.outbox.idle();
  };
  const lineOptions = { settled: adapter.idle, ...(patience ? { patience } : {}) };
  const line =
    mode === 'socket'
      ? overSocket(slack, lineOptions)
      : overHttp(slack, `${server.url}/slack/events`, signingSecret, lineOptions);
  if (mode === 'socket') await slack.socket.connected();
  const close = async () => {
    closers.delete(close);
    await adapter.close();
    await server.close();
    await app.stop();
    await real.close();
  };
  closers.add(close);
  if (!again) slacks.add(slack);

  return {
    url,
    address: `${server.url}/slack/events`,
    slack,
    line,
    app,
    log,
    channel,
    joins(name, traits) {
      const user = workspace.user(name, traits);
      channel.members.add(user.id);
      return personIn(line, user);
    },
    meets: (user) => personIn(line, user),
    now: () => now,
    async moveTo(to) {
      for (;;) {
        const due = [await store.nextTimerAt(), await store.nextLetterAt(now), to];
        const [stop = to] = due.filter((at) => at !== undefined).sort();
        if (stop > now) now = stop;
        await store.beat('service', now);
        await app.timers.sweep();
        await settled();
        if (stop === to) break;
      }
    },
    settled,
    close,
  };
}

const atOnce = { turn: async () => {}, hold: () => {} };
const closers = new Set<() => Promise<void>>();
const slacks = new Set<SlackServer>();

afterEach(async () => {
  for (const close of closers) await close();
  for (const slack of slacks) await slack.close();
  slacks.clear();
});
