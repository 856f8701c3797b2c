// A card in parts that a message may show or leave for the reading, in the order of what matters; each platform draws
// them its own way.

import type { Block, Card } from './card.ts';

export interface Part<T> {
  /** What matters most comes first; parts of one rank in their order. */
  rank: number;
  shown: T[];
  /** What stands behind the line that `shown` is, for the reading alone. */
  folded: T[];
}

export interface Drawing<T> {
  title(title: string): T[];
  status(status: NonNullable<Card['status']>): T[];
  /** Facts and deadlines that follow each other, or one block of another kind. */
  run(run: readonly Block[]): T[];
  /** The line behind which others stand. */
  fold(line: string): T[];
}

export const ranks = {
  title: 0,
  status: 1,
  buttons: 2,
  deadline: 3,
  fact: 4,
  text: 5,
  quote: 6,
  list: 7,
  table: 8,
} as const;

/** In the order of the card, without its buttons. */
export function partsOf<T>(card: Card, draw: Drawing<T>): Part<T>[] {
  const part = (rank: number, shown: T[]): Part<T> => ({ rank, shown, folded: [] });
  const parts = [part(ranks.title, draw.title(card.title))];
  if (card.status) parts.push(part(ranks.status, draw.status(card.status)));
  for (const neighbours of groups(card.blocks)) {
    const runParts = runs(neighbours).map((run) => {
      const rank = Math.min(...run.map((block) => ranks[block.type]));
      return part(rank, draw.run(run));
    });
    const line = foldOf(neighbours[0]);
    if (line === '') parts.push(...runParts);
    else {
      const folded = runParts.flatMap(({ shown }) => shown);
      parts.push({ rank: ranks.text, shown: draw.fold(line), folded });
    }
  }
  return parts.filter(({ shown }) => shown.length > 0);
}

/** Neighbours behind the same line, or behind none. */
function groups(blocks: readonly Block[]): Block[][] {
  const found: Block[][] = [];
  for (const block of blocks) {
    const last = found.at(-1);
    if (last && foldOf(last[0]) === foldOf(block)) last.push(block);
    else found.push([block]);
  }
  return found;
}

/** The line that it may stand behind; '' where there is none. */
function foldOf(block: Block | undefined): string {
  return (block?.fold ?? '').trim();
}

/** Facts and deadlines that follow each other stand close together. */
function runs(blocks: readonly Block[]): Block[][] {
  const found: Block[][] = [];
  const close = (block: Block | undefined) => block?.type === 'fact' || block?.type === 'deadline';
  for (const block of blocks) {
    const last = found.at(-1);
    if (last && close(block) && close(last[0])) last.push(block);
    else found.push([block]);
  }
  return found;
}

/** Nothing, where the line behind which it stands has said it. */
export function unsaid(text: string, block: Block): string {
  return text.trim() === foldOf(block) ? '' : text;
}

/** What stands after a label. */
export function colon(lang: Card['lang']): string {
  return lang === 'fr' ? '\u00a0:' : ':';
}

/**
 * The cells of a row but the first, which says what it is about, each after the head of its column: it fits a telephone.
 *
 * @param columns without that of the first cell
 */
export function cellsSaid(columns: readonly string[], cells: readonly string[], lang: Card['lang']): string {
  const said = cells.flatMap((cell, i) => {
    const column = columns[i] ?? '';
    if (cell.trim() === '') return [];
    return [column.trim() === '' ? cell : `${column}${colon(lang)} ${cell}`];
  });
  return said.join(' · ');
}
