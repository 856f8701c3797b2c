// What somebody typed, understood: the command meant, in any of three languages, or the nearest right word.

import { type Lang, langs } from '../domain/people.ts';
import {
  type CommandId,
  commandOf,
  opensFor,
  type Role,
  type TargetKind,
  typedCommands,
} from './command-table.ts';
import { nearness } from './nearness.ts';
import { isMessageKey, type MessageKey, translator } from './translator.ts';

export type Parsed =
  /** `rest` is what follows the word, as typed; `target` a reference in it, in capitals. */
  | { kind: 'command'; id: CommandId; rest: string; target: string | null }
  /** `word` as typed, shortened; `name` the nearest right word, which is shown and never carried out. */
  | { kind: 'unknown'; word: string; suggestion: CommandId | null; name: string | null }
  | { kind: 'empty' };

/**
 * Understands a line with or without `/` and `concertation`, whatever its accents, capitals, hyphens, plural
 * or punctuation, in any of the three languages. A line that begins with a reference asks to see it. `lang`
 * only decides between right words that are equally near. Never throws.
 */
export function parseCommand(text: string, lang: Lang): Parsed {
  const line = withoutUntyped(text).replace(lead, '').trim();
  const [head] = line.split('\n', 1);
  const words = [...(head ?? '').matchAll(/[^\s:;,]+[:;,]*/gu)].slice(0, mostWords);
  if (words.length === 0 || !/[^\p{P}\p{Z}\p{C}]|\?/u.test(line)) return { kind: 'empty' };

  const known = longestMatch(words);
  if (known) {
    const rest = line.slice(known.end).replace(/^[\s:;,]+/u, '');
    return { kind: 'command', id: known.id, rest, target: targetIn(rest, known.id) };
  }
  const bare = references(line)[0];
  if (bare?.index === 0) return { kind: 'command', id: 'proposals', rest: line, target: bare.ref };
  return unknown(words, lang);
}

/** The first reference in a text (C1, M2, O4 or P3), however it is typed: 'p3', 'P 3', '#P-03'. */
export function refIn(text: string): string | null {
  return references(text)[0]?.ref ?? null;
}

/** The proposal that a text begins with, 'P3'; null where it begins otherwise. */
export function leadingProposal(text: string): string | null {
  const [first] = references(text);
  return first?.index === 0 && first.ref.startsWith('P') ? first.ref : null;
}

/** What follows the reference that a text begins with; the whole of it where it begins otherwise. */
export function withoutReference(text: string): string {
  const [first] = references(text);
  return first?.index === 0 ? text.slice(first.end).replace(/^[\s:;,]+/u, '') : text;
}

export interface Completion {
  name: string;
  /** In the language of whoever types. */
  meaning: string;
}

/**
 * What somebody may be about to type, one line per command: names in their own language first, then those
 * of the others. Nothing typed yet: all that the help lists.
 */
export function complete(prefix: string, lang: Lang, role: Role): Completion[] {
  const typed = withoutUntyped(prefix).replace(lead, '').slice(0, longestName);
  const key = bareKey(typed);
  if (key === '' && typed.trim() !== '') return [];
  const found = new Map<CommandId, Completion>();
  for (const from of ownFirst(lang)) {
    for (const { id, names, answers } of typedCommands) {
      if (key === '' && answers) continue;
      const name = names[from].find((n) => bareKey(n).startsWith(key));
      if (name === undefined || found.has(id) || !opensFor(id, role)) continue;
      found.set(id, { name, meaning: meaningOf(id, lang, role) });
    }
  }
  return [...found.values()];
}

/** One line: what the word does for someone in this role. */
export function meaningOf(id: CommandId, lang: Lang, role: Role): string {
  const own = `command.${id}.${role}`;
  return translator(lang)(isMessageKey(own) ? own : (`command.${id}` satisfies MessageKey));
}

/** What is typed before the word, and may be left out. */
const lead = /^[\s/]*(?:concertation(?![\p{L}\p{N}]))?[\s/:]*/iu;

interface Name {
  id: CommandId;
  lang: Lang;
  name: string;
  key: string;
}

const names: Name[] = typedCommands.flatMap(({ id, names: own }) =>
  langs.flatMap((lang) => own[lang].map((name) => ({ id, lang, name, key: keyOf(name) }))),
);
/** Where a plural is another command (besoins), it is understood as it stands; else the first that fits. */
const byName = new Map(names.map(({ name, id }) => [bareKey(name), id]));
const byKey = new Map(names.toReversed().map(({ key, id }) => [key, id]));
const longestName = 60;
/** 'ce qui m’attend' has three words; a typed one may hold stray signs besides. */
const mostWords = 6;

type Word = RegExpExecArray;

function longestMatch(words: Word[]): { id: CommandId; end: number } | undefined {
  for (let n = words.length; n > 0; n--) {
    const typed = joined(words, n);
    const id = byName.get(bareKey(typed)) ?? byKey.get(keyOf(typed));
    if (id) return { id, end: endOf(words, n) };
  }
  return undefined;
}

/** Among the names near the first word, or the first few, the nearest; then the reader’s own language. */
function unknown(words: Word[], lang: Lang): Parsed {
  const order = ownFirst(lang);
  const near = words
    .flatMap((_, i) => {
      const typed = joined(words, i + 1);
      const key = keyOf(typed);
      return names.flatMap((n) => {
        const distance = nearness(key, n.key);
        return distance === undefined ? [] : [{ ...n, typed, distance }];
      });
    })
    .sort((a, b) => a.distance - b.distance || order.indexOf(a.lang) - order.indexOf(b.lang))[0];
  const word = shortened(near?.typed ?? joined(words, 1));
  return { kind: 'unknown', word, suggestion: near?.id ?? null, name: near?.name ?? null };
}

function ownFirst(lang: Lang): Lang[] {
  return [lang, ...langs.filter((other) => other !== lang)];
}

function joined(words: Word[], n: number): string {
  return words
    .slice(0, n)
    .map(([word]) => word)
    .join(' ');
}

function endOf(words: Word[], n: number): number {
  const last = words[n - 1];
  return last ? last.index + last[0].length : 0;
}

/** A name as it is looked up: letters and digits alone, without accents, capitals or the final s of a plural. */
function keyOf(name: string): string {
  const key = bareKey(name);
  return key.length > 3 ? key.replace(/s$/, '') : key;
}

function bareKey(name: string): string {
  const key = name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll('œ', 'oe')
    .replaceAll(/[^\p{L}\p{N}]/gu, '');
  return key === '' && name.includes('?') ? '?' : key;
}

const kinds: Record<string, TargetKind> = { C: 'call', M: 'meeting', P: 'proposal' };

/** The first reference of the kind that the command takes; without one, the first that there is. */
function targetIn(rest: string, id: CommandId): string | null {
  const found = references(rest).map(({ ref }) => ref);
  const { coordinator, partner } = commandOf(id).opens;
  const wanted = (coordinator ?? partner)?.target;
  return found.find((ref) => kinds[ref.charAt(0)] === wanted) ?? found[0] ?? null;
}

function references(text: string): { ref: string; index: number; end: number }[] {
  const found = text.matchAll(/#?(?<![\p{L}\p{N}])([cmop])[\s-]?0{0,5}([1-9]\d{0,5})(?![\p{L}\p{N}])/giu);
  return [...found].map((m) => ({
    ref: `${m[1]?.toUpperCase()}${m[2]}`,
    index: m.index,
    end: m.index + m[0].length,
  }));
}

/** Without what no one types on purpose: controls, halves of characters, marks of direction. */
function withoutUntyped(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cs}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/gu, (c) =>
    c === '\n' || c === '\t' ? c : '',
  );
}

const letters = new Intl.Segmenter('fr', { granularity: 'grapheme' });

/** At most 40 signs of it, none cut in two: it is told back to whoever typed it. */
function shortened(word: string): string {
  const start = word.slice(0, 400);
  const trimmed = start.replace(/[\p{P}\s]+$/u, '') || start;
  const signs = [...letters.segment(trimmed)].map(({ segment }) => segment);
  return signs.length > 40 ? `${signs.slice(0, 39).join('')}…` : signs.join('');
}
