// The statement of validation: article, period, who was reached, who answered and how (000 §4 b).

import { localDate } from '../../domain/calendar.ts';
import type { Call } from '../../domain/call.ts';
import type { Charter } from '../../domain/charter.ts';
import { planOf } from '../../domain/objectives.ts';
import type { Proposal, Statement } from '../../domain/proposal.ts';
import { electorate } from '../../domain/reach.ts';
import type { Block } from '../card.ts';
import { dayDate, fullDate, listOf } from '../format.ts';
import type { Scene } from '../scene.ts';
import type { Translator } from '../translator.ts';
import { objectivesInBrief } from './objective-words.ts';
import { nextStep, shown, sourceOf, speaker, steps } from './words.ts';

/** Beyond that, names would bury the rest; the follow-up grid has them all. */
const mostNamed = 12;

/** How many criteria there are, all of them met, and how many of them the référente has checked. */
export interface MetCriteria {
  n: number;
  checked: number;
}

export function metCriteria(charter: Charter, call: Call, { checks }: Pick<Proposal, 'checks'>): MetCriteria {
  const ids = [...charter.rules.criteria.value, ...call.criteria].map(({ id }) => id);
  return { n: ids.length, checked: ids.filter((id) => checks[id]?.met).length };
}

/** In sentences, for the news: what is validated, the objectives of the plan that it serves, on what it rests, how many were reached, what follows. */
export function statementSentences(
  t: Translator,
  charter: Charter,
  statement: Statement & Pick<Proposal, 'objectives'>,
  proposal: string,
  met: MetCriteria,
  unreached: string[],
): string[] {
  const validated = t('proposal.validated', { proposal, steps: `${steps(charter)}` });
  const n = statement.answers.length;
  return [
    validated,
    ...served(t, charter, statement),
    ...basis(t, charter, statement),
    ...unreached,
    ...(met.n === 0 ? [] : [t('proposal.meets', { ...met })]),
    t('proposal.answered.count', { n }),
    nextStep(t, charter),
  ];
}

/** Who was there at the opening and was not reached, by name; nothing where that can’t be told any more. */
export async function unreachedSentence(
  scene: Scene,
  t: Translator,
  statement: Statement,
): Promise<string[]> {
  const { reached, present } = statement;
  const missing = electorate(await scene.roll(), statement).filter((voice) => !reached.includes(voice));
  if (missing.length === 0 || missing.length > mostNamed) return [];
  if (missing.length !== present - reached.length) return [];
  const names = await Promise.all(missing.map(async (id) => shown(t, await scene.institution(id))));
  return [t('proposal.unreached.names', { list: listOf(t, names) })];
}

/** The same on the proposal's card, with each answer. */
export async function statementBlocks(
  scene: Scene,
  t: Translator,
  charter: Charter,
  statement: Statement,
): Promise<Block[]> {
  const items = await Promise.all(
    statement.answers.map(async ({ by, how }) =>
      t('labelled', { label: speaker(t, await scene.speaker(by)), text: t(`answer.${how}`) }),
    ),
  );
  const answered = t('proposal.answered', { n: items.length });
  const { reached } = statement;
  const names =
    reached.length > mostNamed ? [] : await Promise.all(reached.map((id) => scene.institution(id)));
  const list = listOf(
    t,
    names.map((name) => shown(t, name)),
  );
  const unreached = await unreachedSentence(scene, t, statement);
  return [
    { type: 'text', text: [...basis(t, charter, statement), ...unreached].join(' ') },
    ...(names.length > 0 ? [{ type: 'text', text: t('proposal.reached.names', { list }) } as const] : []),
    items.length === 0 ? { type: 'text', text: answered } : { type: 'list', head: answered, items },
    { type: 'text', text: nextStep(t, charter) },
  ];
}

/** Without a plan nothing says what a code stands for. */
function served(t: Translator, charter: Charter, { objectives }: Pick<Proposal, 'objectives'>): string[] {
  if (objectives.length === 0 || !planOf(charter)) return [];
  const codes = objectives.map((o) => o.code);
  return [t('proposal.objectives.served', { n: codes.length, list: objectivesInBrief(t, charter, codes) })];
}

function basis(t: Translator, charter: Charter, statement: Statement): string[] {
  const { opensAt, closesAt, article, reached, present } = statement;
  const rests = t(`proposal.basis.${statement.basis}`, {
    openedOn: dayDate(t, localDate(opensAt, charter.zone).toString()),
    closesAt: fullDate(t, closesAt, charter.zone),
    source: sourceOf(t, article),
  });
  return [rests, t('proposal.reached', { n: reached.length, present: `${present}` })];
}
