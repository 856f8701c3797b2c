// Words as rich text of Slack: bold or not, in lists, with dates, and nothing else that Slack would read into them.

import type { types } from '@slack/bolt';
import { limits, shown } from './limits.ts';
import { measured, pieces } from './literal.ts';

/** Some words of a line; or a date that Slack shows as a delay. */
export type Span = { text: string; bold?: boolean } | { date: number };

/** Under a heading, in blocks short enough for a message to show the first of them. */
export function listed(head: string, items: readonly Span[][]): types.RichTextBlock[] {
  const lines = items.flatMap((item) => sections(item, shown.list));
  const lists: types.RichTextList[] = [];
  let size = measured(head);
  for (const line of lines) {
    const last = lists.at(-1);
    size += sizeOf(line);
    if (last && size <= shown.list) last.elements.push(line);
    else {
      lists.push({ type: 'rich_text_list', style: 'bullet', elements: [line] });
      size = sizeOf(line) + (lists.length === 1 ? measured(head) : 0);
    }
  }
  return packed([...sections([{ text: head, bold: true }]), ...lists], shown.list);
}

/** As it is, in as many blocks as it takes. */
export function paragraph(spans: readonly Span[]): types.RichTextBlock[] {
  return packed(sections(spans));
}

/** Lines that Slack finds at most so long; nothing for what is blank. */
export function sections(spans: readonly Span[], most: number = limits.text): types.RichTextSection[] {
  const found: types.RichTextElement[][] = [];
  let size = 0;
  for (const span of spans.flatMap((s) => parted(s, most))) {
    const made = element(span);
    const last = found.at(-1);
    size += elementSize(made);
    if (last && size <= most) last.push(made);
    else {
      found.push([made]);
      size = elementSize(made);
    }
  }
  return found.map((elements) => ({ type: 'rich_text_section', elements }));
}

function parted(span: Span, most: number): Span[] {
  if ('date' in span) return [span];
  return pieces(span.text, most).map((text) => ({ ...span, text }));
}

export function element(span: Span): types.RichTextText | types.RichTextDate {
  if ('date' in span) {
    const day = new Date(span.date * 1000).toISOString().slice(0, 10);
    return { type: 'date', timestamp: span.date, format: '{ago}', fallback: day };
  }
  return { type: 'text', text: span.text, ...(span.bold && { style: { bold: true } }) };
}

/** Together as long as Slack takes them in one block. */
export function packed(
  elements: readonly types.RichTextBlockElement[],
  most: number = limits.text,
): types.RichTextBlock[] {
  const found: types.RichTextBlock[] = [];
  let size = 0;
  for (const one of elements) {
    const last = found.at(-1);
    size += sizeOf(one);
    if (last && size <= most) last.elements.push(one);
    else {
      found.push({ type: 'rich_text', elements: [one] });
      size = sizeOf(one);
    }
  }
  return found;
}

function sizeOf(one: types.RichTextBlockElement): number {
  const inside: readonly (types.RichTextElement | types.RichTextSection)[] = one.elements;
  return inside.reduce((sum, e) => sum + (e.type === 'rich_text_section' ? sizeOf(e) : elementSize(e)), 0);
}

function elementSize(made: types.RichTextElement): number {
  if (made.type === 'text') return measured(made.text);
  return made.type === 'date' ? (made.fallback ?? '').length : 0;
}
