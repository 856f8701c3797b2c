// A list that is longer than Discord shows at once, page by page; what is chosen on one page stays on the others.

import type { FormField, Option } from '../../../src/ui/card.ts';
import { isShownWhole, offeredOf } from './fields.ts';
import { limits, shown } from './limits.ts';
import { literal } from './literal.ts';

type Listed = Pick<FormField, 'options'>;

/** In their order: twenty-five on a page, fewer where what a list abbreviates stands above in full. */
export function listPages(field: Listed): Option[][] {
  const pages: Option[][] = [[]];
  let size = 0;
  for (const option of offeredOf(field)) {
    const page = pages.at(-1) as Option[];
    const more = isShownWhole(option) ? 0 : literal(option.label).length;
    if (page.length > 0 && (page.length === limits.select.options || size + more > shown.list)) {
      pages.push([option]);
      size = more;
    } else {
      page.push(option);
      size += more;
    }
  }
  return pages;
}

/** The page that was asked for; the nearest where there is none. */
export function pageOf(field: Listed, asked: number): { page: number; options: Option[] } {
  const pages = listPages(field);
  const page = Math.max(0, Math.min(asked, pages.length - 1));
  return { page, options: pages[page] ?? [] };
}

/** The choices that a field holds. */
export function chosenOf(field: Listed, held: readonly string[]): Option[] {
  return offeredOf(field).filter(({ value }) => held.includes(value));
}

/**
 * What a field holds once something was chosen on one of its pages.
 *
 * @param held before
 * @param chosen on this page; nothing where it was taken back
 */
export function chosenOn(
  field: Listed & Pick<FormField, 'many'>,
  asked: number,
  held: readonly string[],
  chosen: readonly string[],
): string | string[] {
  const { options } = pageOf(field, asked);
  const isHere = (value: string) => options.some((option) => option.value === value);
  const elsewhere = held.filter((value) => !isHere(value));
  if (field.many) return [...elsewhere, ...chosen];
  return chosen[0] ?? elsewhere[0] ?? '';
}
