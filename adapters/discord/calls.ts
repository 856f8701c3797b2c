// One call of Discord's REST interface for one letter: at the pace of the app, and failing as the outbox expects.

import { RateLimitError, type REST } from 'discord.js';
import { SendFailure } from '../../src/app/announcer.ts';
import type { Pace } from '../../src/app/pace.ts';
import type { Method } from './pace.ts';
import { sendFailureOf, type Trouble, troubleOf } from './trouble.ts';

/** The app, in whatever guilds it is. */
export interface DiscordApp {
  rest: REST;
  pace: Pace;
  /** The app's own user, and its name. */
  bot: { user: string; name: string };
}

export interface CallPlace {
  method: Exclude<Method, 'any' | 'card'>;
  /** The channel, or whatever else turns go round among. */
  channel: string;
  /** Whether something is only being looked up. */
  looking?: boolean;
}

/** Failures come out as `CallFailure`, or as the `SendFailure` of a turn that isn't soon. */
export type Call = <T>(place: CallPlace, work: (rest: REST) => Promise<unknown>) => Promise<T>;

/** A call that failed, and what was the trouble. */
export class CallFailure extends SendFailure {
  override name = 'CallFailure';
  readonly trouble: Trouble;

  readonly #app: string;

  /** @param app its name in Discord @param looking whether something was only being looked up */
  constructor(trouble: Trouble, app: string, looking = false) {
    const { kind, message, retryAfter, obstacle } = sendFailureOf(trouble, app, looking);
    super(kind, message, retryAfter, obstacle);
    this.trouble = trouble;
    this.#app = app;
  }

  /** The same, where more is known than Discord said. */
  as(kind: Trouble['kind']): CallFailure {
    return new CallFailure({ ...this.trouble, kind }, this.#app);
  }
}

/** Calls for the letter of this key. */
export function callsFor({ rest, pace, bot }: DiscordApp, key: string): Call {
  return async <T>(
    { method, channel, looking = false }: CallPlace,
    work: (rest: REST) => Promise<unknown>,
  ) => {
    await pace.turn({ key, method, channel });
    await pace.turn({ key, method: 'any', channel });
    try {
      return (await work(rest)) as T;
    } catch (error) {
      const trouble = troubleOf(error);
      if (trouble.kind === 'busy' && trouble.seconds !== null) {
        if (error instanceof RateLimitError && error.global) pace.hold('any', trouble.seconds);
        else pace.hold(method, trouble.seconds, channel);
      }
      throw new CallFailure(trouble, bot.name, looking);
    }
  };
}

/** Whether a call failed for this reason. */
export function failedBy(error: unknown, ...kinds: readonly Trouble['kind'][]): error is CallFailure {
  return error instanceof CallFailure && kinds.includes(error.trouble.kind);
}

/** What isn't said to be otherwise may have been accepted. */
export function asFailure(error: unknown): SendFailure {
  if (error instanceof SendFailure) return error;
  return new SendFailure('uncertain', error instanceof Error ? error.message : String(error));
}
