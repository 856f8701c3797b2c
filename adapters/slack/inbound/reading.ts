// Cards that somebody reads in a view: what a typed word answered, a whole card, where setting up stands. A view
// says in `private_metadata` what it shows, so that another page, or its present state, can be shown.

import type { types } from '@slack/bolt';
import { z } from 'zod';
import { pageReads } from '../../../src/app/page-reads.ts';
import type { Channel } from '../../../src/app/setting-up.ts';
import type { Card } from '../../../src/ui/card.ts';
import { withManyAtOnce } from '../../../src/ui/desk/members.ts';
import { mineCards } from '../../../src/ui/desk/mine.ts';
import { mayRead } from '../../../src/ui/form-readers.ts';
import { renderLetter, subjectCard } from '../../../src/ui/letters.ts';
import { callCards, type Opened, openCommand, proposalFor } from '../../../src/ui/open-command.ts';
import { setupCards } from '../../../src/ui/setup/setup-cards.ts';
import { setupSceneOf } from '../../../src/ui/setup/setup-scene.ts';
import type { Translator } from '../../../src/ui/translator.ts';
import { own } from '../../../src/ui/views/charter-words.ts';
import { type Visit, visitsOf } from '../../../src/ui/visit.ts';
import { platformName } from '../announcer.ts';
import { noteCard } from '../blocks/message.ts';
import { type Section, viewOf } from '../blocks/reading.ts';
import { asTheChannelSays } from '../blocks/taps.ts';
import { roomIn } from '../who.ts';
import { reportCard } from './importing.ts';
import { FailedInView, openView } from './opening.ts';
import {
  aside,
  type Deed,
  failure,
  isRepeated,
  met,
  ownTongue,
  type Reception,
  tongueAtHand,
  visit,
} from './reception.ts';

/** What a view of reading shows. */
export type Reading =
  /** What a word typed after /concertation answers. */
  | { shows: 'typed'; text: string; room: string }
  /** The card of a subject; `letter` is the key of the message on which it was asked for. */
  | { shows: 'card'; subject: string; room: string; letter: string | null }
  /** Where setting up stands in a channel. */
  | { shows: 'setup'; channel: string }
  /** What awaits its reader: in a view, or on the Home tab. */
  | { shows: 'mine' }
  | { shows: 'home' }
  /** What became of a file; `report` is the number under which it was delivered. */
  | { shows: 'report'; report: string }
  /** A sentence that is over once it is read. */
  | { shows: 'note' };

const typedBefore = '/concertation ';

/** The page of a reading as it stands now, in the language of whoever reads; undefined where nothing is left of it. */
export async function readingView(
  at: Reception,
  deed: Deed,
  reading: Reading,
  page = 0,
): Promise<types.ModalView | undefined> {
  if (reading.shows === 'note' || reading.shows === 'home') return undefined;
  if (reading.shows === 'mine') {
    const { sections, t } = await mineIn(at, deed);
    return viewOf(sections, t, page, reading);
  }
  if (reading.shows === 'report') {
    const { title = '', name = '', lines = [] } = await at.drafts.of(deed.who, reading.report);
    const t = await ownTongue(at, deed);
    const report = { title: `${title}`, lines: [lines].flat() };
    return drawn([reportCard(t, `${name}`, report)], t, reading, null, page);
  }
  if (reading.shows === 'setup') {
    const room = roomIn(deed.team, reading.channel);
    // Once it is opened, who takes part is what comes next.
    if (await at.app.store.roomOwner(room))
      return readingView(at, deed, { shows: 'typed', text: 'membres', room });
    const { cards, t } = await setupIn(at, deed, reading.channel);
    return drawn(cards, t, reading, roomIn(deed.team, reading.channel), page);
  }
  const there = await visit(at, deed, reading.room);
  if (!there) return undefined;
  const cards =
    reading.shows === 'typed' ? await typedCards(there, reading.text) : await whole(at, there, reading);
  return cards && drawn(cards, there.t, reading, there.room, page);
}

/** Cards that were made already, as the first page of their reading. */
export function drawn(
  cards: readonly Card[],
  t: Translator,
  reading: Reading,
  room: string | null,
  page = 0,
): types.ModalView {
  return viewOf([{ cards, of: { room, letter: null, words: null } }], t, page, reading);
}

/** A few sentences in a view. */
export function noteView(t: Translator, sentences: readonly string[]): types.ModalView {
  return drawn([noteCard(sentences, t)], t, { shows: 'note' }, null);
}

/**
 * Tells of a failure: in a view, or beside what was tapped where Slack doesn’t let one open any more. What Slack
 * brought again failed nobody.
 */
export async function excuse(
  at: Reception,
  deed: Deed,
  error: unknown,
  trigger: string,
  over: boolean,
): Promise<void> {
  if (isRepeated(error)) return;
  const late = error instanceof FailedInView ? error : null;
  const said = failure(at, deed, late ? late.cause : error);
  const view = noteView(tongueAtHand(at, deed), [said]);
  if (late) {
    const { tellIn } = late;
    if (tellIn !== null) await deed.client.views.update({ view_id: tellIn, view }).catch(() => undefined);
    return;
  }
  await openView({ client: deed.client, trigger, over }, Promise.resolve(view), () => view).catch(() =>
    aside(at, deed, said),
  );
}

const schema = z.discriminatedUnion('shows', [
  z.object({ shows: z.literal('typed'), text: z.string(), room: z.string() }),
  z.object({
    shows: z.literal('card'),
    subject: z.string(),
    room: z.string(),
    letter: z.string().nullable(),
  }),
  z.object({ shows: z.literal('setup'), channel: z.string() }),
  z.object({ shows: z.literal('mine') }),
  z.object({ shows: z.literal('home') }),
  z.object({ shows: z.literal('report'), report: z.string() }),
  z.object({ shows: z.literal('note') }),
]);

/** What an open view shows; undefined where it is no reading. */
export function readingOf({ callback_id, private_metadata }: SentView): Reading | undefined {
  return callback_id === 'read' ? readingIn(private_metadata) : undefined;
}

/** The page of a reading that is seen, from 0. */
export function pageOf({ private_metadata }: Pick<SentView, 'private_metadata'>): number {
  const { data } = z.object({ page: z.number() }).safeParse(JSON.parse(private_metadata || 'null'));
  return data?.page ?? 0;
}

/** What was written down of a reading. */
export function readingIn(metadata: string): Reading | undefined {
  const { success, data } = schema.safeParse(JSON.parse(metadata));
  return success ? data : undefined;
}

/** What Slack sends of an open view, as far as it is read here. */
export interface SentView {
  callback_id: string;
  private_metadata: string;
}

export async function setupIn(at: Reception, deed: Deed, channel: string) {
  const there: Channel = { platform: platformName, tenant: deed.team, channel };
  const t = await ownTongue(at, deed);
  const scene = await setupSceneOf(at.app, at.settingUp, there, deed.who.externalId, (people) =>
    namesOf(at, deed.team, people),
  );
  return { scene, cards: setupCards(t, scene), t };
}

async function namesOf(
  { app }: Reception,
  tenant: string,
  people: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const met = await Promise.all(
    people.map(async (externalId) => {
      const profile = await app.acquaintance.meet({ platform: platformName, tenant, externalId });
      return [externalId, profile?.name ?? null] as const;
    }),
  );
  return new Map(met.flatMap(([id, name]) => (name === null ? [] : [[id, name] as const])));
}

/** What awaits them, assembly by assembly; a word on how to begin where there is none. */
export async function mineIn(at: Reception, deed: Deed): Promise<{ sections: Section[]; t: Translator }> {
  await met(at, deed);
  const t = await ownTongue(at, deed);
  const isHere = (room: string) => room.startsWith(roomIn(deed.team, ''));
  const visits = await visitsOf(at.app, deed.who, isHere, t.lang);
  if (visits.length === 0)
    return { sections: [{ cards: [noteCard([t('slack.home.none')], t)], of: asTheChannelSays }], t };
  const sections = await Promise.all(
    visits.map(async (there) => ({
      cards: await awaiting(there, visits.length > 1),
      of: { room: there.room, letter: null, words: null },
    })),
  );
  return { sections, t };
}

async function awaiting({ scene, reader, t, now }: Visit, several: boolean): Promise<Card[]> {
  const title = own(t, (await scene.charterInForce()).title);
  const heading: Card = { subject: 'assembly', lang: t.lang, title, status: null, blocks: [], buttons: [] };
  const mine = await mineCards(scene, reader, t, now);
  return [...(several ? [heading] : []), ...mine, ...(await callCards(scene, t, now))];
}

async function typedCards(there: Visit, text: string): Promise<Card[] | undefined> {
  const opened = await typedHere(there, text);
  return opened.kind === 'cards' ? opened.cards : undefined;
}

/** What a typed word opens, with what Slack’s own lists and files allow. */
export async function typedHere({ scene, reader, t, now }: Visit, text: string): Promise<Opened> {
  const opened = await openCommand(scene, reader, t, text, now, typedBefore);
  if (opened.kind !== 'cards') return opened;
  return { kind: 'cards', cards: await withManyAtOnce(opened.cards, scene, reader, t) };
}

/** The letter as its reader would get it now; a card whose letter says nothing any more, from the present state. */
async function whole(
  { app }: Reception,
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
