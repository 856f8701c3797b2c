// Days and hours for the judge, one day after the other, from the words of a charter.

import { readFileSync } from 'node:fs';
import type { Data } from './judge-book.ts';

interface Calendar {
  zone: string;
  rules: Data;
}

const file = new URL('../../data/holidays/BE.json', import.meta.url);
const holidays = new Set((JSON.parse(readFileSync(file, 'utf8')) as { dates: string[] }).dates);
const clocks = new Map<string, Intl.DateTimeFormat>();
const dayLength = 86_400_000;

/** What a clock on the wall shows: '2026-11-23' and '09:00:00'. */
export function shown(at: string, zone: string): { date: string; time: string } {
  let clock = clocks.get(zone);
  if (!clock) {
    clock = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' });
    clocks.set(zone, clock);
  }
  const [date = '', time = ''] = clock.format(new Date(at)).split(' ');
  return { date, time };
}

/** The instant at which a clock shows this, by trying. */
function when(date: string, time: string, zone: string): string {
  const asIfUtc = Date.parse(`${date}T${time}Z`);
  for (let hours = -14; hours <= 14; hours += 0.5) {
    const at = new Date(asIfUtc - hours * 3_600_000).toISOString();
    const wall = shown(at, zone);
    if (wall.date === date && wall.time.startsWith(time)) return at;
  }
  throw new Error(`no clock in ${zone} shows ${date} ${time}`);
}

function plusDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T12:00:00Z`) + days * dayLength).toISOString().slice(0, 10);
}

/** A day of the week that counts, no holiday, no recess. */
export function isWorkday({ rules }: Calendar, date: string): boolean {
  const weekday = new Date(`${date}T12:00:00Z`).getUTCDay() || 7;
  if (!rules.workingDays.value.includes(weekday)) return false;
  if (rules.holidays.value === 'BE' && holidays.has(date)) return false;
  return !rules.recess.value.some(({ from, to }: { from: string; to: string }) => {
    for (let day = `2028-${from}`; ; day = plusDays(day, 1)) {
      if (day.slice(5) === date.slice(5)) return true;
      if (day.slice(5) === to) return false;
    }
  });
}

function noticeKept(calendar: Calendar, sentOn: string, date: string): boolean {
  const { days, unit } = calendar.rules.notice.value;
  if (unit === 'calendar') return date >= plusDays(sentOn, days);
  if (date <= sentOn) return false;
  let between = 0;
  for (let day = plusDays(sentOn, 1); day < date; day = plusDays(day, 1)) {
    if (unit === 'clear' || isWorkday(calendar, day)) between += 1;
  }
  return between >= days;
}

/** The first opening hour at which a meeting convened at `sentAt` may begin, and not before `notBefore`. */
export function firstMeeting(calendar: Calendar, sentAt: string, notBefore: string): string {
  const sentOn = shown(sentAt, calendar.zone).date;
  const latest = shown(notBefore > sentAt ? notBefore : sentAt, calendar.zone).date;
  for (let date = sentOn; ; date = plusDays(date, 1)) {
    if (date < latest || !isWorkday(calendar, date) || !noticeKept(calendar, sentOn, date)) continue;
    const opens = when(date, calendar.rules.conveningHours.value.from, calendar.zone);
    if (opens >= sentAt && opens >= notBefore) return opens;
  }
}

/** Why a meeting convened at `sentAt` may not begin then, deadlines aside. */
export function whyNotMeet(calendar: Calendar, sentAt: string, startsAt: string): string | false {
  const { date, time } = shown(startsAt, calendar.zone);
  const { from, to } = calendar.rules.conveningHours.value;
  if (startsAt < sentAt) return 'it begins before it is convened';
  if (!noticeKept(calendar, shown(sentAt, calendar.zone).date, date)) return 'its notice is too short';
  if (!isWorkday(calendar, date)) return `${date} is a day off`;
  return (time.slice(0, 5) < from || time.slice(0, 5) > to) && `${time} is outside the convening hours`;
}

/** Why no reminder may leave then. */
export function whyNotRemind(calendar: Calendar, at: string): string | false {
  const { date, time } = shown(at, calendar.zone);
  const { from, to } = calendar.rules.quietHours.value;
  if (!isWorkday(calendar, date)) return `${date} is a day off`;
  const minute = time.slice(0, 5);
  const quiet = from <= to ? from <= minute && minute < to : from <= minute || minute < to;
  return quiet && `${time} is a quiet hour`;
}

/** The end of a period of so many days that begins then: the last minute of its last day, or of a workday. */
export function periodEnd(calendar: Calendar, at: string, days: number): string {
  if (days === 0) return at;
  let date = plusDays(shown(at, calendar.zone).date, days);
  if (calendar.rules.rollToWorkingDay.value) while (!isWorkday(calendar, date)) date = plusDays(date, 1);
  return when(date, '23:59', calendar.zone);
}

/** The same hour so many workdays later. */
export function workdaysLater(calendar: Calendar, at: string, days: number): string {
  const { date: first, time } = shown(at, calendar.zone);
  let date = first;
  for (let left = days; left > 0; ) {
    date = plusDays(date, 1);
    if (isWorkday(calendar, date)) left -= 1;
  }
  const milliseconds = at.slice(19, 23);
  return when(date, time, calendar.zone).replace('.000', milliseconds);
}
