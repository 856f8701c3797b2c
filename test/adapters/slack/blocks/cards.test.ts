// A card on Slack: nothing that Slack refuses, nothing lost, and nobody’s words do anything but stand there.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  messageOf,
  noteMessage,
  refusalMessage,
  type SlackMessage,
} from '../../../../adapters/slack/blocks/message.ts';
import { homeOf, viewOf } from '../../../../adapters/slack/blocks/reading.ts';
import { asTheChannelSays, tapOf } from '../../../../adapters/slack/blocks/taps.ts';
import { violations } from '../../../../adapters/slack/blocks/violations.ts';
import { type Card, plainText } from '../../../../src/ui/card.ts';
import { translator } from '../../../../src/ui/translator.ts';
import { anyCard, anyWords, textsOf, tricks } from '../../../support/any-card.ts';
import { objectsIn, outline, sectionOf, words } from './outline.ts';

const fr = translator('fr');

function card(more: Partial<Card>): Card {
  return { subject: 'card:P1', lang: 'fr', title: 'Titre', status: null, blocks: [], buttons: [], ...more };
}

/** Every page, as one would tap through them. */
function pagesOf(cards: readonly Card[]) {
  const t = translator(cards[0]?.lang ?? 'fr');
  const found = [viewOf(sectionOf(cards), t)];
  const goesOn = () => taps(found.at(-1)).some((tap) => tap?.kind === 'page' && tap.page === found.length);
  while (goesOn()) found.push(viewOf(sectionOf(cards), t, found.length));
  return found;
}

function taps(payload: unknown) {
  return objectsIn(payload)
    .filter((o) => o.type === 'button')
    .map((o) => tapOf(o.action_id as string, o.value as string | undefined));
}

/** Elements of Slack that do more than say. */
const acting = ['mrkdwn', 'link', 'user', 'usergroup', 'channel', 'broadcast', 'team', 'emoji', 'color'];

/** What a reader finds of a card: in the message, or behind its button where it has one. */
function readable(shown: Card, message: SlackMessage): string {
  const more = taps(message).some((tap) => tap?.kind === 'read' && tap.subject === shown.subject);
  if (!more) return words(message.blocks);
  const pages = pagesOf([shown]);
  return pages.map(({ blocks }) => words(pages.length > 1 ? blocks.slice(0, -2) : blocks)).join('');
}

describe('any card whatever', () => {
  test('is never refused by Slack', () => {
    fc.assert(
      fc.property(anyCard, (any) => {
        const t = translator(any.lang);
        expect(violations(messageOf(any, t))).toEqual([]);
        for (const view of pagesOf([any, any])) expect(violations(view)).toEqual([]);
        expect(violations(homeOf(sectionOf([any, any]), t))).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  test('keeps every word: in the message, or behind “Tout lire”', () => {
    fc.assert(
      fc.property(anyCard, (any) => {
        const found = readable(any, messageOf(any, translator(any.lang)));
        for (const text of textsOf(any)) expect(found).toContain(text.replaceAll(/\s/gu, ''));
      }),
      { numRuns: 60 },
    );
  });

  test('shows words as words: no mention, no link, no formatting, no picture', () => {
    fc.assert(
      fc.property(anyCard, (any) => {
        const message = messageOf(any, translator(any.lang));
        for (const o of objectsIn([message.blocks, pagesOf([any])])) {
          expect(acting).not.toContain(o.type);
          if (o.type === 'plain_text') expect(o.emoji).toBe(false);
        }
        expect(message.text).not.toMatch(/[<>]/);
      }),
      { numRuns: 40 },
    );
  });

  test('says in its fallback what was typed, and no more', () => {
    const said = messageOf(card({ title: '<!channel> & *tous*' }), fr).text;
    expect(said).toBe('&lt;!channel&gt; &amp; *tous*');
  });

  test('has its buttons: what a tap says leads back to what was meant', () => {
    fc.assert(
      fc.property(anyCard, (any) => {
        const found = [messageOf(any, translator(any.lang)), ...pagesOf([any])].flatMap(taps);
        for (const { action, target } of any.buttons)
          expect(found).toContainEqual({ kind: 'do', action, target, of: asTheChannelSays });
      }),
      { numRuns: 30 },
    );
  });

  test('a refusal or a note, with any words in it', () => {
    fc.assert(
      fc.property(anyWords, anyWords, (text, next) => {
        expect(violations(refusalMessage({ text, next }, fr))).toEqual([]);
        expect(violations(noteMessage([text, next, text], fr))).toEqual([]);
      }),
    );
  });
});

describe('on a telephone', () => {
  test('a proposal reads from what matters: title, status, deadline, then its words, then the buttons', () => {
    const proposal = card({
      title: 'P1 · Permanence sociale',
      status: { tone: 'attention', label: 'en attente de plénière' },
      blocks: [
        { type: 'text', text: 'Un accueil le samedi.' },
        { type: 'fact', label: 'Portée par', value: 'Maison des Trois Tilleuls' },
        {
          type: 'deadline',
          label: 'Objections jusqu’au',
          at: '2026-11-23T09:00:00.000Z',
          value: 'lundi 23 novembre 2026 à 10 h (heure de Bruxelles)',
        },
        { type: 'quote', head: 'Le Cairn objecte', lines: ['Le local est pris.', 'Il faut un autre jour.'] },
        { type: 'list', head: 'Critères', items: ['rempli : ancrage local'] },
        {
          type: 'table',
          head: ['Institution', 'Invitation', 'P1'],
          rows: [['I1 Le Cairn', 'jointe', 'silence']],
        },
      ],
      buttons: [
        { action: 'consent.give', target: 'P1', label: 'Marquer notre accord', style: 'primary' },
        { action: 'objection.raise', target: 'P1', label: 'Déposer une objection', style: 'plain' },
      ],
    });
    expect(outline(messageOf(proposal, fr).blocks)).toBe(
      [
        '# P1 · Permanence sociale',
        '*en attente de plénière*',
        'Un accueil le samedi.',
        '*Portée par\u00a0: *Maison des Trois Tilleuls',
        '*Objections jusqu’au\u00a0: *lundi 23 novembre 2026 à 10 h (heure de Bruxelles) ({ago})',
        '*Le Cairn objecte*',
        '> Le local est pris.',
        '> Il faut un autre jour.',
        '*Critères*',
        '  - rempli : ancrage local',
        '*Institution*',
        '  - *I1 Le Cairn*\nInvitation\u00a0: jointe · P1\u00a0: silence',
        '[Marquer notre accord] primary do:consent.give:P1',
        '[Déposer une objection] do:objection.raise:P1',
      ].join('\n'),
    );
  });

  test('a long one shows title, status, deadline and buttons, says that there is more, and opens it', () => {
    const objections = Array.from({ length: 60 }, (_, i) => ({
      type: 'quote' as const,
      head: `Institution ${i + 1} objecte`,
      lines: ['mot '.repeat(100)],
    }));
    const long = card({
      status: { tone: 'open', label: 'en délai d’objection' },
      blocks: [
        ...objections,
        { type: 'deadline', label: 'Jusqu’au', at: '2026-11-23T09:00:00.000Z', value: 'lundi 23' },
      ],
      buttons: [{ action: 'objection.raise', target: 'P1', label: 'Objecter', style: 'plain' }],
    });
    const shown = outline(messageOf(long, fr).blocks).split('\n');
    expect(shown.slice(0, 3)).toEqual(['# Titre', '· en délai d’objection', '*Institution 1 objecte*']);
    expect(shown.slice(-4)).toEqual([
      '*Jusqu’au\u00a0: *lundi 23 ({ago})',
      '· Ce message ne montre pas tout\u00a0: «\u00a0Tout lire\u00a0» ouvre le reste.',
      '[Tout lire] read:card:P1',
      '[Objecter] do:objection.raise:P1',
    ]);
    expect(shown).not.toContain('*Institution 60 objecte*');
    expect(
      pagesOf([long])
        .map((v) => words(v.blocks))
        .join(''),
    ).toContain('Institution60objecte');
  });

  test('what a card folds is one line in the room, and all of it behind “Tout lire”', () => {
    const fold = '2 critères, tous remplis';
    const folding = card({
      blocks: [
        { type: 'text', text: 'Un accueil.' },
        { type: 'list', head: fold, items: ['ancrage local', 'partenariat'], fold },
        { type: 'text', text: 'Vérifié le lundi.', fold },
      ],
    });
    expect(outline(messageOf(folding, fr).blocks)).toBe(
      ['# Titre', 'Un accueil.', `*${fold}*`, '[Tout lire] read:card:P1'].join('\n'),
    );
    expect(outline(viewOf(sectionOf([folding]), fr).blocks)).toBe(
      [
        '# Titre',
        'Un accueil.',
        `*${fold}*`,
        '  - ancrage local',
        '  - partenariat',
        'Vérifié le lundi.',
      ].join('\n'),
    );
    expect(messageOf(folding, fr).text).toContain('partenariat');
  });

  test('a tap on “Suite” shows the next page, and “Page précédente” the one before', () => {
    const texts = Array.from({ length: 200 }, (_, i) => ({ type: 'text' as const, text: `Alinéa ${i}` }));
    const [first, second, third] = pagesOf([card({ blocks: texts })]).map((v) =>
      outline(v.blocks).split('\n'),
    );
    expect(first?.slice(-2)).toEqual(['· Page 1 sur 3', '[Suite] page:1']);
    expect(second?.slice(-3)).toEqual(['· Page 2 sur 3', '[Page précédente] page:0', '[Suite] page:2']);
    expect(third?.slice(-2)).toEqual(['· Page 3 sur 3', '[Page précédente] page:1']);
    expect(
      viewOf(sectionOf([card({ blocks: texts })]), fr, 99, { subject: 'card:P1' }).private_metadata,
    ).toBe('{"subject":"card:P1","page":2}');
  });
});

describe('at its worst', () => {
  const worst: [string, Card][] = [
    [
      '350 institutions and 40 proposals in the grid',
      card({
        blocks: [
          {
            type: 'table',
            head: ['Institution', 'Invitation', ...Array.from({ length: 40 }, (_, i) => `P${i + 1}`)],
            rows: Array.from({ length: 350 }, (_, i) => [
              `I${i + 1} ${'Service d’entraide '.repeat(8)}`,
              'jointe',
              ...Array.from({ length: 40 }, () => 'accord, objection'),
            ]),
          },
        ],
      }),
    ],
    [
      '60 objections of 3000 characters, thrice',
      card({
        blocks: Array.from({ length: 60 }, (_, i) => ({
          type: 'quote' as const,
          head: `Objection ${i}`,
          lines: ['é'.repeat(3000), '&'.repeat(3000), '👩‍👩‍👧‍👦 '.repeat(270)],
        })),
      }),
    ],
    ['one word of 10 000 characters everywhere', everywhere('m'.repeat(10_000))],
    ['nothing at all', card({ title: '', subject: '' })],
    ['blanks', everywhere(' \n\t ')],
    [
      '300 buttons',
      card({
        buttons: Array.from({ length: 300 }, (_, i) => ({
          action: 'consent.give',
          target: `P${i}`,
          label: `Accord ${i}`,
          style: 'plain' as const,
        })),
      }),
    ],
    ...tricks.map((trick): [string, Card] => [
      `the words ${JSON.stringify(trick).slice(0, 40)}`,
      everywhere(trick),
    ]),
  ];

  test.each(worst)('%s', (_, worstCard) => {
    const message = messageOf(worstCard, fr);
    expect(violations(message)).toEqual([]);
    const pages = pagesOf([worstCard]);
    for (const view of pages) expect(violations(view)).toEqual([]);
    expect(violations(homeOf(sectionOf(Array.from({ length: 12 }, () => worstCard)), fr))).toEqual([]);
    const found = readable(worstCard, message);
    for (const text of textsOf(worstCard)) expect(found).toContain(text.replaceAll(/\s/gu, ''));
  });

  test('an id that Slack has no room for is a bug, and said so', () => {
    const button = {
      action: 'consent.give',
      target: 'P'.repeat(300),
      label: 'Accord',
      style: 'plain',
    } as const;
    expect(() => messageOf(card({ buttons: [button] }), fr)).toThrow(
      'no room for the id do:consent.give:PPP',
    );
  });

  function everywhere(text: string): Card {
    return card({
      title: text,
      status: { tone: 'attention', label: text },
      blocks: [
        { type: 'text', text },
        { type: 'quote', head: text, lines: [text, text] },
        { type: 'list', head: text, items: [text, text] },
        { type: 'fact', label: text, value: text },
        { type: 'table', head: [text, text], rows: [[text, text], []] },
        { type: 'deadline', label: text, at: '2026-11-23T09:00:00.000Z', value: text },
      ],
      buttons: [{ action: 'consent.give', target: 'P1', label: text, style: 'plain' }],
    });
  }
});

test('the fallback is the card as plain text, shortened where Slack has no room', () => {
  const short = card({ blocks: [{ type: 'text', text: 'Un texte.' }] });
  expect(messageOf(short, fr).text).toBe(plainText(short));
  const long = messageOf(card({ blocks: [{ type: 'text', text: 'mot '.repeat(2000) }] }), fr).text;
  expect(long).toMatch(/mot…$/);
  expect(long.length).toBeGreaterThan(3900);
});
