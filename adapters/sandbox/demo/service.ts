// A service for one demo: a database that is gone afterwards, ids that come the same each time, and the local
// room's API as an outsider has it.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Hono } from 'hono';
import type { Render } from '../../../src/app/announcer.ts';
import { type Application, createApplication } from '../../../src/app/application.ts';
import { systemNow } from '../../../src/app/execute.ts';
import { noFaults } from '../../../src/app/faults.ts';
import { belgianHolidays } from '../../../src/app/holidays.ts';
import { createLog } from '../../../src/log.ts';
import { renderLetter } from '../../../src/ui/letters.ts';
import { openStore } from '../../prisma/store.ts';
import { createSandbox } from '../sandbox.ts';
import { repeatableIds } from './repeatable-ids.ts';

const headers = { host: '127.0.0.1', 'content-type': 'application/json' };

/** A JSON object of the API. */
export type Body = Record<string, unknown>;

export interface DemoService {
  readonly app: Application;
  /** Its pages and its API, for whoever wants to serve them. */
  readonly routes: Hono;
  /** What a path under /dev/v1 answers, once everything that can leave has left. */
  request(path: string, init?: RequestInit): Promise<{ status: number; body: Body }>;
  /** The same where anything but 200 is a mistake of the demo. */
  get(path: string): Promise<Body>;
  post(path: string, body: Body): Promise<Body>;
  /** The whole history, as NDJSON. */
  exported(): Promise<string>;
}

/** Opens a service, lets `use` work with it, and clears it away. */
export async function withDemoService<T>(
  use: (service: DemoService) => Promise<T>,
  render: Render = renderLetter,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'sans-objection-demo-'));
  const log = createLog('error');
  const store = await openStore(`file:${join(folder, 'demo.db')}`, log);
  const sandbox = await createSandbox(store, null, systemNow);
  const app = createApplication({
    store,
    clock: sandbox.clock,
    ids: repeatableIds(),
    log,
    faults: noFaults,
    holidays: belgianHolidays,
    announcers: new Map([[sandbox.announcer.platform, sandbox.announcer]]),
    render,
    owner: 'demo',
    // One at a time: what is told comes in the same order at each run.
    parallel: 1,
  });
  try {
    const routes = await sandbox.open(app);
    const ask = async (path: string, init?: RequestInit) => {
      const response = await routes.request(`http://127.0.0.1/dev/v1${path}`, { ...init, headers });
      await app.outbox.idle();
      return response;
    };
    const request = async (path: string, init?: RequestInit) => {
      const response = await ask(path, init);
      return { status: response.status, body: (await response.json()) as Body };
    };
    const well = async (path: string, init?: RequestInit) => {
      const { status, body } = await request(path, init);
      if (status !== 200) throw new Error(`${path}: ${JSON.stringify(body)}`);
      return body;
    };
    return await use({
      app,
      routes,
      request,
      get: (path) => well(path),
      post: (path, body) => well(path, { method: 'POST', body: JSON.stringify(body) }),
      exported: async () => (await ask('/export')).text(),
    });
  } finally {
    await app.stop();
    await store.close();
    await rm(folder, { recursive: true, force: true });
  }
}
