// One call of Slack's Web API for one letter: at the pace of its workspace, and failing as the outbox expects.

import type { webApi } from '@slack/bolt';
import type { Pace } from '../../src/app/pace.ts';
import { sendFailureOf, troubleOf } from './trouble.ts';

/** One workspace in which the app is installed. */
export interface SlackWorkspace {
  client: webApi.WebClient;
  pace: Pace;
  /** The app's own user there, and its name. */
  bot: { user: string; name: string };
}

export interface CallPlace {
  /** Of the Web API, as `work` calls it. */
  method: string;
  /** The channel, or whatever else turns go round among. */
  channel: string;
  /** Whether something is only being looked up. */
  looking?: boolean;
}

/** Failures come out as `SendFailure`. */
export type Call = <T>(place: CallPlace, work: (client: webApi.WebClient) => Promise<T>) => Promise<T>;

/** Calls for the letter of this key. */
export function callsFor({ client, pace, bot }: SlackWorkspace, key: string): Call {
  return async ({ method, channel, looking = false }, work) => {
    await pace.turn({ key, method, channel });
    try {
      return await work(client);
    } catch (error) {
      const trouble = troubleOf(error);
      if (trouble.kind === 'busy' && trouble.seconds !== null) pace.hold(method, trouble.seconds);
      throw sendFailureOf(trouble, bot.name, looking);
    }
  };
}
