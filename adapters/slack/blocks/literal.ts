// Words of people as Slack shows them: letter for letter, never as markup, a mention or a link.

import type { types } from '@slack/bolt';

/** For single lines that Slack takes as plain text: no formatting, no ':smile:' turned into a picture. */
export function plain(text: string): types.PlainTextElement {
  return { type: 'plain_text', text, emoji: false };
}

/** For the fallback text of a message, where Slack reads markup between angle brackets. */
export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** How the fallback text is posted: nothing in it becomes a link, a mention or formatting. */
export const literally = {
  parse: 'none',
  link_names: false,
  mrkdwn: false,
  unfurl_links: false,
  unfurl_media: false,
} as const;

/** How long Slack finds a text: it counts & < > as it escapes them. */
export function measured(text: string): number {
  let size = 0;
  for (let i = 0; i < text.length; i += 1) size += sizeAt(text, i);
  return size;
}

export function blank(text: string): boolean {
  return text.trim() === '';
}

/** On one line, as in a list to choose from. */
export function oneLine(text: string): string {
  return text.trim().replaceAll(/\s+/gu, ' ');
}

/**
 * The text in pieces that Slack finds at most so long, none blank. Put together they are the text: it is parted
 * at the end of a line where one is near, else after a word, else between two characters as people see them.
 */
export function pieces(text: string, most: number): string[] {
  const found: string[] = [];
  for (let rest = text; rest !== ''; ) {
    const end = partingPlace(rest, most);
    found.push(rest.slice(0, end));
    rest = rest.slice(end);
  }
  return found.filter((piece) => !blank(piece));
}

/** The text where it fits; else its beginning and '…'. */
export function shortened(text: string, most: number): string {
  if (measured(text) <= most) return text;
  return `${(pieces(text, most - 1)[0] ?? '').trimEnd()}…`;
}

function partingPlace(text: string, most: number): number {
  const end = fitting(text, most);
  if (end === text.length) return end;
  const fits = text.slice(0, end);
  const line = fits.lastIndexOf('\n') + 1;
  if (line > end / 2) return line;
  const word = Math.max(fits.lastIndexOf(' '), fits.lastIndexOf('\t')) + 1;
  if (word > end / 2) return word;
  return lastWhole(text, end);
}

/** How much of the beginning fits, never half of a pair. */
export function fitting(text: string, most: number): number {
  let size = 0;
  for (let i = 0; i < text.length; i += 1) {
    size += sizeAt(text, i);
    if (size > most) return isSecondHalf(text, i) ? i - 1 : i;
  }
  return text.length;
}

function sizeAt(text: string, i: number): number {
  const code = text.charCodeAt(i);
  if (code === ampersand) return '&amp;'.length;
  return code === less || code === greater ? '&lt;'.length : 1;
}

const [ampersand, less, greater] = [0x26, 0x3c, 0x3e];

function isSecondHalf(text: string, i: number): boolean {
  const code = text.charCodeAt(i);
  return i > 0 && code >= 0xdc00 && code <= 0xdfff;
}

/** The last place at or before `end` between two characters as people see them, where one is near. */
function lastWhole(text: string, end: number): number {
  const from = Math.max(0, end - 64);
  const near = [...segmenter.segment(text.slice(from, end + 64))].map(({ index }) => from + index);
  const place = near.findLast((index) => index > from && index <= end);
  return place ?? end;
}

const segmenter = new Intl.Segmenter('fr', { granularity: 'grapheme' });
