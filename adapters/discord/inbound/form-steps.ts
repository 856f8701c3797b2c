// A form between two modals, in a message that its reader alone sees: a list to choose from, the way on and back, and
// the last word before it is sent.

import type { APIMessageComponentInteraction, APIMessageStringSelectInteractionData } from 'discord.js';
import { isRefusal } from '../../../src/domain/refusal.ts';
import { chasePreview } from '../../../src/ui/desk/chase-preview.ts';
import { whoAndWhat } from '../../../src/ui/filled-form.ts';
import { type Open, opened } from '../../../src/ui/reception/asked-form.ts';
import { refusalText } from '../../../src/ui/refusals.ts';
import { formMessage, type Preview } from '../components/form-message.ts';
import { chosenOn } from '../components/lists.ts';
import type { DiscordMessage } from '../components/message.ts';
import { type Filling, said, sentValues, stepsOf } from '../components/steps.ts';
import { type FormInHand, type FormPlace, isKeptApart, type Tap } from '../components/taps.ts';
import type { Form } from './answering.ts';
import { anywhere, filledIn, handIn, kept, opens, placeIn, stepShown } from './form-opening.ts';
import { ended } from './form-sent.ts';
import { answered, type Deed, inServerOf, type Reception, whereOf } from './reception.ts';
import { sentences } from './taps.ts';

type StepTap = Extract<Tap, { kind: 'form' }>;

export function stepTapped(at: Reception, deed: Deed, { does, ...rest }: StepTap): Promise<void> {
  const tap = handIn(rest);
  switch (does) {
    case 'open':
      return opens(at, deed, stepAsked(at, deed, tap));
    case 'choose':
      return shows(at, deed, chosen(at, deed, tap));
    case 'turn':
      return shows(at, deed, turnedTo(at, deed, tap));
    case 'send':
      return ended(at, deed, { ...tap, step: lastStep }, {});
    case 'restart':
      return shows(at, deed, begunAgain(at, deed, tap));
  }
}

async function shows(at: Reception, deed: Deed, step: Promise<DiscordMessage>): Promise<void> {
  await answered(at, deed, step, whereOf(deed));
}

/** Nothing more is asked after it. */
const lastStep = 999;

/** The step in hand with what was filled in so far. */
async function stepAsked(at: Reception, deed: Deed, tap: FormInHand): Promise<Form> {
  const found = await inHand(at, deed, tap);
  if (!found) return { kind: 'message', message: await gone(at, deed), where: whereOf(deed) };
  return stepShown(at, found.open, found.filling, deed);
}

async function chosen(at: Reception, deed: Deed, tap: FormInHand): Promise<DiscordMessage> {
  const found = await inHand(at, deed, tap);
  if (!found) return gone(at, deed);
  const { open, filling, place } = found;
  const step = stepsOf(open.opened, open.t, filling.values)[tap.step];
  if (step?.kind !== 'list') return stepMessage(at, open, filling);
  const { field } = step;
  const held = said({ ...open.opened.values, ...filling.values }, field);
  const picked = { [field.name]: chosenOn(field, tap.page, held, valuesIn(deed)) };
  await at.drafts.keep(deed.who, tap.deliveryId, { ...picked, ...kept({ place }, deed) }, deed.receivedAt);
  return stepMessage(at, open, { ...filling, values: { ...filling.values, ...picked } });
}

async function turnedTo(at: Reception, deed: Deed, tap: FormInHand): Promise<DiscordMessage> {
  const found = await inHand(at, deed, { ...tap, page: Number(valuesIn(deed)[0] ?? 0) });
  return found ? stepMessage(at, found.open, found.filling) : gone(at, deed);
}

/** What the form is stays; what was filled in is forgotten. */
async function begunAgain(at: Reception, deed: Deed, tap: FormInHand): Promise<DiscordMessage> {
  const found = await inHand(at, deed, tap);
  if (!found) return gone(at, deed);
  const { open, place } = found;
  const hand = { ...tap, place, deliveryId: crypto.randomUUID(), step: 0, page: 0 };
  await at.drafts.drop(deed.who, tap.deliveryId);
  if (isKeptApart(hand)) await at.drafts.keep(deed.who, hand.deliveryId, kept(hand, deed), deed.receivedAt);
  return stepMessage(at, open, { hand, zone: open.zone, values: {} });
}

interface InHand {
  open: Open;
  filling: Filling;
  place: FormPlace;
}

/** Undefined where nothing is left to be filled in. */
async function inHand(at: Reception, deed: Deed, tap: FormInHand): Promise<InHand | undefined> {
  const draft = await at.drafts.of(deed.who, tap.deliveryId);
  const place = placeIn(tap, draft);
  if (!place) return undefined;
  const { room } = anywhere(place, deed);
  const open = await opened(at, inServerOf(deed, room), { ...place, room });
  if (!open) return undefined;
  const values = filledIn(draft);
  const steps = stepsOf(open.opened, open.t, values).length;
  const hand = { ...tap, place, step: Math.min(tap.step, steps - 1) };
  return { open, place, filling: { hand, zone: open.zone, values } };
}

/** A step as a message: its list, what it would send, or the way on. */
export async function stepMessage(_at: Reception, open: Open, filling: Filling): Promise<DiscordMessage> {
  const step = stepsOf(open.opened, open.t, filling.values)[filling.hand.step];
  const preview = step?.kind === 'preview' ? await previewOf(open, filling) : null;
  return formMessage(open.opened, open.t, filling, preview);
}

/** As the first of those who owe an answer will read it; nothing is sent. */
async function previewOf(
  { opened: form, visit, t, zone }: Open,
  { hand, values }: Filling,
): Promise<Preview | null> {
  if (!visit || !hand.place) return null;
  const { action, target } = hand.place;
  const { own } = whoAndWhat({ ...form, action }, sentValues(values));
  const words = [own.words ?? ''].flat()[0] ?? '';
  const seen = await chasePreview(visit.scene, visit.reader, t, { call: target ?? '', words }, visit.now);
  if (isRefusal(seen)) {
    const { text, next } = refusalText(t, seen, zone);
    return { sentences: [text, next], card: null };
  }
  const { persons, institutions, card } = seen;
  const says = t('page.form.preview.says', { n: persons, institutions: institutions.length });
  return { sentences: [says], card: { ...card, buttons: [] } };
}

function valuesIn({ interaction }: Deed): string[] {
  const { data } = interaction as APIMessageComponentInteraction;
  return (data as Partial<APIMessageStringSelectInteractionData>).values ?? [];
}

function gone(at: Reception, deed: Deed): Promise<DiscordMessage> {
  return sentences(at, deed, (t) => [t('chat.gone')]);
}
