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
  /** In the order of those that are waiting. */
  number: number;
  channel: string;
  /** Turns are taken in this order: the first of each channel, then the second of each … */
  round: number;
  /** Null while it waits here; else when it said it would be back. */
  back: number | null;
}

interface Line {
  limit: Limit;
  waiting: Map<string, Ticket>;
  /** Of the last ticket given out. */
  number: number;
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
    number: 0,
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
  line.number += 1;
  return { number: line.number, channel, round, back: null };
}

/**
 * When the ticket has its turn, if everybody comes as they said: the earliest that may go is the next, and of several
 * the one of the lowest round. Played through, with those that may go and those that have to wait apart.
 */
function turnOf(line: Line, ticket: Ticket, now: number): number {
  const { every, atOnce } = line.limit;
  const channels = new Map(line.channels);
  let { fullAt } = line;
  const mayGo = heap<Ticket>((a, b) => a.round - b.round || a.number - b.number);
  const waits = heap<{ ticket: Ticket; until: number }>((a, b) => a.until - b.until);
  const earliest = ({ channel, back }: Ticket) =>
    Math.max(freeAt(line, channels.get(channel)), line.held.get(channel) ?? 0, back ?? 0);
  // Whoever is late for their turn is passed over, and has it when they come.
  for (const other of line.waiting.values())
    if (other.back === null || other.back > now) waits.add({ ticket: other, until: earliest(other) });
  for (;;) {
    const open = Math.max(now, line.heldUntil, fullAt - (atOnce - 1) * every);
    const at = mayGo.first() ? open : Math.max(open, waits.first()?.until ?? open);
    while ((waits.first()?.until ?? Number.POSITIVE_INFINITY) <= at) {
      const first = waits.take();
      if (first) mayGo.add(first.ticket);
    }
    const next = mayGo.take();
    if (!next) return at;
    // Somebody before them may have used up what their channel allows.
    const until = earliest(next);
    if (until > at) {
      waits.add({ ticket: next, until });
      continue;
    }
    if (next === ticket) return at;
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

/** Gives out the least first. */
function heap<T>(compare: (a: T, b: T) => number) {
  const items: T[] = [];
  const less = (i: number, j: number) => compare(items[i] as T, items[j] as T) < 0;
  const swap = (i: number, j: number) => {
    [items[i], items[j]] = [items[j] as T, items[i] as T];
  };
  return {
    first: (): T | undefined => items[0],
    add(item: T): void {
      let i = items.push(item) - 1;
      for (let parent = (i - 1) >> 1; i > 0 && less(i, parent); parent = (i - 1) >> 1) {
        swap(i, parent);
        i = parent;
      }
    },
    take(): T | undefined {
      if (items.length > 1) swap(0, items.length - 1);
      const taken = items.pop();
      for (let i = 0; ; ) {
        const [left, right] = [2 * i + 1, 2 * i + 2];
        let least = left < items.length && less(left, i) ? left : i;
        if (right < items.length && less(right, least)) least = right;
        if (least === i) return taken;
        swap(i, least);
        i = least;
      }
    },
  };
}
