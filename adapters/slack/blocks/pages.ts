// What doesn’t fit on one view of Slack, on as many as it takes.

import type { types } from '@slack/bolt';
import type { Translator } from '../../../src/ui/translator.ts';
import { plain } from './literal.ts';
import { bytes } from './size.ts';
import { idsOf } from './taps.ts';

type Blocks = types.KnownBlock[];

/** In their order; what belongs together stays on one page, unless it alone is larger than a page. */
export function paged(units: readonly Blocks[], most: { blocks: number; bytes: number }): Blocks[] {
  const pages: Blocks[] = [[]];
  let size = 0;
  const add = (blocks: Blocks) => {
    const more = blocks.reduce((sum, block) => sum + bytes(block) + 1, 0);
    const page = pages.at(-1) as Blocks;
    const fits = page.length + blocks.length <= most.blocks && size + more <= most.bytes;
    if (fits || (page.length === 0 && blocks.length === 1)) {
      page.push(...blocks);
      size += more;
    } else if (page.length > 0) {
      pages.push([]);
      size = 0;
      add(blocks);
    } else for (const block of blocks) add([block]);
  };
  for (const unit of units) add(unit);
  return pages;
}

/** The page that was asked for, the nearest where there is none, and the way to the others. */
export function turned(pages: readonly Blocks[], asked: number, t: Translator): Blocks {
  const page = nearest(pages, asked);
  const blocks = pages[page] ?? [];
  if (pages.length < 2) return blocks;
  const button = (to: number, label: string): types.Button[] =>
    pages[to] ? [{ type: 'button', text: plain(label), ...idsOf({ kind: 'page', page: to }) }] : [];
  const elements = [...button(page - 1, t('chat.back')), ...button(page + 1, t('chat.more'))];
  const where = t('chat.page', { page: page + 1, pages: pages.length });
  return [...blocks, { type: 'context', elements: [plain(where)] }, { type: 'actions', elements }];
}

export function nearest(pages: readonly unknown[], asked: number): number {
  return Math.max(0, Math.min(asked, pages.length - 1));
}
