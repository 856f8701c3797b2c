// The line to Discord's test servers, a store of its own, and a clock that goes on whenever the line rests.

import { expect, onTestFinished } from 'vitest';
import { createGateway, type Gateway, type GatewayParts } from '../../../adapters/discord/gateway.ts';
import type { Arrival, Heard, Reaction } from '../../../adapters/discord/inbound/heard.ts';
import { discordRest } from '../../../adapters/discord/rest.ts';
import { openStore } from '../../../adapters/prisma/store.ts';
import type { Store } from '../../../src/app/ports.ts';
import { type Engine, freshDatabase } from '../../support/databases.ts';
import { type DiscordServer, discordServer } from '../../support/discord/server.ts';
import { rememberingLog } from '../../support/logs.ts';

/** What the line handed on. */
export interface HeardOf {
  interactions: { id: string; arrival: Arrival }[];
  reactions: Reaction[];
  other: string[];
}

export interface LineGround {
  server: DiscordServer;
  store: Store;
  log: ReturnType<typeof rememberingLog>;
  /** The computer's clock (UTC milliseconds). */
  clock: { ms: number };
  /** How long the line rested, each time. */
  rests: number[];
  heard: HeardOf;
  /** Somebody does something; answers with its id. */
  tap(): string;
  /** A process of its own on the same store. */
  line(more?: Partial<GatewayParts>, becomes?: Partial<Heard>): Gateway;
  /** Resolves when there is a session that listens. */
  up(gateway: Gateway): Promise<void>;
}

export const noon = '2026-11-23T12:00:00.000Z';

export async function lineGround(engine: Engine = 'sqlite'): Promise<LineGround> {
  const server = await discordServer();
  const log = rememberingLog();
  const store = await openStore(await freshDatabase(engine), log);
  const lines: Gateway[] = [];
  const clock = { ms: Date.parse(noon) };
  const rests: number[] = [];
  const heard: HeardOf = { interactions: [], reactions: [], other: [] };
  const user = server.world.user('Claire').id;
  const { bot } = server.world;
  onTestFinished(async () => {
    await Promise.all(lines.map((line) => line.close()));
    await store.close();
    await server.close();
  });

  const ground: LineGround = {
    server,
    store,
    log,
    clock,
    rests,
    heard,
    tap() {
      const what = { kind: 'command', user, guild: null, channel: user } as const;
      return server.interactions.begin(what, { type: 2, data: {} }).id;
    },
    line(more = {}, becomes = {}) {
      const rest = discordRest({ token: bot.token, apiUrl: server.apiUrl, log });
      const line = createGateway({
        token: bot.token,
        bot: { user: bot.user, name: 'Sans Objection' },
        rest,
        store,
        log,
        reactions: false,
        now: () => new Date(clock.ms).toISOString(),
        owner: `process-${lines.length}`,
        system: () => clock.ms,
        async pause(ms, signal) {
          rests.push(ms);
          clock.ms += ms;
          if (!signal.aborted) await new Promise((resolve) => setImmediate(resolve));
        },
        ...more,
      });
      lines.push(line);
      line.open({
        interaction: async ({ id }, arrival) => void heard.interactions.push({ id, arrival }),
        reaction: async (reaction) => void heard.reactions.push(reaction),
        mentioned: async ({ message }) => void heard.other.push(`mentioned in ${message}`),
        guildJoined: async (guild) => void heard.other.push(`joined ${guild}`),
        guildLeft: async (guild) => void heard.other.push(`left ${guild}`),
        channelGone: async (guild, channel) => void heard.other.push(`gone ${guild}:${channel}`),
        missed: async (since) => void heard.other.push(`missed since ${since}`),
        ...becomes,
      });
      return line;
    },
    async up(gateway) {
      const stands = () => gateway.isUp() && server.gateway.connections > 0;
      await expect.poll(stands, { timeout: 8_000, interval: 10 }).toBe(true);
    },
  };
  return ground;
}
