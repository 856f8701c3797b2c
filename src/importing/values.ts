// The values of one line as people write them in a table, read or refused one by one.

import { z } from 'zod';
import { parseEuros } from '../domain/amount.ts';
import { foldName } from '../domain/names.ts';
import type { StrayObjective } from '../domain/objectives.ts';
import { type Lang, type LegalForm, langs } from '../domain/people.ts';
import { typedLine, typedText } from '../domain/text.ts';
import type { Layout } from './columns.ts';
import type { Fault, FaultCode } from './fault.ts';
import type { Sheet, SheetRow } from './sheet.ts';

/** Characters, as the forms have it. */
export const valueLimits = { name: 200, title: 150, summary: 4000, role: 80, sector: 40, mail: 254 } as const;

/** Why a code can't be named on a proposal of the call; undefined where it can. */
export type StrayObjectives = (code: string) => StrayObjective | undefined;

/** Reads the cells of one line by the name of their column; what can’t be read becomes a fault of that line. */
export class LineReader {
  readonly line: number;
  readonly faults: Fault[] = [];
  readonly #row: SheetRow;
  readonly #layout: Layout;
  readonly #header: readonly string[];

  constructor(row: SheetRow, layout: Layout, header: Sheet['header']) {
    this.line = row.line;
    this.#row = row;
    this.#layout = layout;
    this.#header = header;
  }

  /** One line of text; '' when there is none. */
  text(column: string, max: number): string {
    return this.#withinLimit(column, typedLine(this.#raw(column)), max);
  }

  /** A name or a title: never empty, and with something to call it by; with what stands in `before`. */
  name(column: string, max: number, before?: string): string {
    const last = this.#line(column);
    const name = before === undefined ? last : `${this.#line(before)} ${last}`.trim();
    this.#withinLimit(column, name, max);
    if (last === '') this.#missing(column);
    else if (!/[\p{L}\p{N}]/u.test(name))
      this.fault('value.no-letter', { column: this.#title(column), value: name });
    return name;
  }

  /** Several lines of text, kept as they were typed; never empty. */
  words(column: string, max: number): string {
    const words = typedText(this.#raw(column));
    if (words.trim() === '') this.#missing(column);
    return this.#withinLimit(column, words, max);
  }

  mail(column: string): string | null {
    const value = this.text(column, valueLimits.mail);
    if (value === '') return null;
    if (!z.email().safeParse(value).success) this.fault('mail.invalid', { value });
    return value;
  }

  /** Yes, no, or unknown (null). */
  yesNo(column: string): boolean | null {
    const value = this.#line(column);
    const answer = yesNo.get(foldName(value));
    if (answer === undefined) this.fault('yes-no.unknown', { column: this.#title(column), value });
    return answer ?? null;
  }

  legalForm(column: string): LegalForm {
    const value = this.#line(column);
    const form = legalFormWords.get(foldName(value));
    if (form === undefined) this.fault('legal-form.unknown', { value });
    return form ?? 'unknown';
  }

  /** 'social', 'health', and any other as a slug. */
  sectors(column: string): string[] {
    const found = this.list(column, /[,;/]/).flatMap((value) => {
      const slug = foldName(value)
        .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
        .replaceAll(/^-|-$/g, '');
      const fits = /^[a-z0-9-]+$/.test(slug) && slug.length <= valueLimits.sector;
      if (!fits) this.fault('sector.unreadable', { value, max: valueLimits.sector });
      return sectorWords.get(slug) ?? [slug];
    });
    return [...new Set(found)];
  }

  lang(column: string): Lang | null {
    const value = this.#line(column);
    const lang = langWords.get(foldName(value));
    if (lang === undefined) this.fault('language.unknown', { value });
    return lang ?? null;
  }

  /** Cents; null when there is none. */
  amount(column: string): number | null {
    const value = this.#line(column);
    if (value === '') return null;
    const number = this.#row.numbers.includes(this.#layout.places.get(column) as number);
    const cents = parseEuros(number ? Number(value) : value);
    if (cents === undefined) this.fault('amount.unreadable', { value });
    return cents ?? null;
  }

  /** Codes of objectives ('1.2', 'OS 3'), none of which is `stray`. */
  objectives(column: string, stray: StrayObjectives): string[] {
    const codes = this.list(column, /[,;]/);
    for (const value of codes) {
      if (/^\d{4}-\d\d-\d\d(T|$)/.test(value)) this.fault('objective.date', { value });
      else if (!/^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,29}$/u.test(value))
        this.fault('objective.unreadable', { value });
      else {
        const unknown = stray(value);
        if (unknown) this.fault('objective.unknown', { ...unknown, n: unknown.near.length });
      }
    }
    return codes;
  }

  /** What stands between separators, each once. */
  list(column: string, separator: RegExp): string[] {
    const parts = this.#line(column).split(separator);
    return [...new Set(parts.map((part) => part.trim()).filter((part) => part !== ''))];
  }

  fault(code: FaultCode, params: Fault['params']): void {
    this.faults.push({ code, line: this.line, params });
  }

  #missing(column: string): void {
    this.fault('value.missing', { column: this.#title(column) });
  }

  #withinLimit(column: string, value: string, max: number): string {
    const length = [...value].length;
    if (length > max) this.fault('value.too-long', { column: this.#title(column), length, max });
    return value;
  }

  #line(column: string): string {
    return typedLine(this.#raw(column));
  }

  #raw(column: string): string {
    const place = this.#layout.places.get(column);
    return place === undefined ? '' : (this.#row.cells[place] as string);
  }

  /** The column as the person titled it. */
  #title(column: string): string {
    return this.#header[this.#layout.places.get(column) as number] ?? column;
  }
}

/** What people write, folded, by what it means. */
function wordsFor<T>(...meanings: [T, string][]): Map<string, T> {
  return new Map(
    meanings.flatMap(([meaning, words]) => words.split(', ').map((w) => [foldName(w), meaning])),
  );
}

const yesNo = wordsFor<boolean | null>(
  [true, 'oui, o, ja, j, yes, y, vrai, waar, true, x, 1'],
  [false, 'non, nee, neen, n, no, faux, onwaar, false, 0'],
  [null, ', ?, -, inconnu, onbekend, unknown'],
);

const legalFormWords = wordsFor<LegalForm>(
  ['asbl', 'asbl, vzw, aisbl, ivzw, a.s.b.l., v.z.w., non-profit, association sans but lucratif'],
  ['cpas', 'cpas, ocmw, c.p.a.s., o.c.m.w.'],
  [
    'public',
    'public, publique, service public, openbaar, openbare dienst, publiek, public service, commune, gemeente',
  ],
  ['care-provider', 'prestataire de soins, zorgverlener, zorgverstrekker, care provider, care-provider'],
  [
    'informal',
    'informel, informelle, collectif informel, association de fait, informeel, feitelijke vereniging, informal',
  ],
  ['unknown', ', ?, -, inconnu, inconnue, onbekend, unknown'],
);

const sectorWords = wordsFor<string[]>(
  [['social'], 'social, sociale, sociaal, welzijn, welfare'],
  [['health'], 'sante, gezondheid, health, zorg, soins'],
  [
    ['social', 'health'],
    'social-sante, social-et-sante, sociaal-gezondheid, sociaal-en-gezondheid, welzijn-en-gezondheid, ' +
      'welzijn-gezondheid, social-and-health, social-health',
  ],
);

const langWords = wordsFor<Lang | null>(
  ...langs.map((lang): [Lang, string] => [lang, lang]),
  ['fr', 'français, francais, frans, french'],
  ['nl', 'néerlandais, nederlands, dutch'],
  ['en', 'anglais, engels, english'],
  [null, ', ?, -'],
);
