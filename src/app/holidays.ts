// Public holidays of Belgium, as the calendar asks for them.

import belgium from '../../data/holidays/BE.json' with { type: 'json' };
import type { Holidays } from '../domain/calendar.ts';

const dates = new Set(belgium.dates);

/** Belgian public holidays by local date, 2020 to 2080; another year throws. */
export const belgianHolidays: Holidays = (date) => {
  const year = Number(date.slice(0, 4));
  if (year < belgium.from || year > belgium.to) {
    throw new Error(`the public holidays of ${year} are not in data/holidays/BE.json`);
  }
  return dates.has(date);
};
