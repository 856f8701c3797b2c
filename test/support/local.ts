// A local room inside the test's process: real store, real application, real API, a clock that is moved.

import { randomUUID } from 'node:crypto';
import type { Hono } from 'hono';
import { afterEach } from 'vitest';
import type { PrismaStore } from '../../adapters/prisma/prisma-store.ts';
import { openStore } from '../../adapters/prisma/store.ts';
import { createSandbox } from '../../adapters/sandbox/sandbox.ts';
import type { Announcer, Render } from '../../src/app/announcer.ts';
import { type Application, createApplication } from '../../src/app/application.ts';
import type { Directory } from '../../src/app/directory.ts';
import { systemNow } from '../../src/app/execute.ts';
import { noFaults } from '../../src/app/faults.ts';
import { belgianHolidays } from '../../src/app/holidays.ts';
import { randomIds } from '../../src/app/ids.ts';
import type { Log, Store } from '../../src/app/ports.ts';
import { renderLetter } from '../../src/ui/letters.ts';
import { type Engine, freshDatabase, silentLog } from './databases.ts';
import { furnishedDatabase } from './furnished.ts';

/** Monday 23 November 2026, 10 in the morning in Brussels. */
export const monday = '2026-11-23T09:00:00.000Z';

export interface Answered {
  status: number;
  // The API's JSON, looked at by what a test expects of it.
  // biome-ignore lint/suspicious/noExplicitAny: see above
  body: any;
}

export interface Local {
  /** Where everything is kept: another local room may be opened there once this one is closed. */
  url: string;
  store: PrismaStore;
  app: Application;
  routes: Hono;
  get(path: string): Promise<Answered>;
  post(path: string, body: unknown): Promise<Answered>;
  /** An act with a delivery of its own unless one is given. */
  act(
    person: string,
    action: string,
    target: string | null,
    values?: Record<string, unknown>,
    more?: {
      institution?: string | null;
      deliveryId?: string;
      lang?: string;
      room?: string;
      /** Entered for somebody who telephoned or wrote. */
      for?: { name: string; institution?: string | null; mail?: string | null; source: string };
    },
  ): Promise<Answered>;
  /** Waits until nothing can leave at this moment. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

export interface Beside {
  announcer: Announcer;
  directory: Directory;
  edge: { name: string; isUp: () => boolean };
  open(app: Application): Promise<void>;
  close(): Promise<void>;
}

export interface LocalOptions {
  engine?: Engine;
  url?: string;
  charter?: string;
  data?: 'empty' | 'colignon' | 'nothing';
  /** False keeps what an earlier room left at `url`. */
  reset?: boolean;
  log?: Log;
  /** Stands between the application and its store. */
  around?: (store: Store) => Store;
  /** Sends in place of the local room. */
  announcer?: (real: Announcer) => Announcer;
  /** Further platforms beside it. */
  others?: readonly Announcer[];
  /** Whole platforms beside it, which people come through too. */
  beside?: (store: PrismaStore, now: () => string) => Promise<readonly Beside[]>;
  /** Whether each platform is within reach, by its edge. */
  edges?: ReadonlyMap<string, () => boolean>;
  /** Says who people are, in place of the local room. */
  directory?: Directory;
  /** Writes the letters, in place of the service’s own views. */
  render?: Render;
  /** Who this process is among those that share the store. */
  owner?: string;
  /** How many letters may be under way at once. */
  parallel?: number;
}

const institutions: Record<string, string> = {
  nadia: 'I1',
  tom: 'I1',
  farid: 'I2',
  lise: 'I3',
  pieter: 'I4',
};
const opened = new Set<Local>();

afterEach(async () => {
  await Promise.all([...opened].map((local) => local.close()));
});

/** A local room; a copy of one that was furnished before, where nobody but the store was told of that. */
export async function openLocal(options: LocalOptions = {}): Promise<Local> {
  const { url, engine = 'sqlite', announcer, reset = true } = options;
  const isCopy = url === undefined && engine === 'sqlite' && !announcer && reset;
  if (isCopy) return open({ ...options, url: await furnishedUrl(options), reset: false });
  return open({ ...options, url: url ?? (await freshDatabase(engine)), reset });
}

type Furniture = Pick<LocalOptions, 'charter' | 'data'>;

/** Where a furnished room is kept that nobody has opened yet. */
export async function furnishedUrl({
  charter = 'essai-2026',
  data = 'colignon',
}: Furniture): Promise<string> {
  return furnishedDatabase(`${charter} ${data}`, async (url) => {
    await (await open({ url, charter, data, reset: true })).close();
  });
}

async function open(options: LocalOptions & { url: string; reset: boolean }): Promise<Local> {
  const log = options.log ?? silentLog;
  const { url } = options;
  const store = await openStore(url, log);
  const sandbox = await createSandbox(store, null, systemNow);
  const announcer = options.announcer?.(sandbox.announcer) ?? sandbox.announcer;
  const beside = (await options.beside?.(store, sandbox.clock.now)) ?? [];
  const others = [...(options.others ?? []), ...beside.map((one) => one.announcer)];
  const app = createApplication({
    store: options.around?.(store) ?? store,
    clock: sandbox.clock,
    ids: randomIds,
    log,
    faults: noFaults,
    holidays: belgianHolidays,
    announcers: new Map([announcer, ...others].map((one) => [one.platform, one])),
    directories: new Map([
      [announcer.platform, options.directory ?? sandbox.directory],
      ...beside.map((one) => [one.announcer.platform, one.directory] as const),
    ]),
    edges: options.edges ?? new Map(beside.map(({ edge }) => [edge.name, edge.isUp])),
    render: options.render ?? renderLetter,
    owner: options.owner ?? 'test',
    parallel: options.parallel ?? 16,
  });
  const routes = await sandbox.open(app);
  for (const one of beside) await one.open(app);
  const request = async (path: string, init?: RequestInit): Promise<Answered> => {
    const response = await routes.request(`http://127.0.0.1/dev/v1${path}`, {
      ...init,
      headers: { host: '127.0.0.1', 'content-type': 'application/json' },
    });
    const text = await response.text();
    const json = response.headers.get('content-type')?.includes('application/json');
    return { status: response.status, body: json ? JSON.parse(text) : text };
  };
  const local: Local = {
    url,
    store,
    app,
    routes,
    get: (path) => request(path),
    post: (path, body) => request(path, { method: 'POST', body: JSON.stringify(body) }),
    act: (person, action, target, values = {}, more = {}) => {
      const { institution = institutions[person] ?? null, deliveryId = randomUUID(), ...rest } = more;
      return local.post('/actions', {
        deliveryId,
        as: { person, institution },
        action,
        target,
        values,
        ...rest,
      });
    },
    settled: async () => {
      app.outbox.kick();
      await app.outbox.idle();
    },
    close: async () => {
      if (!opened.delete(local)) return;
      await Promise.all(beside.map((one) => one.close()));
      await app.stop();
      await store.close();
    },
  };
  opened.add(local);
  if (options.reset) {
    const furniture = { charter: options.charter ?? 'essai-2026', data: options.data ?? 'colignon' };
    const furnished = await local.post('/reset', { ...furniture, now: monday });
    if (furnished.status !== 200) throw new Error(JSON.stringify(furnished.body));
  }
  return local;
}
