// The composition root: settings → store → application → adapters → deadlines; and a graceful stop.

import { setTimeout as rest } from 'node:timers/promises';
import type { Discord, DiscordParts } from '../adapters/discord/discord.ts';
import { MigrationRefused } from '../adapters/prisma/migrate.ts';
import { openStore, StoreUnusable } from '../adapters/prisma/store.ts';
import { createSandbox, NotASandbox, type Sandbox } from '../adapters/sandbox/sandbox.ts';
import type { Slack, SlackParts } from '../adapters/slack/slack.ts';
import { AddressRefused, startServer, type WebServer } from '../adapters/web/server.ts';
import type { Announcer } from './app/announcer.ts';
import { type Application, createApplication } from './app/application.ts';
import type { Directory } from './app/directory.ts';
import { systemNow } from './app/execute.ts';
import { type Faults, noFaults } from './app/faults.ts';
import { belgianHolidays } from './app/holidays.ts';
import { randomIds } from './app/ids.ts';
import { type Log, StoreInUse } from './app/ports.ts';
import { refuseOtherFormats, StateOfAnotherVersion } from './app/state-format.ts';
import { type Config, ConfigError, readConfig } from './config.ts';
import { createLog } from './log.ts';
import { renderLetter } from './ui/letters.ts';

/** Errors whose message is a sentence for the operator: no stack needed. */
const explained = [
  AddressRefused,
  ConfigError,
  MigrationRefused,
  NotASandbox,
  StateOfAnotherVersion,
  StoreInUse,
  StoreUnusable,
];

try {
  const config = readConfig();
  await run(config, createLog(config.logLevel));
} catch (error) {
  const plain = explained.some((kind) => error instanceof kind);
  process.stderr.write(`${plain ? (error as Error).message : ((error as Error).stack ?? String(error))}\n`);
  process.exitCode = 1;
}

async function run(config: Config, log: Log): Promise<void> {
  const asked = stopSignal();
  const store = await openStore(config.databaseUrl, log);
  await refuseOtherFormats(store).catch(async (error: unknown) => {
    await store.close();
    throw error;
  });
  const sandbox = config.sandbox ? await createSandbox(store, config.sandboxPlatformUrl, systemNow) : null;
  const clock = sandbox?.clock ?? { now: systemNow };
  const { slack, discord } = await platformsOf(config, { store, log, now: clock.now }).catch(
    async (error: unknown) => {
      await store.close();
      throw error;
    },
  );
  const chats = [slack, discord].filter((chat) => chat !== null);
  const announcers = new Map<string, Announcer>();
  const directories = new Map<string, Directory>();
  for (const platform of [...(sandbox ? [sandbox] : []), ...chats]) {
    announcers.set(platform.announcer.platform, platform.announcer);
    directories.set(platform.announcer.platform, platform.directory);
  }

  const app = createApplication({
    store,
    clock,
    ids: randomIds,
    log,
    faults: faultsOf(config),
    holidays: belgianHolidays,
    announcers,
    directories,
    edges: new Map(chats.map(({ edge }) => [edge.name, edge.isUp])),
    render: renderLetter,
    ...(chats.length > 0 && { awaited: () => chats.some((chat) => chat.busy()) }),
    owner: config.instance,
    parallel: 16,
  });
  const server = await started(app, { sandbox, slack, discord }, config).catch(async (error: unknown) => {
    for (const chat of chats) await chat.close();
    await app.stop();
    await store.close();
    throw error;
  });
  const slackMode = config.slack?.mode ?? 'off';
  const discordIs = config.discord ? 'on' : 'off';
  log.info(
    { url: server.url, engine: store.engine, sandbox: config.sandbox, slack: slackMode, discord: discordIs },
    'Sans Objection is listening',
  );

  const signal = await asked;
  log.info({ signal }, 'stopping: what was accepted is finished first');
  sandbox?.hangUp();
  await Promise.all(chats.map((chat) => chat.close()));
  await server.close();
  await app.stop();
  await store.close();
  log.info({}, 'stopped');
}

/** The signal by which an operator asks the service to end; heard from the first moment on. */
function stopSignal(): Promise<string> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT']) process.once(signal, () => resolve(signal));
  });
}

/** What is due is handled before anybody is let in. */
async function started(
  app: Application,
  { sandbox, slack, discord }: { sandbox: Sandbox | null; slack: Slack | null; discord: Discord | null },
  config: Config,
): Promise<WebServer> {
  const pages = sandbox ? [await sandbox.open(app)] : [];
  await app.start();
  const server = await startServer(app, [...(slack ? [slack.routes] : []), ...pages], config);
  await slack?.open(app);
  await discord?.open(app);
  return server;
}

/** What isn't configured isn't loaded: it would take its memory for nothing. */
async function platformsOf(
  { slack, discord, instance }: Config,
  parts: SlackParts & Omit<DiscordParts, 'owner'>,
): Promise<{ slack: Slack | null; discord: Discord | null }> {
  const slackLoaded = slack && (await import('../adapters/slack/slack.ts'));
  const discordLoaded = discord && (await import('../adapters/discord/discord.ts'));
  return {
    slack: slackLoaded && (await slackLoaded.createSlack(slack, parts)),
    discord: discordLoaded && (await discordLoaded.createDiscord(discord, { ...parts, owner: instance })),
  };
}

/** For tests: ends the process at the chosen passing of the chosen point, without a goodbye; or makes the store slow. */
function faultsOf({ fault }: Config): Faults {
  if (!fault) return noFaults;
  if ('delay' in fault) return (point) => (point === 'execute.written' ? rest(fault.delay) : undefined);
  let left = fault.count;
  return (point) => {
    if (point === fault.point && --left === 0) process.kill(process.pid, 'SIGKILL');
  };
}
