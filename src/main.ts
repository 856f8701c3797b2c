// The composition root: settings → store → application → adapters → deadlines; and a graceful stop.

import { MigrationRefused } from '../adapters/prisma/migrate.ts';
import { openStore, StoreUnusable } from '../adapters/prisma/store.ts';
import { createSandbox, NotASandbox, type Sandbox } from '../adapters/sandbox/sandbox.ts';
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
  const announcers = new Map<string, Announcer>();
  const directories = new Map<string, Directory>();
  const sandbox = config.sandbox ? await createSandbox(store, config.sandboxPlatformUrl, systemNow) : null;
  if (sandbox) {
    announcers.set(sandbox.announcer.platform, sandbox.announcer);
    directories.set(sandbox.announcer.platform, sandbox.directory);
  }

  const app = createApplication({
    store,
    clock: sandbox?.clock ?? { now: systemNow },
    ids: randomIds,
    log,
    faults: faultsOf(config),
    holidays: belgianHolidays,
    announcers,
    directories,
    render: renderLetter,
    owner: config.instance,
    parallel: 16,
  });
  const server = await started(app, sandbox, config).catch(async (error: unknown) => {
    await app.stop();
    await store.close();
    throw error;
  });
  log.info({ url: server.url, engine: store.engine, sandbox: config.sandbox }, 'Sans Objection is listening');

  const signal = await asked;
  log.info({ signal }, 'stopping: what was accepted is finished first');
  sandbox?.hangUp();
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
async function started(app: Application, sandbox: Sandbox | null, config: Config): Promise<WebServer> {
  const routes = sandbox ? await sandbox.open(app) : null;
  await app.start();
  return startServer(app, routes, config);
}

/** For tests: ends the process at the chosen passing of the chosen point, without a goodbye. */
function faultsOf({ fault }: Config): Faults {
  if (!fault) return noFaults;
  let left = fault.count;
  return (point) => {
    if (point === fault.point && --left === 0) process.kill(process.pid, 'SIGKILL');
  };
}
