// One letter on its way: to whom, in which language, showing what, and by which call of the platform.

import { type Lang, langs, type Room } from '../domain/people.ts';
import { type Address, type Announcer, type Outgoing, type Render, SendFailure } from './announcer.ts';
import { canonical, sha256 } from './chain.ts';
import { systemNow } from './execute.ts';
import type { QueuedLetter, Settlement } from './letter.ts';
import type { PageReads } from './page-reads.ts';
import type { Clock } from './ports.ts';

/** Renders one claimed letter, and says how it is to be sent; what is already shown isn't sent again. */
export async function prepareSending(
  { announcers, render, clock }: { announcers: ReadonlyMap<string, Announcer>; render: Render; clock: Clock },
  letter: QueuedLetter,
  reads: PageReads,
): Promise<() => Promise<Settlement>> {
  const found = await addressOf(reads, letter, announcers);
  if (!found && letter.kind === 'private') return async () => ({ status: 'by-hand', at: systemNow() });
  if (!found) return async () => ({ status: 'dead', error: 'no such room', at: systemNow() });
  const { to, announcer, lang } = found;
  const card = await render(reads, letter, lang, clock.now());
  if (card === null) return async () => ({ status: 'sent', post: null, at: systemNow(), deliveredAt: null });
  const parent = letter.under === null ? undefined : await reads.post(letter.room, letter.under);
  const outgoing: Outgoing = {
    card,
    key: letter.key,
    lang,
    room: letter.kind === 'private' ? await firstRoom(reads, letter.assembly) : letter.room,
    under: parent?.messageId ?? null,
  };
  const rendered = sha256(canonical(card));
  const { room, subject } = letter;
  const former = letter.kind === 'card' ? await reads.post(room, subject) : undefined;
  const sent = (messageId: string | undefined): Settlement => {
    const at = systemNow();
    return {
      status: 'sent',
      post: messageId === undefined ? null : { room, subject, messageId, rendered, at },
      at,
      deliveredAt: clock.now(),
    };
  };

  return async () => {
    if (former?.rendered === rendered) return sent(undefined);
    if (former && (await edited(announcer, to, former.messageId, outgoing))) return sent(former.messageId);
    const attempted = { under: outgoing.under, since: letter.createdAt };
    const arrived = letter.attempts > 0 ? await announcer.find(to, letter.key, attempted) : undefined;
    if (arrived === undefined && card.movedTo !== undefined) return sent(undefined);
    if (arrived === undefined) return sent(await posted(announcer, to, outgoing));
    if (letter.kind === 'card') await announcer.edit(to, arrived, outgoing);
    return sent(arrived);
  };
}

/** In it whoever is told in private answers: any of the assembly’s would do. */
async function firstRoom(reads: PageReads, assembly: string): Promise<string> {
  return (await reads.head(assembly))?.doc.rooms[0] ?? '';
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

async function addressOf(
  reads: PageReads,
  letter: QueuedLetter,
  announcers: ReadonlyMap<string, Announcer>,
): Promise<{ to: Address; announcer: Announcer; lang: Lang } | undefined> {
  if (letter.kind !== 'private') {
    const row = await reads.aggregate(letter.assembly, 'room', letter.room);
    const room = row?.doc as Room | undefined;
    const announcer = room && announcers.get(room.platform);
    return room && announcer && { to: { kind: 'room', room }, announcer, lang: room.lang };
  }
  const person = await reads.person(letter.room);
  for (const identity of await reads.identitiesOf([letter.room])) {
    const announcer = announcers.get(identity.platform);
    const lang = langs.find((l) => l === person?.lang) ?? 'fr';
    if (announcer) return { to: { kind: 'person', identity }, announcer, lang };
  }
  return undefined;
}
