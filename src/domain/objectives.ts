// Which objectives the proposals of a call can serve: those of the charter's action plan, or those of them
// that the call lists (charter 000 §3, first criterion). Without a plan, the codes that a call lists.

import type { Call } from './call.ts';
import type { Charter } from './charter.ts';
import { type ActionPlan, type Objective, objectiveNamed, objectivesFrom, objectivesUnder } from './plan.ts';
import { type Refusal, refuse } from './refusal.ts';

type CallObjectives = Pick<Call, 'objectives'>;

/** The charter's plan; null where it has none. */
export function planOf(charter: Charter): ActionPlan | null {
  return charter.rules.actionPlan.value;
}

/** The objectives of the plan that proposals of a call can serve, in its order; null without a plan. */
export function objectivesOf(call: CallObjectives, charter: Charter): Objective[] | null {
  const plan = planOf(charter);
  if (!plan) return null;
  if (call.objectives.length === 0) return plan.objectives;
  const asked = new Set(
    call.objectives.flatMap((code) => {
      const top = objectiveNamed(plan, code);
      return top ? objectivesFrom(plan, top) : [];
    }),
  );
  return plan.objectives.filter((o) => asked.has(o));
}

/** The plan's own code for what somebody calls an objective; in capitals where the plan has none of that name. */
export function codeOf(charter: Charter, named: string): string {
  const plan = planOf(charter);
  return (plan && objectiveNamed(plan, named)?.code) ?? named.toUpperCase();
}

/** Whether this code is known to be one of the objectives of a call. Nothing is where neither plan nor call lists any. */
export function servesCall(call: CallObjectives, charter: Charter, code: string): boolean {
  const plan = objectivesOf(call, charter);
  return plan ? plan.some((o) => o.code === code) : call.objectives.includes(code);
}

/**
 * What a call lists, each once, by the plan's own codes. Without a plan any code will do.
 *
 * Refuses `objective.unknown`.
 */
export function plannedObjectives(charter: Charter, named: readonly string[]): string[] | Refusal {
  return namedObjectives({ objectives: [] }, charter, named, 'objectives');
}

/**
 * What is named on a proposal, each once, by the plan's own codes. Without a plan, and in a call that lists
 * none, any code will do.
 *
 * Refuses `objective.unknown`.
 */
export function namedObjectives(
  call: CallObjectives,
  charter: Charter,
  named: readonly string[],
  field: 'objective' | 'objectives',
): string[] | Refusal {
  for (const name of named) {
    const stray = strayObjective(call, charter, name);
    if (stray)
      return refuse('objective.unknown', {
        field,
        params: { ...stray, near: stray.near.join(', '), n: stray.near.length },
      });
  }
  return [...new Set(named.map((name) => codeOf(charter, name)))];
}

/** An objective that can't be named here. */
export interface StrayObjective {
  /** As it was written. */
  objective: string;
  /** Not in the plan; in the plan but not in the call; not among the codes of a call without a plan. */
  where: 'plan' | 'call' | 'list';
  /** The nearest ones, with what they say. */
  near: string[];
}

/** Why a code can't be named on a proposal of a call; undefined where it can. */
export function strayObjective(
  call: CallObjectives,
  charter: Charter,
  named: string,
): StrayObjective | undefined {
  const plan = planOf(charter);
  const able = objectivesOf(call, charter);
  if (!plan || !able) {
    if (call.objectives.length === 0 || call.objectives.includes(named.toUpperCase())) return undefined;
    return { objective: named, where: 'list', near: call.objectives };
  }
  const known = objectiveNamed(plan, named);
  if (known && able.includes(known)) return undefined;
  const near = nearest(plan, able, known?.code ?? named).map((o) => `${o.code} (${briefly(o, 60)})`);
  return { objective: known?.code ?? named, where: known ? 'call' : 'plan', near };
}

/** What an objective says, in at most so many characters, cut between two words. */
export function briefly({ wording }: Objective, most: number): string {
  const words = wording.replaceAll("'", '’');
  if (words.length <= most) return words;
  const cut = words.slice(0, most);
  return `${cut.slice(0, cut.lastIndexOf(' ')).replace(/[\s,;:]+$/u, '')}…`;
}

/**
 * The same code but for its marks ('T1.1', 'O.3.2'); else what stands beside and above it ('1.2.9': what 1.2
 * holds); else the widest that can be named.
 */
function nearest(plan: ActionPlan, able: Objective[], named: string): Objective[] {
  const alike = able.filter((o) => [marked(named), unprefixed(named)].includes(marked(o.code)));
  if (alike.length > 0) return alike;
  for (let above = named; above.includes('.'); ) {
    above = above.slice(0, above.lastIndexOf('.'));
    const known = objectiveNamed(plan, above);
    const around = known ? [known, ...objectivesUnder(plan, known.code)].filter((o) => able.includes(o)) : [];
    if (around.length > 0) return around.slice(0, 4);
  }
  const wide = able.filter((o) => o.level === 'strategic' || o.level === 'transversal');
  return (wide.length > 0 ? wide : able).slice(0, 5);
}

function marked(code: string): string {
  return code.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}

/** 'O.3.2', 'OS 3': the letters stand for the word. */
function unprefixed(code: string): string {
  return marked(code).replace(/^o[so]?(?=\d)/, '');
}
