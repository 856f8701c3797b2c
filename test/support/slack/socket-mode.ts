// Socket Mode from Slack's side: connections that are opened with a ticket, envelopes and their
// acknowledgements, repeated deliveries, and the ways in which a connection ends.

import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { acceptWebSocket, type WebSocketPeer } from '../web-socket.ts';

/** Something that Slack tells an app: by Socket Mode as an envelope, by HTTP as a signed request. */
export interface Delivery {
  type: 'events_api' | 'slash_commands' | 'interactive';
  payload: Record<string, unknown>;
  /** How often Slack has tried before, and why it tries again; for events. */
  retry?: { attempt: number; reason: 'timeout' | 'http_error' | 'connection_failed' };
}

export interface Acknowledgement {
  envelopeId: string;
  /** What the app answered with, such as a view's errors; empty for a bare acknowledgement. */
  payload: Record<string, unknown>;
}

export interface Sent {
  readonly envelopeId: string;
  /** Resolves when the app has acknowledged it. */
  readonly acknowledged: Promise<Acknowledgement>;
}

export interface SocketMode {
  /** Resolves as soon as the app is connected and greeted. */
  connected(): Promise<void>;
  /** How many connections stand now. */
  readonly connections: number;
  /** How many there have been. */
  readonly opened: number;
  /** Everything acknowledged so far, in order; an envelope acknowledged twice is there twice. */
  readonly acknowledgements: Acknowledgement[];
  /** Sends an envelope on the newest connection, waiting for one where there is none. */
  deliver(delivery: Delivery, envelopeId?: string): Promise<Sent>;
  /** Slack asks the app to connect anew: `warning` some seconds before it hangs up, or at once. */
  ask(reason: 'warning' | 'refresh_requested' | 'link_disabled'): void;
  /** The server closes each connection in good order. */
  hangUp(): void;
  /** Every line goes dead without a word. */
  cut(): void;
  /** For the server: the address of a new connection, good once. */
  ticket(port: number): string;
  upgrade(request: IncomingMessage, line: Duplex): void;
}

export function socketMode(): SocketMode {
  const tickets = new Set<string>();
  const peers = new Set<WebSocketPeer>();
  const acknowledgements: Acknowledgement[] = [];
  const waiting = new Map<string, ((ack: Acknowledgement) => void)[]>();
  let arrivals = Promise.withResolvers<void>();
  let opened = 0;

  function heard(said: string): void {
    const { envelope_id, payload } = JSON.parse(said) as {
      envelope_id: string;
      payload?: Record<string, unknown>;
    };
    const ack = { envelopeId: envelope_id, payload: payload ?? {} };
    acknowledgements.push(ack);
    waiting.get(envelope_id)?.shift()?.(ack);
  }

  const each = (act: (peer: WebSocketPeer) => void) => {
    for (const peer of peers) act(peer);
  };

  const mode: SocketMode = {
    acknowledgements,
    get connections() {
      return peers.size;
    },
    get opened() {
      return opened;
    },
    async connected() {
      while (peers.size === 0) await arrivals.promise;
    },
    async deliver(delivery, envelopeId = randomUUID()) {
      await mode.connected();
      const { promise: acknowledged, resolve } = Promise.withResolvers<Acknowledgement>();
      waiting.set(envelopeId, [...(waiting.get(envelopeId) ?? []), resolve]);
      [...peers].at(-1)?.send(
        JSON.stringify({
          envelope_id: envelopeId,
          type: delivery.type,
          payload: delivery.payload,
          accepts_response_payload: delivery.type !== 'events_api',
          ...(delivery.type === 'events_api'
            ? { retry_attempt: delivery.retry?.attempt ?? 0, retry_reason: delivery.retry?.reason ?? '' }
            : {}),
        }),
      );
      return { envelopeId, acknowledged };
    },
    ask: (reason) =>
      each((peer) => peer.send(JSON.stringify({ type: 'disconnect', reason, debug_info: { host: 'test' } }))),
    hangUp: () => each((peer) => peer.close()),
    cut: () => each((peer) => peer.cut()),
    ticket(port) {
      const ticket = randomUUID();
      tickets.add(ticket);
      return `ws://127.0.0.1:${port}/link/?ticket=${ticket}&app_id=A1`;
    },
    upgrade(request, line) {
      const ticket = new URL(request.url ?? '/', 'http://127.0.0.1').searchParams.get('ticket') ?? '';
      if (!tickets.delete(ticket)) return void line.end('HTTP/1.1 401 Unauthorized\r\n\r\n');
      const peer = acceptWebSocket(request, line, {
        text: heard,
        closed() {
          peers.delete(peer);
          if (peers.size === 0) arrivals = Promise.withResolvers();
        },
      });
      peers.add(peer);
      opened += 1;
      peer.send(
        JSON.stringify({
          type: 'hello',
          num_connections: peers.size,
          connection_info: { app_id: 'A1' },
          debug_info: { host: 'test', approximate_connection_time: 18_060 },
        }),
      );
      peer.ping();
      arrivals.resolve();
    },
  };
  return mode;
}
