// Cards as nobody would write them, and words that would like to be more than words.

import fc from 'fast-check';
import { actions } from '../../src/app/actions.ts';
import { langs } from '../../src/domain/people.ts';
import type { Block, Button, Card } from '../../src/ui/card.ts';

/** What somebody types to be seen by all, to lead elsewhere, or to upset what draws it. */
export const tricks: readonly string[] = [
  '<!channel> <!here> <!everyone>',
  '@channel @here @everyone',
  '<@U012AB3CD> <#C024BE7LR> <!subteam^SAZ94GDB8>',
  '<https://ailleurs.example|https://concertation.example>',
  'https://ailleurs.example/?a=1&b=2',
  '*gras* _italique_ ~barré~ `code` ```bloc```',
  '> cité\n>>> cité jusqu’au bout',
  '• une liste\n1. une autre',
  '&lt;!channel&gt; &amp;lt;!channel&amp;gt;',
  ':smile: :tada:',
  '👩‍👩‍👧‍👦'.repeat(60),
  '🇧🇪🏳️‍🌈👍🏿',
  'جمعية الحي ללא גבולות',
  '\u200f\u200eמרכז\u200f',
  `Z${'\u0301\u0323\u0489'.repeat(400)}algo`,
  '&'.repeat(3000),
  'm'.repeat(10_000),
  'a\u00a0\u2007\u202fb\u200b\u2060\ufeffc',
  '\u3164\u2800',
  '{"type":"mrkdwn","text":"<!channel>"}',
  '<!date^1793000000^{date}|demain>',
  '# titre\n## titre\n-# petit\n  ### titre',
  '- une liste\n* une autre\n  1. une autre',
  '[ici](https://ailleurs.example) <https://ailleurs.example>',
  '<t:1793000000:R> </concertation:123456789012345678> <id:customize>',
  '<:nom:123456789012345678> <a:nom:123456789012345678> <@&123> <@!123>',
  '||caché|| __souligné__ ***tout***',
  '¯\\_(ツ)_/¯ \\* \\\\ \\',
  '\n\n\n',
  '   ',
  '',
];

export const anyWords = fc.oneof(
  fc.constantFrom(...tricks),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.array(fc.constantFrom(...tricks), { maxLength: 6 }).map((found) => found.join(' ')),
  fc
    .array(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }), { maxLength: 400 })
    .map((w) => w.join(' ')),
);

const words = fc.array(anyWords, { maxLength: 12 });
const head = anyWords;

const anyBlock: fc.Arbitrary<Block> = fc.oneof(
  fc.record({ type: fc.constant('text'), text: anyWords }),
  fc.record({ type: fc.constant('quote'), head, lines: words }),
  fc.record({ type: fc.constant('list'), head, items: words }),
  fc.record({ type: fc.constant('fact'), label: head, value: anyWords }),
  fc.record({
    type: fc.constant('table'),
    head: fc.array(head, { minLength: 1, maxLength: 5 }),
    rows: fc.array(fc.array(anyWords, { maxLength: 5 }), { maxLength: 8 }),
  }),
  fc.record({
    type: fc.constant('deadline'),
    label: head,
    at: fc.constantFrom('2026-11-23T09:00:00.000Z', '2028-03-26T01:30:00.000Z'),
    value: anyWords,
  }),
);

const anyButton: fc.Arbitrary<Button> = fc.record({
  action: fc.constantFrom(...actions.keys()),
  target: fc.constantFrom('', 'P1', 'O12', '3e0df8c4-0cff-af53-997f-20199696fcb6~I7'),
  label: anyWords,
  style: fc.constantFrom('primary', 'plain'),
});

export const anyCard: fc.Arbitrary<Card> = fc.record({
  subject: fc.oneof(
    fc.constant('card:P1'),
    fc.nat(300).map((n) => `meeting.prepared:M1:${'P1 '.repeat(n)}`),
  ),
  lang: fc.constantFrom(...langs),
  title: anyWords,
  status: fc.option(
    fc.record({ tone: fc.constantFrom('open', 'attention', 'good', 'quiet'), label: anyWords }),
  ),
  blocks: fc.array(
    fc.oneof(
      anyBlock,
      fc
        .tuple(anyBlock, fc.constantFrom('5 critères', 'Le plan', ...tricks))
        .map(([b, fold]) => ({ ...b, fold })),
    ),
    { maxLength: 20 },
  ),
  buttons: fc.array(anyButton, { maxLength: 8 }),
});

/** Each text of a card that somebody is to read. */
export function textsOf(card: Card): string[] {
  const found = [card.title, card.status?.label ?? '', ...card.buttons.map((b) => b.label)];
  for (const block of card.blocks) {
    found.push(block.fold ?? '');
    switch (block.type) {
      case 'text':
        found.push(block.text);
        break;
      case 'quote':
        found.push(block.head, block.lines.join('\n'));
        break;
      case 'list':
        found.push(block.head, ...block.items);
        break;
      case 'fact':
      case 'deadline':
        found.push(block.label, block.value);
        break;
      case 'table':
        found.push(...block.rows.flat(), ...(block.head[0] ? [block.head[0]] : []));
    }
  }
  return found;
}
