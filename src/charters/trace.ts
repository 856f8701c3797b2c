// Ties each rule of a charter to the tests that show it. Tests say so themselves, with `rule('notice', '…')`
// as their title; they are read as text, not run.

import { type RuleName, ruleNames } from '../domain/charter.ts';
import { notYetApplied } from '../domain/not-yet-applied.ts';

/** A file of tests: its path as people would name it, and its text. */
export interface TestFile {
  file: string;
  source: string;
}

export interface RuleTrace {
  rule: RuleName;
  /** False for what a charter can state and nothing applies yet: no test can show it. */
  applied: boolean;
  /** Titles as a run of the tests shows them: '[notice] five working days lie between'. */
  tests: { file: string; title: string }[];
}

/** Every rule, in the order in which a charter is read, with the tests that name it. */
export function traceRules(files: TestFile[]): RuleTrace[] {
  const tests = files.flatMap(({ file, source }) => tagged(source).map((tag) => ({ file, ...tag })));
  return ruleNames.map((rule) => ({
    rule,
    applied: !notYetApplied.includes(rule),
    tests: tests
      .filter((test) => test.rule === rule)
      .map(({ file, title }) => ({ file, title: `[${rule}] ${title}` })),
  }));
}

/** Whether a rule is applied and nothing shows it. */
export function isUntested({ applied, tests }: RuleTrace): boolean {
  return applied && tests.length === 0;
}

const comment = String.raw`\/\/[^\n]*|\/\*[\s\S]*?\*\/`;
const text = [
  String.raw`'(?:\\.|[^'\\\n])*'`,
  String.raw`"(?:\\.|[^"\\\n])*"`,
  // Nothing is put into a title while the tests run: that one isn't known here.
  '`(?:\\\\.|[^`\\\\$])*`',
].join('|');
/** As the title of a test, of a group or of a table of tests; one that is skipped shows nothing. */
const title = String.raw`(?<=(?:\b(?:it|test|describe)(?:\.(?:only|concurrent|sequential))?|[)\x60])\(\s*)`;
const tag = String.raw`${title}rule\(\s*(?<name>${text})\s*,\s*(?<title>${text})\s*,?\s*\)`;

/** The tags of a file; what stands in comments or inside other texts isn't one. */
function tagged(source: string): { rule: string; title: string }[] {
  const found = source.matchAll(new RegExp(`${comment}|${tag}|${text}`, 'g'));
  return [...found].flatMap(({ groups }) =>
    groups?.name && groups.title ? [{ rule: unquoted(groups.name), title: unquoted(groups.title) }] : [],
  );
}

function unquoted(literal: string): string {
  return literal.slice(1, -1).replaceAll(/\\(.)/g, '$1');
}
