// A card as texts of Discord, whole: every word of it, in parts that a message may show or leave for the reading.

import type { Block, Card } from '../../../src/ui/card.ts';
import { cellsSaid, colon, partsOf as parts, unsaid } from '../../../src/ui/card-parts.ts';
import { shown } from './limits.ts';
import { blank, bold, literal, oneLine, pieces, quoted, small } from './literal.ts';

export interface Part {
  /** What matters most comes first; parts of one rank in their order. */
  rank: number;
  texts: Piece[];
  /** What stands behind the line that `texts` is, for the reading alone. */
  folded: Piece[];
}

/** Some markup, at most so long as a message can do without; it continues the one before after its `joint`. */
export interface Piece {
  text: string;
  /** Null where it begins something. */
  joint: '' | '\n' | null;
}

/** In the order of the card, without its buttons. */
export function partsOf(card: Card): Part[] {
  return parts<Piece>(card, {
    title: titleTexts,
    status: statusTexts,
    run: (run) => runTexts(run, card.lang),
    fold: (line) => drawn(line, bold),
  }).map(({ rank, shown: texts, folded }) => ({ rank, texts, folded }));
}

/** A heading; one that would fill a telephone is bold. */
export function titleTexts(title: string): Piece[] {
  if (blank(title)) return [];
  const line = oneLine(title);
  if (line.length > longestHeading || title.trim().includes('\n')) return drawn(title, bold);
  return [{ text: `## ${literal(line)}`, joint: null }];
}

const longestHeading = 150;

/** Text as it is, in as many pieces as it takes. */
export function plainTexts(text: string): Piece[] {
  return pieces(text.trim(), shown.list, literal).map((piece, i) => ({
    text: literal(piece),
    joint: i === 0 ? null : '',
  }));
}

/** Short lines of one kind under what they are. */
export function listTexts(head: string, items: readonly string[]): Piece[] {
  const points = items.filter((item) => !blank(item)).map((item) => pieces(item.trim(), shown.list, literal));
  return packed(head, points.flatMap(point));
}

export function boldTexts(text: string): Piece[] {
  return drawn(text, bold);
}

/** What stands in small print. */
export function smallTexts(text: string): Piece[] {
  return drawn(text, small);
}

/** Line by line as `draw` draws them, in pieces. */
function drawn(text: string, draw: (piece: string) => string): Piece[] {
  return pieces(text.trim(), shown.list, draw).map((piece, i) => ({
    text: draw(piece),
    joint: i === 0 ? null : '\n',
  }));
}

/** What needs somebody’s attention is bold; anything else is in small print. */
function statusTexts({ tone, label }: NonNullable<Card['status']>): Piece[] {
  return drawn(label, tone === 'attention' ? bold : small);
}

function runTexts(run: readonly Block[], lang: Card['lang']): Piece[] {
  const [first] = run;
  switch (first?.type) {
    case undefined:
      return [];
    case 'text':
      return plainTexts(unsaid(first.text, first));
    case 'quote':
      return quoteTexts(unsaid(first.head, first), first.lines);
    case 'list':
      return listTexts(unsaid(first.head, first), first.items);
    case 'table':
      return tableTexts(first.head, first.rows, lang);
    case 'fact':
    case 'deadline':
      return packed(
        '',
        run.flatMap((block) => labelled(block, lang)),
      );
  }
}

function labelled(block: Block, lang: Card['lang']): string[] {
  if (block.type !== 'fact' && block.type !== 'deadline') return [];
  const label = blank(block.label) ? [] : pieces(block.label.trim(), shown.list, bold);
  const values = pieces(block.value.trim(), shown.list, literal).map(literal);
  const delay = block.type === 'deadline' ? delayOf(block.at) : '';
  const heads = label.map((piece, i) => bold(i === label.length - 1 ? `${piece}${colon(lang)}` : piece));
  return joined([...heads, ...values], delay);
}

/** On one line where a piece is long enough for it. */
function joined(texts: readonly string[], last: string): string[] {
  const found: string[] = [];
  for (const text of [...texts, last].filter((t) => !blank(t))) {
    const before = found.at(-1);
    if (before !== undefined && before.length + text.length < shown.list)
      found[found.length - 1] = `${before} ${text}`;
    else found.push(text);
  }
  return found;
}

/** As Discord counts it down, in the language of whoever reads. */
function delayOf(at: string): string {
  const seconds = Math.floor(Date.parse(at) / 1000);
  return Number.isFinite(seconds) && seconds > 0 ? `(<t:${seconds}:R>)` : '';
}

/** Who said it, then the words set apart. */
function quoteTexts(head: string, lines: readonly string[]): Piece[] {
  const words = pieces(lines.join('\n').trim(), shown.list, quoted).map(quoted);
  return packed(head, words);
}

/** A row is what it is about, then the other cells, each after the head of its column: it fits a telephone. */
function tableTexts(head: readonly string[], rows: readonly string[][], lang: Card['lang']): Piece[] {
  const [about = '', ...columns] = head;
  if (rows.length === 0) return drawn(head.join(' · '), bold);
  const lines = rows.flatMap(([first = '', ...cells]): string[] => {
    const below = pieces(cellsSaid(columns, cells, lang).trim(), shown.list, literal);
    if (blank(first)) return point(below);
    const [begin = '', ...more] = pieces(first.trim(), shown.list, bold).map(bold);
    return [`- ${indented(begin)}`, ...[...more, ...below.map(literal)].map((t) => `  ${indented(t)}`)];
  });
  return packed(about, lines);
}

/** A point of a list, and what continues it. */
function point([first, ...more]: readonly string[]): string[] {
  if (first === undefined) return [];
  return [`- ${indented(literal(first))}`, ...more.map((text) => `  ${indented(literal(text))}`)];
}

function indented(text: string): string {
  return text.trimEnd().replaceAll(/\n\s*/g, '\n  ');
}

/** Under a heading, line after line, in pieces short enough for a message to show the first of them. */
function packed(head: string, lines: readonly string[]): Piece[] {
  const found = drawn(head, bold);
  for (const text of lines) {
    const last = found.at(-1);
    if (last && last.text.length + text.length < shown.list) last.text += `\n${text}`;
    else found.push({ text, joint: found.length === 0 ? null : '\n' });
  }
  return found;
}
