// Whose turn it is to call a platform, as plain bookkeeping without a clock: times are milliseconds that the
// caller names, and never go back.

export interface Turn {
  /** The same each time the same letter comes. */
  key: string;
  /** What is called, as the platform's limits go: each has its own. */
  method: string;
  /** Turns go round among channels. */
  channel: string;
}

export interface PaceBook {
  /** 0 when it is this one's turn, which is then taken; else the milliseconds until it will be. */
  ask(turn: Turn, now: number): number;
  /** It isn't waiting any more, and will be back then; its place is kept a while. */
  leave(turn: Turn, back: number): void;
  /** Nobody calls this method before then: about that channel, or about any. */
  hold(method: string, until: number, channel?: string): void;
}

export interface Limit {
  /** Milliseconds between two calls in the long run. */
  every: number;
  /** How many may go at once after a quiet time. */
  atOnce: number;
  /** How many calls about one channel there may be within any so many milliseconds; null where it has no limit of its own. */
  perChannel: { calls: number; within: number } | null;
}

/** Milliseconds after which somebody who said they would be back has lost their place. */
const placeKept = 15 * 60_000;

/** @param limitOf the limits of each method */
export function paceBook(limitOf: (method: string) => Limit): PaceBook {
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
    hold(method, until, channel) {
      const line = lineOf(method);
      if (channel === undefined) line.heldUntil = Math.max(line.heldUntil, until);
      else line.held.set(channel, Math.max(line.held.get(channel) ?? 0, until));
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
  /** By channel, until when it is left alone. */
  held: Map<string, number>;
  /** By channel, when the last calls were made that still count. */
  channels: Map<string, readonly number[]>;
}

function newLine(limit: Limit): Line {
  return {
    limit,
    waiting: new Map(),
    round: 0,
    rounds: new Map(),
    fullAt: Number.NEGATIVE_INFINITY,
    heldUntil: Number.NEGATIVE_INFINITY,
    held: new Map(),
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
  const { every, atOnce } = line.limit;
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
      const free = freeAt(line, channels.get(other.channel));
      const earliest = Math.max(open, free, line.held.get(other.channel) ?? 0, other.back ?? 0);
      if (earliest < at || (earliest === at && other.round < next.round)) {
        next = other;
        at = earliest;
      }
    }
    if (next === ticket) return at;
    left.delete(next);
    fullAt = Math.max(fullAt, at) + every;
    channels.set(next.channel, counted(line, channels.get(next.channel), at));
  }
}

/** When the next call about a channel may be made, after those that were. */
function freeAt({ limit: { perChannel } }: Line, calls: readonly number[] = []): number {
  if (perChannel === null) return 0;
  const first = calls.at(-perChannel.calls);
  return first !== undefined && calls.length >= perChannel.calls ? first + perChannel.within : 0;
}

/** The calls about a channel that count, with this one. */
function counted(
  { limit: { perChannel } }: Line,
  calls: readonly number[] = [],
  at: number,
): readonly number[] {
  return perChannel ? [...calls, at].slice(-perChannel.calls) : [];
}

function take(line: Line, ticket: Ticket, now: number): void {
  line.fullAt = Math.max(line.fullAt, now) + line.limit.every;
  line.channels.set(ticket.channel, counted(line, line.channels.get(ticket.channel), now));
  line.round = Math.max(line.round, ticket.round);
}

/** Nothing is kept of channels that are quiet, nor of letters that never came back. */
function forget(line: Line, now: number): void {
  const { perChannel } = line.limit;
  const counts = now - (perChannel?.within ?? 0);
  for (const [channel, calls] of line.channels) {
    if ((calls.at(-1) ?? counts) <= counts) line.channels.delete(channel);
  }
  for (const [channel, until] of line.held) if (until <= now) line.held.delete(channel);
  for (const [channel, round] of line.rounds) if (round <= line.round) line.rounds.delete(channel);
  for (const [key, { back }] of line.waiting) {
    if (back !== null && back + placeKept < now) line.waiting.delete(key);
  }
}
