// What Slack sends of a form, as its values: under each field’s name, as it was typed or chosen.

import { createHash } from 'node:crypto';
import type { FormValues } from '../../../src/ui/form-values.ts';

/** `view.state.values`: by block, then by element. */
export type ViewState = Readonly<Record<string, Readonly<Record<string, Filled>>>>;

interface Filled {
  type: string;
  value?: string | null;
  selected_option?: { value?: string } | null;
  selected_options?: readonly { value?: string }[] | null;
  selected_date_time?: number | null;
  selected_user?: string | null;
  selected_users?: readonly string[] | null;
  selected_conversation?: string | null;
  files?: readonly { name?: string; size?: number; url_private_download?: string }[] | null;
}

/** The id of what answers a field, or its beginning; the block has the field’s name. */
export const answer = 'answer';

/** What stood where a long text was parted. */
export type Joint = 'line' | 'word' | 'none';

const joints: Readonly<Record<Joint, string>> = { line: '\n', word: ' ', none: '' };

/**
 * Slack keeps what stands in a box whose ids are the same, whatever the form says when it is shown again: boxes that
 * a text was parted into have other ids wherever it is parted otherwise.
 *
 * @param number from 1, whose block is the field’s own
 * @param whole the text, where it is in more than one part; '' where one holds all of it
 */
export function partId(
  name: string,
  number: number,
  joint: Joint,
  whole: string,
): { blockId: string; actionId: string } {
  const blockId = number === 1 ? name : `${name}~${number}`;
  const plain = number === 1 ? answer : `${answer}:${joint}`;
  if (whole === '') return { blockId, actionId: plain };
  const as = createHash('sha256').update(whole).digest('hex').slice(0, 12);
  return { blockId, actionId: `${answer}:${joint}:${as}` };
}

/**
 * The fields of this view alone: what was said on other pages is kept by whoever sent them. An empty field is '';
 * a field of several choices a list; an instant UTC; a file its name, its bytes as Slack counts them, and where it is.
 */
export function valuesOf(state: ViewState): FormValues {
  const values: FormValues = {};
  for (const [block, elements] of Object.entries(state).toSorted(byPart)) {
    const [name = '', part] = block.split('~');
    const [[actionId, filled] = []] = Object.entries(elements);
    if (actionId === undefined || filled === undefined) continue;
    const value = said(filled);
    const before = values[name];
    if (part === undefined) values[name] = value;
    else if (typeof before === 'string' && typeof value === 'string' && value !== '')
      values[name] = before + (before === '' ? '' : joints[jointOf(actionId)]) + value;
  }
  return values;
}

function said(filled: Filled) {
  const { type, value, selected_option, selected_options, selected_date_time } = filled;
  if (type === 'multi_users_select') return [...(filled.selected_users ?? [])];
  if (type === 'users_select') return filled.selected_user ?? '';
  if (type === 'conversations_select') return filled.selected_conversation ?? '';
  if (type === 'file_input') {
    const [file] = filled.files ?? [];
    return file ? [file.name ?? '', `${file.size ?? ''}`, file.url_private_download ?? ''] : '';
  }
  if (type === 'checkboxes' || type.startsWith('multi_'))
    return (selected_options ?? []).map((option) => option.value ?? '');
  if (type === 'datetimepicker') {
    if (selected_date_time === null || selected_date_time === undefined) return '';
    return new Date(selected_date_time * 1000).toISOString();
  }
  return selected_option?.value ?? value ?? '';
}

function jointOf(actionId: string): Joint {
  const [, joint] = actionId.split(':');
  return joint === 'word' || joint === 'none' ? joint : 'line';
}

function byPart([a]: [string, unknown], [b]: [string, unknown]): number {
  return Number(a.split('~')[1] ?? 1) - Number(b.split('~')[1] ?? 1);
}
