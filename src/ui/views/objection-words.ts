// An objection as it is shown: who raised it, on which ground, why, and what would lift it.

import type { Concern } from '../../domain/answers.ts';
import type { Charter } from '../../domain/charter.ts';
import type { Objection } from '../../domain/objection.ts';
import type { Block } from '../card.ts';
import { fullDate } from '../format.ts';
import type { SceneStatement } from '../scene.ts';
import type { Translator } from '../translator.ts';
import { own } from './charter-words.ts';
import { shown, spokenBy } from './words.ts';

/** Under its reference, author and date, with the version that it was raised on. */
export function objectionBlock(t: Translator, charter: Charter, objection: SceneStatement<Objection>): Block {
  const { state, who } = objection;
  const head = t('objection.line', {
    ref: state.id,
    who: spokenBy(t, who),
    at: fullDate(t, state.raisedAt, charter.zone),
    version: `${state.version}`,
  });
  return { type: 'quote', head, lines: objectionLines(t, charter, objection) };
}

/** Its ground, reason and remedy; a missing reason is said to be missing. */
export function objectionLines(
  t: Translator,
  charter: Charter,
  { state, reason, remedy }: SceneStatement<Objection>,
): string[] {
  const ground = charter.rules.grounds.value.find((g) => g.id === state.ground);
  return [
    ...(ground ? [t('objection.ground', { ground: own(t, ground.label) })] : []),
    reason === undefined ? t('objection.reason.missing') : t('objection.reason', { text: shown(t, reason) }),
    ...(remedy === undefined ? [] : [t('objection.remedy', { text: shown(t, remedy) })]),
  ];
}

/** A remark, or an objection that came too late. */
export function concernBlock(
  t: Translator,
  charter: Charter,
  { state, who, reason, remedy }: SceneStatement<Concern>,
): Block {
  const at = fullDate(t, state.at, charter.zone);
  const head = t('concern.line', { ref: state.id, who: spokenBy(t, who), at });
  const lines = [
    ...(reason === undefined ? [] : [shown(t, reason)]),
    ...(remedy === undefined ? [] : [t('objection.remedy', { text: shown(t, remedy) })]),
  ];
  return { type: 'quote', head, lines };
}
