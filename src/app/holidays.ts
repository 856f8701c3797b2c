// Public holidays of Belgium, as the calendar asks for them.

import { createRequire } from 'node:module';
import type { Holidays } from '../domain/calendar.ts';

type DateHolidays = typeof import('date-holidays').default;

/**
 * Belgian public holidays by local date. The library takes a tenth of a second to load, so it is loaded
 * when first asked, or ahead of that by `warm`.
 */
export function belgianHolidays(): Holidays & { warm: () => void } {
  const years = new Map<string, Set<string>>();
  const of = (year: string): Set<string> => {
    let dates = years.get(year);
    if (!dates) {
      const Library = createRequire(import.meta.url)('date-holidays') as DateHolidays;
      const found = new Library('BE', { types: ['public'] }).getHolidays(Number(year));
      dates = new Set(found.map((h) => h.date.slice(0, 10)));
      years.set(year, dates);
    }
    return dates;
  };
  const isHoliday = (date: string) => of(date.slice(0, 4)).has(date);
  return Object.assign(isHoliday, { warm: () => void of('2026') });
}
