// Cards that somebody reads in a view. A view says in `private_metadata` what it shows, so that another page, or its
// present state, can be shown.

import type { types } from '@slack/bolt';
import { z } from 'zod';
import { type Card, noteCard } from '../../../src/ui/card.ts';
import { tongueAtHand } from '../../../src/ui/reception/guest.ts';
import { mineIn, type Reading, read, readingIn } from '../../../src/ui/reception/reading.ts';
import type { Translator } from '../../../src/ui/translator.ts';
import { type Section, viewOf } from '../blocks/reading.ts';
import { asTheChannelSays } from '../blocks/taps.ts';
import { FailedInView, openView } from './opening.ts';
import { aside, type Deed, failure, isRepeated, type Reception } from './reception.ts';

/** The page of a reading as it stands now, in the language of whoever reads; undefined where nothing is left of it. */
export async function readingView(
  at: Reception,
  deed: Deed,
  reading: Reading,
  page = 0,
): Promise<types.ModalView | undefined> {
  if (reading.shows === 'mine') {
    const { sections, t } = await awaitingIn(at, deed);
    return viewOf(sections, t, page, reading);
  }
  const found = await read(at, deed, reading);
  return found && viewOf(found.sections.map(inSlack), found.t, page, reading);
}

/** What awaits them, assembly by assembly; a word on how to begin where there is none. */
export async function awaitingIn(at: Reception, deed: Deed): Promise<{ sections: Section[]; t: Translator }> {
  const { sections, t } = await mineIn(at, deed);
  const none = { cards: [noteCard([t('slack.home.none')], t)], of: asTheChannelSays };
  return { sections: sections.length === 0 ? [none] : sections.map(inSlack), t };
}

function inSlack({ cards, room }: { cards: readonly Card[]; room: string | null }): Section {
  return { cards, of: { room, letter: null, words: null } };
}

/** Cards that were made already, as the first page of their reading. */
export function drawn(
  cards: readonly Card[],
  t: Translator,
  reading: Reading,
  room: string | null,
): types.ModalView {
  return viewOf([inSlack({ cards, room })], t, 0, reading);
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

/** What an open view shows; undefined where it is no reading. */
export function readingOf({ callback_id, private_metadata }: SentView): Reading | undefined {
  return callback_id === 'read' ? readingIn(JSON.parse(private_metadata)) : undefined;
}

/** The page of a reading that is seen, from 0. */
export function pageOf({ private_metadata }: Pick<SentView, 'private_metadata'>): number {
  const { data } = z.object({ page: z.number() }).safeParse(JSON.parse(private_metadata || 'null'));
  return data?.page ?? 0;
}

/** What Slack sends of an open view, as far as it is read here. */
export interface SentView {
  callback_id: string;
  private_metadata: string;
}
