// How Slack’s deliveries come in: by a connection that the service opens, or by HTTP; and what is done with each
// before Bolt sees it. An event is acknowledged by Bolt at once, so it is kept before Bolt has it.

import { type App, HTTPReceiver, type Receiver, type ReceiverEvent, SocketModeReceiver } from '@slack/bolt';
import type { Log } from '../../src/app/ports.ts';
import type { SlackConfig } from '../../src/config.ts';
import { slackLogger } from './web-api.ts';

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
  /** Socket Mode only: whether the connection stands. */
  connected: (() => boolean) | null;
}

/** Milliseconds without a sign of life after which a connection counts as dead. */
const lifeless = 10_000;

export function createReceiver(
  config: SlackConfig,
  { now, log, before }: { now: () => string; log: Log; before: Before },
): SlackReceiver {
  const logger = slackLogger(log);
  const working = new Set<Promise<void>>();
  const keep = (receiver: Receiver) => keeping(receiver, before, working);
  const idle = async () => {
    while (working.size > 0) await Promise.allSettled(working);
  };
  const customPropertiesExtractor = () => ({ receivedAt: now(), arrivedMs: performance.now() });
  if (config.mode === 'http') {
    const { signingSecret } = config;
    const receiver = new HTTPReceiver({ signingSecret, logger, customPropertiesExtractor });
    return { receiver: keep(receiver), listener: receiver.requestListener, idle, connected: null };
  }
  const clientOptions = {
    logger,
    ...(config.apiUrl ? { slackApiUrl: config.apiUrl } : {}),
  };
  const receiver = new SocketModeReceiver({
    appToken: config.appToken,
    logger,
    customPropertiesExtractor,
    clientPingTimeout: lifeless,
    installerOptions: { clientOptions },
  });
  let stands = false;
  const { client } = receiver;
  client.on('connected', () => {
    stands = true;
  });
  for (const end of ['reconnecting', 'disconnecting', 'disconnected'])
    client.on(end, () => {
      stands = false;
    });
  return { receiver: keep(receiver), listener: null, idle, connected: () => stands };
}

/** False: there is nothing (more) to do about it, and it is acknowledged. Throws where it couldn’t be kept. */
export type Before = (event: ReceiverEvent) => Promise<boolean>;

/** What couldn’t be kept is not acknowledged: Slack tells it again. */
function keeping(receiver: Receiver, before: Before, working: Set<Promise<void>>): Receiver {
  const dealt = async (app: App, event: ReceiverEvent) => {
    if (await before(event)) await app.processEvent(event);
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
