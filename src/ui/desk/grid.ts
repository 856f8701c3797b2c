// The follow-up grid: institutions × proposals, who answered what, who was not reached.

import type { Call } from '../../domain/call.ts';
import { voiceOf } from '../../domain/people.ts';
import { type AnswerKind, isLive } from '../../domain/proposal.ts';
import { carriersOf, current, electorate, reachedVoices } from '../../domain/reach.ts';
import { owed } from '../../domain/reminders.ts';
import type { Card } from '../card.ts';
import { fullDate } from '../format.ts';
import type { Scene } from '../scene.ts';
import type { Translator } from '../translator.ts';
import { shown } from '../views/words.ts';

/** For the référente. Answers to what now stands; earlier versions’ don’t count. */
export async function gridCard(scene: Scene, call: Call, t: Translator, now: string): Promise<Card> {
  const owing = await scene.owing(call);
  const { proposals, answers, charter } = owing;
  const roll = await scene.invited(call);
  const shownProposals = proposals.filter((p) => isLive(p) || p.status === 'validated');
  const all = [...answers.values()].flat();
  const present = electorate(roll, call);
  const reached = new Set(reachedVoices(call, all, roll, call, carriersOf(proposals)));
  const rows: string[][] = [];
  for (const voice of present) {
    const name = shown(t, await scene.institution(voice));
    const cells = shownProposals.map((p) => {
      if (voiceOf(p.carrier, roll.institutions) === voice) return t('grid.carrier');
      const theirs = current(answers.get(p.id) ?? [], p).filter(
        (a) => a.by.institution !== null && voiceOf(a.by.institution, roll.institutions) === voice,
      );
      const holds = p.holds.some(
        (h) =>
          h.kind === 'objection' &&
          h.author.institution !== null &&
          voiceOf(h.author.institution, roll.institutions) === voice,
      );
      const kinds = [...new Set([...(holds ? (['objection'] as const) : []), ...theirs.map((a) => a.how)])];
      return kinds.length === 0 ? t('grid.silent') : kinds.map((kind) => answerWord(t, kind)).join(', ');
    });
    rows.push([`${voice} ${name}`, t(reached.has(voice) ? 'grid.reached' : 'grid.unreached'), ...cells]);
  }
  const head = [t('grid.institution'), t('grid.reach'), ...shownProposals.map((p) => p.id)];
  return {
    subject: `grid:${call.id}`,
    lang: t.lang,
    title: t('grid.title', { ref: call.id, title: shown(t, await scene.words(call.title)) }),
    status: null,
    blocks: [
      {
        type: 'text',
        text: t('grid.summary', {
          present: present.length,
          reached: reached.size,
          owing: owed(now, owing).length,
        }),
      },
      {
        type: 'deadline',
        label: t('grid.deadline'),
        at: call.closesAt,
        value: fullDate(t, call.closesAt, charter.zone),
      },
      { type: 'table', head, rows },
    ],
    buttons: [
      { action: 'call.chase', target: call.id, label: t('action.call.chase'), style: 'primary' },
      { action: 'call.reached', target: call.id, label: t('action.call.reached'), style: 'plain' },
    ],
  };
}

function answerWord(t: Translator, kind: AnswerKind): string {
  switch (kind) {
    case 'consent':
      return t('grid.consent');
    case 'interest':
      return t('grid.interest');
    case 'concern':
      return t('grid.concern');
    case 'objection':
      return t('grid.objection');
  }
}
