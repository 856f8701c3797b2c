// The way out: letters leave in order, once, at the pace the platforms allow.
//
// A letter is claimed, rendered from the present state, sent, settled. One that was attempted before is
// looked up first, so that nobody is told twice. Cards show the latest state: what changed meanwhile
// makes no further message.

import { type Announcer, type Render, SendFailure } from './announcer.ts';
import { systemNow } from './execute.ts';
import type { Faults } from './faults.ts';
import type { QueuedLetter, SettledLetter, Settlement } from './letter.ts';
import { type PageReads, pageReads } from './page-reads.ts';
import { inTime, rest, watchSilence } from './patience.ts';
import type { Clock, Log, Store } from './ports.ts';
import { prepareSending, type Sending } from './sending.ts';
import { errorOf, tellOfUnsent } from './unsent.ts';
import { nowhere, Undelivered } from './ways.ts';

const attemptsAtMost = 10;
/** How long one process alone may send, and what must be left of it before anything is sent (ms). */
const leaseFor = 15_000;
const leaseMargin = 10_000;
/** What a platform may ask to wait at most (ms). */
const longestWait = 24 * 3_600_000;
const pageSize = 50;
const smallPage = 4;
/** Milliseconds for which one platform may keep the others waiting. */
const patience = 500;
/** Milliseconds. */
const longestRest = 1_000;

export interface Outbox {
  /** Something may have to leave. */
  kick(): void;
  /** Resolves when nothing can leave at this moment (what waits for a retry may remain). */
  idle(): Promise<void>;
  /** How many letters this process has seen accepted. */
  readonly sent: number;
  /** Sends nothing more, and resolves when what was being sent is settled. */
  stop(): Promise<void>;
}

export interface OutboxParts {
  store: Store;
  clock: Clock;
  log: Log;
  faults: Faults;
  announcers: ReadonlyMap<string, Announcer>;
  render: Render;
  /** Who this process is among those that share the store. */
  owner: string;
  /** How many letters may be under way at once. */
  parallel: number;
  /** Whether people wait: then letters give way. */
  busy: () => boolean;
  /** Whether a platform or workspace (`slack:T1`) is known to be cut off; none is, where nothing tells. */
  isAway?: (place: string) => boolean;
}

/** Milliseconds before the next attempt: 1 s, 2 s, 4 s … at most 5 minutes. */
export function backoff(attempts: number): number {
  return Math.min(300_000, 1_000 * 2 ** Math.max(0, attempts - 1));
}

export function createOutbox(parts: OutboxParts): Outbox {
  const { store, log, owner } = parts;
  let running: Promise<void> | undefined;
  let again = false;
  let stopping = false;
  let sent = 0;
  /** System milliseconds until which this process alone may send; 0 when it may not. */
  let leased = 0;
  /** What each platform still has to take: one that doesn’t answer keeps nobody else waiting. */
  const ways = new Map<string | null, Promise<void>>();
  const silence = watchSilence();
  /** The letters that this process is sending; whatever else is marked so was left behind by another life. */
  const underWay = new Set<number>();

  async function run(): Promise<void> {
    try {
      do {
        again = false;
        while (!stopping && (await lease()) && (await pageGivingWay())) again = true;
      } while (again && !stopping);
    } catch (error) {
      leased = 0;
      log.error(
        { err: error as Error },
        'the outbox stopped; the next look at the deadlines starts it again',
      );
    } finally {
      running = undefined;
    }
  }

  /** Only the holder of the lease sends: order within a lane needs one sender. */
  async function lease(): Promise<boolean> {
    await breath();
    const now = Date.now();
    if (leased - now > leaseMargin) return true;
    const isNew = leased <= now;
    const until = now + leaseFor;
    const held = await store.takeLease('outbox', owner, instantOf(now), instantOf(until));
    leased = held ? until : 0;
    if (held && isNew) await recover();
    return held;
  }

  /** What somebody who is gone had begun to send is uncertain: it is tried again, looking first. */
  async function recover(): Promise<void> {
    const orphans = (await store.lettersUnderWay()).filter((letter) => !underWay.has(letter.id));
    for (const { id, key } of orphans) {
      log.info({ letter: id, key }, 'an interrupted letter is taken up again');
    }
    await store.settleLetters(orphans.map((letter) => settled(letter, interrupted())));
  }

  /**
   * While people wait, pages are small and a rest follows each, six times as long as it took: letters
   * take a seventh of the thread at most, and still leave.
   */
  async function pageGivingWay(): Promise<boolean> {
    const busy = parts.busy();
    const start = performance.now();
    const more = await page(busy ? smallPage : pageSize);
    if (busy && parts.busy()) await rest(Math.min(longestRest, 6 * (performance.now() - start)));
    return more;
  }

  /** Sends what may leave now, at most a page of it; false when there was nothing. */
  async function page(size: number): Promise<boolean> {
    const letters = await store.sendableLetters(systemNow(), parts.clock.now(), size);
    if (letters.length === 0) return false;
    const ids = letters.map((letter) => letter.id);
    for (const id of await store.claimLetters(ids, owner, systemNow())) underWay.add(id);
    const mine = letters.filter((letter) => underWay.has(letter.id));
    try {
      await parts.faults('outbox.claimed');
      const reads = pageReads(store);
      const ready = await Promise.all(mine.map((letter) => prepare(letter, reads)));
      const before = new Set(ways.keys());
      const groups = [...Map.groupBy(ready, (one) => one.platform)];
      const begun = groups.map(([platform, some]) => ({ platform, end: taken(platform, some) }));
      await patiently(begun.filter(({ platform }) => !before.has(platform)).map(({ end }) => end));
    } catch (error) {
      for (const { id } of mine) underWay.delete(id);
      throw error;
    }
    return true;
  }

  /** As long as a platform answers, its letters are waited for; with one platform alone, whatever it does. */
  async function patiently(ends: Promise<void>[]): Promise<void> {
    const all = Promise.all(ends);
    if (parts.announcers.size < 2) await all;
    else await Promise.race([all, rest(patience, all)]);
  }

  /** What a platform takes comes after what it has been given before, and then shows what there is by then. */
  function taken(platform: string | null, some: Ready[]): Promise<void> {
    const former = ways.get(platform);
    const way = (former ?? Promise.resolve())
      .then(async () => {
        const reads = pageReads(store);
        const ready = former ? await Promise.all(some.map(({ letter }) => prepare(letter, reads))) : some;
        await delivered(ready);
      })
      .catch((error: unknown) => {
        leased = 0;
        log.error(
          { err: error as Error, platform },
          'letters could not be settled; they are looked up later',
        );
      })
      .finally(() => {
        for (const { letter } of some) underWay.delete(letter.id);
        if (ways.get(platform) === way) ways.delete(platform);
        // Whoever stood behind these may leave now.
        kick();
      });
    ways.set(platform, way);
    return way;
  }

  async function delivered(ready: Ready[]): Promise<void> {
    const ends: SettledLetter[] = [];
    for (let i = 0; i < ready.length; i += parts.parallel) {
      const slice = ready.slice(i, i + parts.parallel);
      const mayGoOn = !stopping && (await lease());
      ends.push(
        ...(await Promise.all(slice.map(mayGoOn ? deliver : async (d) => settled(d.letter, interrupted())))),
      );
    }
    await store.settleLetters(ends);
    await told(
      ready.map(({ letter }) => letter),
      ends,
    );
    await parts.faults('outbox.settled');
  }

  /** People learn of what can’t leave; where even that fails, the log has it, and `moi` shows it. */
  async function told(letters: readonly QueuedLetter[], ends: readonly SettledLetter[]): Promise<void> {
    const byId = new Map(letters.map((letter) => [letter.id, letter]));
    const pairs = ends.flatMap(({ id, end }) => {
      const letter = byId.get(id);
      return letter ? [{ letter, end }] : [];
    });
    await tellOfUnsent(store, pairs, parts.clock.now()).catch((error: unknown) => {
      log.error({ err: error as Error }, 'nobody could be told of messages that didn’t leave');
    });
  }

  async function prepare(letter: QueuedLetter, reads: PageReads): Promise<Ready> {
    try {
      return { letter, ...(await prepareSending({ ...parts, isAway }, letter, reads)) };
    } catch (error) {
      return { letter, platform: placeOf(letter).split(':')[0] || null, send: () => Promise.reject(error) };
    }
  }

  function isAway(place: string): boolean {
    return parts.isAway?.(place) === true || silence.isSilent(place.split(':')[0] ?? '');
  }

  async function deliver({ letter, platform, send }: Ready): Promise<SettledLetter> {
    const end = await inTime(send()).catch((error: unknown) => failed(letter, platform, error));
    if (end.status === 'sent' && end.post) {
      sent += 1;
      silence.answered(platform);
    }
    await parts.faults('outbox.sent');
    return settled(letter, end);
  }

  function failed(letter: QueuedLetter, platform: string | null, thrown: unknown): Settlement {
    const apart = thrown instanceof Undelivered ? thrown : null;
    const error = apart ? apart.cause : thrown;
    const attempts = letter.attempts + 1;
    const failure = error instanceof SendFailure ? error : undefined;
    const kind = failure?.kind ?? 'error';
    const fields = { letter: letter.id, key: letter.key, attempts, kind };
    const message = errorOf(error);
    if (kind === 'retry' || kind === 'uncertain')
      silence.failed(apart?.place.split(':')[0] ?? platform, letter.key);
    if (kind === 'blind') {
      log.error(fields, 'a letter is held: whether it arrived can’t be found out');
      return { status: 'held', error: message, at: systemNow() };
    }
    // An attempt counts against a letter while its platform takes others.
    const spent = attempts >= attemptsAtMost && !isAway(apart?.place ?? placeOf(letter));
    if (kind === 'permanent' || spent) {
      log.error({ ...fields, err: error as Error }, 'a letter is given up');
      return { status: 'dead', error: message, at: systemNow() };
    }
    const asked = Math.min(longestWait, (failure?.retryAfter ?? 0) * 1_000);
    const wait = Math.max(backoff(attempts), Number.isFinite(asked) ? asked : 0);
    log.warn({ ...fields, err: error as Error, wait }, 'a letter did not leave and will be tried again');
    const tried = kind === 'retry' ? nowhere : apart?.place;
    const via = apart ? (tried ?? null) : letter.via;
    return { status: 'pending', error: message, retryAt: new Date(Date.now() + wait).toISOString(), via };
  }

  function kick(): void {
    if (stopping) return;
    again = true;
    running ??= Promise.resolve().then(run);
  }

  return {
    get sent() {
      return sent;
    },
    kick,
    async idle() {
      while (running || ways.size > 0) await Promise.all([running, ...ways.values()]);
    },
    async stop() {
      stopping = true;
      await running;
      await Promise.all(ways.values());
      if (leased > 0) await store.releaseLease('outbox', owner);
    },
  };
}

/** A letter ready to leave; nothing of it has left yet. */
interface Ready extends Sending {
  letter: QueuedLetter;
}

/** `slack:T1`; nothing for a private letter, which may go several ways. */
function placeOf({ kind, room }: QueuedLetter): string {
  return kind === 'private' ? '' : room.split(':').slice(0, 2).join(':');
}

function settled({ id, version }: QueuedLetter, end: Settlement): SettledLetter {
  return { id, version, end };
}

function interrupted(): Settlement {
  return { status: 'pending', error: 'interrupted', retryAt: systemNow() };
}

/** Lets people’s acts, which wait on sockets, go first. */
function breath(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

function instantOf(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
