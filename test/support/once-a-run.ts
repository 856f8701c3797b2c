// What the test files of one run share: a folder for what is made once, and a PostgreSQL server that is started
// when the first of them asks for it. Both are gone when the run ends.

import { mkdtemp, readdir, rm, statfs } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { openStore } from '../../adapters/prisma/store.ts';
import { type ScratchServer, startScratchServer } from '../../prisma/scratch-postgresql.ts';
import { silentLog } from './logs.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** A folder for what is made once, and for the folders of each test file. */
    shared: string;
    /** Answers a POST with the URL of a new database: at /empty without tables, at /present with the present schema. */
    postgresql: string;
  }
}

const template = 'sans_objection';

export default async function onceARun(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(await place(), 'sans-objection-run-'));
  project.provide('shared', folder);
  project.onTestsRerun(() => forget(folder));

  let server: Promise<ScratchServer> | undefined;
  let made = 0;
  const desk = createServer((request, response) => {
    server ??= start();
    newDatabase(server, `sandbox_${++made}`, request.url === '/present').then(
      (url) => response.end(url),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
  await new Promise<void>((resolve) => desk.listen(0, '127.0.0.1', resolve));
  project.provide('postgresql', `http://127.0.0.1:${(desk.address() as AddressInfo).port}`);

  return async () => {
    desk.closeAllConnections();
    desk.close();
    await server?.then((started) => started.stop());
    await rm(folder, { recursive: true, force: true });
  };
}

/** In memory where there is plenty of it: nothing here has to outlive a failure of the computer. */
async function place(): Promise<string> {
  const memory = '/dev/shm';
  const { bavail, bsize } = await statfs(memory).catch(() => ({ bavail: 0, bsize: 0 }));
  return bavail * bsize > 1_000_000_000 ? memory : tmpdir();
}

async function start(): Promise<ScratchServer> {
  const server = await startScratchServer();
  await server.createDatabase(template);
  await (await openStore(server.url(template), silentLog)).close();
  return server;
}

async function newDatabase(started: Promise<ScratchServer>, name: string, present: boolean): Promise<string> {
  const server = await started;
  await server.createDatabase(name, present ? template : undefined);
  return server.url(name);
}

/** What changed code makes may be another. */
async function forget(folder: string): Promise<void> {
  for (const name of await readdir(folder)) await rm(join(folder, name), { recursive: true });
}
