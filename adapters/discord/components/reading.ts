// Whole cards to read, to one person alone, in as many pages as it takes.

import type { APIContainerComponent } from 'discord.js';
import type { Card } from '../../../src/ui/card.ts';
import type { Translator } from '../../../src/ui/translator.ts';
import { type Piece, partsOf, smallTexts } from './card-parts.ts';
import { limits, shown } from './limits.ts';
import {
  buttonsOf,
  buttonTo,
  componentsFor,
  containerOf,
  type DiscordMessage,
  displays,
  longLabels,
  messageFrom,
  rowsOf,
} from './message.ts';
import { type Concerns, idOf } from './taps.ts';

/** Cards of one assembly, with what their buttons come back with. */
export interface Section {
  cards: readonly Card[];
  of: Concerns;
}

/** Some of a card: a text, or a row of its buttons. */
interface Unit {
  card: Card;
  of: Concerns;
  text: Piece | null;
  buttons: Card['buttons'];
}

/**
 * Every word of these cards, in as many pages as it takes; a tap on 'Suite' or 'Page précédente' shows another one.
 *
 * @param page from 0; beyond the last, the last
 * @param place what the service needs to find the cards again: it comes back with the tap (`tapOf`)
 */
export function readingMessage(
  sections: readonly Section[],
  t: Translator,
  page = 0,
  place = '',
): DiscordMessage {
  const pages = pagesOf(sections, t);
  const here = Math.max(0, Math.min(page, pages.length - 1));
  const components = containersOf(pages[here] ?? []);
  if (components.length === 0) return messageFrom(displays([{ text: t('app.name'), joint: null }]));
  if (pages.length < 2) return messageFrom(components);
  const turn = (to: number, label: string) =>
    pages[to] ? [buttonTo(label, idOf({ kind: 'page', page: to, place }))] : [];
  const turns = [...turn(here - 1, t('chat.back')), ...turn(here + 1, t('chat.more'))];
  const where = smallTexts(t('chat.page', { page: here + 1, pages: pages.length }));
  return messageFrom([...components, ...displays(where), ...rowsOf(turns)]);
}

/** How many pages these cards take. */
export function pageCount(sections: readonly Section[], t: Translator): number {
  return pagesOf(sections, t).length;
}

/** A card that fits on a page stands on one. */
function pagesOf(sections: readonly Section[], t: Translator): Unit[][] {
  const pages: Unit[][] = [[]];
  let size: Size = nothing;
  const begin = () => {
    pages.push([]);
    size = nothing;
  };
  for (const units of sections.flatMap(({ cards, of }) => cards.map((card) => unitsOf(card, of)))) {
    const whole = units.reduce(added, container);
    if (size.components > 0 && !fits(together(size, whole)) && fits(whole)) begin();
    let isBegun = false;
    for (const unit of units) {
      if (size.components > 0 && !fits(added(isBegun ? size : together(size, container), unit))) {
        begin();
        isBegun = false;
      }
      size = added(isBegun ? size : together(size, container), unit);
      isBegun = true;
      pages.at(-1)?.push(unit);
    }
  }
  return pages.map((page) => (page.length > 0 ? page : [empty(t)]));
}

interface Size {
  components: number;
  characters: number;
}

const nothing: Size = { components: 0, characters: 0 };
/** What a card stands in. */
const container: Size = { components: 1, characters: 0 };

function together(a: Size, b: Size): Size {
  return { components: a.components + b.components, characters: a.characters + b.characters };
}

function added(size: Size, { text, buttons }: Unit): Size {
  if (text) return together(size, { components: 1, characters: text.text.length + 1 });
  return together(size, { components: componentsFor(buttons.length), characters: 0 });
}

function fits({ components, characters }: Size): boolean {
  return components <= shown.page.components && characters <= shown.page.characters;
}

function unitsOf(card: Card, of: Concerns): Unit[] {
  const parts = [...partsOf(card), ...longLabels(card.buttons)];
  const texts = parts.flatMap((part) => [...part.texts, ...part.folded]);
  const rows: Unit[] = [];
  for (let i = 0; i < card.buttons.length; i += limits.row.buttons)
    rows.push({ card, of, text: null, buttons: card.buttons.slice(i, i + limits.row.buttons) });
  return [...texts.map((text): Unit => ({ card, of, text, buttons: [] })), ...rows];
}

function empty(t: Translator): Unit {
  const card: Card = { subject: 'note', lang: t.lang, title: '', status: null, blocks: [], buttons: [] };
  return { card, of: { room: null, words: null }, text: { text: t('app.name'), joint: null }, buttons: [] };
}

function containersOf(units: readonly Unit[]): APIContainerComponent[] {
  const taken = new Set<string>();
  return [...Map.groupBy(units, ({ card }) => card)].map(([card, own]) => {
    const texts = own.flatMap(({ text }) => (text ? [text] : []));
    const buttons = own.flatMap(({ buttons: row, of }) => buttonsOf(row, of, taken));
    return containerOf(card, [...displays(texts), ...rowsOf(buttons)]);
  });
}
