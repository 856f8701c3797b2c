// Reading a charter: a value becomes a charter that can be applied, or the list of all that is wrong with it.

import type { z } from 'zod';
import { type Charter, charterSchema } from './charter.ts';
import { at, type CharterFault, type CharterPath, type Expectation, faultAt } from './charter-fault.ts';
import { incoherences, type Part } from './charter-sense.ts';
import { noPlans, type PlanFiles, planPath, planShapeFault, withPlan } from './plan-reading.ts';

export type CharterReading = { is: 'charter'; charter: Charter } | { is: 'faulty'; faults: CharterFault[] };

/**
 * A charter whose rules all have a value, a source and make sense together; else every fault of its form, and
 * every contradiction between what can be read.
 *
 * @param plans where the action plan's file that it names is read; its content takes the place of the name
 */
export function readCharter(value: unknown, plans: PlanFiles = noPlans): CharterReading {
  const whole = withPlan(value, plans);
  const parsed = charterSchema.safeParse(whole.charter);
  const issues = parsed.success ? [] : parsed.error.issues;
  const faults = [
    ...whole.faults,
    ...named(issues.flatMap((issue) => faultsOf(value, issue, []))),
    ...incoherences(whole.charter as Charter, (part) => isSound(whole.charter, part)),
  ];
  return parsed.success && faults.length === 0
    ? { is: 'charter', charter: parsed.data }
    : { is: 'faulty', faults };
}

function isSound(value: unknown, part: Part): boolean {
  if (part === 'zone' || part === 'languages')
    return charterSchema.shape[part].safeParse(at(value, [part])).success;
  const { shape } = charterSchema.shape.rules.shape[part];
  return shape.value.safeParse(at(value, ['rules', part, 'value'])).success;
}

type Issue = z.core.$ZodIssue;

/** @param above the path of what the issue's own path starts from */
function faultsOf(value: unknown, issue: Issue, above: CharterPath): CharterFault[] {
  const path = [...above, ...(issue.path as CharterPath)];
  if (planPath.every((step, i) => path[i] === step)) return [planShapeFault(value, issue, path)];
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => faultAt(value, [...path, key], 'unknown', 'known-name'));
    case 'invalid_union':
      return path.at(-1) === 'source' ? sourceFaults(value, issue, path) : [unionFault(value, issue, path)];
    case 'invalid_value':
      return [missingOrWrong(value, path, 'one-of', { values: listed(issue.values) })];
    case 'invalid_type':
      return [missingOrWrong(value, path, types[issue.expected] ?? 'text')];
    case 'invalid_format':
      return [formatFault(value, path, issue.message)];
    case 'too_small':
      return [tooSmall(value, path, issue.origin, Number(issue.minimum))];
    case 'too_big': {
      const max = Number(issue.maximum);
      return [
        issue.origin === 'array'
          ? faultAt(value, path, 'wrong', 'items-at-most', { n: max })
          : faultAt(value, path, 'wrong', 'at-most', { max }),
      ];
    }
    default:
      throw new Error(`the schema of charters makes no issue ${issue.code}`);
  }
}

const types: Record<string, Expectation> = {
  string: 'text',
  number: 'number',
  int: 'whole-number',
  boolean: 'truth',
  array: 'list',
  tuple: 'list',
  object: 'group',
};

/** @param format what the schema calls it; a name in a file (an id) has none */
function formatFault(value: unknown, path: CharterPath, format: string): CharterFault {
  if (format === 'HH:MM') return faultAt(value, path, 'wrong', 'time', { example: '09:30' });
  if (format === 'MM-DD') return faultAt(value, path, 'wrong', 'day', { example: '07-21' });
  return faultAt(value, path, 'wrong', 'slug');
}

function missingOrWrong(
  value: unknown,
  path: CharterPath,
  expected: Expectation,
  params: Record<string, string> = {},
): CharterFault {
  return faultAt(value, path, at(value, path) === undefined ? 'missing' : 'wrong', expected, params);
}

function tooSmall(value: unknown, path: CharterPath, origin: string, min: number): CharterFault {
  if (origin === 'string') return faultAt(value, path, 'wrong', 'filled');
  if (origin === 'array') return faultAt(value, path, 'wrong', 'items-at-least', { n: min });
  return faultAt(value, path, 'wrong', 'at-least', { min });
}

function unionFault(
  value: unknown,
  issue: Extract<Issue, { code: 'invalid_union' }>,
  path: CharterPath,
): CharterFault {
  const options = 'options' in issue && Array.isArray(issue.options) ? issue.options : [];
  return missingOrWrong(value, path, 'one-of', { values: listed(options) });
}

/** A source was begun as an article or as an assumption: what that one lacks; else that there is none. */
function sourceFaults(
  value: unknown,
  issue: Extract<Issue, { code: 'invalid_union' }>,
  path: CharterPath,
): CharterFault[] {
  const begun = (key: string) => at(value, [...path, key]) !== undefined;
  const [article = [], assumption = []] = issue.errors;
  if (begun('article') || begun('quote')) return article.flatMap((inner) => faultsOf(value, inner, path));
  if (begun('assumption')) return assumption.flatMap((inner) => faultsOf(value, inner, path));
  return [faultAt(value, path, 'source', 'source')];
}

function listed(values: readonly unknown[]): string {
  return values.map((v) => JSON.stringify(v)).join(', ');
}

/** Where one name is missing and one is unknown side by side, they are the same name, misspelt. */
function named(faults: CharterFault[]): CharterFault[] {
  const beside = (fault: CharterFault, code: string) =>
    faults.filter((f) => f.code === code && parent(f) === parent(fault));
  return faults.flatMap((fault) => {
    const [missing, ...more] = beside(fault, 'missing').concat(beside(fault, 'source'));
    const unknown = beside(fault, 'unknown');
    if (!missing || more.length > 0 || unknown.length !== 1) return [fault];
    if (fault === missing) return [];
    if (fault.code !== 'unknown') return [fault];
    const params = { ...fault.params, suggestion: missing.params.key };
    return [{ ...fault, code: 'misnamed', expected: 'suggestion', params }];
  });
}

function parent({ path }: CharterFault): string {
  return JSON.stringify(path.slice(0, -1));
}
