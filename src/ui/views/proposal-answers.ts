// What was said of a proposal, as its card shows it: objections first, then competitions, answers, questions.

import type { Stance } from '../../domain/answers.ts';
import type { Charter } from '../../domain/charter.ts';
import { type Competition, standsBetween } from '../../domain/competition.ts';
import type { Objection } from '../../domain/objection.ts';
import { voiceOf } from '../../domain/people.ts';
import { carriedBy, isLive, type Proposal } from '../../domain/proposal.ts';
import { answeredVoices, current, voices } from '../../domain/reach.ts';
import type { Block } from '../card.ts';
import { fullDate } from '../format.ts';
import type { Scene, SceneQuestion, SceneStatement } from '../scene.ts';
import type { Translator } from '../translator.ts';
import { concernBlock, objectionBlock } from './objection-words.ts';
import { named, namedTogether, shown, speaker, spokenBy, text } from './words.ts';

export async function answerBlocks(
  scene: Scene,
  t: Translator,
  state: Proposal,
  charter: Charter,
): Promise<Block[]> {
  if (state.status === 'draft') return [];
  const objections = await scene.objections(state.id);
  const { answers, stances } = await scene.answers(state);
  return [
    ...objectionBlocks(t, objections, charter),
    ...(await contradictions(scene, t, state, stances)),
    ...(await competitionBlocks(scene, t, state)),
    ...(isLive(state) ? await counted(scene, t, state, answers, stances) : []),
    ...(await interests(scene, t, stances)),
    ...(await scene.questions(state.id)).map((q) => questionBlock(t, q, charter)),
    ...(await remarks(scene, t, state, charter)),
  ];
}

/** Those that stand in full, those that ended in one line. */
function objectionBlocks(t: Translator, all: SceneStatement<Objection>[], charter: Charter): Block[] {
  const standing = all.filter((o) => o.state.status === 'raised');
  const ended = all.filter((o) => o.state.status !== 'raised');
  const blocks: Block[] = [];
  if (standing.length > 0) {
    blocks.push(text(t('proposal.holds', { n: standing.length })));
    blocks.push(...standing.map((o) => objectionBlock(t, charter, o)));
  }
  if (ended.length > 0) {
    const items = ended.map(({ state, who }) =>
      t('proposal.ended.line', {
        ref: state.id,
        who: speaker(t, who),
        status: t(`objection.status.${state.status}`),
        at: fullDate(t, state.ended?.at ?? state.raisedAt, charter.zone),
      }),
    );
    blocks.push({ type: 'list', head: t('proposal.ended', { n: ended.length }), items });
  }
  return blocks;
}

/** Two people of one institution say opposite things: both are shown. */
async function contradictions(
  scene: Scene,
  t: Translator,
  state: Proposal,
  stances: Stance[],
): Promise<Block[]> {
  const blocks: Block[] = [];
  for (const hold of state.holds) {
    if (hold.kind !== 'objection') continue;
    const { institution, person } = hold.author;
    if (institution === null) continue;
    const colleague = stances.find(
      (s) => s.consent && s.author.institution === institution && s.author.person !== person,
    );
    if (!colleague) continue;
    const said = t('proposal.contradiction', {
      institution: shown(t, await scene.institution(institution)),
      objector: (await scene.person(person)) ?? t('unnamed'),
      consenting: (await scene.person(colleague.author.person)) ?? t('unnamed'),
      objection: hold.id,
    });
    blocks.push(text(said));
  }
  return blocks;
}

async function competitionBlocks(scene: Scene, t: Translator, state: Proposal): Promise<Block[]> {
  const standing = (await scene.competitions(state)).filter(standsBetween);
  return Promise.all(standing.map((c) => competitionBlock(scene, t, state, c)));
}

async function competitionBlock(
  scene: Scene,
  t: Translator,
  state: Proposal,
  { id, status, proposals, by, reason }: Competition,
): Promise<Block> {
  const others = proposals.filter((p) => p !== state.id);
  const names = await Promise.all(others.map(async (p) => named(t, (await scene.headline(p)).title, p)));
  const params = { ref: id, others: namedTogether(t, names) };
  if (by === null) {
    const confirmed = status === 'confirmed';
    return text(t(confirmed ? 'proposal.competition.confirmed' : 'proposal.competition.detected', params));
  }
  const who = speaker(t, await scene.speaker(by));
  const head = t('proposal.competition.declared', { ...params, who });
  return { type: 'quote', head, lines: reason ? [shown(t, await scene.words(reason))] : [] };
}

/** '4 institutions sur 52 ont répondu', and how many agree. */
async function counted(
  scene: Scene,
  t: Translator,
  state: Proposal,
  answers: Parameters<typeof current>[0],
  stances: Stance[],
): Promise<Block[]> {
  const roll = await scene.roll();
  const own = carriedBy(state).map((id) => voiceOf(id, roll.institutions));
  const others = voices(roll).filter((v) => !own.includes(v));
  const answered = answeredVoices(answers, state, roll);
  const n = others.filter((v) => answered.has(v)).length;
  const consenting = current(answers, state).flatMap(({ by, how }) =>
    how === 'consent' && by.institution !== null ? [voiceOf(by.institution, roll.institutions)] : [],
  );
  const institutions = new Set(consenting.filter((v) => !own.includes(v))).size;
  const persons = stances.filter((s) => s.consent && s.author.institution === null).length;
  const earlier = answers.length - current(answers, state).length;
  const sentences = [
    t('proposal.answers.count', { n, present: `${others.length}` }),
    ...(institutions > 0 ? [t('proposal.consents', { n: institutions })] : []),
    ...(persons > 0 ? [t('proposal.consents.persons', { n: persons })] : []),
    ...(earlier > 0 ? [t('proposal.earlier', { n: earlier })] : []),
  ];
  return [{ type: 'fact', label: t('proposal.answers'), value: sentences.join(' ') }];
}

async function interests(scene: Scene, t: Translator, stances: Stance[]): Promise<Block[]> {
  const shownInterest = stances.filter((s) => s.interest);
  if (shownInterest.length === 0) return [];
  const items = shownInterest.map(async ({ author, entered, interest }) => {
    const who = spokenBy(t, await scene.speaker(author, entered));
    if (!interest?.words) return who;
    return t('labelled', { label: who, text: shown(t, await scene.words(interest.words)) });
  });
  const head = t('proposal.interests', { n: shownInterest.length });
  return [{ type: 'list', head, items: await Promise.all(items) }];
}

function questionBlock(
  t: Translator,
  { state, who, text: asked, answers }: SceneQuestion,
  charter: Charter,
): Block {
  const at = fullDate(t, state.at, charter.zone);
  const head = t('question.line', { ref: state.id, who: spokenBy(t, who), at });
  const replies = answers.map((a) =>
    t('question.reply', { who: speaker(t, a.who), text: shown(t, a.words) }),
  );
  return {
    type: 'quote',
    head,
    lines: [shown(t, asked), ...(replies.length > 0 ? replies : [t('question.open')])],
  };
}

async function remarks(scene: Scene, t: Translator, state: Proposal, charter: Charter): Promise<Block[]> {
  const all = await scene.concerns(state.id);
  const blocks: Block[] = [];
  for (const status of ['raised', 'late', 'resolved'] as const) {
    const some = all.filter((c) => c.state.status === status);
    if (some.length === 0) continue;
    blocks.push(text(t(`proposal.remarks.${status}`, { n: some.length })));
    blocks.push(...some.map((c) => concernBlock(t, charter, c)));
  }
  return blocks;
}
