// The catalogue holds everything that people read, in three languages, and nothing that nobody should read.

import { beforeAll, describe, expect, test } from 'vitest';
import { actions } from '../../src/app/actions.ts';
import { setupActions } from '../../src/app/setting-up.ts';
import { langs } from '../../src/domain/people.ts';
import { refusalCodes } from '../../src/domain/refusal.ts';
import { plainText } from '../../src/ui/card.ts';
import { typedCommands } from '../../src/ui/command-table.ts';
import { views } from '../../src/ui/letters.ts';
import { en } from '../../src/ui/messages/en.ts';
import { fr } from '../../src/ui/messages/fr.ts';
import { nl } from '../../src/ui/messages/nl.ts';
import { isMessageKey } from '../../src/ui/translator.ts';
import { collect } from './collected.ts';
import { cataloguePage } from './page.ts';
import type { Collected } from './shown.ts';

let all: Collected;
let page: string;

beforeAll(async () => {
  all = await collect();
  page = await cataloguePage(all, { fr, nl, en });
}, 180_000);

/** How often something stands on the page under this title, in each language. */
function shown(section: string, title: string): number[] {
  const [, from = ''] = page.split(`<section id="${section}">`);
  const [within = ''] = from.split('</section>');
  const entries = within.split('<article').filter((entry) => entry.includes(`<h3>${title}</h3>`));
  return langs.map(
    (lang) =>
      entries.filter((e) => /\p{L}/u.test(textOf(e.split(`<div class="in ${lang}"`)[1] ?? ''))).length,
  );
}

function textOf(html: string): string {
  return html.replace(/^[^>]*>/, '').replaceAll(/<[^>]*>/g, ' ');
}

describe('everybody’s words can be read in one place, in three languages', () => {
  test.each(Object.keys(views))('what is told: %s', (view) => {
    const where = ['cards', 'calls', 'proposals', 'answers', 'plenary', 'people', 'desk'];
    const found = where.map((section) => shown(section, view)).filter(([n]) => n !== 0);
    expect(found).toHaveLength(1);
    for (const n of found[0] ?? []) expect(n).toBe(found[0]?.[0]);
  });

  test.each([...actions.keys(), ...setupActions.keys()])('the form: %s', (action) => {
    expect(Math.min(...shown('forms', action))).toBeGreaterThan(0);
  });

  test.each(typedCommands.map((c) => c.id))('what the word is answered, to whoever types it: %s', (id) => {
    for (const role of ['coordinator', 'partner'])
      expect(Math.min(...shown(`commands-${role}`, id))).toBeGreaterThan(0);
  });

  test.each(refusalCodes)('the refusal: %s', (code) => {
    expect(shown('refusals', code)).toEqual([1, 1, 1]);
  });

  test('the mails that the référente sends herself', () => {
    for (const view of ['call.invited', 'meeting.convocation', 'entry.receipt', 'call.prolonged'])
      expect(shown('mails', view)).toEqual([1, 1, 1]);
  });

  test('and every message as it is written', () => {
    const rows = page.split('<section id="messages">')[1]?.split('<tr>').length ?? 0;
    expect(rows - 1).toBe(Object.keys(fr).length);
  });
});

test('nothing that people read is a slip of the machine', () => {
  const slips = everythingSaid().filter(
    (said) =>
      /\bundefined\b|\bnull\b|\bNaN\b|\[object|[{}]|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/.test(said) ||
      said.trim() === '',
  );
  expect(slips).toEqual([]);
});

test('nor the name of a message in place of its words', () => {
  const names = everythingSaid().flatMap((said) =>
    [...said.matchAll(/[a-z]+(?:[.-][a-z-]+)*\.[a-z][a-z.-]*/g)].map(([name]) => name),
  );
  expect(names.filter(isMessageKey)).toEqual([]);
});

test('a card is as rich in each language: the same parts, the same buttons', () => {
  for (const { view, cards } of all.letters) {
    const [first, ...others] = langs.map((lang) => [
      view,
      ...cards[lang].blocks.map((b) => b.type),
      ...cards[lang].buttons.map((b) => b.action),
    ]);
    for (const other of others) expect(other).toEqual(first);
  }
});

test('the page needs nothing beside itself: no script, no file, no other site', () => {
  expect(page).not.toMatch(/<script|<link|<img|\ssrc=|url\(|href="(?!#)/);
});

/** Every text of every part, apart. */
function everythingSaid(): string[] {
  return langs.flatMap((lang) => [
    ...all.letters.flatMap(({ cards }) => [
      plainText(cards[lang]),
      ...cards[lang].buttons.map((b) => b.label),
    ]),
    ...all.forms.flatMap(({ forms }) => {
      const { title, intro, submit, cancel, fields } = forms[lang];
      const asked = fields.flatMap((f) => [f.label, f.hint ?? f.label, ...f.options.map((o) => o.label)]);
      return [title, intro, submit, cancel, ...asked];
    }),
    ...all.commands.flatMap(({ answers }) => {
      const answer = answers[lang];
      if (answer.kind === 'cards') return answer.cards.map(plainText);
      return answer.kind === 'refused' ? [answer.said.text, answer.said.next] : [];
    }),
    ...all.refusals.flatMap(({ said }) => [said[lang].text, said[lang].next]),
    ...all.mails.flatMap(({ mail }) => [mail[lang].subject, mail[lang].text]),
    ...all.journal.map((line) => line[lang]),
  ]);
}
