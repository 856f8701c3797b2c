// A modal that was sent: the form goes on, or is carried out, and the answer says honestly which.

import type { APIModalSubmitInteraction } from 'discord.js';
import { refuse } from '../../../src/domain/refusal.ts';
import type { FormValues } from '../../../src/ui/form-values.ts';
import { channelOf, isSetup, type Open, opened, openedBare } from '../../../src/ui/reception/asked-form.ts';
import { ownTongue, tongueAtHand } from '../../../src/ui/reception/guest.ts';
import { reportCard } from '../../../src/ui/reception/imported.ts';
import {
  checkedWords,
  type FormEnd,
  recordedWords,
  refusedWords,
  sendForm,
} from '../../../src/ui/reception/sent-form.ts';
import { type RefusalText, refusalText } from '../../../src/ui/refusals.ts';
import { translator } from '../../../src/ui/translator.ts';
import { valuesOf } from '../components/filled.ts';
import { refusedMessage } from '../components/form-message.ts';
import { type DiscordMessage, noteMessage } from '../components/message.ts';
import { leadsOn, sentValues, stepOf, stepsOf } from '../components/steps.ts';
import { type FormInHand, type FormPlace, tapOf } from '../components/taps.ts';
import type { Where } from './answering.ts';
import { fileIn } from './brought-file.ts';
import { anywhere, filledIn, handIn, kept, placeIn } from './form-opening.ts';
import { stepMessage } from './form-steps.ts';
import type { Arrival } from './heard.ts';
import { drawn, reading } from './readings.ts';
import {
  answered,
  type Deed,
  deedOf,
  incidentOf,
  inServerOf,
  isFormMessage,
  note,
  type Reception,
} from './reception.ts';

export async function formSent(
  at: Reception,
  interaction: APIModalSubmitInteraction,
  arrival: Arrival,
): Promise<void> {
  const tap = tapOf(interaction.data.custom_id);
  const hand = tap?.kind === 'form' ? handIn(tap) : undefined;
  const deed = deedOf(at, interaction, arrival, hand?.place?.room ?? null);
  if (hand) return ended(at, deed, hand, filledIn(valuesOf(interaction.data)));
  await answered(at, deed, Promise.resolve(note(at, deed, (t) => [t('discord.old')])), 'aside');
}

/** What is said of a form that was sent. */
interface End {
  message: DiscordMessage;
  /** As it is read in private. */
  privately: DiscordMessage;
}

/** Goes on with what was filled in, or carries it out where nothing more is asked. */
export async function ended(at: Reception, deed: Deed, hand: FormInHand, values: FormValues): Promise<void> {
  const where: Where = isFormMessage(deed, hand.deliveryId) ? 'here' : 'aside';
  const unsure = () => refusalText(tongueAtHand(at, deed), refuse('service.unsure'), 'UTC');
  const end = outcome(at, deed, hand, values).catch((error: unknown) =>
    unknown(at, deed, hand, values, { text: incidentOf(at, deed, error), next: '' }),
  );
  const message = end.then((said) => said.message);
  await answered(at, deed, message, where, {
    late: () => unknown(at, deed, hand, values, unsure()).message,
    privately: async () => (await end).privately,
  });
}

/** Nobody knows whether it is recorded: what was typed stays, and sending it again is the same delivery. */
function unknown(at: Reception, deed: Deed, hand: FormInHand, values: FormValues, text: RefusalText): End {
  const { place } = hand;
  const open = place && openedBare(at, deed, place);
  if (!open) return both(noteMessage([text.text, text.next], tongueAtHand(at, deed)));
  at.drafts.remember(deed.who, hand.deliveryId, { ...values, ...kept(hand, deed) });
  return refused(deed, open, { hand: { ...hand, place }, values }, { ...text, field: null }, 'unsure');
}

/** 'Corriger' leads back to it, from wherever it is read. */
function refused(
  deed: Deed,
  { opened: form, t, zone }: Open,
  { hand, values }: InHand,
  text: RefusalText & { field: string | null },
  end: 'refused' | 'unsure',
): End {
  const { action } = hand.place;
  const elsewhere = { ...hand, place: anywhere(hand.place, deed) };
  const head = checkedWords(t, action, end, form.form.title);
  const told = { ...text, text: `${head}\n${text.text}` };
  return {
    message: refusedMessage(form, t, { hand, zone, values }, text),
    privately: refusedMessage(form, t, { hand: elsewhere, zone, values }, told),
  };
}

function both(message: DiscordMessage): End {
  return { message, privately: message };
}

async function outcome(at: Reception, deed: Deed, hand: FormInHand, page: FormValues): Promise<End> {
  const draft = hand.place?.speaker ? {} : await at.drafts.of(deed.who, hand.deliveryId);
  const found = placeIn(hand, draft);
  if (!found) return both(await gone(at, deed));
  // What looked like the only step isn’t: for whom one speaks is known after the next one.
  const place = leadsOn(page) ? { ...found, speaker: null } : found;
  const { room } = anywhere(place, deed);
  const there = inServerOf(deed, room);
  const form = { ...place, room, deliveryId: hand.deliveryId };
  const values = { ...filledIn(draft), ...page };
  if (place.speaker === null) {
    const open = await opened(at, there, form);
    if (!open) return both(await gone(at, deed));
    if (hand.step < stepsOf(open.opened, open.t, values).length - 1) {
      await at.drafts.keep(deed.who, hand.deliveryId, { ...page, ...kept({ place }, deed) }, deed.receivedAt);
      const next = { ...hand, place, step: hand.step + 1, page: 0 };
      const shown = (where: FormPlace) =>
        stepMessage(at, open, { hand: { ...next, place: where }, zone: open.zone, values });
      return { message: await shown(place), privately: await shown(form) };
    }
  }
  const part = { values: sentValues(values), isContinued: false, isLast: true };
  const end = await sendForm(at, there, form, part, fileIn(at));
  const said = await shown(at, there, { hand: { ...hand, place }, values }, end);
  if (end.kind === 'recorded') {
    // A whole form that is sent at the first attempt was never kept.
    if (!hand.place?.speaker || isFormMessage(deed, hand.deliveryId))
      await at.drafts.drop(deed.who, hand.deliveryId);
    await at.drafts.forgetOld(deed.receivedAt);
  }
  return said;
}

interface InHand {
  hand: FormInHand & { place: FormPlace };
  values: FormValues;
}

async function shown(at: Reception, deed: Deed, { hand, values }: InHand, end: FormEnd): Promise<End> {
  const { place } = hand;
  switch (end.kind) {
    case 'gone':
      return both(await gone(at, deed));
    case 'more':
      throw new Error('a form of Discord goes on by itself');
    case 'recorded': {
      const t = translator(place.lang);
      const said = recordedWords(t, end.done, end.zone);
      const privately = noteMessage([checkedWords(t, place.action, 'recorded'), ...said.slice(1)], t);
      if (end.done.cards)
        return { message: await drawn(at, deed, { shows: 'note' }, end.done.cards, t, null), privately };
      if (!isSetup(place.action)) return { message: noteMessage(said, t), privately };
      const channel = channelOf(anywhere(place, deed).room);
      return { message: await reading(at, deed, { shows: 'setup', channel }), privately };
    }
    case 'imported': {
      const { t } = end.open;
      const { name, report } = end.end;
      // Longer than one message, it is turned page by page.
      const { title, lines } = report;
      await at.drafts.keep(deed.who, hand.deliveryId, { title, name, lines }, deed.receivedAt);
      const cards = [reportCard(t, name, report)];
      return both(await drawn(at, deed, { shows: 'report', report: hand.deliveryId }, cards, t, null));
    }
    case 'refused': {
      const { open, refusal } = end;
      // Stored, but the answer never came, and the words were changed since: these are another act.
      const isOther = refusal.refused === 'delivery.reused';
      const deliveryId = isOther ? crypto.randomUUID() : hand.deliveryId;
      const steps = stepsOf(open.opened, open.t, values);
      const again = { ...hand, deliveryId, step: stepOf(steps, refusal.field ?? null), page: 0 };
      await at.drafts.keep(deed.who, deliveryId, { ...values, ...kept(again, deed) }, deed.receivedAt);
      const text = {
        ...refusedWords(open.t, place.action, refusal, open.zone),
        field: refusal.field ?? null,
      };
      const isUnsure = refusal.refused === 'service.unsure';
      return refused(deed, open, { hand: again, values }, text, isUnsure ? 'unsure' : 'refused');
    }
  }
}

async function gone(at: Reception, deed: Deed): Promise<DiscordMessage> {
  const t = await ownTongue(at, deed);
  return noteMessage([t('chat.gone')], t);
}
