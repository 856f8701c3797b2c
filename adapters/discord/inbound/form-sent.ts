// A modal that was sent: the form goes on, or is carried out, and the answer says honestly which.

import type { APIModalSubmitInteraction } from 'discord.js';
import { refuse } from '../../../src/domain/refusal.ts';
import type { FormValues } from '../../../src/ui/form-values.ts';
import { channelOf, isSetup, opened, openedBare } from '../../../src/ui/reception/asked-form.ts';
import { ownTongue, tongueAtHand } from '../../../src/ui/reception/guest.ts';
import { reportCard } from '../../../src/ui/reception/imported.ts';
import { type FormEnd, recordedWords, refusedWords, sendForm } from '../../../src/ui/reception/sent-form.ts';
import { type RefusalText, refusalText } from '../../../src/ui/refusals.ts';
import { translator } from '../../../src/ui/translator.ts';
import { valuesOf } from '../components/filled.ts';
import { refusedMessage } from '../components/form-message.ts';
import { type DiscordMessage, noteMessage } from '../components/message.ts';
import { leadsOn, sentValues, stepOf, stepsOf } from '../components/steps.ts';
import { type FormInHand, type FormPlace, isKeptApart, tapOf } from '../components/taps.ts';
import { roomIn } from '../who.ts';
import type { Where } from './answering.ts';
import { fileIn } from './brought-file.ts';
import { filledIn, handIn, kept, placeIn } from './form-opening.ts';
import { stepMessage } from './form-steps.ts';
import type { Arrival } from './heard.ts';
import { drawn, reading } from './readings.ts';
import { answered, type Deed, deedOf, incidentOf, isFormMessage, note, type Reception } from './reception.ts';

export async function formSent(
  at: Reception,
  interaction: APIModalSubmitInteraction,
  arrival: Arrival,
): Promise<void> {
  const tap = tapOf(interaction.data.custom_id);
  const hand = tap?.kind === 'form' ? handIn(tap) : undefined;
  const deed = deedOf(at, interaction, arrival, hand?.place?.room ?? null);
  if (!hand) return answered(at, deed, Promise.resolve(note(at, deed, (t) => [t('discord.old')])), 'aside');
  const values = valuesOf(interaction.data);
  return ended(at, deed, hand, values);
}

/** Goes on with what was filled in, or carries it out where nothing more is asked. */
export function ended(at: Reception, deed: Deed, hand: FormInHand, values: FormValues): Promise<void> {
  const where: Where = isFormMessage(deed, hand.deliveryId) ? 'here' : 'aside';
  const t = tongueAtHand(at, deed);
  const checking = () => unknown(at, deed, hand, values, refusalText(t, refuse('service.unsure'), 'UTC'));
  const work = outcome(at, deed, hand, values).catch((error: unknown) =>
    unknown(at, deed, hand, values, { text: incidentOf(at, deed, error), next: '' }),
  );
  return answered(at, deed, work, where, checking);
}

/** Nobody knows whether it is recorded: what was typed stays, and sending it again is the same delivery. */
function unknown(
  at: Reception,
  deed: Deed,
  hand: FormInHand,
  values: FormValues,
  text: RefusalText,
): DiscordMessage {
  const t = tongueAtHand(at, deed);
  const open = hand.place && openedBare(at, deed, hand.place);
  if (!open) return noteMessage([text.text, text.next], t);
  at.drafts.remember(deed.who, hand.deliveryId, values);
  const filling = { hand, zone: open.zone, values };
  return refusedMessage(open.opened, t, filling, { ...text, field: null });
}

async function outcome(
  at: Reception,
  deed: Deed,
  hand: FormInHand,
  page: FormValues,
): Promise<DiscordMessage> {
  const draft = hand.place?.speaker ? {} : await at.drafts.of(deed.who, hand.deliveryId);
  const found = placeIn(hand, draft);
  if (!found) return gone(at, deed);
  // What looked like the only step isn’t: for whom one speaks is known after the next one.
  const place = leadsOn(page) ? { ...found, speaker: null } : found;
  const form = {
    ...place,
    room: place.room ?? roomIn(deed.team, deed.channel ?? ''),
    deliveryId: hand.deliveryId,
  };
  const values = { ...filledIn(draft), ...page };
  if (place.speaker === null) {
    const open = await opened(at, deed, form);
    if (!open) return gone(at, deed);
    if (hand.step < stepsOf(open.opened, open.t, values).length - 1) {
      const isApart = isKeptApart({ ...hand, place });
      await at.drafts.keep(
        deed.who,
        hand.deliveryId,
        { ...page, ...kept({ ...hand, place }, isApart) },
        deed.receivedAt,
      );
      const next = { ...hand, place, step: hand.step + 1, page: 0 };
      return stepMessage(at, open, { hand: next, zone: open.zone, values });
    }
  }
  const part = { values: sentValues(values), isContinued: false, isLast: true };
  const end = await sendForm(at, deed, form, part, fileIn(at));
  const message = await shown(at, deed, { hand, place, values }, end);
  if (end.kind === 'recorded') {
    await at.drafts.drop(deed.who, hand.deliveryId);
    await at.drafts.forgetOld(deed.receivedAt);
  }
  return message;
}

interface InHand {
  hand: FormInHand;
  place: FormPlace;
  values: FormValues;
}

async function shown(
  at: Reception,
  deed: Deed,
  { hand, place, values }: InHand,
  end: FormEnd,
): Promise<DiscordMessage> {
  switch (end.kind) {
    case 'gone':
      return gone(at, deed);
    case 'more':
      throw new Error('a form of Discord goes on by itself');
    case 'recorded': {
      const t = translator(place.lang);
      if (end.done.cards) return drawn(at, deed, { shows: 'note' }, end.done.cards, t, null);
      if (isSetup(place.action))
        return reading(at, deed, {
          shows: 'setup',
          channel: channelOf(place.room ?? roomIn(deed.team, deed.channel ?? '')),
        });
      return noteMessage(recordedWords(t, end.done, end.zone), t);
    }
    case 'imported': {
      const { t } = end.open;
      const { name, report } = end.end;
      // Longer than one message, it is turned page by page.
      const { title, lines } = report;
      await at.drafts.keep(deed.who, hand.deliveryId, { title, name, lines }, deed.receivedAt);
      const cards = [reportCard(t, name, report)];
      return drawn(at, deed, { shows: 'report', report: hand.deliveryId }, cards, t, null);
    }
    case 'refused': {
      const { open, refusal } = end;
      // Stored, but the answer never came, and the words were changed since: these are another act.
      const isOther = refusal.refused === 'delivery.reused';
      const deliveryId = isOther ? crypto.randomUUID() : hand.deliveryId;
      const steps = stepsOf(open.opened, open.t, values);
      const again = { ...hand, deliveryId, place, step: stepOf(steps, refusal.field ?? null), page: 0 };
      await at.drafts.keep(
        deed.who,
        deliveryId,
        { ...values, ...kept(again, isKeptApart(again)) },
        deed.receivedAt,
      );
      const text = refusedWords(open.t, place.action, refusal, open.zone);
      return refusedMessage(
        open.opened,
        open.t,
        { hand: again, zone: open.zone, values },
        { ...text, field: refusal.field ?? null },
      );
    }
  }
}

async function gone(at: Reception, deed: Deed): Promise<DiscordMessage> {
  const t = await ownTongue(at, deed);
  return noteMessage([t('chat.gone')], t);
}
