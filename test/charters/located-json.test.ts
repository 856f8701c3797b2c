import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readLocated } from '../../src/charters/located-json.ts';

describe('un fichier lu avec ses lignes', () => {
  it('says on which line each part stands, and of what is missing, where it should be', () => {
    const json = readLocated('{\n  "a": 1,\n  "b": {\n    "c": [\n      10,\n      20 ]\n  }\n}\n');
    if (json.is === 'broken') throw new Error('this is JSON');
    expect(json.value).toEqual({ a: 1, b: { c: [10, 20] } });
    const lines = [[], ['a'], ['b'], ['b', 'c'], ['b', 'c', 1], ['b', 'missing'], ['nowhere']].map(
      json.lineOf,
    );
    expect(lines).toEqual([1, 2, 3, 4, 6, 3, 1]);
  });

  it('notices a name that stands twice, where JSON itself would silently keep the last', () => {
    const json = readLocated('{ "a": { "b": 1,\n "b": 2 } }');
    expect(json).toMatchObject({ is: 'read', doubled: [{ path: ['a', 'b'], line: 2 }] });
  });

  it('passes over the mark that some programs put before the text', () => {
    expect(readLocated('\uFEFF{"a": 1}')).toMatchObject({ is: 'read', value: { a: 1 } });
  });

  it.each([
    ['nothing at all', '', 1, '', 'value'],
    ['a file cut short', '{\n "a": [1,\n', 3, '', 'value'],
    ['a comma too many in a group', '{\n "a": 1,\n}', 3, '}', 'name'],
    ['a comma too many in a list', '[1,\n2,\n]', 3, ']', 'value'],
    ['a missing comma', '{\n "a": 1\n "b": 2 }', 3, '"b": 2 }', 'comma'],
    ['a missing colon', '{ "a" 1 }', 1, '1 }', 'colon'],
    ['a name without quotation marks', '{\n a: 1 }', 2, 'a: 1 }', 'name'],
    ['typographic quotation marks', '{ “a”: 1 }', 1, '“a”: 1 }', 'name'],
    ['a text that isn’t closed', '{ "a": "b }', 1, '"b }', 'text'],
    ['a text over two lines', '{ "a": "b\nc" }', 1, '"b', 'text'],
    ['a number that isn’t one', '{ "a": 01 }', 1, '1 }', 'comma'],
    ['a second charter in the same file', '{}\n{}', 2, '{}', 'nothing'],
  ])('says where it can’t go on, and what belongs there: %s', (_, text, line, found, expected) => {
    expect(readLocated(text)).toEqual({ is: 'broken', line, found, expected });
  });

  it('doesn’t fall over a file made to exhaust it', () => {
    expect(readLocated('['.repeat(100_000))).toMatchObject({ is: 'broken', expected: 'value' });
  });

  it('reads whatever JSON there is, and the line of a part is the one it is written on', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 })), (value) => {
        const text = JSON.stringify(value, null, 2);
        const json = readLocated(text);
        if (json.is === 'broken') throw new Error(text);
        expect(json.value).toEqual(JSON.parse(text));
        for (const key of Object.keys(value)) {
          expect(text.split('\n')[json.lineOf([key]) - 1]?.trimStart()).toMatch(
            JSON.stringify(key).slice(0, 3),
          );
        }
      }),
    );
  });

  it('is exactly as strict as JSON, wherever a file was damaged', () => {
    const text = '{ "a": [1, -2.5e3, true, null, "x\\n\\u00e9"], "b": { "c": {} }, "d": [] }';
    fc.assert(
      fc.property(
        fc.nat(text.length),
        fc.nat(4),
        fc.constantFrom('', ',', '}', '"', ' ', '0', '\\'),
        (at, cut, put) => {
          const damaged = text.slice(0, at) + put + text.slice(at + cut);
          expect(readLocated(damaged).is).toBe(isJson(damaged) ? 'read' : 'broken');
        },
      ),
      { numRuns: 2000 },
    );
  });
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
