// A local room whose platform does what a test tells it, and its letters as they stand in the store.

import { startServer } from '../../adapters/web/server.ts';
import type { Room } from '../../src/domain/people.ts';
import { furnishedUrl, type Local, type LocalOptions, monday, openLocal } from '../support/local.ts';
import { type ScriptedAnnouncer, scriptedAnnouncer } from '../support/scripted-announcer.ts';

export const salon = 'sandbox:local:salon';

export interface Scene {
  local: Local;
  platform: ScriptedAnnouncer;
}

/** A furnished room, its first cards posted, and a platform that remembers only what comes from now on. */
export async function openScene(options: LocalOptions = {}): Promise<Scene> {
  const platform = scriptedAnnouncer();
  const url = await furnishedUrl({});
  const local = await openLocal({ ...options, url, announcer: () => platform, reset: false });
  await local.post('/reset', { charter: 'essai-2026', data: 'colignon', now: monday });
  await local.settled();
  platform.forget();
  return { local, platform };
}

/** A second proposal beside P1. */
export async function anotherProposal({ local }: Scene): Promise<void> {
  await local.act('lise', 'proposal.submit', 'C1', { title: 'Un jardin', summary: 'Avec les voisins.' });
  await local.settled();
}

/** A second room of the same concertation, its first cards posted. */
export async function anotherRoom({ local }: Scene, channel: string, lang: Room['lang']): Promise<string> {
  await local.app.executor.execute({
    assembly: 'concertation',
    at: local.app.clock.now(),
    delivery: 'setup',
    commands: [{ type: 'OpenRoom', platform: 'sandbox', tenant: 'local', channel, lang, by: null }],
    source: { kind: 'setup' },
  });
  await local.settled();
  return `sandbox:local:${channel}`;
}

/** The time of every retry has come. */
export async function retry({ local }: Scene): Promise<void> {
  const past = new Date(0);
  await local.store.db.outbox.updateMany({ where: { status: 'pending' }, data: { retryAt: past } });
  await local.settled();
}

/** The time of no retry has come, however slow the machine is. */
export async function beforeTheRetry({ local }: Scene): Promise<void> {
  const soon = new Date(Date.now() + 3_600_000);
  await local.store.db.outbox.updateMany({ where: { status: 'pending' }, data: { retryAt: soon } });
  await local.settled();
}

/** The letters whose key contains `part`. */
export function letters({ local }: Scene, part: string) {
  return local.store.db.outbox.findMany({ where: { key: { contains: part } }, orderBy: { id: 'asc' } });
}

/** How many times the platform has accepted each message whose key contains `part`. */
export function arrivals({ platform }: Scene, part: string): number[] {
  const groups = Map.groupBy(
    platform.received.filter((r) => r.key.includes(part)),
    (r) => r.key,
  );
  return [...groups.values()].map((same) => same.length);
}

/** What the page that operators watch says. */
export async function health({ local }: Scene): Promise<{ status: string; letters: Record<string, number> }> {
  const server = await startServer(local.app, [], { host: '127.0.0.1', port: 0 });
  try {
    const response = await fetch(`${server.url}/health`, { headers: { connection: 'close' } });
    return (await response.json()) as { status: string; letters: Record<string, number> };
  } finally {
    await server.close();
  }
}
