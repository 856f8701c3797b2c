// One letter on its way: to whom, in which language, showing what, and by which call of the platform.

import { type Lang, langs, type Room } from '../domain/people.ts';
import { type Address, type Announcer, type Outgoing, type Render, SendFailure } from './announcer.ts';
import { canonical, sha256 } from './chain.ts';
import { systemNow } from './execute.ts';
import type { QueuedLetter, Settlement } from './letter.ts';
import type { PageReads } from './page-reads.ts';
import type { Clock } from './ports.ts';
import { byTheFirst, triedWays, type Way, waysTo } from './ways.ts';

interface SendingParts {
  announcers: ReadonlyMap<string, Announcer>;
  render: Render;
  clock: Clock;
  /** Whether a platform or workspace (`slack:T1`) is known to be cut off. */
  isAway: (place: string) => boolean;
}

/** A letter that may leave: whose business it is, and how. */
export interface Sending {
  /** Null where it concerns no platform. */
  platform: string | null;
  send: () => Promise<Settlement>;
}

/** Renders one claimed letter, and says how it is to be sent; what is already shown isn't sent again. */
export async function prepareSending(
  parts: SendingParts,
  letter: QueuedLetter,
  reads: PageReads,
): Promise<Sending> {
  return letter.kind === 'private'
    ? preparePrivate(parts, letter, reads)
    : prepareInRoom(parts, letter, reads);
}

async function prepareInRoom(
  { announcers, render, clock }: SendingParts,
  letter: QueuedLetter,
  reads: PageReads,
): Promise<Sending> {
  const row = await reads.aggregate(letter.assembly, 'room', letter.room);
  const place = row?.doc as Room | undefined;
  const announcer = place && announcers.get(place.platform);
  if (!announcer) return atOnce({ status: 'dead', error: 'no such room', at: systemNow() });
  const to: Address = { kind: 'room', room: place };
  const { lang } = place;
  const card = await render(reads, letter, lang, clock.now());
  if (card === null) return atOnce(nothingToSay());
  const parent = letter.under === null ? undefined : await reads.post(letter.room, letter.under);
  const { key, room, subject } = letter;
  const outgoing: Outgoing = { card, key, lang, room, under: parent?.messageId ?? null };
  const rendered = sha256(canonical(card));
  const former = letter.kind === 'card' ? await reads.post(room, subject) : undefined;
  const sent = (messageId: string | undefined) => sentAs(letter, messageId, rendered, clock);

  const send = async () => {
    if (former?.rendered === rendered) return sent(undefined);
    if (former && (await edited(announcer, to, former.messageId, outgoing))) return sent(former.messageId);
    const attempted = { under: outgoing.under, since: letter.createdAt };
    const arrived = letter.attempts > 0 ? await announcer.find(to, key, attempted) : undefined;
    if (arrived === undefined && card.movedTo !== undefined) return sent(undefined);
    if (arrived === undefined) return sent(await posted(announcer, to, outgoing));
    if (letter.kind === 'card') await announcer.edit(to, arrived, outgoing);
    return sent(arrived);
  };
  return { platform: place.platform, send };
}

/** By hand where they have no place in chat, or where each of several refused it for good. */
async function preparePrivate(
  { announcers, render, clock, isAway }: SendingParts,
  letter: QueuedLetter,
  reads: PageReads,
): Promise<Sending> {
  const { key, createdAt: since } = letter;
  const rooms = (await reads.head(letter.assembly))?.doc.rooms ?? [];
  const ways = await waysTo(reads, letter.room, { rooms }, announcers, isAway);
  const [best] = ways;
  if (!best) return atOnce({ status: 'by-hand', at: systemNow() });
  const person = await reads.person(letter.room);
  const lang: Lang = langs.find((l) => l === person?.lang) ?? 'fr';
  const card = await render(reads, letter, lang, clock.now());
  if (card === null) return atOnce(nothingToSay());
  const rendered = sha256(canonical(card));
  const tried = triedWays(ways, letter);
  const outgoing = ({ room }: Way): Outgoing => ({ card, key, lang, room, under: null });

  const send = async () => {
    const found = await byTheFirstThatHas(tried, (way) =>
      way.announcer.find(way.to, key, { under: null, since }),
    );
    if (found !== undefined) return sentAs(letter, found, rendered, clock);
    const message = await byTheFirst(ways, (way) => way.announcer.post(way.to, outgoing(way)));
    if (message === undefined) return { status: 'by-hand', at: systemNow() } as const;
    return sentAs(letter, message, rendered, clock);
  };
  return { platform: (tried[0] ?? best).announcer.platform, send };
}

async function byTheFirstThatHas(
  ways: readonly Way[],
  find: (way: Way) => Promise<string | undefined>,
): Promise<string | undefined> {
  for (const way of ways) {
    const found = await find(way);
    if (found !== undefined) return found;
  }
  return undefined;
}

function atOnce(end: Settlement): Sending {
  return { platform: null, send: async () => end };
}

function nothingToSay(): Settlement {
  return { status: 'sent', post: null, at: systemNow(), deliveredAt: null };
}

function sentAs(
  { room, subject }: QueuedLetter,
  messageId: string | undefined,
  rendered: string,
  clock: Clock,
): Settlement {
  const at = systemNow();
  const post = messageId === undefined ? null : { room, subject, messageId, rendered, at };
  return { status: 'sent', post, at, deliveredAt: clock.now() };
}

/** At the root when somebody has deleted what it would stand under. */
async function posted(announcer: Announcer, to: Address, outgoing: Outgoing): Promise<string> {
  try {
    return await announcer.post(to, outgoing);
  } catch (error) {
    const gone = error instanceof SendFailure && error.kind === 'gone';
    if (!gone || outgoing.under === null) throw error;
    return announcer.post(to, { ...outgoing, under: null });
  }
}

/** False when somebody has deleted the message: then it is posted again, once. */
async function edited(
  announcer: Announcer,
  to: Address,
  messageId: string,
  outgoing: Outgoing,
): Promise<boolean> {
  try {
    await announcer.edit(to, messageId, outgoing);
    return true;
  } catch (error) {
    if (error instanceof SendFailure && error.kind === 'gone') return false;
    throw error;
  }
}
