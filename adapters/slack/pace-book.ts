// Whose turn it is to call Slack, as plain bookkeeping without a clock: times are milliseconds that the
// caller names, and never go back.

export interface Turn {
  /** The same each time the same letter comes. */
  key: string;
  /** Of the Web API; each has limits of its own. */
  method: string;
  /** Turns go round among channels. */
  channel: string;
}

export interface PaceBook {
  /** 0 when it is this one's turn, which is then taken; else the milliseconds until it will be. */
  ask(turn: Turn, now: number): number;
  /** It isn't waiting any more, and will be back then; its place is kept a while. */
  leave(turn: Turn, back: number): void;
  /** Nobody calls this method before then. */
  hold(method: string, until: number): void;
}

export interface Limit {
  /** Milliseconds between two calls in the long run. */
  every: number;
  /** How many may go at once after a quiet time. */
  atOnce: number;
  /** Milliseconds between two calls about one channel. */
  perChannel: number;
}

/** At most 9 + 40 calls in any minute: what Slack calls tier 3 allows about fifty. */
const tier3: Limit = { every: 1_500, atOnce: 9, perChannel: 0 };
/** Posts have no limit of their own a minute but 'several hundred', and one a second and channel. */
const posts: Limit = { every: 250, atOnce: 20, perChannel: 1_000 };

export const limits: Readonly<Record<string, Limit>> = { 'chat.postMessage': posts };

/** Milliseconds after which somebody who said they would be back has lost their place. */
const placeKept = 15 * 60_000;

export function paceBook(limitOf: (method: string) => Limit = (method) => limits[method] ?? tier3): PaceBook {
  const lines = new Map<string, Line>();
  const lineOf = (method: string) => {
    const line = lines.get(method) ?? newLine(limitOf(method));
    lines.set(method, line);
    return line;
  };
  return {
    ask({ key, method, channel }, now) {
      const line = lineOf(method);
      forget(line, now);
      const ticket = line.waiting.get(key) ?? newTicket(line, channel);
      ticket.back = null;
      line.waiting.set(key, ticket);
      const at = turnOf(line, ticket, now);
      if (at > now) return at - now;
      line.waiting.delete(key);
      take(line, ticket, now);
      return 0;
    },
    leave({ key, method }, back) {
      const ticket = lineOf(method).waiting.get(key);
      if (ticket) ticket.back = back;
    },
    hold(method, until) {
      const line = lineOf(method);
      line.heldUntil = Math.max(line.heldUntil, until);
    },
  };
}

interface Ticket {
  channel: string;
  /** Turns are taken in this order: the first of each channel, then the second of each … */
  round: number;
  /** Null while it waits here; else when it said it would be back. */
  back: number | null;
}

interface Line {
  limit: Limit;
  waiting: Map<string, Ticket>;
  /** The round of the last turn that was taken. */
  round: number;
  /** By channel, the round of the last ticket given out. */
  rounds: Map<string, number>;
  /** When the allowance is full again. */
  fullAt: number;
  heldUntil: number;
  /** By channel, when the next call may be made. */
  channels: Map<string, number>;
}

function newLine(limit: Limit): Line {
  return {
    limit,
    waiting: new Map(),
    round: 0,
    rounds: new Map(),
    fullAt: Number.NEGATIVE_INFINITY,
    heldUntil: Number.NEGATIVE_INFINITY,
    channels: new Map(),
  };
}

function newTicket(line: Line, channel: string): Ticket {
  const round = Math.max(line.round, line.rounds.get(channel) ?? 0) + 1;
  line.rounds.set(channel, round);
  return { channel, round, back: null };
}

/** When the ticket has its turn, if everybody comes as they said. */
function turnOf(line: Line, ticket: Ticket, now: number): number {
  const { every, atOnce, perChannel } = line.limit;
  const channels = new Map(line.channels);
  let { fullAt } = line;
  // Whoever is late for their turn is passed over, and has it when they come.
  const there = [...line.waiting.values()].filter((t) => t.back === null || t.back > now);
  const left = new Set(there);
  for (;;) {
    const open = Math.max(now, line.heldUntil, fullAt - (atOnce - 1) * every);
    let next = ticket;
    let at = Number.POSITIVE_INFINITY;
    for (const other of left) {
      const earliest = Math.max(open, channels.get(other.channel) ?? 0, other.back ?? 0);
      if (earliest < at || (earliest === at && other.round < next.round)) {
        next = other;
        at = earliest;
      }
    }
    if (next === ticket) return at;
    left.delete(next);
    fullAt = Math.max(fullAt, at) + every;
    channels.set(next.channel, at + perChannel);
  }
}

function take(line: Line, ticket: Ticket, now: number): void {
  line.fullAt = Math.max(line.fullAt, now) + line.limit.every;
  line.channels.set(ticket.channel, now + line.limit.perChannel);
  line.round = Math.max(line.round, ticket.round);
}

/** Nothing is kept of channels that are quiet, nor of letters that never came back. */
function forget(line: Line, now: number): void {
  for (const [channel, at] of line.channels) if (at <= now) line.channels.delete(channel);
  for (const [channel, round] of line.rounds) if (round <= line.round) line.rounds.delete(channel);
  for (const [key, { back }] of line.waiting) {
    if (back !== null && back + placeKept < now) line.waiting.delete(key);
  }
}
