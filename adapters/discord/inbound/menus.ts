// What is done to a message from its menu: read the proposal that it shows or stands under, object to it, or ask a
// question about it.

import type { APIMessageApplicationCommandInteraction } from 'discord.js';
import { noteCard } from '../../../src/ui/card.ts';
import { ownTongue, visit } from '../../../src/ui/reception/guest.ts';
import type { MessageKey } from '../../../src/ui/translator.ts';
import { onMessageNamed } from '../commands.ts';
import { messageOf } from '../components/message.ts';
import type { Form } from './answering.ts';
import { formOpened, opens } from './form-opening.ts';
import { proposalAbove, proposalAt } from './places.ts';
import { reading } from './readings.ts';
import { answered, type Deed, type Reception } from './reception.ts';
import { wordsIn } from './words.ts';

export async function chosenOn(
  at: Reception,
  deed: Deed,
  { data }: APIMessageApplicationCommandInteraction,
): Promise<void> {
  const what = onMessageNamed(data.name);
  if (what !== 'read')
    return opens(at, deed, formThere(at, deed, data, what === 'object' ? 'objection.raise' : 'question.ask'));
  await answered(at, deed, readThere(at, deed, data.target_id), 'aside');
}

async function readThere(at: Reception, deed: Deed, message: string) {
  const found = await proposalThere(at, deed, message);
  if (typeof found === 'string') return said(at, deed, found as MessageKey);
  return reading(at, deed, { shows: 'card', subject: `card:${found.ref}`, room: found.room, letter: null });
}

/** With the words of the message, where somebody has written it and they are to be read. */
async function formThere(
  at: Reception,
  deed: Deed,
  { target_id, resolved }: APIMessageApplicationCommandInteraction['data'],
  action: 'objection.raise' | 'question.ask',
): Promise<Form> {
  const found = await proposalThere(at, deed, target_id);
  if (typeof found === 'string')
    return { kind: 'message', message: await said(at, deed, found as MessageKey), where: 'aside' };
  const message = resolved.messages[target_id];
  const words = message === undefined || message.author.bot === true ? '' : wordsIn(at, message);
  const field = action === 'question.ask' ? 'question' : 'reason';
  const values = words === '' ? {} : { [field]: words };
  return formOpened(at, deed, { action, target: found.ref, room: found.room }, values);
}

/** The proposal that the message shows, or under whose card it was written; else why there is none. */
async function proposalThere(
  at: Reception,
  deed: Deed,
  message: string,
): Promise<{ ref: string; room: string } | 'discord.no-room' | 'discord.no-proposal'> {
  const there = await visit(at, deed);
  if (!there || deed.channel === null) return 'discord.no-room';
  const ref =
    (await proposalAt(at, there.room, deed.thread ?? deed.channel, [message])) ??
    (await proposalAbove(at, deed, there.room));
  return ref === undefined ? 'discord.no-proposal' : { ref, room: there.room };
}

async function said(at: Reception, deed: Deed, key: MessageKey) {
  const t = await ownTongue(at, deed);
  return messageOf(noteCard([t(key)], t), t);
}
