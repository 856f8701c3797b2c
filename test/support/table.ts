// A transition table written as text, and the name of what a decision does to one thing.

import type { Aggregate } from '../../src/domain/aggregates.ts';
import type { Decision } from '../../src/domain/decision.ts';
import type { DomainEvent } from '../../src/domain/events.ts';
import { isRefusal, type RefusalCode } from '../../src/domain/refusal.ts';
import { evolve } from '../../src/domain/world.ts';

/** Everything that stands, by type and id: 'proposal:P1'. */
export type World = Map<string, Aggregate['doc']>;

export interface Cell {
  act: string;
  state: string;
  expected: string;
}

/** Reads a table: its first line names the states, each further line an act and a cell for each of them. */
export function readTable(text: string): { states: string[]; acts: string[]; cells: Cell[] } {
  const [head = [], ...lines] = text
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/));
  const states = head.slice(1);
  const cells = lines.flatMap(([act = '', ...found]) =>
    states.map((state, i) => ({ act, state, expected: found[i] ?? 'missing' })),
  );
  return { states, acts: lines.map(([act = '']) => act), cells };
}

/** What stands after these events. */
export function after(world: World, events: readonly DomainEvent[]): World {
  const next = new Map(world);
  for (const e of events) {
    for (const row of evolve(e, ({ type, id }) => next.get(`${type}:${id}`) as never))
      next.set(`${row.type}:${row.id}`, row.doc);
  }
  return next;
}

/**
 * What a decision does to one thing, as a cell says it: `!u` a refusal by its letter, `·` nothing, `=`
 * something that leaves its status, else the status that follows by its abbreviation.
 */
export function outcomeFor(
  subject: string,
  decision: Decision,
  world: World,
  words: { refusals: Partial<Record<RefusalCode, string>>; statuses: Record<string, string> },
): string {
  if (isRefusal(decision)) return `!${words.refusals[decision.refused] ?? decision.refused}`;
  if (decision.length === 0) return '·';
  const status = (of: World) => (of.get(subject) as { status: string } | undefined)?.status ?? 'none';
  const next = status(after(world, decision));
  return next === status(world) ? '=' : (words.statuses[next] ?? next);
}
