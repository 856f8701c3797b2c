// What happens in Discord without anybody’s asking for an answer: a reaction, a question to the app in a thread, a
// channel that is gone. These are hints: nothing is recorded by them.

import { type APIMessage, type APIUser, Routes } from 'discord.js';
import type { Happening } from '../../../src/app/news.ts';
import { isLive, type Proposal } from '../../../src/domain/proposal.ts';
import { plainEmoji } from '../../../src/ui/emojis.ts';
import { reactionCard } from '../../../src/ui/reactions.ts';
import { visit } from '../../../src/ui/reception/guest.ts';
import { asks, threadOffer } from '../../../src/ui/thread-offer.ts';
import { mentionMessage, messageOf } from '../components/message.ts';
import { plainError } from '../rest.ts';
import { sentenceFor, type Trouble } from '../trouble.ts';
import { platformName, roomIn } from '../who.ts';
import type { Arrival, Mentioning, Reaction } from './heard.ts';
import { proposalAt } from './places.ts';
import { told } from './privately.ts';
import { guestOf, type Reception } from './reception.ts';
import { plainWords } from './words.ts';

/** Once each, whatever Discord tells again, and whatever is read again. */
export async function reacted(at: Reception, reaction: Reaction, arrival: Arrival): Promise<void> {
  const { message, user, emoji } = reaction;
  const happening = { kind: 'reaction', ...reaction, at: arrival.receivedAt };
  await once(at, `${message}:${user}:${emoji}`, happening);
}

/** Once each. What was said stays in Discord: it is asked for again. */
export async function mentioned(at: Reception, said: Mentioning, arrival: Arrival): Promise<void> {
  const { content, ...ids } = said;
  const words = plainWords(content, new Map(), at.bot);
  if (!asks(words)) return;
  await once(at, said.message, { kind: 'question', ...ids, at: arrival.receivedAt });
}

async function once(at: Reception, id: string, happening: Happening): Promise<void> {
  if (await at.news.take(id, happening, at.app.clock.now()))
    await at.news.deal(id, happening, (h) => deal(at, h));
}

/** Deals with what was kept, now or at the next start. */
export async function deal(at: Reception, happening: Happening): Promise<void> {
  const { kind, guild, channel, message, user } = happening;
  if (!guild || !channel || !message || !user) return;
  const place = await parentOf(at, channel);
  const room = roomIn(guild, place.channel);
  const guest = guestOf(user, guild, place.channel, happening.at ?? at.app.clock.now());
  const stands = kind === 'reaction' ? message : place.thread;
  const ref =
    stands === null
      ? undefined
      : await proposalAt(at, room, kind === 'reaction' ? channel : place.channel, [stands]);
  const there = ref === undefined ? undefined : await visit(at, guest);
  if (!there || ref === undefined) return;
  const { scene, reader, t, now } = there;
  const words = kind === 'question' ? `${channel}:${message}` : null;
  const card =
    kind === 'reaction'
      ? await reactionCard(scene, reader, t, happening.emoji ?? '', ref, now, at.reactions)
      : await threadOffer(scene, reader, t, ref);
  if (!card) return;
  if (await told(at, guest.who, messageOf(card, t, { room, words }))) return;
  const body = mentionMessage(user, card, t, { room: null, words });
  const reference = { message_id: message, fail_if_not_exists: false };
  await at.rest.post(Routes.channelMessages(channel), { body: { ...body, message_reference: reference } });
}

/** What people have reacted to cards of proposals that run, while Discord couldn’t tell it. */
export async function missed(at: Reception, since: string): Promise<void> {
  at.app.log.warn({ since }, 'Discord can’t tell any more what happened since: reactions are read again');
  if (at.reactions.size === 0) return;
  const arrival = { receivedAt: at.app.clock.now(), arrivedMs: performance.now(), late: true };
  for (const { assembly, doc } of await at.app.store.heads())
    for (const room of doc.rooms.filter((id) => id.startsWith(`${platformName}:`))) {
      const live = (await at.app.store.aggregates(assembly, 'proposal')).filter(
        (row) => row.type === 'proposal' && isLive(row.doc as Proposal),
      );
      const posts = await at.app.store.posts(live.map(({ id }) => ({ room, subject: `card:${id}` })));
      for (const { messageId } of posts)
        await readAgain(at, room, messageId, arrival).catch((error: unknown) => {
          at.app.log.warn(
            { err: plainError(error), room },
            'the reactions to a card could not be read again',
          );
        });
    }
}

async function readAgain(at: Reception, room: string, messageId: string, arrival: Arrival): Promise<void> {
  const [, guild = ''] = room.split(':');
  const [channel = '', message = ''] = messageId.split(':');
  const { reactions = [] } = (await at.rest.get(Routes.channelMessage(channel, message))) as APIMessage;
  for (const { emoji } of reactions) {
    const name = emoji.name ?? '';
    if (!at.reactions.has(plainEmoji(name))) continue;
    const written = encodeURIComponent(emoji.id === null ? name : `${name}:${emoji.id}`);
    for await (const { id: user, bot } of reactingWith(at, channel, message, written))
      if (bot !== true) await reacted(at, { guild, channel, message, user, emoji: name }, arrival);
  }
}

/** As many as Discord tells of at once. */
const page = 100;

async function* reactingWith(
  { rest }: Reception,
  channel: string,
  message: string,
  emoji: string,
): AsyncGenerator<APIUser> {
  for (let after = '0'; ; ) {
    const query = new URLSearchParams({ limit: `${page}`, after });
    const users = (await rest.get(Routes.channelMessageReaction(channel, message, emoji), {
      query,
    })) as APIUser[];
    yield* users;
    if (users.length < page) return;
    after = users.at(-1)?.id ?? after;
  }
}

/**
 * The log has it at once, with what to do; the référente when a message can’t leave for it.
 *
 * @param channel null: the whole server
 */
export async function goneFrom(at: Reception, guild: string, channel: string | null): Promise<void> {
  const isRoom = (room: string) =>
    channel === null ? room.startsWith(roomIn(guild, '')) : room === roomIn(guild, channel);
  const heads = await at.app.store.heads();
  if (!heads.some(({ doc }) => doc.rooms.some(isRoom))) return;
  const [kind, code] =
    channel === null ? (['guild-gone', '10004'] as const) : (['channel-gone', '10003'] as const);
  const trouble: Trouble = { kind, code, seconds: null, doing: 'other' };
  at.app.log.error({ guild, channel }, sentenceFor(trouble, 'en', at.name));
}

/** A thread stands in a channel, and has the id of the message from which it was started. */
async function parentOf(at: Reception, channel: string): Promise<{ channel: string; thread: string | null }> {
  const parent = await at.parentOf(channel);
  return parent === null ? { channel, thread: null } : { channel: parent, thread: channel };
}
