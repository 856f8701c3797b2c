// A form of Discord, step by step: a modal holds five things and a list twenty-five, so a longer form goes on in a
// message between them.

import type { FormField } from '../../../src/ui/card.ts';
import type { FormValues } from '../../../src/ui/form-values.ts';
import { oneself } from '../../../src/ui/forms.ts';
import type { OpenedForm } from '../../../src/ui/opened-form.ts';
import { isMessageKey, type Translator } from '../../../src/ui/translator.ts';
import { textAbove } from './fields.ts';
import { limits, shown } from './limits.ts';
import { listPages } from './lists.ts';
import { blank, briefly, literal } from './literal.ts';
import type { FormInHand } from './taps.ts';

/** A form that somebody is filling in. */
export interface Filling {
  hand: FormInHand;
  /** The assembly’s, for instants that are written without an offset. */
  zone: string;
  /** What was filled in so far, over what the form opened with. */
  values: FormValues;
}

export type Step =
  /** What stands on top, in markup, and what is asked: five together at most. */
  | { kind: 'modal'; words: readonly string[]; fields: readonly FormField[] }
  /** Chosen from a list that is longer than a modal holds, in a message. */
  | { kind: 'list'; field: FormField }
  /** Read before it is sent, as it goes to many. */
  | { kind: 'preview' };

/** What a select holds for 'chosen from the list later', and for 'entered for somebody else'. */
const [later, another] = ['~list', '~other'];
/** The field of a coordinator that says whether it is entered for somebody else. */
export const entered = 'for';
/** What goes to many can be read before. */
const previewed = 'call.chase';

/** All of them, as what is filled in so far asks for: what is chosen adds steps only behind its own. */
export function stepsOf(opened: OpenedForm, t: Translator, filled: FormValues): Step[] {
  const { form } = opened;
  const values = { ...opened.values, ...filled };
  const all = form.fields.map((field) => ({ ...field, label: labelFor(field, form.action, t) }));
  const entry = all.filter(isEntry).map(whoMustBeNamed);
  const own = asked(
    all.filter((field) => !isEntry(field)),
    opened,
    t,
    entry.length > 0,
  );
  const isEntered = isForAnother(values);
  const fields = [...own, ...(isEntered ? entry : [])];
  const isShort = (field: FormField) => isAnswered(field, opened.values);
  const lists = fields.filter((f) => isLong(f) && (isShort(f) ? isElsewhere(f, opened, values) : true));
  const asks = (some: readonly FormField[]) =>
    some.filter((f) => !isLong(f) || isShort(f)).map((f) => (isLong(f) ? shortList(f, values, t) : f));
  const forWhom = isEntered ? asks(entry) : [];
  return [
    ...first(modals([form.intro], asks(own), t), lists.length + forWhom.length > 0),
    ...(forWhom.length > 0 ? modals([t('discord.form.entry')], forWhom, t) : []),
    ...lists.map((field): Step => ({ kind: 'list', field })),
    ...(form.action === previewed ? [{ kind: 'preview' } as const] : []),
  ];
}

/** The step of a field; the first one where it has none. */
export function stepOf(steps: readonly Step[], field: string | null): number {
  const at = steps.findIndex(
    (step) =>
      (step.kind === 'list' && step.field.name === field) ||
      (step.kind === 'modal' && step.fields.some(({ name }) => name === field)),
  );
  return Math.max(0, at);
}

/** Whether what was chosen is asked for in a step that it adds: a list, or who telephoned. */
export function leadsOn(values: FormValues): boolean {
  return Object.values(values).some((value) => value === another || value === later);
}

/**
 * Without what only led from one step to the next: as a form that stands in one piece would send it. Whoever went back
 * and speaks for themselves after all enters it for nobody else.
 */
export function sentValues(values: FormValues): FormValues {
  const isMeant = (name: string) => name !== entered && (isForAnother(values) || !isEntry({ name }));
  const entries = Object.entries(values).filter(([name]) => isMeant(name));
  return Object.fromEntries(
    entries.map(([name, value]) => [name, value === another ? oneself : value === later ? '' : value]),
  );
}

export function said(values: FormValues, { name }: Pick<FormField, 'name'>): string[] {
  return [values[name] ?? ''].flat().filter((value) => value !== '');
}

/** What is chosen of a field by its names; as it is where it was typed. */
export function labelsOf(
  { form }: OpenedForm,
  { name, options }: FormField,
  held: readonly string[],
): string[] {
  const offered = [...options, ...(form.fields.find((field) => field.name === name)?.options ?? [])];
  return held.map((value) => offered.find((option) => option.value === value)?.label ?? value);
}

/** What a coordinator fills in only for somebody who telephoned or wrote. */
function isEntry({ name }: Pick<FormField, 'name'>): boolean {
  return name.startsWith('for.');
}

/** That it is for somebody was said before: a name left empty would make it one’s own. */
function whoMustBeNamed(field: FormField): FormField {
  return field.name === 'for.name' ? { ...field, required: true, hint: null } : field;
}

function isForAnother(values: FormValues): boolean {
  return values[entered] === another || values.institution === another;
}

/** One that Discord has no room for has a shorter one of its own. */
function labelFor({ name, label }: FormField, action: string, t: Translator): string {
  if (label.length <= limits.label.label) return label;
  const key = [`discord.field.${action}.${name}`, `discord.field.${name}`].find(isMessageKey);
  return key ? t(key) : label;
}

/** More than a modal lets one choose from. */
function isLong(field: FormField): boolean {
  return listPages(field).length > 1;
}

/** Whether something else is to be chosen than what stands already. */
function isElsewhere(field: FormField, opened: OpenedForm, values: FormValues): boolean {
  const [held] = said(values, field);
  if (held === undefined || held === oneself || held === another) return false;
  return !said(opened.values, field).includes(held);
}

/** Nobody opens a modal that asks nothing on the way to a list. */
function first(steps: readonly Step[], goesOn: boolean): readonly Step[] {
  const [begin] = steps;
  return goesOn && begin?.kind === 'modal' && begin.fields.length === 0 ? steps.slice(1) : steps;
}

function isAnswered(field: FormField, values: FormValues): boolean {
  return !field.many && said(values, field).some((value) => field.options.some((o) => o.value === value));
}

/** What stands already, or the list, which then follows. */
function shortList(field: FormField, values: FormValues, t: Translator): FormField {
  const held = said(values, field);
  const kept = field.options.filter(({ value }) => value === oneself || held.includes(value));
  const other = field.options.filter(({ value }) => value === another);
  return { ...field, options: [...kept, { value: later, label: t('discord.form.from-list') }, ...other] };
}

/** For whom it is entered is asked where one says for whom one speaks, and otherwise at the end. */
function asked(
  own: FormField[],
  { asksSpeaker }: OpenedForm,
  t: Translator,
  isEnterable: boolean,
): FormField[] {
  if (!isEnterable) return own;
  const other = { value: another, label: t('discord.form.for-another') };
  const speaks = ({ name, options }: FormField) =>
    asksSpeaker && name === 'institution' && options.some(({ value }) => value === oneself);
  if (own.some(speaks)) return own.map((f) => (speaks(f) ? { ...f, options: [...f.options, other] } : f));
  const options = [{ value: oneself, label: t('discord.form.for-oneself') }, other];
  const question: FormField = {
    name: entered,
    kind: 'choice',
    label: t('discord.form.whose'),
    hint: null,
    required: true,
    max: null,
    options,
    many: false,
  };
  return [...own, question];
}

function modals(words: readonly string[], fields: readonly FormField[], t: Translator): Step[] {
  const found: { kind: 'modal'; words: readonly string[]; fields: FormField[] }[] = [
    { kind: 'modal', words: words.filter((text) => !blank(text)).map(whole), fields: [] },
  ];
  for (const field of fields) {
    const last = found.at(-1);
    if (last && fits(last.words, [...last.fields, field], t)) last.fields.push(field);
    else found.push({ kind: 'modal', words: [], fields: [field] });
  }
  return found;
}

/** A text above a form is written by the house: only what nobody would read is cut. */
function whole(text: string): string {
  return literal(briefly(text, shown.list));
}

function fits(words: readonly string[], fields: readonly FormField[], t: Translator): boolean {
  const above = [...words, ...fields.flatMap((field) => textAbove(field, t))];
  const isShort = above.join('\n').length <= limits.message.characters;
  return isShort && fields.length + (above.length > 0 ? 1 : 0) <= limits.modal.components;
}
