// What people read, in every language: the letters as they leave, each kind of them once or a few times.

import type { Render } from '../../src/app/announcer.ts';
import type { Letter } from '../../src/app/letter.ts';
import { type Lang, langs } from '../../src/domain/people.ts';
import { type RefusalCode, refusalCodes } from '../../src/domain/refusal.ts';
import type { Card, Form } from '../../src/ui/card.ts';
import type { Role } from '../../src/ui/command-table.ts';
import { renderLetter } from '../../src/ui/letters.ts';
import { type RefusalText, refusalText } from '../../src/ui/refusals.ts';
import { translator } from '../../src/ui/translator.ts';
import { refusalSamples } from './refusal-samples.ts';

export type InEvery<T> = Record<Lang, T>;

export interface ShownLetter {
  view: string;
  /** Where it appears. */
  where: 'room, card' | 'room, news' | 'private' | 'desk' | 'by mail';
  cards: InEvery<Card>;
  /** The instant of which it tells, for deadlines. */
  now: string;
}

export interface ShownForm {
  action: string;
  opensFor: string;
  forms: InEvery<Form>;
}

export interface ShownCommand {
  /** What was typed. */
  typed: InEvery<string>;
  id: string;
  role: Role;
  answers: InEvery<Answer>;
  now: string;
}

export type Answer =
  | { kind: 'form'; action: string; target: string | null }
  | { kind: 'cards'; cards: Card[] }
  | { kind: 'refused'; code: RefusalCode; said: RefusalText };

export interface Collected {
  letters: ShownLetter[];
  forms: ShownForm[];
  commands: ShownCommand[];
  refusals: { code: RefusalCode; said: InEvery<RefusalText> }[];
  mails: { view: string; mail: InEvery<{ subject: string; text: string }> }[];
  journal: InEvery<string>[];
}

export class Shown {
  readonly byHand: ShownLetter[] = [];
  readonly forms: ShownForm[] = [];
  readonly commands: ShownCommand[] = [];
  readonly mails = new Map<string, Collected['mails'][number]>();
  readonly journal = new Map<string, InEvery<string>[]>();
  readonly #left = new Map<string, { order: string; kind: Letter['kind']; shown: ShownLetter }>();
  /** Which story is being played; 0 for none. */
  story = 0;
  #stories = 0;

  begin(): void {
    this.#stories += 1;
    this.story = this.#stories;
  }

  end(): void {
    this.story = 0;
  }

  /** Renders in every language whatever leaves, once a story has begun. */
  readonly render: Render = async (reads, letter, lang, now) => {
    const card = await renderLetter(reads, letter, lang, now);
    const fr = lang === 'fr' ? card : await renderLetter(reads, letter, 'fr', now);
    if (card === null || fr === null || this.story === 0) return card;
    const { kind, view, room, key } = letter;
    const like = `${kind} ${view} ${gist(kind, fr)}`;
    // Letters of one moment leave in any order: of those alike, the first by its key is shown.
    const order = `${this.story} ${now} ${key}`;
    if ((this.#left.get(like)?.order ?? '~') <= order) return card;
    const head = await reads.head(letter.assembly);
    const desk = [...(head?.doc.coordinators ?? []), ...(head?.doc.deputies ?? [])].includes(room);
    const cards = await inEvery(async (other) => (await renderLetter(reads, letter, other, now)) ?? card);
    const shown = { view, where: desk ? 'desk' : places[kind], cards, now } as const;
    if ((this.#left.get(like)?.order ?? '~') > order) this.#left.set(like, { order, kind, shown });
    return card;
  };

  /** Those that left, in their order, and not too many of a kind; then those that nobody could deliver. */
  #letters(): ShownLetter[] {
    const all = [...this.#left.values()].sort((a, b) => (a.order < b.order ? -1 : 1));
    const kinds = Map.groupBy(all, ({ kind, shown }) => `${kind} ${shown.view}`);
    const left = [...kinds.values()].flatMap((like) => like.slice(0, mostOf[like[0]?.kind ?? 'post']));
    const views = new Set(left.map(({ shown }) => shown.view));
    return [...left.map(({ shown }) => shown), ...this.byHand.filter(({ view }) => !views.has(view))];
  }

  all(): Collected {
    const zone = 'Europe/Brussels';
    const refusals = refusalCodes.map((code) => {
      const refusal = { refused: code, params: refusalSamples[code] ?? {} };
      return { code, said: perLang((lang) => refusalText(translator(lang), refusal, zone)) };
    });
    const { forms, commands } = this;
    const letters = this.#letters();
    const journal = [...this.journal.values()].flat();
    return { letters, forms, commands, refusals, mails: [...this.mails.values()], journal };
  }
}

const places = { card: 'room, card', post: 'room, news', private: 'private' } as const satisfies Record<
  Letter['kind'],
  ShownLetter['where']
>;
/** How many of each view are shown. */
const mostOf: Record<Letter['kind'], number> = { card: 40, post: 5, private: 5 };
/**
 * What it says without names, numbers and quotations; of a room's card, which parts it has. Letters of one view
 * that differ in this differ in kind.
 */
function gist(kind: Letter['kind'], { title, status, blocks, buttons }: Card): string {
  const parts = blocks.map((b) => {
    if (b.type === 'text') return kind === 'card' ? '' : b.text;
    if (kind !== 'card') return b.type;
    return 'label' in b ? b.label : b.type === 'list' ? b.head : b.type;
  });
  const said = [status?.label, kind === 'card' ? '' : title, ...parts].join(' ');
  const kept = said.replaceAll(/«[^»]*»|\S*\d\S*|\p{Lu}\p{L}+|\p{L}+di|(nov|déc)embre|juin|juillet/gu, '');
  return `${kept.replaceAll(/\s+/g, ' ')} ${buttons.map((b) => b.action)}`;
}

export function perLang<T>(make: (lang: Lang) => T): InEvery<T> {
  return Object.fromEntries(langs.map((lang) => [lang, make(lang)])) as InEvery<T>;
}

export async function inEvery<T>(make: (lang: Lang) => Promise<T>): Promise<InEvery<T>> {
  const made = await Promise.all(langs.map(async (lang) => [lang, await make(lang)]));
  return Object.fromEntries(made) as InEvery<T>;
}
