// A calendar of Brussels made by hand, to judge the real one: a table of clock changes, a table of public
// holidays, and walks day by day or minute by minute. It shares no code with what it judges.

import type { Charter } from '../../src/domain/charter.ts';

type Rules = Charter['rules'];

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** Summer time begins and ends at 01:00 UTC on these days. */
const summers = [
  ['2025-03-30', '2025-10-26'],
  ['2026-03-29', '2026-10-25'],
  ['2027-03-28', '2027-10-31'],
  ['2028-03-26', '2028-10-29'],
  ['2029-03-25', '2029-10-28'],
].map((dates) => dates.map((date) => Date.parse(`${date}T01:00:00Z`)));

const fixedHolidays = ['01-01', '05-01', '07-21', '08-15', '11-01', '11-11', '12-25'];
/** Easter Monday, Ascension, Whit Monday, from a printed calendar. */
const movingHolidays = [
  ...['2025-04-21', '2025-05-29', '2025-06-09'],
  ...['2026-04-06', '2026-05-14', '2026-05-25'],
  ...['2027-03-29', '2027-05-06', '2027-05-17'],
  ...['2028-04-17', '2028-05-25', '2028-06-05'],
  ...['2029-04-02', '2029-05-10', '2029-05-21'],
];

function offset(ms: number): number {
  return summers.some(([from = 0, to = 0]) => from <= ms && ms < to) ? 2 * hour : hour;
}

/** What a clock in Brussels shows: a day as 'YYYY-MM-DD' and the milliseconds since its midnight. */
function shown(ms: number): { date: string; time: number } {
  const wall = ms + offset(ms);
  return { date: new Date(wall).toISOString().slice(0, 10), time: ((wall % day) + day) % day };
}

/** The first instant at which a clock shows this; where none does, as much later as the clock jumps. */
function when(date: string, time: number): number {
  const wall = Date.parse(`${date}T00:00:00Z`) + time;
  const found = [wall - 2 * hour, wall - hour].find((ms) => ms + offset(ms) === wall);
  return found ?? wall - hour;
}

function clock(time: string): number {
  return Number(time.slice(0, 2)) * hour + Number(time.slice(3)) * minute;
}

function plusDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * day).toISOString().slice(0, 10);
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}

function inRecess(rules: Rules, date: string): boolean {
  const [month, dayOfMonth] = [Number(date.slice(5, 7)), Number(date.slice(8))];
  const at = month * 100 + dayOfMonth;
  return rules.recess.value.some((r) => {
    const [from, to] = [Number(r.from.replace('-', '')), Number(r.to.replace('-', ''))];
    return from <= to ? at >= from && at <= to : at >= from || at <= to;
  });
}

function whyOff(rules: Rules, date: string): 'recess' | 'day-off' | null {
  if (inRecess(rules, date)) return 'recess';
  const sundayIsZero = new Date(`${date}T00:00:00Z`).getUTCDay();
  if (!rules.workingDays.value.includes(sundayIsZero === 0 ? 7 : sundayIsZero)) return 'day-off';
  const holiday = fixedHolidays.includes(date.slice(5)) || movingHolidays.includes(date);
  return rules.holidays.value === 'BE' && holiday ? 'day-off' : null;
}

export function counts(rules: Rules, date: string): boolean {
  return whyOff(rules, date) === null;
}

function noticeKept(rules: Rules, sentOn: string, date: string): boolean {
  const { days, unit } = rules.notice.value;
  if (unit === 'calendar') return date >= plusDays(sentOn, days);
  let between = 0;
  for (let d = plusDays(sentOn, 1); d < date; d = plusDays(d, 1)) {
    if (unit === 'clear' || counts(rules, d)) between += 1;
  }
  return date > sentOn && between >= days;
}

/** Tries one day after the other from the day of sending. */
function firstDay(sentOn: string, fits: (date: string) => boolean): string {
  let date = sentOn;
  while (!fits(date)) date = plusDays(date, 1);
  return date;
}

export function earliest(rules: Rules, sentAt: string, notBefore: string) {
  const sentOn = shown(Date.parse(sentAt)).date;
  const opens = (date: string) => when(date, clock(rules.conveningHours.value.from));
  const free = (date: string) => noticeKept(rules, sentOn, date) && opens(date) >= Date.parse(sentAt);
  const past = (date: string) => opens(date) >= Date.parse(notBefore);
  const allowedOn = firstDay(sentOn, free);
  const earliestOn = firstDay(sentOn, (d) => free(d) && counts(rules, d));
  const date = firstDay(sentOn, (d) => free(d) && counts(rules, d) && past(d));
  const because: string[] = date === earliestOn ? [] : ['deadline'];
  for (let d = allowedOn; d < date; d = plusDays(d, 1)) {
    const why = whyOff(rules, d);
    const byDeadline = date !== earliestOn && !(past(d) && d > earliestOn);
    if (why && !byDeadline && !because.includes(why)) because.push(why);
  }
  return { at: iso(opens(date)), sentOn, allowedOn, earliestOn, date, because };
}

/** Every reason against beginning at that instant. */
export function against(rules: Rules, sentAt: string, startsAt: string, notBefore: string): string[] {
  const start = shown(Date.parse(startsAt));
  const minuteOfDay = Math.floor(start.time / minute) * minute;
  const { from, to } = rules.conveningHours.value;
  const off = whyOff(rules, start.date);
  const early = Date.parse(startsAt) < Date.parse(sentAt);
  const found: string[] = [];
  if (early || !noticeKept(rules, shown(Date.parse(sentAt)).date, start.date)) found.push('notice');
  if (off) found.push(off);
  if (minuteOfDay < clock(from) || minuteOfDay > clock(to)) found.push('hours');
  if (Date.parse(startsAt) < Date.parse(notBefore)) found.push('before-deadline');
  return found;
}

export function afterDays(rules: Rules, from: string, days: number): string {
  const start = shown(Date.parse(from));
  let { date } = start;
  for (let left = days; left > 0; ) {
    date = plusDays(date, 1);
    if (counts(rules, date)) left -= 1;
  }
  return days === 0 ? from : iso(when(date, start.time));
}

export function roll(rules: Rules, closesAt: string): string {
  const planned = shown(Date.parse(closesAt));
  if (!rules.rollToWorkingDay.value || counts(rules, planned.date)) return closesAt;
  return iso(
    when(
      firstDay(planned.date, (d) => counts(rules, d)),
      planned.time,
    ),
  );
}

export function endOfPeriod(rules: Rules, openedAt: string, days: number): string {
  if (days === 0) return openedAt;
  const last = plusDays(shown(Date.parse(openedAt)).date, days);
  return roll(rules, iso(when(last, clock('23:59'))));
}

function mayLeave(rules: Rules, ms: number): boolean {
  const { date, time } = shown(ms);
  const [from, to] = [clock(rules.quietHours.value.from), clock(rules.quietHours.value.to)];
  const quiet = from <= to ? time >= from && time < to : time >= from || time < to;
  return !quiet && counts(rules, date);
}

/** Minute by minute. */
export function firstMoment(rules: Rules, at: string): string {
  let ms = Date.parse(at);
  if (mayLeave(rules, ms)) return at;
  ms = Math.floor(ms / minute) * minute + minute;
  while (!mayLeave(rules, ms)) ms += minute;
  return iso(ms);
}

/** At the hour that its stage names; else minute by minute backwards. */
export function reminder(rules: Rules, opensAt: string, closesAt: string, daysBefore: number): string | null {
  const [opens, closes] = [Date.parse(opensAt), Date.parse(closesAt)];
  const deadline = shown(closes);
  const time = daysBefore === 0 ? clock(rules.quietHours.value.to) : deadline.time;
  const planned = when(plusDays(deadline.date, -daysBefore), time);
  let ms = planned;
  if (planned >= closes || !mayLeave(rules, planned)) {
    ms = Math.ceil(Math.min(planned, closes) / minute) * minute - minute;
    while (ms > opens && !mayLeave(rules, ms)) ms -= minute;
  }
  return ms > opens ? iso(ms) : null;
}
