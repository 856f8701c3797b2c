// A form as it opens for somebody: about this thing, with what there is to choose from, what stands already,
// and the questions of who speaks.

import { type Action, actions } from '../app/actions.ts';
import { carriedBy } from '../domain/proposal.ts';
import type { Form } from './card.ts';
import { allOptions, institutionOptions } from './form-options.ts';
import type { Reader } from './form-readers.ts';
import { concerned, titleOf } from './form-targets.ts';
import { type FormValues, type Present, valuesFor } from './form-values.ts';
import { listOf } from './format.ts';
import { entryFields, formOf, oneself, speakerField } from './forms.ts';
import type { Scene } from './scene.ts';
import type { Translator } from './translator.ts';
import { shown } from './views/words.ts';

export interface OpenedForm {
  form: Form;
  /** What the fields hold already. */
  values: FormValues;
  /** Whether it asks for whom one speaks (`institution`); otherwise they speak for `speaksFor`. */
  asksSpeaker: boolean;
  /** Their one institution; null where they have none or several. */
  speaksFor: string | null;
  /** Drawn without a look at what is known: then nor is for whom they speak. */
  bare?: true;
}

/** Undefined for an unknown action. */
export async function openForm(
  scene: Scene,
  t: Translator,
  name: string,
  target: string | null,
  reader: Reader,
  present: Present,
): Promise<OpenedForm | undefined> {
  const action = actions.get(name);
  if (!action) return undefined;
  const about = target ?? '';
  const title = await titleOf(scene, t, action, about, reader);
  const drawn = formOf(t, name, target, title, await allOptions(scene, action, about, t));
  if (!drawn) return undefined;
  const demanded = await demandedBy(scene, action, about);
  const joint = await jointWithdrawal(scene, t, action, about, reader);
  const form = {
    ...drawn,
    ...(joint !== null && { intro: joint }),
    fields: drawn.fields.map((f) => ({ ...f, required: f.required || demanded.includes(f.name) })),
  };
  const values = await valuesFor(scene, action, about, reader, t, present);
  const asksSpeaker = !action.desk && !action.own && reader.institutions.length !== 1;
  const forAnother = action.enterable === true && reader.coordinates;
  const several = reader.institutions.length > 1;
  const speaksFor = several ? null : (reader.institutions[0] ?? null);
  const opened = { form, values, asksSpeaker, speaksFor };
  if (!asksSpeaker && !forAnother) return opened;

  const own = (id: string) => !several || reader.institutions.includes(id);
  const institutions = await institutionOptions(scene, t);
  const speaker = speakerField(
    t,
    institutions.filter((i) => own(i.value)),
    !forInstitutions.includes(name),
  );
  const fields = [
    ...(asksSpeaker ? [speaker] : []),
    ...form.fields,
    ...(forAnother ? entryFields(t, institutions) : []),
  ];
  // A coordinator mostly speaks for the process, not for an institution.
  const oneselfFirst = asksSpeaker && reader.coordinates && !forInstitutions.includes(name);
  const spoken = oneselfFirst ? { institution: oneself } : {};
  return { ...opened, form: { ...form, fields }, values: { ...spoken, ...values } };
}

/** What nobody does without an institution: one carries a proposal, or one may contest a retouching. */
const forInstitutions = ['proposal.submit', 'proposal.draft', 'proposal.contest-editorial'];

/** That the proposal goes on with its other carriers; null where withdrawing ends it. */
async function jointWithdrawal(
  scene: Scene,
  t: Translator,
  action: Action,
  target: string,
  reader: Reader,
): Promise<string | null> {
  if (action.name !== 'proposal.withdraw') return null;
  const { proposal } = await concerned(scene, action, target);
  if (!proposal || proposal.joint.length === 0) return null;
  const own = carriedBy(proposal).find((id) => reader.institutions.includes(id));
  const others = carriedBy(proposal).filter((id) => id !== own);
  const names = await Promise.all(others.map(async (id) => shown(t, await scene.institution(id))));
  const title = await titleOf(scene, t, action, target, reader);
  return t('form.proposal.withdraw.joint', { title, others: listOf(t, names) });
}

/** The fields that the charter wants filled in, though the action itself doesn’t. */
async function demandedBy(scene: Scene, action: Action, target: string): Promise<string[]> {
  if (action.name !== 'objection.raise' && action.name !== 'objection.explain') return [];
  const { call } = await concerned(scene, action, target);
  if (!call) return [];
  const { objectionReason, counterProposal, objectionGround } = (await scene.charterOf(call)).rules;
  return [
    ...(objectionGround.value === 'required' ? ['ground'] : []),
    ...(objectionReason.value === 'required' ? ['reason'] : []),
    ...(counterProposal.value === 'required' ? ['remedy'] : []),
  ];
}
