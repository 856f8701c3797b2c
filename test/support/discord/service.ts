// The service with Discord as its only way in, inside the test's process: real store, real application, real
// discord.js, and the tests' Discord. Its clock is moved; its letters leave as fast as they can.

import { afterEach } from 'vitest';
import { violations } from '../../../adapters/discord/components/violations.ts';
import { createDiscord } from '../../../adapters/discord/discord.ts';
import { openStore } from '../../../adapters/prisma/store.ts';
import type { Announcer } from '../../../src/app/announcer.ts';
import { type Application, createApplication } from '../../../src/app/application.ts';
import { type Faults, noFaults } from '../../../src/app/faults.ts';
import { belgianHolidays } from '../../../src/app/holidays.ts';
import { randomIds } from '../../../src/app/ids.ts';
import type { Store } from '../../../src/app/ports.ts';
import type { DiscordConfig } from '../../../src/config.ts';
import type { Reactions } from '../../../src/ui/emojis.ts';
import { renderLetter } from '../../../src/ui/letters.ts';
import { freshDatabase } from '../databases.ts';
import { rememberingLog } from '../logs.ts';
import type { DiscordChannel, DiscordGuild, DiscordUser } from './guild.ts';
import { type Person, personIn } from './person.ts';
import { type DiscordServer, discordServer } from './server.ts';

export interface DiscordService {
  discord: DiscordServer;
  app: Application;
  log: ReturnType<typeof rememberingLog>;
  guild: DiscordGuild;
  channel: DiscordChannel;
  url: string;
  /** Somebody of this server. @param traits `permissions` beside those that everybody has there */
  joins(name: string, traits?: Partial<DiscordUser> & { permissions?: bigint }): Person;
  /** Somebody who was there already. */
  meets(user: DiscordUser): Person;
  now(): string;
  /** As if the time between had been lived: each deadline at its instant, each letter at its hour. */
  moveTo(instant: string): Promise<void>;
  /** Until nothing can leave at this moment. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

export interface DiscordServiceOptions {
  now?: string;
  faults?: Faults;
  /** What stands between the service and its store. */
  around?: (real: Store) => Store;
  /** What emojis announce; nothing by default, as it is shipped. */
  reactions?: Reactions;
  /** Stands between the outbox and Discord. */
  announcer?: (real: Announcer) => Announcer;
  /** Stands between Discord and the application. */
  application?: (app: Application) => Application;
  /** The same store and server as before. */
  again?: { discord: DiscordServer; url: string; guild: DiscordGuild; channel: DiscordChannel };
}

/** Monday 23 November 2026, 10 in the morning in Brussels. */
export const monday = '2026-11-23T09:00:00.000Z';

export async function discordService(options: DiscordServiceOptions = {}): Promise<DiscordService> {
  const { faults = noFaults, again } = options;
  let now = options.now ?? monday;
  // Discord’s clock runs on, from the same instant.
  const started = performance.now();
  const discordNow = () => Date.parse(now) + performance.now() - started;
  const discord = again?.discord ?? (await discordServer({ now: discordNow, check: violations }));
  const { world } = discord;
  const guild = again?.guild ?? world.guild('Sans Objection');
  const channel = again?.channel ?? world.channel(guild, 'concertation');
  const url = again?.url ?? (await freshDatabase('sqlite'));
  const log = rememberingLog();
  const real = await openStore(url, log);
  const store = options.around?.(real) ?? real;
  const config: DiscordConfig = {
    botToken: world.bot.token,
    apiUrl: discord.apiUrl,
    guild: null,
    reactions: options.reactions ?? new Map(),
  };
  const clock = { now: () => now };
  const adapter = await createDiscord(config, { store, log, now: clock.now, owner: 'tests', pace: atOnce });
  const app = createApplication({
    store,
    clock,
    ids: randomIds,
    log,
    faults,
    holidays: belgianHolidays,
    announcers: new Map([['discord', options.announcer?.(adapter.announcer) ?? adapter.announcer]]),
    directories: new Map([['discord', adapter.directory]]),
    edges: new Map([[adapter.edge.name, adapter.edge.isUp]]),
    render: renderLetter,
    owner: 'tests',
    parallel: 8,
  });
  await store.beat('service', now);
  await adapter.open(options.application?.(app) ?? app);
  await until(() => adapter.edge.isUp() && (world.commands.get('')?.length ?? 0) > 0);
  const settled = async () => {
    app.outbox.kick();
    await app.outbox.idle();
  };
  const close = async () => {
    closers.delete(close);
    await adapter.close();
    await app.stop();
    await real.close();
  };
  closers.add(close);
  if (!again) servers.add(discord);
  const meets = (user: DiscordUser) => personIn(discord, user, { settled: adapter.idle });

  return {
    discord,
    app,
    log,
    guild,
    channel,
    url,
    joins(name, { permissions, ...traits } = {}) {
      const user = world.user(name, traits);
      world.joins(guild, user, permissions === undefined ? {} : { permissions });
      return meets(user);
    },
    meets,
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

/** Until it is so; throws after twenty seconds. */
export async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  const end = performance.now() + 20_000;
  while (!(await isSo())) {
    if (performance.now() > end) throw new Error('it never came about');
    await new Promise((resolve) => setImmediate(resolve));
  }
}

const atOnce = { turn: async () => {}, hold: () => {} };
const closers = new Set<() => Promise<void>>();
const servers = new Set<DiscordServer>();

afterEach(async () => {
  for (const close of closers) await close();
  for (const server of servers) await server.close();
  servers.clear();
});
