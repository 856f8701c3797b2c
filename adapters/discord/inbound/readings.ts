// Cards that somebody reads in a message that they alone see, page by page. What it shows is kept beside it where it
// has more than one page, for a day.

import { type Card, noteCard } from '../../../src/ui/card.ts';
import { ownTongue } from '../../../src/ui/reception/guest.ts';
import { type Read, type Reading, read, readingIn } from '../../../src/ui/reception/reading.ts';
import type { Translator } from '../../../src/ui/translator.ts';
import { type DiscordMessage, messageOf } from '../components/message.ts';
import { pageCount, readingMessage, type Section } from '../components/reading.ts';
import { type Deed, note, type Reception } from './reception.ts';

/** A page of a reading as it stands now; a word where nothing is left of it. @param page from 0 */
export async function reading(at: Reception, deed: Deed, shown: Reading, page = 0): Promise<DiscordMessage> {
  const found = await read(at, deed, shown);
  if (!found) return gone(at, deed);
  if (shown.shows === 'mine' && found.sections.length === 0)
    return messageOf(noteCard([found.t('discord.none')], found.t), found.t);
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
  const { reading: kept = '' } = await at.drafts.of(deed.who, place);
  const shown = typeof kept === 'string' && kept !== '' ? readingIn(JSON.parse(kept)) : undefined;
  const found = shown && (await read(at, deed, shown));
  if (!found) return gone(at, deed);
  return readingMessage(found.sections.map(inDiscord), found.t, page, place);
}

async function paged(at: Reception, deed: Deed, shown: Reading, { sections, t }: Read, page: number) {
  const place = crypto.randomUUID();
  const own = sections.map(inDiscord);
  if (pageCount(own, t) > 1)
    await at.drafts.keep(deed.who, place, { reading: JSON.stringify(shown) }, deed.receivedAt);
  return readingMessage(own, t, page, place);
}

function inDiscord({ cards, room }: Read['sections'][number]): Section {
  return { cards, of: { room, words: null } };
}

async function gone(at: Reception, deed: Deed): Promise<DiscordMessage> {
  const t = await ownTongue(at, deed);
  return messageOf(noteCard([t('chat.gone')], t), t);
}

/** Where the store takes too long for a form to open. */
export function waiting(at: Reception, deed: Deed): DiscordMessage {
  return note(at, deed, (t) => [t('discord.again')]);
}
