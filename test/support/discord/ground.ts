// Everything a test of the way out to Discord stands on: Discord's servers, a room, somebody who asked for private
// messages and somebody who didn't, and the announcer with clocks of its own.

import { discordAnnouncer, type Notice } from '../../../adapters/discord/announcer.ts';
import { mentionMessage, messageOf } from '../../../adapters/discord/components/message.ts';
import { violations } from '../../../adapters/discord/components/violations.ts';
import { createInvalidRequests } from '../../../adapters/discord/invalid-requests.ts';
import { discordPace } from '../../../adapters/discord/pace.ts';
import { type PrivateBook, privateBook } from '../../../adapters/discord/private.ts';
import { type PrivateWay, privateWay } from '../../../adapters/discord/private-way.ts';
import { discordRest } from '../../../adapters/discord/rest.ts';
import type { Address, Announcer, Obstacle } from '../../../src/app/announcer.ts';
import type { Log } from '../../../src/app/ports.ts';
import type { Room } from '../../../src/domain/people.ts';
import { noteCard } from '../../../src/ui/card.ts';
import { translator } from '../../../src/ui/translator.ts';
import { rememberingLog } from '../logs.ts';
import { memorySettings } from '../settings.ts';
import type { DiscordChannel, DiscordGuild, DiscordMessage, DiscordUser, Json } from './guild.ts';
import { type DiscordServer, discordServer } from './server.ts';

export interface DiscordGround {
  server: DiscordServer;
  announcer: Announcer;
  privately: PrivateWay;
  book: PrivateBook;
  /** The same service started anew: it remembers what it wrote down. */
  again(): Announcer;
  guild: DiscordGuild;
  channel: DiscordChannel;
  /** Claire asked for private messages, Driss didn't. */
  claire: DiscordUser;
  driss: DiscordUser;
  room: Address & { kind: 'room' };
  person: Address;
  shy: Address;
  log: Log & { lines: string[] };
  /** What goes with letters, by key. */
  notices: Map<string, Notice>;
  /** What the coordinators were told, by the key of the letter. */
  told: { key: string; obstacle: Obstacle }[];
  /** The clock of the application moves on. */
  later(milliseconds: number): void;
  /** What stands now, oldest first, but for what Discord itself says of threads. */
  standing(): DiscordMessage[];
  /** The routes that were called, in order. */
  called(): string[];
}

/** The instant from which the clock of this Discord runs. */
export const discordStart = '2026-11-22T09:00:00.000Z';

/**
 * @param now Discord's clock (ms); one that runs from `discordStart` with each look unless given
 * @param pause milliseconds between two calls of the service: so slow that it never has to wait for its turn
 */
export async function discordGround({
  now = runningFrom(discordStart),
  pause = 20_000,
}: {
  now?: () => number;
  pause?: number;
} = {}): Promise<DiscordGround> {
  const server = await discordServer({ now, check: violations });
  const { world } = server;
  const guild = world.guild('Bruxelles');
  const channel = world.channel(guild, 'concertation');
  const [claire, driss] = [world.user('Claire'), world.user('Driss')];
  for (const user of [claire, driss]) world.joins(guild, user);
  const log = rememberingLog();
  const settings = memorySettings();
  const notices = new Map<string, Notice>();
  const told: DiscordGround['told'] = [];
  const tell = async (key: string, obstacle: Obstacle) => void told.push({ key, obstacle });
  let moved = 0;
  const appNow = () => new Date(Date.parse(discordStart) + moved).toISOString();
  let paceTime = 0;
  const step = (milliseconds: number) => {
    paceTime += milliseconds;
    return paceTime;
  };
  const book = privateBook(settings);
  const store = { ...settings, letters: async () => [], head: async () => undefined };
  const start = () => {
    const app = {
      rest: discordRest({
        token: world.bot.token,
        apiUrl: server.apiUrl,
        log,
        timeout: 2_000,
        invalid: createInvalidRequests(),
      }),
      pace: discordPace({ now: () => step(pause), rest: async (ms) => step(ms) }),
      bot: { user: world.bot.user, name: 'Sans Objection' },
    };
    const t = translator('fr');
    const waiting = noteCard(['Des messages vous attendent.'], t);
    const privately = privateWay({
      app,
      store,
      book,
      mention: (user) => mentionMessage(user, waiting, t),
      tell,
      now: appNow,
      log,
    });
    const announcer = discordAnnouncer({
      app,
      render: (card, lang, of) => messageOf(card, translator(lang), of),
      noticeOf: async (key) => notices.get(key) ?? null,
      threadName: async (_, messageId) => `Fil de ${messageId}`,
      privately,
      store,
      tell,
      now: appNow,
      log,
    });
    return { announcer, privately };
  };
  await book.optIn(claire.id, guild.id);
  return {
    server,
    ...start(),
    book,
    again: () => start().announcer,
    guild,
    channel,
    claire,
    driss,
    room: { kind: 'room', room: roomOf(guild.id, channel.id) },
    person: personOf(guild.id, claire.id),
    shy: personOf(guild.id, driss.id),
    log,
    notices,
    told,
    later(milliseconds) {
      moved += milliseconds;
    },
    standing: () => world.messages.filter((m) => m.type === 0),
    called: () => server.calls.map((call) => call.route),
  };
}

function runningFrom(instant: string): () => number {
  let time = Date.parse(instant);
  return () => ++time;
}

export function roomOf(tenant: string, channel: string): Room {
  return {
    id: `discord:${tenant}:${channel}`,
    status: 'open',
    platform: 'discord',
    tenant,
    channel,
    lang: 'fr',
  };
}

export function personOf(tenant: string, externalId: string): Address {
  return {
    kind: 'person',
    identity: { platform: 'discord', tenant, externalId, person: 'p1', linkedAt: null },
  };
}

/** All the texts of a message, a line each, without signs that keep words from being markup. */
export function textOf({ components }: Pick<DiscordMessage, 'components'>): string {
  const texts = (list: Json[]): string[] =>
    list.flatMap((c) => [
      ...(c.type === 10 ? [String(c.content)] : []),
      ...texts((c.components as Json[] | undefined) ?? []),
    ]);
  return texts(components).join('\n').replaceAll(/\\(.)/g, '$1');
}
