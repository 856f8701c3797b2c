// A form that opens in Discord: as a modal, or as a message where it begins with a list.

import type { FormValues } from '../../../src/ui/form-values.ts';
import { type Open, opened, openedBare, type Wanted } from '../../../src/ui/reception/asked-form.ts';
import { type Modal, modalOf } from '../components/modal.ts';
import { type Filling, stepsOf } from '../components/steps.ts';
import { type FormInHand, type FormPlace, isKeptApart } from '../components/taps.ts';
import { roomIn } from '../who.ts';
import type { Form } from './answering.ts';
import { stepMessage } from './form-steps.ts';
import { waiting } from './readings.ts';
import { type Deed, heard, incidentOf, note, type Reception, whereOf } from './reception.ts';
import { sentences } from './taps.ts';

/**
 * Opens a form: the whole one, or, where the store takes its time, the bare one or a word to try again. A failure is
 * said as such.
 */
export async function opens(
  at: Reception,
  deed: Deed,
  whole: Promise<Form>,
  bare: () => Modal | undefined = () => undefined,
): Promise<void> {
  const form = whole.catch((error: unknown): Form => {
    return { kind: 'message', message: note(at, deed, () => [incidentOf(at, deed, error)]), where: 'aside' };
  });
  await heard(at, deed, () => deed.answering.form(form, bare, () => waiting(at, deed)), null);
}

/** Under which a draft keeps what its form is, where no id has room for that. */
const placeKey = '~place';

/** @param values over what the form opens with */
export async function formOpened(
  at: Reception,
  deed: Deed,
  wanted: Wanted,
  values: FormValues,
): Promise<Form> {
  const open = await opened(at, deed, wanted);
  if (!open)
    return { kind: 'message', message: await sentences(at, deed, (t) => [t('chat.gone')]), where: 'aside' };
  const steps = stepsOf(open.opened, open.t, values);
  const { asksSpeaker, speaksFor } = open.opened;
  // What goes on is read again in any case.
  const speaker = steps.length === 1 ? { asked: asksSpeaker, for: speaksFor } : null;
  const hand = handOf(deed, wanted, open, speaker);
  if (isKeptApart(hand) || (steps.length > 1 && Object.keys(values).length > 0))
    await at.drafts.keep(deed.who, hand.deliveryId, { ...values, ...kept(hand, deed) }, deed.receivedAt);
  return stepShown(at, open, { hand, zone: open.zone, values }, deed);
}

/** The form as it can be asked without a look at the store; undefined where that can’t be. */
export function bareForm(at: Reception, deed: Deed, wanted: Wanted): Modal | undefined {
  const open = openedBare(at, deed, wanted);
  if (!open) return undefined;
  const hand = handOf(deed, wanted, open, null);
  const [first] = stepsOf(open.opened, open.t, {});
  if (isKeptApart(hand) || first?.kind !== 'modal' || first.fields.length === 0) return undefined;
  return modalOf(open.opened, open.t, { hand, zone: open.zone, values: {} });
}

/** The step in hand: a modal, but where it is a list, or asks nothing but to be sent. */
export async function stepShown(at: Reception, open: Open, filling: Filling, deed: Deed): Promise<Form> {
  const step = stepsOf(open.opened, open.t, filling.values)[filling.hand.step];
  if (step?.kind === 'modal' && step.fields.length > 0)
    return { kind: 'modal', modal: modalOf(open.opened, open.t, filling) };
  return { kind: 'message', message: await stepMessage(at, open, filling), where: whereOf(deed) };
}

function handOf(deed: Deed, wanted: Wanted, { t }: Open, speaker: FormPlace['speaker']): FormInHand {
  const { action, target, room } = wanted;
  const isHere = deed.channel !== null && room === roomIn(deed.team, deed.channel);
  const place = { action, target, room: isHere ? null : room, speaker, lang: t.lang };
  return { deliveryId: crypto.randomUUID(), step: 0, page: 0, place };
}

/** What a draft keeps beside what was filled in: wherever the form goes on. */
export function kept({ place }: Pick<FormInHand, 'place'>, deed: Deed): FormValues {
  return place ? { [placeKey]: JSON.stringify(anywhere(place, deed)) } : {};
}

/** The same form as it is opened where its room isn’t the channel. */
export function anywhere(place: FormPlace, { team, channel }: Deed): FormPlace & { room: string } {
  return { ...place, room: place.room ?? roomIn(team, channel ?? '') };
}

/** What the form in hand is: by its ids, else as its draft keeps it; undefined where that is forgotten. */
export function placeIn(hand: FormInHand, draft: FormValues): FormPlace | undefined {
  if (hand.place) return hand.place;
  const written = draft[placeKey];
  return typeof written === 'string' ? (JSON.parse(written) as FormPlace) : undefined;
}

/** What was filled in, and nothing else. */
export function filledIn(values: FormValues): FormValues {
  return Object.fromEntries(Object.entries(values).filter(([name]) => name !== placeKey));
}

/** The form that a tap is about, whatever else it says. */
export function handIn({ deliveryId, step, page, place }: FormInHand): FormInHand {
  return { deliveryId, step, page, place };
}
