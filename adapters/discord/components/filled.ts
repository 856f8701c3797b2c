// What Discord sends of a modal, as values of its form: under each field’s name, as it was typed or chosen.

import type { APIAttachment, APIModalSubmission } from 'discord.js';
import type { FormValues } from '../../../src/ui/form-values.ts';
import { readDate } from './dates.ts';

/**
 * The fields of this modal alone. An empty field is ''; a field of several choices a list; a date as it is written
 * with the clocks of its zone, or as it was typed where it isn’t one; a file its name, its bytes as Discord counts
 * them, and where it is.
 *
 * @param many whether several may be chosen in a field, by its name: Discord sends a list in any case
 */
export function valuesOf({
  components,
  resolved,
}: Pick<APIModalSubmission, 'components' | 'resolved'>): FormValues {
  const values: FormValues = {};
  for (const top of components) {
    const inputs = 'component' in top ? [top.component] : 'components' in top ? top.components : [];
    for (const input of inputs) {
      const { name, kind, isMany } = fieldIn(input.custom_id);
      if ('values' in input && kind === 'file') values[name] = fileOf(resolved?.attachments, input.values[0]);
      else if ('values' in input) values[name] = isMany ? input.values : (input.values[0] ?? '');
      else if (typeof input.value === 'string')
        values[name] = kind === 'instant' ? readDate(input.value) : input.value;
    }
  }
  return values;
}

/** The id of what a field is filled in with. */
export function fieldId({ name, kind, many }: { name: string; kind: string; many: boolean }): string {
  return `${name}:${kind}${many ? ':many' : ''}`;
}

function fieldIn(customId: string): { name: string; kind: string; isMany: boolean } {
  const [name = '', kind = '', many] = customId.split(':');
  return { name, kind, isMany: many !== undefined };
}

function fileOf(
  attachments: Record<string, APIAttachment> | undefined,
  id: string | undefined,
): string | string[] {
  const file = id === undefined ? undefined : attachments?.[id];
  return file ? [file.filename, `${file.size}`, file.url] : '';
}
