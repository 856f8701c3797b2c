// Discord's gateway: connections, sessions that are resumed with what was missed, the budget of identifying, and the
// ways in which a connection goes bad.

import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { acceptWebSocket, type WebSocketPeer } from '../web-socket.ts';
import type { Happening, Json, World } from './guild.ts';
import { hears, knownIntents, privilegedIn, toldTo } from './intents.ts';
import { guildShape, userOf } from './shapes.ts';

/** Codes after which a session can't be resumed. */
const endsSession = [4_004, 4_007, 4_009, 4_010, 4_011, 4_012, 4_013, 4_014];

interface Session {
  readonly id: string;
  readonly intents: number;
  seq: number;
  /** What was told, for a resume. */
  readonly told: { op: 0; t: string; s: number; d: Json }[];
  line: Connection | null;
  lostAt: number;
}

interface Connection {
  peer: WebSocketPeer;
  session: Session | null;
  /** Nothing goes through any more, without a word. */
  isDead: boolean;
}

export interface Gateway {
  /** How often an app may identify itself within a day. */
  total: number;
  /** How often the app has to give a sign of life (ms). */
  heartbeatEvery: number;
  /** How long a lost session can be resumed (ms, by the clock of the servers). */
  resumeWithin: number;
  /** Nobody is let in while this is true. */
  isDown: boolean;
  /** When the app identified itself (ms). */
  readonly identified: number[];
  /** How many sessions were resumed. */
  readonly resumed: number;
  /** How many connections there have been, and how many stand now. */
  readonly opened: number;
  readonly connections: number;
  readonly heartbeats: number;
  /** With which code the app hung up; null where it said nothing. */
  readonly hungUp: (number | null)[];
  /** Resolves as soon as the app has a session that listens. */
  connected(): Promise<void>;
  /** Something for the app alone, such as an interaction; kept for a resume where nobody listens. False: nobody will hear it. */
  dispatch(t: string, d: Json): boolean;
  /** The gateway lags behind: what happens from now on waits, while the connection stands and is answered. */
  hold(): void;
  /** What has waited arrives, in its order. */
  release(): void;
  /** The connection stands, but nothing goes through any more: no events, no answers to heartbeats. */
  zombie(): void;
  /** Every line goes dead without a word. */
  cut(): void;
  /** Each connection is closed, with a code of Discord's (4000 and up). */
  hangUp(code?: number): void;
  /** Asks the app to connect anew (7). */
  ask(): void;
  /** Declares the session invalid (9), for good or so that it may be resumed. */
  invalidate(resumable: boolean): void;
  /** Lost sessions can't be resumed any more. */
  forget(): void;
  url(): string;
  remaining(): number;
  resetAfter(): number;
  upgrade(request: IncomingMessage, line: Duplex): void;
}

/** @param port where the servers listen */
export function gatewayOf(world: World, port: () => number): Gateway {
  const sessions = new Map<string, Session>();
  const lines = new Set<Connection>();
  const hungUp: (number | null)[] = [];
  const identified: number[] = [];
  let arrivals = Promise.withResolvers<void>();
  let resumed = 0;
  let opened = 0;
  let heartbeats = 0;
  const day = 86_400_000;

  let holding = false;
  const held: (() => void)[] = [];

  const listening = () => [...lines].some((l) => l.session && !l.isDead);
  const send = (line: Connection, said: Json) => {
    if (!line.isDead) line.peer.send(JSON.stringify(said));
  };

  function tell(session: Session, t: string, d: Json): void {
    session.seq += 1;
    const said = { op: 0 as const, t, s: session.seq, d };
    session.told.push(said);
    const deliver = (): void => {
      if (session.line) send(session.line, said);
    };
    if (holding) held.push(deliver);
    else deliver();
  }

  function everyone(t: string, d: (intents: number) => Json | null): boolean {
    for (const session of sessions.values()) {
      const lost = session.line === null && world.now() - session.lostAt > gateway.resumeWithin;
      if (lost) sessions.delete(session.id);
      const said = lost ? null : d(session.intents);
      if (said) tell(session, t, said);
    }
    return sessions.size > 0;
  }

  function heard(line: Connection, said: string): void {
    if (line.isDead) return;
    let message: { op: number; d: Json };
    try {
      message = JSON.parse(said);
    } catch {
      return void line.peer.close(4_002);
    }
    if (message.op === 1) {
      heartbeats += 1;
      return void send(line, { op: 11, d: null });
    }
    if (message.op === 2) return void identify(line, message.d);
    if (message.op === 6) return void resume(line, message.d);
    if (!line.session) return void line.peer.close(4_003);
    if (![3, 4, 8, 31].includes(message.op)) line.peer.close(4_001);
  }

  function identify(line: Connection, { token, intents }: Json): void {
    if (line.session) return void line.peer.close(4_005);
    if (!isGood(token)) return void line.peer.close(4_004);
    identified.push(world.now());
    if (gateway.remaining() < 0) {
      world.tokenGood = false;
      return void line.peer.close(4_004);
    }
    if (typeof intents !== 'number' || intents & ~knownIntents) return void line.peer.close(4_013);
    if (privilegedIn(intents).some((p) => !world.privileged.has(p))) return void line.peer.close(4_014);
    const session: Session = {
      id: randomUUID().replaceAll('-', ''),
      intents,
      seq: 0,
      told: [],
      line,
      lostAt: 0,
    };
    sessions.set(session.id, session);
    line.session = session;
    const guilds = [...world.guilds.values()].filter((g) => g.members.has(world.bot.user));
    tell(session, 'READY', {
      v: 10,
      user: { ...userOf(world, world.bot.user), verified: true, email: null, mfa_enabled: false },
      guilds: guilds.map(({ id }) => ({ id, unavailable: true })),
      private_channels: [],
      relationships: [],
      user_settings: {},
      presences: [],
      guild_join_requests: [],
      session_id: session.id,
      session_type: 'normal',
      resume_gateway_url: `ws://127.0.0.1:${port()}/resume`,
      shard: [0, 1],
      application: { id: world.bot.application, flags: 0 },
      _trace: [],
    });
    for (const guild of guilds)
      if (guild.available && intents & 1) tell(session, 'GUILD_CREATE', guildShape(world, guild));
    arrivals.resolve();
  }

  function resume(line: Connection, { token, session_id, seq }: Json): void {
    if (line.session) return void line.peer.close(4_005);
    if (!isGood(token)) return void line.peer.close(4_004);
    const session = sessions.get(String(session_id));
    const tooLate = session?.line === null && world.now() - session.lostAt > gateway.resumeWithin;
    if (!session || tooLate) {
      sessions.delete(String(session_id));
      return void send(line, { op: 9, d: false });
    }
    if (Number(seq) > session.seq) return void line.peer.close(4_007);
    if (session.line) {
      session.line.session = null;
      session.line.peer.cut();
    }
    session.line = line;
    line.session = session;
    resumed += 1;
    for (const said of session.told.filter((t) => t.s > Number(seq))) send(line, said);
    tell(session, 'RESUMED', { _trace: [] });
    arrivals.resolve();
  }

  const isGood = (token: unknown) => world.tokenGood && `${token}`.replace(/^Bot /, '') === world.bot.token;

  function closed(line: Connection, code: number | null): void {
    lines.delete(line);
    hungUp.push(code);
    // Whoever says goodbye in good order doesn't come back.
    if (line.session && (code === 1_000 || code === 1_001)) sessions.delete(line.session.id);
    lose(line);
  }

  /** The session waits to be resumed. */
  function lose(line: Connection): void {
    if (line.session) {
      line.session.line = null;
      line.session.lostAt = world.now();
      line.session = null;
    }
    if (!listening()) arrivals = Promise.withResolvers();
  }

  world.listeners.push((happening: Happening) => {
    everyone(happening.t, (intents) =>
      hears(world, happening, intents) ? toldTo(world, happening, intents) : null,
    );
  });

  const gateway: Gateway = {
    total: 1_000,
    heartbeatEvery: 41_250,
    resumeWithin: 5 * 60_000,
    isDown: false,
    identified,
    hungUp,
    get resumed() {
      return resumed;
    },
    get opened() {
      return opened;
    },
    get connections() {
      return lines.size;
    },
    get heartbeats() {
      return heartbeats;
    },
    async connected() {
      while (!listening()) await arrivals.promise;
    },
    dispatch: (t, d) => everyone(t, () => d),
    hold() {
      holding = true;
    },
    release() {
      holding = false;
      for (const deliver of held.splice(0)) deliver();
    },
    zombie() {
      for (const line of lines) line.isDead = true;
      arrivals = Promise.withResolvers();
    },
    cut() {
      for (const line of lines) line.peer.cut();
    },
    hangUp(code = 4_000) {
      for (const line of lines) {
        if (line.session && endsSession.includes(code)) sessions.delete(line.session.id);
        line.peer.close(code);
      }
    },
    ask() {
      for (const line of lines) send(line, { op: 7, d: null });
    },
    invalidate(resumable) {
      for (const line of lines) {
        lose(line);
        send(line, { op: 9, d: resumable });
      }
      if (!resumable) sessions.clear();
    },
    forget() {
      for (const session of sessions.values()) if (!session.line) sessions.delete(session.id);
    },
    url: () => `ws://127.0.0.1:${port()}/gateway`,
    remaining: () => gateway.total - identified.filter((at) => world.now() - at < day).length,
    resetAfter() {
      const [first] = identified.filter((at) => world.now() - at < day);
      return first === undefined ? 0 : first + day - world.now();
    },
    upgrade(request, socket) {
      if (gateway.isDown) return void socket.end('HTTP/1.1 503 Service Unavailable\r\n\r\n');
      const query = new URL(request.url ?? '/', 'http://127.0.0.1').searchParams;
      const peer = acceptWebSocket(request, socket, {
        text: (said) => heard(line, said),
        closed: (code) => closed(line, code),
      });
      const line: Connection = { peer, session: null, isDead: false };
      lines.add(line);
      opened += 1;
      if (query.get('v') !== '10') return peer.close(4_012);
      send(line, { op: 10, d: { heartbeat_interval: gateway.heartbeatEvery, _trace: [] } });
    },
  };
  return gateway;
}
