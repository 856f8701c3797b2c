// A card as a message of Discord: what matters most of it, and a button to the rest where it is long.

import type {
  APIActionRowComponent,
  APIButtonComponentWithCustomId,
  APIContainerComponent,
  APIMessageTopLevelComponent,
  APITextDisplayComponent,
} from 'discord.js';
import { type Button, type Card, noteCard } from '../../../src/ui/card.ts';
import type { RefusalText } from '../../../src/ui/refusals.ts';
import type { Translator } from '../../../src/ui/translator.ts';
import { type Part, type Piece, partsOf, plainTexts, smallTexts } from './card-parts.ts';
import { limits, shown } from './limits.ts';
import { oneLine, shortened } from './literal.ts';
import { asTheChannelSays, type Concerns, idOf, type Tap } from './taps.ts';

export interface DiscordMessage {
  /** That it is made of components; whoever shows it to one person alone adds 64. */
  flags: number;
  components: APIMessageTopLevelComponent[];
  allowed_mentions: { parse: []; users?: string[] };
}

export type Row = APIActionRowComponent<APIButtonComponentWithCustomId>;

/** Of a message that is made of components. */
export const componentsV2 = 32_768;

/**
 * Whole where it isn’t long, but for what its card folds: of that the line alone. Otherwise title, status and
 * buttons, then what fits of the deadline, the facts, the texts, the quotations and the lists, in the order of the
 * card. Where anything is left out, 'Tout lire' opens the card of this subject (`readingMessage`).
 *
 * @param t in the language of the card
 * @param of what its buttons come back with
 */
export function messageOf(card: Card, t: Translator, of = asTheChannelSays): DiscordMessage {
  const parts = partsOf(card);
  const above = longLabels(card.buttons);
  const first = card.buttons.slice(0, mostButtons);
  const room = shown.message.components - componentsFor(first.length);
  const { chosen, isWhole } = fitting([...parts, ...above], room);
  const isAll = isWhole && first.length === card.buttons.length;
  const isFolded = parts.some((part) => part.folded.length > 0);
  const note = isAll ? [] : smallTexts(t('chat.partial'));
  const made = buttonsOf(first, of);
  const read = (subject: string, label: string) => buttonTo(label, idOf({ kind: 'read', subject, of }));
  const buttons = [
    ...made,
    ...(card.movedTo === undefined ? [] : [read(card.movedTo, t('discord.moved'))]),
    ...(isAll && !isFolded ? [] : [read(card.subject, t('chat.read'))]),
  ];
  const components = [...displays([...chosen, ...note]), ...rowsOf(buttons)];
  // Discord takes no message of nothing.
  const some = components.length > 0 ? components : displays(plainTexts(t('app.name')));
  return messageFrom([containerOf(card, some)]);
}

/** In the message itself; the others stand in the reading. */
const mostButtons = 20;

/** What a refusal says and the next step, to the person alone. */
export function refusalMessage({ text, next }: RefusalText, t: Translator): DiscordMessage {
  return noteMessage([text, next], t);
}

/** A few sentences, to the person alone. */
export function noteMessage(sentences: readonly string[], t: Translator): DiscordMessage {
  return messageOf(noteCard(sentences, t), t);
}

/**
 * A card under the name of the one person it is for, in a channel: for whoever may not be written to in private. They
 * alone are notified.
 *
 * @param userId of Discord
 */
export function mentionMessage(
  userId: string,
  card: Card,
  t: Translator,
  of = asTheChannelSays,
): DiscordMessage {
  const { components } = messageOf(card, t, of);
  const mention: APITextDisplayComponent = { type: 10, content: `<@${userId}>` };
  return { ...messageFrom([mention, ...components]), allowed_mentions: { parse: [], users: [userId] } };
}

export function messageFrom(components: APIMessageTopLevelComponent[]): DiscordMessage {
  return { flags: componentsV2, components, allowed_mentions: { parse: [] } };
}

/** In the colour of the card’s status. */
export function containerOf(
  { status }: Pick<Card, 'status'>,
  components: APIContainerComponent['components'],
): APIContainerComponent {
  return { type: 17, ...(status && { accent_color: colours[status.tone] }), components };
}

const colours = { open: 0x2f6fde, attention: 0xd98200, good: 0x2e8b57, quiet: 0x8a8f98 } as const;

/** Pieces that continue each other stand in one text. */
export function displays(texts: readonly Piece[]): APITextDisplayComponent[] {
  const found: APITextDisplayComponent[] = [];
  for (const { text, joint } of texts) {
    const last = found.at(-1);
    if (last && joint !== null) last.content += `${joint}${text}`;
    else found.push({ type: 10, content: text });
  }
  return found;
}

/** The buttons of a card. @param taken ids that stand in the message already; those of these are added */
export function buttonsOf(
  buttons: readonly Button[],
  of: Concerns,
  taken = new Set<string>(),
): APIButtonComponentWithCustomId[] {
  return buttons.map(({ action, target, label, style }) => {
    const tap: Tap = { kind: 'do', action, target, of };
    let nth = 0;
    while (taken.has(idOf(tap, nth))) nth += 1;
    const id = idOf(tap, nth);
    taken.add(id);
    return buttonTo(label, id, style);
  });
}

export function buttonTo(
  label: string,
  custom_id: string,
  style: Button['style'] = 'plain',
): APIButtonComponentWithCustomId {
  const text = shortened(oneLine(label), limits.button.label) || '…';
  return { type: 2, style: style === 'primary' ? 1 : 2, label: text, custom_id };
}

export function rowsOf(buttons: readonly APIButtonComponentWithCustomId[]): Row[] {
  const rows: Row[] = [];
  for (const button of buttons) {
    const last = rows.at(-1);
    if (last && last.components.length < limits.row.buttons) last.components.push(button);
    else rows.push({ type: 1, components: [button] });
  }
  return rows;
}

/** With the rows that they stand in. */
export function componentsFor(buttons: number): number {
  return buttons + Math.ceil(buttons / limits.row.buttons);
}

/** Labels that a button has no room for: they are to stand above in full. */
export function longLabels(buttons: readonly Button[]): Part[] {
  const long = buttons.filter(({ label }) => oneLine(label).length > limits.button.label);
  return long.map(({ label }) => ({ rank: 2, texts: plainTexts(label), folded: [] }));
}

function fitting(parts: readonly Part[], room: number): { chosen: Piece[]; isWhole: boolean } {
  const taken = new Set<Piece>();
  let [size, count, isWhole] = [0, 0, true];
  for (const { texts } of parts.toSorted((a, b) => a.rank - b.rank)) {
    for (const piece of texts) {
      const begins = piece.joint === null ? 1 : 0;
      if (count + begins > room || size + piece.text.length + 1 > shown.message.characters) {
        isWhole = false;
        break;
      }
      taken.add(piece);
      size += piece.text.length + 1;
      count += begins;
    }
  }
  return { chosen: parts.flatMap(({ texts }) => texts).filter((piece) => taken.has(piece)), isWhole };
}
