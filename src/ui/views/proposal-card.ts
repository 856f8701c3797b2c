// A proposal's card: the charter's shared document, with all that was said of it (000 §4 b).

import { cardSubject } from '../../app/places.ts';
import type { Call } from '../../domain/call.ts';
import type { Charter } from '../../domain/charter.ts';
import { type CriterionState, criteriaOf } from '../../domain/criteria.ts';
import { deadlineOf, hasOwnDeadline } from '../../domain/period.ts';
import { carriedBy, isLive, type Proposal, type ProposalStatus } from '../../domain/proposal.ts';
import type { Block, Button, Card } from '../card.ts';
import { euros, fullDate, listOf } from '../format.ts';
import type { Scene, SceneProposal } from '../scene.ts';
import type { Translator } from '../translator.ts';
import { corrections, plenarySaid, proposalStatus } from './call-card.ts';
import { criterionLines } from './criteria-words.ts';
import { whyDeadline } from './date-words.ts';
import { objectiveBlocks } from './objective-words.ts';
import { outcomeBlocks } from './outcome-words.ts';
import { answerBlocks } from './proposal-answers.ts';
import { statementBlocks } from './statement.ts';
import { button, folded, named, nextStep, shown, speaker, spokenBy, text } from './words.ts';

const tones: Record<ProposalStatus, 'open' | 'attention' | 'good' | 'quiet'> = {
  draft: 'quiet',
  submitted: 'open',
  open: 'open',
  contested: 'attention',
  'awaiting-criteria': 'attention',
  'awaiting-reach': 'attention',
  incomplete: 'attention',
  validated: 'good',
  adopted: 'good',
  chosen: 'good',
  refused: 'quiet',
  'not-selected': 'quiet',
  withdrawn: 'quiet',
  merged: 'quiet',
};

/** @param now decides which buttons can still do what they say */
export async function proposalCard(scene: Scene, t: Translator, ref: string, now: string): Promise<Card> {
  const proposal = await scene.proposal(ref);
  const { state } = proposal;
  const call = await scene.must('call', state.call);
  const charter = await scene.charterOf(call);
  const blocks: Block[] = [
    text(shown(t, proposal.summary)),
    ...(await carried(scene, t, proposal, charter)),
    ...deadline(t, state, call, charter),
    ...(await decision(scene, t, state, charter)),
    ...(await criteria(scene, t, state, call, charter)),
    ...(await plan(scene, t, state, charter)),
    ...(await answerBlocks(scene, t, state, charter)),
    ...(await corrections(scene, t, state.corrections, charter)),
  ];
  return {
    subject: `card:${ref}`,
    lang: t.lang,
    title: t('proposal.title', { ref, title: shown(t, proposal.title) }),
    status: { tone: tones[state.status], label: proposalStatus(t, charter, state) },
    blocks,
    buttons: buttons(t, state, now < deadlineOf(state, call, charter)),
  };
}

/**
 * What its card offers: only what is possible now, six at most.
 *
 * @param inTime whether its deadline is still to come
 */
export function possibleActions(state: Proposal, inTime: boolean): string[] {
  if (state.status === 'draft') return [];
  if (!isLive(state)) return ['question.ask'];
  if (!inTime || state.status === 'submitted') return ['interest.show', 'question.ask', 'concern.raise'];
  return [
    'consent.give',
    'interest.show',
    'question.ask',
    'concern.raise',
    'objection.raise',
    'competition.declare',
  ];
}

/** What is left of a card whose proposal has another one since its substance changed. */
export async function replacedCard(scene: Scene, t: Translator, ref: string): Promise<Card> {
  const { state, title } = await scene.headline(ref);
  const said = t('proposal.replaced', { number: `${state.answersFrom}` });
  return {
    subject: `card:${ref}`,
    lang: t.lang,
    title: t('proposal.title', { ref, title: shown(t, title) }),
    status: { tone: 'quiet', label: said },
    blocks: [text(t('proposal.replaced.next'))],
    buttons: [],
    movedTo: cardSubject(ref, state.answersFrom),
  };
}

async function carried(
  scene: Scene,
  t: Translator,
  { state, carriers }: SceneProposal,
  charter: Charter,
): Promise<Block[]> {
  const fact = (label: string, value: string): Block => ({ type: 'fact', label, value });
  const names = carriers.map((name) => shown(t, name));
  const blocks = [fact(t('proposal.carrier', { n: names.length }), listOf(t, names))];
  for (const { institution, at } of state.formerCarriers) {
    const params = {
      institution: shown(t, await scene.institution(institution)),
      at: fullDate(t, at, charter.zone),
    };
    blocks.push(text(t('proposal.carrier.left', params)));
  }
  const { submittedBy, entered } = state;
  // Whoever imports a file speaks for nobody in it.
  const imported = entered?.by.person === submittedBy.person;
  const by = await scene.speaker(imported ? { ...submittedBy, institution: null } : submittedBy, entered);
  if (imported) blocks.push(fact(t('proposal.by'), t('proposal.by.file', { who: speaker(t, by) })));
  else if (by.entered || by.mandate !== 'confirmed') blocks.push(fact(t('proposal.by'), spokenBy(t, by)));
  const partners = state.partners.filter((id) => !carriedBy(state).includes(id));
  if (partners.length > 0) {
    const others = await Promise.all(partners.map(async (id) => shown(t, await scene.institution(id))));
    blocks.push(fact(t('proposal.partners'), listOf(t, others)));
  }
  if (state.amount !== null) {
    const amount = euros(t, state.amount);
    const share = state.carrierShare;
    const value = share === null ? amount : t('proposal.amount.share', { amount, share: euros(t, share) });
    blocks.push(fact(t('proposal.amount'), value));
  }
  return blocks;
}

/** What it serves, and which version it is: for whoever looks closer. */
async function plan(scene: Scene, t: Translator, state: Proposal, charter: Charter): Promise<Block[]> {
  const codes = state.objectives.map((o) => o.code);
  const value = await version(scene, t, state, charter);
  return folded(t('proposal.fold.plan'), [
    ...objectiveBlocks(t, 'proposal.objectives', charter, codes),
    { type: 'fact', label: t('proposal.version'), value },
  ]);
}

/** '2, changement de fond, publiée le …' */
async function version(scene: Scene, t: Translator, state: Proposal, charter: Charter): Promise<string> {
  const last = state.versions.at(-1);
  if (!last) return `${state.version}`;
  const params = { number: `${last.number}`, at: fullDate(t, last.publishedAt, charter.zone) };
  if (!last.contestedBy) return t(`proposal.version.${last.kind}`, params);
  const who = speaker(t, await scene.speaker(last.contestedBy));
  return t('proposal.version.contested', { ...params, who });
}

async function criteria(
  scene: Scene,
  t: Translator,
  state: Proposal,
  call: Call,
  charter: Charter,
): Promise<Block[]> {
  if (state.status === 'draft' || state.status === 'withdrawn' || state.status === 'merged') return [];
  const all = criteriaOf(await scene.known(state, call, charter)).map((c) =>
    state.status === 'validated' ? asValidated(c, state) : c,
  );
  if (all.length === 0) return [];
  const items = await criterionLines(scene, t, { state, call, charter }, all);
  const list: Block = { type: 'list', head: t('proposal.criteria'), items };
  const count = (standing: CriterionState['state']) => all.filter((c) => c.state === standing).length;
  // What is missing has to be seen.
  if (count('unmet') > 0) return [list];
  const met = `${count('met')}`;
  return folded(t('proposal.fold.criteria', { met, all: `${all.length}`, n: count('unknown') }), [list]);
}

/** Validated, it met each of them, whatever has become known since. */
function asValidated(c: CriterionState, { checks }: Proposal): CriterionState {
  return c.state === 'met' ? c : { ...c, state: 'met', by: checks[c.id]?.met ? 'checked' : 'computed' };
}

/** The deadline, and why it is another one than the call's. */
function deadline(t: Translator, state: Proposal, call: Call, charter: Charter): Block[] {
  if (!isLive(state)) return [];
  const at = deadlineOf(state, call, charter);
  const shownAt: Block = {
    type: 'deadline',
    label: t('proposal.deadline'),
    at,
    value: fullDate(t, at, charter.zone),
  };
  const why = hasOwnDeadline(state, call, charter) ? ownDeadline(t, state, charter) : null;
  return why === null ? [shownAt] : [shownAt, text(why)];
}

function ownDeadline(t: Translator, state: Proposal, charter: Charter): string | null {
  const { own } = state;
  if (!own) return null;
  const { opensAt: openedAt, closesAt, firstClosesAt } = own;
  if (closesAt > firstClosesAt)
    return whyDeadline(t, charter, { kind: 'outage', formerly: firstClosesAt, closesAt });
  const { value } = charter.rules.period;
  if (value.kind === 'rolling' && openedAt === state.submittedAt)
    return whyDeadline(t, charter, { kind: 'period', openedAt, days: value.days, closesAt });
  if (!state.versions.some((v) => v.publishedAt === openedAt)) return null;
  return whyDeadline(t, charter, { kind: 'version', openedAt, days: value.minimumDays, closesAt });
}

/** What was decided, or what it waits for. */
async function decision(scene: Scene, t: Translator, state: Proposal, charter: Charter): Promise<Block[]> {
  switch (state.status) {
    case 'validated':
      return statementBlocks(scene, t, charter, state);
    case 'adopted':
    case 'chosen':
    case 'refused':
    case 'not-selected': {
      const at = fullDate(t, state.decidedAt, charter.zone);
      const decided = text(t('proposal.decided', { meeting: state.decidedMeeting, at }));
      const blocks = [decided, ...(await outcomeBlocks(scene, t, state))];
      const onward = state.status === 'adopted' || state.status === 'chosen';
      return onward ? [...blocks, text(nextStep(t, charter))] : blocks;
    }
    case 'merged': {
      const { title } = await scene.headline(state.into);
      return [text(t('proposal.merged-into', { proposal: named(t, title, state.into) }))];
    }
    case 'awaiting-reach':
      return [text(t('proposal.reached', { n: state.reached, present: `${state.present}` }))];
    case 'contested': {
      const meeting = state.meeting ? await scene.must('meeting', state.meeting) : undefined;
      const said = meeting && (await plenarySaid(scene, t, meeting, charter));
      return said ? [text(said)] : [];
    }
    default:
      return [];
  }
}

function buttons(t: Translator, state: Proposal, inTime: boolean): Button[] {
  const offered = possibleActions(state, inTime).map((action) =>
    button(t, action, state.id, action === 'consent.give' ? 'primary' : 'plain'),
  );
  const retouched = isLive(state) && state.versions.at(-1)?.kind === 'editorial';
  return retouched ? [...offered, button(t, 'proposal.contest-editorial', state.id)] : offered;
}
