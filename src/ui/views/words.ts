// Small phrases that several cards share.

import type { Charter } from '../../domain/charter.ts';
import type { Speaker, Words } from '../scene.ts';
import type { Translator } from '../translator.ts';

/** What was said, or the note that it was erased. */
export function shown(t: Translator, words: Words): string {
  return words ?? t('erased');
}

export function speaker(t: Translator, { person, institution }: Speaker): string {
  const name = person ?? t('unnamed');
  return institution ? t('someone.of', { person: name, institution }) : t('someone', { person: name });
}

/** Where a rule comes from: 'charte, article 4b', or that the group assumed it. */
export function sourceOf(t: Translator, article: string): string {
  return article === 'assumption' ? t('source.assumption') : t('source.article', { article });
}

/** How many steps the whole pathway has: the assembly’s own, and each body that follows. */
export function steps(charter: Charter): number {
  return 1 + charter.rules.pathway.value.length;
}
