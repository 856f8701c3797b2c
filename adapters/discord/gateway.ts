// How Discord tells what people do: of all processes one holds the line, and opens it anew where it is over, stuck or
// refused.

import { setTimeout as rest } from 'node:timers/promises';
import { type APIGatewayBotInfo, type REST, Routes } from 'discord.js';
import type { Log, Store } from '../../src/app/ports.ts';
import { createHearing, type Hearing } from './hearing.ts';
import { createIdentifyBudget } from './identify-budget.ts';
import type { Heard } from './inbound/heard.ts';
import { keptSession } from './kept-session.ts';
import { createLease } from './lease.ts';
import { createLine, type Line, type Pause } from './line.ts';
import { plainError } from './rest.ts';
import { sentenceFor, type Trouble, troubleOf } from './trouble.ts';

export interface Gateway {
  /** Whether what people do reaches this process. */
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
  pause?: Pause;
  /** Milliseconds between two looks at the line and at who holds it. */
  lookEvery?: number;
  /** Milliseconds within which Discord answers on a line that it has taken. */
  answersWithin?: number;
}

/** Milliseconds before another attempt where somebody has to repair something. */
const repairRest = 600_000;

/** Rests, unless the signal ends it. */
export const pausing: Pause = (milliseconds, signal) =>
  rest(milliseconds, undefined, { signal }).catch(() => undefined);

export function createGateway(parts: GatewayParts): Gateway {
  const { store, log, pause = pausing, system = Date.now, lookEvery = 5_000, answersWithin = 30_000 } = parts;
  const session = keptSession(store, log);
  const budget = createIdentifyBudget(store, system);
  const lease = createLease(store, { name: 'gateway:discord', owner: parts.owner, system, log });
  const closing = new AbortController();
  const attempts = { inARow: 0 };
  let hearing: Hearing | undefined;
  let line: Line | undefined;
  let running: Promise<void> | undefined;
  let said: Trouble['kind'] | null = null;

  /** Each reason once. */
  function say(trouble: Trouble): void {
    const { kind, code } = trouble;
    if (said !== kind) log.error({ kind, code }, sentenceFor(trouble, 'en', parts.bot.name));
    said = kind;
  }

  function stands(): void {
    if (said !== null) log.info({}, 'Discord reaches the service again');
    said = null;
  }

  async function hold(heard: Hearing): Promise<void> {
    while (!closing.signal.aborted) {
      try {
        if (await lease.hold()) {
          await session.load();
          if (!closing.signal.aborted) await connected(heard);
        }
      } catch (error) {
        log.warn({ err: plainError(error) }, 'the line to Discord can’t be opened now');
      }
      if (!closing.signal.aborted) await pause(lookEvery, closing.signal);
    }
  }

  /** Resolves when the line is over for good, and what was refused may have been repaired. */
  async function connected(heard: Hearing): Promise<void> {
    const current = createLine({
      ...parts,
      session,
      budget,
      hearing: heard,
      gatewayInfo,
      stands,
      pause,
      answersWithin,
      attempts,
      closing: closing.signal,
    });
    line = current;
    const looking = setInterval(() => void look(current), lookEvery);
    const refused = await current.over;
    clearInterval(looking);
    line = undefined;
    await session.flush();
    if (!refused || closing.signal.aborted) return;
    say(refused);
    await pause(repairRest, closing.signal);
  }

  async function look(at: Line): Promise<void> {
    if (at.isStuck()) log.warn({}, 'Discord says nothing on the line: it is opened anew');
    else if (await lease.hold()) return;
    else log.warn({}, 'another process holds the line to Discord now');
    at.end();
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
      hearing = createHearing(heard, { ...parts, session });
      running ??= hold(hearing);
    },
    idle: async () => hearing?.idle(),
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
