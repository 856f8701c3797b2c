// Changes for the store's contract, with what a test doesn't care about filled in.

import { noChanges } from '../../src/app/batch.ts';
import type { Letter, Settlement } from '../../src/app/letter.ts';
import type { Changes, Head, Store, StoredEvent, Timer } from '../../src/app/ports.ts';
import { newAssembly } from '../../src/domain/assembly.ts';

export const NOON = '2026-03-03T12:00:00.000Z';
export const ONE = '2026-03-03T13:00:00.000Z';
export const TWO = '2026-03-03T14:00:00.000Z';

export function changes(some: Partial<Changes> = {}): Changes {
  return { ...noChanges(NOON), ...some };
}

export function head(assembly: string, seq: number): Head {
  const doc = { ...newAssembly(assembly), charter: 'c@1' };
  return { assembly, seq, hash: String(seq).padStart(64, '0'), doc };
}

export function event(assembly: string, seq: number, some: Partial<StoredEvent> = {}): StoredEvent {
  const hash = String(seq).padStart(64, '0');
  return {
    assembly,
    seq,
    at: NOON,
    name: 'ObjectionRaised',
    v: 1,
    data: '{"objection":"O1"}',
    hash,
    ...some,
  };
}

type AggregateRow = Changes['aggregates'][number];

/** An aggregate with any document: the store keeps it without looking inside. */
export function aggregate(
  type: AggregateRow['type'],
  id: string,
  some: Partial<Omit<AggregateRow, 'doc'>> & { doc?: object } = {},
): AggregateRow {
  return { assembly: 'a1', type, id, parent: null, status: 'open', doc: {}, ...some } as AggregateRow;
}

export function timer(key: string, dueAt: string, some: Partial<Timer> = {}): Timer {
  return { assembly: 'a1', key, kind: 'close', target: 'P1', dueAt, ...some };
}

/** A post of one lane; `key` names the message. */
export function post(key: string, some: Partial<Letter> = {}): Letter {
  return {
    assembly: 'a1',
    kind: 'post',
    room: 'r1',
    lane: 'posts:r1',
    subject: `post:${key}`,
    under: null,
    key,
    view: 'announcement',
    params: { call: 'C1' },
    notBefore: null,
    ...some,
  };
}

/** The card of one proposal in one room: a lane alone, one key for ever. */
export function card(proposal: string, some: Partial<Letter> = {}): Letter {
  const place = `card:r1:${proposal}`;
  return post(place, { kind: 'card', lane: place, subject: `card:${proposal}`, view: 'proposal', ...some });
}

/** Claims one letter; false when somebody else was faster. */
export async function claimLetter(store: Store, id: number, owner: string, at: string): Promise<boolean> {
  return (await store.claimLetters([id], owner, at)).length === 1;
}

export function settleLetter(store: Store, id: number, version: number, end: Settlement): Promise<void> {
  return store.settleLetters([{ id, version, end }]);
}
