// Deadlines, waiting delays and reminders on an assembly's calendar. Pure. Instants are UTC with
// milliseconds; days and hours are those of the charter's zone.

import {
  type DayOff,
  daysOff,
  type Holidays,
  instant,
  instantOf,
  isWorkingDay,
  localDate,
  localTime,
  nextWorkingDay,
  plusMilliseconds,
} from './calendar.ts';
import type { Charter } from './charter.ts';

/** A deadline and how it comes about. */
export interface RolledDeadline {
  /** UTC. */
  at: string;
  /** Local dates: the one asked for and the one that comes out, with what was skipped between them. */
  reckoning: { plannedOn: string; date: string; because: DayOff[] };
}

/**
 * The deadline under the rule `rollToWorkingDay`: one that falls on a day off or in recess moves to the next
 * working day at the same local time. Otherwise, or where the charter doesn't say so, it stays.
 */
export function rolled(charter: Charter, holidays: Holidays, closesAt: string): RolledDeadline {
  const local = localTime(closesAt, charter.zone);
  const planned = local.toPlainDate();
  const date = charter.rules.rollToWorkingDay.value ? nextWorkingDay(planned, charter, holidays) : planned;
  return {
    at: date.equals(planned)
      ? instant(local.toInstant())
      : instantOf(date, local.toPlainTime(), charter.zone),
    reckoning: {
      plannedOn: planned.toString(),
      date: date.toString(),
      because: daysOff(planned, date, charter, holidays),
    },
  };
}

/**
 * When a period of `days` calendar days ends: at 23:59 local of the last day, then `rolled`. The day of
 * opening or publication doesn't count; every day after it counts, days off and recess included, and the
 * last one counts to its end. Seven days opened on Tuesday 3 end on Tuesday 10 at 23:59. With 0 days
 * nothing has to be waited for: `openedAt` itself.
 */
export function periodEnd(charter: Charter, holidays: Holidays, openedAt: string, days: number): string {
  if (days === 0) return openedAt;
  const last = localDate(openedAt, charter.zone).add({ days });
  return rolled(charter, holidays, instantOf(last, '23:59', charter.zone)).at;
}

/**
 * The instant `days` working days after `from`, at the same local time: the delays of `convocation`. The
 * day of `from` never counts; the first working day after it is day 1. With 0 days, `from` itself.
 */
export function afterWorkingDays(charter: Charter, holidays: Holidays, from: string, days: number): string {
  if (days === 0) return from;
  const local = localTime(from, charter.zone);
  let date = local.toPlainDate();
  for (let counted = 0; counted < days; counted += 1) {
    date = nextWorkingDay(date.add({ days: 1 }), charter, holidays);
  }
  return instantOf(date, local.toPlainTime(), charter.zone);
}

/**
 * When the reminder of one stage leaves: `daysBefore` days before the deadline at its local time, or for 0
 * days on its day at the end of the quiet hours, if it may leave then and the deadline is still to come.
 * Else at the last allowed minute before: 'two days before' is never less than two days.
 *
 * Null where that isn't after the opening: a stage that would fall before the period, or a period without
 * an allowed moment. Several stages may come out at the same instant.
 *
 * @param period `[opensAt, closesAt)`, UTC
 */
export function reminderAt(
  charter: Charter,
  holidays: Holidays,
  period: { opensAt: string; closesAt: string },
  daysBefore: number,
): string | null {
  const { opensAt, closesAt } = period;
  const deadline = localTime(closesAt, charter.zone);
  const time = daysBefore === 0 ? charter.rules.quietHours.value.to : deadline.toPlainTime();
  const planned = instantOf(deadline.toPlainDate().subtract({ days: daysBefore }), time, charter.zone);
  const inTime = planned < closesAt;
  const at =
    inTime && allowed(charter, holidays, planned)
      ? planned
      : lastAllowedMinute(charter, holidays, { opensAt, closesAt: inTime ? planned : closesAt });
  return at !== null && at > opensAt ? at : null;
}

/**
 * The first instant at or after `at` when a reminder may leave: on a working day, outside quiet hours. The
 * minute at which quiet hours begin is quiet, the one at which they end isn't; quiet hours that begin and
 * end at the same time are none.
 */
export function allowedMoment(charter: Charter, holidays: Holidays, at: string): string {
  if (allowed(charter, holidays, at)) return at;
  for (let date = localDate(at, charter.zone); ; ) {
    const starts = edges(charter, date, charter.rules.quietHours.value.to);
    const found = starts.find((start) => start >= at && allowed(charter, holidays, start));
    if (found !== undefined) return found;
    date = nextWorkingDay(date.add({ days: 1 }), charter, holidays);
  }
}

/** The last whole minute before the end of a period when a reminder may leave; null when it has none. */
function lastAllowedMinute(
  charter: Charter,
  holidays: Holidays,
  { opensAt, closesAt }: { opensAt: string; closesAt: string },
): string | null {
  const closing = instant(
    Temporal.Instant.from(closesAt).round({ smallestUnit: 'minute', roundingMode: 'ceil' }),
  );
  const first = localDate(opensAt, charter.zone);
  let date = localDate(closesAt, charter.zone);
  for (; Temporal.PlainDate.compare(date, first) >= 0; date = date.subtract({ days: 1 })) {
    const ends = [...edges(charter, date, charter.rules.quietHours.value.from), closing].sort();
    const found = ends
      .filter((end) => end <= closing)
      .map((end) => plusMilliseconds(end, -60_000))
      .findLast((minute) => allowed(charter, holidays, minute));
    if (found !== undefined) return found;
  }
  return null;
}

function allowed(charter: Charter, holidays: Holidays, at: string): boolean {
  const local = localTime(at, charter.zone);
  return !quiet(charter, local.toPlainTime()) && isWorkingDay(local.toPlainDate(), charter, holidays);
}

function quiet(charter: Charter, at: Temporal.PlainTime): boolean {
  const { from, to } = charter.rules.quietHours.value;
  const time = at.toString();
  return from <= to ? from <= time && time < to : from <= time || time < to;
}

/**
 * The instants of a local day, in order, at which leaving may become allowed or cease to be: both its
 * midnights, the hour `time` (which the clock may skip, or show twice) and a change of the clock.
 */
function edges(charter: Charter, date: Temporal.PlainDate, time: string): string[] {
  const timeZone = charter.zone;
  const start = date.toZonedDateTime(timeZone);
  const end = date.add({ days: 1 }).toZonedDateTime(timeZone);
  const hour = date.toPlainDateTime(Temporal.PlainTime.from(time));
  const found = [
    start,
    hour.toZonedDateTime(timeZone, { disambiguation: 'earlier' }),
    hour.toZonedDateTime(timeZone, { disambiguation: 'later' }),
    end,
  ];
  const change = start.getTimeZoneTransition('next');
  if (change && Temporal.ZonedDateTime.compare(change, end) < 0) found.push(change);
  return found.map((edge) => instant(edge.toInstant())).sort();
}
