// The settings of the service, from the environment. The only reader of `process.env`.

import { z } from 'zod';
import { faultPoints } from './app/faults.ts';
import { type Reactions, reactionsOf } from './ui/emojis.ts';

const faultPattern = new RegExp(
  `^(?:kill@(${faultPoints.join('|').replaceAll('.', '\\.')}):([1-9]\\d*)|commit:([1-9]\\d{0,4}))$`,
);

const schema = z.object({
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, 'a number from 0 to 65535')
    .transform(Number)
    .pipe(z.number().max(65_535, 'a number from 0 to 65535'))
    .default(3000),
  DATABASE_URL: z
    .string()
    .refine(isDatabase, 'a file: path for SQLite or a postgresql:// address')
    .default('file:./var/sans-objection.db'),
  LOG_LEVEL: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('info'),
  SANDBOX: z.enum(['on', 'off']).optional(),
  SANDBOX_PLATFORM_URL: z.url().optional(),
  SLACK_BOT_TOKEN: z
    .string()
    .regex(/^xoxb-/, 'the bot token, which begins with xoxb-')
    .optional(),
  SLACK_MODE: z.enum(['socket', 'http']).default('socket'),
  SLACK_APP_TOKEN: z
    .string()
    .regex(/^xapp-/, 'the app-level token, which begins with xapp-')
    .optional(),
  SLACK_SIGNING_SECRET: z.string().min(1).optional(),
  SLACK_API_URL: z
    .url()
    .refine(
      (url) => !URL.canParse(url) || isLoopback(new URL(url).hostname),
      'an address of this machine; for tests alone',
    )
    .optional(),
  SLACK_REACTIONS: z
    .string()
    .default('on')
    .transform(reactionsOf)
    .refine(
      (reactions) => reactions !== undefined,
      'on, off, or a list like +1=consent.give,raised_hand=objection.raise (also question.ask, interest.show)',
    ),
  DISCORD_BOT_TOKEN: z
    .string()
    .regex(/^(?!Bot\b)\S+$/, 'the token of the bot as the developer portal shows it, without Bot before it')
    .optional(),
  DISCORD_GUILD: z
    .string()
    .regex(/^\d{17,20}$/, 'the id of a Discord server, a number of 17 to 20 figures')
    .optional(),
  DISCORD_API_URL: z
    .url()
    .refine(
      (url) => !URL.canParse(url) || isLoopback(new URL(url).hostname),
      'an address of this machine; for tests alone',
    )
    .optional(),
  DISCORD_REACTIONS: z
    .string()
    .default('off')
    .transform(reactionsOf)
    .refine(
      (reactions) => reactions !== undefined,
      'on, off, or a list like 👍=consent.give,✋=objection.raise (also question.ask, interest.show)',
    ),
  INSTANCE: z.string().min(1).optional(),
  FAULT: z.string().regex(faultPattern, 'kill@POINT:COUNT or commit:MILLISECONDS').optional(),
});

export interface Config {
  host: string;
  port: number;
  databaseUrl: string;
  logLevel: 'silent' | 'error' | 'warn' | 'info' | 'debug';
  /** The local room, which lets anyone on this machine act as anyone. */
  sandbox: boolean;
  /** Where the local room's messages go instead of into the store; for tests. */
  sandboxPlatformUrl: string | null;
  /** Null where Slack isn't used. */
  slack: SlackConfig | null;
  /** Null where Discord isn't used. */
  discord: DiscordConfig | null;
  /** The name of this process among those that share the store. */
  instance: string;
  /** Ends the process at the given passing of a point, or delays each commit by milliseconds; for tests alone. */
  fault: { point: (typeof faultPoints)[number]; count: number } | { delay: number } | null;
}

/** How the app is installed in a Slack workspace. Tokens and secrets: never logged. */
export type SlackConfig = {
  botToken: string;
  /** Where Slack is instead of its own address; for tests. */
  apiUrl: string | null;
  /** What emojis announce; empty where reactions are switched off. */
  reactions: Reactions;
} & ({ mode: 'socket'; appToken: string } | { mode: 'http'; signingSecret: string });

/** How the app is installed in Discord. The token: never logged. */
export interface DiscordConfig {
  botToken: string;
  /** Where Discord is instead of its own address, without a slash at the end; for tests. */
  apiUrl: string | null;
  /** What emojis announce; empty where reactions are switched off, as they are by default. */
  reactions: Reactions;
  /** The one server in which the commands are registered, at once; for development. Null: everywhere. */
  guild: string | null;
}

/** Thrown for settings that can't be used; the message names each and says what it should be. */
export class ConfigError extends Error {
  override name = 'ConfigError';
}

export function readConfig(env: Record<string, string | undefined> = process.env): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = schema.safeParse(given);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((i) => `  ${i.path.join('.')}: ${i.message}`);
    throw new ConfigError(`These settings can't be used (see .env.example):\n${lines.join('\n')}`);
  }
  const e = parsed.data;
  const slack = slackOf(e);
  const discord = discordOf(e);
  const platforms = [slack && { name: 'Slack', ...slack }, discord && { name: 'Discord', ...discord }].filter(
    (platform) => platform !== null,
  );
  const sandbox = e.SANDBOX === undefined ? platforms.length === 0 : e.SANDBOX === 'on';
  if (sandbox) keepSandboxAtHome(e);
  const real = platforms.filter(({ apiUrl }) => apiUrl === null);
  if (sandbox && real[0])
    throw new ConfigError(
      `SANDBOX=on lets anyone act as anyone, so it can’t be used with ${real[0].name}. Leave SANDBOX out, or set it to off.`,
    );
  if (e.FAULT && !sandbox && (real.length > 0 || platforms.length === 0))
    throw new ConfigError('FAULT works with SANDBOX=on, or with a SLACK_API_URL or DISCORD_API_URL, alone.');
  const [, point, count, delay] = e.FAULT ? (faultPattern.exec(e.FAULT) ?? []) : [];
  return {
    host: e.HOST,
    port: e.PORT,
    databaseUrl: e.DATABASE_URL,
    logLevel: e.LOG_LEVEL,
    sandbox,
    sandboxPlatformUrl: e.SANDBOX_PLATFORM_URL ?? null,
    slack,
    discord,
    instance: e.INSTANCE ?? `${process.pid}-${Date.now().toString(36)}`,
    fault: point
      ? { point: point as (typeof faultPoints)[number], count: Number(count) }
      : delay
        ? { delay: Number(delay) }
        : null,
  };
}

/** The sandbox impersonates anyone and can forget everything: never on a network, never on real data. */
function keepSandboxAtHome(e: z.infer<typeof schema>): void {
  if (!isLoopback(e.HOST)) {
    throw new ConfigError(
      `SANDBOX=on lets anyone act as anyone, so HOST must be 127.0.0.1, not ${e.HOST}. Set SANDBOX=off to serve a network.`,
    );
  }
  if (e.DATABASE_URL.startsWith('file:')) return;
  const url = new URL(e.DATABASE_URL);
  const elsewhere = url.searchParams.has('host') || url.searchParams.has('hostaddr');
  if (!isLoopback(url.hostname) || elsewhere || !url.pathname.startsWith('/sandbox_')) {
    throw new ConfigError(
      'SANDBOX=on works on a SQLite file, or for tests on a PostgreSQL database of this machine whose name begins with sandbox_. Set SANDBOX=off to use this database.',
    );
  }
}

/** Slack is used where there is a bot token; how it reaches the service decides what else is needed. */
function slackOf(e: z.infer<typeof schema>): SlackConfig | null {
  const { SLACK_BOT_TOKEN: botToken, SLACK_APP_TOKEN: appToken, SLACK_SIGNING_SECRET: signingSecret } = e;
  if (botToken === undefined) {
    if (appToken === undefined && signingSecret === undefined) return null;
    throw new ConfigError('Slack needs SLACK_BOT_TOKEN too, the token that begins with xoxb-.');
  }
  const reactions = e.SLACK_REACTIONS ?? new Map();
  const installed = { botToken, apiUrl: e.SLACK_API_URL ?? null, reactions };
  if (e.SLACK_MODE === 'socket') {
    if (appToken !== undefined) return { ...installed, mode: 'socket', appToken };
    throw new ConfigError(
      'SLACK_MODE=socket needs SLACK_APP_TOKEN, the app-level token that begins with xapp-.',
    );
  }
  if (signingSecret !== undefined) return { ...installed, mode: 'http', signingSecret };
  throw new ConfigError('SLACK_MODE=http needs SLACK_SIGNING_SECRET, from the app’s Basic Information page.');
}

/** Discord is used where there is a bot token. */
function discordOf(e: z.infer<typeof schema>): DiscordConfig | null {
  const { DISCORD_BOT_TOKEN: botToken, DISCORD_API_URL: apiUrl, DISCORD_GUILD: guild = null } = e;
  if (botToken === undefined) {
    if (guild === null) return null;
    throw new ConfigError('Discord needs DISCORD_BOT_TOKEN too, the token of the application’s bot.');
  }
  const reactions = e.DISCORD_REACTIONS ?? new Map();
  return { botToken, apiUrl: apiUrl?.replace(/\/+$/, '') ?? null, reactions, guild };
}

function isDatabase(url: string): boolean {
  return /^file:.+/.test(url) || (/^postgres(ql)?:\/\/.+/.test(url) && URL.canParse(url));
}

function isLoopback(host: string): boolean {
  return ['127.0.0.1', 'localhost', '::1', '[::1]'].includes(host);
}
