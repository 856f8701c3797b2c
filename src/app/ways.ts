// Ways to a person: by which of their identities a private letter goes, so that it comes once, where they are.

import type { Assembly } from '../domain/assembly.ts';
import { type Address, type Announcer, SendFailure } from './announcer.ts';
import type { QueuedLetter } from './letter.ts';
import type { PageReads } from './page-reads.ts';
import type { Identity } from './ports.ts';

export interface Way {
  to: Address;
  announcer: Announcer;
  /** Platform and workspace: `slack:T1`. */
  place: string;
  /** A room of the assembly that they can see; any of them where they see none. */
  room: string;
}

/** What `QueuedLetter.via` says of a letter that has surely arrived nowhere. */
export const nowhere = '-';

/**
 * The ways to a person, the best first: what answers before what is cut off, then where the assembly has a room,
 * then in the order of the identities. The same for the same state, so that a letter tried again goes the same way.
 *
 * @param isAway whether a platform or workspace is known to be cut off
 */
export async function waysTo(
  reads: Pick<PageReads, 'identitiesOf'>,
  person: string,
  { rooms }: Pick<Assembly, 'rooms'>,
  announcers: ReadonlyMap<string, Announcer>,
  isAway: (place: string) => boolean,
): Promise<Way[]> {
  const ways = (await reads.identitiesOf([person])).flatMap((identity) => {
    const announcer = announcers.get(identity.platform);
    if (!announcer) return [];
    const place = placeOf(identity);
    const here = rooms.find((room) => room.startsWith(`${place}:`));
    // Of another workspace, they may be in a room that both share.
    const near = here ?? rooms.find((room) => room.startsWith(`${identity.platform}:`));
    const distance = here ? 0 : near ? 1 : 2;
    const to = { kind: 'person', identity } as const;
    return [
      {
        to,
        announcer,
        place,
        room: near ?? rooms[0] ?? '',
        rank: (isAway(place) ? 3 : 0) + distance,
      },
    ];
  });
  return ways.toSorted((a, b) => a.rank - b.rank);
}

/** Those by which an earlier attempt may have arrived. */
export function triedWays(ways: readonly Way[], { attempts, via }: QueuedLetter): readonly Way[] {
  if (attempts === 0) return [];
  if (ways.length === 1 || via === null) return ways;
  return ways.filter(({ place }) => place === via);
}

/** By the first that doesn’t refuse it for good; answers with the message, or with nothing where all did. */
export async function byTheFirst(
  ways: readonly Way[],
  post: (way: Way) => Promise<string>,
): Promise<string | undefined> {
  for (const way of ways) {
    try {
      return await post(way);
    } catch (error) {
      if (error instanceof SendFailure && error.kind === 'permanent') {
        if (ways.length === 1) throw error;
        continue;
      }
      throw new Undelivered(error, way.place);
    }
  }
  return undefined;
}

/** A private letter that hasn’t left, and where it was tried last. */
export class Undelivered extends Error {
  override name = 'Undelivered';
  readonly place: string;

  constructor(cause: unknown, place: string) {
    super('a private letter did not leave', { cause });
    this.place = place;
  }
}

function placeOf({ platform, tenant }: Pick<Identity, 'platform' | 'tenant'>): string {
  return `${platform}:${tenant}`;
}
