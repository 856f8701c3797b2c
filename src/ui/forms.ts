// The forms that people fill in, built from the catalogue of actions.

import { type Action, actions } from '../app/actions.ts';
import type { Field } from '../app/fields.ts';
import { entrySources } from '../domain/people.ts';
import type { Form, FormField, Option } from './card.ts';
import { isMessageKey, type MessageKey, type Translator } from './translator.ts';

/** What fields let one choose from, by the field’s name; a field that isn’t named here is typed. */
export type OptionsByField = Readonly<Record<string, readonly Option[]>>;

/**
 * The form of an action; undefined for an unknown one. `title` is what its target is called. A field that
 * may stay empty and has nothing to choose from is left out.
 */
export function formOf(
  t: Translator,
  action: string,
  target: string | null,
  title: string,
  options: OptionsByField = {},
): Form | undefined {
  const known = actions.get(action);
  if (!known) return undefined;
  return {
    action,
    target,
    title: t(key(`action.${action}`)),
    intro: t(key(`form.${action}.intro`), { title }),
    fields: known.fields
      .filter((f) => f.required || f.kind !== 'pick' || options[f.name]?.length !== 0)
      .map((f) => fieldOf(t, known, f, options[f.name] ?? [])),
    submit: t(key(`action.${action}`)),
    cancel: t('form.cancel'),
  };
}

/** What the speaker’s field holds for whoever speaks for no institution. */
export const oneself = 'self';

/** For whom one speaks, asked where it isn’t known: one of these institutions, or oneself where one may. */
export function speakerField(t: Translator, institutions: readonly Option[], alone: boolean): FormField {
  return {
    name: 'institution',
    kind: 'choice',
    label: t('form.speaker'),
    hint: null,
    required: true,
    max: null,
    options: alone ? [...institutions, { value: oneself, label: t('form.speaker.self') }] : [...institutions],
    many: false,
  };
}

/** Who telephoned or wrote, when a coordinator enters it for them; all empty when she speaks for herself. */
export function entryFields(t: Translator, institutions: readonly Option[]): FormField[] {
  const field = (name: string, more: Pick<FormField, 'kind'> & Partial<FormField>): FormField => ({
    name: `for.${name}`,
    label: t(key(`field.for.${name}`)),
    hint: said(t, `hint.for.${name}`),
    required: false,
    max: null,
    options: [],
    many: false,
    ...more,
  });
  const sources = entrySources.map((value) => ({ value, label: t(`option.how.${value}`) }));
  return [
    field('name', { kind: 'text', max: 120 }),
    field('institution', { kind: 'pick', options: [...institutions] }),
    field('mail', { kind: 'mail', max: 254 }),
    field('source', { kind: 'choice', required: true, options: sources }),
  ];
}

function fieldOf(t: Translator, action: Action, f: Field, options: readonly Option[]): FormField {
  const label = labelOf(t, action.name, f.name);
  const hint = said(t, `hint.${action.name}.${f.name}`) ?? said(t, `hint.${f.name}`);
  return {
    name: f.name,
    kind: f.kind,
    label,
    hint: f.kind === 'codes' && options.length > 0 ? null : hint,
    required: f.required,
    max: 'max' in f ? f.max : null,
    options:
      f.kind === 'choice' && options.length === 0
        ? f.options.map((value) => choiceOf(t, f.name, value))
        : [...options],
    many: f.kind === 'pick' || f.kind === 'member' ? f.many : f.kind === 'codes',
  };
}

/** What the field of an action is called. */
export function labelOf(t: Translator, action: string, field: string): string {
  return said(t, `field.${action}.${field}`) ?? t(key(`field.${field}`));
}

function choiceOf(t: Translator, field: string, value: string): Option {
  return { value, label: t(key(`option.${field}.${value}`)) };
}

/** A message that may be there. */
function said(t: Translator, name: string): string | null {
  return isMessageKey(name) ? t(name) : null;
}

function key(name: string): MessageKey {
  if (!isMessageKey(name)) throw new Error(`no message is called ${name}`);
  return name;
}
