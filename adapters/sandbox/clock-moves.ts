// Where one may want to move the local room’s clock to: the eve of a deadline, a reminder, past the deadline.

import type { Timer } from '../../src/app/ports.ts';
import { instant, plusMilliseconds } from '../../src/domain/calendar.ts';
import { localDay } from '../../src/ui/format.ts';

const day = 86_400_000;
/** Enough for what is due at an instant to be over. */
const moment = 1_000;

export const moves = ['eve', 'reminder', 'after', 'day'] as const;
export type Move = (typeof moves)[number];

/**
 * Where each move leads from `now` (UTC), later than it; null where there is no such deadline or reminder.
 * `eve`: ten in the morning, on the clocks of `zone`, of the day before the next deadline that still has one.
 */
export function movesFrom(
  now: string,
  timers: readonly Pick<Timer, 'kind' | 'dueAt'>[],
  zone: string,
): Record<Move, string | null> {
  const closings = dues(timers, /\.(close|review)$/, now);
  const reminders = dues(timers, /\.(remind|deputy)$/, now);
  const [after] = closings;
  const [reminder] = reminders;
  return {
    eve: closings.map((at) => dayBefore(at, zone)).find((at) => at > now) ?? null,
    reminder: reminder ? plusMilliseconds(reminder, moment) : null,
    after: after ?? null,
    day: plusMilliseconds(now, day),
  };
}

/** When timers of a kind are due from now on, soonest first. */
function dues(timers: readonly Pick<Timer, 'kind' | 'dueAt'>[], kind: RegExp, now: string): string[] {
  return timers
    .filter((timer) => kind.test(timer.kind) && timer.dueAt > now)
    .map((timer) => timer.dueAt)
    .sort();
}

function dayBefore(at: string, zone: string): string {
  const before = Temporal.PlainDate.from(localDay(at, zone)).subtract({ days: 1 });
  return instant(before.toZonedDateTime({ timeZone: zone, plainTime: '10:00' }).toInstant());
}
