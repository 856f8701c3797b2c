// Discord, put together: whose token it is, the way out, the commands, and what comes in.

import type { Announcer } from '../../src/app/announcer.ts';
import type { Application } from '../../src/app/application.ts';
import type { Directory } from '../../src/app/directory.ts';
import { createDrafts } from '../../src/app/drafts.ts';
import { createNews } from '../../src/app/news.ts';
import type { Pace } from '../../src/app/pace.ts';
import type { Log, Store } from '../../src/app/ports.ts';
import { createSettingUp } from '../../src/app/setting-up.ts';
import { loadCharter } from '../../src/charters/presets.ts';
import type { DiscordConfig } from '../../src/config.ts';
import { applicationCommands, inDiscord } from './commands.ts';
import { createGateway, pausing } from './gateway.ts';
import { deal } from './inbound/happenings.ts';
import { hearing } from './inbound/inbound.ts';
import { restLine } from './inbound/line.ts';
import { ownDrafts } from './inbound/own-drafts.ts';
import { parents } from './inbound/places.ts';
import type { Reception } from './inbound/reception.ts';
import { installedWith } from './installed.ts';
import type { Pause } from './line.ts';
import { discordOut } from './out.ts';
import { invitation } from './permissions.ts';
import { registerCommands } from './register.ts';
import { discordRest } from './rest.ts';
import { sentenceFor, troubleOf } from './trouble.ts';
import { platformName } from './who.ts';

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

export interface DiscordParts {
  store: Store;
  log: Log;
  /** The clock of the application. */
  now: () => string;
  /** The name of this process among those that share the store: one of them holds the line. */
  owner: string;
  /** How fast Discord is written to. */
  pace?: Pace;
  pause?: Pause;
}

/** Milliseconds for which a reaction is known: a new session finds those of weeks ago on the cards that still run. */
const newsFor = 90 * 24 * 3_600_000;
/** Milliseconds between two attempts to register the commands: after the first, and at most. */
const firstRest = 5_000;
const longestRest = 600_000;

/** Throws `ConfigError` where the token belongs to nobody, and Discord can’t be asked whose it was. */
export async function createDiscord(
  { botToken: token, apiUrl, reactions, guild }: DiscordConfig,
  { store, log, now, owner, pace, pause = pausing }: DiscordParts,
): Promise<Discord> {
  const rest = discordRest({ token, log, apiUrl });
  const installed = await installedWith(rest, { store, log });
  const { application, bot } = installed;
  const { announcer, directory, letters } = discordOut({
    rest,
    installed,
    store,
    log,
    now,
    ...(pace && { pace }),
  });
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
    announcer,
    directory,
    idle: gateway.idle,
    busy: gateway.busy,
    async open(app) {
      log.info(
        { invitation: invitation(application) },
        'whoever manages a Discord server brings the app in with this link',
      );
      const reception: Reception = {
        app,
        settingUp: createSettingUp(app, loadCharter),
        drafts: ownDrafts(createDrafts(store, platformName)),
        typedBefore: inDiscord,
        line: restLine(rest),
        rest,
        bot: bot.user,
        name: bot.name,
        apiUrl,
        reactions,
        news: createNews(store, log, platformName, newsFor),
        letters,
        directory,
        parentOf: parents(rest),
      };
      await reception.drafts.forgetOld(now());
      await reception.news.resume((happening) => deal(reception, happening), now());
      registering = register();
      gateway.open(hearing(reception));
    },
    async close() {
      closing.abort();
      await gateway.close();
      await registering;
    },
  };
}
