// A field of a form as Discord asks for it in a modal.

import type { APIComponentInLabel, APILabelComponent, APISelectMenuOption } from 'discord.js';
import type { FormField, Option } from '../../../src/ui/card.ts';
import type { Translator } from '../../../src/ui/translator.ts';
import { typedDate } from './dates.ts';
import { fieldId } from './filled.ts';
import { limits, shown } from './limits.ts';
import { blank, bold, briefly, literal, oneLine, pieces, shortened } from './literal.ts';

/** Its label, its hint, and what it is filled in with. @param value as in FormValues */
export function labelOf(
  field: FormField,
  value: string | string[],
  t: Translator,
  zone: string,
): APILabelComponent {
  const { label, description } = labelled(field, t);
  return {
    type: 18,
    label,
    ...(description !== '' && { description }),
    component: inputOf(field, value, t, zone),
  };
}

/** In markup, what Discord has no room for beside the field: it stands above the form in full. */
export function textAbove(field: FormField, t: Translator): string[] {
  const { isWhole } = labelled(field, t);
  const hint = hintOf(field, t);
  const choices = field.options.flatMap((option) => (inTwo(option).isWhole ? [] : [oneLine(option.label)]));
  return [
    ...(isWhole
      ? []
      : [
          bold(briefly(labelIn(field), shown.line)),
          ...(blank(hint) ? [] : [literal(briefly(hint, shown.line))]),
        ]),
    ...(choices.length === 0 ? [] : [bold(t('chat.choices', { label: briefly(field.label, shown.line) }))]),
    ...choices.map((choice) => `- ${literal(briefly(choice, shown.list))}`),
  ];
}

/** A choice as a list of Discord shows it: two lines, whole unless it is longer than both. */
export function optionOf(option: Option, isChosen: boolean): APISelectMenuOption {
  const { label, description } = inTwo(option);
  if (option.value.length > limits.option.value)
    throw new RangeError(`no room for ${option.value}, a choice`);
  return {
    label,
    value: option.value,
    ...(description !== '' && { description }),
    ...(isChosen && { default: true }),
  };
}

/** Whether a list shows all of a choice. */
export function isShownWhole(option: Option): boolean {
  return inTwo(option).isWhole;
}

function inputOf(
  field: FormField,
  value: string | string[],
  t: Translator,
  zone: string,
): APIComponentInLabel {
  const { kind, required, many } = field;
  const custom_id = fieldId(field);
  const chosen = [value].flat().filter((one) => one !== '');
  if (field.options.length > 0) {
    const options = offeredOf(field).map((option) => optionOf(option, chosen.includes(option.value)));
    const most = many ? options.length : 1;
    const placeholder = t('form.choose');
    return {
      type: 3,
      custom_id,
      options,
      placeholder,
      required,
      min_values: required ? 1 : 0,
      max_values: most,
    };
  }
  const count = { required, min_values: required ? 1 : 0, max_values: many ? limits.select.options : 1 };
  switch (kind) {
    case 'member': {
      const default_values = chosen.slice(0, count.max_values).map((id) => ({ type: 'user' as const, id }));
      return {
        type: 5,
        custom_id,
        ...count,
        ...(chosen.length > 0 && { default_values }),
      } as APIComponentInLabel;
    }
    case 'channel': {
      const default_values = chosen.slice(0, 1).map((id) => ({ type: 'channel' as const, id }));
      const more = { channel_types: [0], ...(chosen.length > 0 && { default_values }) };
      return { type: 8, custom_id, ...count, ...more } as APIComponentInLabel;
    }
    case 'file':
      return { type: 19, custom_id, required, min_values: required ? 1 : 0, max_values: 1 };
    case 'long':
    case 'lines':
      return typedInput(field, chosen.join('\n'), true);
    case 'instant': {
      const at = typedDate(chosen.join(' '), zone);
      return { ...typedInput(field, at, false), placeholder: t('discord.form.date') };
    }
    case 'text':
    case 'codes':
    case 'amount':
    case 'mail':
    case 'choice':
    case 'pick':
      return typedInput(field, chosen.join(', '), false);
  }
}

function typedInput(field: FormField, typed: string, isLong: boolean) {
  const { kind, max, required } = field;
  const value = shortened(typed, limits.input.typed);
  const most = Math.min(limits.input.typed, Math.max(max ?? limits.input.typed, value.length));
  return {
    type: 4,
    style: isLong || value.includes('\n') ? 2 : 1,
    custom_id: fieldId(field),
    required,
    max_length: kind === 'lines' ? limits.input.typed : most,
    ...(value !== '' && { value }),
  } as const;
}

/** Each once, and only what can be chosen. */
export function offeredOf({ options }: Pick<FormField, 'options'>): Option[] {
  const byValue = new Map<string, Option>();
  for (const option of options)
    if (option.value !== '' && !byValue.has(option.value)) byValue.set(option.value, option);
  return [...byValue.values()];
}

function hintOf({ kind, hint }: FormField, t: Translator): string {
  // How a date is written stands in the empty field too.
  if (kind === 'instant' && blank(hint ?? '')) return t('discord.form.date');
  return hint ?? '';
}

/** How a date is written is said in the hint. */
function labelIn({ kind, label }: FormField): string {
  return oneLine(kind === 'instant' ? label.replace(/\s*\([^()]*\)\s*$/, '') : label);
}

/** A label that is too long goes on in the description, before the hint. */
function labelled(field: FormField, t: Translator): { label: string; description: string; isWhole: boolean } {
  const whole = labelIn(field);
  const hint = oneLine(hintOf(field, t));
  const [label, rest] = parted(whole, limits.label.label);
  const description = [rest, hint].filter((s) => s !== '').join(rest === '' ? '' : ' — ');
  if (description.length <= limits.label.description) return { label, description, isWhole: true };
  const most = limits.label.description;
  return {
    label: shortened(whole, limits.label.label),
    description: rest === '' ? shortened(hint, most) : '',
    isWhole: false,
  };
}

/** A choice has two lines; what it stands under is on the second where that has room. */
function inTwo({ value, label, group }: Option): { label: string; description: string; isWhole: boolean } {
  const [first, rest] = parted(oneLine(blank(label) ? value : label), limits.option.label);
  const under = rest === '' ? headingOf(first, oneLine(group ?? '')) : rest;
  return {
    label: first,
    description: shortened(under, limits.option.description),
    isWhole: rest.length <= limits.option.description,
  };
}

/** Nothing where it says no more than the choice, or is abbreviated itself. */
function headingOf(label: string, group: string): string {
  return group === label || group.endsWith('…') ? '' : group;
}

function parted(text: string, most: number): [first: string, rest: string] {
  if (text.length <= most) return [text, ''];
  const [first = ''] = pieces(text, most - 2);
  return [`${first.trimEnd()} …`, text.slice(first.length).trim()];
}
