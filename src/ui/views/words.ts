// Small phrases that several cards share.

import type { Charter } from '../../domain/charter.ts';
import type { Block, Button } from '../card.ts';
import { fullDate, isNear, listOf, untilThen } from '../format.ts';
import type { Speaker, Words } from '../scene.ts';
import { isMessageKey, type Translator } from '../translator.ts';
import { own } from './charter-words.ts';

/** What was said, or the note that it was erased. */
export function shown(t: Translator, words: Words): string {
  return words ?? t('erased');
}

/** These blocks behind one line that says what they hold. */
export function folded(fold: string, blocks: Block[]): Block[] {
  return blocks.map((block) => ({ ...block, fold }));
}

/** « Permanence du mercredi » (P1). */
export function named(t: Translator, title: Words, ref: string): string {
  return t('named', { title: shown(t, title), ref });
}

/** Of more proposals than a sentence bears, this many are named. */
const namedAtMost = 8;

/** Proposals by their names, in one list; of many the first ones, and how many others there are. */
export function namedTogether(t: Translator, names: string[]): string {
  const n = names.length - namedAtMost;
  return listOf(t, n > 1 ? [...names.slice(0, namedAtMost), t('named.others', { n })] : names);
}

/** Whoever speaks, for whom, and whether that is confirmed. */
export function speaker(t: Translator, { person, institution, mandate, coordinates }: Speaker): string {
  const name = person ?? t('unnamed');
  if (institution === null) return t(coordinates ? 'someone.coordinator' : 'someone', { person: name });
  const params = { person: name, institution };
  if (mandate === 'claimed') return t('someone.claimed', params);
  return t(mandate === 'declined' ? 'someone.declined' : 'someone.of', params);
}

/** The same, and that a coordinator entered it for them. */
export function spokenBy(t: Translator, who: Speaker): string {
  const said = speaker(t, who);
  return who.entered ? t('entered', { who: said, how: t(`entered.${who.entered}`) }) : said;
}

/** Where a rule comes from: 'charte, article 4b', 'charte, articles 7 et 8', or that the group assumed it. */
export function sourceOf(t: Translator, article: string): string {
  if (article === 'assumption') return t('source.assumption');
  const articles = article.split(', ');
  return t(articles.length > 1 ? 'source.articles' : 'source.article', { article: listOf(t, articles) });
}

/** How many steps the whole pathway has: the assembly’s own, and each body that follows. */
export function steps(charter: Charter): number {
  return 1 + charter.rules.pathway.value.length;
}

/** 'Prochaine étape : l’avis du comité de pilotage.' */
export function nextStep(t: Translator, charter: Charter): string {
  const [next] = charter.rules.pathway.value;
  return t('next-step', { next: next ? own(t, next.label) : '' });
}

/** The date and how far away it is, while it is to come and the distance still says something: 60 days. */
export function dateAndDelay(t: Translator, at: string, zone: string, now: string): string {
  const date = fullDate(t, at, zone);
  return at > now && isNear(at, now) ? t('date.left', { date, left: untilThen(t, at, now) }) : date;
}

/** The button of an action; its label is the title of its form. An action without one is a bug and throws. */
export function button(
  t: Translator,
  action: string,
  target: string,
  style: Button['style'] = 'plain',
): Button {
  const key = `action.${action}`;
  if (!isMessageKey(key)) throw new Error(`the action ${action} has no name`);
  return { action, target, label: t(key), style };
}

export function text(said: string): Block {
  return { type: 'text', text: said };
}
