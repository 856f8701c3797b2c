// The forms of setting up: as neutral as those of any action, with what stands in them already.

import type { Field } from '../../app/fields.ts';
import { setupActions } from '../../app/setting-up.ts';
import { assumptionsOf, type RuleName, ruleNames } from '../../domain/charter.ts';
import { langs } from '../../domain/people.ts';
import type { Form, FormField, Option } from '../card.ts';
import { assumptionOptions } from '../form-options.ts';
import type { FormValues } from '../form-values.ts';
import { isMessageKey, type MessageKey, type Translator } from '../translator.ts';
import { own, ruleLabel } from '../views/charter-words.ts';
import type { SetupScene } from './setup-cards.ts';

/**
 * The form of one step; undefined for one that doesn’t exist, or that has nothing to ask yet. Where a platform
 * has a list of its own of people, it shows that in place of the `options` of a `member` field.
 *
 * @param target the rule whose assumption is adopted, for `setup.adopt`
 * @param members who could be chosen, where the platform doesn’t let one choose by itself
 */
export function setupForm(
  t: Translator,
  scene: SetupScene,
  action: string,
  target: string | null,
  members: readonly Option[] = [],
): { form: Form; values: FormValues } | undefined {
  const fields = setupActions.get(action);
  if (!fields) return undefined;
  const intro = introOf(t, scene, action, target);
  if (intro === undefined) return undefined;
  const form: Form = {
    action,
    target,
    title: t(key(`action.${action}`)),
    intro,
    fields: fields.map((field) => drawn(t, scene, field, members)),
    submit: t(key(`action.${action}`)),
    cancel: t('form.cancel'),
  };
  return { form, values: valuesFor(scene, action) };
}

function introOf(
  t: Translator,
  { standing: { setup, charter } }: SetupScene,
  action: string,
  target: string | null,
): string | undefined {
  const said = key(`form.${action}.intro`);
  if (!needsCharter.includes(action)) return t(said);
  if (!setup || !charter) return undefined;
  const left = assumptionsOf(charter).filter((name) => !setup.adopted[name]).length;
  if (action !== 'setup.adopt') return t(said, { n: left, left });
  const rule = ruleNames.find((name) => name === target);
  return rule && t(said, { title: ruleLabel(t, rule) });
}

const needsCharter = ['setup.adopt', 'setup.adopt-all', 'setup.assumptions', 'setup.language', 'setup.open'];

function drawn(t: Translator, scene: SetupScene, field: Field, members: readonly Option[]): FormField {
  const hint = `hint.${field.name}`;
  return {
    name: field.name,
    kind: field.kind,
    label: t(key(`field.${field.name}`)),
    hint: isMessageKey(hint) ? t(hint) : null,
    required: field.required,
    max: null,
    options: optionsOf(t, scene, field, members),
    many: 'many' in field && field.many,
  };
}

function optionsOf(
  t: Translator,
  { presets, standing: { charter } }: SetupScene,
  field: Field,
  members: readonly Option[],
): Option[] {
  if (field.kind === 'member') return [...members];
  if (field.kind === 'codes') return [];
  switch (field.name) {
    case 'charter':
      return presets.map(({ id, title, status }) => ({
        value: id,
        label: own(t, title),
        group: t(`charter.status.${status}`),
      }));
    case 'assumptions':
      return charter ? assumptionOptions(t, charter, assumptionsOf(charter)) : [];
    default:
      return (charter?.languages ?? langs).map((lang) => ({
        value: lang,
        label: t(`option.roomLang.${lang}`),
      }));
  }
}

function valuesFor({ standing: { setup } }: SetupScene, action: string): FormValues {
  if (!setup) return {};
  const { coordinators, deputies, helpers } = setup;
  switch (action) {
    case 'setup.people':
      return { coordinators, deputies, helpers };
    case 'setup.charter':
      return setup.charter ? { charter: setup.charter.ref.replace(/@\d+$/, '') } : {};
    case 'setup.assumptions':
      return { assumptions: Object.keys(setup.adopted) as RuleName[] };
    case 'setup.language':
      return { roomLang: setup.lang };
    default:
      return {};
  }
}

function key(name: string): MessageKey {
  if (!isMessageKey(name)) throw new Error(`no message is called ${name}`);
  return name;
}
