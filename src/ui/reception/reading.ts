// Cards that somebody reads aside from the conversation: what a typed word answered, a whole card, where setting up
// stands, what awaits them. What is shown is written down as a `Reading`, so that another page of it, or its present
// state, can be shown.

import { z } from 'zod';
import { pageReads } from '../../app/page-reads.ts';
import type { Channel } from '../../app/setting-up.ts';
import type { Card } from '../card.ts';
import { withManyAtOnce } from '../desk/members.ts';
import { mineCards } from '../desk/mine.ts';
import { mayRead } from '../form-readers.ts';
import { renderLetter, subjectCard } from '../letters.ts';
import { callCards, type Opened, openCommand, proposalFor } from '../open-command.ts';
import { type SetupScene, setupCards } from '../setup/setup-cards.ts';
import { setupSceneOf } from '../setup/setup-scene.ts';
import type { Translator } from '../translator.ts';
import { own } from '../views/charter-words.ts';
import { type Visit, visitsOf } from '../visit.ts';
import { type Guest, type Host, met, ownTongue, roomHere, visit } from './guest.ts';
import { reportCard } from './imported.ts';

const schema = z.discriminatedUnion('shows', [
  z.object({ shows: z.literal('typed'), text: z.string(), room: z.string() }),
  z.object({
    shows: z.literal('card'),
    subject: z.string(),
    room: z.string(),
    letter: z.string().nullable(),
  }),
  z.object({ shows: z.literal('letters'), keys: z.array(z.string()), room: z.string() }),
  z.object({ shows: z.literal('setup'), channel: z.string() }),
  z.object({ shows: z.literal('mine') }),
  z.object({ shows: z.literal('home') }),
  z.object({ shows: z.literal('report'), report: z.string() }),
  z.object({ shows: z.literal('note') }),
]);

/**
 * `typed`: what a word typed after the command answers. `card`: that of a subject; `letter` is the key of the message
 * on which it was asked for. `letters`: what its reader was told in private, by the keys of the letters. `setup`: where setting up stands in a channel. `mine`, `home`: what awaits its reader.
 * `report`: what became of a file, by the number under which it was delivered. `note`: a sentence that is over once
 * it is read.
 */
export type Reading = z.infer<typeof schema>;

/** Cards of one assembly; `room` is one of its rooms, null where they are about none. */
export interface Section {
  cards: readonly Card[];
  room: string | null;
}

export interface Read {
  sections: Section[];
  t: Translator;
}

/** What was written down of a reading; undefined for what isn’t one. */
export function readingIn(written: unknown): Reading | undefined {
  const { success, data } = schema.safeParse(written);
  return success ? data : undefined;
}

/** A reading as it stands now, in the language of whoever reads; undefined where nothing is left of it. */
export async function read(host: Host, guest: Guest, reading: Reading): Promise<Read | undefined> {
  switch (reading.shows) {
    case 'note':
    case 'home':
      return undefined;
    case 'mine':
      return mineIn(host, guest);
    case 'report': {
      const { title = '', name = '', lines = [] } = await host.drafts.of(guest.who, reading.report);
      const t = await ownTongue(host, guest);
      const report = { title: `${title}`, lines: [lines].flat() };
      return { sections: [{ cards: [reportCard(t, `${name}`, report)], room: null }], t };
    }
    case 'setup': {
      const room = roomHere(guest, reading.channel);
      // Once it is opened, who takes part is what comes next.
      if (await host.app.store.roomOwner(room))
        return read(host, guest, { shows: 'typed', text: 'membres', room });
      const { cards, t } = await setupIn(host, guest, reading.channel);
      return { sections: [{ cards, room }], t };
    }
    case 'letters': {
      const there = await visit(host, guest, reading.room);
      return (
        there && {
          sections: [{ cards: await letters(host, there, reading.keys), room: there.room }],
          t: there.t,
        }
      );
    }
    case 'typed':
    case 'card': {
      const there = await visit(host, guest, reading.room);
      if (!there) return undefined;
      const cards =
        reading.shows === 'typed'
          ? await typedCards(host, there, reading.text)
          : await whole(host, there, reading);
      return cards && { sections: [{ cards, room: there.room }], t: there.t };
    }
  }
}

/** Where setting up stands in a channel of theirs. */
export async function setupIn(
  host: Host,
  guest: Guest,
  channel: string,
): Promise<{ scene: SetupScene; cards: Card[]; t: Translator }> {
  const { platform, externalId } = guest.who;
  const there: Channel = { platform, tenant: guest.team, channel };
  const t = await ownTongue(host, guest);
  const scene = await setupSceneOf(host.app, host.settingUp, there, externalId, (people) =>
    namesOf(host, there, people),
  );
  return { scene, cards: setupCards(t, scene), t };
}

async function namesOf(
  { app }: Host,
  { platform, tenant }: Channel,
  people: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const known = await Promise.all(
    people.map(async (externalId) => {
      const profile = await app.acquaintance.meet({ platform, tenant, externalId });
      return [externalId, profile?.name ?? null] as const;
    }),
  );
  return new Map(known.flatMap(([id, name]) => (name === null ? [] : [[id, name] as const])));
}

/** What awaits them, assembly by assembly, of those that have a room where they are; no section where none has. */
export async function mineIn(host: Host, guest: Guest): Promise<Read> {
  await met(host, guest);
  const t = await ownTongue(host, guest);
  const isHere = (room: string) => room.startsWith(roomHere(guest, ''));
  const visits = await visitsOf(host.app, guest.who, isHere, t.lang);
  const sections = await Promise.all(
    visits.map(async (there) => ({ cards: await awaiting(there, visits.length > 1), room: there.room })),
  );
  return { sections, t };
}

async function awaiting({ scene, reader, t, now }: Visit, several: boolean): Promise<Card[]> {
  const title = own(t, (await scene.charterInForce()).title);
  const heading: Card = { subject: 'assembly', lang: t.lang, title, status: null, blocks: [], buttons: [] };
  const mine = await mineCards(scene, reader, t, now);
  return [...(several ? [heading] : []), ...mine, ...(await callCards(scene, t, now))];
}

async function typedCards(host: Host, there: Visit, text: string): Promise<Card[] | undefined> {
  const opened = await typedHere(host, there, text);
  return opened.kind === 'cards' ? opened.cards : undefined;
}

/** What a typed word opens, where a platform has lists of its people and takes files. */
export async function typedHere(
  { typedBefore }: Host,
  { scene, reader, t, now }: Visit,
  text: string,
): Promise<Opened> {
  const opened = await openCommand(scene, reader, t, text, now, typedBefore);
  if (opened.kind !== 'cards') return opened;
  return { kind: 'cards', cards: await withManyAtOnce(opened.cards, scene, reader, t) };
}

/** As their reader would get them now; those of others, and those that say nothing any more, aren’t there. */
async function letters(
  { app }: Host,
  { scene, reader, t, now }: Visit,
  keys: readonly string[],
): Promise<Card[]> {
  const reads = pageReads(app.store);
  const found = await Promise.all(keys.map((key) => app.store.letters({ key }, 1)));
  const theirs = found
    .flat()
    .filter(
      ({ assembly, kind, room }) =>
        assembly === scene.assembly.id && kind === 'private' && room === reader.person,
    );
  const cards = await Promise.all(theirs.map((letter) => renderLetter(reads, letter, t.lang, now)));
  return cards.filter((card) => card !== null);
}

/** The letter as its reader would get it now; a card whose letter says nothing any more, from the present state. */
async function whole(
  { app }: Host,
  { scene, reader, t, now }: Visit,
  { subject, letter: key }: { subject: string; letter: string | null },
): Promise<Card[] | undefined> {
  const [letter] = key === null ? [] : await app.store.letters({ key }, 1);
  const theirs = letter?.kind !== 'private' || letter.room === reader.person;
  if (letter?.assembly === scene.assembly.id && theirs) {
    const card = await renderLetter(pageReads(app.store), letter, t.lang, now);
    if (card) return [card];
  }
  const ref = /^card:([CP]\d+)/.exec(subject)?.[1];
  if (ref === undefined) return undefined;
  if (ref.startsWith('C') && !(await scene.find('call', ref))) return undefined;
  const proposal = ref.startsWith('P') ? await scene.find('proposal', ref) : undefined;
  if (ref.startsWith('P') && !(proposal && (await mayRead(scene, proposal, reader)))) return undefined;
  if (proposal) return [await proposalFor(scene, reader, ref, t, now)];
  return [await subjectCard(scene, ref, t, now)];
}
