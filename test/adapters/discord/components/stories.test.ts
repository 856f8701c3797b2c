// What people read on Discord, as the played stories bring it about: every letter, answer and form, in three languages.

import { beforeAll, describe, expect, test } from 'vitest';
import { formMessage } from '../../../../adapters/discord/components/form-message.ts';
import { messageOf, refusalMessage } from '../../../../adapters/discord/components/message.ts';
import { modalOf } from '../../../../adapters/discord/components/modal.ts';
import { readingMessage } from '../../../../adapters/discord/components/reading.ts';
import { type Filling, stepsOf } from '../../../../adapters/discord/components/steps.ts';
import { violations } from '../../../../adapters/discord/components/violations.ts';
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

const nobody = '3e0df8c4-0cff-4f53-997f-20199696fcb6';

/** Every step, as it opens for whoever enters it for somebody else, where one may: with everything that it can ask. */
function steps(form: Form, lang: Lang) {
  const t = translator(lang);
  const asksSpeaker = form.fields.some(({ label }) => label === t('form.speaker'));
  const opened = { form, values: {}, asksSpeaker, speaksFor: null };
  const values = { for: '~other' };
  return stepsOf(opened, t, values).map(({ kind }, step) => {
    const place = { action: form.action, target: form.target, room: null, speaker: null, lang };
    const filling: Filling = {
      hand: { deliveryId: nobody, step, page: 0, place },
      zone: 'Europe/Brussels',
      values,
    };
    return kind === 'modal' ? modalOf(opened, t, filling) : formMessage(opened, t, filling);
  });
}

function answered(lang: Lang): Card[][] {
  return all.commands.flatMap(({ answers }) => (answers[lang].kind === 'cards' ? [answers[lang].cards] : []));
}

describe.each(langs)('in %s', (lang) => {
  test('Discord takes every letter, answer, form and refusal', () => {
    const t = translator(lang);
    const faults = [
      ...all.letters.flatMap(({ cards }) => violations(message(cards[lang]))),
      ...answered(lang).flatMap((cards) => cards.flatMap((card) => violations(message(card)))),
      ...answered(lang).flatMap((cards) => violations(readingMessage(sectionOf(cards), t))),
      ...all.forms.flatMap(({ forms }) => steps(forms[lang], lang).flatMap(violations)),
      ...all.refusals.flatMap(({ said }) => violations(refusalMessage(said[lang], t))),
    ];
    expect(faults).toEqual([]);
  });

  test('no word of a letter is lost', () => {
    for (const { cards } of all.letters) {
      const card = cards[lang];
      const t = translator(lang);
      const pages = [0, 1, 2, 3, 4, 5].map((page) => readingMessage(sectionOf([card]), t, page));
      const read = words([message(card), pages]);
      for (const text of textsOf(card)) expect(read).toContain(text.replaceAll(/\s/gu, ''));
    }
  });

  test('the letters and cards read like this', async () => {
    const read = all.letters.map(
      ({ view, where, cards }) => `== ${view} (${where})\n${outline(message(cards[lang]))}\n`,
    );
    await expect(read.join('\n')).toMatchFileSnapshot(`snapshots/letters.${lang}.txt`);
  });

  test('what words are answered reads like this', async () => {
    const t = translator(lang);
    const read = all.commands.flatMap(({ id, role, answers }) => {
      const answer = answers[lang];
      return answer.kind === 'cards'
        ? [`== ${id} (${role})\n${outline(readingMessage(sectionOf(answer.cards), t))}\n`]
        : [];
    });
    await expect(read.join('\n')).toMatchFileSnapshot(`snapshots/answers.${lang}.txt`);
  });

  test('the forms read like this', async () => {
    const read = all.forms.map(({ action, opensFor, forms }) => {
      const drawn = steps(forms[lang], lang).map((step) => {
        const head = 'title' in step ? `${step.title} (${step.custom_id})\n` : '';
        return `${head}${outline(step)}`;
      });
      return `== ${action} (${opensFor})\n${drawn.join('\n--\n')}\n`;
    });
    await expect(read.join('\n')).toMatchFileSnapshot(`snapshots/forms.${lang}.txt`);
  });
});
