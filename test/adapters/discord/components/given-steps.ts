// Forms as Discord shows them step by step, and what it sends of them.

import type { APIModalSubmission } from 'discord.js';
import { formMessage } from '../../../../adapters/discord/components/form-message.ts';
import { type Modal, modalOf } from '../../../../adapters/discord/components/modal.ts';
import { type Filling, stepsOf } from '../../../../adapters/discord/components/steps.ts';
import type { FormValues } from '../../../../src/ui/form-values.ts';
import type { OpenedForm } from '../../../../src/ui/opened-form.ts';
import { fr, zone } from '../../../support/given-forms.ts';
import { objectsIn } from './outline.ts';

export const deliveryId = '3e0df8c4-0cff-4f53-997f-20199696fcb6';

export function filling({ form }: OpenedForm, step = 0, values: FormValues = {}, page = 0): Filling {
  const place = { action: form.action, target: form.target, room: null, speaker: null, lang: 'fr' } as const;
  return { hand: { deliveryId, step, page, place }, zone, values };
}

export const modal = (opened: OpenedForm, step = 0, values: FormValues = {}) =>
  modalOf(opened, fr, filling(opened, step, values));
export const message = (opened: OpenedForm, step = 0, values: FormValues = {}, page = 0) =>
  formMessage(opened, fr, filling(opened, step, values, page));
export const kinds = (opened: OpenedForm, values: FormValues = {}) =>
  stepsOf(opened, fr, values).map((step) => (step.kind === 'list' ? `list ${step.field.name}` : step.kind));
/** Each step as it is shown. */
export const all = (opened: OpenedForm, values: FormValues = {}) =>
  stepsOf(opened, fr, values).map(({ kind }, step) =>
    kind === 'modal' ? modal(opened, step, values) : message(opened, step, values),
  );

/** What Discord sends of a modal that was sent as it opened. */
export function sent({ components }: Modal): Pick<APIModalSubmission, 'components' | 'resolved'> {
  const labels = objectsIn(components).filter((o) => o.type === 18);
  const submitted = labels.map(({ component }) => {
    const { type, custom_id, value, options, default_values } = component as Record<string, unknown>;
    const chosen = ((options ?? []) as { default?: boolean; value: string }[]).filter((o) => o.default);
    const ids = ((default_values ?? []) as { id: string }[]).map(({ id }) => id);
    if (type === 4) return { type: 18, component: { type, custom_id, value: value ?? '' } };
    return { type: 18, component: { type, custom_id, values: [...chosen.map((o) => o.value), ...ids] } };
  });
  return { components: submitted } as unknown as Pick<APIModalSubmission, 'components' | 'resolved'>;
}
