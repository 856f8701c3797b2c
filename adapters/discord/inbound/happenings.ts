// What happens in Discord without anybody’s asking for an answer: a reaction, a question to the app in a thread, a
// channel that is gone. These are hints: nothing is recorded by them.

import { type APIMessage, Routes } from 'discord.js';
import { reactionCard } from '../../../src/ui/reactions.ts';
import { visit } from '../../../src/ui/reception/guest.ts';
import { asks, threadOffer } from '../../../src/ui/thread-offer.ts';
import { mentionMessage } from '../components/message.ts';
import { roomIn } from '../who.ts';
import type { Arrival, Mentioning, Reaction } from './heard.ts';
import { proposalAt } from './places.ts';
import { guestOf, type Reception } from './reception.ts';
import { plainWords } from './words.ts';

/** Whoever reacts is told that nothing is recorded by it, with the button of what they meant: in private, else there. */
export async function reacted(at: Reception, reaction: Reaction, arrival: Arrival): Promise<void> {
  const { guild, channel, message, user, emoji } = reaction;
  const place = await parentOf(at, channel);
  const room = roomIn(guild, place.channel);
  const ref = await proposalAt(at, room, channel, [message]);
  if (ref === undefined) return;
  const guest = guestOf(user, guild, place.channel, arrival);
  const there = await visit(at, guest);
  if (!there) return;
  const card = await reactionCard(there.scene, there.reader, there.t, emoji, ref, there.now, at.reactions);
  if (!card) return;
  if (await at.privately.tell(guest.who, card, there.t, room)) return;
  const body = mentionMessage(user, card, there.t, { room: null, words: null });
  const reference = { message_id: message, fail_if_not_exists: false };
  await at.rest.post(Routes.channelMessages(channel), { body: { ...body, message_reference: reference } });
}

/** A question to the app beneath a proposal’s card is offered for the record; chatter is left alone. */
export async function mentioned(at: Reception, said: Mentioning, arrival: Arrival): Promise<void> {
  const { guild, channel, message, user, content } = said;
  const { channel: parent, thread } = await parentOf(at, channel);
  const room = roomIn(guild, parent);
  const guest = guestOf(user, guild, parent, arrival);
  const there = await visit(at, guest);
  if (!there) return;
  const ref = thread === null ? undefined : await proposalAt(at, room, parent, [thread]);
  const words = plainWords(content, new Map(), at.bot);
  if (ref === undefined || !asks(words)) return;
  const card = await threadOffer(there.scene, there.reader, there.t, ref);
  if (!card) return;
  const body = mentionMessage(user, card, there.t, { room: null, words: `${channel}:${message}` });
  const reference = { message_id: message, fail_if_not_exists: false };
  await at.rest.post(Routes.channelMessages(channel), { body: { ...body, message_reference: reference } });
}

/** The log has it at once; the référente when a message can’t leave for it. */
export async function goneFrom(at: Reception, guild: string, channel: string | null): Promise<void> {
  if (channel !== null && (await at.app.store.roomOwner(roomIn(guild, channel))) === undefined) return;
  at.app.log.error({ guild, channel }, channel === null ? 'the app was removed from a server' : 'a room was deleted');
}

/** A thread stands in a channel, and has the id of the message from which it was started. */
async function parentOf(at: Reception, channel: string): Promise<{ channel: string; thread: string | null }> {
  const parent = await at.parentOf(channel);
  return parent === null ? { channel, thread: null } : { channel: parent, thread: channel };
}
