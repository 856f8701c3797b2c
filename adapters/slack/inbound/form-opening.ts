// A form that opens for somebody: of an action, or of a step of setting up.

import type { types } from '@slack/bolt';
import { z } from 'zod';
import { belgianHolidays } from '../../../src/app/holidays.ts';
import { langs } from '../../../src/domain/people.ts';
import { importing } from '../../../src/ui/command-table.ts';
import type { FormValues } from '../../../src/ui/form-values.ts';
import { formOf } from '../../../src/ui/forms.ts';
import { importForm } from '../../../src/ui/import-form.ts';
import { type OpenedForm, openForm } from '../../../src/ui/opened-form.ts';
import { setupForm } from '../../../src/ui/setup/setup-form.ts';
import { type Translator, translator } from '../../../src/ui/translator.ts';
import type { Visit } from '../../../src/ui/visit.ts';
import { type Filling, type FormPlace, modalOf } from '../blocks/modal.ts';
import { setupIn } from './reading.ts';
import { type Deed, type Reception, visit } from './reception.ts';

/** Which form, and about what. */
export type Wanted = Pick<FormPlace, 'action' | 'target' | 'room' | 'over'>;

/** A form open before somebody, in their language. */
export interface Open {
  opened: OpenedForm;
  t: Translator;
  zone: string;
  /** Null while a concertation is being set up. */
  visit: Visit | null;
}

/** Undefined where its room has no assembly, or its action doesn’t exist, or has nothing to ask yet. */
export async function opened(at: Reception, deed: Deed, wanted: Wanted): Promise<Open | undefined> {
  const { action, target, room } = wanted;
  if (isSetup(action)) return setupOpened(at, deed, wanted);
  if (action === importing) return importOpened(at, deed, wanted);
  const there = await visit(at, deed, room);
  if (!there) return undefined;
  const { scene, reader, t, zone, now } = there;
  const form = await openForm(scene, t, action, target, reader, { now, holidays: belgianHolidays });
  return form && { opened: form, t, zone, visit: there };
}

export function isSetup(action: string): boolean {
  return action.startsWith('setup.');
}

/** The channel in which a form of setting up is filled in. */
export function channelOf(room: string): string {
  return room.split(':')[2] ?? '';
}

async function importOpened(at: Reception, deed: Deed, { room }: Wanted): Promise<Open | undefined> {
  const there = await visit(at, deed, room);
  if (!there) return undefined;
  const { scene, t, zone } = there;
  return { opened: await importForm(scene, t), t, zone, visit: there };
}

async function setupOpened(
  at: Reception,
  deed: Deed,
  { action, target, room }: Wanted,
): Promise<Open | undefined> {
  const { scene, t } = await setupIn(at, deed, channelOf(room));
  const drawn = setupForm(t, scene, action, target);
  const zone = scene.standing.charter?.zone ?? 'Europe/Brussels';
  const whole = drawn && { ...drawn, asksSpeaker: false, speaksFor: null };
  return whole && { opened: whole, t, zone, visit: null };
}

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

/** The form as it can be asked without a look at the store: what is chosen from a list otherwise is typed. */
export function bareForm(
  at: Reception,
  deed: Deed,
  wanted: Wanted,
  deliveryId: string,
): types.ModalView | undefined {
  const open = openedBare(at, deed, wanted);
  return open && firstPage(open, wanted, deliveryId, {});
}

/** Undefined where it asks nothing that is known beforehand. */
export function openedBare(
  at: Reception,
  { who }: Deed,
  { action, target }: Pick<Wanted, 'action' | 'target'>,
): Open | undefined {
  const t = translator(at.app.acquaintance.known(who)?.lang ?? 'fr');
  const form = formOf(t, action, target, target ?? '');
  if (!form) return undefined;
  const opened = { form, values: {}, asksSpeaker: false, speaksFor: null, bare: true } as const;
  return { opened, t, zone: 'Europe/Brussels', visit: null };
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
