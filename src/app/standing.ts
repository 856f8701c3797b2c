// What stands in each assembly, kept in memory for as long as its history goes no further: somebody who only looks
// costs the store one question, where the history stands.

import type { Aggregate } from '../domain/aggregates.ts';
import { type PageReads, pageReads } from './page-reads.ts';
import type { Head, Store } from './ports.ts';

export interface Standing {
  /**
   * Reads as of this head or a little later, as `pageReads`. State changes with the history alone, so it is read once
   * until that goes further. Names, words, letters and posts are read anew: they may change without it.
   *
   * @param head as the store has just answered it
   */
  readsAt(head: Head): PageReads;
  forget(): void;
}

/** Beyond that the assembly that was looked at longest ago is read anew. */
const mostAssemblies = 20;
/** Rows of one assembly, some megabytes; when there are more, all are read anew. */
const mostRows = 1_000;
/** A longer list is read each time. */
const longestList = 200;

interface Kept {
  hash: string;
  /** How many there are, each list with its own. */
  rows: number;
  answers: Map<string, Promise<unknown>>;
}

export function createStanding(store: Store): Standing {
  const assemblies = new Map<string, Kept>();

  function keptAt({ assembly, hash }: Head): Kept {
    const known = assemblies.get(assembly);
    const holds = known?.hash === hash && known.rows < mostRows;
    const kept = holds ? known : { hash, rows: 0, answers: new Map() };
    // The last one looked at stands last.
    assemblies.delete(assembly);
    assemblies.set(assembly, kept);
    const [oldest] = assemblies.keys();
    if (assemblies.size > mostAssemblies && oldest !== undefined) assemblies.delete(oldest);
    return kept;
  }

  return {
    readsAt(head) {
      const kept = keptAt(head);
      const reads = pageReads(store);
      return {
        ...reads,
        aggregate(assembly, type, id) {
          const ask = () => reads.aggregate(assembly, type, id);
          return assembly === head.assembly ? once(kept, `${type} ${id}`, ask) : ask();
        },
        aggregates(assembly, type, where = {}) {
          const ask = () => reads.aggregates(assembly, type, where);
          return assembly === head.assembly ? once(kept, JSON.stringify([type, where]), ask) : ask();
        },
      };
    },
    forget: () => assemblies.clear(),
  };
}

/** What failed is asked again. */
function once<T extends Aggregate | Aggregate[] | undefined>(
  kept: Kept,
  name: string,
  ask: () => Promise<T>,
): Promise<T> {
  const known = kept.answers.get(name);
  if (known) return known as Promise<T>;
  const asked = ask();
  kept.answers.set(name, asked);
  asked.then(
    (answer) => {
      const rows = Array.isArray(answer) ? answer.length : 0;
      if (rows > longestList) kept.answers.delete(name);
      else kept.rows += rows + 1;
    },
    () => kept.answers.delete(name),
  );
  return asked;
}
