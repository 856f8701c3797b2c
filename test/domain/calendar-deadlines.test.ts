// Deadlines, waiting delays and reminders: instants computed by hand, in the time of Brussels.

import { describe, expect, test } from 'vitest';
import { belgianHolidays as holidays } from '../../src/app/holidays.ts';
import type { Charter } from '../../src/domain/charter.ts';
import {
  afterWorkingDays,
  allowedMoment,
  periodEnd,
  reminderAt,
  rolled,
} from '../../src/domain/deadlines.ts';
import { at, shown } from '../support/brussels.ts';
import { charter, charterSaying, charterWith } from '../support/given.ts';
import { rule } from '../support/rule.ts';

const winterPause = { from: '12-24', to: '01-02' };
const rolls = charterWith('rollToWorkingDay', true);
const everyDay = { workingDays: [1, 2, 3, 4, 5, 6, 7], holidays: 'none' as const };

describe('a delay in working days', () => {
  const delayed = (date: string, time: string, days: number, rules: Charter = charter) =>
    shown(afterWorkingDays(rules, holidays, at(date, time), days));

  test.each([
    ['from a Friday, one day', '2026-11-20', 1, '2026-11-23 16:30'],
    ['from a Saturday, Monday is the first day', '2026-11-21', 1, '2026-11-23 16:30'],
    ['from a Saturday, three days', '2026-11-21', 3, '2026-11-25 16:30'],
    // 24 December, then 28: the 25th is Christmas, the 26th and 27th a week-end.
    ['over Christmas', '2026-12-23', 2, '2026-12-28 16:30'],
    ['over Easter Monday and the change to summer time', '2027-03-26', 1, '2027-03-30 16:30'],
    ['over the change to winter time', '2026-10-23', 1, '2026-10-26 16:30'],
    // Monday 28 and Tuesday 29 February 2028, Wednesday 1 March.
    ['over 29 February', '2028-02-25', 3, '2028-03-01 16:30'],
    ['of no days', '2026-11-21', 0, '2026-11-21 16:30'],
  ])(rule('convocation', '%s ends at the same hour'), (_, date, days, ends) => {
    expect(delayed(date, '16:30', days)).toBe(ends);
  });

  test(rule('convocation', 'from 27 to 30 March 2026 an hour less passes than in three days'), () => {
    expect(afterWorkingDays(charter, holidays, '2026-03-27T15:30:00.000Z', 1)).toBe(
      '2026-03-30T14:30:00.000Z',
    );
  });

  test(rule('recess', 'a waiting delay stands still during the recess'), () => {
    // 23 December, then 4 January.
    expect(delayed('2026-12-22', '16:30', 2, charterWith('recess', [winterPause]))).toBe('2027-01-04 16:30');
  });

  test(rule('workingDays', 'a waiting delay counts the days of the charter: Tuesday to Saturday'), () => {
    const rules = charterWith('workingDays', [2, 3, 4, 5, 6]);
    expect(delayed('2026-11-20', '16:30', 2, rules)).toBe('2026-11-24 16:30');
  });

  test(
    rule('convocation', 'an hour that the clock skips is an hour later, one that comes twice the first'),
    () => {
      const rules = charterSaying(everyDay);
      const next = (from: string) => afterWorkingDays(rules, holidays, from, 1);
      expect(next(at('2027-03-27', '02:30'))).toBe('2027-03-28T01:30:00.000Z'); // 03:30 in summer time
      expect(next(at('2027-10-30', '02:30'))).toBe('2027-10-31T00:30:00.000Z'); // 02:30 in summer time
      const second = '2027-10-31T01:30:00.000Z'; // 02:30 in winter time
      expect(afterWorkingDays(rules, holidays, second, 0)).toBe(second);
    },
  );
});

describe('a deadline on a day off', () => {
  test.each([
    ['a Saturday moves to Monday', '2026-03-14', '2026-03-16'],
    ['the Saturday before summer time moves to Monday', '2026-03-28', '2026-03-30'],
    ['the Saturday before Easter moves to Tuesday', '2027-03-27', '2027-03-30'],
    ['New Year’s Day moves to Monday 4 January', '2027-01-01', '2027-01-04'],
    ['Tuesday 29 February stays', '2028-02-29', '2028-02-29'],
  ])(rule('rollToWorkingDay', '%s, at the same hour'), (_, date, moved) => {
    expect(shown(rolled(rolls, holidays, at(date, '23:59')).at)).toBe(`${moved} 23:59`);
  });

  test(rule('rollToWorkingDay', 'says from which day to which, and why'), () => {
    expect(rolled(rolls, holidays, at('2026-03-14', '23:59')).reckoning).toEqual({
      plannedOn: '2026-03-14',
      date: '2026-03-16',
      because: ['day-off'],
    });
  });

  test(rule('rollToWorkingDay', 'stays where the charter doesn’t move it'), () => {
    const closesAt = at('2026-03-14', '23:59');
    const { at: stays, reckoning } = rolled(charter, holidays, closesAt);
    expect(stays).toBe(closesAt);
    expect(reckoning.because).toEqual([]);
  });

  test(rule('recess', 'a deadline in the recess moves past it'), () => {
    const rules = charterSaying({ rollToWorkingDay: true, recess: [winterPause] });
    const { at: moved, reckoning } = rolled(rules, holidays, at('2026-12-24', '17:00'));
    expect(shown(moved)).toBe('2027-01-04 17:00');
    expect(reckoning.because).toEqual(['recess', 'day-off']);
  });
});

describe('the end of a period', () => {
  test.each([
    ['seven days from Tuesday 3 March', '2026-03-03', '10:00', 7, '2026-03-10'],
    ['opened a minute after midnight', '2026-03-03', '00:01', 7, '2026-03-10'],
    ['opened a minute before midnight', '2026-03-03', '23:59', 7, '2026-03-10'],
    ['over the change to summer time', '2026-03-16', '10:00', 14, '2026-03-30'],
    ['over the change to winter time', '2026-10-19', '10:00', 14, '2026-11-02'],
    ['on 29 February', '2028-02-22', '10:00', 7, '2028-02-29'],
    ['over 29 February', '2028-02-23', '10:00', 7, '2028-03-01'],
    ['over the end of February in another year', '2027-02-23', '10:00', 7, '2027-03-02'],
    ['over the end of the year', '2026-12-28', '10:00', 10, '2027-01-07'],
    ['on a Saturday', '2026-03-03', '10:00', 11, '2026-03-14'],
  ])(
    rule('period', 'the first day after the opening is day 1, the last counts to 23:59: %s'),
    (_, date, time, days, last) => {
      expect(shown(periodEnd(charter, holidays, at(date, time), days))).toBe(`${last} 23:59`);
    },
  );

  test(rule('rollToWorkingDay', 'a period that would end on a Saturday ends on Monday'), () => {
    expect(shown(periodEnd(rolls, holidays, at('2026-03-03', '10:00'), 11))).toBe('2026-03-16 23:59');
  });

  test(rule('period', 'no minimum: nothing has to be waited for'), () => {
    expect(shown(periodEnd(rolls, holidays, at('2026-03-14', '10:07'), 0))).toBe('2026-03-14 10:07');
  });
});

describe('when a reminder may leave', () => {
  const from = (date: string, time: string, rules: Charter = charter) =>
    shown(allowedMoment(rules, holidays, at(date, time)));

  test.each([
    ['in the afternoon, at once', '2026-03-10', '15:07', '2026-03-10 15:07'],
    ['in the last minute before 20:00, at once', '2026-03-10', '19:59', '2026-03-10 19:59'],
    ['at 20:00, the next morning', '2026-03-10', '20:00', '2026-03-11 08:00'],
    ['at night, the same morning', '2026-03-10', '03:00', '2026-03-10 08:00'],
    ['at 08:00, at once', '2026-03-10', '08:00', '2026-03-10 08:00'],
    ['on a Friday evening, on Monday', '2026-03-13', '20:00', '2026-03-16 08:00'],
    ['on a Sunday afternoon, on Monday', '2026-03-15', '15:00', '2026-03-16 08:00'],
    ['on New Year’s Eve at 20:00, on Monday 4 January', '2026-12-31', '20:00', '2027-01-04 08:00'],
  ])(rule('quietHours', '%s'), (_, date, time, leaves) => {
    expect(from(date, time)).toBe(leaves);
  });

  test(rule('quietHours', 'may lie within a day, or be none'), () => {
    const siesta = charterWith('quietHours', { from: '12:00', to: '14:00' });
    expect(from('2026-03-10', '12:30', siesta)).toBe('2026-03-10 14:00');
    expect(from('2026-03-10', '23:30', siesta)).toBe('2026-03-10 23:30');
    expect(from('2026-03-14', '12:30', siesta)).toBe('2026-03-16 00:00');
    const none = charterWith('quietHours', { from: '08:00', to: '08:00' });
    expect(from('2026-03-10', '03:00', none)).toBe('2026-03-10 03:00');
  });

  test(
    rule('quietHours', 'end with the jump where the clock skips their end, and again where it comes back'),
    () => {
      const nights = charterSaying({ ...everyDay, quietHours: { from: '22:30', to: '02:30' } });
      // On 28 March 2027 it is 03:00 a moment after 01:59; on 31 October 02:15 comes a second time, quiet again.
      expect(allowedMoment(nights, holidays, '2027-03-28T00:10:00.000Z')).toBe('2027-03-28T01:00:00.000Z');
      expect(allowedMoment(nights, holidays, '2027-10-31T00:45:00.000Z')).toBe('2027-10-31T00:45:00.000Z');
      expect(allowedMoment(nights, holidays, '2027-10-31T01:15:00.000Z')).toBe('2027-10-31T01:30:00.000Z');
    },
  );

  test(rule('recess', 'not during the recess'), () => {
    expect(from('2026-12-28', '10:00', charterWith('recess', [winterPause]))).toBe('2027-01-04 08:00');
  });
});

describe('the reminders of a deadline', () => {
  const reminder = (closesAt: string, daysBefore: number, opensAt = '2026-02-01', rules = charter) => {
    const period = { opensAt: at(opensAt, '09:00'), closesAt };
    const leaves = reminderAt(rules, holidays, period, daysBefore);
    return leaves && shown(leaves);
  };
  const tuesday = at('2026-03-10', '23:59');

  test.each([
    // Saturday 7 at 23:59 is a day off and quiet: the last minute of Friday that isn't.
    ['three days before, on a Saturday night', 3, '2026-03-06 19:59'],
    ['one day before, late on Monday', 1, '2026-03-09 19:59'],
    ['on the day itself, when quiet hours end', 0, '2026-03-10 08:00'],
    ['six days before, late on Wednesday', 6, '2026-03-04 19:59'],
  ])(rule('reminders', 'deadline on Tuesday 10 March 2026 at 23:59: %s'), (_, daysBefore, leaves) => {
    expect(reminder(tuesday, daysBefore)).toBe(leaves);
  });

  test(rule('reminders', 'keeps the hour of the deadline over a change of the clock'), () => {
    expect(reminder(at('2026-03-31', '12:00'), 4)).toBe('2026-03-27 12:00');
    expect(reminder(at('2026-10-27', '12:00'), 4)).toBe('2026-10-23 12:00');
    expect(reminder(at('2028-03-02', '12:00'), 2)).toBe('2028-02-29 12:00');
  });

  test(rule('reminders', 'two days before a Monday is the Friday before, not the Monday itself'), () => {
    expect(reminder(at('2026-11-30', '23:59'), 2)).toBe('2026-11-27 19:59');
    // Wednesday 11 November is a public holiday.
    expect(reminder(at('2026-11-13', '18:00'), 2)).toBe('2026-11-10 19:59');
  });

  test(rule('reminders', 'comes earlier when no moment is left before the deadline'), () => {
    // Sunday 15 at 23:59, a day before is Saturday: the last minute of Friday that isn't quiet.
    expect(reminder(at('2026-03-15', '23:59'), 1)).toBe('2026-03-13 19:59');
    // Monday 16 at 07:00, before quiet hours end.
    expect(reminder(at('2026-03-16', '07:00'), 0)).toBe('2026-03-13 19:59');
    expect(reminder(at('2026-03-16', '08:00'), 0)).toBe('2026-03-13 19:59');
    expect(reminder(at('2026-03-16', '08:01'), 0)).toBe('2026-03-16 08:00');
  });

  test(rule('reminders', 'a stage that falls before the opening is left out'), () => {
    expect(reminder(tuesday, 6, '2026-03-05')).toBeNull();
    expect(reminder(tuesday, 3, '2026-03-07')).toBeNull();
    expect(reminder(tuesday, 6, '2026-03-04')).toBe('2026-03-04 19:59');
  });

  test(rule('reminders', 'nobody is reminded at the very instant of the opening'), () => {
    expect(reminder(at('2026-03-10', '09:00'), 6, '2026-03-04')).toBeNull();
    expect(reminder(at('2026-03-10', '09:01'), 6, '2026-03-04')).toBe('2026-03-04 09:01');
  });

  test(rule('reminders', 'none where the whole period lies in a week-end'), () => {
    expect(reminder(at('2026-03-15', '23:59'), 0, '2026-03-14')).toBeNull();
  });

  test(rule('recess', 'a reminder due in the recess leaves before it'), () => {
    const rules = charterWith('recess', [winterPause]);
    expect(reminder(at('2027-01-04', '12:00'), 3, '2026-12-01', rules)).toBe('2026-12-23 19:59');
    expect(reminder(at('2026-12-30', '12:00'), 3, '2026-12-01', rules)).toBe('2026-12-23 19:59');
  });
});
