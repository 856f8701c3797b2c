// Whole cards to read: in a view that opens over the conversation, and on the Home tab.

import type { types } from '@slack/bolt';
import type { Card } from '../../../src/ui/card.ts';
import type { Translator } from '../../../src/ui/translator.ts';
import { partsOf } from './card-parts.ts';
import { shown } from './limits.ts';
import { plain } from './literal.ts';
import { nearest, paged, turned } from './pages.ts';
import type { Concerns } from './taps.ts';

/** Cards of one assembly, with what their buttons come back with. */
export interface Section {
  cards: readonly Card[];
  of: Concerns;
}

/**
 * Every word of these cards, in as many pages as it takes; a tap `page:N` shows another one (`tapOf`).
 *
 * @param page from 0; beyond the last, the last
 * @param place what the service needs to find the cards again; it comes back as `private_metadata`, with the page
 */
export function viewOf(
  sections: readonly Section[],
  t: Translator,
  page = 0,
  place: Readonly<Record<string, string | null | readonly string[]>> = {},
): types.ModalView {
  const pages = pagesOf(sections);
  return {
    type: 'modal',
    callback_id: 'read',
    title: plain(t('app.name')),
    close: plain(t('slack.close')),
    private_metadata: JSON.stringify({ ...place, page: nearest(pages, page) }),
    blocks: turned(pages, page, t),
  };
}

/** What awaits somebody, on the Home tab: of each assembly the cards of `moi`, the most pressing first, in pages. */
export function homeOf(sections: readonly Section[], t: Translator, page = 0): types.HomeView {
  const pages = pagesOf(sections);
  return {
    type: 'home',
    callback_id: 'home',
    private_metadata: JSON.stringify({ page: nearest(pages, page) }),
    blocks: turned(pages, page, t),
  };
}

function pagesOf(sections: readonly Section[]): types.KnownBlock[][] {
  const all = sections.flatMap(({ cards, of }) => cards.map((card) => ({ card, of })));
  const units = all.map(({ card, of }, i): types.KnownBlock[] => {
    const blocks = partsOf(card, of).flatMap((part) => [...part.blocks, ...part.folded]);
    return i === 0 || blocks.length === 0 ? blocks : [{ type: 'divider' }, ...blocks];
  });
  return paged(units, shown.page);
}
