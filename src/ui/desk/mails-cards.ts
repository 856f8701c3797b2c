// The letters that a coordinator sends by hand, as cards: whom each is for, and its words to copy.

import type { Block, Card } from '../card.ts';
import type { Scene } from '../scene.ts';
import type { Translator } from '../translator.ts';
import { button, text } from '../views/words.ts';
import { handMails } from './mails.ts';

/** How many wait, then one card for each, the oldest first, under the number by which it is noted as sent. */
export async function mailsCards(scene: Scene, t: Translator, now: string): Promise<Card[]> {
  const mails = await handMails(scene.reads, scene.assembly.id, now);
  const blocks: Block[] = [text(t('page.mails.intro', { n: mails.length }))];
  const buttons = mails.length > 0 ? [button(t, 'letter.sent', '')] : [];
  const heading = { subject: 'mails', lang: t.lang, title: t('page.mails'), status: null, blocks, buttons };
  const each = mails.map(({ id, name, address, subject, text: words, lang }): Card => {
    const to = t('mails.to', {
      id: `${id}`,
      name: name || t('unnamed'),
      address: address ?? t('page.mails.phone'),
    });
    const said: Block = { type: 'quote', head: subject, lines: words.split('\n') };
    return { subject: `mails:${id}`, lang, title: '', status: null, blocks: [text(to), said], buttons: [] };
  });
  return [heading, ...each];
}
