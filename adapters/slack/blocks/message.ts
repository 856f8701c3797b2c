// A card as a message of Slack: what matters most of it, and a button to the rest where it is long.

import type { types } from '@slack/bolt';
import { type Card, noteCard, plainText } from '../../../src/ui/card.ts';
import type { RefusalText } from '../../../src/ui/refusals.ts';
import type { Translator } from '../../../src/ui/translator.ts';
import { type Part, partsOf } from './card-parts.ts';
import { limits, shown } from './limits.ts';
import { blank, escaped, plain, shortened } from './literal.ts';
import { characters } from './size.ts';
import { asTheChannelSays, type Concerns, idsOf } from './taps.ts';

export interface SlackMessage {
  blocks: types.KnownBlock[];
  /** For notifications and for readers of screens; never empty. */
  text: string;
}

/**
 * Whole where it isn’t long, but for what its card folds: of that the line alone. Otherwise title, status and
 * buttons, then what fits of the deadline, the facts, the texts, the quotations and the lists, in the order of the
 * card. Where anything is left out, 'Tout lire' opens the card of this subject (`viewOf`).
 *
 * @param t in the language of the card
 * @param of what its buttons come back with
 */
export function messageOf(card: Card, t: Translator, of = asTheChannelSays): SlackMessage {
  const parts = partsOf(card, of);
  const { chosen, whole } = fitting(parts);
  const buttons = (blocks: types.KnownBlock[]) => blocks.filter((b) => b.type === 'actions');
  const above = chosen.filter((b) => b.type !== 'actions');
  const folded = parts.some((part) => part.folded.length > 0);
  const note = whole ? [] : [small(t('chat.partial'))];
  const rest = whole && !folded ? [] : [...note, readButton(card.subject, t, of)];
  return { blocks: [...above, ...rest, ...buttons(chosen)], text: fallback(card, t) };
}

/** What a refusal says and the next step, to the person alone. */
export function refusalMessage({ text, next }: RefusalText, t: Translator): SlackMessage {
  return noteMessage([text, next], t);
}

/** A few sentences, to the person alone. */
export function noteMessage(sentences: readonly string[], t: Translator): SlackMessage {
  return messageOf(noteCard(sentences, t), t);
}

function fitting(parts: readonly Part[]): { chosen: types.KnownBlock[]; whole: boolean } {
  const taken = new Set<types.KnownBlock>();
  let size = 0;
  let whole = true;
  for (const { blocks } of parts.toSorted((a, b) => a.rank - b.rank)) {
    for (const block of blocks) {
      const more = characters(block);
      if (taken.size >= shown.message.blocks || size + more > shown.message.characters) {
        whole = false;
        break;
      }
      taken.add(block);
      size += more;
    }
  }
  return { chosen: parts.flatMap(({ blocks }) => blocks).filter((block) => taken.has(block)), whole };
}

function small(text: string): types.ContextBlock {
  return { type: 'context', elements: [plain(text)] };
}

function readButton(subject: string, t: Translator, of: Concerns): types.ActionsBlock {
  const text = plain(t('chat.read'));
  return { type: 'actions', elements: [{ type: 'button', text, ...idsOf({ kind: 'read', subject, of }) }] };
}

function fallback(card: Card, t: Translator): string {
  const text = plainText(card);
  return escaped(shortened(blank(text) ? t('app.name') : text, limits.message.fallback));
}
