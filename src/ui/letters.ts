// A letter made readable: the card that a queued message shows, from the state at the time it leaves.

import type { RenderReads } from '../app/announcer.ts';
import type { Letter } from '../app/letter.ts';
import type { Lang } from '../domain/people.ts';
import type { Card } from './card.ts';
import { answerViews } from './letters/answers.ts';
import { callViews } from './letters/calls.ts';
import { deskViews } from './letters/desk.ts';
import { meetingViews } from './letters/meetings.ts';
import { outcomeViews } from './letters/outcomes.ts';
import { peopleViews } from './letters/people.ts';
import { proposalViews } from './letters/proposals.ts';
import { Telling, type Views } from './letters/telling.ts';
import { Scene } from './scene.ts';
import { type Translator, translator } from './translator.ts';
import { callCard } from './views/call-card.ts';
import { proposalCard, replacedCard } from './views/proposal-card.ts';

/** Every view that a letter may name. */
export const views: Views = {
  card: standingCard,
  ...callViews,
  ...proposalViews,
  ...answerViews,
  ...meetingViews,
  ...outcomeViews,
  ...peopleViews,
  ...deskViews,
};

/**
 * Renders a letter in the language of its room or person, as of `now` (UTC). Null when there is nothing left
 * to say. Throws when what it names is missing.
 */
export async function renderLetter(
  reads: RenderReads,
  letter: Letter,
  lang: Lang,
  now: string,
): Promise<Card | null> {
  const head = await reads.head(letter.assembly);
  if (!head) throw new Error(`assembly ${letter.assembly} is missing`);
  const view = views[letter.view];
  if (!view) throw new Error(`no view is called ${letter.view}`);
  return view(new Telling(new Scene(reads, head.doc), letter, translator(lang), now));
}

/** The card of a call or a proposal; once a later version has a card of its own, a pointer to that one. */
async function standingCard(x: Telling): Promise<Card> {
  const ref = x.need('ref');
  const version = x.maybe('version');
  const replaced = version !== null && Number(version) < (await x.scene.must('proposal', ref)).answersFrom;
  if (replaced) return replacedCard(x.scene, x.t, ref);
  return subjectCard(x.scene, ref, x.t, x.now);
}

/** The card of a call (C1) or a proposal (P1) as its room shows it at that instant. */
export async function subjectCard(scene: Scene, ref: string, t: Translator, now: string): Promise<Card> {
  return ref.startsWith('C')
    ? callCard(scene, t, await scene.must('call', ref), now)
    : proposalCard(scene, t, ref, now);
}
