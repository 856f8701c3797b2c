// What people read on Slack, as the played stories bring it about: every letter, answer and form, in three languages.

import { beforeAll, describe, expect, test } from 'vitest';
import { messageOf, refusalMessage } from '../../../../adapters/slack/blocks/message.ts';
import { modalOf } from '../../../../adapters/slack/blocks/modal.ts';
import { homeOf, viewOf } from '../../../../adapters/slack/blocks/reading.ts';
import { violations } from '../../../../adapters/slack/blocks/violations.ts';
import { type Lang, langs } from '../../../../src/domain/people.ts';
import type { Card, Form } from '../../../../src/ui/card.ts';
import { translator } from '../../../../src/ui/translator.ts';
import { collect } from '../../../catalogue/collected.ts';
import type { Collected } from '../../../catalogue/shown.ts';
import { textsOf } from '../../../support/any-card.ts';
import { outline, sectionOf, words } from './outline.ts';

let all: Collected;

beforeAll(async () => {
  all = await collect();
}, 240_000);

function message(card: Card) {
  return messageOf(card, translator(card.lang));
}

/** As it opens for whoever enters it for somebody else, where one may: with everything that it can ask. */
function modal(form: Form, lang: Lang) {
  const opened = { form, values: {}, asksSpeaker: false, speaksFor: null };
  const filling = {
    room: 'C1',
    deliveryId: 'd1',
    page: 0,
    zone: 'Europe/Brussels',
    values: {},
    forAnother: true,
    over: null,
  };
  return modalOf(opened, translator(lang), filling);
}

function answered(lang: Lang): Card[][] {
  return all.commands.flatMap(({ answers }) => (answers[lang].kind === 'cards' ? [answers[lang].cards] : []));
}

describe.each(langs)('in %s', (lang) => {
  test('Slack takes every letter, answer, form and refusal', () => {
    const t = translator(lang);
    const faults = [
      ...all.letters.flatMap(({ cards }) => violations(message(cards[lang]))),
      ...answered(lang).flatMap((cards) => cards.flatMap((card) => violations(message(card)))),
      ...answered(lang).flatMap((cards) => [
        ...violations(viewOf(sectionOf(cards), t)),
        ...violations(homeOf(sectionOf(cards), t)),
      ]),
      ...all.forms.flatMap(({ forms }) => violations(modal(forms[lang], lang))),
      ...all.refusals.flatMap(({ said }) => violations(refusalMessage(said[lang], t))),
    ];
    expect(faults).toEqual([]);
  });

  test('no word of a letter is lost', () => {
    for (const { cards } of all.letters) {
      const card = cards[lang];
      const read = words([message(card).blocks, viewOf(sectionOf([card]), translator(lang)).blocks]);
      for (const text of textsOf(card)) expect(read).toContain(text.replaceAll(/\s/gu, ''));
    }
  });

  test('the letters and cards read like this', async () => {
    const read = all.letters.map(
      ({ view, where, cards }) => `== ${view} (${where})\n${outline(message(cards[lang]).blocks)}\n`,
    );
    await expect(read.join('\n')).toMatchFileSnapshot(`snapshots/letters.${lang}.txt`);
  });

  test('what words are answered reads like this', async () => {
    const t = translator(lang);
    const read = all.commands.flatMap(({ id, role, answers }) => {
      const answer = answers[lang];
      return answer.kind === 'cards'
        ? [`== ${id} (${role})\n${outline(viewOf(sectionOf(answer.cards), t).blocks)}\n`]
        : [];
    });
    await expect(read.join('\n')).toMatchFileSnapshot(`snapshots/answers.${lang}.txt`);
  });

  test('the forms read like this', async () => {
    const read = all.forms.map(({ action, opensFor, forms }) => {
      const view = modal(forms[lang], lang);
      const around = `${view.title.text} [${view.submit?.text}] [${view.close?.text}]`;
      return `== ${action} (${opensFor})\n${around}\n${outline(view.blocks)}\n`;
    });
    await expect(read.join('\n')).toMatchFileSnapshot(`snapshots/forms.${lang}.txt`);
  });
});
