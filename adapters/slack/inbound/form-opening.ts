// A form that opens in a view of Slack, and what comes back with it.

import type { types } from '@slack/bolt';
import { z } from 'zod';
import { langs } from '../../../src/domain/people.ts';
import type { FormValues } from '../../../src/ui/form-values.ts';
import { type Open, openedBare } from '../../../src/ui/reception/asked-form.ts';
import { type Filling, type FormPlace, modalOf } from '../blocks/modal.ts';
import type { Deed, Reception } from './reception.ts';

/** Which form, about what, and over which view. */
export type Wanted = Pick<FormPlace, 'action' | 'target' | 'room' | 'over'>;

/** @param values over what the form opens with */
export function firstPage(
  { opened: form, t, zone }: Open,
  { room, over }: Wanted,
  deliveryId: string,
  values: FormValues,
): types.ModalView {
  return modalOf(form, t, filling({ room, deliveryId, page: 0, forAnother: false, over }, zone, values));
}

export function filling(
  { room, deliveryId, page, forAnother, over }: Pick<FormPlace, keyof Filling & keyof FormPlace>,
  zone: string,
  values: FormValues,
): Filling {
  return { room, deliveryId, page, forAnother, over, zone, values };
}

/** The form as it can be asked without a look at the store. */
export function bareForm(
  at: Reception,
  deed: Deed,
  wanted: Wanted,
  deliveryId: string,
): types.ModalView | undefined {
  const open = openedBare(at, deed, wanted);
  return open && firstPage(open, wanted, deliveryId, {});
}

const placeSchema = z.object({
  action: z.string(),
  target: z.string().nullable(),
  room: z.string(),
  deliveryId: z.string(),
  page: z.number(),
  pages: z.number(),
  forAnother: z.boolean(),
  over: z.string().nullable(),
  speaker: z.object({ asked: z.boolean(), for: z.string().nullable() }).nullable().default(null),
  lang: z.enum(langs).default('fr'),
});

/** What came back with a form. Throws for what isn’t ours: Slack has signed it, so it would be a bug. */
export function placeIn(privateMetadata: string): FormPlace {
  return placeSchema.parse(JSON.parse(privateMetadata));
}
