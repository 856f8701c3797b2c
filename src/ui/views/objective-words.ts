// Objectives of the action plan as people read them: their code, and what they say (000 §3, §4 b).

import type { Call } from '../../domain/call.ts';
import type { Charter } from '../../domain/charter.ts';
import { briefly, objectivesOf, planOf } from '../../domain/objectives.ts';
import { type ActionPlan, lineOf, type Objective, objectiveNamed } from '../../domain/plan.ts';
import type { Block, Option } from '../card.ts';
import { listOf } from '../format.ts';
import { frenchSpaces, type Translator } from '../translator.ts';
import { folded } from './words.ts';

/** Characters of an objective where it is one of many to choose from, or stands within a sentence. */
const brief = 90;
/** A list this long is read through, not read: each objective in brief. */
const many = 8;

/** '1.1.1 Les acteurs de terrain du quartier se réunissent…', each; the code alone where there is no plan. */
function objectiveItems(charter: Charter, codes: readonly string[]): string[] {
  const plan = planOf(charter);
  const most = codes.length > many ? brief : Number.POSITIVE_INFINITY;
  return codes.map((code) => {
    const objective = plan && objectiveNamed(plan, code);
    return objective ? `${objective.code} ${saidBriefly(objective, most)}` : code;
  });
}

/** The same in brief, within a sentence: '1.1.1 (Les acteurs…) et 1.2.1 (…)'. */
export function objectivesInBrief(t: Translator, charter: Charter, codes: readonly string[]): string {
  const plan = planOf(charter);
  const said = codes.map((code) => {
    const objective = plan && objectiveNamed(plan, code);
    return objective ? `${objective.code} (${saidBriefly(objective, brief)})` : code;
  });
  return listOf(t, said);
}

/** One on a line, several in a list, with what they say; the codes alone where there is no plan. */
export function objectiveBlocks(
  t: Translator,
  key: 'call.objectives' | 'proposal.objectives',
  charter: Charter,
  codes: readonly string[],
): Block[] {
  if (codes.length === 0) return [];
  const items = objectiveItems(charter, codes);
  if (codes.length > 1 && planOf(charter)) return [{ type: 'list', head: t(`${key}.list`), items }];
  return [{ type: 'fact', label: t(key), value: listOf(t, items) }];
}

/** What a call asks for: those that it lists; else how many the plan has, and the strategic ones by name. */
export function callObjectiveBlocks(t: Translator, call: Call, charter: Charter): Block[] {
  const plan = planOf(charter);
  if (!plan || call.objectives.length > 0) {
    const blocks = objectiveBlocks(t, 'call.objectives', charter, call.objectives);
    const n = call.objectives.length;
    return n > 1 && plan ? folded(t('call.fold.objectives', { n }), blocks) : blocks;
  }
  const wide = plan.objectives.filter(isWide).map((o) => o.code);
  const head = t('call.objectives.whole', { n: plan.objectives.length, plan: planTitle(plan) });
  return folded(head, [{ type: 'list', head, items: objectiveItems(charter, wide) }]);
}

/** Those of the plan that a call lets one choose from, in its order, by what they stand under; undefined without a plan. */
export function objectiveOptions(
  call: Pick<Call, 'objectives'>,
  charter: Charter,
  except: readonly string[] = [],
): Option[] | undefined {
  const plan = planOf(charter);
  const able = objectivesOf(call, charter);
  if (!plan || !able) return undefined;
  return able
    .filter((o) => !except.includes(o.code))
    .map((o) => {
      const under = lineOf(plan, o).find(isWide);
      const option = { value: o.code, label: labelOf(o) };
      return under ? { ...option, group: labelOf(under) } : option;
    });
}

/** The plan as people call it: 'Plan d’action 2022-2025'. */
export function planTitle({ plan }: ActionPlan): string {
  return plan.title.replaceAll("'", '’');
}

/** '1.2.1 — Les acteurs du quartier centralisent…' */
function labelOf(objective: Objective): string {
  return `${objective.code} — ${saidBriefly(objective, brief)}`;
}

function saidBriefly(objective: Objective, most: number): string {
  return frenchSpaces(briefly(objective, most));
}

/** Strategic ones, and those that stand beside them. */
function isWide({ level }: Objective): boolean {
  return level === 'strategic' || level === 'transversal';
}
