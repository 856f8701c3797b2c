// Dates, delays and amounts as people read them. Instants are UTC; the zone is the assembly’s.

import type { Lang } from '../domain/people.ts';
import type { Translator } from './translator.ts';

const locales: Record<Lang, string> = { fr: 'fr-BE', nl: 'nl-BE', en: 'en-GB' };

/**
 * 'mardi 2 mars 2027 à 23 h 59 (heure de Bruxelles)',
 * 'dinsdag 2 maart 2027 om 23.59 uur (Brusselse tijd)', 'Tuesday 2 March 2027 at 23:59 (Brussels time)'.
 */
export function fullDate(t: Translator, instant: string, zone: string): string {
  const at = Temporal.Instant.from(instant).toZonedDateTimeISO(zone);
  const date = dayDate(t, at.toPlainDate().toString());
  const time = clockTime(t.lang, at);
  if (zone === 'Europe/Brussels') return t('date.full', { date, time });
  return t('date.zone', { date, time, zone });
}

/** '14 h 05', '14.05 uur', '14:05' of that instant in the zone. */
export function timeOfDay(t: Translator, instant: string, zone: string): string {
  const time = clockTime(t.lang, Temporal.Instant.from(instant).toZonedDateTimeISO(zone));
  return t.lang === 'nl' ? `${time} uur` : time;
}

/** The day of an instant in the zone, for `dayDate`: '2027-03-02'. */
export function localDay(instant: string, zone: string): string {
  return Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainDate().toString();
}

/** Made once: a formatter costs far more to make than to use. */
const days = { fr: dayFormat('fr'), nl: dayFormat('nl'), en: dayFormat('en') };

function dayFormat(lang: Lang): Intl.DateTimeFormat {
  const parts = { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' } as const;
  return new Intl.DateTimeFormat(locales[lang], { ...parts, timeZone: 'UTC' });
}

/** 'mardi 2 mars 2027', for a local date ('2027-03-02'). A French month begins on 'lundi 1er mars 2027'. */
export function dayDate(t: Translator, date: string): string {
  const day = days[t.lang].format(Date.parse(`${date}T12:00:00Z`)).replace(',', '');
  return t.lang === 'fr' ? day.replace(' 1 ', ' 1er ') : day;
}

/** '15 juillet', '1er janvier', for a day of any year ('07-15'). */
export function dayOfYear(t: Translator, monthDay: string): string {
  const format = new Intl.DateTimeFormat(locales[t.lang], { day: 'numeric', month: 'long', timeZone: 'UTC' });
  // A leap year has every day.
  const day = format.format(Date.parse(`2028-${monthDay}T12:00:00Z`));
  return t.lang === 'fr' ? day.replace(/^1 /, '1er ') : day;
}

/** 'lundi' for 1, 'dimanche' for 7. */
export function weekday(t: Translator, day: number): string {
  const format = new Intl.DateTimeFormat(locales[t.lang], { weekday: 'long', timeZone: 'UTC' });
  const monday = Date.parse('2026-06-01T12:00:00Z');
  return format.format(monday + (day - 1) * 86_400_000);
}

/** '40 %' for 40. */
export function percentage(t: Translator, percent: number): string {
  return new Intl.NumberFormat(locales[t.lang], { style: 'percent' }).format(percent / 100);
}

/** How far away a deadline is: 'dans 3 jours'. Whole days from two days on, hours below, rounded down. */
export function untilThen(t: Translator, instant: string, now: string): string {
  const hours = Temporal.Instant.from(now).until(Temporal.Instant.from(instant)).total('hours');
  if (hours <= 0) return t('relative.past');
  if (hours < 1) return t('relative.soon');
  if (hours < 48) return t('relative.hours', { n: Math.floor(hours) });
  return t('relative.days', { n: Math.floor(hours / 24) });
}

/** Whether the distance of an instant still says something: it is over, or within 60 days. */
export function isNear(instant: string, now: string): boolean {
  return Temporal.Instant.from(now).until(Temporal.Instant.from(instant)).total('hours') <= 60 * 24;
}

/** '12 500 €' for 1250000 cents; cents only where there are any. */
export function euros(t: Translator, cents: number): string {
  const whole = cents % 100 === 0;
  const digits = whole ? 0 : 2;
  const options = {
    style: 'currency',
    currency: 'EUR',
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  } as const;
  return new Intl.NumberFormat(t.lang === 'fr' ? 'fr-FR' : locales[t.lang], options).format(cents / 100);
}

/** 'a, b et c'. */
export function listOf(t: Translator, items: string[]): string {
  return new Intl.ListFormat(locales[t.lang], { type: 'conjunction' }).format(items);
}

/** 'a, b ou c'. */
export function oneOf(t: Translator, items: string[]): string {
  return new Intl.ListFormat(locales[t.lang], { type: 'disjunction' }).format(items);
}

export function clockTime(lang: Lang, { hour, minute }: { hour: number; minute: number }): string {
  const minutes = String(minute).padStart(2, '0');
  switch (lang) {
    case 'fr':
      return `${hour}\u00a0h\u00a0${minutes}`;
    case 'nl':
      return `${hour}.${minutes}`;
    case 'en':
      return `${String(hour).padStart(2, '0')}:${minutes}`;
  }
}
