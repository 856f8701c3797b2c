// What people see, as data: cards and forms. Each platform draws them with a pure function of its own.

import type { Field } from '../app/fields.ts';
import type { Lang } from '../domain/people.ts';

export interface Card {
  /** What it shows; one message per room and subject. */
  subject: string;
  lang: Lang;
  title: string;
  status: { tone: 'open' | 'attention' | 'good' | 'quiet'; label: string } | null;
  blocks: Block[];
  buttons: Button[];
  /** The subject of the card that took its place: it then only stands where it stood, and is never posted. */
  movedTo?: string;
}

/**
 * `fold`: what may stand behind one line, which says what it holds, where a card is long: behind the same line
 * with its neighbours of the same `fold`. What says the same as that line needn’t be said twice. As plain text
 * nothing is folded.
 */
export type Block = { fold?: string } & (
  | { type: 'text'; text: string }
  /** Somebody’s words, verbatim, under who said them. */
  | { type: 'quote'; head: string; lines: string[] }
  /** Short lines of one kind under what they are. */
  | { type: 'list'; head: string; items: string[] }
  | { type: 'fact'; label: string; value: string }
  /** Who answered what: the first cell of each row names it. */
  | { type: 'table'; head: string[]; rows: string[][] }
  /** A date that each platform may also show as a delay from now. */
  | { type: 'deadline'; label: string; at: string; value: string }
);

/** A verb that says what will happen; it opens the action’s form. */
export interface Button {
  action: string;
  /** '' where the action is done to nothing. */
  target: string;
  label: string;
  style: 'primary' | 'plain';
}

export interface Form {
  action: string;
  target: string | null;
  title: string;
  intro: string;
  fields: FormField[];
  submit: string;
  cancel: string;
}

export interface FormField {
  name: string;
  /** `file`: one file, which no action of the catalogue asks for. */
  kind: Field['kind'] | 'file';
  label: string;
  /** What a person would wonder: an example, what happens when it stays empty. */
  hint: string | null;
  required: boolean;
  /** The most characters of a text, or of each line. */
  max: number | null;
  /** What to choose from; empty where it is typed. */
  options: Option[];
  /** Whether several may be chosen. */
  many: boolean;
}

export interface Option {
  value: string;
  label: string;
  /** What it stands under, where there are many. */
  group?: string;
}

/** A few sentences, to read once. */
export function noteCard(sentences: readonly string[], { lang }: { lang: Lang }): Card {
  const blocks = sentences.map((text) => ({ type: 'text', text }) as const);
  return { subject: 'note', lang, title: '', status: null, blocks, buttons: [] };
}

/** The card as plain text: for mail, for logs of what was sent, and where a platform wants a fallback. */
export function plainText(card: Card): string {
  const lines = [card.title];
  if (card.status) lines.push(card.status.label);
  for (const block of card.blocks) lines.push(...blockLines(block, card.lang));
  return lines.filter((line) => line !== '').join('\n');
}

function blockLines(block: Block, lang: Lang): string[] {
  switch (block.type) {
    case 'text':
      return [block.text];
    case 'quote':
      return [block.head, ...block.lines];
    case 'table':
      return [block.head, ...block.rows].map((cells) => cells.join(' | '));
    case 'list':
      return [block.head, ...block.items.map((item) => `– ${item}`)];
    case 'fact':
    case 'deadline':
      return [`${block.label}${lang === 'fr' ? '\u00a0' : ''}: ${block.value}`];
  }
}
