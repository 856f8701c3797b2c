// A field of a form as Slack asks for it.

import type { types } from '@slack/bolt';
import type { FormField } from '../../../src/ui/card.ts';
import type { Translator } from '../../../src/ui/translator.ts';
import { listBlocks, textBlocks } from './card-parts.ts';
import { chooser, longChoices } from './choices.ts';
import { answer, type Joint, partId } from './filled.ts';
import { limits } from './limits.ts';
import { blank, fitting, measured, plain, shortened } from './literal.ts';

/**
 * What stands above it, and one input; several for a text that Slack has no room for in one.
 *
 * @param value as in FormValues; an instant is UTC or on the clocks of the zone
 */
export function inputsOf(
  field: FormField,
  value: string | string[],
  t: Translator,
  zone: string,
): types.KnownBlock[] {
  const above = [
    ...(measured(field.label) > limits.input.label ? textBlocks(field.label) : []),
    ...(measured(field.hint ?? '') > limits.input.hint ? textBlocks(field.hint ?? '') : []),
  ];
  const whole = longChoices(field);
  if (whole.length > 0) above.push(...listBlocks(t('chat.choices', { label: field.label }), whole));
  return [...above, ...asked(field, value, t, zone)];
}

function asked(field: FormField, value: string | string[], t: Translator, zone: string): types.InputBlock[] {
  if (field.options.length > 0) return [input(field, chooser(field, [value].flat(), answer, t))];
  const typed = [value].flat().join(field.kind === 'lines' ? '\n' : ', ');
  switch (field.kind) {
    case 'instant': {
      const at = epoch(typed, zone);
      const initial = at !== undefined && { initial_date_time: at };
      const picker = { type: 'datetimepicker', action_id: answer, ...initial } as const;
      return [
        input({ ...field, hint: [field.hint, t('slack.own-clock')].filter(Boolean).join('. ') }, picker),
      ];
    }
    case 'mail': {
      const initial = typed !== '' && { initial_value: typed };
      return [input(field, { type: 'email_text_input', action_id: answer, ...initial })];
    }
    case 'member':
      return [input(field, members(field, [value].flat().filter(Boolean)))];
    case 'file':
      return [input(field, { type: 'file_input', action_id: answer, filetypes: [...tables], max_files: 1 })];
    case 'channel': {
      const initial = typed !== '' && { initial_conversation: typed };
      const filter = { include: ['public', 'private'] as ('public' | 'private')[] };
      return [input(field, { type: 'conversations_select', action_id: answer, filter, ...initial })];
    }
    case 'long':
    case 'lines':
      return written(field, typed, t);
    case 'text':
    case 'codes':
    case 'amount':
    case 'choice':
    case 'pick':
      // Whoever pastes too much is told so by the service, and has lost nothing.
      if (measured(typed) > limits.typed) return written(field, typed, t);
      return [input(field, line(typed, answer, field, false))];
  }
}

/** What Slack lets one choose; the service looks at the content. An older format is told what to do. */
const tables = ['csv', 'tsv', 'txt', 'text', 'xlsx', 'xls', 'ods'];

/** People of this workspace, by the ids that Slack gives them. */
function members({ many }: FormField, chosen: string[]): types.UsersSelect | types.MultiUsersSelect {
  const initial = chosen.length > 0;
  if (many)
    return { type: 'multi_users_select', action_id: answer, ...(initial && { initial_users: chosen }) };
  const [only] = chosen;
  return { type: 'users_select', action_id: answer, ...(only !== undefined && { initial_user: only }) };
}

/** A text of several lines, continued below where it may be longer than Slack lets one type. */
function written(field: FormField, typed: string, t: Translator): types.InputBlock[] {
  const parts = inParts(typed);
  const whole = parts.length > 1 ? typed : '';
  const most = Math.max(1, Math.ceil((field.max ?? 0) / limits.typed));
  while (parts.length < most) parts.push({ text: '', joint: 'line' });
  return parts.map(({ text, joint }, i) => {
    const { blockId, actionId } = partId(field.name, i + 1, joint, whole);
    if (i === 0) return input(field, line(text, actionId, field, true));
    const label = t('slack.continued', { label: field.label });
    const more = { ...field, label, hint: t('slack.continued.hint'), required: false };
    return { ...input(more, line(text, actionId, field, true)), block_id: blockId };
  });
}

/** Parted where a line or a word ends, which is not kept: the joint says what stood there. */
function inParts(typed: string): { text: string; joint: Joint }[] {
  const parts: { text: string; joint: Joint }[] = [];
  let joint: Joint = 'line';
  for (let rest = typed; rest !== '' || parts.length === 0; ) {
    const text = beginning(rest, limits.typed);
    parts.push({ text, joint });
    const next = rest[text.length];
    joint = next === '\n' ? 'line' : next === ' ' ? 'word' : 'none';
    rest = rest.slice(text.length + (joint === 'none' ? 0 : 1));
  }
  return parts;
}

/** What fits, up to the end of a line or word where there is one in its second half. */
function beginning(text: string, most: number): string {
  if (measured(text) <= most) return text;
  const end = fitting(text, most);
  const place = [text.lastIndexOf('\n', end), text.lastIndexOf(' ', end)].find((at) => at > end / 2);
  return text.slice(0, place ?? end);
}

function line(text: string, actionId: string, { max }: FormField, multiline: boolean): types.PlainTextInput {
  const most = Math.min(limits.typed, Math.max(max ?? limits.typed, measured(text)));
  return {
    type: 'plain_text_input',
    action_id: actionId,
    multiline,
    max_length: most,
    ...(text !== '' && { initial_value: text }),
  };
}

function input(field: FormField, element: types.InputBlockElement): types.InputBlock {
  const { name, label, hint, required } = field;
  return {
    type: 'input',
    block_id: name,
    label: plain(shortened(label, limits.input.label)),
    element,
    optional: !required,
    ...(hint && !blank(hint) && { hint: plain(shortened(hint, limits.input.hint)) }),
  };
}

/** Seconds since 1970 of an instant, or of a time on the clocks of the zone; undefined where it is neither. */
function epoch(typed: string, zone: string): number | undefined {
  try {
    const at = /Z|[+-]\d\d:?\d\d$/i.test(typed)
      ? Temporal.Instant.from(typed)
      : Temporal.PlainDateTime.from(typed).toZonedDateTime(zone).toInstant();
    const seconds = Math.floor(at.epochMilliseconds / 1000);
    // Slack takes ten digits: from 2001 to 2286.
    return /^\d{10}$/.test(`${seconds}`) ? seconds : undefined;
  } catch {
    return undefined;
  }
}
