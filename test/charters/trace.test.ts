import { describe, expect, it } from 'vitest';
import { isUntested, traceRules } from '../../src/charters/trace.ts';
import { ruleNames } from '../../src/domain/charter.ts';
import { notYetApplied } from '../../src/domain/not-yet-applied.ts';
import { rule } from '../support/rule.ts';

const trace = (source: string, name = 'notice') =>
  traceRules([{ file: 'test/a.test.ts', source }]).find((found) => found.rule === name);

describe('les règles et les tests qui les montrent', () => {
  it('a test says which rule it shows, and its title says so too', () => {
    const title = rule('reach', 'silence counts only if people could have spoken');
    expect(title).toBe('[reach] silence counts only if people could have spoken');
    const source = "it(rule('reach', 'silence counts only if people could have spoken'), () => {});";
    expect(trace(source, 'reach')?.tests).toEqual([{ file: 'test/a.test.ts', title }]);
  });

  it.each([
    ['in single quotes', "it(rule('notice', 'five days'), run)", '[notice] five days'],
    ['in double quotes', 'it(rule("notice", "the référente’s day"), run)', '[notice] the référente’s day'],
    ['in backticks', 'it(rule(`notice`, `five days`), run)', '[notice] five days'],
    [
      'over several lines',
      "it.each(rows)(\n  rule(\n    'notice',\n    'five days: %s',\n  ),\n  run)",
      '[notice] five days: %s',
    ],
    [
      'for a table of tests',
      "test.each([1, 2])(rule('notice', 'five days: %s'), run)",
      '[notice] five days: %s',
    ],
    ['for a whole group', "describe(rule('notice', 'five days'), () => {})", '[notice] five days'],
    ['with an apostrophe', "it(rule('notice', 'it\\'s late'), run)", "[notice] it's late"],
    [
      'after an address',
      "const url = 'http://localhost'; it(rule('notice', 'five days'), run)",
      '[notice] five days',
    ],
  ])('is found %s', (_, source, title) => {
    expect(trace(source)?.tests.map((t) => t.title)).toEqual([title]);
  });

  it.each([
    ['a comment', "// it(rule('notice', 'five days'), run)"],
    ['a comment of several lines', "/* it(rule('notice', 'five days'), run)\n */"],
    ['a text', "const example = \"rule('notice', 'five days')\";"],
    ['a skipped test', "it.skip(rule('notice', 'five days'), run)"],
    ['a test still to be written', "it.todo(rule('notice', 'five days'))"],
    ['a table of skipped tests', "it.skip.each(rule('notice', 'five days'))"],
    ['a title that is only looked at', "const title = rule('notice', 'five days')"],
    ['another function', "overrule('notice', 'five days')"],
    ['a title made at run time', ["it(rule('notice', `$", '{n} days`), run)'].join('')],
  ])('%s shows nothing', (_, source) => {
    expect(trace(source)?.tests).toEqual([]);
  });

  it('several tests of several files may show one rule', () => {
    const files = ['test/a.test.ts', 'test/b.test.ts'].map((file) => ({
      file,
      source: "it(rule('tie', 'nothing changes'), run); it(rule('tie', 'again'), run)",
    }));
    expect(traceRules(files).find((found) => found.rule === 'tie')?.tests).toHaveLength(4);
  });

  it('every rule is there, in the order of the charter; only what is applied needs a test', () => {
    const traces = traceRules([]);
    expect(traces.map((found) => found.rule)).toEqual(ruleNames);
    const needed = ruleNames.filter((name) => !notYetApplied.includes(name));
    expect(traces.filter(isUntested).map((found) => found.rule)).toEqual(needed);
  });
});
