// The line by which Discord tells what people do: one process holds it, a cut is mended, a session is gone on with
// across restarts, and everything that comes in is handed on once.

import { setTimeout as rest } from 'node:timers/promises';
import type { REST } from '@discordjs/rest';
import {
  CloseCodes,
  DefaultWebSocketManagerOptions,
  type IContextFetchingStrategy,
  type SessionInfo,
  WebSocketShard,
  WebSocketShardEvents,
  WebSocketShardStatus,
} from '@discordjs/ws';
import {
  type APIGatewayBotInfo,
  APIVersion,
  GatewayCloseCodes,
  GatewayIntentBits,
  Routes,
} from 'discord-api-types/v10';
import type { Log, Store } from '../../src/app/ports.ts';
import { createHearing, type Hearing } from './hearing.ts';
import { createIdentifyBudget } from './identify-budget.ts';
import type { Heard } from './inbound/heard.ts';
import { keptSession } from './kept-session.ts';
import { createLease } from './lease.ts';
import { plainError } from './rest.ts';
import { sentenceFor, type Trouble, troubleOf } from './trouble.ts';

export interface Gateway {
  /** Whether what people do reaches the service. */
  isUp(): boolean;
  /** Connects, and goes on connecting. */
  open(heard: Heard): void;
  /** Resolves when what came in is dealt with. */
  idle(): Promise<void>;
  /** Whether something that came in is being dealt with. */
  busy(): boolean;
  /** Hangs up so that the session can be gone on with; resolves when what came in is dealt with. */
  close(): Promise<void>;
}

export interface GatewayParts {
  token: string;
  /** The app’s own user: what it does itself isn’t heard. */
  bot: { user: string; name: string };
  rest: REST;
  store: Store;
  log: Log;
  /** Whether reactions are heard. */
  reactions: boolean;
  /** The clock of the application. */
  now: () => string;
  /** The name of this process among those that share the store. */
  owner: string;
  /** UTC milliseconds of the computer. */
  system?: () => number;
  /** Waits; ends early, without an error, when the signal does. */
  pause?: Pause;
}

export type Pause = (milliseconds: number, signal: AbortSignal) => Promise<void>;

/** Milliseconds between two attempts: after the second in a row, and at most. */
const firstRest = 1_000;
const longestRest = 30_000;
/** Milliseconds after which a line has proven itself. */
const proven = 10_000;
/** Milliseconds before another attempt where somebody has to repair something. */
const repairRest = 600_000;
/** Milliseconds without a sign of life after which a line counts as dead: Discord’s own is 41 seconds, twice. */
const lifeless = 100_000;
/** Milliseconds within which a session begins or is gone on with, once there is a line. */
const answersWithin = 30_000;
const handshakeWithin = 10_000;
/** Milliseconds that a goodbye may take. */
const hangsUpWithin = 2_000;
/** Milliseconds between two looks at the line and at who holds it. */
const lookEvery = 5_000;
/** Failures in a row after which a session’s own address is no longer trusted. */
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

/** Rests, unless the signal ends it. */
export const pausing: Pause = (milliseconds, signal) =>
  rest(milliseconds, undefined, { signal }).catch(() => undefined);

export function createGateway(parts: GatewayParts): Gateway {
  const { store, log, pause = pausing, system = Date.now } = parts;
  const session = keptSession(store, log);
  const budget = createIdentifyBudget(store, system);
  const lease = createLease(store, { name: 'gateway:discord', owner: parts.owner, system, log });
  const closing = new AbortController();
  let hearing: Hearing | undefined;
  let line: Line | undefined;
  let running: Promise<void> | undefined;
  /** In a row. */
  let failures = 0;
  let said = '';

  /** Each reason once. */
  function say(trouble: Trouble): void {
    const { kind, code } = trouble;
    if (said !== kind) log.error({ kind, code }, sentenceFor(trouble, 'en', parts.bot.name));
    said = kind;
  }

  async function hold(heard: Heard): Promise<void> {
    hearing = createHearing(heard, { ...parts, session });
    while (!closing.signal.aborted) {
      const mayHold = await lease.hold();
      if (mayHold) {
        await session.load();
        await connected(hearing);
      }
      if (!closing.signal.aborted) await pause(lookEvery, closing.signal);
    }
  }

  /** Resolves when the line is over for good: somebody else holds it, it is stuck, or it was refused. */
  async function connected(to: Hearing): Promise<void> {
    line = createLine(to);
    const look = setInterval(() => void lookAt(line), lookEvery);
    const refused = await line.over;
    clearInterval(look);
    line = undefined;
    await session.flush();
    if (!refused || closing.signal.aborted) return;
    say(refused);
    await pause(repairRest, closing.signal);
  }

  async function lookAt(it: Line | undefined): Promise<void> {
    if (!(await lease.hold())) {
      log.warn({}, 'another process holds the line to Discord now');
      it?.end();
    } else if (it?.isStuck()) {
      log.warn({}, 'the line to Discord is stuck: it is opened anew');
      it.end();
    }
  }

  function createLine(to: Hearing): Line {
    const ending = Promise.withResolvers<Trouble | null>();
    const over = new AbortController();
    const signal = AbortSignal.any([over.signal, closing.signal]);
    let isUp = false;
    let greeted = false;
    let lastCode = 0;
    let lastSign = performance.now();
    let upSince = 0;

    const context: IContextFetchingStrategy = {
      options: {
        ...DefaultWebSocketManagerOptions,
        identifyProperties: { ...DefaultWebSocketManagerOptions.identifyProperties },
        intents: intentsOf(parts.reactions),
        token: parts.token,
        version: APIVersion,
        shardCount: 1,
        handshakeTimeout: handshakeWithin,
        helloTimeout: answersWithin,
        gatewayInformation: unasked,
      },
      async retrieveSessionInfo() {
        if (shard.status !== WebSocketShardStatus.Idle) return session.current;
        const address = await mayConnect();
        if (signal.aborted) return never();
        const { current } = session;
        if (current && address) return { ...current, resumeURL: address };
        return current;
      },
      // discord.js forgets a session also where only the network failed.
      updateSessionInfo(_, info: SessionInfo | null) {
        if (over.signal.aborted) return;
        if (info !== null || greeted || sessionOver.has(lastCode)) session.update(info);
      },
      async waitForIdentify() {
        await spent();
        if (signal.aborted) await never();
      },
    };
    const shard = new WebSocketShard(context, 0);

    /** @returns the address to use instead of the session’s own */
    async function mayConnect(): Promise<string | null> {
      const wait = failures === 0 ? 0 : Math.min(longestRest, firstRest * 2 ** (failures - 1));
      failures += 1;
      if (wait > 0) await pause(wait, signal);
      if (session.current && failures <= addressTrusted) return null;
      let told = false;
      while (!signal.aborted) {
        const info = await gatewayInfo();
        if (session.current) return info?.url ?? null;
        const before = info ? await budget.wait(info.session_start_limit) : longestRest;
        if (info) Object.assign(context.options.gatewayInformation, info);
        if (before === 0) return null;
        if (info && before > longestRest && !told)
          log.error(
            { seconds: Math.ceil(before / 1_000) },
            'too many sessions with Discord began: the next one waits',
          );
        told = true;
        await pause(before, signal);
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

    function up(): void {
      isUp = true;
      upSince = performance.now();
      sign();
      if (said !== '') log.info({}, 'Discord reaches the service again');
      said = '';
    }

    function sign(): void {
      lastSign = performance.now();
      if (isUp) session.heardAt = parts.now();
    }

    shard.on(WebSocketShardEvents.Hello, () => {
      greeted = true;
      sign();
      to.begins();
      if (over.signal.aborted) void hangUp();
    });
    shard.on(WebSocketShardEvents.Ready, () => {
      if (session.heardAt !== null) to.missed(session.heardAt);
      up();
    });
    shard.on(WebSocketShardEvents.Resumed, up);
    shard.on(WebSocketShardEvents.HeartbeatComplete, () => {
      sign();
      session.touch();
    });
    shard.on(WebSocketShardEvents.Dispatch, ({ data }) => {
      sign();
      to.hear(data);
    });
    shard.on(WebSocketShardEvents.Error, ({ error }) => {
      log.debug({ err: plainError(error) }, 'the line to Discord failed');
    });
    shard.on(WebSocketShardEvents.Closed, ({ code }) => {
      if (isUp && performance.now() - upSince > proven) failures = 0;
      isUp = false;
      greeted = false;
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
      void (greeted ? hangUp() : Promise.resolve()).then(() => ending.resolve(refused));
    }

    // It resolves or fails with the first attempt, and goes on by itself.
    void shard.connect().catch(() => undefined);
    return {
      over: ending.promise,
      end,
      isUp: () => isUp && performance.now() - lastSign < lifeless,
      isStuck: () => greeted && !isUp && performance.now() - lastSign > answersWithin,
    };
  }

  async function gatewayInfo(): Promise<APIGatewayBotInfo | null> {
    try {
      return (await parts.rest.get(Routes.gatewayBot())) as APIGatewayBotInfo;
    } catch (error) {
      say(troubleOf(error));
      return null;
    }
  }

  return {
    isUp: () => line?.isUp() ?? false,
    open(heard) {
      running ??= hold(heard).catch((error: unknown) => {
        log.error({ err: plainError(error) }, 'the line to Discord ended');
      });
    },
    idle: () => hearing?.idle() ?? Promise.resolve(),
    busy: () => hearing?.busy() ?? false,
    async close() {
      closing.abort();
      line?.end();
      await running;
      await hearing?.idle();
      if (!running) return;
      await session.flush();
      await lease.release();
    },
  };
}

interface Line {
  /** Resolves when it is over for good, with what somebody has to repair, if that is why. */
  over: Promise<Trouble | null>;
  end(): void;
  isUp(): boolean;
  isStuck(): boolean;
}

/** No privileged one, and none that nothing is done with. */
export function intentsOf(reactions: boolean): GatewayIntentBits {
  return GatewayIntentBits.Guilds | (reactions ? GatewayIntentBits.GuildMessageReactions : 0);
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
