// Explains a charter's file to whoever wrote it: line by line, which rule, what is wrong, what is expected
// there, and what to do next.

import { assumptionOf, type Charter, type RuleName, ruleNames } from '../domain/charter.ts';
import { type CharterFault, type CharterPath, faultAt } from '../domain/charter-fault.ts';
import { readCharter } from '../domain/charter-reading.ts';
import { noPlans, type PlanFiles } from '../domain/plan-reading.ts';
import type { Translator } from '../ui/translator.ts';
import { ruleLabel } from '../ui/views/charter-words.ts';
import { type LocatedJson, readLocated } from './located-json.ts';

export interface CharterProblem {
  /** From 1. */
  line: number;
  /** Null where the fault isn't inside a rule. */
  rule: RuleName | null;
  /** `rules.notice.value.days`; empty for the file as a whole. */
  path: string;
  code: string;
  /** 'Ligne 42, règle « Délai de convocation » (notice) : « days » manque.' */
  text: string;
  expected: string;
  next: string;
}

export type CharterCheck =
  | { is: 'sound'; charter: Charter; rules: number; assumptions: number }
  | { is: 'faulty'; problems: CharterProblem[] }
  /** Not JSON: the first place that can't be read. */
  | { is: 'unreadable'; problems: [CharterProblem] };

/** Far more than any charter. */
export const longestCharter = 1_000_000;

/**
 * What is wrong with a charter's file, in the reader's language, in the order of its lines.
 *
 * @param plans where the action plan that it names is read
 */
export function checkCharter(t: Translator, text: string, plans: PlanFiles = noPlans): CharterCheck {
  const json = readLocated(text);
  if (json.is === 'broken') return { is: 'unreadable', problems: [broken(t, json)] };
  const twice = json.doubled.map(({ path, line }) => ({
    line,
    fault: faultAt(json.value, path, 'twice', 'once'),
  }));
  const reading = readCharter(json.value, plans);
  const faults = reading.is === 'faulty' ? reading.faults : [];
  const found = [...twice, ...faults.map((fault) => ({ line: json.lineOf(fault.path), fault }))];
  if (reading.is === 'faulty' || found.length > 0) {
    const problems = found.map(({ line, fault }) => problem(t, line, fault));
    return { is: 'faulty', problems: problems.sort((a, b) => a.line - b.line) };
  }
  const { charter } = reading;
  const assumptions = ruleNames.filter((name) => assumptionOf(charter, name)).length;
  return { is: 'sound', charter, rules: ruleNames.length, assumptions };
}

function problem(
  t: Translator,
  line: number,
  { path, code, expected, params }: CharterFault,
): CharterProblem {
  const rule = ruleAt(path);
  const apart = t(path[0] === 'rules' ? 'charter.check.rules' : 'charter.check.head');
  const where = rule ? t('charter.check.rule', { label: ruleLabel(t, rule), rule }) : apart;
  return {
    line,
    rule,
    path: path.join('.'),
    code,
    text: t('charter.check.line', { line, where, problem: t(`charter.fault.${code}`, params) }),
    expected: t(`charter.expected.${expected}`, params),
    next: t(`charter.fault.${code}.next`, params),
  };
}

function ruleAt([first, name]: CharterPath): RuleName | null {
  return first === 'rules' ? (ruleNames.find((known) => known === name) ?? null) : null;
}

function broken(
  t: Translator,
  { line, found, expected }: Extract<LocatedJson, { is: 'broken' }>,
): CharterProblem {
  const code = found === '' ? 'cut' : 'syntax';
  const where = t('charter.check.file');
  return {
    line,
    rule: null,
    path: '',
    code,
    text: t('charter.check.line', { line, where, problem: t(`charter.fault.${code}`, { found }) }),
    expected: t(`charter.expected.json.${expected}`),
    next: t(`charter.fault.${code}.next`),
  };
}
