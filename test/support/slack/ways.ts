// Where on Slack somebody finds what they want to do: on a card, in a private message, on Home, by a word that they
// type, from the menu of a message, on a list. They look at labels as they stand before them.

import { type Looking, listsFor, type Wish, wordFor, wordIn } from '../story/wishes.ts';
import { homeOf, topOf } from './methods-views.ts';
import type { Place } from './payloads.ts';
import type { Person } from './person.ts';
import { type Button, buttonsIn, listOf } from './reading.ts';
import { visible } from './sight.ts';
import type { SlackChannel, SlackMessage, Workspace } from './workspace.ts';

export const ways = ['private', 'shortcut', 'home', 'card', 'typed', 'list'] as const;
export type Way = (typeof ways)[number];

/** Somebody who looks for it. */
export interface Seeker extends Looking<Person> {
  ws: Workspace;
  channel: SlackChannel;
}

/** Opens the form this way; false where nothing of the kind is offered there. */
export async function goes(way: Way, seeker: Seeker, wish: Wish): Promise<boolean> {
  const { person, ws, channel } = seeker;
  switch (way) {
    case 'card':
      return tapsOneOf(seeker, wish, messagesIn(seeker, channel.id));
    case 'private':
      return tapsOneOf(seeker, wish, messagesIn(seeker, ws.privately(person.user.id).id));
    case 'home':
      await person.opensHome();
      return turnsPages(seeker, wish, () => homeOf(ws, person.user.id), 'home');
    case 'shortcut':
      return byShortcut(seeker, wish);
    case 'typed':
      return byCommand(seeker, wish);
    case 'list':
      for (const { id, target } of listsFor(wish)) {
        await person.types(`/concertation ${wordIn(seeker.t, id)} ${target}`.trim(), { in: channel });
        if (await turnsPages(seeker, wish, () => topOf(ws, person.user.id))) return true;
      }
      return false;
  }
}

function messagesIn({ ws, person }: Seeker, channel: string): SlackMessage[] {
  return visible(ws, person.user).flatMap((place) =>
    place.kind === 'message' && place.message.channel === channel ? [place.message] : [],
  );
}

async function tapsOneOf(seeker: Seeker, wish: Wish, messages: SlackMessage[]): Promise<boolean> {
  for (const message of messages) {
    const found = offeredIn(seeker, wish, { kind: 'message', message });
    if (!found) continue;
    await seeker.person.taps(found.label, { on: message, ...found.under });
    return true;
  }
  return false;
}

/** Reads on until it is offered, or nothing follows. */
async function turnsPages(
  seeker: Seeker,
  wish: Wish,
  open: () => ReturnType<typeof topOf>,
  on?: 'home',
): Promise<boolean> {
  for (;;) {
    const view = open();
    if (!view) return false;
    const found = offeredIn(seeker, wish, { kind: 'view', view });
    const where = on === undefined ? {} : { on };
    if (found) {
      await seeker.person.taps(found.label, { ...where, ...found.under });
      return true;
    }
    const further = buttonsIn(seeker.ws, listOf(view.view.blocks)).some(
      (b) => b.label === seeker.t('chat.more'),
    );
    if (!further) return false;
    await seeker.person.taps(seeker.t('chat.more'), where);
  }
}

async function byCommand({ person, t, coordinates, channel }: Seeker, wish: Wish): Promise<boolean> {
  const word = wordFor(wish, coordinates);
  if (!word) return false;
  await person.types(`/concertation ${wordIn(t, word.id)} ${wish.target}`.trim(), { in: channel });
  return true;
}

/** From the menu of the card of that proposal, where no command can be typed. */
async function byShortcut(seeker: Seeker, wish: Wish): Promise<boolean> {
  if (!/^P\d+$/.test(wish.target)) return false;
  const { person, ws, channel } = seeker;
  const card = messagesIn(seeker, channel.id).find((message) =>
    `${message.metadata?.event_payload.key}`.endsWith(`:card:${wish.target}`),
  );
  if (!card) return false;
  if (wish.action === 'question.ask') {
    await person.uses('Poser une question', card);
    return true;
  }
  await person.uses('Ouvrir la proposition', card);
  return turnsPages(seeker, wish, () => topOf(ws, person.user.id));
}

/** The button that does it, with the words above it where others read alike. */
function offeredIn({ ws }: Seeker, { action, target }: Wish, place: Place) {
  const blocks = place.kind === 'view' ? listOf(place.view.view.blocks) : messageBlocks(place);
  const buttons = buttonsIn(ws, blocks);
  const found = buttons.find((b) => b.element.action_id === `do:${action}:${target}`);
  if (!found) return undefined;
  const alone = buttons.filter((b) => b.label === found.label).length === 1;
  return { label: found.label, under: alone ? {} : { under: lineAbove(found) } };
}

function messageBlocks(place: Exclude<Place, { kind: 'view' }>): unknown[] {
  return place.kind === 'message' ? place.message.blocks : place.ephemeral.blocks;
}

/** What it stands under; its own line is the last. */
function lineAbove({ above }: Button): string {
  return (
    above
      .split('\n')
      .filter((line) => line !== '')
      .at(-2) ?? ''
  );
}
