// Every date of the calendar against one computed by hand, over three years, for any charter.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { belgianHolidays as holidays } from '../../src/app/holidays.ts';
import { earliestMeeting, isWorkingDay, localDate, meetingAllowed } from '../../src/domain/calendar.ts';
import type { Charter } from '../../src/domain/charter.ts';
import {
  afterWorkingDays,
  allowedMoment,
  periodEnd,
  reminderAt,
  rolled,
} from '../../src/domain/deadlines.ts';
import { charterSaying } from '../support/given.ts';
import * as naive from '../support/naive-calendar.ts';
import { rule } from '../support/rule.ts';

type Rules = Charter['rules'];
const minute = 60_000;

const recesses: Rules['recess']['value'][] = [
  [],
  [{ from: '12-24', to: '01-02' }],
  [{ from: '07-15', to: '08-15' }],
  [{ from: '02-29', to: '02-29' }],
  [
    { from: '02-20', to: '02-29' },
    { from: '10-25', to: '11-01' },
  ],
];
const hours = (...spans: string[]) =>
  fc.constantFrom(...spans.map((s) => ({ from: s.slice(0, 5), to: s.slice(6) })));

/** Charters that differ in every rule of the calendar. */
const anyCharter: fc.Arbitrary<Charter> = fc
  .record({
    workingDays: fc.oneof(
      fc.constantFrom<number[]>([1, 2, 3, 4, 5], [2, 3, 4, 5, 6], [1, 2, 3, 4, 5, 6, 7]),
      fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
    ),
    holidays: fc.constantFrom<Rules['holidays']['value']>('BE', 'none'),
    recess: fc.constantFrom(...recesses),
    conveningHours: hours('09:00-18:00', '18:30-21:00', '00:00-23:59', '02:30-03:30'),
    quietHours: hours(
      ...['20:00-08:00', '22:30-07:15', '00:00-07:00', '12:00-14:00', '08:00-08:00'],
      ...['22:30-02:30', '02:30-05:00', '02:15-02:45', '23:00-00:00', '03:00-01:00'],
    ),
    notice: fc.record({
      days: fc.integer({ min: 0, max: 12 }),
      unit: fc.constantFrom<Rules['notice']['value']['unit']>('clear', 'calendar', 'working'),
    }),
    rollToWorkingDay: fc.boolean(),
  })
  .map(charterSaying);

/** Anywhere from 2026 to 2028, often near a change of the clock, a leap day or the end of a year. */
const corners = ['2026-03-29', '2026-10-25', '2027-03-28', '2027-10-31', '2028-02-29', '2026-12-31'];
const anyInstant = fc
  .oneof(
    fc.integer({ min: Date.parse('2026-01-01'), max: Date.parse('2028-11-30') }),
    fc
      .tuple(fc.constantFrom(...corners), fc.integer({ min: -3_000, max: 3_000 }))
      .map(([date, minutes]) => Date.parse(date) + minutes * minute),
    fc
      .tuple(fc.constantFrom(...corners.slice(0, 4)), fc.integer({ min: -10, max: 23 }))
      .map(([date, quarters]) => Date.parse(date) + quarters * 15 * minute),
  )
  .map((ms) => new Date(ms).toISOString());
const later = (at: string, minutes: number) => new Date(Date.parse(at) + minutes * minute).toISOString();
const days = fc.integer({ min: 0, max: 15 });
const runs = { numRuns: 400 };

describe('for any charter and any instant from 2026 to 2028', () => {
  test(rule('workingDays', 'a day counts exactly when a calendar made by hand says so'), () => {
    fc.assert(
      fc.property(anyCharter, anyInstant, (any, at) => {
        const date = localDate(at, any.zone);
        expect(isWorkingDay(date, any, holidays)).toBe(naive.counts(any.rules, date.toString()));
      }),
      { numRuns: 2_000 },
    );
  });

  test(
    rule('notice', 'the first meeting, and why it isn’t sooner, are those found by trying each day'),
    () => {
      fc.assert(
        fc.property(anyCharter, anyInstant, fc.integer({ min: -2_000, max: 60_000 }), (any, sentAt, wait) => {
          const notBefore = later(sentAt, wait);
          const { at, reckoning } = earliestMeeting(any, holidays, sentAt, notBefore);
          const { sentOn, allowedOn, earliestOn, date, because } = reckoning;
          expect({ at, sentOn, allowedOn, earliestOn, date, because }).toEqual(
            naive.earliest(any.rules, sentAt, notBefore),
          );
        }),
        runs,
      );
    },
  );

  test(rule('conveningHours', 'the first meeting proposed is always allowed'), () => {
    fc.assert(
      fc.property(anyCharter, anyInstant, fc.integer({ min: 0, max: 60_000 }), (any, sentAt, wait) => {
        const notBefore = later(sentAt, wait);
        const { at } = earliestMeeting(any, holidays, sentAt, notBefore);
        expect(meetingAllowed(any, holidays, sentAt, at, notBefore)).toBeNull();
      }),
      runs,
    );
  });

  test(rule('conveningHours', 'a meeting is refused for the first reason that stands against it'), () => {
    const order = ['notice', 'recess', 'day-off', 'hours', 'before-deadline'];
    const wait = fc.integer({ min: -2_000, max: 30_000 });
    fc.assert(
      fc.property(anyCharter, anyInstant, wait, wait, (any, sentAt, toStart, toDeadline) => {
        const [startsAt, notBefore] = [later(sentAt, toStart), later(sentAt, toDeadline)];
        const reasons = naive.against(any.rules, sentAt, startsAt, notBefore);
        const refused = meetingAllowed(any, holidays, sentAt, startsAt, notBefore);
        expect(refused?.why).toBe(order.find((why) => reasons.includes(why)));
        if (refused) expect(refused.earliest).toEqual(earliestMeeting(any, holidays, sentAt, notBefore));
      }),
      { numRuns: 2_000 },
    );
  });

  test(rule('convocation', 'a waiting delay ends where counting day by day ends'), () => {
    fc.assert(
      fc.property(anyCharter, anyInstant, days, (any, from, n) => {
        expect(afterWorkingDays(any, holidays, from, n)).toBe(naive.afterDays(any.rules, from, n));
      }),
      runs,
    );
  });

  test(rule('rollToWorkingDay', 'a deadline moves exactly where a calendar made by hand moves it'), () => {
    fc.assert(
      fc.property(anyCharter, anyInstant, (any, closesAt) => {
        const { at, reckoning } = rolled(any, holidays, closesAt);
        expect(at).toBe(naive.roll(any.rules, closesAt));
        expect(reckoning.because.length > 0).toBe(at !== closesAt);
      }),
      runs,
    );
  });

  test(rule('period', 'a period ends where counting its days one by one ends'), () => {
    fc.assert(
      fc.property(anyCharter, anyInstant, days, (any, openedAt, n) => {
        expect(periodEnd(any, holidays, openedAt, n)).toBe(naive.endOfPeriod(any.rules, openedAt, n));
      }),
      runs,
    );
  });

  test(rule('quietHours', 'the first allowed moment is the one found minute by minute'), () => {
    fc.assert(
      fc.property(anyCharter, anyInstant, (any, at) => {
        expect(allowedMoment(any, holidays, at)).toBe(naive.firstMoment(any.rules, at));
      }),
      { numRuns: 300 },
    );
  });

  test(rule('reminders', 'a reminder leaves at the minute found by trying each one'), () => {
    fc.assert(
      fc.property(
        anyCharter,
        anyInstant,
        fc.integer({ min: 1, max: 30_000 }),
        fc.integer({ min: 0, max: 10 }),
        (any, opensAt, length, daysBefore) => {
          const period = { opensAt, closesAt: later(opensAt, length) };
          const at = reminderAt(any, holidays, period, daysBefore);
          expect(at).toBe(naive.reminder(any.rules, opensAt, period.closesAt, daysBefore));
          if (at === null) return;
          expect(at > opensAt && at < period.closesAt).toBe(true);
          expect(allowedMoment(any, holidays, at)).toBe(at);
        },
      ),
      { numRuns: 500 },
    );
  });

  test(rule('reminders', '‘two days before’ is never less than two days, on a working day, by day'), () => {
    fc.assert(
      fc.property(
        anyCharter,
        anyInstant,
        fc.integer({ min: 1, max: 30_000 }),
        fc.integer({ min: 1, max: 10 }),
        (any, opensAt, length, daysBefore) => {
          const closesAt = later(opensAt, length);
          const at = reminderAt(any, holidays, { opensAt, closesAt }, daysBefore);
          if (at === null) return;
          const zoned = (instant: string) => Temporal.Instant.from(instant).toZonedDateTimeISO(any.zone);
          const nominal = zoned(closesAt).subtract({ days: daysBefore });
          expect(Temporal.ZonedDateTime.compare(zoned(at), nominal)).toBeLessThanOrEqual(0);
          expect(naive.counts(any.rules, zoned(at).toPlainDate().toString())).toBe(true);
          expect(naive.firstMoment(any.rules, at)).toBe(at);
        },
      ),
      { numRuns: 500 },
    );
  });
});
