// Where on Discord somebody finds what they want to do: on a card, in a private message, in what a mention lets them
// read, by a word that they type in the channel or in a proposal’s thread, from the menu of a message, on a list.

import { commandOf } from '../../../src/ui/command-table.ts';
import { translator } from '../../../src/ui/translator.ts';
import { type Looking, listsFor, type Wish, wordFor, wordIn } from '../story/wishes.ts';
import type { DiscordChannel, DiscordMessage, World } from './guild.ts';
import { messagesIn, offeredIn, ownMessages, tapsFound } from './offered.ts';
import type { Person } from './person.ts';
import { readMessage } from './reading.ts';
import { visible } from './sight.ts';

export const ways = ['private', 'mention', 'menu', 'card', 'thread', 'typed', 'list'] as const;
export type Way = (typeof ways)[number];

/** Somebody who looks for it. */
export interface Seeker extends Looking<Person> {
  world: World;
  channel: DiscordChannel;
}

/** Opens the form this way; false where nothing of the kind is offered there. */
export async function goes(way: Way, seeker: Seeker, wish: Wish): Promise<boolean> {
  const { person, world, channel } = seeker;
  switch (way) {
    case 'card':
      return tapsOneOf(seeker, wish, messagesIn(seeker, channel));
    case 'private': {
      const { id } = world.privately(world.bot.user, person.user.id);
      return tapsOneOf(
        seeker,
        wish,
        visible(world, person.user).filter((m) => m.channel === id),
      );
    }
    case 'mention':
      return (await readsWhatWaits(seeker)) && turnsPages(seeker, wish);
    case 'menu':
      return fromMenu(seeker, wish);
    case 'typed':
      return byCommand(seeker, wish, channel);
    case 'thread':
      return inThread(seeker, wish);
    case 'list':
      for (const { id, target } of listsFor(wish)) {
        if (!(await types(seeker, id, target, channel))) continue;
        if (await turnsPages(seeker, wish)) return true;
      }
      return false;
  }
}

/** With the mention that says so; false where none stands. */
export async function readsWhatWaits(seeker: Seeker): Promise<boolean> {
  const mention = mentionOf(seeker, 'private.read');
  if (!mention) return false;
  await tapsFound(seeker, mention);
  return true;
}

/** From now on what is for them alone comes in private; false where no mention offers it. */
export async function asksForPrivate(seeker: Seeker): Promise<boolean> {
  const mention = mentionOf(seeker, 'private.opt-in');
  if (!mention) return false;
  await tapsFound(seeker, mention);
  return true;
}

/** What was opened last, page by page to the last. */
export async function readsOn(seeker: Seeker): Promise<string[]> {
  const pages: string[] = [];
  do pages.push(seeker.person.notes().at(-1) ?? '');
  while (await turns(seeker));
  return pages;
}

function mentionOf(seeker: Seeker, action: string) {
  const { id } = seeker.person.user;
  return offeredIn(
    seeker,
    messagesIn(seeker, seeker.channel),
    (tap) => tap.kind === 'do' && tap.action === action && tap.target === id,
  );
}

async function tapsOneOf(seeker: Seeker, wish: Wish, messages: readonly DiscordMessage[]): Promise<boolean> {
  const found = offeredIn(seeker, messages, (tap) => does(tap, wish));
  if (found) await tapsFound(seeker, found);
  return found !== undefined;
}

function does(tap: { kind: string; action?: string; target?: unknown }, { action, target }: Wish): boolean {
  return tap.kind === 'do' && tap.action === action && tap.target === target;
}

/** Of what was opened last, page by page, until it is offered, or nothing follows. */
async function turnsPages(seeker: Seeker, wish: Wish): Promise<boolean> {
  do {
    if (await tapsOneOf(seeker, wish, ownMessages(seeker).slice(0, 1))) return true;
  } while (await turns(seeker));
  return false;
}

async function turns(seeker: Seeker): Promise<boolean> {
  const further = offeredIn(
    seeker,
    ownMessages(seeker).slice(0, 1),
    (tap) => tap.kind === 'page' && tap.page > pageOf(seeker),
  );
  if (further) await tapsFound(seeker, further);
  return further !== undefined;
}

/** From 0, by the way back that it offers. */
function pageOf({ world, person }: Seeker): number {
  const [newest] = ownMessages({ world, person });
  const read = newest ? readMessage(world, newest, person.user) : '';
  return Number(/Pag(?:e|ina) (\d+)/.exec(read)?.[1] ?? 1) - 1;
}

/** Behind a word, Discord lets them choose what it is about by the name it has. */
async function types(
  { person, t, coordinates }: Seeker,
  id: Parameters<typeof commandOf>[0],
  target: string,
  channel: DiscordChannel,
  about = target === '' ? null : targetKind(target),
): Promise<boolean> {
  const { opens } = commandOf(id);
  if (opens[coordinates ? 'coordinator' : 'partner'] === null) return false;
  const isOwn = coordinates && opens.coordinator !== opens.partner;
  const typed = `/${isOwn ? 'coordination' : 'concertation'} ${wordIn(t, id)}`;
  if (about === null) {
    await person.types(typed, { in: channel });
    return true;
  }
  const option = translator(t.lang)(`discord.option.${about}`);
  const offered = await person.completes(`${typed} ${option}:${target}`, { in: channel });
  const meant = offered.find((name) => name === target || name.startsWith(`${target} `));
  if (meant === undefined) return false;
  await person.types(typed, { in: channel, with: { [option]: meant } });
  return true;
}

function targetKind(target: string) {
  return ({ P: 'proposal', C: 'call', M: 'meeting' } as const)[target[0] ?? ''] ?? null;
}

async function byCommand(seeker: Seeker, wish: Wish, channel: DiscordChannel): Promise<boolean> {
  const word = wordFor(wish, seeker.coordinates);
  if (!word || (word.about === null) !== (wish.target === '')) return false;
  return types(seeker, word.id, wish.target, channel);
}

/** Where nobody needs to say which proposal they mean. */
async function inThread(seeker: Seeker, wish: Wish): Promise<boolean> {
  const word = wordFor(wish, seeker.coordinates);
  const thread = seeker.world.channels.get(cardOf(seeker, wish.target)?.thread ?? '');
  if (word?.about !== 'proposal' || !thread) return false;
  return types(seeker, word.id, wish.target, thread, null);
}

/** From the menu of the card of that proposal. */
async function fromMenu(seeker: Seeker, wish: Wish): Promise<boolean> {
  const { person, t } = seeker;
  const card = cardOf(seeker, wish.target);
  if (!card) return false;
  if (wish.action === 'question.ask') await person.uses(t('discord.menu.ask'), card);
  else if (wish.action === 'objection.raise') await person.uses(t('discord.menu.object'), card);
  else {
    await person.uses(t('discord.menu.read'), card);
    return turnsPages(seeker, wish);
  }
  return true;
}

/** The card of a proposal, in the channel. */
function cardOf({ world, person, channel }: Seeker, ref: string): DiscordMessage | undefined {
  if (!/^P\d+$/.test(ref)) return undefined;
  return messagesIn({ world, person }, channel).findLast(
    (m) => m.channel === channel.id && readMessage(world, m, person.user).startsWith(`${ref} · `),
  );
}
