// What a browser sends of a form, by the names of its fields.

import type { Form } from '../../../src/ui/card.ts';
import type { FormValues } from '../../../src/ui/form-values.ts';

type Body = Record<string, unknown>;

/** What stands in each field, by its name, as it was typed or chosen. */
export function filledIn(form: Form, body: Body): FormValues {
  return Object.fromEntries(
    form.fields.map((f) => {
      const sent = typed(body[`value.${f.name}`]);
      return [f.name, f.many && f.options.length > 0 ? sent : (sent[0] ?? '')];
    }),
  );
}

/** The texts that a field of the body holds: none, one or several. */
export function typed(sent: unknown): string[] {
  return [sent].flat().filter((item) => typeof item === 'string');
}
