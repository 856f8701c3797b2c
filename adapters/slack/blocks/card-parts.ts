// A card as blocks of Slack, whole: every word of it, in parts that a message may show or leave for the reading.

import type { types } from '@slack/bolt';
import type { Block, Button, Card } from '../../../src/ui/card.ts';
import { cellsSaid, colon, partsOf as parts, ranks, unsaid } from '../../../src/ui/card-parts.ts';
import { limits } from './limits.ts';
import { blank, measured, oneLine, pieces, plain, shortened } from './literal.ts';
import { element, listed, packed, paragraph, type Span, sections } from './rich-text.ts';
import { type Concerns, idsOf } from './taps.ts';

export interface Part {
  /** What matters most comes first; parts of one rank in their order. */
  rank: number;
  blocks: types.KnownBlock[];
  /** What stands behind the line that `blocks` is, for the reading alone. */
  folded: types.KnownBlock[];
}

/** In the order of the card, its buttons last. */
export function partsOf(card: Card, of: Concerns): Part[] {
  const drawn = parts<types.KnownBlock>(card, {
    title: titleBlocks,
    status: statusBlocks,
    run: (run) => runBlocks(run, card.lang),
    fold: (line) => paragraph([{ text: line, bold: true }]),
  }).map(({ rank, shown, folded }) => ({ rank, blocks: shown, folded }));
  const buttons = buttonBlocks(card.buttons, of);
  return buttons.length === 0 ? drawn : [...drawn, { rank: ranks.buttons, blocks: buttons, folded: [] }];
}

/** A heading; one that Slack has no heading for is bold. */
export function titleBlocks(title: string): types.KnownBlock[] {
  if (blank(title)) return [];
  if (measured(title) <= limits.header && !title.includes('\n'))
    return [{ type: 'header', text: plain(title) }];
  return paragraph([{ text: title, bold: true }]);
}

/** Text as it is, in as many blocks as it takes. */
export function textBlocks(text: string): types.RichTextBlock[] {
  return paragraph([{ text }]);
}

/** Short lines of one kind under what they are. */
export function listBlocks(head: string, items: readonly string[]): types.RichTextBlock[] {
  return listed(
    head,
    items.map((item) => [{ text: item }]),
  );
}

/** Rows of buttons. A label that Slack has no room for stands above in full. */
export function buttonBlocks(buttons: readonly Button[], of: Concerns): types.KnownBlock[] {
  const rows: types.Button[][] = [];
  for (const button of buttons) {
    const made = buttonOf(button, of);
    const row = rows.find(
      (r) => r.length < limits.actions.elements && !r.some((b) => b.action_id === made.action_id),
    );
    if (row) row.push(made);
    else rows.push([made]);
  }
  const long = buttons.map((b) => b.label).filter((label) => measured(oneLine(label)) > limits.button.text);
  return [
    ...long.flatMap((label) => textBlocks(label)),
    ...rows.map((elements): types.ActionsBlock => ({ type: 'actions', elements })),
  ];
}

function buttonOf({ action, target, label, style }: Button, of: Concerns): types.Button {
  return {
    type: 'button',
    text: plain(shortened(oneLine(label), limits.button.text) || '…'),
    ...idsOf({ kind: 'do', action, target, of }),
    ...(style === 'primary' && { style }),
  };
}

/** What needs somebody’s attention is bold; anything else is in small print. */
function statusBlocks({ tone, label }: NonNullable<Card['status']>): types.KnownBlock[] {
  if (blank(label)) return [];
  if (tone === 'attention' || measured(label) > limits.header)
    return paragraph([{ text: label, bold: true }]);
  return [{ type: 'context', elements: [plain(label)] }];
}

function runBlocks(run: readonly Block[], lang: Card['lang']): types.RichTextBlock[] {
  const [first] = run;
  switch (first?.type) {
    case undefined:
      return [];
    case 'text':
      return textBlocks(unsaid(first.text, first));
    case 'quote':
      return quoted(unsaid(first.head, first), first.lines);
    case 'list':
      return listBlocks(unsaid(first.head, first), first.items);
    case 'table':
      return table(first.head, first.rows, lang);
    case 'fact':
    case 'deadline':
      return packed(run.flatMap((block) => sections(labelled(block, lang))));
  }
}

function labelled(block: Block, lang: Card['lang']): Span[] {
  if (block.type !== 'fact' && block.type !== 'deadline') return [];
  const label = { text: `${block.label}${colon(lang)} `, bold: true };
  if (block.type === 'fact') return [label, { text: block.value }];
  const at = Date.parse(block.at) / 1000;
  const delay =
    Number.isFinite(at) && at > 0 ? [{ text: ' (' }, { date: Math.floor(at) }, { text: ')' }] : [];
  return [label, { text: block.value }, ...delay];
}

/** Who said it, then the words set apart. */
function quoted(head: string, lines: readonly string[]): types.RichTextBlock[] {
  const quotes = pieces(lines.join('\n'), limits.text).map(
    (text): types.RichTextQuote => ({ type: 'rich_text_quote', elements: [element({ text })] }),
  );
  return packed([...sections([{ text: head, bold: true }]), ...quotes]);
}

/** A row is what it is about, then the other cells, each after the head of its column: it fits a telephone. */
function table(
  head: readonly string[],
  rows: readonly string[][],
  lang: Card['lang'],
): types.RichTextBlock[] {
  const [about = '', ...columns] = head;
  if (rows.length === 0) return paragraph([{ text: head.join(' · '), bold: true }]);
  const items = rows.map(([first = '', ...cells]): Span[] => {
    const below = cellsSaid(columns, cells, lang);
    if (blank(first)) return [{ text: below }];
    return [{ text: first, bold: true }, { text: below === '' ? '' : `\n${below}` }];
  });
  return listed(about, items);
}
