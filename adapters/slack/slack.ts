// Slack, put together: where the app is installed, the way out, and what comes in.

import { setTimeout as rest } from 'node:timers/promises';
import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { App } from '@slack/bolt';
import { Hono } from 'hono';
import type { Announcer } from '../../src/app/announcer.ts';
import type { Application } from '../../src/app/application.ts';
import type { Directory } from '../../src/app/directory.ts';
import { createDrafts } from '../../src/app/drafts.ts';
import { createNews } from '../../src/app/news.ts';
import type { Pace } from '../../src/app/pace.ts';
import type { Log, Store } from '../../src/app/ports.ts';
import { createSettingUp } from '../../src/app/setting-up.ts';
import { loadCharter } from '../../src/charters/presets.ts';
import type { SlackConfig } from '../../src/config.ts';
import { inChat } from '../../src/ui/command-table.ts';
import { calendarOf } from '../../src/ui/convocation-file.ts';
import { translator } from '../../src/ui/translator.ts';
import { platformName, slackAnnouncer } from './announcer.ts';
import { messageOf } from './blocks/message.ts';
import { slackDirectory } from './directory.ts';
import { commands } from './inbound/commands.ts';
import { formTaps } from './inbound/form-taps.ts';
import { forms } from './inbound/forms.ts';
import { deal, happenings, keepingNews } from './inbound/happenings.ts';
import { mine } from './inbound/home.ts';
import { onMessages } from './inbound/on-messages.ts';
import type { Reception } from './inbound/reception.ts';
import { installedWith } from './installed.ts';
import { slackPace } from './pace.ts';
import { type Connection, createReceiver, type SlackReceiver } from './receivers.ts';
import { connecting, sentenceFor, troubleOf } from './trouble.ts';
import { clientOptions, plainError, slackLogger } from './web-api.ts';
import { roomIn } from './who.ts';

export interface Slack {
  readonly announcer: Announcer;
  readonly directory: Directory;
  /** Whether its people can reach the service. By HTTP nothing tells: a silence may be nobody’s talking. */
  readonly edge: { name: string; isUp: () => boolean };
  /** In HTTP mode what answers the requests that Slack signs; else nothing. */
  readonly routes: Hono;
  /** What comes in is dealt with from now on. */
  open(app: Application): Promise<void>;
  /** Resolves when what came in is dealt with. */
  idle(): Promise<void>;
  /** Whether somebody waits for an answer there. */
  busy(): boolean;
  /** Nothing more comes in, and what came in is dealt with. */
  close(): Promise<void>;
}

export interface SlackParts {
  store: Store;
  log: Log;
  /** The clock of the application. */
  now: () => string;
  /** How fast a workspace is written to. */
  pace?: () => Pace;
}

/** Milliseconds before the service connects anew: after the second failure in a row, and at most. */
const firstRest = 1_000;
const longestRest = 30_000;
/** Milliseconds within which a connection comes about, and after which it has proven itself. */
const connectsWithin = 20_000;
const proven = 10_000;

/** Throws `ConfigError` where the token opens no workspace. */
export async function createSlack(
  config: SlackConfig,
  { store, log, now, pace = slackPace }: SlackParts,
): Promise<Slack> {
  const installed = await installedWith(config, { store, log, pace });
  const workspaces = new Map([[installed.team, installed]]);
  // One workspace for now: whoever belongs to another one is reached from the channel that they share with it.
  const workspaceOf = (team: string) =>
    workspaces.get(team) ?? (workspaces.size === 1 ? installed : undefined);
  const directory = slackDirectory(workspaceOf);
  const news = createNews(store, log, platformName);
  let reception: Reception | undefined;
  const here = (): Reception => {
    if (!reception) throw new Error('something came in before the service was open');
    return reception;
  };
  const { receiver, listener, connection, idle, busy } = createReceiver(config, {
    now,
    log,
    before: keepingNews(here, news),
  });
  const bolt = new App({
    receiver,
    authorize: async ({ teamId = '' }, body) => {
      const workspace = workspaces.get(teamId) ?? ((await isOurs(body)) ? installed : undefined);
      if (!workspace) throw new Error('the app isn’t installed in this workspace');
      return { botToken: config.botToken, botUserId: workspace.bot.user, teamId: installed.team };
    },
    convoStore: false,
    logger: slackLogger(log),
    clientOptions: clientOptions({ log, apiUrl: config.apiUrl }),
  });
  const announcer = slackAnnouncer({
    workspaceOf,
    render: (card, lang, of) => messageOf(card, translator(lang), of),
    fileOf: async (key) => (await calendarOf(store, key, now()))?.file ?? null,
    log,
  });
  bolt.error(async (error) => {
    log.error({ err: plainError(error) }, 'a delivery of Slack could not be dealt with');
  });

  /** Of people of other workspaces: what they do in a view or on a message of the app, or in a room that they share. */
  async function isOurs(body: object | undefined): Promise<boolean> {
    const { channel, channel_id, view, message } = (body ?? {}) as SentFromElsewhere;
    if (view?.app_installed_team_id === installed.team || message?.user === installed.bot.user) return true;
    const id = channel?.id ?? channel_id;
    return id !== undefined && (await store.roomOwner(roomIn(installed.team, id))) !== undefined;
  }

  const closing = new AbortController();

  /**
   * Connects, and at once anew when a connection ends. Where Slack refuses or can’t be reached, the service goes on
   * without, says why, once for each reason, and tries again.
   */
  async function connect({ over, giveUp }: Connection): Promise<void> {
    let said = '';
    for (let failures = 0; !closing.signal.aborted; ) {
      const start = performance.now();
      const late = setTimeout(giveUp, connectsWithin);
      try {
        await bolt.start();
        clearTimeout(late);
        if (said !== '') log.info({}, 'Slack reaches the service again');
        said = '';
        await over();
        failures = performance.now() - start > proven ? 0 : failures + 1;
      } catch (error) {
        const trouble = connecting(troubleOf(error));
        const { kind, code } = trouble;
        if (said !== code) log.error({ kind, code }, sentenceFor(trouble, 'en', installed.bot.name));
        said = code;
        failures += 1;
      } finally {
        clearTimeout(late);
      }
      const pause = failures <= 1 ? 0 : Math.min(longestRest, firstRest * 2 ** (failures - 2));
      await rest(pause, undefined, { signal: closing.signal }).catch(() => undefined);
    }
  }

  return {
    edge: { name: `${platformName}:${installed.team}`, isUp: connection?.isUp ?? (() => true) },
    announcer,
    directory,
    routes: listening(listener),
    idle,
    busy,
    async open(app) {
      const settingUp = createSettingUp(app, loadCharter);
      reception = {
        app,
        settingUp,
        drafts: createDrafts(store, platformName),
        reactions: config.reactions,
        typedBefore: inChat,
        installed: workspaces,
        workspaceOf,
      };
      commands(bolt, reception);
      formTaps(bolt, reception);
      forms(bolt, reception);
      onMessages(bolt, reception);
      mine(bolt, reception);
      happenings(bolt, reception, news);
      await reception.drafts.forgetOld(now());
      await news.resume((happening) => deal(here(), happening), now());
      if (connection) void connect(connection);
    },
    async close() {
      closing.abort();
      if (connection) await bolt.stop();
      await idle();
    },
  };
}

interface SentFromElsewhere {
  channel?: { id?: string };
  channel_id?: string;
  view?: { app_installed_team_id?: string };
  message?: { user?: string };
}

/** The service’s own server passes Slack’s requests on to Bolt, which checks their signatures. */
function listening(listener: SlackReceiver['listener']): Hono {
  const routes = new Hono<{ Bindings: HttpBindings }>();
  if (listener)
    routes.post('/slack/events', (c) => {
      listener(c.env.incoming, c.env.outgoing);
      return RESPONSE_ALREADY_SENT;
    });
  return routes as unknown as Hono;
}
