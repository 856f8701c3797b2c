// Taps on buttons and choices in lists: a form opens, or something to read, or another page or step of what is open.

import type { APIMessageComponentInteraction } from 'discord.js';
import { noteCard } from '../../../src/ui/card.ts';
import { awaiting } from '../../../src/ui/command-table.ts';
import type { FormValues } from '../../../src/ui/form-values.ts';
import { wordsField } from '../../../src/ui/open-command.ts';
import { channelOf, steps, type Wanted } from '../../../src/ui/reception/asked-form.ts';
import { ownTongue } from '../../../src/ui/reception/guest.ts';
import { stepTaken } from '../../../src/ui/reception/sent-form.ts';
import type { DiscordMessage } from '../components/message.ts';
import { messageOf, refusalMessage } from '../components/message.ts';
import { type Concerns, type Tap, tapOf } from '../components/taps.ts';
import { mentionTaps } from '../out.ts';
import { roomIn } from '../who.ts';
import type { Where } from './answering.ts';
import { bareForm, formOpened, opens } from './form-opening.ts';
import { stepTapped } from './form-steps.ts';
import type { Arrival } from './heard.ts';
import { optOut } from './how-told.ts';
import { chosen, lettersRead } from './privately.ts';
import { reading, turned } from './readings.ts';
import { answered, type Deed, deedOf, messageIn, note, type Reception, whereOf } from './reception.ts';
import { wordsOf } from './words.ts';

export async function tapped(
  at: Reception,
  interaction: APIMessageComponentInteraction,
  arrival: Arrival,
): Promise<void> {
  const tap = tapOf(interaction.data.custom_id);
  const deed = deedOf(at, interaction, arrival, tap ? roomOf(tap) : null);
  const shows = async (work: Promise<DiscordMessage>, where: Where) => {
    await answered(at, deed, work, where);
  };
  switch (tap?.kind) {
    case undefined:
      return shows(Promise.resolve(note(at, deed, (t) => [t('discord.old')])), 'aside');
    case 'do':
      return done(at, deed, tap, shows);
    case 'read':
      return shows(wholeCard(at, deed, tap), 'aside');
    case 'page':
      return shows(turned(at, deed, tap.place, tap.page), 'here');
    case 'form':
      return stepTapped(at, deed, tap);
  }
}

/** Where it says so itself. */
function roomOf(tap: Tap): string | null {
  if (tap.kind === 'do' || tap.kind === 'read') return tap.of.room;
  return tap.kind === 'form' ? (tap.place?.room ?? null) : null;
}

function placeOf({ team, channel }: Deed, { room }: Concerns): string {
  return room ?? roomIn(team, channel ?? '');
}

/** Asked in a channel that has no concertation yet; the target is a room of the one that it joins. */
const linking = 'room.add';

async function done(
  at: Reception,
  deed: Deed,
  { action, target, of }: Extract<Tap, { kind: 'do' }>,
  shows: (work: Promise<DiscordMessage>, where: Where) => Promise<void>,
): Promise<void> {
  const room = placeOf(deed, of);
  if (action === awaiting) return shows(reading(at, deed, { shows: 'mine' }), 'aside');
  if (steps.includes(action))
    return shows(stepDone(at, deed, { action, target: target || null, room }), whereOf(deed));
  if (action === mentionTaps.read) return lettersRead(at, deed, room, target);
  if (action === mentionTaps.optIn || action === optOut)
    return shows(chosen(at, deed, action !== optOut, { room, user: target }), 'aside');
  const isLinking = action === linking;
  const known = !isLinking
    ? wordsIn(at, deed, action, of.words)
    : Promise.resolve<FormValues>(target === '' ? {} : { channel: channelOf(room) });
  const wanted: Wanted = isLinking
    ? { action, target: null, room: target || room }
    : { action, target: target || null, room };
  return opens(
    at,
    deed,
    known.then((values) => formOpened(at, deed, wanted, values)),
    () => bareForm(at, deed, wanted),
  );
}

/** What somebody has written, in the field that asks for it. Without it the form opens all the same. */
async function wordsIn(
  at: Reception,
  deed: Deed,
  action: string,
  message: string | null,
): Promise<FormValues> {
  const field = wordsField(action);
  if (message === null || field === undefined) return {};
  const words = await wordsOf(at, deed, message);
  return words === null ? {} : { [field]: words };
}

/** As its letter would say it now; the letter is found by the message on which it was asked for. */
async function wholeCard(at: Reception, deed: Deed, { subject, of }: Extract<Tap, { kind: 'read' }>) {
  const room = placeOf(deed, of);
  const message = messageIn(deed.interaction);
  const messageId = message && `${message.channel_id}:${message.id}`;
  const known = await at.app.store.identity(deed.who.platform, deed.who.tenant, deed.who.externalId);
  const posted =
    messageId === undefined
      ? undefined
      : ((await at.app.store.postAt(room, messageId)) ??
        (known && (await at.app.store.postAt(known.person, messageId))));
  const letter = posted?.subject ?? null;
  return reading(at, deed, { shows: 'card', subject: subject || (letter ?? ''), room, letter });
}

/** Of setting up: on disk before it is answered; then where it stands. */
async function stepDone(at: Reception, deed: Deed, wanted: Wanted): Promise<DiscordMessage> {
  const t = await ownTongue(at, deed);
  const channel = channelOf(wanted.room);
  const refused = await stepTaken(at, deed, wanted, deed.interaction.id, t);
  if (refused) return refusalMessage(refused, t);
  return reading(at, deed, { shows: 'setup', channel });
}

/** A few sentences in their own language. */
export async function sentences(
  at: Reception,
  deed: Deed,
  said: (t: Awaited<ReturnType<typeof ownTongue>>) => string[],
): Promise<DiscordMessage> {
  const t = await ownTongue(at, deed);
  return messageOf(noteCard(said(t), t), t);
}
