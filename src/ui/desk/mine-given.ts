// What somebody’s institutions have answered, and they themselves, on what is still open: `moi` says it again, since
// the answer to a form is soon closed.

import { isLive, type Proposal } from '../../domain/proposal.ts';
import type { Block } from '../card.ts';
import type { Reader } from '../form-readers.ts';
import { listOf } from '../format.ts';
import type { Scene } from '../scene.ts';
import type { Translator } from '../translator.ts';
import { shown } from '../views/words.ts';

/** @param told proposals of which something else on the card says it already */
export async function given(
  scene: Scene,
  reader: Reader,
  t: Translator,
  told: ReadonlySet<string>,
): Promise<Block[]> {
  const live = (await scene.list('proposal')).filter((p) => isLive(p) && !told.has(p.id));
  const items: string[] = [];
  for (const proposal of live) {
    const answers = await answersOn(scene, reader, t, proposal);
    if (answers.length === 0) continue;
    const title = shown(t, await scene.words(proposal.title));
    items.push(t('mine.given.line', { ref: proposal.id, title, answers: listOf(t, answers) }));
  }
  const head = t(reader.institutions.length > 0 ? 'mine.given' : 'mine.given.own');
  return items.length > 0 ? [{ type: 'list', head, items }] : [];
}

/** Each kind once, whoever of them gave it; what was said of an earlier version doesn’t count any more. */
async function answersOn(
  scene: Scene,
  { person, institutions }: Reader,
  t: Translator,
  { id, answersFrom }: Proposal,
): Promise<string[]> {
  const theirs = ({ author }: { author: { person: string; institution: string | null } }) =>
    author.person === person || institutions.includes(author.institution ?? '');
  const parent = { parent: id };
  const stances = (await scene.list('stance', parent)).filter(theirs);
  const objections = (await scene.list('objection', { ...parent, status: 'raised' })).filter(theirs);
  const concerns = (await scene.list('concern', parent)).filter(theirs);
  const counts = (said: { version: number } | null) => said !== null && said.version >= answersFrom;
  return [
    ...(stances.some((s) => counts(s.consent)) ? [t('mine.given.consent')] : []),
    ...(stances.some((s) => counts(s.interest)) ? [t('mine.given.interest')] : []),
    ...objections.map((o) => t('mine.given.objection', { objection: o.id })),
    ...(concerns.length > 0 ? [t('mine.given.concern', { n: concerns.length })] : []),
  ];
}
