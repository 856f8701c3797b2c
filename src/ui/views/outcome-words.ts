// What a plenary decided on a proposal, in the words that were recorded.

import type { TextRef } from '../../domain/text.ts';
import type { Block } from '../card.ts';
import type { Scene } from '../scene.ts';
import type { MessageKey, Translator } from '../translator.ts';
import { shown } from './words.ts';

/** What was modified, and the reasons; what wasn't recorded isn't shown. */
export async function outcomeBlocks(
  scene: Scene,
  t: Translator,
  { modification, reasons }: { modification: TextRef | null; reasons: TextRef | null },
): Promise<Block[]> {
  const quoted = async (head: MessageKey, ref: TextRef | null): Promise<Block[]> =>
    ref ? [{ type: 'quote', head: t(head), lines: [shown(t, await scene.words(ref))] }] : [];
  return [
    ...(await quoted('outcome.modification', modification)),
    ...(await quoted('outcome.reasons', reasons)),
  ];
}
