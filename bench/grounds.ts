// Databases to measure on: one is furnished per engine, and each round gets a copy of its own.

import { randomBytes } from 'node:crypto';
import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ScratchServer, startScratchServer } from '../prisma/scratch-postgresql.ts';
import type { Engine } from './measure.ts';

export interface Ground {
  readonly engine: Engine;
  /** The DATABASE_URL of the database that is copied from. Nobody may have it open while it is copied. */
  readonly template: string;
  /** A new database like the template; with `empty`, one that holds nothing. */
  fresh(empty?: 'empty'): Promise<string>;
  drop(url: string): Promise<void>;
  /** Stops and removes everything. */
  leave(): Promise<void>;
}

export function openGround(engine: Engine): Promise<Ground> {
  return engine === 'sqlite' ? onSqlite() : onPostgresql();
}

/** The path of an SQLite URL. */
export function fileOf(url: string): string {
  return url.slice('file:'.length);
}

async function onSqlite(): Promise<Ground> {
  const root = await mkdtemp(join(tmpdir(), 'sans-objection-bench-'));
  const template = join(root, 'template');
  await mkdir(template);
  const folderOf = (url: string) => join(fileOf(url), '..');
  return {
    engine: 'sqlite',
    template: `file:${join(template, 'store.db')}`,
    async fresh(empty) {
      const folder = await mkdtemp(join(root, 'round-'));
      if (!empty) await cp(template, folder, { recursive: true });
      return `file:${join(folder, 'store.db')}`;
    },
    drop: (url) => rm(folderOf(url), { recursive: true, force: true }),
    leave: () => rm(root, { recursive: true, force: true }),
  };
}

async function onPostgresql(): Promise<Ground> {
  const server: ScratchServer = await startScratchServer();
  const template = 'sandbox_template';
  await server.createDatabase(template);
  return {
    engine: 'postgresql',
    template: server.url(template),
    async fresh(empty) {
      const name = `sandbox_${randomBytes(6).toString('hex')}`;
      if (empty) await server.createDatabase(name);
      else await copyDatabase(server, template, name);
      return server.url(name);
    },
    drop: (url) => server.dropDatabase(new URL(url).pathname.slice(1)),
    leave: () => server.stop(),
  };
}

async function copyDatabase(server: ScratchServer, from: string, to: string): Promise<void> {
  const { Client } = await import('pg');
  const client = new Client({ connectionString: server.url('postgres') });
  await client.connect();
  await client.query(`CREATE DATABASE "${to}" TEMPLATE "${from}"`).finally(() => client.end());
}
