// What a channel, a thread or somebody’s private messages hold, in the order of posting, as the local room
// really received it: posts at their place, edits in place.

import { html } from 'hono/html';
import type { Card } from '../../../src/ui/card.ts';
import { dayDate, fullDate, localDay, timeOfDay } from '../../../src/ui/format.ts';
import type { StandingMessage } from '../../prisma/sandbox-deliveries.ts';
import { inboxOf } from '../announcer.ts';
import type { LocalRoom } from '../room.ts';
import { cardView } from './card-view.ts';
import { type Html, link, placeFields, type Visit } from './place.ts';

/** Of one conversation; older messages are shown when they are asked for. */
const shownAtOnce = 150;
/** Of one room with its threads, or of one person. */
const kept = 5_000;

export interface Message extends Omit<StandingMessage, 'card'> {
  card: Card;
  /** How many messages stand in its thread. */
  replies: number;
}

/** The messages of the room; those in a thread know under which message they stand. */
export async function roomMessages(local: LocalRoom): Promise<Message[]> {
  const room = await local.roomId(null);
  return room ? withReplies(await local.deliveries.standing(room, kept)) : [];
}

export async function privateMessages(local: LocalRoom, person: string): Promise<Message[]> {
  return withReplies(await local.deliveries.standing(inboxOf(person), kept));
}

/** Where the card of a call or a proposal is read: in the room, or in the thread of that message. */
export async function placeOf(local: LocalRoom, ref: string): Promise<string> {
  const message = (await roomMessages(local)).findLast((m) => refOf(m.card) === ref);
  return message?.under ?? 'salon';
}

/** What stands at the root of a room: a reply whose parent isn’t there any more stands there too. */
export function rootsOf(messages: readonly Message[]): Message[] {
  const there = new Set(messages.map((m) => m.messageId));
  return messages.filter((m) => m.under === null || !there.has(m.under));
}

/** A message, then what stands in its thread. */
export function threadOf(messages: readonly Message[], id: string): Message[] {
  return messages.filter((m) => m.messageId === id || m.under === id);
}

/** @param conversation of which the last messages are shown, unless `all` are asked for */
export function timeline(visit: Visit, conversation: readonly Message[], all: boolean): Html {
  const { t, place, zone } = visit;
  const messages = all ? conversation : latest(conversation, place.at);
  const older = messages.length < conversation.length;
  const days = Map.groupBy(messages, (m) => localDay(m.postedAt, zone));
  const last = new Map(messages.map((m) => [refOf(m.card), m.messageId]));
  return html`${older ? html`<p class="older"><a href="${link('/', place, { all: '1' })}">${t('page.older')}</a></p>` : ''}
    ${[...days].map(
      ([day, ofDay]) => html`<section class="day" data-key="day-${day}" aria-labelledby="day-${day}">
        <h3 id="day-${day}"><time datetime="${day}">${dayDate(t, day)}</time></h3>
        <ol class="messages">${ofDay.map((m) => messageView(visit, m, last.get(refOf(m.card)) === m.messageId))}</ol>
      </section>`,
    )}`;
}

/** @param current whether no later message shows the same thing: links to it lead here */
function messageView(visit: Visit, message: Message, current: boolean): Html {
  const { t, place, zone, now } = visit;
  const { card, postedAt, replies, messageId } = message;
  const ref = current ? refOf(card) : null;
  const edited = message.n !== message.postedN;
  const reading = place.at === messageId;
  return html`<li class="message${message.kind === 'private' ? ' private' : ''}" data-key="m-${messageId}" data-n="${message.postedN}" data-title="${card.title || message.text.split('\n')[0]}"${ref ? html` id="${ref}"` : ''}>
    <p class="head"><span class="mark" aria-hidden="true">SO</span> <b>${t('app.name')}</b>
      <time datetime="${postedAt}" title="${fullDate(t, postedAt, zone)}">${timeOfDay(t, postedAt, zone)}</time>
      ${edited ? html`<span class="edited" title="${fullDate(t, message.at, zone)}">${t('page.edited')}</span>` : ''}</p>
    ${cardView(card, now, place)}
    ${ref?.startsWith('P') ? html`${reactions(visit, ref)}<div class="asked" data-own></div>` : ''}
    ${
      replies > 0 && !reading
        ? html`<p class="thread"><a href="${link('/', { ...place, at: messageId })}">${t('page.thread.replies', { n: replies })}</a></p>`
        : ''
    }
  </li>`;
}

/** The signs that work as shortcuts, with what each means. */
const shortcuts = [
  { emoji: '👍', name: 'thumbsup', action: 'consent.give' },
  { emoji: '🤝', name: 'handshake', action: 'interest.show' },
  { emoji: '❓', name: 'question', action: 'question.ask' },
  { emoji: '✋', name: 'raised_hand', action: 'objection.raise' },
] as const;

function reactions({ t, place }: Visit, ref: string): Html {
  return html`<form class="reactions" method="post" action="/reaction" data-note>
    ${placeFields(place)}<input type="hidden" name="ref" value="${ref}">
    ${shortcuts.map(
      ({ emoji, name, action }) =>
        html`<button type="submit" name="emoji" value="${name}"><span aria-hidden="true">${emoji}</span> <span class="word">${t(`page.react.${name}`)}<span class="visually-hidden">: ${t('page.react', { action: t(`action.${action}`) })}</span></span></button>`,
    )}
  </form>`;
}

/** The call (C1) or the proposal (P1) whose card it is; null for anything else. */
export function refOf(card: Card): string | null {
  return card.subject.match(/^card:([CP]\d+)/)?.[1] ?? null;
}

/** The last ones; a thread keeps the message under which it stands. */
function latest(conversation: readonly Message[], at: string): Message[] {
  const head = conversation.slice(0, conversation[0]?.messageId === at ? 1 : 0);
  return [...head, ...conversation.slice(head.length).slice(-shownAtOnce)];
}

function withReplies(standing: readonly StandingMessage[]): Message[] {
  const replies = Map.groupBy(standing, (m) => m.under);
  return standing.map((m) => ({
    ...m,
    card: JSON.parse(m.card) as Card,
    replies: replies.get(m.messageId)?.length ?? 0,
  }));
}
