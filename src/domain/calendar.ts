// Days and hours of an assembly: working days, notice of a meeting, convening hours. Pure; the computer's
// own time zone plays no part.

import type { Charter } from './charter.ts';

/** Whether a local date ('2027-05-13') is a public holiday. */
export type Holidays = (date: string) => boolean;

/** Why a meeting can't be earlier: everything the one-sentence explanation needs. Local dates. */
export interface NoticeReckoning {
  sentOn: string;
  days: number;
  unit: 'clear' | 'calendar' | 'working';
  earliestOn: string;
}

export interface EarliestMeeting {
  /** The first instant at which the meeting may begin, UTC. */
  at: string;
  reckoning: NoticeReckoning;
}

/** The local date of an instant in a zone. */
export function localDate(instant: string, zone: string): Temporal.PlainDate {
  return Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainDate();
}

export function isWorkingDay(date: Temporal.PlainDate, charter: Charter, holidays: Holidays): boolean {
  if (!charter.rules.workingDays.value.includes(date.dayOfWeek)) return false;
  return charter.rules.holidays.value === 'none' || !holidays(date.toString());
}

/**
 * The first meeting that respects the charter's notice, working days and convening hours.
 *
 * `clear` days: neither the day of sending nor the day of the meeting counts. `calendar`: the day of
 * the meeting may be the last one counted. `working`: that many whole working days lie between.
 *
 * @param sentAt when the convocation leaves, UTC
 * @param notBefore an instant that the meeting may not precede (the call's last deadline), UTC
 */
export function earliestMeeting(
  charter: Charter,
  holidays: Holidays,
  sentAt: string,
  notBefore: string,
): EarliestMeeting {
  const { zone } = charter;
  const { days, unit } = charter.rules.notice.value;
  const sentOn = localDate(sentAt, zone);
  const working = (date: Temporal.PlainDate) => isWorkingDay(date, charter, holidays);
  const earliestOn = nextWorkingDay(afterNotice(sentOn, days, unit, working), working);

  const opening = Temporal.PlainTime.from(charter.rules.conveningHours.value.from);
  const starts = (date: Temporal.PlainDate) =>
    date.toZonedDateTime({ timeZone: zone, plainTime: opening }).toInstant();
  const limit = Temporal.Instant.from(notBefore);
  let date = nextWorkingDay(later(earliestOn, localDate(notBefore, zone)), working);
  if (Temporal.Instant.compare(starts(date), limit) < 0)
    date = nextWorkingDay(date.add({ days: 1 }), working);
  const at = starts(date);
  return {
    at: instant(at),
    reckoning: { sentOn: sentOn.toString(), days, unit, earliestOn: earliestOn.toString() },
  };
}

/** This day, or the first working day after it. */
function nextWorkingDay(
  from: Temporal.PlainDate,
  working: (date: Temporal.PlainDate) => boolean,
): Temporal.PlainDate {
  let date = from;
  while (!working(date)) date = date.add({ days: 1 });
  return date;
}

function later(a: Temporal.PlainDate, b: Temporal.PlainDate): Temporal.PlainDate {
  return Temporal.PlainDate.compare(a, b) < 0 ? b : a;
}

function afterNotice(
  sentOn: Temporal.PlainDate,
  days: number,
  unit: NoticeReckoning['unit'],
  working: (date: Temporal.PlainDate) => boolean,
): Temporal.PlainDate {
  switch (unit) {
    case 'calendar':
      return sentOn.add({ days });
    case 'clear':
      return sentOn.add({ days: days + 1 });
    case 'working': {
      let date = sentOn;
      for (let counted = 0; counted < days; ) {
        date = date.add({ days: 1 });
        if (working(date)) counted += 1;
      }
      return date.add({ days: 1 });
    }
  }
}

/** An instant as the project writes it: UTC with milliseconds. */
export function instant(at: Temporal.Instant): string {
  return at.toString({ smallestUnit: 'millisecond' });
}

/** `from` moved by a number of milliseconds. */
export function plusMilliseconds(from: string, milliseconds: number): string {
  return instant(Temporal.Instant.from(from).add({ milliseconds }));
}

/** Milliseconds from one instant to another. */
export function millisecondsBetween(from: string, to: string): number {
  return Temporal.Instant.from(to).epochMilliseconds - Temporal.Instant.from(from).epochMilliseconds;
}
