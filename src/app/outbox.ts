// The way out: letters leave in order, once, at the pace the platforms allow.
//
// A letter is claimed, rendered from the present state, sent, settled. One that was attempted before is
// looked up first, so that nobody is told twice. Cards show the latest state: what changed meanwhile
// makes no further message.

import type { Lang, Room } from '../domain/people.ts';
import { langs } from '../domain/people.ts';
import { canonical, sha256 } from './chain.ts';
import { systemNow } from './execute.ts';
import type { Faults } from './faults.ts';
import {
  type Address,
  type Announcer,
  type Clock,
  type Log,
  type Outgoing,
  type QueuedLetter,
  type Render,
  SendFailure,
  type Settlement,
  type Store,
} from './ports.ts';

const attemptsAtMost = 10;
const leaseFor = 10_000;
const pageSize = 50;

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
  /** How many letters may be under way at once; 1 keeps one order over all rooms. */
  parallel: number;
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

  async function run(): Promise<void> {
    try {
      do {
        again = false;
        await drain();
      } while (again && !stopping);
    } catch (error) {
      log.error({ err: error as Error }, 'the outbox stopped; the next sweep starts it again');
    } finally {
      running = undefined;
    }
  }

  /** Only the holder of the lease sends: order within a lane needs one sender. */
  async function drain(): Promise<void> {
    const now = Date.now();
    const until = new Date(now + leaseFor).toISOString();
    if (!(await store.takeLease('outbox', owner, new Date(now).toISOString(), until))) return;
    await recover();
    while (!stopping) {
      const letters = await store.sendableLetters(systemNow(), parts.clock.now(), pageSize);
      if (letters.length === 0) return;
      for (let i = 0; i < letters.length && !stopping; i += parts.parallel) {
        await Promise.all(letters.slice(i, i + parts.parallel).map(deliver));
      }
      await store.takeLease('outbox', owner, systemNow(), new Date(Date.now() + leaseFor).toISOString());
    }
  }

  /** What a process that is gone had begun to send is uncertain: it is tried again, looking first. */
  async function recover(): Promise<void> {
    for (const letter of await store.orphanedLetters([owner])) {
      log.info({ letter: letter.id, view: letter.view }, 'an interrupted letter is taken up again');
      await store.settleLetter(letter.id, letter.version, {
        status: 'pending',
        error: 'interrupted',
        retryAt: systemNow(),
      });
    }
  }

  async function deliver(letter: QueuedLetter): Promise<void> {
    if (!(await store.claimLetter(letter.id, owner, systemNow()))) return;
    await parts.faults('outbox.claimed');
    const end = await attempt(letter);
    if (end.status === 'sent' && end.post) sent += 1;
    await parts.faults('outbox.sent');
    await store.settleLetter(letter.id, letter.version, end);
    await parts.faults('outbox.settled');
  }

  async function attempt(letter: QueuedLetter): Promise<Settlement> {
    try {
      return await send(parts, letter);
    } catch (error) {
      return failed(letter, error);
    }
  }

  function failed(letter: QueuedLetter, error: unknown): Settlement {
    const attempts = letter.attempts + 1;
    const failure = error instanceof SendFailure ? error : undefined;
    const fields = { letter: letter.id, view: letter.view, attempts, kind: failure?.kind ?? 'error' };
    const message = error instanceof Error ? error.message : String(error);
    if (failure?.kind === 'blind') {
      log.error(fields, 'a letter is held: whether it arrived can’t be found out');
      return { status: 'held', error: message, at: systemNow() };
    }
    if (failure?.kind === 'permanent' || attempts >= attemptsAtMost) {
      log.error({ ...fields, err: error as Error }, 'a letter is given up');
      return { status: 'dead', error: message, at: systemNow() };
    }
    const wait = Math.max(backoff(attempts), (failure?.retryAfter ?? 0) * 1_000);
    log.warn({ ...fields, err: error as Error, wait }, 'a letter did not leave and will be tried again');
    return { status: 'pending', error: message, retryAt: new Date(Date.now() + wait).toISOString() };
  }

  return {
    get sent() {
      return sent;
    },
    kick() {
      if (stopping) return;
      again = true;
      running ??= Promise.resolve().then(run);
    },
    async idle() {
      while (running) await running;
    },
    async stop() {
      stopping = true;
      await running;
    },
  };
}

/** Renders and sends one claimed letter; what is already shown isn't sent again. */
async function send({ store, announcers, render }: OutboxParts, letter: QueuedLetter): Promise<Settlement> {
  const found = await addressOf(store, letter, announcers);
  if (!found) return { status: 'dead', error: 'nobody to send it to', at: systemNow() };
  const { address, announcer, lang } = found;
  const card = await render(store, letter, lang);
  const outgoing: Outgoing = { card, key: letter.key, lang };
  const rendered = sha256(canonical(card));
  const at = systemNow();
  const former = letter.kind === 'card' ? await store.post(letter.room, letter.subject) : undefined;
  const sent = (messageId: string): Settlement => ({
    status: 'sent',
    post: { room: letter.room, subject: letter.subject, messageId, rendered, at },
    at,
  });

  if (former?.rendered === rendered) return { status: 'sent', post: null, at };
  if (former) {
    try {
      await announcer.edit(address, former.messageId, outgoing);
      return sent(former.messageId);
    } catch (error) {
      if (!(error instanceof SendFailure) || error.kind !== 'gone') throw error;
      await store.forgetPost(letter.room, letter.subject);
      return sent(await announcer.post(address, outgoing));
    }
  }
  const arrived = mayHaveArrived(letter) ? await announcer.find(address, letter.key) : undefined;
  if (arrived === undefined) return sent(await announcer.post(address, outgoing));
  if (letter.kind === 'card') await announcer.edit(address, arrived, outgoing);
  return sent(arrived);
}

/** An earlier attempt may have got through: of this letter, or of the card that it renews. */
function mayHaveArrived(letter: QueuedLetter): boolean {
  return letter.attempts > 0 || (letter.kind === 'card' && letter.version > 1);
}

async function addressOf(
  store: Store,
  letter: QueuedLetter,
  announcers: ReadonlyMap<string, Announcer>,
): Promise<{ address: Address; announcer: Announcer; lang: Lang } | undefined> {
  if (letter.kind !== 'private') {
    const row = await store.aggregate(letter.assembly, 'room', letter.room);
    const room = row?.doc as Room | undefined;
    const announcer = room && announcers.get(room.platform);
    return room && announcer && { address: { kind: 'room', room }, announcer, lang: room.lang };
  }
  const person = await store.person(letter.room);
  for (const identity of await store.identitiesOf(letter.room)) {
    const announcer = announcers.get(identity.platform);
    const lang = langs.find((l) => l === person?.lang) ?? 'fr';
    if (announcer) return { address: { kind: 'person', identity }, announcer, lang };
  }
  return undefined;
}
