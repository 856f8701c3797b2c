// The follow-up grid: institutions × proposals, who answered what, who was not reached.

import type { Call } from '../../domain/call.ts';
import { voiceOf } from '../../domain/people.ts';
import { lastDeadline } from '../../domain/period.ts';
import { type AnswerKind, carriedBy, isLive } from '../../domain/proposal.ts';
import { carriersOf, counting, current, electorate, reachedVoices, whenever } from '../../domain/reach.ts';
import { owed } from '../../domain/reminders.ts';
import type { Card } from '../card.ts';
import { fullDate } from '../format.ts';
import type { Scene } from '../scene.ts';
import type { Translator } from '../translator.ts';
import { button, shown } from '../views/words.ts';

/** For the référente. Answers to what now stands; of earlier versions’ only the objections that still hold. */
export async function gridCard(scene: Scene, call: Call, t: Translator, now: string): Promise<Card> {
  const owing = await scene.owing(call);
  const { proposals, answers, charter } = owing;
  const roll = await scene.invited(call);
  const shownProposals = proposals.filter((p) => isLive(p) || p.status === 'validated');
  const all = [...answers.values()].flat();
  const present = electorate(roll, call);
  const carriers = carriersOf(proposals);
  const inTime = counting(charter, call.opensAt, lastDeadline(call, proposals, charter));
  const reached = new Set(reachedVoices(call, all, roll, inTime, carriers));
  const late = new Set(reachedVoices(call, all, roll, whenever(call), carriers));
  const rows: string[][] = [];
  for (const voice of present) {
    const name = shown(t, await scene.institution(voice));
    const cells = shownProposals.map((p) => {
      if (carriedBy(p).some((id) => voiceOf(id, roll.institutions) === voice)) return t('grid.carrier');
      const theirs = current(answers.get(p.id) ?? [], p).filter(
        (a) => a.by.institution !== null && voiceOf(a.by.institution, roll.institutions) === voice,
      );
      const holds = p.holds.some(
        (h) =>
          h.kind === 'objection' &&
          h.author.institution !== null &&
          voiceOf(h.author.institution, roll.institutions) === voice,
      );
      const kinds = [...new Set(theirs.map((a) => a.how))];
      const words = kinds.map((kind) => answerWord(t, kind));
      if (holds && !kinds.includes('objection')) words.unshift(t('grid.objection.earlier'));
      return words.length === 0 ? t('grid.silent') : words.join(', ');
    });
    const reach = reached.has(voice) ? 'grid.reached' : late.has(voice) ? 'grid.late' : 'grid.unreached';
    rows.push([`${voice} ${name}`, t(reach), ...cells]);
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
      ...['call.prolong', 'call.correct'].map((action) => button(t, action, call.id)),
      button(t, 'call.draft', ''),
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
