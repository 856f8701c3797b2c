// Discord’s limits of rate, enforced as it does, and what was called meanwhile.

import type { DiscordCall, Told } from './tiny-discord.ts';

/** Calls of an app within a second, and messages, or changes of them, within five in a channel. */
const [global, inChannel] = [
  { calls: 50, within: 1_000 },
  { calls: 5, within: 5_000 },
];

export interface Watch {
  /** Looks at a call as Discord does: null where it counts for nothing. */
  heed(call: DiscordCall): Told | undefined;
  /** What each message that was changed shows now, by `CHANNEL:MESSAGE`. */
  readonly shown: ReadonlyMap<string, { components: string; at: number[] }>;
  /** How many calls were refused with 429, and the last of all (monotonic milliseconds). */
  readonly refused: number;
  readonly lastChange: number;
  /** How often messages of each channel were changed. */
  readonly changes: ReadonlyMap<string, number>;
}

export function watched(): Watch {
  const shown = new Map<string, { components: string; at: number[] }>();
  const changes = new Map<string, number>();
  const windows = new Map<string, { left: number; until: number }>();
  const counts = { refused: 0, lastChange: 0 };

  /** Seconds to wait; null where there is room. */
  function full(name: string, { calls, within }: typeof global, now: number) {
    const known = windows.get(name);
    const window = known && known.until > now ? known : { left: calls, until: now + within };
    windows.set(name, window);
    window.left -= 1;
    return { left: Math.max(0, window.left), wait: (window.until - now) / 1_000, is: window.left < 0 };
  }

  function refusal(wait: number, isGlobal: boolean, headers: Record<string, string>): Told {
    counts.refused += 1;
    const scope = isGlobal ? 'global' : 'user';
    return {
      status: 429,
      headers: { ...headers, 'retry-after': `${Math.ceil(wait)}`, 'x-ratelimit-scope': scope },
      body: { message: 'You are being rate limited.', retry_after: wait, global: isGlobal },
    };
  }

  return {
    shown,
    changes,
    get refused() {
      return counts.refused;
    },
    get lastChange() {
      return counts.lastChange;
    },
    heed({ method, path, body }) {
      // Answers to what people did stand outside the limits.
      if (/^\/(interactions|webhooks)\//.test(path)) return undefined;
      const now = performance.now();
      const all = full('', global, now);
      if (all.is) return refusal(all.wait, true, { 'x-ratelimit-global': 'true' });
      const [, channel, message] = /^\/channels\/(\d+)\/messages(?:\/(\d+))?$/.exec(path) ?? [];
      if (channel === undefined || method === 'GET') return undefined;
      const route = full(`${method} ${channel}`, inChannel, now);
      const headers = {
        'x-ratelimit-limit': `${inChannel.calls}`,
        'x-ratelimit-remaining': `${route.left}`,
        'x-ratelimit-reset': (Date.now() / 1_000 + route.wait).toFixed(3),
        'x-ratelimit-reset-after': route.wait.toFixed(3),
        'x-ratelimit-bucket': `${method}-messages`,
      };
      if (route.is) return refusal(route.wait, false, headers);
      if (method === 'PATCH') {
        const name = `${channel}:${message}`;
        const components = JSON.stringify((JSON.parse(body) as { components: object[] }).components);
        shown.set(name, { components, at: [...(shown.get(name)?.at ?? []), now] });
        changes.set(channel, (changes.get(channel) ?? 0) + 1);
        counts.lastChange = now;
      }
      return { headers };
    },
  };
}

/** Seconds in which Discord takes so many changes in each channel at best. */
export function leastFor(changes: ReadonlyMap<string, number>): number {
  const all = [...changes.values()];
  const sum = all.reduce((a, b) => a + b, 0);
  const longest =
    (Math.max(0, ...all.map((n) => Math.ceil(n / inChannel.calls) - 1)) * inChannel.within) / 1_000;
  return Math.max(longest, (Math.max(0, Math.ceil(sum / global.calls) - 1) * global.within) / 1_000);
}
