// The line from Slack to the app, by Socket Mode or by HTTP: it brings what people do, waits for the answer as long
// as Slack does, and has its bad days, with deliveries that come late, twice, or in another order.

import { randomUUID } from 'node:crypto';
import { setTimeout as rest } from 'node:timers/promises';
import { quiet } from '../quiet.ts';
import { sendSigned, signedRequest } from './http-mode.ts';
import type { SlackServer } from './server.ts';
import type { Delivery } from './socket-mode.ts';

export interface Heard {
  /** 'silent' where nothing came in time; 'broken' where the app answered with an error. */
  how: 'acknowledged' | 'silent' | 'broken';
  /** What the app answered with; empty for a bare acknowledgement. */
  payload: Record<string, unknown>;
  /** Of HTTP; 200 for what was acknowledged by Socket Mode. */
  status: number;
  /** Milliseconds until the answer, or until Slack gave up. */
  ms: number;
}

export interface Sending {
  readonly delivery: Delivery;
  readonly envelopeId: string;
}

export interface Line {
  readonly slack: SlackServer;
  /** Everything that was sent, in order; what was sent again is there again. */
  readonly sent: Sending[];
  /** Until the app has done what somebody asked, as far as the test can tell: at once where that is `seen`. */
  settled(seen?: () => boolean): Promise<void>;
  /**
   * Brings it, and says what was heard; null while the line is held.
   *
   * @param follow what Slack does with the answer; once, with the first one
   */
  sends(delivery: Delivery, follow?: (heard: Heard) => void): Promise<Heard | null>;
  /** The same envelope once more, as Slack sends it when it has heard nothing; the last one unless said otherwise. */
  again(sending?: Sending): Promise<Heard>;
  /** From now on everything waits. */
  holds(): void;
  /** What has waited arrives: in its order or the other way round, one after the other or together, perhaps twice. */
  releases(how?: { reversed?: boolean; atOnce?: boolean; twice?: boolean }): Promise<Heard[]>;
  /** Something happened in the workspace of which Slack tells the app. */
  event(event: Record<string, unknown>): Promise<Heard | null>;
}

export interface LineOptions {
  /** How long Slack waits for an acknowledgement (ms): three seconds, less in a test of slowness. */
  patience?: number;
  /** Resolves when the app has nothing in hand. Unless given, the app is done when it has called nothing for a while. */
  settled?: () => Promise<unknown>;
}

interface Waiting {
  sending: Sending;
  /** What Slack does with the answer. */
  follow: (heard: Heard) => void;
}

type Bring = (sending: Sending) => Promise<Omit<Heard, 'ms'>>;

export function overSocket(slack: SlackServer, options: LineOptions = {}): Line {
  return lineOf(slack, options, async ({ delivery, envelopeId }) => {
    const { acknowledged } = await slack.socket.deliver(delivery, envelopeId);
    return { how: 'acknowledged', payload: (await acknowledged).payload, status: 200 };
  });
}

/** @param url where the app listens: http://127.0.0.1:PORT/slack/events */
export function overHttp(slack: SlackServer, url: string, secret: string, options: LineOptions = {}): Line {
  return lineOf(slack, options, async ({ delivery }) => {
    const answer = await sendSigned(url, signedRequest(delivery, secret));
    const said = await answer.text();
    const json = (answer.headers.get('content-type') ?? '').includes('json');
    const payload = said === '' ? {} : json ? JSON.parse(said) : { text: said };
    return { how: answer.ok ? 'acknowledged' : 'broken', payload, status: answer.status };
  });
}

function lineOf(slack: SlackServer, { patience = 3_000, settled }: LineOptions, bring: Bring): Line {
  const sent: Sending[] = [];
  const held: Waiting[] = [];
  let holding = false;

  async function brought({ sending, follow }: Waiting): Promise<Heard> {
    sent.push(sending);
    const start = performance.now();
    const tooLate = new AbortController();
    const silent = rest(patience, { how: 'silent', payload: {}, status: 0 } as const, {
      signal: tooLate.signal,
    });
    silent.catch(() => {});
    const unreachable = { how: 'broken', payload: {}, status: 0 } as const;
    const answer = await Promise.race([bring(sending).catch(() => unreachable), silent]);
    tooLate.abort();
    const heard = { ...answer, ms: Math.round(performance.now() - start) };
    follow(heard);
    return heard;
  }

  const line: Line = {
    slack,
    sent,
    async settled(seen = () => false) {
      if (settled) await settled();
      else await quiet(slack.calls, seen);
    },
    async sends(delivery, follow = () => {}) {
      const sending = { delivery, envelopeId: randomUUID() };
      if (!holding) return brought({ sending, follow });
      held.push({ sending, follow });
      return null;
    },
    async again(sending = sent.at(-1)) {
      if (!sending) throw new Error('nothing has been sent on this line yet');
      return brought(again({ sending }));
    },
    holds() {
      holding = true;
    },
    async releases({ reversed = false, atOnce = false, twice = false } = {}) {
      holding = false;
      const inOrder = reversed ? held.splice(0).reverse() : held.splice(0);
      const waiting = inOrder.flatMap((one) => (twice ? [one, again(one)] : [one]));
      const heard: Heard[] = [];
      if (atOnce) heard.push(...(await Promise.all(waiting.map(brought))));
      else for (const one of waiting) heard.push(await brought(one));
      await line.settled();
      return heard;
    },
    event: (event) => line.sends(envelopeOf(slack, event)),
  };
  return line;
}

/** The same envelope; of an event Slack says how often it has tried. What answers it is not followed any more. */
function again({ sending }: Pick<Waiting, 'sending'>): Waiting {
  const { type, retry } = sending.delivery;
  const tried = { attempt: (retry?.attempt ?? 0) + 1, reason: 'timeout' } as const;
  const delivery = type === 'events_api' ? { ...sending.delivery, retry: tried } : sending.delivery;
  return { sending: { ...sending, delivery }, follow: () => {} };
}

/** As Slack wraps an event: whose it is, and whether it comes from a channel that is shared with another workspace. */
function envelopeOf({ workspace: ws }: SlackServer, event: Record<string, unknown>): Delivery {
  const item = event.item as { channel?: string } | undefined;
  const channel = ws.channels.get(`${item?.channel ?? event.channel}`);
  const shared = [...(channel?.members ?? [])].some((id) => ws.users.get(id)?.isStranger);
  const payload = {
    token: 'verification',
    team_id: ws.team,
    context_team_id: ws.team,
    context_enterprise_id: null,
    api_app_id: 'A1',
    event: { event_ts: ws.stamp(), ...event },
    type: 'event_callback',
    event_id: ws.id('Ev'),
    event_time: Math.floor(ws.now() / 1_000),
    authorizations: [
      {
        enterprise_id: null,
        team_id: ws.team,
        user_id: ws.bot.user,
        is_bot: true,
        is_enterprise_install: false,
      },
    ],
    is_ext_shared_channel: shared,
    event_context: ws.id('4-'),
  };
  return { type: 'events_api', payload };
}
