// What people are told of what a plenary decided, and the référente of what is still to be recorded (000 §4 b).

import { criteriaOf } from '../../domain/criteria.ts';
import type { Meeting } from '../../domain/meeting.ts';
import type { Outcome } from '../../domain/outcome.ts';
import { isLive, type Proposal } from '../../domain/proposal.ts';
import type { Block } from '../card.ts';
import type { Scene } from '../scene.ts';
import type { MessageKey } from '../translator.ts';
import { criterionLines } from '../views/criteria-words.ts';
import { outcomeBlocks } from '../views/outcome-words.ts';
import { nextStep, steps } from '../views/words.ts';
import { conflict, type Telling, type ToldProposal, type Views } from './telling.ts';

export const outcomeViews: Views = {
  async outcome(x) {
    const told = await x.proposal(x.need('proposal'));
    const correction = x.maybe('corrects') ? x.t('outcome.corrects') : null;
    const said = await decision(x, told);
    return said === null
      ? null
      : x.news([correction, said, conflict(x)], ...(await grounds(x, told)), after(x, told));
  },

  /** With the reasons, which the charter has go to the carriers. */
  async 'outcome.carrier'(x) {
    const told = await x.proposal(x.need('proposal'));
    const said = await decision(x, told);
    if (said === null) return null;
    const correction = x.maybe('corrects') ? `${x.t('outcome.corrects')} ` : '';
    return x.note(x.t('outcome.carrier.title', { proposal: told.name }), [
      `${correction}${said}`,
      conflict(x),
      ...(await grounds(x, told)),
      after(x, told),
    ]);
  },

  /** To whoever recorded it, with what is not met; a later record has a receipt of its own. */
  async 'outcome.receipt'(x) {
    const told = await x.proposal(x.need('proposal'));
    const said = await decision(x, told);
    if (said === null) return null;
    return x.note(
      x.t('outcome.receipt.title', { proposal: told.name }),
      [said, await wanting(x, told), x.t('outcome.receipt')],
      [x.button('outcome.record', told.state.id)],
    );
  },

  /** To the référente, once it has been and as long as something isn’t recorded. */
  async 'meeting.outcomes-wanted'(x) {
    const { meeting } = await x.meeting();
    const open = await undecided(x.scene, meeting);
    const [first] = open;
    if (!first || meeting.startsAt === null || x.now < meeting.startsAt) return null;
    const names = (await x.names(open)).join(' ; ');
    return x.note(
      x.t('meeting.outcomes-wanted.title', { meeting: meeting.id }),
      [x.t('meeting.outcomes-wanted', { names })],
      [x.button('outcome.record', first, 'primary'), x.button('proposal.reconvene', first)],
    );
  },
};

/** Null where another outcome, or none, stands now. */
async function decision(x: Telling, { state, charter, name }: ToldProposal): Promise<string | null> {
  switch (state.status) {
    case 'adopted':
    case 'chosen':
    case 'refused':
    case 'not-selected': {
      const meeting = state.decidedMeeting;
      const step = state.status === 'adopted' || state.status === 'chosen';
      const said = x.t(await outcomeKey(x, state), { proposal: name, meeting });
      return step ? `${said} ${x.t('outcome.step', { steps: `${steps(charter)}` })}` : said;
    }
    default:
      return null;
  }
}

/** A majority that overrules a lone objection has chosen between nothing; nor is any upheld where none was. */
async function outcomeKey(x: Telling, state: Decided): Promise<MessageKey> {
  if (state.status === 'chosen' && !state.competed) return 'outcome.chosen.alone';
  if (state.status !== 'refused') return `outcome.${state.status}`;
  const upheld = await x.scene.list('objection', { parent: state.id, status: 'upheld' });
  return upheld.length > 0 ? 'outcome.refused' : 'outcome.refused.alone';
}

type Decided = Extract<Proposal, { status: Outcome }>;

/** The criteria that it doesn’t meet, or that nobody has checked, though the plenary keeps it. */
async function wanting(x: Telling, { state, call, charter }: ToldProposal): Promise<Block | null> {
  if (state.status !== 'adopted' && state.status !== 'chosen') return null;
  const open = criteriaOf(await x.scene.known(state, call, charter)).filter((c) => c.state !== 'met');
  if (open.length === 0) return null;
  const items = await criterionLines(x.scene, x.t, { state, call, charter }, open);
  return { type: 'list', head: x.t('outcome.receipt.criteria', { n: items.length }), items };
}

/** What was modified, and the reasons. */
async function grounds(x: Telling, { state }: ToldProposal): Promise<Block[]> {
  return 'reasons' in state ? outcomeBlocks(x.scene, x.t, state) : [];
}

function after(x: Telling, { state, charter }: ToldProposal): Block {
  const onward = state.status === 'adopted' || state.status === 'chosen';
  const said = onward ? nextStep(x.t, charter) : x.t('outcome.downstream');
  return { type: 'text', text: said };
}

/** What stands on its agenda alone and isn’t decided. */
export async function undecided(scene: Scene, meeting: Meeting): Promise<string[]> {
  const open: string[] = [];
  for (const ref of meeting.agenda) {
    const state = await scene.must('proposal', ref);
    if (!meeting.outcomes[ref] && state.meeting === meeting.id && isLive(state)) open.push(ref);
  }
  return open;
}
