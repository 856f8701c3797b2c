// Cards that somebody reads in a message that they alone see, page by page. What it shows is kept beside it where it
// has more than one page, for a day.

import type { Card } from '../../../src/ui/card.ts';
import { parseCommand } from '../../../src/ui/commands.ts';
import { ownTongue } from '../../../src/ui/reception/guest.ts';
import { type Read, type Reading, read, readingIn } from '../../../src/ui/reception/reading.ts';
import type { Translator } from '../../../src/ui/translator.ts';
import { type DiscordMessage, noteMessage } from '../components/message.ts';
import { pageCount, readingMessage, type Section } from '../components/reading.ts';
import { roomIn } from '../who.ts';
import { howTold } from './how-told.ts';
import { type Deed, inServerOf, note, type Reception } from './reception.ts';

/** A page of a reading as it stands now; a word where nothing is left of it. @param page from 0 */
export async function reading(at: Reception, deed: Deed, shown: Reading, page = 0): Promise<DiscordMessage> {
  const found = await read(at, deed, shown);
  if (!found) return gone(at, deed);
  if (shown.shows === 'mine' && found.sections.length === 0)
    return noteMessage([found.t('discord.none')], found.t);
  return paged(at, deed, shown, found, page);
}

/**
 * Cards that were made already, as the first page of their reading.
 *
 * @param room of the assembly that they are about, null where they are about none
 */
export function drawn(
  at: Reception,
  deed: Deed,
  shown: Reading,
  cards: readonly Card[],
  t: Translator,
  room: string | null,
): Promise<DiscordMessage> {
  return paged(at, deed, shown, { sections: [{ cards, room }], t }, 0);
}

/** Another page of what is open. @param place as `readingMessage` was given it */
export async function turned(
  at: Reception,
  deed: Deed,
  place: string,
  page: number,
): Promise<DiscordMessage> {
  const { reading: kept = '', server = '' } = await at.drafts.of(deed.who, place);
  const shown = typeof kept === 'string' && kept !== '' ? readingIn(JSON.parse(kept)) : undefined;
  const there = inServerOf(deed, `${server}` || null);
  const found = shown && (await read(at, there, shown));
  if (!found) return gone(at, deed);
  return readingMessage(await sectionsOf(at, there, shown, found), found.t, page, place);
}

async function paged(at: Reception, deed: Deed, shown: Reading, found: Read, page: number) {
  const place = crypto.randomUUID();
  const own = await sectionsOf(at, deed, shown, found);
  // Another page may be asked for in private, where Discord names no server.
  const kept = { reading: JSON.stringify(shown), server: roomIn(deed.team, '') };
  if (pageCount(own, found.t) > 1) await at.drafts.keep(deed.who, place, kept, deed.receivedAt);
  return readingMessage(own, found.t, page, place);
}

/** Beneath what awaits somebody stands how they are told of it. */
async function sectionsOf(
  at: Reception,
  deed: Deed,
  shown: Reading,
  { sections, t }: Read,
): Promise<Section[]> {
  const own = sections.map(inDiscord);
  const isTheirs = shown.shows === 'mine' || (shown.shows === 'typed' && asksForOwn(shown.text, t));
  if (!isTheirs || own.length === 0) return own;
  const room = sections[0]?.room ?? null;
  return [...own, { cards: [await howTold(at, deed, t)], of: { room, words: null } }];
}

function asksForOwn(text: string, { lang }: Translator): boolean {
  const parsed = parseCommand(text, lang);
  return parsed.kind === 'command' && parsed.id === 'me';
}

function inDiscord({ cards, room }: Read['sections'][number]): Section {
  return { cards, of: { room, words: null } };
}

async function gone(at: Reception, deed: Deed): Promise<DiscordMessage> {
  const t = await ownTongue(at, deed);
  return noteMessage([t('chat.gone')], t);
}

/** Where the store takes too long for a form to open. */
export function waiting(at: Reception, deed: Deed): DiscordMessage {
  return note(at, deed, (t) => [t('discord.again')]);
}
