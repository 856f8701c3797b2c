// Discord's limits of rate: by route and for everything together, in its headers and refusals; and the ban of an app
// that asks for what it was refused.

import type { Fault } from './faults.ts';
import type { World } from './guild.ts';
import type { Reply } from './rest.ts';

export interface Limit {
  limit: number;
  /** Within how many milliseconds. */
  per: number;
}

export interface Limits {
  /** How often a route may be asked, each channel (guild, interaction) on its own. Nothing is limited unless a test says so. */
  set(route: string, limit: Limit): void;
  /** About what Discord allows: posts, edits and reads by channel, fifty requests a second. */
  enforce(): void;
  /** Of all routes together. */
  global: Limit | null;
  /** How many requests were answered with 401, 403 or 429 within ten minutes. */
  readonly invalid: number;
  /** After how many of them the app is shut out; ten thousand on Discord. */
  bannedAfter: number;
  readonly isBanned: boolean;
  take(route: string, params: Record<string, string>, fault: Fault | undefined): Taken;
  count(status: number, scope: Scope | null): void;
}

type Scope = 'user' | 'shared' | 'global';

interface Taken {
  /** The refusal, where the limit is reached. */
  reply?: Reply;
  headers: Record<string, string>;
  scope: Scope | null;
}

/** About what Discord tells apps in its headers. */
const usual: Record<string, Limit> = {
  'POST /channels/:channel/messages': { limit: 5, per: 5_000 },
  'PATCH /channels/:channel/messages/:message': { limit: 5, per: 5_000 },
  'DELETE /channels/:channel/messages/:message': { limit: 5, per: 1_000 },
  'GET /channels/:channel/messages': { limit: 5, per: 5_000 },
  'POST /channels/:channel/messages/:message/threads': { limit: 50, per: 300_000 },
  'POST /users/@me/channels': { limit: 10, per: 60_000 },
  'POST /guilds/:guild/scheduled-events': { limit: 5, per: 60_000 },
  'PUT /channels/:channel/messages/:message/reactions/:emoji/@me': { limit: 1, per: 250 },
};

export function limitsOf(world: World): Limits {
  const byRoute = new Map<string, Limit>();
  const buckets = new Map<string, { left: number; until: number }>();
  const invalid: number[] = [];
  const recent = () => invalid.filter((at) => world.now() - at < 600_000).length;

  function use(bucket: string, { limit, per }: Limit): { left: number; wait: number } {
    const now = world.now();
    const known = buckets.get(bucket);
    const current = known && known.until > now ? known : { left: limit, until: now + per };
    buckets.set(bucket, current);
    current.left -= 1;
    return { left: current.left, wait: (current.until - now) / 1_000 };
  }

  function rejected(scope: Scope, retryAfter: number, bucket: Record<string, string> = {}): Taken {
    return {
      scope,
      headers: {
        ...bucket,
        'retry-after': String(Math.ceil(retryAfter)),
        'x-ratelimit-scope': scope,
        ...(scope === 'global' && { 'x-ratelimit-global': 'true' }),
      },
      reply: {
        status: 429,
        body: {
          message: scope === 'global' ? 'You are being rate limited.' : 'You are being rate limited.',
          retry_after: retryAfter,
          global: scope === 'global',
        },
      },
    };
  }

  const limits: Limits = {
    set: (route, limit) => void byRoute.set(route, limit),
    enforce() {
      for (const [route, limit] of Object.entries(usual)) byRoute.set(route, limit);
      limits.global = { limit: 50, per: 1_000 };
    },
    global: null,
    bannedAfter: 10_000,
    get invalid() {
      return recent();
    },
    get isBanned() {
      return recent() >= limits.bannedAfter;
    },
    take(route, params, fault) {
      if (fault?.kind === 'rate-global') return rejected('global', fault.retryAfter);
      const major = params.channel ?? params.guild ?? params.token ?? '';
      if (fault?.kind === 'rate')
        return rejected(
          fault.scope ?? 'user',
          fault.retryAfter,
          headersOf(route, 5, 0, fault.retryAfter, world),
        );
      // Answers to interactions stand outside the limit of everything together.
      if (limits.global && !/^\w+ \/(interactions|webhooks)\//.test(route)) {
        const { left, wait } = use('*', limits.global);
        if (left < 0) return rejected('global', wait);
      }
      const limit = byRoute.get(route);
      if (!limit) return { headers: {}, scope: null };
      const { left, wait } = use(`${route} ${major}`, limit);
      const headers = headersOf(route, limit.limit, Math.max(0, left), wait, world);
      return left < 0 ? rejected('user', wait, headers) : { headers, scope: null };
    },
    count(status, scope) {
      if (status === 401 || status === 403 || (status === 429 && scope !== 'shared'))
        invalid.push(world.now());
    },
  };
  return limits;
}

function headersOf(route: string, limit: number, left: number, wait: number, world: World) {
  return {
    'x-ratelimit-limit': String(limit),
    'x-ratelimit-remaining': String(left),
    'x-ratelimit-reset': String(world.now() / 1_000 + wait),
    'x-ratelimit-reset-after': wait.toFixed(3),
    'x-ratelimit-bucket': Buffer.from(route).toString('hex').slice(0, 32),
  };
}
