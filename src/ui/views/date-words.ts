// Why a date is what it is, in one sentence that a reader can check with a calendar in hand.

import { localDate, type NoticeReckoning } from '../../domain/calendar.ts';
import type { Charter } from '../../domain/charter.ts';
import type { RolledDeadline } from '../../domain/deadlines.ts';
import { dayDate, fullDate, listOf } from '../format.ts';
import type { Translator } from '../translator.ts';

/**
 * 'la convocation est partie le mardi 3 mars 2026 ; le délai est de cinq jours du lundi au vendredi, hors jours
 * fériés ; au plus tôt le mercredi 11.' It follows a colon. A month or year that the date before has said isn't repeated.
 *
 * @param convocation `to-send` while the meeting is only prepared
 */
export function whyMeeting(
  t: Translator,
  charter: Charter,
  reckoning: NoticeReckoning,
  convocation: 'sent' | 'to-send' = 'sent',
): string {
  const { sentOn, allowedOn, earliestOn, notBefore, date, because, days, unit } = reckoning;
  const late = because[0] === 'deadline';
  const earliestMeetingDay = (on: string, said: string) =>
    t('calendar.meeting.day', { week: countedDays(t, charter), earliestOn: dayAfter(t, on, said) });

  const parts = [
    t(`calendar.meeting.${convocation}`, { sentOn: dayDate(t, sentOn) }),
    days === 0
      ? t('calendar.notice.none')
      : t('calendar.meeting.notice', { days: notice(t, charter, reckoning) }),
  ];
  // A notice counted 'du lundi au vendredi' says itself why the date skips a week-end.
  if (allowedOn === earliestOn || (unit === 'working' && days > 0)) {
    const first = { earliestOn: dayAfter(t, earliestOn, sentOn) };
    parts.push(t(late ? 'calendar.meeting.possible' : 'calendar.meeting.earliest', first));
  } else {
    parts.push(t('calendar.meeting.allowed', { allowedOn: dayAfter(t, allowedOn, sentOn) }));
    parts.push(earliestMeetingDay(earliestOn, allowedOn));
  }
  if (late) {
    const closesOn = dayOf(notBefore, charter);
    parts.push(t('calendar.meeting.deadline', { closesAt: fullDate(t, notBefore, charter.zone) }));
    const then = t('calendar.meeting.then', { earliestOn: dayAfter(t, date, closesOn) });
    parts.push(because.length > 1 ? earliestMeetingDay(date, closesOn) : then);
  }
  return sentence(t, parts);
}

/** What made a deadline, for `whyDeadline`. Instants are UTC. */
export type DeadlineReason =
  /** It fell on a day off: what `rolled` answers. */
  | { kind: 'rolled'; reckoning: RolledDeadline['reckoning'] }
  /** A period of its own (`period`), or what a new version keeps at least (`version`). */
  | { kind: 'period' | 'version'; openedAt: string; days: number; closesAt: string }
  /** Moved later, to give back the time of an outage or by the référente. */
  | { kind: 'outage' | 'coordinator'; formerly: string; closesAt: string };

/** 'Version publiée le mardi 3 mars 2026 ; au moins sept jours, à compter du lendemain ; jusqu’au …' */
export function whyDeadline(t: Translator, charter: Charter, reason: DeadlineReason): string {
  const { zone } = charter;
  switch (reason.kind) {
    case 'rolled': {
      const { plannedOn, date, because } = reason.reckoning;
      if (because.length === 0) return t('calendar.deadline.kept', { date: dayDate(t, date) });
      const [from, to] = [dayDate(t, plannedOn), dayAfter(t, date, plannedOn)];
      return t('calendar.deadline.rolled', { from, week: countedDays(t, charter), to });
    }
    case 'period':
    case 'version': {
      const { kind, openedAt, days, closesAt } = reason;
      const openedOn = dayOf(openedAt, charter);
      const last = Temporal.PlainDate.from(openedOn).add({ days }).toString();
      const parts = [
        t(`calendar.deadline.${kind}`, { openedOn: dayDate(t, openedOn) }),
        t(`calendar.deadline.${kind}.days`, { count: count(t, days), n: days }),
      ];
      if (kind === 'period' && dayOf(closesAt, charter) > last) {
        parts.push(t('calendar.deadline.counted', { week: countedDays(t, charter) }));
      }
      parts.push(t('calendar.deadline.until', { closesAt: fullDate(t, closesAt, zone) }));
      return sentence(t, parts);
    }
    case 'outage':
    case 'coordinator':
      return sentence(t, [
        t('calendar.deadline.first', { formerly: fullDate(t, reason.formerly, zone) }),
        t(`calendar.deadline.${reason.kind}`),
        t('calendar.deadline.until', { closesAt: fullDate(t, reason.closesAt, zone) }),
      ]);
  }
}

/** 'Fin du délai : … ; rappel trois jours avant ; les rappels partent du lundi au vendredi, … ; envoi le …' */
export function whyReminder(
  t: Translator,
  charter: Charter,
  { closesAt, daysBefore, at }: { closesAt: string; daysBefore: number; at: string },
): string {
  const { zone } = charter;
  const stage =
    daysBefore === 0
      ? t('calendar.reminder.same-day')
      : t('calendar.reminder.before', { count: count(t, daysBefore), n: daysBefore });
  return sentence(t, [
    t('calendar.reminder', { closesAt: fullDate(t, closesAt, zone) }),
    stage,
    t('calendar.reminder.hours', { week: countedDays(t, charter) }),
    t('calendar.reminder.sent', { at: fullDate(t, at, zone) }),
  ]);
}

/** 'En attente depuis le mardi 3 mars 2026 ; trois jours du lundi au vendredi, … ; jusqu’au vendredi 6 mars …' */
export function whyDelay(
  t: Translator,
  charter: Charter,
  { from, days, at }: { from: string; days: number; at: string },
): string {
  return sentence(t, [
    t('calendar.delay', { from: dayDate(t, dayOf(from, charter)) }),
    workingDays(t, charter, days),
    t('calendar.deadline.until', { closesAt: fullDate(t, at, charter.zone) }),
  ]);
}

/**
 * The days that an assembly counts, from its own charter: 'du lundi au vendredi, hors jours fériés', 'les
 * lundi, mercredi et samedi'. Three days or more in a row are a span, others a list.
 */
export function countedDays(t: Translator, charter: Charter): string {
  const { workingDays: rule, holidays, recess } = charter.rules;
  const parts = [week(t, [...new Set(rule.value)].sort())];
  const [fixed, pauses] = [holidays.value !== 'none', recess.value.length > 0];
  if (fixed && pauses) parts.push(t('calendar.except.both'));
  else if (fixed) parts.push(t('calendar.except.holidays'));
  else if (pauses) parts.push(t('calendar.except.recess'));
  return parts.join(', ');
}

function week(t: Translator, numbers: number[]): string {
  const names = numbers.map((n) => weekday(t, n));
  const [first = '', last = ''] = [names[0], names.at(-1)];
  const inARow = numbers.every((n, i) => i === 0 || n - 1 === numbers[i - 1]);
  if (names.length === 1) return t('calendar.week.one', { day: first });
  return inARow && names.length > 2
    ? t('calendar.week.span', { first, last })
    : t('calendar.week.list', { list: listOf(t, names) });
}

/** The name of a day of the week, 1 (Monday) to 7: 23 November 2026 is a Monday. */
function weekday(t: Translator, n: number): string {
  return dayDate(t, `2026-11-${22 + n}`).split(' ')[0] ?? '';
}

function notice(t: Translator, charter: Charter, { days, unit }: NoticeReckoning): string {
  if (unit === 'working') return workingDays(t, charter, days);
  return t(`calendar.notice.${unit}`, { count: count(t, days), n: days });
}

function workingDays(t: Translator, charter: Charter, n: number): string {
  return t('calendar.notice.working', { count: count(t, n), n, week: countedDays(t, charter) });
}

/** In words up to ten. */
function count(t: Translator, n: number): string {
  return t('calendar.count', { n });
}

function dayOf(at: string, charter: Charter): string {
  return localDate(at, charter.zone).toString();
}

/** 'mercredi 11' after a date in the same month, 'mercredi 1er avril' after one in the same year. */
function dayAfter(t: Translator, date: string, said: string): string {
  const [weekdayName, day, month, year] = dayDate(t, date).split(' ');
  if (date.slice(0, 7) === said.slice(0, 7)) return `${weekdayName} ${day}`;
  if (date.slice(0, 4) === said.slice(0, 4)) return `${weekdayName} ${day} ${month}`;
  return `${weekdayName} ${day} ${month} ${year}`;
}

function sentence(t: Translator, parts: string[]): string {
  return `${parts.reduce((before, after) => t('calendar.join', { before, after }))}.`;
}
