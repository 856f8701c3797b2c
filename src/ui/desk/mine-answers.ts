// The answers that somebody’s institutions owe, as `moi` tells them: those to give, and those they gave themselves
// before anybody confirmed them.

import type { Call } from '../../domain/call.ts';
import { deadlineOf } from '../../domain/period.ts';
import type { Proposal } from '../../domain/proposal.ts';
import type { Block, Button } from '../card.ts';
import type { Reader } from '../form-readers.ts';
import { fullDate } from '../format.ts';
import type { OwedAnswer, Scene } from '../scene.ts';
import type { Translator } from '../translator.ts';
import { button, shown } from '../views/words.ts';

/** An answer that is awaited of an institution, and what its reader has said themselves. */
export interface Awaited extends OwedAnswer {
  call: Call;
}

/** In the order of calls and institutions, whatever its reader has said. */
export async function answersOwed(scene: Scene, { person }: Reader, now: string): Promise<Awaited[]> {
  if (person === null) return [];
  const found: Awaited[] = [];
  for (const call of await scene.list('call')) {
    if (call.status === 'draft' || call.status === 'dropped') continue;
    const owing = await scene.owedBy(person, call, now);
    for (const owed of await scene.ownAnswers(person, call, owing)) found.push({ ...owed, call });
  }
  return found;
}

/** What still awaits a first word of theirs, once a proposal. */
export async function unanswered(
  scene: Scene,
  owing: Awaited[],
  t: Translator,
): Promise<{ text: string; buttons: Button[] }[]> {
  const open = owing.filter(({ own }) => own === null);
  const once = [...new Map(open.map((o) => [o.proposal.id, o])).values()];
  return Promise.all(
    once.map(async ({ proposal, call }) => ({
      text: t('mine.answer', await answerWords(scene, proposal, call, t)),
      buttons: answerButtons(t, proposal.id),
    })),
  );
}

/** What they said before anybody confirmed them: it stands, and their institution may still answer. */
export async function heard(scene: Scene, owing: Awaited[], reader: Reader, t: Translator): Promise<Block[]> {
  const items: string[] = [];
  for (const { call, proposal, institution, own } of owing) {
    if (own === null) continue;
    const { how, objection } = own;
    const words = await answerWords(scene, proposal, call, t);
    const name = shown(t, await scene.institution(institution));
    const after = (await confirmedBeside(scene, institution, reader)) ? 'others' : 'nobody';
    const said = t(`mine.heard.${how === 'objection' || how === 'consent' ? how : 'other'}`, {
      ...words,
      objection,
    });
    items.push(t(`mine.heard.${after}`, { ...words, text: said, institution: name }));
  }
  return items.length > 0 ? [{ type: 'list', head: t('mine.heard'), items }] : [];
}

async function confirmedBeside(scene: Scene, institution: string, { person }: Reader): Promise<boolean> {
  const mandates = await scene.list('mandate', { parent: institution });
  return mandates.some((m) => m.status === 'confirmed' && m.person !== person);
}

async function answerWords(scene: Scene, { id }: Proposal, call: Call, t: Translator) {
  const { state, title } = await scene.headline(id);
  const charter = await scene.charterOf(call);
  const closesAt = fullDate(t, deadlineOf(state, call, charter), charter.zone);
  return { ref: id, title: shown(t, title), closesAt };
}

function answerButtons(t: Translator, target: string): Button[] {
  return [
    button(t, 'consent.give', target),
    button(t, 'question.ask', target),
    button(t, 'objection.raise', target),
  ];
}
