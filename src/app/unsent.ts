// What whoever runs the process is told of messages that can't leave: once for each room or person, reason and month.

import { coordination } from '../domain/assembly.ts';
import { addresses } from './addresses.ts';
import { type Obstacle, SendFailure } from './announcer.ts';
import { noChanges } from './batch.ts';
import { systemNow } from './execute.ts';
import type { Letter, LetterStatus, QueuedLetter, Settlement } from './letter.ts';
import type { Store } from './ports.ts';

/** The view of the letter that tells of it. */
export const unsentView = 'desk.unsent';

/** How an attempt failed, as a letter keeps it. */
export function errorOf(error: unknown): string {
  if (error instanceof SendFailure && error.obstacle) return JSON.stringify(error.obstacle);
  return error instanceof Error ? error.message : String(error);
}

/** What has to be done about it by people; null where an error says nothing of the kind. */
export function obstacleIn(error: string | null): Obstacle | null {
  return error?.startsWith('{"message":') ? (JSON.parse(error) as Obstacle) : null;
}

/** A letter that won’t leave, or not before somebody has done something. */
export function isStuck({ status, error }: Pick<QueuedLetter, 'status' | 'error'>): boolean {
  return status === 'dead' || status === 'held' || (status === 'pending' && obstacleIn(error) !== null);
}

/**
 * Puts into the queue what tells the coordinators of each letter that is stuck now. Whoever can’t be reached isn’t
 * told so, and of what tells of it nothing is told.
 *
 * @param now UTC
 */
export async function tellOfUnsent(
  store: Store,
  ends: readonly { letter: Letter; end: Settlement }[],
  now: string,
): Promise<void> {
  const stuck = ends.flatMap(({ letter, end }) => {
    const error = 'error' in end ? end.error : null;
    return letter.view !== unsentView && isStuck({ status: end.status, error })
      ? [{ letter, status: end.status, error }]
      : [];
  });
  await tell(
    store,
    stuck.map(({ letter, status, error }) => ({ letter, status, obstacle: obstacleIn(error) })),
    now,
  );
}

/**
 * The same of a letter that has left, though not as it should: the outbox counts it as sent, and somebody has to know.
 *
 * @param now UTC
 */
export async function tellOfAside(store: Store, key: string, obstacle: Obstacle, now: string): Promise<void> {
  const [letter] = await store.letters({ key }, 1);
  if (letter && letter.view !== unsentView) await tell(store, [{ letter, status: 'sent', obstacle }], now);
}

interface Trouble {
  letter: Letter;
  status: LetterStatus;
  obstacle: Obstacle | null;
}

async function tell(store: Store, troubles: readonly Trouble[], now: string): Promise<void> {
  const letters: Letter[] = [];
  for (const { letter, status, obstacle } of troubles) {
    const head = await store.head(letter.assembly);
    if (!head) continue;
    const persons = coordination(head.doc, now).filter((person) => person !== letter.room);
    const message = obstacle?.message ?? status;
    const where = obstacle?.everywhere ? 'everywhere' : letter.room;
    const as = `unsent:${where}:${message}:${now.slice(0, 7)}`;
    const params = {
      place: letter.room,
      kind: letter.kind,
      status,
      error: obstacle ? JSON.stringify(obstacle) : '',
    };
    const nowhere = { proposals: [], cards: new Map() };
    letters.push(...addresses(head.doc, head.seq, nowhere).private(unsentView, persons, params, { as }));
  }
  if (letters.length === 0) return;
  await store.transact(async (tx) => tx.write({ ...noChanges(systemNow()), letters }));
}
