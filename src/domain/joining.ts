// One person known under two ids: which one stays, and what everything that named the other becomes. Events keep
// the old id; state names the one that stays, so that whoever looks finds one person.

import type { Stance } from './answers.ts';
import type { Assembly } from './assembly.ts';
import type { EventOf } from './events.ts';
import type { Mandate } from './people.ts';

/** What an event names of an aggregate. */
interface Named {
  type: string;
  id: string;
}

export interface JoiningEvents {
  /**
   * `from` is from now on the person `into`. `named`: everything in this assembly that named `from`.
   * `coordinates`: one of them runs the process, so that whatever confirmed the other was their own act.
   */
  PersonsJoined: { from: string; into: string; named: Named[]; coordinates: boolean };
}

type Joined = EventOf<'PersonsJoined'>;

/** The person whom an id means today. */
export function personNow({ joined }: Pick<Assembly, 'joined'>, person: string): string {
  return joined?.[person] ?? person;
}

/** The same for an id that is made of several, as that of a mandate is. */
export function idNow(assembly: Pick<Assembly, 'joined'>, id: string): string {
  return parts(id, (part) => personNow(assembly, part));
}

/** All ids under which a person may have been written to. */
export function idsOf({ joined = {} }: Pick<Assembly, 'joined'>, person: string): string[] {
  return [person, ...Object.keys(joined).filter((former) => joined[former] === person)];
}

/** What changes: everything that named the one, and what now stands under the other’s id. */
export function joinedKeys({ data }: Joined): Named[] {
  const both = data.named.flatMap(({ type, id }) => [
    { type, id },
    { type, id: renamedId(id, data) },
  ]);
  return [...new Map(both.map((key) => [`${key.type}:${key.id}`, key])).values()];
}

/** One of them as the event leaves it. Pure: `get` answers with the state before. */
export function joinedOne(type: string, id: string, { data }: Joined, get: (key: Named) => unknown): unknown {
  const state = get({ type, id });
  const goes = renamedId(id, data) !== id;
  if (type === 'mandate' && goes) return { ...(state as Mandate), status: 'ended' };
  if (type === 'stance' && goes)
    return { ...(state as Stance), status: 'withdrawn', consent: null, interest: null };
  const former = data.named.find((k) => k.type === type && k.id !== id && renamedId(k.id, data) === id);
  const brought = renamed(former ? get(former) : state, data);
  if (type === 'stance') return former ? oneStance(brought as Stance, state as Stance | undefined) : brought;
  if (type !== 'mandate') return brought;
  const own = former ? oneMandate(brought as Mandate, state as Mandate | undefined) : (brought as Mandate);
  return vouchedFor(own, data);
}

/** What it is called once both are one; the same where it isn’t called after the one that goes. */
function renamedId(id: string, { from, into }: Joined['data']): string {
  return parts(id, (part) => (part === from ? into : part));
}

/** A document in which the one stands wherever the other stood. A list that now names them twice does so once. */
function renamed<T>(value: T, data: Joined['data']): T {
  if (typeof value === 'string') return renamedId(value, data) as T;
  if (Array.isArray(value)) {
    const items = value.map((item) => renamed(item, data));
    const repeated = items.includes(data.into) && value.includes(data.from);
    return (repeated ? [...new Set(items)] : items) as T;
  }
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([name, inner]) => [renamedId(name, data), renamed(inner, data)]);
  return Object.fromEntries(entries) as T;
}

const rank = { confirmed: 3, claimed: 2, declined: 1, ended: 0 } as const;

/**
 * One mandate of the two that one person held for an institution: the one that lets them do more, and of equals
 * the older.
 */
function oneMandate(moved: Mandate, own: Mandate | undefined): Mandate {
  if (!own || rank[moved.status] > rank[own.status]) return moved;
  if (rank[moved.status] < rank[own.status]) return own;
  const [older, later] = moved.from < own.from ? [moved, own] : [own, moved];
  return { ...older, selfConfirmed: older.selfConfirmed && later.selfConfirmed };
}

/** Whoever coordinates and was confirmed under another id has confirmed themselves. */
function vouchedFor(mandate: Mandate, { coordinates }: Joined['data']): Mandate {
  return coordinates && mandate.status === 'confirmed' ? { ...mandate, selfConfirmed: true } : mandate;
}

/** One voice of two: the last word of each kind. */
function oneStance(moved: Stance, own: Stance | undefined): Stance {
  if (!own) return moved;
  const consent = later(moved.consent, own.consent);
  const interest = later(moved.interest, own.interest);
  const entered = consent === own.consent && interest === own.interest ? own.entered : moved.entered;
  return { ...own, entered, consent, interest, status: consent || interest ? 'said' : 'withdrawn' };
}

function later<T extends { at: string }>(a: T | null, b: T | null): T | null {
  if (!a || !b) return a ?? b;
  return a.at > b.at ? a : b;
}

/** Whoever coordinated under either id does so; a stand-in lasts as long as the longer of the two. */
export function joinedAssembly(state: Assembly, { data }: Joined): Assembly {
  const { from, into } = data;
  const ends = [from, into]
    .filter((person) => state.deputies.includes(person))
    .map((person) => state.until[person] ?? null);
  const last = ends.includes(null) ? undefined : ends.toSorted().at(-1);
  const others = Object.entries(state.until).filter(([person]) => person !== from && person !== into);
  return {
    ...state,
    coordinators: renamed(state.coordinators, data),
    deputies: renamed(state.deputies, data),
    until: Object.fromEntries(last ? [...others, [into, last]] : others),
    joined: { ...renamed(state.joined ?? {}, data), [from]: into },
  };
}

function parts(id: string, each: (part: string) => string): string {
  return id.includes('~') ? id.split('~').map(each).join('~') : each(id);
}
