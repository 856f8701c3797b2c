// Reads for a page of letters: what many of them ask for is fetched once, and what they ask for at the
// same moment in one query.

import DataLoader from 'dataloader';
import type { Aggregate, AggregateType } from '../domain/aggregates.ts';
import type { RenderReads } from './announcer.ts';
import type { Post } from './letter.ts';
import type { AssemblyKey, Content, Reads, Store } from './ports.ts';

/** Reads as of about now: what changes meanwhile has raised its letter’s version, and is sent again. */
export type PageReads = RenderReads & {
  post(room: string, subject: string): Promise<Post | undefined>;
};

/** A database takes some 30,000 values in one question. */
const mostAtOnce = 10_000;

export function pageReads(store: Store): PageReads {
  const aggregates = new DataLoader<AssemblyKey, Aggregate | undefined, string>(
    async (keys) => {
      const found = new Map((await store.aggregatesOf([...keys])).map((a) => [keyOf(a), a]));
      return keys.map((key) => found.get(keyOf(key)));
    },
    { cacheKeyFn: keyOf, maxBatchSize: mostAtOnce },
  );
  const contents = new DataLoader<string, Content | undefined>(async (ids) => {
    const found = new Map((await store.contents([...ids])).map((c) => [c.id, c]));
    return ids.map((id) => found.get(id));
  });
  const persons = new DataLoader<string, Awaited<ReturnType<Reads['person']>>>(async (ids) => {
    const found = new Map((await store.persons([...ids])).map((p) => [p.id, p]));
    return ids.map((id) => found.get(id));
  });
  const posts = new DataLoader<Pick<Post, 'room' | 'subject'>, Post | undefined, string>(
    async (keys) => {
      const found = new Map((await store.posts([...keys])).map((p) => [placeOf(p), p]));
      return keys.map((key) => found.get(placeOf(key)));
    },
    { cacheKeyFn: placeOf },
  );
  const heads = new DataLoader((ids: readonly string[]) => Promise.all(ids.map((id) => store.head(id))));
  const identities = new DataLoader(async (ids: readonly string[]) => {
    const found = await store.identitiesOf([...ids]);
    return ids.map((id) => found.filter((identity) => identity.person === id));
  });
  const children = new DataLoader<Family, Aggregate[], string>(
    async (families) => {
      const groups = Map.groupBy(families, ({ assembly, type }) => `${assembly} ${type}`);
      const found = new Map<string, Aggregate[]>();
      for (const same of groups.values()) {
        const { assembly, type } = same[0] as Family;
        const all = await store.aggregates(assembly, type, { parents: same.map(({ parent }) => parent) });
        for (const [parent, list] of Map.groupBy(all, (row) => row.parent ?? '')) {
          found.set(familyOf({ assembly, type, parent }), list);
        }
      }
      return families.map((family) => found.get(familyOf(family)) ?? []);
    },
    { cacheKeyFn: familyOf },
  );
  const lists = new Map<string, Promise<Aggregate[]>>();
  const worked = new Map<string, Promise<unknown>>();

  return {
    head: (assembly) => heads.load(assembly),
    aggregate: (assembly, type, id) => aggregates.load({ assembly, type, id }),
    aggregates(assembly, type, where = {}) {
      const { parent, ...others } = where;
      if (parent !== undefined && Object.keys(others).length === 0)
        return children.load({ assembly, type, parent });
      const key = JSON.stringify([assembly, type, where]);
      const list = lists.get(key) ?? store.aggregates(assembly, type, where);
      lists.set(key, list);
      return list;
    },
    async contents(ids) {
      return (await contents.loadMany(ids)).filter(
        (c): c is Content => c !== undefined && !(c instanceof Error),
      );
    },
    person: (id) => persons.load(id),
    delivered: (keys) => store.delivered(keys),
    async identitiesOf(persons) {
      const lists = await identities.loadMany(persons);
      return lists.flatMap((list) => (list instanceof Error ? [] : list));
    },
    letters: (where, limit) => store.letters(where, limit),
    post: (room, subject) => posts.load({ room, subject }),
    once<T>(name: string, work: () => Promise<T>) {
      const known = (worked.get(name) as Promise<T> | undefined) ?? work();
      worked.set(name, known);
      return known;
    },
  };
}

function keyOf({ assembly, type, id }: AssemblyKey): string {
  return `${assembly} ${type} ${id}`;
}

/** Those of one type that belong to another: the objections to a proposal. */
interface Family {
  assembly: string;
  type: AggregateType;
  parent: string;
}

function familyOf({ assembly, type, parent }: Family): string {
  return `${assembly} ${type} ${parent}`;
}

function placeOf({ room, subject }: Pick<Post, 'room' | 'subject'>): string {
  return JSON.stringify([room, subject]);
}
