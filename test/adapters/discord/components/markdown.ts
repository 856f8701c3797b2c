// Discord’s markup as Discord reads it, in its simplest form: what it would draw, and the words that are left.

export interface ReadText {
  /** What isn’t shown as it stands: 'bold', 'mention', 'link' … */
  marks: string[];
  /** As people see it. */
  plain: string;
}

/** What a sign begins, where it isn’t behind a backslash; the first group is shown, or else nothing. */
const inline: readonly [mark: string, rule: RegExp][] = [
  ['code', /(`+)[\s\S]*?[^`]\1(?!`)/y],
  ['bold', /\*\*((?:\\[\s\S]|[^\\])+?)\*\*(?!\*)/y],
  ['underline', /__((?:\\[\s\S]|[^\\])+?)__(?!_)/y],
  ['italic', /\*(?=\S)((?:\\[\s\S]|[^\\])+?)\*(?!\*)/y],
  ['italic', /\b_((?:\\[\s\S]|[^\\_])+?)_\b/y],
  ['struck', /~~([\s\S]+?)~~/y],
  ['spoiler', /\|\|([\s\S]+?)\|\|/y],
  ['time', /<t:-?\d+(?::[a-zA-Z])?>/y],
  ['mention', /<(?:@[!&]?|#)\d+>/y],
  ['command', /<\/[^>]+:\d+>/y],
  ['place', /<id:\w+>/y],
  ['emoji', /<a?:\w+:\d+>/y],
  ['link', /<[a-z][a-z+.-]*:[^\s>]+>/iy],
  ['mention', /@(?:everyone|here)/y],
  ['emoji', /:[\w+~-]+:/y],
  ['disguised link', /\[((?:\\[\s\S]|[^\\\]])+)\]\([^)\s]+[^)]*\)/y],
  ['link', /(?:https?|steam|discord):\/\/\S/y],
];

const atLineStart: readonly [mark: string, rule: RegExp][] = [
  ['quote', /[^\S\n]*(?:>>>|>)[^\S\n]/y],
  ['small', /[^\S\n]*-#[^\S\n]/y],
  ['heading', /[^\S\n]*#{1,3}[^\S\n]/y],
  ['list', /[^\S\n]*(?:[-*+]|\d+\.)[^\S\n]/y],
];

export function readMarkdown(text: string): ReadText {
  const marks: string[] = [];
  let plain = '';
  const tried = (rules: typeof inline, at: number) => {
    for (const [mark, rule] of rules) {
      rule.lastIndex = at;
      const found = rule.exec(text);
      if (found) return { mark, inside: found[1], end: at + found[0].length };
    }
    return undefined;
  };
  for (let at = 0; at < text.length; ) {
    if (at === 0 || text[at - 1] === '\n') {
      let block = tried(atLineStart, at);
      while (block) {
        marks.push(block.mark);
        at = block.end;
        block = tried(atLineStart, at);
      }
    }
    const [, escaped] = /^\\([^0-9A-Za-z\s])/u.exec(text.slice(at, at + 3)) ?? [];
    if (escaped !== undefined) {
      plain += escaped;
      at += 1 + escaped.length;
      continue;
    }
    const found = tried(inline, at);
    if (!found) {
      plain += text[at] ?? '';
      at += 1;
      continue;
    }
    marks.push(found.mark);
    if (found.inside !== undefined && found.mark !== 'code') {
      const inner = readMarkdown(found.inside);
      marks.push(...inner.marks);
      plain += inner.plain;
    }
    at = found.end;
  }
  return { marks, plain };
}
