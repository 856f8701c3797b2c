// Forms that ask everything, of every kind.

import type { FormField, Option } from '../../src/ui/card.ts';
import type { FormValues } from '../../src/ui/form-values.ts';
import type { OpenedForm } from '../../src/ui/opened-form.ts';
import { translator } from '../../src/ui/translator.ts';

export const fr = translator('fr');
export const zone = 'Europe/Brussels';

export function field(name: string, kind: FormField['kind'], more: Partial<FormField> = {}): FormField {
  const label = `Le champ ${name}`;
  return { name, kind, label, hint: null, required: false, max: null, options: [], many: false, ...more };
}

export function form(
  fields: FormField[],
  values: FormValues = {},
  more: Partial<OpenedForm['form']> = {},
): OpenedForm {
  return {
    form: {
      action: 'proposal.submit',
      target: 'C1',
      title: 'Proposer une action',
      intro: 'Votre proposition est annoncée.',
      fields,
      submit: 'Proposer une action',
      cancel: 'Annuler',
      ...more,
    },
    values,
    asksSpeaker: false,
    speaksFor: 'I1',
  };
}

export function options(n: number, label = (i: number) => `Institution ${i}`): Option[] {
  return Array.from({ length: n }, (_, i) => ({ value: `I${i}`, label: label(i) }));
}

export const anyChoice = ['yes', 'no', 'unknown'].map((value) => ({ value, label: value }));
export const everyKind = [
  field('title', 'text', { max: 150, required: true }),
  field('summary', 'long', { max: 4000 }),
  field('criteria', 'lines', { max: 300 }),
  field('sectors', 'codes'),
  field('amount', 'amount'),
  field('mail', 'mail'),
  field('rooted', 'choice', { options: anyChoice, required: true }),
  field('with', 'pick', { options: options(40) }),
  field('who', 'pick', { options: options(350) }),
  field('partners', 'pick', { options: options(8), many: true }),
  field('others', 'pick', { options: options(90), many: true }),
  field('all', 'pick', { options: options(350), many: true }),
  field('startsAt', 'instant'),
];
