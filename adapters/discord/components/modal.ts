// A step of a form as a modal of Discord.

import type { APIModalInteractionResponseCallbackData } from 'discord.js';
import type { FormValues } from '../../../src/ui/form-values.ts';
import { oneself } from '../../../src/ui/forms.ts';
import type { OpenedForm } from '../../../src/ui/opened-form.ts';
import type { Translator } from '../../../src/ui/translator.ts';
import { labelOf, textAbove } from './fields.ts';
import { limits, shown } from './limits.ts';
import { bold, briefly, oneLine, shortened } from './literal.ts';
import { entered, type Filling, stepsOf } from './steps.ts';
import { idOf } from './taps.ts';

export type Modal = APIModalInteractionResponseCallbackData;

/**
 * The step in hand, where that is a modal (`stepsOf`). Its id is the tap that opens it; the id of each input is the
 * name of its field and its kind (`valuesOf`).
 */
export function modalOf(opened: OpenedForm, t: Translator, filling: Filling): Modal {
  const { form } = opened;
  const { hand, zone } = filling;
  const values: FormValues = { [entered]: oneself, ...opened.values, ...filling.values };
  const step = stepsOf(opened, t, filling.values)[hand.step];
  if (step?.kind !== 'modal') throw new RangeError(`step ${hand.step} of ${form.action} is no modal`);
  const title = oneLine(form.title);
  const isShort = title.length <= limits.modal.title;
  const above = [
    ...(isShort || hand.step > 0 ? [] : [bold(briefly(title, shown.line))]),
    ...step.words,
    ...step.fields.flatMap((field) => textAbove(field, t)),
  ];
  return {
    custom_id: idOf({ kind: 'form', does: 'open', ...hand }),
    title: shortened(title, limits.modal.title),
    components: [
      ...(above.length > 0 ? [{ type: 10, content: above.join('\n') } as const] : []),
      ...step.fields.map((field) => labelOf(field, values[field.name] ?? '', t, zone)),
    ],
  };
}
