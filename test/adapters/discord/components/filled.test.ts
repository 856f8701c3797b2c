// What was filled in on Discord comes back as it was, in every step and after every refusal.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readDate, typedDate } from '../../../../adapters/discord/components/dates.ts';
import { valuesOf } from '../../../../adapters/discord/components/filled.ts';
import { stepsOf } from '../../../../adapters/discord/components/steps.ts';
import { violations } from '../../../../adapters/discord/components/violations.ts';
import { fullDate } from '../../../../src/ui/format.ts';
import { translator } from '../../../../src/ui/translator.ts';
import { anyChoice, field, form, fr, options, zone } from '../../../support/given-forms.ts';
import { modal, sent } from './given-steps.ts';

describe('what was filled in comes back as it was', () => {
  const fields = [
    field('title', 'text', { max: 150 }),
    field('summary', 'long', { max: 4000 }),
    field('criteria', 'lines', { max: 300 }),
    field('rooted', 'choice', { options: anyChoice }),
    field('partners', 'pick', { options: options(20), many: true }),
    field('one', 'pick', { options: options(25) }),
    field('members', 'member', { many: true }),
    field('channel', 'channel'),
    field('startsAt', 'instant'),
  ];
  const typed = (maxLength: number) =>
    fc.string({ unit: 'grapheme', maxLength }).filter((s) => s.length <= maxLength);
  const ids = fc.subarray(options(20).map((o) => o.value));
  const everything = fc.record({
    title: typed(150),
    summary: typed(4000),
    criteria: typed(1000),
    rooted: fc.constantFrom('', 'yes', 'no'),
    partners: ids,
    one: fc.constantFrom('', ...options(25).map((o) => o.value)),
    members: fc.uniqueArray(
      fc.nat().map((n) => `${n + 1}`),
      { maxLength: 5 },
    ),
    channel: fc.constantFrom('', '123456789012345678'),
    startsAt: fc.constantFrom('', '2026-11-23T10:00', '2027-03-28T02:30'),
  });

  test('everything, over all steps', () => {
    fc.assert(
      fc.property(everything, (values) => {
        const opened = form(fields, values);
        const modals = stepsOf(opened, fr, {}).map((_, step) => modal(opened, step));
        for (const one of modals) expect(violations(one)).toEqual([]);
        expect(Object.assign({}, ...modals.map((one) => valuesOf(sent(one))))).toEqual(values);
      }),
      { numRuns: 100 },
    );
  });

  test('a file is its name, its size and where it is', () => {
    const component = { type: 19, id: 1, custom_id: 'sheet:file', values: ['7'] } as const;
    const attachment = {
      id: '7',
      filename: 'liste.csv',
      size: 12,
      url: 'https://cdn.example/7',
      proxy_url: '',
    };
    const submission = {
      components: [{ type: 18, id: 2, component }],
      resolved: { attachments: { 7: attachment } },
    };
    expect(valuesOf(submission as unknown as Parameters<typeof valuesOf>[0])).toEqual({
      sheet: ['liste.csv', '12', 'https://cdn.example/7'],
    });
    expect(valuesOf({ components: [{ type: 10, id: 1 }] })).toEqual({});
  });
});

describe('a date is typed', () => {
  test.each([
    ['23/11/2026 10:00', '2026-11-23T10:00'],
    ['23/11/2026 à 10 h 00', '2026-11-23T10:00'],
    ['3.2.2027 9h', '2027-02-03T09:00'],
    ['23-11-2026 om 10.30 uur', '2026-11-23T10:30'],
    ['2026-11-23T10:00', '2026-11-23T10:00'],
    ['2026-11-23, 18u', '2026-11-23T18:00'],
    ['1er mars 2027 à 23 h 59', '2027-03-01T23:59'],
    ['23 nov. 2026 at 10:05', '2026-11-23T10:05'],
  ])('as people write it: %s', (typed, read) => {
    expect(readDate(typed)).toBe(read);
  });

  test('as the cards write it, in three languages', () => {
    for (const lang of ['fr', 'nl', 'en'] as const)
      for (const at of ['2026-11-23T09:00:00.000Z', '2027-08-01T21:59:00.000Z', '2027-02-12T09:05:00.000Z'])
        expect(readDate(fullDate(translator(lang), at, zone))).toBe(
          Temporal.Instant.from(at)
            .toZonedDateTimeISO(zone)
            .toPlainDateTime()
            .toString({ smallestUnit: 'minute' }),
        );
  });

  test('what isn’t a date stays as it was typed, so that the refusal can say so', () => {
    for (const typed of ['demain', '23/11/2026', 'lundi 32 brumaire 2026 à 10 h', ''])
      expect(readDate(typed)).toBe(typed);
  });

  test('what stands already is shown on the clocks of the assembly', () => {
    expect(typedDate('2026-11-23T09:00:00.000Z', zone)).toBe('23/11/2026 10:00');
    expect(readDate(typedDate('2027-03-28T00:59:00.000Z', zone))).toBe('2027-03-28T01:59');
    expect(typedDate('bientôt', zone)).toBe('bientôt');
  });
});
