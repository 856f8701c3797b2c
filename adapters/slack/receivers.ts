// How Slack’s deliveries come in: by a connection that the service opens, or by HTTP; and what is done with each
// before Bolt sees it. An event is acknowledged by Bolt at once, so it is kept before Bolt has it.

import { type App, HTTPReceiver, type Receiver, type ReceiverEvent, SocketModeReceiver } from '@slack/bolt';
import type { Log } from '../../src/app/ports.ts';
import type { SlackConfig } from '../../src/config.ts';
import { clientOptions, slackLogger } from './web-api.ts';

/** What goes along with every delivery. */
export interface Arrival {
  /** UTC, by the clock of the service: the instant that counts. */
  receivedAt: string;
  /** Monotonic milliseconds at that moment. */
  arrivedMs: number;
}

export interface SlackReceiver {
  receiver: Receiver;
  /** HTTP only: answers a request to /slack/events. */
  listener: HTTPReceiver['requestListener'] | null;
  /** Resolves when everything that came in is dealt with. */
  idle(): Promise<void>;
  /** Whether something that came in is being dealt with. */
  busy(): boolean;
  /** Socket Mode only. */
  connection: Connection | null;
}

/** The connection by which Slack reaches the service. It isn’t opened anew by itself. */
export interface Connection {
  isUp(): boolean;
  /** Resolves when the one that stood last is over. */
  over(): Promise<void>;
  /** Ends what doesn’t come about. */
  giveUp(): void;
}

/** Milliseconds without a sign of life after which a connection counts as dead. */
const lifeless = 10_000;
/** Bytes: the largest view of Slack, as it comes in a request, is smaller. */
const largest = 1_048_576;

export function createReceiver(
  config: SlackConfig,
  { now, log, before }: { now: () => string; log: Log; before: Before },
): SlackReceiver {
  const logger = slackLogger(log);
  const working = new Set<Promise<void>>();
  const keep = (receiver: Receiver) => keeping(receiver, { before, working, log });
  const idle = async () => {
    while (working.size > 0) await Promise.allSettled(working);
  };
  const busy = () => working.size > 0;
  const customPropertiesExtractor = () => ({ receivedAt: now(), arrivedMs: performance.now() });
  if (config.mode === 'http') {
    const { signingSecret } = config;
    const bodyLimit = largest;
    const receiver = new HTTPReceiver({ signingSecret, logger, customPropertiesExtractor, bodyLimit });
    return { receiver: keep(receiver), listener: receiver.requestListener, idle, busy, connection: null };
  }
  const receiver = new SocketModeReceiver({
    appToken: config.appToken,
    // What ends a connection is said by whoever opens it anew.
    logger: { ...logger, warn: () => {}, error: () => {} },
    customPropertiesExtractor,
    clientPingTimeout: lifeless,
    // Slack’s client waits ten seconds before it connects anew, and ends the process where its token is refused.
    autoReconnectEnabled: false,
    installerOptions: { clientOptions: clientOptions({ log, apiUrl: config.apiUrl }) },
  });
  return { receiver: keep(receiver), listener: null, idle, busy, connection: connectionOf(receiver.client) };
}

function connectionOf(client: SocketModeReceiver['client']): Connection {
  let isUp = false;
  let over = Promise.withResolvers<void>();
  client.on('connected', () => {
    isUp = true;
    over = Promise.withResolvers();
  });
  for (const end of ['close', 'disconnecting', 'disconnected'])
    client.on(end, () => {
      isUp = false;
      over.resolve();
    });
  return {
    isUp: () => isUp,
    over: () => over.promise,
    giveUp: () => void client.disconnect().catch(() => undefined),
  };
}

/** False: there is nothing (more) to do about it, and it is acknowledged. Throws where it couldn’t be kept. */
export type Before = (event: ReceiverEvent) => Promise<boolean>;

/** What couldn’t be kept is not acknowledged: Slack tells it again. */
function keeping(
  receiver: Receiver,
  { before, working, log }: { before: Before; working: Set<Promise<void>>; log: Log },
): Receiver {
  const dealt = async (app: App, event: ReceiverEvent) => {
    const isNew = await before(event).catch((error: unknown) => {
      log.error({ err: error as Error }, 'what Slack told could not be kept; it tells it again');
      throw error;
    });
    if (isNew) await app.processEvent(event);
    else await event.ack();
  };
  return {
    init(app: App) {
      const seen = new Proxy(app, {
        get: (target, name) =>
          name === 'processEvent'
            ? (event: ReceiverEvent) => {
                const work = dealt(target, event).finally(() => working.delete(work));
                working.add(work);
                return work;
              }
            : Reflect.get(target, name, target),
      });
      receiver.init(seen);
    },
    start: (...args: unknown[]) => receiver.start(...args),
    stop: (...args: unknown[]) => receiver.stop(...args),
  };
}
