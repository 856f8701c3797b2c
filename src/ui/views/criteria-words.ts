// Where a proposal stands on its criteria, a line each (000 §3).

import type { Call } from '../../domain/call.ts';
import type { Charter } from '../../domain/charter.ts';
import { type CriterionState, servedObjectives } from '../../domain/criteria.ts';
import type { Proposal } from '../../domain/proposal.ts';
import type { Scene } from '../scene.ts';
import type { Translator } from '../translator.ts';
import { own } from './charter-words.ts';
import { objectivesInBrief } from './objective-words.ts';
import { shown } from './words.ts';

/** The criterion in the charter's words, or in those of the call that added it. */
async function criterionName(
  scene: Scene,
  t: Translator,
  call: Call,
  { id, criterion }: CriterionState,
): Promise<string> {
  if (criterion) return own(t, criterion.label);
  const added = call.criteria.find((c) => c.id === id);
  return shown(t, added ? await scene.words(added.label) : null);
}

/**
 * 'servir les objectifs du plan d’action : rempli (calculé)', with the objectives that it is computed from, and
 * the reason where one was given.
 */
export function criterionLines(
  scene: Scene,
  t: Translator,
  { state, call, charter }: { state: Proposal; call: Call; charter: Charter },
  criteria: CriterionState[],
): Promise<string[]> {
  return Promise.all(
    criteria.map(async (c) => {
      const label = await criterionName(scene, t, call, c);
      const check = c.by === 'checked' ? state.checks[c.id] : undefined;
      const verdict =
        c.by === 'nothing' || c.state === 'unknown'
          ? t('criterion.unknown')
          : t(`criterion.${c.state}.${check?.conflicted ? 'conflicted' : c.by}`);
      const line = t('labelled', { label, text: verdict });
      if (c.by === 'computed' && c.state === 'met' && c.criterion?.computed?.kind === 'objectives') {
        const codes = servedObjectives({ proposal: state, call, charter });
        const list = objectivesInBrief(t, charter, codes);
        return t('criterion.served', { state: line, n: codes.length, list });
      }
      if (!check?.reason) return line;
      return t('criterion.reason', { state: line, text: shown(t, await scene.words(check.reason)) });
    }),
  );
}
