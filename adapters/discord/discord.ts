// Discord, put together: whose token it is, the way out, the commands, and what comes in.

import type { REST } from '@discordjs/rest';
import type { Announcer } from '../../src/app/announcer.ts';
import type { Application } from '../../src/app/application.ts';
import type { Directory } from '../../src/app/directory.ts';
import type { Log, Store } from '../../src/app/ports.ts';
import type { DiscordConfig } from '../../src/config.ts';
import type { Reactions } from '../../src/ui/emojis.ts';
import { platformName } from './announcer.ts';
import { applicationCommands } from './commands.ts';
import { createGateway, pausing } from './gateway.ts';
import type { Heard } from './inbound/heard.ts';
import { type Installed, installedWith } from './installed.ts';
import type { Pause } from './line.ts';
import { type DiscordOut, discordOut } from './out.ts';
import { invitation } from './permissions.ts';
import { registerCommands } from './register.ts';
import { discordRest } from './rest.ts';
import { sentenceFor, troubleOf } from './trouble.ts';

export interface Discord {
  readonly announcer: Announcer;
  readonly directory: Directory;
  /** Whether its people can reach the service; one line brings whatever happens in any of its servers. */
  readonly edge: { name: string; isUp: () => boolean };
  /** What comes in is dealt with from now on. */
  open(app: Application): Promise<void>;
  /** Resolves when what came in is dealt with. */
  idle(): Promise<void>;
  /** Whether somebody waits for an answer there. */
  busy(): boolean;
  /** Nothing more comes in, and what came in is dealt with. */
  close(): Promise<void>;
}

/** What everything that comes in from Discord is answered with. */
export interface Reception {
  app: Application;
  rest: REST;
  installed: Installed;
  out: DiscordOut;
  /** What emojis announce; empty where reactions are switched off. */
  reactions: Reactions;
}

export interface DiscordParts {
  store: Store;
  log: Log;
  /** The clock of the application. */
  now: () => string;
  /** The name of this process among those that share the store: one of them holds the line. */
  owner: string;
  /** What becomes of what comes in. */
  hear?: (at: Reception) => Heard;
  pause?: Pause;
}

/** Milliseconds between two attempts to register the commands: after the first, and at most. */
const firstRest = 5_000;
const longestRest = 600_000;

/** Throws `ConfigError` where the token belongs to nobody, and Discord can’t be asked whose it was. */
export async function createDiscord(
  { botToken: token, apiUrl, reactions, guild }: DiscordConfig,
  { store, log, now, owner, hear = () => deaf, pause = pausing }: DiscordParts,
): Promise<Discord> {
  const rest = discordRest({ token, log, apiUrl });
  const installed = await installedWith(rest, { store, log });
  const { application, bot } = installed;
  const out = discordOut({ rest, installed, store, log, now });
  const gateway = createGateway({
    token,
    bot,
    rest,
    store,
    log,
    now,
    owner,
    reactions: reactions.size > 0,
    pause,
  });
  const closing = new AbortController();
  let registering: Promise<void> | undefined;

  /** Until it is done: without commands nobody can begin. */
  async function register(): Promise<void> {
    for (let wait = firstRest; !closing.signal.aborted; wait = Math.min(longestRest, wait * 2)) {
      try {
        return await registerCommands(
          rest,
          { application, guild, commands: applicationCommands() },
          { store, log },
        );
      } catch (error) {
        const trouble = troubleOf(error);
        const { kind, code } = trouble;
        log.error({ kind, code, doing: 'commands' }, sentenceFor(trouble, 'en', bot.name));
        await pause(Math.max(wait, (trouble.seconds ?? 0) * 1_000), closing.signal);
      }
    }
  }

  return {
    edge: { name: platformName, isUp: gateway.isUp },
    announcer: out.announcer,
    directory: out.directory,
    idle: gateway.idle,
    busy: gateway.busy,
    async open(app) {
      log.info(
        { invitation: invitation(application) },
        'whoever manages a Discord server brings the app in with this link',
      );
      registering = register();
      gateway.open(hear({ app, rest, installed, out, reactions }));
    },
    async close() {
      closing.abort();
      await gateway.close();
      await registering;
    },
  };
}

/** Nobody listens. */
const deaf: Heard = {
  interaction: async () => undefined,
  reaction: async () => undefined,
  guildJoined: async () => undefined,
  guildLeft: async () => undefined,
  channelGone: async () => undefined,
  missed: async () => undefined,
};
