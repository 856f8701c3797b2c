// Dates, delays and amounts as people read them, to the letter, in three languages.

import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import type { Lang } from '../../src/domain/people.ts';
import { dayDate, euros, fullDate, listOf, untilThen } from '../../src/ui/format.ts';
import { translator } from '../../src/ui/translator.ts';
import { namedTogether } from '../../src/ui/views/words.ts';

const brussels = 'Europe/Brussels';
const [fr, nl, en] = [translator('fr'), translator('nl'), translator('en')];

/** Non-breaking spaces made visible: '_' the usual one, '~' the narrow one. */
const shown = (text: string) => text.replaceAll('\u00a0', '_').replaceAll('\u202f', '~');

/** A French date and hour in Brussels. */
const inBrussels = (instant: string) => shown(fullDate(fr, instant, brussels));

describe('a deadline is said with its weekday, its hour and whose hour it is', () => {
  test.each<[Lang, string]>([
    ['fr', 'mardi 2 mars 2027 à 23_h_59 (heure de Bruxelles)'],
    ['nl', 'dinsdag 2 maart 2027 om 23.59 uur (Brusselse tijd)'],
    ['en', 'Tuesday 2 March 2027 at 23:59 (Brussels time)'],
  ])('%s: %s', (lang, said) => {
    expect(shown(fullDate(translator(lang), '2027-03-02T22:59:00.000Z', brussels))).toBe(said);
  });

  test.each<[Lang, string]>([
    ['fr', 'lundi 30 août 2027 à 9_h_05 (heure de Bruxelles)'],
    ['nl', 'maandag 30 augustus 2027 om 9.05 uur (Brusselse tijd)'],
    ['en', 'Monday 30 August 2027 at 09:05 (Brussels time)'],
  ])('early in the morning, %s: %s', (lang, said) => {
    expect(shown(fullDate(translator(lang), '2027-08-30T07:05:00.000Z', brussels))).toBe(said);
  });

  test.each<[Lang, string]>([
    ['fr', 'vendredi 31 décembre 2027 à 0_h_00 (heure de Bruxelles)'],
    ['nl', 'vrijdag 31 december 2027 om 0.00 uur (Brusselse tijd)'],
    ['en', 'Friday 31 December 2027 at 00:00 (Brussels time)'],
  ])('at midnight, the day that begins, %s: %s', (lang, said) => {
    expect(shown(fullDate(translator(lang), '2027-12-30T23:00:00.000Z', brussels))).toBe(said);
  });

  test.each<[Lang, string]>([
    ['fr', 'mardi 2 mars 2027 à 22_h_59 (Europe/London)'],
    ['nl', 'dinsdag 2 maart 2027 om 22.59 uur (Europe/London)'],
    ['en', 'Tuesday 2 March 2027 at 22:59 (Europe/London)'],
  ])('a group elsewhere reads its own hour, with the name of its zone, %s: %s', (lang, said) => {
    expect(shown(fullDate(translator(lang), '2027-03-02T22:59:00.000Z', 'Europe/London'))).toBe(said);
  });

  test('a minute that has begun is not rounded up', () => {
    expect(inBrussels('2027-03-02T22:59:59.999Z')).toBe('mardi 2 mars 2027 à 23_h_59 (heure de Bruxelles)');
  });
});

describe('a day is said with its weekday', () => {
  test.each<[string, string, string, string]>([
    ['2027-03-02', 'mardi 2 mars 2027', 'dinsdag 2 maart 2027', 'Tuesday 2 March 2027'],
    ['2027-03-01', 'lundi 1er mars 2027', 'maandag 1 maart 2027', 'Monday 1 March 2027'],
    ['2027-05-01', 'samedi 1er mai 2027', 'zaterdag 1 mei 2027', 'Saturday 1 May 2027'],
    ['2027-08-11', 'mercredi 11 août 2027', 'woensdag 11 augustus 2027', 'Wednesday 11 August 2027'],
    ['2027-02-21', 'dimanche 21 février 2027', 'zondag 21 februari 2027', 'Sunday 21 February 2027'],
    ['2028-02-29', 'mardi 29 février 2028', 'dinsdag 29 februari 2028', 'Tuesday 29 February 2028'],
  ])('%s: %s', (date, ...said) => {
    expect([dayDate(fr, date), dayDate(nl, date), dayDate(en, date)]).toEqual(said);
  });
});

describe('the two nights when the clock changes', () => {
  test('on 28 March 2027 the hour from 2 to 3 does not exist', () => {
    expect(inBrussels('2027-03-28T00:59:00.000Z')).toBe(
      'dimanche 28 mars 2027 à 1_h_59 (heure de Bruxelles)',
    );
    expect(inBrussels('2027-03-28T01:00:00.000Z')).toBe(
      'dimanche 28 mars 2027 à 3_h_00 (heure de Bruxelles)',
    );
  });

  test('on 31 October 2027 the hour from 2 to 3 comes twice', () => {
    const twice = 'dimanche 31 octobre 2027 à 2_h_30 (heure de Bruxelles)';
    expect(inBrussels('2027-10-31T00:30:00.000Z')).toBe(twice);
    expect(inBrussels('2027-10-31T01:30:00.000Z')).toBe(twice);
    expect(inBrussels('2027-10-31T02:00:00.000Z')).toBe(
      'dimanche 31 octobre 2027 à 3_h_00 (heure de Bruxelles)',
    );
  });

  test.each([
    ['2027-03-27T22:59:00.000Z', 'samedi 27 mars 2027'],
    ['2027-03-28T21:59:00.000Z', 'dimanche 28 mars 2027'],
    ['2027-10-30T21:59:00.000Z', 'samedi 30 octobre 2027'],
    ['2027-10-31T22:59:00.000Z', 'dimanche 31 octobre 2027'],
  ])('a deadline on the last minute of the day stays there: %s', (instant, day) => {
    expect(inBrussels(instant)).toBe(`${day} à 23_h_59 (heure de Bruxelles)`);
  });

  test('a delay counts the hours that really pass', () => {
    expect(untilThen(fr, '2027-03-28T10:00:00.000Z', '2027-03-27T11:00:00.000Z')).toBe('dans 23 heures');
    expect(untilThen(fr, '2027-10-31T11:00:00.000Z', '2027-10-30T10:00:00.000Z')).toBe('dans 25 heures');
  });
});

test.each(['UTC', 'America/Los_Angeles', 'Pacific/Kiritimati'])(
  'the computer’s time zone changes nothing: a computer set to %s',
  (TZ) => {
    const source = new URL('../../src/ui/', import.meta.url).href;
    const program = `
      import { dayDate, fullDate, untilThen } from '${source}format.ts';
      import { translator } from '${source}translator.ts';
      const t = translator('fr');
      console.log(JSON.stringify([
        Temporal.Now.timeZoneId(),
        fullDate(t, '2027-03-02T22:59:00.000Z', 'Europe/Brussels'),
        fullDate(t, '2027-03-28T01:00:00.000Z', 'Europe/Brussels'),
        dayDate(t, '2027-03-01'),
        untilThen(t, '2027-10-31T11:00:00.000Z', '2027-10-30T10:00:00.000Z'),
      ]));`;
    const env = { ...process.env, TZ };
    const printed = execFileSync(process.execPath, ['--input-type=module', '--eval', program], { env });
    expect(JSON.parse(shown(printed.toString()))).toEqual([
      TZ,
      'mardi 2 mars 2027 à 23_h_59 (heure de Bruxelles)',
      'dimanche 28 mars 2027 à 3_h_00 (heure de Bruxelles)',
      'lundi 1er mars 2027',
      'dans 25 heures',
    ]);
  },
);

describe('how far away a deadline is, never more than what is left', () => {
  const now = '2027-03-02T12:00:00.000Z';
  test.each<[string, string, string, string, string]>([
    ['a day ago', '2027-03-01T12:00:00.000Z', 'échéance passée', 'termijn verstreken', 'deadline passed'],
    ['now', now, 'échéance passée', 'termijn verstreken', 'deadline passed'],
    [
      'in a moment',
      '2027-03-02T12:00:00.001Z',
      'dans moins d’une heure',
      'over minder dan een uur',
      'in less than an hour',
    ],
    [
      'just under an hour',
      '2027-03-02T12:59:59.999Z',
      'dans moins d’une heure',
      'over minder dan een uur',
      'in less than an hour',
    ],
    ['an hour', '2027-03-02T13:00:00.000Z', 'dans une heure', 'over een uur', 'in an hour'],
    ['just under two hours', '2027-03-02T13:59:59.999Z', 'dans une heure', 'over een uur', 'in an hour'],
    ['two hours', '2027-03-02T14:00:00.000Z', 'dans 2 heures', 'over 2 uur', 'in 2 hours'],
    ['just under a day', '2027-03-03T11:59:59.999Z', 'dans 23 heures', 'over 23 uur', 'in 23 hours'],
    ['a day', '2027-03-03T12:00:00.000Z', 'dans 24 heures', 'over 24 uur', 'in 24 hours'],
    ['just under two days', '2027-03-04T11:59:59.999Z', 'dans 47 heures', 'over 47 uur', 'in 47 hours'],
    ['two days', '2027-03-04T12:00:00.000Z', 'dans 2 jours', 'over 2 dagen', 'in 2 days'],
    ['three weeks', '2027-03-23T12:00:00.000Z', 'dans 21 jours', 'over 21 dagen', 'in 21 days'],
  ])('%s', (_, instant, ...said) => {
    expect([fr, nl, en].map((t) => untilThen(t, instant, now))).toEqual(said);
  });
});

describe('an amount has its euro sign where each language puts it, and cents only where there are any', () => {
  test.each<[number, string, string, string]>([
    [1_250_000, '12~500_€', '€_12.500', '€12,500'],
    [1_250_050, '12~500,50_€', '€_12.500,50', '€12,500.50'],
    [100, '1_€', '€_1', '€1'],
    [1, '0,01_€', '€_0,01', '€0.01'],
    [0, '0_€', '€_0', '€0'],
    [99_999, '999,99_€', '€_999,99', '€999.99'],
    [100_000_000_000, '1~000~000~000_€', '€_1.000.000.000', '€1,000,000,000'],
  ])('%d cents: %s', (cents, ...said) => {
    expect([fr, nl, en].map((t) => shown(euros(t, cents)))).toEqual(said);
  });
});

test('several things are listed as one says them', () => {
  expect([fr, nl, en].map((t) => listOf(t, ['P3']))).toEqual(['P3', 'P3', 'P3']);
  expect([fr, nl, en].map((t) => listOf(t, ['P3', 'P4', 'P7']))).toEqual([
    'P3, P4 et P7',
    'P3, P4 en P7',
    'P3, P4 and P7',
  ]);
});

describe('proposals named in one sentence', () => {
  const names = (n: number) => Array.from({ length: n }, (_, i) => `P${i + 1}`);

  test('are all named while a sentence bears them', () => {
    expect(namedTogether(fr, names(9))).toBe('P1, P2, P3, P4, P5, P6, P7, P8 et P9');
  });

  test.each([
    [fr, 'P7, P8 et 53 autres propositions'],
    [nl, 'P7, P8 en 53 andere voorstellen'],
    [en, 'P7, P8 and 53 other proposals'],
  ])('of sixty-one, eight are named and the others counted', (t, end) => {
    expect(namedTogether(t, names(61))).toBe(`P1, P2, P3, P4, P5, P6, ${end}`);
  });
});
