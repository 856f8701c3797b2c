// The needs that people brought up, with what became of them: for everybody who takes part (000 §5).

import { articleOf } from '../../domain/charter.ts';
import type { Need } from '../../domain/voices.ts';
import type { Block, Card } from '../card.ts';
import { fullDate } from '../format.ts';
import type { Scene } from '../scene.ts';
import type { Translator } from '../translator.ts';
import { ruleSentence } from './charter-words.ts';
import { shown, sourceOf, speaker, spokenBy } from './words.ts';

/** Open ones first, each with who brought it up and when; the newest last. */
export async function needsCard(scene: Scene, t: Translator): Promise<Card> {
  const charter = (await scene.must('charter', scene.assembly.charter)).text;
  const all = await scene.list('need');
  const open = all.filter((n) => n.status === 'noted');
  const closed = all.filter((n) => n.status === 'taken-up');
  const listed = async (head: string, needs: Need[]): Promise<Block[]> => {
    if (needs.length === 0) return [];
    return [{ type: 'list', head, items: await Promise.all(needs.map((n) => line(n))) }];
  };
  const line = async (need: Need) => {
    const said = t('needs.dated', {
      line: await needLine(scene, t, need),
      at: fullDate(t, need.at, charter.zone),
    });
    if (!need.takenUp) return said;
    const { by, words, at } = need.takenUp;
    const became = {
      who: speaker(t, await scene.speaker(by)),
      at: fullDate(t, at, charter.zone),
      text: shown(t, await scene.words(words)),
    };
    return `${said} ${t('needs.became', became)}`;
  };
  const rule = ruleSentence(t, charter, 'needs');
  const source = sourceOf(t, articleOf(charter, 'needs'));
  return {
    subject: 'needs',
    lang: t.lang,
    title: t('needs.title'),
    status: null,
    blocks: [
      { type: 'text', text: t('needs.rule', { rule, source }) },
      ...(all.length === 0 ? [{ type: 'text', text: t('needs.none') } as const] : []),
      ...(await listed(t('needs.open', { n: open.length }), open)),
      ...(await listed(t('needs.taken-up', { n: closed.length }), closed)),
    ],
    buttons: [],
  };
}

/** 'N2 · Yasmina Bouzid (Maison médicale L’Orme) : Un local chauffé le samedi' */
export async function needLine(scene: Scene, t: Translator, need: Need): Promise<string> {
  const who = spokenBy(t, await scene.speaker(need.author, need.entered));
  return t('needs.line', { ref: need.id, text: shown(t, await scene.words(need.text)), who });
}
