import Library from 'date-holidays';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import belgium from '../../data/holidays/BE.json' with { type: 'json' };
import { belgianHolidays } from '../../src/app/holidays.ts';
import { earliestMeeting, isWorkingDay, localDate } from '../../src/domain/calendar.ts';
import { charter, charterWith } from '../support/given.ts';

const holidays = belgianHolidays;
const noon = (date: string) =>
  Temporal.PlainDate.from(date)
    .toZonedDateTime({ timeZone: 'Europe/Brussels', plainTime: '12:00' })
    .toInstant()
    .toString();
const dateOf = (at: string) => localDate(at, 'Europe/Brussels').toString();
const first = (rules: typeof charter, sentOn: string) =>
  earliestMeeting(rules, holidays, noon(sentOn), noon(sentOn));

describe('le délai de convocation', () => {
  const notice = (days: number, unit: 'clear' | 'calendar' | 'working') =>
    charterWith('notice', { days, unit });

  it.each([
    // Five days, Monday to Friday, holidays excluded, lie whole between sending and meeting.
    ['sent on Tuesday 3 March 2026', notice(5, 'working'), '2026-03-03', '2026-03-11'],
    ['sent on a Saturday', notice(5, 'working'), '2026-03-07', '2026-03-16'],
    ['over Easter Monday (6 April 2026)', notice(5, 'working'), '2026-04-01', '2026-04-10'],
    ['over Ascension Thursday (14 May 2026)', notice(5, 'working'), '2026-05-11', '2026-05-20'],
    ['over Christmas and New Year', notice(5, 'working'), '2026-12-23', '2027-01-04'],
    ['over 29 February 2028', notice(5, 'working'), '2028-02-24', '2028-03-03'],
    // Neither the day of sending nor the day of the meeting counts.
    ['ten clear days', notice(10, 'clear'), '2026-03-02', '2026-03-13'],
    ['ten clear days that end on a Saturday', notice(10, 'clear'), '2026-03-03', '2026-03-16'],
    ['eight calendar days', notice(8, 'calendar'), '2026-03-02', '2026-03-10'],
    ['eight calendar days that end on 1 May', notice(8, 'calendar'), '2026-04-23', '2026-05-04'],
  ])('%s', (_, rules, sentOn, meetsOn) => {
    expect(dateOf(first(rules, sentOn).at)).toBe(meetsOn);
  });

  it('explains itself by the day of sending, the notice and the first day it allows', () => {
    expect(first(notice(5, 'working'), '2026-03-03').reckoning).toEqual({
      sentOn: '2026-03-03',
      days: 5,
      unit: 'working',
      earliestOn: '2026-03-11',
    });
  });

  it('begins at the charter’s first convening hour, in summer and in winter time', () => {
    expect(first(notice(1, 'working'), '2026-03-25').at).toBe('2026-03-27T08:00:00.000Z');
    expect(first(notice(1, 'working'), '2026-03-27').at).toBe('2026-03-31T07:00:00.000Z');
    expect(first(notice(1, 'working'), '2026-10-22').at).toBe('2026-10-26T08:00:00.000Z');
  });

  it('never precedes the deadline of the call', () => {
    const { at, reckoning } = earliestMeeting(
      charter,
      holidays,
      noon('2026-03-03'),
      '2026-03-20T22:59:00.000Z',
    );
    expect(dateOf(at)).toBe('2026-03-23');
    expect(reckoning.earliestOn).toBe('2026-03-11');
  });

  it('counts the day of sending where the assembly is, not where the computer is', () => {
    const lateEvening = '2026-03-03T23:30:00.000Z';
    expect(earliestMeeting(charter, holidays, lateEvening, lateEvening).reckoning.sentOn).toBe('2026-03-04');
  });

  it('whatever the day, falls on a working day with that many working days whole in between', () => {
    const anyDay = fc
      .integer({ min: 0, max: 365 * 8 })
      .map((n) => Temporal.PlainDate.from('2024-01-01').add({ days: n }).toString());
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 0, max: 15 }), (sentOn, days) => {
        const rules = notice(days, 'working');
        const meets = localDate(first(rules, sentOn).at, 'Europe/Brussels');
        expect(isWorkingDay(meets, rules, holidays)).toBe(true);
        let between = 0;
        for (
          let d = Temporal.PlainDate.from(sentOn).add({ days: 1 });
          Temporal.PlainDate.compare(d, meets) < 0;
          d = d.add({ days: 1 })
        ) {
          if (isWorkingDay(d, rules, holidays)) between += 1;
        }
        expect(between).toBe(days);
      }),
      { numRuns: 200 },
    );
  });
});

describe('les jours fériés belges', () => {
  it('are those that the library of holidays knows, for each year that the file has', () => {
    const library = new Library('BE', { types: ['public'] });
    for (let year = belgium.from; year <= belgium.to; year += 1) {
      const known = library.getHolidays(year).map((h) => h.date.slice(0, 10));
      expect(belgium.dates.filter((d) => d.startsWith(`${year}-`))).toEqual(known);
    }
  });

  it('are the ten of the law, and those of the communities are not among them', () => {
    const ten = ['01-01', '04-06', '05-01', '05-14', '05-25', '07-21', '08-15', '11-01', '11-11', '12-25'];
    const all = Array.from({ length: 365 }, (_, n) =>
      Temporal.PlainDate.from('2026-01-01').add({ days: n }).toString(),
    );
    expect(all.filter((d) => holidays(d)).map((d) => d.slice(5))).toEqual(ten);
  });
});
