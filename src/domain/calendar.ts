// Days and hours of an assembly: which days count, and when a meeting may be held. Pure; the computer's own
// time zone plays no part. Instants are UTC with milliseconds; dates and hours are local to the charter's zone.

import type { Charter } from './charter.ts';

/** Whether a local date ('2027-05-13') is a public holiday. */
export type Holidays = (date: string) => boolean;

/** Why a day doesn't count: a day of the week off or a public holiday, or the assembly's recess. */
export type DayOff = 'day-off' | 'recess';

/** How the first date of a meeting comes about: everything the one-sentence explanation needs. Local dates. */
export interface NoticeReckoning {
  sentOn: string;
  days: number;
  unit: 'clear' | 'calendar' | 'working';
  /** The first day that the notice leaves free, be it a day off. */
  allowedOn: string;
  /** The first of those on which one may meet: the earliest date by notice alone. */
  earliestOn: string;
  /** The instant that the meeting may not precede, UTC. */
  notBefore: string;
  /** The date that comes out. */
  date: string;
  /**
   * What makes `date` later than `allowedOn`, each once. `deadline` comes first, when `date` is later than
   * `earliestOn`; days off and recess then are those skipped after the deadline.
   */
  because: (DayOff | 'deadline')[];
}

export interface EarliestMeeting {
  /** The first instant at which the meeting may begin, UTC. */
  at: string;
  reckoning: NoticeReckoning;
}

/** Why a meeting may not begin at an instant, and the first date that could be. */
export interface MeetingNotAllowed {
  why: 'notice' | DayOff | 'hours' | 'before-deadline';
  earliest: EarliestMeeting;
}

/**
 * The first meeting that respects the charter's notice, working days, recess and convening hours: at the
 * opening hour of the first day on which one may meet and whose opening isn't before `notBefore`.
 *
 * `clear` days: neither the day of sending nor the day of the meeting counts. `calendar`: the day of
 * the meeting may be the last one counted. `working`: that many whole working days lie between. Days
 * off and recess days count as clear and as calendar days, not as working days; the meeting itself
 * falls on neither.
 *
 * @param sentAt when the convocation leaves, UTC; the meeting never begins before it
 * @param notBefore an instant that the meeting may not precede (the call's last deadline), UTC
 */
export function earliestMeeting(
  charter: Charter,
  holidays: Holidays,
  sentAt: string,
  notBefore: string,
): EarliestMeeting {
  const { days, unit } = charter.rules.notice.value;
  const sentOn = localDate(sentAt, charter.zone);
  const allowedOn = openingFrom(charter, dayAfterNotice(charter, holidays, sentOn), sentAt);
  const earliestOn = nextWorkingDay(allowedOn, charter, holidays);
  const past = openingFrom(charter, earliestOn, notBefore);
  const date = nextWorkingDay(past, charter, holidays);
  return {
    at: opening(charter, date),
    reckoning: {
      sentOn: sentOn.toString(),
      days,
      unit,
      allowedOn: allowedOn.toString(),
      earliestOn: earliestOn.toString(),
      notBefore,
      date: date.toString(),
      because: date.equals(earliestOn)
        ? daysOff(allowedOn, date, charter, holidays)
        : ['deadline', ...daysOff(past, date, charter, holidays)],
    },
  };
}

/**
 * Whether a meeting convened at `sentAt` may begin at `startsAt`; null when it may. It may begin from the
 * first to the last minute of the convening hours, both included, and from `notBefore` on, even on the
 * day of the deadline itself.
 *
 * Of several obstacles the first is named, in this order: notice, day off or recess (a day that is both is
 * named recess), hours, deadline. `before-deadline` therefore means that nothing else stands against it.
 *
 * @param sentAt when the convocation leaves, UTC
 * @param startsAt when the meeting would begin, UTC
 * @param notBefore an instant that the meeting may not precede (the call's last deadline), UTC
 */
export function meetingAllowed(
  charter: Charter,
  holidays: Holidays,
  sentAt: string,
  startsAt: string,
  notBefore: string,
): MeetingNotAllowed | null {
  const why = obstacle(charter, holidays, sentAt, startsAt, notBefore);
  return why && { why, earliest: earliestMeeting(charter, holidays, sentAt, notBefore) };
}

/**
 * Whether a local date counts: a day of the week that the charter names, no public holiday where the
 * charter observes them, not in recess. Nobody is convened or reminded on another day, and neither notice
 * in working days nor a waiting delay counts it.
 */
export function isWorkingDay(date: Temporal.PlainDate, charter: Charter, holidays: Holidays): boolean {
  return dayOff(date, charter, holidays) === null;
}

/** Why a local date doesn't count, null when it does. What is both a day off and in recess is in recess. */
export function dayOff(date: Temporal.PlainDate, charter: Charter, holidays: Holidays): DayOff | null {
  const { workingDays, holidays: observed, recess } = charter.rules;
  if (recess.value.some((period) => inRecess(date, period))) return 'recess';
  if (!workingDays.value.includes(date.dayOfWeek)) return 'day-off';
  return observed.value !== 'none' && holidays(date.toString()) ? 'day-off' : null;
}

/** A charter that leaves no working day in ten years is taken to leave none. */
const horizonDays = 3_653;

/** This day, or the first working day after it. Throws where the charter leaves none within ten years. */
export function nextWorkingDay(
  from: Temporal.PlainDate,
  charter: Charter,
  holidays: Holidays,
): Temporal.PlainDate {
  for (let date = from, gone = 0; gone < horizonDays; date = date.add({ days: 1 }), gone += 1) {
    if (isWorkingDay(date, charter, holidays)) return date;
  }
  throw new Error(`charter ${charter.id}: its days off and recess leave no working day after ${from}`);
}

/** Why the days from `from` to the one before `to` don't count, each reason once, in order. */
export function daysOff(
  from: Temporal.PlainDate,
  to: Temporal.PlainDate,
  charter: Charter,
  holidays: Holidays,
): DayOff[] {
  const reasons = new Set<DayOff>();
  for (let date = from; Temporal.PlainDate.compare(date, to) < 0; date = date.add({ days: 1 })) {
    const reason = dayOff(date, charter, holidays);
    if (reason) reasons.add(reason);
  }
  return [...reasons];
}

/** The local date of an instant in a zone. */
export function localDate(instant: string, zone: string): Temporal.PlainDate {
  return localTime(instant, zone).toPlainDate();
}

/** What clock and calendar show in a zone at an instant. */
export function localTime(at: string, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.from(at).toZonedDateTimeISO(zone);
}

/**
 * The instant of a local date and time, UTC. A time that the clock skips in spring is as much later as the
 * clock jumps (02:30 is 03:30); of a time that comes twice in autumn it is the first.
 */
export function instantOf(date: Temporal.PlainDate, time: Temporal.PlainTime | string, zone: string): string {
  return instant(date.toZonedDateTime({ timeZone: zone, plainTime: time }).toInstant());
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

function obstacle(
  charter: Charter,
  holidays: Holidays,
  sentAt: string,
  startsAt: string,
  notBefore: string,
): MeetingNotAllowed['why'] | null {
  const start = localTime(startsAt, charter.zone);
  const date = start.toPlainDate();
  const allowedOn = dayAfterNotice(charter, holidays, localDate(sentAt, charter.zone));
  if (startsAt < sentAt || Temporal.PlainDate.compare(date, allowedOn) < 0) return 'notice';
  const off = dayOff(date, charter, holidays);
  if (off) return off;
  const { from, to } = charter.rules.conveningHours.value;
  const minute = start.toPlainTime().toString({ smallestUnit: 'minute' });
  if (minute < from || minute > to) return 'hours';
  return startsAt < notBefore ? 'before-deadline' : null;
}

/** The first day that the notice leaves free, counted from the day of sending. */
function dayAfterNotice(
  charter: Charter,
  holidays: Holidays,
  sentOn: Temporal.PlainDate,
): Temporal.PlainDate {
  const { days, unit } = charter.rules.notice.value;
  switch (unit) {
    case 'calendar':
      return sentOn.add({ days });
    case 'clear':
      return sentOn.add({ days: days + 1 });
    case 'working': {
      let last = sentOn;
      for (let counted = 0; counted < days; counted += 1) {
        last = nextWorkingDay(last.add({ days: 1 }), charter, holidays);
      }
      return last.add({ days: 1 });
    }
  }
}

/** This day, or the first one after it whose convening hours don't open before `limit`. */
function openingFrom(charter: Charter, date: Temporal.PlainDate, limit: string): Temporal.PlainDate {
  const limitOn = localDate(limit, charter.zone);
  const day = Temporal.PlainDate.compare(date, limitOn) < 0 ? limitOn : date;
  return opening(charter, day) < limit ? day.add({ days: 1 }) : day;
}

function opening(charter: Charter, date: Temporal.PlainDate): string {
  return instantOf(date, charter.rules.conveningHours.value.from, charter.zone);
}

/** From–to as days of the year, both included; a period that ends before it begins runs over New Year. */
function inRecess(date: Temporal.PlainDate, { from, to }: { from: string; to: string }): boolean {
  const day = date.toString().slice(5);
  return from <= to ? from <= day && day <= to : from <= day || day <= to;
}
