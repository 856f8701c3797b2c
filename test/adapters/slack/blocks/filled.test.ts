// What was filled in on Slack comes back as it was, on every page and after every refusal.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ViewState, valuesOf } from '../../../../adapters/slack/blocks/filled.ts';
import { violations } from '../../../../adapters/slack/blocks/violations.ts';
import { anyWords, tricks } from '../../../support/any-card.ts';
import { everyKind, field, form, options } from '../../../support/given-forms.ts';
import { stateOf } from '../../../support/slack/view-state.ts';
import { elementsOf, modal, sent } from './given-views.ts';

describe('what was filled in comes back as it was', () => {
  const typed = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 4000 }),
    fc.array(fc.lorem({ maxCount: 60 }), { maxLength: 30 }).map((l) => l.join('\n')),
    anyWords,
  );
  const ids = (n: number) => fc.subarray(options(n).map((o) => o.value));
  const one = (n: number) => fc.oneof(fc.constant(''), fc.constantFrom(...options(n).map((o) => o.value)));
  const everything = fc.record({
    title: fc.string({ unit: 'grapheme', maxLength: 150 }),
    summary: typed,
    criteria: typed,
    sectors: fc.constantFrom('', 'social, santé'),
    amount: fc.constantFrom('', '12500', '4 000,50'),
    mail: fc.constantFrom('', 'amina@exemple.example'),
    rooted: fc.constantFrom('', 'yes', 'no', 'unknown'),
    with: one(40),
    who: one(350),
    partners: ids(8),
    others: ids(90),
    all: ids(350),
    startsAt: fc.constantFrom('', '2026-11-30T09:00:00.000Z', '2027-03-28T01:30:00.000Z'),
  });

  test('whatever it was', () => {
    fc.assert(
      fc.property(everything, (values) => {
        const view = modal(form(everyKind, values));
        expect(violations(view)).toEqual([]);
        expect(valuesOf(sent(view))).toEqual(values);
      }),
      { numRuns: 60 },
    );
  });

  test.each(tricks.map((trick) => [trick]))('as a text: %j', (trick) => {
    const view = modal(form(everyKind, { title: trick.slice(0, 150), summary: trick }));
    expect(violations(view)).toEqual([]);
    expect(valuesOf(sent(view))).toMatchObject({ title: trick.slice(0, 150), summary: trick });
  });

  test('a text of 4000 characters, though Slack takes 3000 at a time', () => {
    const summary = 'mot '.repeat(1000).trim();
    const view = modal(form([field('summary', 'long', { max: 4000 })], { summary }));
    expect(Object.keys(sent(view))).toEqual(['summary', 'summary~2']);
    expect(valuesOf(sent(view))).toEqual({ summary });
    const written = {
      summary: { answer: { type: 'plain_text_input', value: 'Un début.' } },
      'summary~2': { 'answer:line': { type: 'plain_text_input', value: 'Une fin.' } },
    };
    expect(valuesOf(written)).toEqual({ summary: 'Un début.\nUne fin.' });
  });

  test('a text in parts, when Slack shows the form again with what it keeps of it', () => {
    const part = fc.string({ unit: fc.constantFrom('a', ' ', '\n'), maxLength: 3000, size: 'max' });
    const asked = form([field('summary', 'long', { max: 6000 })], {});
    fc.assert(
      fc.property(fc.array(part, { minLength: 2, maxLength: 2 }), ([first = '', second = '']) => {
        const typed = stateOf(modal(asked).blocks);
        for (const [block, text] of [
          ['summary', first],
          ['summary~2', second],
        ] as const)
          for (const element of Object.values(typed[block] ?? {})) element.value = text;
        const values = valuesOf(typed as ViewState);
        const again = stateOf(modal(asked, { values }).blocks, typed);
        expect(valuesOf(again as ViewState)).toEqual(values);
      }),
      { numRuns: 60, examples: [[['Un début.', 'mot '.repeat(749)]], [['Un début.', 'm'.repeat(3000)]]] },
    );
  });

  test('a time on the clocks of the assembly is that instant, whatever the clocks of whoever answers', () => {
    const asked = form([field('startsAt', 'instant')], { startsAt: '2026-12-10T14:00' });
    expect(elementsOf(asked)[0]).toMatchObject({ initial_date_time: 1_796_907_600 });
    expect(valuesOf(sent(modal(asked)))).toEqual({ startsAt: '2026-12-10T13:00:00.000Z' });
    const summer = form([field('startsAt', 'instant')], { startsAt: '2027-07-01T14:00' });
    expect(valuesOf(sent(modal(summer)))).toEqual({ startsAt: '2027-07-01T12:00:00.000Z' });
    expect(elementsOf(form([field('startsAt', 'instant')], { startsAt: 'demain' }))[0]).not.toHaveProperty(
      'initial_date_time',
    );
  });

  test('a choice that isn’t offered any more is not chosen', () => {
    const gone = form([field('with', 'pick', { options: options(3) })], { with: 'I99' });
    expect(violations(modal(gone))).toEqual([]);
    expect(valuesOf(sent(modal(gone)))).toEqual({ with: '' });
  });

  test('what was filled in so far stands before what the form opened with', () => {
    const opened = form([field('title', 'text')], { title: 'Ancien' });
    expect(valuesOf(sent(modal(opened, { values: { title: 'Nouveau' } })))).toEqual({ title: 'Nouveau' });
  });
});
