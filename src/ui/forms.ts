// The forms that people fill in, built from the catalogue of actions.

import { actions, type Field } from '../app/actions.ts';
import type { Form, FormField } from './card.ts';
import { isMessageKey, type MessageKey, type Translator } from './translator.ts';

/** The form of an action; undefined for an unknown one. `title` is what its target is called. */
export function formOf(
  t: Translator,
  action: string,
  target: string | null,
  title: string,
): Form | undefined {
  const known = actions.get(action);
  if (!known) return undefined;
  return {
    action,
    target,
    title: t(key(`action.${action}`)),
    intro: t(key(`form.${action}.intro`), { title }),
    fields: known.fields.map((f) => field(t, f)),
    submit: t(key(`action.${action}`)),
    cancel: t('form.cancel'),
  };
}

function field(t: Translator, f: Field): FormField {
  return {
    name: f.name,
    kind: f.kind,
    label: t(key(`field.${f.name}`)),
    hint: f.required ? null : t('form.optional'),
    required: f.required,
    max: f.kind === 'text' || f.kind === 'long' ? f.max : null,
    options:
      f.kind === 'choice' ? f.options.map((value) => ({ value, label: t(key(`${f.name}.${value}`)) })) : [],
  };
}

function key(name: string): MessageKey {
  if (!isMessageKey(name)) throw new Error(`no message is called ${name}`);
  return name;
}
