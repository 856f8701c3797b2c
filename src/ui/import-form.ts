// The form with which somebody brings in a file, where a platform takes files in its forms.

import type { FormField } from './card.ts';
import { importing } from './command-table.ts';
import type { FormValues } from './form-values.ts';
import { candidates } from './open-command.ts';
import type { OpenedForm } from './opened-form.ts';
import type { Scene } from './scene.ts';
import type { Translator } from './translator.ts';

/** Of institutions, people or proposals; `call` is asked where there is one that proposals could go into. */
export async function importForm(scene: Scene, t: Translator): Promise<OpenedForm> {
  const calls = await candidates(scene, 'call', 'proposal.submit');
  const options = calls.map(({ ref, name }) => ({ value: ref, label: t('choice.label', { ref, name }) }));
  const form = {
    action: importing,
    target: null,
    title: t('page.import'),
    intro: t('page.import.intro'),
    fields: [
      fieldOf({ name: 'file', kind: 'file', label: t('page.import.file'), required: true }),
      ...(options.length > 0
        ? [fieldOf({ name: 'call', kind: 'pick', label: t('page.import.call'), options })]
        : []),
    ],
    submit: t('page.import.send'),
    cancel: t('form.cancel'),
  };
  return { form, values: {}, asksSpeaker: false, speaksFor: null };
}

/** The call that was chosen; null for none. */
export function callIn(values: FormValues): string | null {
  const [call = ''] = [values.call ?? ''].flat();
  return call === '' ? null : call;
}

function fieldOf(said: Pick<FormField, 'name' | 'kind' | 'label'> & Partial<FormField>): FormField {
  return { hint: null, required: false, max: null, options: [], many: false, ...said };
}
