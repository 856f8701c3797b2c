// Reactions as shortcuts: an emoji under a proposal's card says what somebody is about to answer, and brings the
// button that opens the form. It is never the answer itself (nobody signs a thumb), and nothing of it is kept.

import type { Charter } from '../domain/charter.ts';
import { deadlineOf } from '../domain/period.ts';
import { isLive, type Proposal } from '../domain/proposal.ts';
import type { Card } from './card.ts';
import { defaultReactions, plainEmoji, type Reactions } from './emojis.ts';
import { mayRead, type Reader } from './form-readers.ts';
import { fullDate } from './format.ts';
import type { Scene } from './scene.ts';
import type { Translator } from './translator.ts';
import { proposalStatus } from './views/call-card.ts';
import { possibleActions } from './views/proposal-card.ts';
import { button, named, text } from './views/words.ts';

/**
 * The private card that answers a reaction to a proposal's card: that nothing is recorded yet, and the button of
 * what was meant; where that isn't possible (any more), why, and what still is. Null for any other emoji, and for
 * what isn't a proposal that the reader can see.
 *
 * @param ref what the card shows: P1
 * @param now UTC
 */
export async function reactionCard(
  scene: Scene,
  reader: Reader,
  t: Translator,
  emoji: string,
  ref: string,
  now: string,
  reactions: Reactions = defaultReactions,
): Promise<Card | null> {
  const action = reactions.get(plainEmoji(emoji));
  const state = action && (await scene.find('proposal', ref));
  if (!action || !state?.submitted || !(await mayRead(scene, state, reader))) return null;
  const call = await scene.must('call', state.call);
  const charter = await scene.charterOf(call);
  const closesAt = deadlineOf(state, call, charter);
  const { title } = await scene.headline(ref);
  const possible = possibleActions(state, now < closesAt);
  const meant = possible.includes(action);
  const until = fullDate(t, closesAt, charter.zone);
  const said = meant
    ? [t(`reaction.${action}`, { closesAt: until })]
    : [whyNot(t, state, charter, now < closesAt, until), t('reaction.question-still')];
  const offered = meant ? action : 'question.ask';
  return {
    subject: `reaction:${ref}`,
    lang: t.lang,
    title: t('reaction.title'),
    status: null,
    blocks: [t('reaction', { proposal: named(t, title, ref) }), ...said].map(text),
    buttons: [button(t, offered, ref, meant ? 'primary' : 'plain')],
  };
}

function whyNot(t: Translator, state: Proposal, charter: Charter, inTime: boolean, closedAt: string): string {
  if (!isLive(state)) return t('reaction.over', { status: proposalStatus(t, charter, state) });
  return inTime ? t('reaction.not-yet') : t('reaction.too-late', { closedAt });
}
