// A form that was filled in, sorted: who speaks, for whom it was entered, and the action’s own values.

import { actions } from '../app/actions.ts';
import type { Behalf } from '../app/job.ts';
import { entrySources } from '../domain/people.ts';
import { changes, type FormValues } from './form-values.ts';
import { oneself } from './forms.ts';
import type { OpenedForm } from './opened-form.ts';

export interface Said {
  /** Null for themselves; undefined where they were asked and didn’t say. */
  institution: string | null | undefined;
  behalf: Behalf | null;
  /** Of the action’s own fields. */
  own: FormValues;
}

/** What there is to know of a form before it can be sorted. */
export type Asked = Pick<OpenedForm, 'values' | 'asksSpeaker' | 'speaksFor'> & { action: string };

/** Somebody is entered for as soon as anything is said of who they are. */
export function whoAndWhat({ action, values, asksSpeaker, speaksFor }: Asked, filled: FormValues): Said {
  const one = (name: string) => [filled[name] ?? ''].flat()[0] ?? '';
  const chosen = one('institution');
  const asked = chosen === oneself ? null : chosen || undefined;
  const [name, institution, mail] = ['for.name', 'for.institution', 'for.mail'].map(one);
  const source = entrySources.find((s) => s === one('for.source')) ?? 'phone';
  const somebody = name || institution || mail;
  const fields = actions.get(action)?.fields.map((f) => f.name) ?? [];
  const own = Object.fromEntries(fields.map((field) => [field, filled[field] ?? '']));
  return {
    institution: asksSpeaker ? asked : speaksFor,
    behalf: somebody
      ? { name: name ?? '', institution: institution || null, mail: mail || null, source }
      : null,
    own: changes(action, values, own),
  };
}
