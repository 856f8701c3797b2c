// What a field lets one choose from, as Slack offers it: buttons for a few, a list for many, a search for more.

import type { types } from '@slack/bolt';
import { foldName } from '../../../src/domain/names.ts';
import type { FormField, Option } from '../../../src/ui/card.ts';
import type { Translator } from '../../../src/ui/translator.ts';
import { limits } from './limits.ts';
import { blank, measured, oneLine, pieces, plain, shortened } from './literal.ts';

type Chooser =
  | types.RadioButtons
  | types.Checkboxes
  | types.StaticSelect
  | types.MultiStaticSelect
  | types.ExternalSelect
  | types.MultiExternalSelect;

/** Options, or groups of them: Slack takes one of the two. */
type Listed =
  | { options: types.PlainTextOption[] }
  | { option_groups: { label: types.PlainTextElement; options: types.PlainTextOption[] }[] };

/** @param chosen values of options; those that aren’t offered any more are left out */
export function chooser(
  field: FormField,
  chosen: readonly string[],
  actionId: string,
  t: Translator,
): Chooser {
  const offered = offeredOf(field);
  const initial = offered.filter((o) => chosen.includes(o.value)).map(optionOf);
  const [first] = initial;
  const placeholder = plain(t('form.choose'));
  const ids = { action_id: actionId };
  const one = first && { initial_option: first };
  const several = initial.length > 0 && { initial_options: initial };
  const inGroups = offered.some((o) => o.group);
  if (offered.length > limits.options) {
    const search = { ...ids, min_query_length: 0, placeholder };
    if (field.many) return { type: 'multi_external_select', ...search, ...several };
    return { type: 'external_select', ...search, ...one };
  }
  if (field.many && offered.length <= limits.checkboxes && !inGroups)
    return { type: 'checkboxes', ...ids, options: offered.map(optionOf), ...several };
  // A radio button can’t be taken back: what may stay empty is a list.
  if (!field.many && field.required && offered.length <= fewest && !inGroups)
    return { type: 'radio_buttons', ...ids, options: offered.map(optionOf), ...one };
  const listed = { ...ids, placeholder, ...optionsOrGroups(offered, t) };
  if (field.many) return { type: 'multi_static_select', ...listed, ...several };
  return { type: 'static_select', ...listed, ...one };
}

/** More than these are easier found in a list. */
const fewest = 5;

/** Choices and headings that Slack has no room for: they are to stand above in full. */
export function longChoices(field: FormField): string[] {
  const offered = offeredOf(field);
  if (offered.length > limits.options) return [];
  // A heading that is abbreviated already says no more above than in the list.
  const groups = new Set(offered.map((o) => oneLine(o.group ?? '')).filter((group) => !group.endsWith('…')));
  return [
    ...[...groups].filter((group) => measured(group) > limits.groupLabel),
    ...offered.map((o) => oneLine(o.label)).filter((label) => !inTwo(label).whole),
  ];
}

/**
 * What a search offers while somebody types: the choices with these words, whatever their capitals and accents,
 * those that begin with them first; a hundred at most.
 */
export function optionsFor(query: string, field: FormField, t: Translator): Listed {
  const words = foldName(query).split(' ');
  const found = offeredOf(field)
    .map((option) => ({ option, name: foldName(`${option.label} ${option.group ?? ''}`) }))
    .filter(({ name }) => words.every((word) => name.includes(word)));
  const begins = Map.groupBy(found, ({ name }) => name.startsWith(words.join(' ')));
  const best = [...(begins.get(true) ?? []), ...(begins.get(false) ?? [])].slice(0, limits.options);
  return optionsOrGroups(
    best.map(({ option }) => option),
    t,
  );
}

/** Each once, and only what can be chosen. */
function offeredOf({ name, options }: FormField): Option[] {
  const byValue = new Map<string, Option>();
  for (const option of options) {
    if (option.value.length > limits.option.value)
      throw new RangeError(`no room for ${option.value}, a choice of ${name}`);
    if (option.value !== '' && !byValue.has(option.value)) byValue.set(option.value, option);
  }
  return [...byValue.values()];
}

function optionsOrGroups(offered: readonly Option[], t: Translator): Listed {
  const groups = Map.groupBy(offered, (o) => oneLine(o.group ?? ''));
  if (groups.size < 2 && groups.has('')) return { options: offered.map(optionOf) };
  if (groups.size === 0) return { options: [] };
  const option_groups = [...groups].map(([group, options]) => ({
    label: plain(shortened(group, limits.groupLabel) || t('form.choose')),
    options: options.map(optionOf),
  }));
  return { option_groups };
}

function optionOf({ value, label }: Option): types.PlainTextOption {
  const { text, description } = inTwo(oneLine(blank(label) ? value : label));
  return { text: plain(text), value, ...(description !== '' && { description: plain(description) }) };
}

/** A choice has two lines; whole unless it is longer than both. */
function inTwo(label: string): { text: string; description: string; whole: boolean } {
  if (measured(label) <= limits.option.text) return { text: label, description: '', whole: true };
  const [text = ''] = pieces(label, limits.option.text);
  const rest = label.slice(text.length).trim();
  const whole = measured(rest) <= limits.option.description;
  return { text: text.trim(), description: shortened(rest, limits.option.description), whole };
}
