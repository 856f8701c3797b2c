// The action plan: the objectives that a proposal can serve, as a tree with the codes that people name.

import { z } from 'zod';

/** From the widest to the narrowest; `transversal` stands beside the strategic ones. */
export const objectiveLevels = [
  'thematic',
  'strategic',
  'transversal',
  'intermediate',
  'operational',
] as const;
export type ObjectiveLevel = (typeof objectiveLevels)[number];

/** What people type to name an objective, within what a list of codes can carry. */
const code = z.string().regex(/^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,29}$/u);

const objective = z.strictObject({
  code,
  level: z.enum(objectiveLevels),
  /** The code of the objective that it serves; null for a thematic one. */
  parent: code.nullable(),
  /** As the plan words it. */
  wording: z.string().min(1),
  /** Further codes or names that the plan gives it. */
  aliases: z.array(code).min(1).exactOptional(),
  /** The neighbourhood that has this objective too, with all that stands below it. */
  sharedWith: z.string().min(1).exactOptional(),
});
export type Objective = z.infer<typeof objective>;

const year = z.int().min(2000).max(2100);

/** The schema of a plan's file: objectives that have one place each. */
export const actionPlan = z
  .strictObject({
    plan: z
      .strictObject({
        title: z.string().min(1),
        subtitle: z.string().min(1),
        /** Both included. */
        years: z.strictObject({ from: year, to: year }),
        updatedOn: z.iso.date(),
        /** The article of the charter that has proposals serve this plan, with its words. */
        source: z.strictObject({ article: z.string().min(1), quote: z.string().min(1) }),
      })
      .refine(({ years }) => years.from <= years.to, { error: 'the plan ends before it begins' }),
    objectives: z.array(objective).min(1),
  })
  .superRefine(({ objectives }, { addIssue }) => {
    for (const { path, message } of incoherences(objectives)) {
      addIssue({ code: 'custom', path: ['objectives', ...path], message });
    }
  });
export type ActionPlan = z.infer<typeof actionPlan>;

/** The objective that bears this code or alias, as people write it: 't.1.1', '4.1.', 'Objectif 4.1'. */
export function objectiveNamed({ objectives }: ActionPlan, named: string): Objective | undefined {
  const key = codeKey(named);
  return objectives.find((o) => namesOf(o).some((name) => codeKey(name) === key));
}

/** The objectives directly below the one with this code or alias, in the order of the plan; of null, the thematic ones. */
export function objectivesUnder(plan: ActionPlan, parent: string | null): Objective[] {
  if (parent === null) return plan.objectives.filter((o) => o.parent === null);
  const above = objectiveNamed(plan, parent);
  return above ? plan.objectives.filter((o) => o.parent === above.code) : [];
}

/** An objective with all that stands below it, in the order of the plan. */
export function objectivesFrom(plan: ActionPlan, top: Objective): Objective[] {
  return plan.objectives.filter((o) => lineOf(plan, o).includes(top));
}

/** An objective and those that it stands under, up to the widest. */
export function lineOf(plan: ActionPlan, objective: Objective): Objective[] {
  const above = plan.objectives.find((o) => o.code === objective.parent);
  return above ? [objective, ...lineOf(plan, above)] : [objective];
}

/** Under which levels an objective stands; none for the widest. */
const levelsAbove: Record<ObjectiveLevel, readonly ObjectiveLevel[]> = {
  thematic: [],
  strategic: ['thematic'],
  transversal: ['thematic'],
  intermediate: ['strategic', 'transversal'],
  operational: ['intermediate'],
};

interface Incoherence {
  path: (string | number)[];
  message: string;
}

function incoherences(objectives: readonly Objective[]): Incoherence[] {
  const levels = new Map(objectives.map((o) => [o.code, o.level]));
  const taken = new Set<string>();
  return objectives.flatMap((o, i) => {
    const found: Incoherence[] = [];
    for (const name of namesOf(o)) {
      if (taken.has(codeKey(name)))
        found.push({ path: [i, 'code'], message: `${name} names two objectives` });
      taken.add(codeKey(name));
    }
    if (!standsRight(o, o.parent === null ? null : levels.get(o.parent))) {
      const message = `${o.code} (${o.level}) can’t stand under ${o.parent ?? 'nothing'}`;
      found.push({ path: [i, 'parent'], message });
    }
    return found;
  });
}

/** @param above the level of its parent: null where it names none, undefined where there is no such objective */
function standsRight({ level }: Objective, above: ObjectiveLevel | null | undefined): boolean {
  if (above === undefined) return false;
  return above === null ? levelsAbove[level].length === 0 : levelsAbove[level].includes(above);
}

function namesOf({ code, aliases = [] }: Objective): string[] {
  return [code, ...aliases];
}

/** The plan itself writes '1.1.' in one table and 'Objectif 4.1' in the next. */
function codeKey(named: string): string {
  const bare = named.trim().replace(/\.$/, '').normalize('NFC').toLowerCase();
  return bare.replace(/^(?:objectif|doelstelling|objective)\s+(?=\p{L}{0,2}\.?\d)/u, '');
}
