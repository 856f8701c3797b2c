// Discord lets a bot begin 1,000 sessions a day, then takes its token away: each beginning is counted on disk before
// it is asked for, beginnings that follow each other fast are held back ever longer, and the last hundred aren't spent.

import type { APIGatewaySessionStartLimit } from 'discord.js';
import type { Store } from '../../src/app/ports.ts';

export interface IdentifyBudget {
  /** Milliseconds before the next session may begin; 0: now. @param limit what Discord says of it */
  wait(limit: APIGatewaySessionStartLimit): Promise<number>;
  /** Counts one. Answers when it is on disk. */
  spend(): Promise<void>;
}

const setting = 'discord:identifies';
const second = 1_000;
const hour = 3_600_000;
const day = 24 * hour;
/** Discord’s own, a day; and what is kept for whoever must start the service by hand. */
const perDay = 1_000;
const kept = 100;
/** Milliseconds between two that Discord asks for; and how long it may grow where they follow each other fast. */
const apart = 5 * second;
const longest = 600 * second;
/** So many an hour are nothing unusual. */
const usual = 3;

/** @param system UTC milliseconds of the computer */
export function createIdentifyBudget(store: Store, system: () => number): IdentifyBudget {
  async function begun(): Promise<number[]> {
    const raw = await store.setting(setting);
    const all = raw === undefined ? [] : (JSON.parse(raw) as number[]);
    return all.filter((at) => at > system() - day);
  }

  return {
    async wait({ remaining, reset_after }) {
      const now = system();
      const starts = await begun();
      const lastHour = starts.filter((at) => at > now - hour).length;
      const pause =
        lastHour < usual ? apart : Math.max(apart, Math.min(longest, second * 2 ** (lastHour - usual)));
      const last = starts.at(-1);
      // A clock that was set back meanwhile makes nobody wait longer than the pause.
      const sinceLast = last === undefined ? 0 : Math.min(pause, last + pause - now);
      const oldest = starts.at(-(perDay - kept));
      const ofDay = oldest === undefined ? 0 : Math.min(day, oldest + day - now);
      const ofDiscord = remaining <= kept ? Math.max(reset_after, apart) : 0;
      return Math.max(0, sinceLast, ofDay, ofDiscord);
    },
    async spend() {
      await store.setSetting(setting, JSON.stringify([...(await begun()), system()]));
    },
  };
}
