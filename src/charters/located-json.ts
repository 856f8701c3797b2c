// JSON with the lines of its parts, for files that people write by hand: where a value stands, which name
// stands twice, and what is expected at the first place that can't be read.

import type { CharterPath } from '../domain/charter-fault.ts';

/** What JSON allows at a place: a value, a name, a colon, a comma or the end of the group, nothing more. */
export type JsonExpectation = 'value' | 'text' | 'name' | 'colon' | 'comma' | 'nothing';

export type LocatedJson =
  | {
      is: 'read';
      value: unknown;
      /** The line (from 1) of what stands at a path, or of the nearest group above it. */
      lineOf(path: CharterPath): number;
      /** Names that stand twice in one group; JSON itself would silently keep the last. */
      doubled: { path: CharterPath; line: number }[];
    }
  /** `found` is empty where the file ends too early. */
  | { is: 'broken'; line: number; found: string; expected: JsonExpectation };

/** Reads JSON exactly as strictly as `JSON.parse`, which a byte order mark alone doesn't stop. */
export function readLocated(text: string): LocatedJson {
  const reader = new Reader(text.replace(/^\uFEFF/, ''));
  try {
    reader.whole();
  } catch (error) {
    if (error instanceof Unreadable) return { is: 'broken', ...reader.here(), expected: error.expected };
    throw error;
  }
  const { lines, doubled } = reader;
  const lineOf = (path: CharterPath): number =>
    lines.get(JSON.stringify(path)) ?? (path.length === 0 ? 1 : lineOf(path.slice(0, -1)));
  return { is: 'read', value: JSON.parse(reader.text), lineOf, doubled };
}

class Unreadable extends Error {
  readonly expected: JsonExpectation;

  constructor(expected: JsonExpectation) {
    super(expected);
    this.expected = expected;
  }
}

const blank = /[ \t\n\r]*/y;
// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON allows none of them inside a text
const quoted = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const scalar = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
/** Deeper than any charter, and far from what exhausts the stack. */
const deepest = 60;

class Reader {
  readonly text: string;
  readonly lines = new Map<string, number>();
  readonly doubled: { path: CharterPath; line: number }[] = [];
  #at = 0;

  constructor(text: string) {
    this.text = text;
  }

  whole(): void {
    this.#value([]);
    if (this.#at < this.text.length) throw new Unreadable('nothing');
  }

  here(): { line: number; found: string } {
    const rest = this.text.slice(this.#at, this.#at + 40).split('\n')[0] ?? '';
    return { line: this.#line(), found: rest.trim() };
  }

  #value(path: CharterPath): void {
    this.#take(blank);
    if (path.length > deepest) throw new Unreadable('value');
    const next = this.text[this.#at];
    if (next === '{') this.#group(path);
    else if (next === '[') this.#list(path);
    else if (next === '"') this.#text('text');
    else if (!this.#take(scalar)) throw new Unreadable('value');
    this.#take(blank);
  }

  #group(path: CharterPath): void {
    this.#at += 1;
    this.#take(blank);
    if (this.#skip('}')) return;
    do {
      this.#take(blank);
      const line = this.#line();
      const place = [...path, JSON.parse(this.#text('name')) as string];
      const known = JSON.stringify(place);
      if (this.lines.has(known)) this.#double(place, line);
      this.lines.set(known, line);
      this.#take(blank);
      if (!this.#skip(':')) throw new Unreadable('colon');
      this.#value(place);
    } while (this.#skip(','));
    if (!this.#skip('}')) throw new Unreadable('comma');
  }

  /** The later of the two counts: what stood in the earlier one is forgotten. */
  #double(place: CharterPath, line: number): void {
    this.doubled.push({ path: place, line });
    const inside = `${JSON.stringify(place).slice(0, -1)},`;
    for (const known of this.lines.keys()) if (known.startsWith(inside)) this.lines.delete(known);
  }

  #list(path: CharterPath): void {
    this.#at += 1;
    this.#take(blank);
    if (this.#skip(']')) return;
    let n = 0;
    do {
      this.#take(blank);
      this.lines.set(JSON.stringify([...path, n]), this.#line());
      this.#value([...path, n]);
      n += 1;
    } while (this.#skip(','));
    if (!this.#skip(']')) throw new Unreadable('comma');
  }

  #text(expected: 'text' | 'name'): string {
    const found = this.#take(quoted);
    if (!found) throw new Unreadable(expected);
    return found;
  }

  #skip(mark: string): boolean {
    if (this.text[this.#at] !== mark) return false;
    this.#at += 1;
    return true;
  }

  #take(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.text)?.[0] ?? '';
    this.#at += found.length;
    return found;
  }

  #line(): number {
    return this.text.slice(0, this.#at).split('\n').length;
  }
}
