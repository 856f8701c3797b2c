// What a browser sends of a form, sorted: who speaks, for whom it was entered, and the action's own values.

import { actions } from '../../../src/app/actions.ts';
import type { Behalf } from '../../../src/app/job.ts';
import { entrySources } from '../../../src/domain/people.ts';
import type { Form } from '../../../src/ui/card.ts';
import { changes, type FormValues } from '../../../src/ui/form-values.ts';
import { oneself } from '../../../src/ui/forms.ts';
import type { OpenedForm } from '../../../src/ui/opened-form.ts';

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

export interface Said {
  /** Null for themselves; undefined where they were asked and didn’t say. */
  institution: string | null | undefined;
  behalf: Behalf | null;
  /** Of the action’s own fields. */
  own: FormValues;
}

/** Somebody is entered for as soon as anything is said of who they are. */
export function whoAndWhat(opened: OpenedForm, filled: FormValues): Said {
  const { form, values, asksSpeaker, speaksFor } = opened;
  const one = (name: string) => [filled[name] ?? ''].flat()[0] ?? '';
  const chosen = one('institution');
  const asked = chosen === oneself ? null : chosen || undefined;
  const [name, institution, mail] = ['for.name', 'for.institution', 'for.mail'].map(one);
  const source = entrySources.find((s) => s === one('for.source')) ?? 'phone';
  const somebody = name || institution || mail;
  const fields = actions.get(form.action)?.fields.map((f) => f.name) ?? [];
  const own = Object.fromEntries(fields.map((field) => [field, filled[field] ?? '']));
  return {
    institution: asksSpeaker ? asked : speaksFor,
    behalf: somebody
      ? { name: name ?? '', institution: institution || null, mail: mail || null, source }
      : null,
    own: changes(form.action, values, own),
  };
}

/** The texts that a field of the body holds: none, one or several. */
export function typed(sent: unknown): string[] {
  return [sent].flat().filter((item) => typeof item === 'string');
}
