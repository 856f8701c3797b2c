// Words of people as Discord shows them: letter for letter, never as markup, a mention, a picture or a link.

/**
 * For a text that Discord reads markup in. A sign that Discord would act on stands behind a backslash, which it
 * doesn’t show; anything else stands as it is.
 */
export function literal(text: string): string {
  return text
    .replaceAll(acting, '\\$&')
    .replaceAll(colonOfALink, '\\:')
    .replaceAll(bullet, '$1\\$2')
    .replaceAll(number, '$1\\$2');
}

/** Wherever they stand: emphasis, spoilers, code, mentions, quotations, headings, links with a disguise. */
const acting = /[\\*_~`|<>@#[\]]/g;
/** Of an address, or of a picture by its name; a colon before a blank is one of the sentence. */
const colonOfALink = /:(?=\S)/g;
/** At the beginning of a line: a list, small print. */
const bullet = /^([^\S\n]*)([-+])/gm;
const number = /^([^\S\n]*\d+)(\.)/gm;

/** Bold, line by line: what is blank stays so. */
export function bold(text: string): string {
  return text
    .split('\n')
    .map((line) => (blank(line) ? line : `**${literal(line.trim())}**`))
    .join('\n');
}

/** In small print, line by line. */
export function small(text: string): string {
  return eachLine(text, '-# ');
}

/** Set apart, line by line, as somebody’s words. */
export function quoted(text: string): string {
  return eachLine(text, '> ');
}

function eachLine(text: string, sign: string): string {
  return text
    .split('\n')
    .filter((line) => !blank(line))
    .map((line) => `${sign}${literal(line.trim())}`)
    .join('\n');
}

export function blank(text: string): boolean {
  return text.trim() === '';
}

/** On one line, as in a list to choose from. */
export function oneLine(text: string): string {
  return text.trim().replaceAll(/\s+/gu, ' ');
}

/**
 * The text in pieces that are at most so long once they are drawn, none blank. Put together they are the text: it is
 * parted at the end of a line where one is near, else after a word, else between two characters as people see them.
 *
 * @param drawn how a piece is drawn: it may grow by that
 */
export function pieces(text: string, most: number, drawn = (piece: string) => piece): string[] {
  const found: string[] = [];
  for (let rest = text; rest !== ''; ) {
    let end = partingPlace(rest, most);
    for (let size = drawn(rest.slice(0, end)).length; size > most; size = drawn(rest.slice(0, end)).length)
      end = partingPlace(rest, Math.max(1, Math.min(end - 1, Math.floor((end * most) / size))));
    found.push(rest.slice(0, end));
    rest = rest.slice(end);
  }
  return found.filter((piece) => !blank(piece));
}

/** The text where it fits; else its beginning and '…'. */
export function shortened(text: string, most: number): string {
  if (text.length <= most) return text;
  return `${(pieces(text, most - 1)[0] ?? '').trimEnd()}…`;
}

/** On one line, short enough once it is drawn: for what the house writes, and nobody writes longer. */
export function briefly(text: string, most: number): string {
  const line = oneLine(text);
  if (literal(line).length <= most) return line;
  return `${(pieces(line, most - 1, literal)[0] ?? '').trimEnd()}…`;
}

function partingPlace(text: string, most: number): number {
  if (text.length <= most) return text.length;
  const end = Math.max(1, isSecondHalf(text, most) ? most - 1 : most);
  const fits = text.slice(0, end);
  const line = fits.lastIndexOf('\n') + 1;
  if (line > end / 2) return line;
  const word = Math.max(fits.lastIndexOf(' '), fits.lastIndexOf('\t')) + 1;
  if (word > end / 2) return word;
  return lastWhole(text, end);
}

function isSecondHalf(text: string, i: number): boolean {
  const code = text.charCodeAt(i);
  return code >= 0xdc00 && code <= 0xdfff;
}

/** The last place at or before `end` between two characters as people see them, where one is near. */
function lastWhole(text: string, end: number): number {
  const from = Math.max(0, end - 64);
  const near = [...segmenter.segment(text.slice(from, end + 64))].map(({ index }) => from + index);
  return near.findLast((index) => index > from && index <= end) ?? end;
}

const segmenter = new Intl.Segmenter('fr', { granularity: 'grapheme' });
