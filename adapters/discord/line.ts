// One line to Discord’s gateway, over discord.js: mended while it can be mended, with rests between; a new session is
// begun only where Discord says that the old one is over, and within the budget.

import { setTimeout as rest } from 'node:timers/promises';
import {
  CloseCodes,
  DefaultWebSocketManagerOptions,
  type IContextFetchingStrategy,
  WebSocketShard,
  WebSocketShardEvents,
  WebSocketShardStatus,
} from '@discordjs/ws';
import { type APIGatewayBotInfo, APIVersion, GatewayCloseCodes, GatewayIntentBits } from 'discord.js';
import type { Log } from '../../src/app/ports.ts';
import type { Hearing } from './hearing.ts';
import type { IdentifyBudget } from './identify-budget.ts';
import type { KeptSession } from './kept-session.ts';
import { plainError } from './rest.ts';
import type { Trouble } from './trouble.ts';

export interface Line {
  /** Resolves when it is over for good, with what somebody has to repair, if that is why. */
  over: Promise<Trouble | null>;
  end(): void;
  isUp(): boolean;
  /** Whether Discord has taken the line, and then says nothing. */
  isStuck(): boolean;
}

export interface LineParts {
  token: string;
  /** Whether reactions are heard. */
  reactions: boolean;
  /** The clock of the application. */
  now: () => string;
  log: Log;
  session: KeptSession;
  budget: IdentifyBudget;
  hearing: Hearing;
  /** What Discord says of its gateway; null where it can’t be asked, which is logged. */
  gatewayInfo: () => Promise<APIGatewayBotInfo | null>;
  /** It stands. */
  stands: () => void;
  pause: Pause;
  /** How many in a row led to no line that has proven itself, of this one and those before. */
  attempts: { inARow: number };
  /** Milliseconds within which a session begins or is gone on with, once there is a line. */
  answersWithin: number;
  /** Ends it. */
  closing: AbortSignal;
}

/** Waits; ends early, without an error, when the signal does. */
export type Pause = (milliseconds: number, signal: AbortSignal) => Promise<void>;

/** Milliseconds between two attempts: after the second in a row, and at most. */
const firstRest = 1_000;
const longestRest = 30_000;
/** Milliseconds after which a line has proven itself. */
const proven = 10_000;
/** Milliseconds without a sign of life after which a line counts as dead: Discord’s own is 41 seconds, twice. */
const lifeless = 100_000;
const handshakeWithin = 10_000;
const greetsWithin = 30_000;
/** Milliseconds that a goodbye may take. */
const hangsUpWithin = 2_000;
/** Attempts in a row after which a session’s own address is no longer trusted. */
const addressTrusted = 3;

/** Closed so, Discord wants a new session. */
const sessionOver = new Set<number>([
  GatewayCloseCodes.NotAuthenticated,
  GatewayCloseCodes.AlreadyAuthenticated,
  GatewayCloseCodes.InvalidSeq,
  GatewayCloseCodes.SessionTimedOut,
]);
/** Closed so, somebody has to do something. */
const refusals = new Map<number, Trouble['kind']>([
  [GatewayCloseCodes.AuthenticationFailed, 'token'],
  [GatewayCloseCodes.InvalidShard, 'intents'],
  [GatewayCloseCodes.ShardingRequired, 'intents'],
  [GatewayCloseCodes.InvalidAPIVersion, 'intents'],
  [GatewayCloseCodes.InvalidIntents, 'intents'],
  [GatewayCloseCodes.DisallowedIntents, 'intents'],
]);

/** Connects, and goes on connecting until it is over. */
export function createLine(parts: LineParts): Line {
  const { session, budget, hearing, log, pause, attempts } = parts;
  const ending = Promise.withResolvers<Trouble | null>();
  const over = new AbortController();
  const signal = AbortSignal.any([over.signal, parts.closing]);
  let isUp = false;
  let upSince = 0;
  let lastSign = 0;
  /** Monotonic milliseconds; null where there is no line. */
  let greetedAt: number | null = null;
  let lastCode = 0;

  const context: IContextFetchingStrategy = {
    options: {
      ...DefaultWebSocketManagerOptions,
      identifyProperties: { ...DefaultWebSocketManagerOptions.identifyProperties },
      intents: intentsOf(parts.reactions),
      token: parts.token,
      version: APIVersion,
      shardCount: 1,
      handshakeTimeout: handshakeWithin,
      helloTimeout: greetsWithin,
      gatewayInformation: { ...unasked },
    },
    async retrieveSessionInfo() {
      if (shard.status !== WebSocketShardStatus.Idle) return session.current;
      const address = await mayConnect();
      if (signal.aborted) return never();
      const { current } = session;
      return current && address ? { ...current, resumeURL: address } : current;
    },
    // discord.js forgets a session also where only the network failed.
    updateSessionInfo(_, info) {
      if (over.signal.aborted) return;
      if (info !== null || greetedAt !== null || sessionOver.has(lastCode)) session.update(info);
    },
    async waitForIdentify() {
      await spent();
      if (signal.aborted) await never();
    },
  };
  const shard = new WebSocketShard(context, 0);

  /** @returns the address to use instead of the session’s own */
  async function mayConnect(): Promise<string | null> {
    const tired = restAfter(attempts.inARow);
    attempts.inARow += 1;
    if (tired > 0) await pause(tired, signal);
    if (session.current && attempts.inARow <= addressTrusted) return null;
    for (let tries = 0; !signal.aborted; tries += 1) {
      const info = await parts.gatewayInfo();
      if (session.current) return info?.url ?? null;
      if (info) Object.assign(context.options.gatewayInformation, info);
      const wait = info ? await budget.wait(info.session_start_limit) : restAfter(tries + 1);
      if (wait === 0) return null;
      if (wait > longestRest)
        log.error({ seconds: Math.ceil(wait / 1_000) }, 'too many sessions with Discord: the next one waits');
      await pause(wait, signal);
    }
    return null;
  }

  async function spent(): Promise<void> {
    while (!signal.aborted) {
      try {
        return await budget.spend();
      } catch (error) {
        log.warn({ err: error as Error }, 'the beginning of a session could not be written down');
        await pause(firstRest, signal);
      }
    }
  }

  function sign(): void {
    lastSign = performance.now();
    if (isUp) session.heardAt = parts.now();
  }

  function up(): void {
    isUp = true;
    upSince = performance.now();
    sign();
    log.debug({}, 'the line to Discord stands');
    parts.stands();
  }

  shard.on(WebSocketShardEvents.Hello, () => {
    greetedAt = performance.now();
    hearing.begins();
    if (over.signal.aborted) void hangUp();
  });
  shard.on(WebSocketShardEvents.Ready, () => {
    if (session.heardAt !== null) hearing.missed(session.heardAt);
    up();
  });
  shard.on(WebSocketShardEvents.Resumed, up);
  shard.on(WebSocketShardEvents.HeartbeatComplete, () => {
    sign();
    session.touch();
  });
  shard.on(WebSocketShardEvents.Dispatch, ({ data }) => {
    sign();
    hearing.hear(data);
  });
  shard.on(WebSocketShardEvents.Error, ({ error }) => {
    log.debug({ err: plainError(error) }, 'the line to Discord failed');
  });
  shard.on(WebSocketShardEvents.Closed, ({ code }) => {
    if (isUp && performance.now() - upSince > proven) attempts.inARow = 0;
    isUp = false;
    greetedAt = null;
    lastCode = code;
    log.debug({ code }, 'the line to Discord is closed');
    const kind = refusals.get(code);
    if (kind) end({ kind, code: String(code), seconds: null, doing: 'other' });
  });

  /** Discord keeps the session of whoever hangs up so. A line that is dead already isn’t waited for. */
  async function hangUp(): Promise<void> {
    const hung = shard.destroy({ code: CloseCodes.Resuming, reason: 'the line is given up' });
    await Promise.race([hung, rest(hangsUpWithin, undefined, { ref: false })]);
  }

  /** A line that doesn’t stand yet is hung up when it does: discord.js would end the process. */
  function end(refused: Trouble | null = null): void {
    if (over.signal.aborted) return;
    over.abort();
    isUp = false;
    void (greetedAt === null ? Promise.resolve() : hangUp()).then(() => ending.resolve(refused));
  }

  // It resolves or fails with the first attempt, and goes on by itself.
  void shard.connect().catch(() => undefined);
  return {
    over: ending.promise,
    end,
    isUp: () => isUp && performance.now() - lastSign < lifeless,
    isStuck: () => !isUp && greetedAt !== null && performance.now() - greetedAt > parts.answersWithin,
  };
}

/** No privileged one, and none that nothing is done with: of messages, what is in them comes where they mention the app. */
export function intentsOf(reactions: boolean): GatewayIntentBits {
  const always = GatewayIntentBits.Guilds | GatewayIntentBits.GuildMessages;
  return reactions ? always | GatewayIntentBits.GuildMessageReactions : always;
}

function restAfter(failures: number): number {
  return failures === 0 ? 0 : Math.min(longestRest, firstRest * 2 ** (failures - 1));
}

/** Until Discord is asked; a session that is gone on with has its own address. */
const unasked: APIGatewayBotInfo = {
  url: 'wss://gateway.discord.gg',
  shards: 1,
  session_start_limit: { total: 0, remaining: 0, reset_after: 0, max_concurrency: 1 },
};

/** discord.js goes on with whatever this would answer. */
function never(): Promise<never> {
  return new Promise(() => undefined);
}
