// Words of people are words on Discord, whatever signs are in them, and nothing of them is lost.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  bold,
  literal,
  pieces,
  quoted,
  shortened,
  small,
} from '../../../../adapters/discord/components/literal.ts';
import { anyWords, tricks } from '../../../support/any-card.ts';
import { readMarkdown } from './markdown.ts';

/** Letters that Discord builds its markup of, in any order. */
const signs = fc.string({
  unit: fc.constantFrom(
    ...'\\*_~`|<>@#[]():-+.!&/ \n\t1aé',
    '@everyone',
    'https://',
    '<t:1>',
    '<@1>',
    ':a:',
    '](b)',
    '\n- ',
    '\n# ',
    '\n-# ',
    '\n1. ',
    '\n> ',
  ),
  maxLength: 30,
});
const typed = fc.oneof(anyWords, signs);
const blanks = (text: string) => text.replaceAll(/\s/gu, '');

describe('what somebody typed', () => {
  test('is shown letter for letter, and nothing in it acts', () => {
    fc.assert(
      fc.property(typed, (text) => {
        expect(readMarkdown(literal(text))).toEqual({ marks: [], plain: text });
      }),
      { numRuns: 2000 },
    );
  });

  test('has no more backslashes than it needs: a sentence stays a sentence', () => {
    const sentence = 'Pour qui ? L’équipe (2 personnes) : le samedi, 12,5 %, 10 h – et « après » !';
    expect(literal(sentence)).toBe(sentence);
  });

  test.each(tricks)('would act if it weren’t made literal, or is harmless: %j', (trick) => {
    expect(readMarkdown(literal(trick)).marks).toEqual([]);
  });

  test('set apart, in bold or in small print it is nothing more', () => {
    fc.assert(
      fc.property(typed, (text) => {
        for (const [draw, mark] of [
          [bold, 'bold'],
          [quoted, 'quote'],
          [small, 'small'],
        ] as const) {
          const read = readMarkdown(draw(text));
          expect(read.marks.filter((found) => found !== mark)).toEqual([]);
          expect(blanks(read.plain)).toBe(blanks(text));
        }
      }),
      { numRuns: 1000 },
    );
  });

  test('in pieces it is whole again, and none is longer than it may be once it is drawn', () => {
    fc.assert(
      fc.property(typed, fc.integer({ min: 40, max: 200 }), (text, most) => {
        const found = pieces(text, most, literal);
        for (const piece of found) expect(literal(piece).length).toBeLessThanOrEqual(most);
        expect(blanks(found.join(''))).toBe(blanks(text));
      }),
      { numRuns: 500 },
    );
  });

  test('is shortened only where it has to be, between two characters as people see them', () => {
    expect(shortened('court', 5)).toBe('court');
    expect(shortened('👩‍👩‍👧‍👦👩‍👩‍👧‍👦', 20)).toBe('👩‍👩‍👧‍👦…');
  });
});

test('the reader of these tests knows what acts', () => {
  const acts = [
    '**a**',
    '*a*',
    '__a__',
    '_a_',
    '~~a~~',
    '||a||',
    '`a`',
    '```a```',
    '<@1>',
    '<@!1>',
    '<@&1>',
    '<#1>',
    '</a:1>',
    '<t:1>',
    '<t:1:R>',
    '<:a:1>',
    '<a:a:1>',
    '<id:guide>',
    '@everyone',
    '@here',
    ':smile:',
    'https://a.example',
    '<https://a.example>',
    '[a](https://a.example)',
    '# a',
    '-# a',
    '> a',
    '>>> a',
    '- a',
    '* a',
    '1. a',
  ];
  for (const text of acts) expect([text, readMarkdown(text).marks.length]).toEqual([text, 1]);
});
