// When a meeting may be held: notice, convening hours and the deadline before it, with dates computed by hand.

import { describe, expect, it } from 'vitest';
import { belgianHolidays as holidays } from '../../src/app/holidays.ts';
import { earliestMeeting, localDate, meetingAllowed } from '../../src/domain/calendar.ts';
import type { Charter } from '../../src/domain/charter.ts';
import { at } from '../support/brussels.ts';
import { charter, charterSaying, charterWith } from '../support/given.ts';
import { rule } from '../support/rule.ts';

const summerPause = { from: '07-15', to: '08-15' };
const winterPause = { from: '12-24', to: '01-02' };
const midday = (date: string) => at(date, '12:00');
const dateOf = (instant: string) => localDate(instant, 'Europe/Brussels').toString();
const first = (rules: Charter, sentOn: string, notBefore = midday(sentOn)) =>
  earliestMeeting(rules, holidays, midday(sentOn), notBefore);
const notice = (days: number, unit: 'clear' | 'calendar' | 'working') =>
  charterWith('notice', { days, unit });

describe('the notice of a meeting', () => {
  it.each([
    // Five days, Monday to Friday, holidays excluded, lie whole between sending and meeting.
    ['sent on Tuesday 3 March 2026', notice(5, 'working'), '2026-03-03', '2026-03-11'],
    ['sent on a Saturday', notice(5, 'working'), '2026-03-07', '2026-03-16'],
    ['over Easter Monday (6 April 2026)', notice(5, 'working'), '2026-04-01', '2026-04-10'],
    ['over Ascension Thursday (14 May 2026)', notice(5, 'working'), '2026-05-11', '2026-05-20'],
    // 24, 28, 29, 30 and 31 December; 1 January is a holiday, 2 and 3 a week-end.
    ['over Christmas and New Year', notice(5, 'working'), '2026-12-23', '2027-01-04'],
    // Friday 25, Monday 28, Tuesday 29 February, 1 and 2 March.
    ['over 29 February 2028', notice(5, 'working'), '2028-02-24', '2028-03-03'],
    // Neither the day of sending nor the day of the meeting counts.
    ['ten clear days', notice(10, 'clear'), '2026-03-02', '2026-03-13'],
    ['ten clear days that end on a Saturday', notice(10, 'clear'), '2026-03-03', '2026-03-16'],
    ['ten clear days over 29 February 2028', notice(10, 'clear'), '2028-02-21', '2028-03-03'],
    ['eight calendar days', notice(8, 'calendar'), '2026-03-02', '2026-03-10'],
    ['eight calendar days that end on 1 May', notice(8, 'calendar'), '2026-04-23', '2026-05-04'],
  ])(rule('notice', '%s'), (_, rules, sentOn, meetsOn) => {
    expect(dateOf(first(rules, sentOn).at)).toBe(meetsOn);
  });

  it(rule('notice', 'explains itself: sent when, how many days, first possible date'), () => {
    expect(first(notice(5, 'working'), '2026-03-03').reckoning).toEqual({
      sentOn: '2026-03-03',
      days: 5,
      unit: 'working',
      allowedOn: '2026-03-11',
      earliestOn: '2026-03-11',
      notBefore: '2026-03-03T11:00:00.000Z',
      date: '2026-03-11',
      because: [],
    });
  });

  it(rule('notice', 'says that the day it leaves free is a day off'), () => {
    // Ten clear days after Tuesday 3 are the 4th to the 13th; the 14th is a Saturday.
    expect(first(notice(10, 'clear'), '2026-03-03').reckoning).toMatchObject({
      allowedOn: '2026-03-14',
      earliestOn: '2026-03-16',
      because: ['day-off'],
    });
  });

  it(rule('notice', 'without any, the meeting may be the same day if its hour is still to come'), () => {
    const none = notice(0, 'calendar');
    const sent = (sentAt: string) => dateOf(earliestMeeting(none, holidays, sentAt, sentAt).at);
    expect(sent(at('2026-03-03', '09:00'))).toBe('2026-03-03');
    expect(sent(at('2026-03-03', '09:01'))).toBe('2026-03-04');
  });

  it(rule('notice', 'counts the day of sending where the assembly is, not where the computer is'), () => {
    const lateEvening = '2026-03-03T23:30:00.000Z';
    expect(earliestMeeting(charter, holidays, lateEvening, lateEvening).reckoning.sentOn).toBe('2026-03-04');
  });

  it(rule('workingDays', 'counts the days of the charter: Tuesday to Saturday'), () => {
    // Sent on Thursday 5 March 2026: Friday 6, Saturday 7, Tuesday 10; then Wednesday 11.
    const rules = charterSaying({
      workingDays: [2, 3, 4, 5, 6],
      notice: { days: 3, unit: 'working' },
    });
    expect(first(rules, '2026-03-05').reckoning.date).toBe('2026-03-11');
  });

  it(rule('recess', 'neither counts towards working days nor holds the meeting'), () => {
    const rules = charterWith('recess', [winterPause]);
    // 17, 18, 21, 22, 23 December; then recess to 2 January and a Sunday.
    expect(first(rules, '2026-12-16').reckoning).toMatchObject({
      allowedOn: '2026-12-24',
      earliestOn: '2027-01-04',
      because: ['recess', 'day-off'],
    });
    // 22 and 23 December, 4, 5 and 6 January.
    expect(first(rules, '2026-12-21').reckoning).toMatchObject({ earliestOn: '2027-01-07', because: [] });
  });

  it(rule('recess', 'counts towards calendar and clear days, but never holds the meeting'), () => {
    const rules = (days: number, unit: 'clear' | 'calendar') =>
      charterSaying({ recess: [winterPause], notice: { days, unit } });
    // 21 December + 14 is 4 January: the recess lies whole inside.
    expect(first(rules(14, 'calendar'), '2026-12-21').reckoning.date).toBe('2027-01-04');
    expect(first(rules(13, 'clear'), '2026-12-21').reckoning.date).toBe('2027-01-04');
    // 21 December + 8 is 29 December, in recess.
    expect(first(rules(8, 'calendar'), '2026-12-21').reckoning.date).toBe('2027-01-04');
  });
});

describe('the hour of a meeting and the deadline before it', () => {
  it(rule('conveningHours', 'begins at the charter’s first hour, in summer and in winter time'), () => {
    expect(first(notice(1, 'working'), '2026-03-25').at).toBe('2026-03-27T08:00:00.000Z');
    expect(first(notice(1, 'working'), '2026-03-27').at).toBe('2026-03-31T07:00:00.000Z');
    expect(first(notice(1, 'working'), '2026-10-22').at).toBe('2026-10-26T08:00:00.000Z');
    expect(first(notice(1, 'working'), '2027-03-24').at).toBe('2027-03-26T08:00:00.000Z');
    // Monday 29 March 2027 is Easter Monday; Tuesday 30 counts.
    expect(first(notice(1, 'working'), '2027-03-26').at).toBe('2027-03-31T07:00:00.000Z');
    expect(first(notice(1, 'working'), '2027-10-28').at).toBe('2027-11-02T08:00:00.000Z');
  });

  it(rule('conveningHours', 'an hour that the clock skips is as much later as the clock jumps'), () => {
    const nights = charterSaying({
      workingDays: [7],
      notice: { days: 1, unit: 'clear' },
      conveningHours: { from: '02:30', to: '04:00' },
    });
    // 03:30, since 02:30 doesn't exist on Sunday 28 March 2027; and the first of two on 31 October.
    expect(first(nights, '2027-03-26').at).toBe('2027-03-28T01:30:00.000Z');
    expect(first(nights, '2027-10-29').at).toBe('2027-10-31T00:30:00.000Z');
  });

  it.each([
    // The deadline ends on a Friday evening: Monday is the next day on which one may meet.
    ['after a Friday evening', at('2026-03-20', '23:59'), '2026-03-23', ['deadline', 'day-off']],
    ['on the day whose opening isn’t before it', at('2026-03-16', '09:00'), '2026-03-16', ['deadline']],
    ['on the next day once the doors are open', at('2026-03-16', '09:01'), '2026-03-17', ['deadline']],
    ['as the notice allows when the deadline is sooner', at('2026-03-10', '23:59'), '2026-03-11', []],
  ])(rule('notice', 'never before the deadline of the call: %s'), (_, notBefore, date, because) => {
    const { reckoning } = first(charter, '2026-03-03', notBefore);
    expect(reckoning).toMatchObject({ earliestOn: '2026-03-11', date, because });
  });

  it(rule('recess', 'a deadline just before the recess: the meeting comes after it, and says why'), () => {
    const rules = charterWith('recess', [summerPause]);
    const { reckoning } = first(rules, '2027-07-01', at('2027-07-14', '23:59'));
    // Five days: 2, 5, 6, 7 and 8 July.
    expect(reckoning).toMatchObject({ earliestOn: '2027-07-09', date: '2027-08-16' });
    expect(reckoning.because).toEqual(['deadline', 'recess']);
  });

  /** Sent on Tuesday 3 March 2026 at midday, five working days: from Wednesday 11 on. */
  const why = (startsAt: string, rules: Charter = charter, notBefore = midday('2026-03-03')) =>
    meetingAllowed(rules, holidays, midday('2026-03-03'), startsAt, notBefore)?.why ?? null;

  it.each([
    ['Tuesday 10, a day too soon', at('2026-03-10', '10:00'), 'notice'],
    ['Wednesday 11, the first day', at('2026-03-11', '10:00'), null],
    ['before it was sent', at('2026-03-02', '10:00'), 'notice'],
  ])(rule('notice', 'the référente chooses %s'), (_, startsAt, refused) => {
    expect(why(startsAt)).toBe(refused);
  });

  it(rule('notice', 'without any, a meeting may be the same day, but not before it was convened'), () => {
    const none = notice(0, 'calendar');
    expect(why(at('2026-03-03', '11:59'), none)).toBe('notice');
    expect(why(at('2026-03-03', '12:00'), none)).toBeNull();
  });

  it.each([
    ['one minute before the first hour', '08:59', 'hours'],
    ['at the first hour', '09:00', null],
    ['at the last minute', '18:00', null],
    ['one minute after the last', '18:01', 'hours'],
  ])(rule('conveningHours', 'the référente chooses Wednesday 11 March %s'), (_, time, refused) => {
    expect(why(at('2026-03-11', time))).toBe(refused);
  });

  it(rule('conveningHours', 'the last minute lasts a minute'), () => {
    expect(why('2026-03-11T17:00:59.999Z')).toBeNull();
    expect(why('2026-03-11T17:01:00.000Z')).toBe('hours');
  });

  it(rule('workingDays', 'the référente can’t choose a Saturday'), () => {
    expect(why(at('2026-03-14', '10:00'))).toBe('day-off');
  });

  it(rule('holidays', 'the référente can’t choose Easter Monday'), () => {
    expect(why(at('2026-04-06', '10:00'))).toBe('day-off');
    expect(why(at('2026-04-06', '10:00'), charterWith('holidays', 'none'))).toBeNull();
  });

  it(rule('recess', 'the référente can’t choose a day of the recess'), () => {
    expect(why(at('2026-07-20', '10:00'), charterWith('recess', [summerPause]))).toBe('recess');
  });

  it(rule('notice', 'that the deadline isn’t past is said only when nothing else stands against it'), () => {
    const deadline = at('2026-03-20', '12:00');
    expect(why(at('2026-03-14', '10:00'), charter, deadline)).toBe('day-off');
    expect(why(at('2026-03-19', '10:00'), charter, deadline)).toBe('before-deadline');
    expect(why(at('2026-03-20', '11:59'), charter, deadline)).toBe('before-deadline');
    expect(why(at('2026-03-20', '12:00'), charter, deadline)).toBeNull();
  });

  it(rule('notice', 'a refused date comes with the first possible one'), () => {
    const refused = meetingAllowed(
      ...([charter, holidays, midday('2026-03-03'), at('2026-03-10', '10:00')] as const),
      midday('2026-03-03'),
    );
    expect(refused?.earliest).toEqual(first(charter, '2026-03-03'));
  });
});
