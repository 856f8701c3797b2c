// A card on Discord: nothing that Discord refuses, nothing lost, and nobody’s words do anything but stand there.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type DiscordMessage,
  mentionMessage,
  messageOf,
  noteMessage,
  refusalMessage,
} from '../../../../adapters/discord/components/message.ts';
import { readingMessage } from '../../../../adapters/discord/components/reading.ts';
import { asTheChannelSays, tapOf } from '../../../../adapters/discord/components/taps.ts';
import { violations } from '../../../../adapters/discord/components/violations.ts';
import type { Card } from '../../../../src/ui/card.ts';
import { translator } from '../../../../src/ui/translator.ts';
import { anyCard, anyWords, textsOf, tricks } from '../../../support/any-card.ts';
import { marksIn, objectsIn, outline, sectionOf, words } from './outline.ts';

const fr = translator('fr');

function card(more: Partial<Card>): Card {
  return { subject: 'card:P1', lang: 'fr', title: 'Titre', status: null, blocks: [], buttons: [], ...more };
}

/** Every page, as one would tap through them. */
function pagesOf(cards: readonly Card[]): DiscordMessage[] {
  const t = translator(cards[0]?.lang ?? 'fr');
  const found = [readingMessage(sectionOf(cards), t)];
  const goesOn = () => taps(found.at(-1)).some((tap) => tap?.kind === 'page' && tap.page === found.length);
  while (goesOn()) found.push(readingMessage(sectionOf(cards), t, found.length));
  return found;
}

function taps(payload: unknown) {
  return objectsIn(payload)
    .filter((o) => o.type === 2)
    .map((o) => tapOf(o.custom_id as string));
}

/** What our own drawing makes of a card; anything else would be somebody’s words that act. */
const drawn = ['heading', 'bold', 'small', 'quote', 'list', 'time'];

/** What a reader finds of a card: in the message, or behind its button where it has one. */
function readable(message: DiscordMessage, pages: readonly DiscordMessage[]): string {
  const more = taps(message).some((tap) => tap?.kind === 'read');
  if (!more) return words(message);
  return pages
    .map(({ components }) => words(pages.length > 1 ? components.slice(0, -2) : components))
    .join('');
}

/** As one line, since Discord shows a heading and a label on one. */
const bare = (text: string) => text.replaceAll(/\s/gu, '');

describe('any card whatever', () => {
  test('is never refused by Discord', () => {
    fc.assert(
      fc.property(anyCard, (any) => {
        const t = translator(any.lang);
        expect(violations(messageOf(any, t))).toEqual([]);
        expect(violations(mentionMessage('123456789012345678', any, t))).toEqual([]);
        for (const page of pagesOf([any, any])) expect(violations(page)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  test('keeps every word: in the message, or behind “Tout lire”', () => {
    fc.assert(
      fc.property(anyCard, (any) => {
        const found = readable(messageOf(any, translator(any.lang)), pagesOf([any]));
        for (const text of textsOf(any)) expect(found).toContain(bare(text));
      }),
      { numRuns: 60 },
    );
  });

  test('shows words as words: no mention, no link, no picture, no formatting of theirs', () => {
    fc.assert(
      fc.property(anyCard, (any) => {
        const t = translator(any.lang);
        const marks = marksIn([messageOf(any, t), pagesOf([any])]);
        expect(marks.filter((mark) => !drawn.includes(mark))).toEqual([]);
        expect(messageOf(any, t).allowed_mentions).toEqual({ parse: [] });
      }),
      { numRuns: 40 },
    );
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
        { type: 'text', text: 'Un accueil le samedi.\n- sans rendez-vous' },
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
    expect(outline(messageOf(proposal, fr))).toBe(
      [
        '## P1 · Permanence sociale',
        '**en attente de plénière**',
        'Un accueil le samedi.',
        '- sans rendez-vous',
        '**Portée par\u00a0:** Maison des Trois Tilleuls',
        '**Objections jusqu’au\u00a0:** lundi 23 novembre 2026 à 10 h (heure de Bruxelles) (<t:1795424400:R>)',
        '**Le Cairn objecte**',
        '> Le local est pris.',
        '> Il faut un autre jour.',
        '**Critères**',
        '- rempli : ancrage local',
        '**Institution**',
        '- **I1 Le Cairn**',
        '  Invitation\u00a0: jointe · P1\u00a0: silence',
        '[Marquer notre accord] primary do:consent.give::P1',
        '[Déposer une objection] do:objection.raise::P1',
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
    const shown = outline(messageOf(long, fr)).split('\n');
    expect(shown.slice(0, 3)).toEqual(['## Titre', '-# en délai d’objection', '**Institution 1 objecte**']);
    expect(shown.slice(-4)).toEqual([
      '**Jusqu’au\u00a0:** lundi 23 (<t:1795424400:R>)',
      '-# Ce message ne montre pas tout\u00a0: «\u00a0Tout lire\u00a0» ouvre le reste.',
      '[Objecter] do:objection.raise::P1',
      '[Tout lire] read::card:P1',
    ]);
    expect(shown).not.toContain('**Institution 60 objecte**');
    expect(pagesOf([long]).map(words).join('')).toContain('Institution60objecte');
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
    expect(outline(messageOf(folding, fr))).toBe(
      ['## Titre', 'Un accueil.', `**${fold}**`, '[Tout lire] read::card:P1'].join('\n'),
    );
    expect(outline(readingMessage(sectionOf([folding]), fr))).toBe(
      [
        '## Titre',
        'Un accueil.',
        `**${fold}**`,
        '- ancrage local',
        '- partenariat',
        'Vérifié le lundi.',
      ].join('\n'),
    );
  });

  test('a tap on “Suite” shows the next page, and “Page précédente” the one before', () => {
    const texts = Array.from({ length: 70 }, (_, i) => ({ type: 'text' as const, text: `Alinéa ${i}` }));
    const cards = [card({ blocks: texts })];
    const [first, second, third] = pagesOf(cards).map((page) => outline(page).split('\n'));
    expect(first?.slice(-2)).toEqual(['-# Page 1 sur 3', '[Suite] page:1:']);
    expect(second?.slice(-3)).toEqual(['-# Page 2 sur 3', '[Page précédente] page:0:', '[Suite] page:2:']);
    expect(third?.slice(-2)).toEqual(['-# Page 3 sur 3', '[Page précédente] page:1:']);
    const beyond = readingMessage(sectionOf(cards), fr, 99, 'card:P1');
    expect(outline(beyond)).toContain('[Page précédente] page:1:card:P1');
  });

  test('cards that fit on a page stand on it whole, each in its own colour', () => {
    const one = (title: string) => card({ title, blocks: [{ type: 'text', text: 'mot '.repeat(500) }] });
    const pages = pagesOf([one('A'), one('B')]);
    expect(pages.map((page) => outline(page).split('\n')[0])).toEqual(['## A', '## B']);
    const page = readingMessage(
      sectionOf([card({}), card({ status: { tone: 'good', label: 'validée' } })]),
      fr,
    );
    expect(objectsIn(page).filter((o) => o.type === 17)).toMatchObject([{}, { accent_color: 0x2e8b57 }]);
  });

  test('the same button in two cards of a page is asked for once by each', () => {
    const button = { action: 'consent.give', target: 'P1', label: 'Accord', style: 'plain' } as const;
    const page = readingMessage(sectionOf([card({ buttons: [button] }), card({ buttons: [button] })]), fr);
    expect(violations(page)).toEqual([]);
    expect(taps(page)).toHaveLength(2);
  });

  test('one person alone is notified, where a message in a channel is meant for them', () => {
    const message = mentionMessage('123456789012345678', card({ title: '<@999> @everyone' }), fr);
    expect(message.allowed_mentions).toEqual({ parse: [], users: ['123456789012345678'] });
    expect(outline(message)).toBe('<@123456789012345678>\n## <@999> @everyone');
    expect(marksIn(message).filter((mark) => mark === 'mention')).toHaveLength(1);
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
    ['4 000 signs that need a backslash', everywhere('*'.repeat(4000))],
    ['500 lines of one sign', everywhere('#\n'.repeat(500))],
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
    for (const page of pages) expect(violations(page)).toEqual([]);
    const found = readable(message, pages);
    for (const text of textsOf(worstCard)) expect(found).toContain(bare(text));
    const shown = taps([message, pages]);
    for (const { action, target } of worstCard.buttons)
      expect(shown).toContainEqual({ kind: 'do', action, target, of: asTheChannelSays });
  });

  test('an id that Discord has no room for is a bug, and said so', () => {
    const button = {
      action: 'consent.give',
      target: 'P'.repeat(300),
      label: 'Accord',
      style: 'plain',
    } as const;
    expect(() => messageOf(card({ buttons: [button] }), fr)).toThrow(
      'no room for the id do:consent.give::PPP',
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
