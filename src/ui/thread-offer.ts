// What somebody wrote under a proposal's card, offered for the record: as it stands there it is talk, which nobody
// has to answer and which isn't kept.

import type { Card } from './card.ts';
import { mayRead, type Reader } from './form-readers.ts';
import type { Scene } from './scene.ts';
import type { Translator } from './translator.ts';
import { button, named, text } from './views/words.ts';

/** Whether it asks something: whoever chats is left alone. */
export function asks(words: string): boolean {
  return /[?？؟]/u.test(words);
}

/**
 * The private card that offers to put a question on record; its button opens the form, which is to hold the words.
 * Null for what isn’t a proposal that the reader can see.
 *
 * @param ref what stands above: P1
 */
export async function threadOffer(
  scene: Scene,
  reader: Reader,
  t: Translator,
  ref: string,
): Promise<Card | null> {
  const state = await scene.find('proposal', ref);
  if (!state?.submitted || !(await mayRead(scene, state, reader))) return null;
  const { title } = await scene.headline(ref);
  return {
    subject: `thread:${ref}`,
    lang: t.lang,
    title: t('thread.title'),
    status: null,
    blocks: [t('thread.written', { proposal: named(t, title, ref) }), t('reaction.question.ask')].map(text),
    buttons: [button(t, 'question.ask', ref, 'primary')],
  };
}
