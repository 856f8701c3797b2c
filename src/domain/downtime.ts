// Silence counts only if people could have spoken: an outage inside the period gives the time back.

import type { Assembly } from './assembly.ts';
import { millisecondsBetween, plusMilliseconds } from './calendar.ts';
import type { Charter } from './charter.ts';

export interface Outage {
  edge: string;
  /** `[from, to)`, UTC. */
  from: string;
  to: string;
}

/** What every assembly comes through: the process itself, its pages, its mail. */
const everybodys = ['service', 'web', 'mail'];

/**
 * What of an outage concerns an assembly: all of it where its edge is everybody's, or the platform or workspace of one
 * of its rooms; only what came after such a room was added, because nobody was waiting there before. Undefined where
 * that is nothing: somebody else's workspace being down takes no time from it. That people could have answered in
 * another room changes nothing: not everybody is there.
 */
export function concerning(
  outage: Outage,
  { rooms, since }: Pick<Assembly, 'rooms' | 'since'>,
): Outage | undefined {
  const { edge, from, to } = outage;
  if (everybodys.includes(edge)) return outage;
  const added = rooms.filter((room) => room.startsWith(`${edge}:`)).map((room) => since?.[room] ?? '');
  const [first] = added.toSorted();
  if (first === undefined || first >= to) return undefined;
  return first > from ? { ...outage, from: first } : outage;
}

/** By which platform people couldn’t come through this edge: `slack` of `slack:T1`. */
export function platformOf(edge: string): string {
  return edge.split(':')[0] ?? '';
}

/** When an outage was, and of what, as messages say it. */
export function lostTime({ edge, from, to }: Outage): { from: string; to: string; via: string } {
  return { from, to, via: platformOf(edge) };
}

const minute = 60_000;
const hour = 60 * minute;

/**
 * The later deadline that a period is owed, with the outage that it is owed for; undefined when none is.
 *
 * The longest outage inside the period counts, if it is longer than the charter's tolerance; what it
 * takes of the time given back is given back too. What earlier extensions gave is deducted, and the
 * charter's cap bounds the sum, as does the end of the fund's frame.
 *
 * @param frameEndsAt UTC; null where no frame ends
 */
export function owedExtension(
  charter: Charter,
  period: { opensAt: string; closesAt: string; firstClosesAt: string },
  outages: readonly Outage[],
  frameEndsAt: string | null = null,
): { closesAt: string; outage: Outage } | undefined {
  const { toleranceMinutes, capHours } = charter.rules.downtime.value;
  let owed: { closesAt: string; outage: Outage } | undefined;
  for (let closesAt = period.closesAt; ; closesAt = owed.closesAt) {
    const longest = longestWithin(period.opensAt, closesAt, outages);
    if (!longest || longest.length <= toleranceMinutes * minute) return owed;
    const given = Math.min(longest.length, capHours * hour);
    const full = plusMilliseconds(period.firstClosesAt, given);
    const later = frameEndsAt !== null && frameEndsAt < full ? frameEndsAt : full;
    if (later <= closesAt) return owed;
    owed = { closesAt: later, outage: longest.outage };
  }
}

function longestWithin(
  opensAt: string,
  closesAt: string,
  outages: readonly Outage[],
): { outage: Outage; length: number } | undefined {
  let longest: { outage: Outage; length: number } | undefined;
  for (const outage of outages) {
    const from = outage.from > opensAt ? outage.from : opensAt;
    const to = outage.to < closesAt ? outage.to : closesAt;
    const length = from < to ? millisecondsBetween(from, to) : 0;
    if (length > (longest?.length ?? 0)) longest = { outage, length };
  }
  return longest;
}
