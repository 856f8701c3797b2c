// Which days count: working days, public holidays, recess.

import { execFileSync } from 'node:child_process';
import Library from 'date-holidays';
import { describe, expect, test } from 'vitest';
import belgium from '../../data/holidays/BE.json' with { type: 'json' };
import { belgianHolidays as holidays } from '../../src/app/holidays.ts';
import { dayOff, nextWorkingDay } from '../../src/domain/calendar.ts';
import type { Charter } from '../../src/domain/charter.ts';
import { charter, charterWith } from '../support/given.ts';
import { rule } from '../support/rule.ts';

const summerPause = { from: '07-15', to: '08-15' };
const winterPause = { from: '12-24', to: '01-02' };
const off = (rules: Charter, date: string) => dayOff(Temporal.PlainDate.from(date), rules, holidays);

describe('the days that count', () => {
  test.each([
    ['Monday 23 November 2026', '2026-11-23', null],
    ['Friday 27 November 2026', '2026-11-27', null],
    ['Saturday 28 November 2026', '2026-11-28', 'day-off'],
    ['Sunday 29 November 2026', '2026-11-29', 'day-off'],
  ])(rule('workingDays', 'Monday to Friday: %s'), (_, date, why) => {
    expect(off(charter, date)).toBe(why);
  });

  test(rule('workingDays', 'an assembly that works on Saturdays and not on Mondays counts so'), () => {
    const tuesdayToSaturday = charterWith('workingDays', [2, 3, 4, 5, 6]);
    expect(off(tuesdayToSaturday, '2026-11-23')).toBe('day-off');
    expect(off(tuesdayToSaturday, '2026-11-28')).toBeNull();
  });

  test.each([
    ['Easter Monday', '2026-04-06'],
    ['Ascension Day', '2027-05-06'],
    ['21 July, a Wednesday', '2027-07-21'],
    ['Christmas Day, a Friday', '2026-12-25'],
  ])(rule('holidays', '%s counts only where the charter ignores public holidays'), (_, date) => {
    expect(off(charter, date)).toBe('day-off');
    expect(off(charterWith('holidays', 'none'), date)).toBeNull();
  });

  test.each([
    ['the day before', '2027-07-14', null],
    ['the first day', '2027-07-15', 'recess'],
    ['a Saturday inside', '2027-07-17', 'recess'],
    ['a public holiday inside', '2027-07-21', 'recess'],
    ['the last day, a Sunday', '2027-08-15', 'recess'],
    ['the day after', '2027-08-16', null],
  ])(rule('recess', 'from 15 July to 15 August: %s'), (_, date, why) => {
    expect(off(charterWith('recess', [summerPause]), date)).toBe(why);
  });

  test.each([
    ['Wednesday 23 December', '2026-12-23', null],
    ['Thursday 24 December', '2026-12-24', 'recess'],
    ['Thursday 31 December', '2026-12-31', 'recess'],
    ['Friday 1 January', '2027-01-01', 'recess'],
    ['Saturday 2 January', '2027-01-02', 'recess'],
    ['Sunday 3 January', '2027-01-03', 'day-off'],
    ['Monday 4 January', '2027-01-04', null],
  ])(rule('recess', 'over New Year, from 24 December to 2 January: %s'), (_, date, why) => {
    expect(off(charterWith('recess', [winterPause]), date)).toBe(why);
  });

  test(rule('recess', '29 February is in recess in the years that have one'), () => {
    const leapDay = charterWith('recess', [{ from: '02-29', to: '02-29' }]);
    expect(off(leapDay, '2028-02-29')).toBe('recess');
    expect([off(leapDay, '2028-02-28'), off(leapDay, '2028-03-01')]).toEqual([null, null]);
    expect([off(leapDay, '2027-02-26'), off(leapDay, '2027-03-01')]).toEqual([null, null]);
  });

  test(
    rule('recess', 'a charter whose recess leaves no day at all is said to, rather than searched for ever'),
    () => {
      const never = charterWith('recess', [{ from: '01-01', to: '12-31' }]);
      const today = Temporal.PlainDate.from('2026-11-23');
      expect(() => nextWorkingDay(today, never, holidays)).toThrow(/essai-2026.*no working day/);
    },
  );
});

describe('the public holidays of Belgium', () => {
  test(
    rule('holidays', 'are those that the library of holidays knows, for each year that the file has'),
    () => {
      const library = new Library('BE', { types: ['public'] });
      for (let year = belgium.from; year <= belgium.to; year += 1) {
        const known = library.getHolidays(year).map((h) => h.date.slice(0, 10));
        expect(belgium.dates.filter((d) => d.startsWith(`${year}-`))).toEqual(known);
      }
    },
  );

  test(rule('holidays', 'are the ten of the law, and those of the communities are not among them'), () => {
    const ten = ['01-01', '04-06', '05-01', '05-14', '05-25', '07-21', '08-15', '11-01', '11-11', '12-25'];
    const all = Array.from({ length: 365 }, (_, n) =>
      Temporal.PlainDate.from('2026-01-01').add({ days: n }).toString(),
    );
    expect(all.filter((d) => holidays(d)).map((d) => d.slice(5))).toEqual(ten);
  });
});

test.each(['UTC', 'America/Los_Angeles', 'Pacific/Kiritimati'])(
  'the computer’s time zone changes no date: a computer set to %s',
  (TZ) => {
    const root = new URL('../../', import.meta.url).href;
    const program = `
      import { earliestMeeting } from '${root}src/domain/calendar.ts';
      import { periodEnd, reminderAt } from '${root}src/domain/deadlines.ts';
      import charter from '${root}charters/essai-2026.json' with { type: 'json' };
      const never = () => false;
      const sentAt = '2026-03-24T23:30:00.000Z';
      const closesAt = periodEnd(charter, never, sentAt, 10);
      console.log(JSON.stringify([
        Temporal.Now.timeZoneId(),
        earliestMeeting(charter, never, sentAt, sentAt).at,
        closesAt,
        reminderAt(charter, never, { opensAt: sentAt, closesAt }, 3),
      ]));`;
    const env = { ...process.env, TZ };
    const printed = execFileSync(process.execPath, ['--input-type=module', '--eval', program], { env });
    // Sent on Wednesday 25 March at 00:30 in Brussels; ten days later is Saturday 4 April.
    expect(JSON.parse(printed.toString())).toEqual([
      TZ,
      '2026-04-02T07:00:00.000Z',
      '2026-04-04T21:59:00.000Z',
      '2026-04-01T17:59:00.000Z',
    ]);
  },
);
