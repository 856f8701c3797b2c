// Where a proposal stands on each criterion, and on what that rests.

import { criteriaOf } from '../../domain/criteria.ts';
import { isLive } from '../../domain/proposal.ts';
import type { Card } from '../card.ts';
import type { Reader } from '../form-readers.ts';
import type { Scene } from '../scene.ts';
import type { Translator } from '../translator.ts';
import { criterionLines } from '../views/criteria-words.ts';
import { button, shown } from '../views/words.ts';

/** For everybody; a coordinator can tick from it. */
export async function criteriaCard(scene: Scene, ref: string, t: Translator, reader: Reader): Promise<Card> {
  const state = await scene.must('proposal', ref);
  const call = await scene.must('call', state.call);
  const charter = await scene.charterOf(call);
  const criteria = criteriaOf(await scene.known(state, call, charter));
  const items = await criterionLines(scene, t, { state, call, charter }, criteria);
  const mayCheck = reader.coordinates && isLive(state) && criteria.length > 0;
  return {
    subject: `criteria:${ref}`,
    lang: t.lang,
    title: t('criteria.title', { ref, title: shown(t, await scene.words(state.title)) }),
    status: null,
    blocks: [
      items.length > 0
        ? { type: 'list', head: t('criteria.count', { n: items.length }), items }
        : { type: 'text', text: t('criteria.none') },
    ],
    buttons: mayCheck ? [button(t, 'criterion.check', ref, 'primary')] : [],
  };
}
