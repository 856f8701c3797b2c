// The action plan that a charter names by its file: read, checked, and put in the place of the name.

import type { z } from 'zod';
import { at, type CharterFault, type CharterPath, faultAt, type PlanFault } from './charter-fault.ts';
import { actionPlan } from './plan.ts';

/** What a plan's file holds, by the name that a charter gives it. */
export type PlanFiles = (name: string) => PlanFile;
export type PlanFile = { is: 'read'; value: unknown } | { is: 'absent' } | { is: 'unreadable' };

/** Where a charter names its plan. */
export const planPath: CharterPath = ['rules', 'actionPlan', 'value'];

export const noPlans: PlanFiles = () => ({ is: 'absent' });

/**
 * A charter's file with the content of its plan in place of the plan's name. Where that plan can't be applied,
 * with no plan, and why: `plan-absent`, `plan-unreadable`, or `plan-faulty`,
 * `plan-doubled`, `plan-misplaced` for each place in it.
 */
export function withPlan(charter: unknown, plans: PlanFiles): { charter: unknown; faults: CharterFault[] } {
  const file = at(charter, planPath);
  if (typeof file !== 'string') return { charter, faults: [] };
  const found = plans(file);
  if (found.is !== 'read') {
    const code = `plan-${found.is}` as const;
    return { charter: put(charter, null), faults: [faultAt(charter, planPath, code, code, { file })] };
  }
  const read = actionPlan.safeParse(found.value);
  if (read.success) return { charter: put(charter, read.data), faults: [] };
  const faults = read.error.issues.map((issue) =>
    insideFault(charter, planPath, file, found.value, issue, issue.path as CharterPath),
  );
  return { charter: put(charter, null), faults };
}

type Issue = z.core.$ZodIssue;

/** The fault of a plan that stands in the charter itself, or of what stands there and is no plan. */
export function planShapeFault(charter: unknown, issue: Issue, path: CharterPath): CharterFault {
  const here = at(charter, planPath);
  if (here === undefined) return faultAt(charter, planPath, 'missing', 'plan');
  if (here === null || typeof here !== 'object') return faultAt(charter, planPath, 'wrong', 'plan');
  return insideFault(charter, path, 'actionPlan', here, issue, path.slice(planPath.length));
}

/**
 * @param where in the charter
 * @param path in the plan
 */
function insideFault(
  charter: unknown,
  where: CharterPath,
  file: string,
  plan: unknown,
  issue: Issue,
  path: CharterPath,
): CharterFault {
  const place = issue.code === 'unrecognized_keys' ? [...path, issue.keys[0] ?? ''] : path;
  const code = kindOf(issue, path);
  const standing = JSON.stringify(at(plan, place)) ?? '—';
  return faultAt(charter, where, code, code, {
    file,
    place: place.join('.') || '{ }',
    standing: standing.length > 60 ? `${standing.slice(0, 59)}…` : standing,
  });
}

function kindOf({ code }: Issue, path: CharterPath): PlanFault {
  if (code !== 'custom') return 'plan-faulty';
  if (path.at(-1) === 'code') return 'plan-doubled';
  return path.at(-1) === 'parent' ? 'plan-misplaced' : 'plan-faulty';
}

/** `at` has found the rule there. */
function put(charter: unknown, plan: unknown): unknown {
  const { rules, ...head } = charter as { rules: { actionPlan: object } };
  return { ...head, rules: { ...rules, actionPlan: { ...rules.actionPlan, value: plan } } };
}
