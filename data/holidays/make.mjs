// Writes BE.json: the public holidays of Belgium, as the library `date-holidays` knows them.
//
// The library keeps every country in memory (forty megabytes), so the service reads the dates alone. A test
// holds the file against the library. Run it when the law changes: node data/holidays/make.mjs

import { writeFileSync } from 'node:fs';
import Holidays from 'date-holidays';

const [from, to] = [2020, 2080];
const belgium = new Holidays('BE', { types: ['public'] });
const years = Array.from({ length: to - from + 1 }, (_, n) => from + n);
const dates = years.flatMap((year) => belgium.getHolidays(year).map((h) => h.date.slice(0, 10)));
writeFileSync(new URL('BE.json', import.meta.url), `${JSON.stringify({ from, to, dates })}\n`);
