// A letter made readable: the card that a queued message shows, from the state at the time it leaves.

import type { RenderReads } from '../app/announcer.ts';
import type { Letter } from '../app/ports.ts';
import type { Lang } from '../domain/people.ts';
import type { Card } from './card.ts';
import { fullDate, listOf } from './format.ts';
import { Scene } from './scene.ts';
import { type Translator, translator } from './translator.ts';
import { callCard } from './views/call-card.ts';
import { earliest, whyThen } from './views/meeting-words.ts';
import { proposalCard } from './views/proposal-card.ts';
import { shown, sourceOf, steps } from './views/words.ts';

type View = (
  scene: Scene,
  params: Record<string, string>,
  t: Translator,
  letter: LetterHead,
) => Promise<Card>;
type LetterHead = Pick<Letter, 'subject' | 'assembly'>;

/** Renders a letter in the language of its room or person. Throws when what it names is missing. */
export async function renderLetter(reads: RenderReads, letter: Letter, lang: Lang): Promise<Card> {
  const head = await reads.head(letter.assembly);
  if (!head) throw new Error(`assembly ${letter.assembly} is missing`);
  const view = views[letter.view];
  if (!view) throw new Error(`no view is called ${letter.view}`);
  const scene = new Scene(reads, head.doc);
  return view(scene, letter.params, translator(lang), { subject: letter.subject, assembly: letter.assembly });
}

/** The card of a call (C1) or a proposal (P1) as its room shows it. */
export async function subjectCard(scene: Scene, ref: string, t: Translator): Promise<Card> {
  if (ref.startsWith('C')) {
    const call = await scene.must('call', ref);
    return callCard(t, {
      call,
      charter: await scene.charterOf(call),
      title: await scene.words(call.title),
      proposals: await Promise.all(call.proposals.map((id) => scene.headline(id))),
      meeting: await scene.meetingOf(call),
    });
  }
  const proposal = await scene.proposal(ref);
  const call = await scene.must('call', proposal.state.call);
  return proposalCard(t, {
    proposal,
    call,
    charter: await scene.charterOf(call),
    objections: await scene.objections(ref),
    remarks: await scene.remarks(ref),
  });
}

const views: Record<string, View> = {
  card: (scene, params, t) => subjectCard(scene, needed(params, 'ref'), t),

  async 'call.extended'(scene, params, t, letter) {
    const call = await scene.must('call', needed(params, 'call'));
    const charter = await scene.charterOf(call);
    const date = (at: string) => fullDate(t, at, charter.zone);
    return note(letter, t, '', [
      t('call.extended', {
        title: shown(t, await scene.words(call.title)),
        ref: call.id,
        closesAt: date(needed(params, 'closesAt')),
        formerly: date(needed(params, 'formerly')),
        from: date(needed(params, 'from')),
        to: date(needed(params, 'to')),
        source: sourceOf(t, needed(params, 'article')),
      }),
    ]);
  },

  async 'call.closed'(scene, params, t, letter) {
    const call = await scene.must('call', needed(params, 'call'));
    const charter = await scene.charterOf(call);
    return note(letter, t, '', [
      t('call.closed', {
        title: shown(t, await scene.words(call.title)),
        ref: call.id,
        closesAt: fullDate(t, call.closesAt, charter.zone),
        validated: Number(needed(params, 'validated')),
        contested: Number(needed(params, 'contested')),
      }),
    ]);
  },

  async 'proposal.validated'(scene, params, t, letter) {
    const { state, title } = await scene.proposal(needed(params, 'proposal'));
    if (state.status !== 'validated') throw new Error(`${state.id} isn’t validated`);
    const call = await scene.must('call', state.call);
    const charter = await scene.charterOf(call);
    return note(letter, t, '', [
      t(`proposal.validated.${state.basis}`, {
        title: shown(t, title),
        ref: state.id,
        steps: steps(charter),
        opensAt: fullDate(t, call.opensAt, charter.zone),
        closesAt: fullDate(t, call.closesAt, charter.zone),
        source: sourceOf(t, state.article),
        next: charter.rules.pathway.value[0]?.label[t.lang] ?? '',
      }),
    ]);
  },

  async 'objection.receipt'(scene, params, t, letter) {
    const { state, reason } = await scene.objection(needed(params, 'objection'));
    const { title } = await scene.proposal(state.proposal);
    const charter = await scene.charterOf(await scene.must('call', state.call));
    const at = fullDate(t, state.raisedAt, charter.zone);
    const lines = [t('objection.receipt', { at, title: shown(t, title), proposal: state.proposal })];
    if (reason === undefined) lines.push(t('objection.receipt.bare'));
    lines.push(t('objection.receipt.only-you'));
    const card = note(letter, t, t('objection.receipt.title', { ref: state.id }), lines);
    const button = (action: 'objection.lift' | 'objection.withdraw') =>
      ({ action, target: state.id, label: t(`action.${action}`), style: 'plain' }) as const;
    return { ...card, buttons: [button('objection.lift'), button('objection.withdraw')] };
  },

  async 'objection.ended'(scene, params, t, letter) {
    const { state } = await scene.objection(needed(params, 'objection'));
    const { title, state: proposal } = await scene.proposal(state.proposal);
    const charter = await scene.charterOf(await scene.must('call', state.call));
    const status = t(`objection.status.${state.status}`);
    return note(letter, t, t('objection.ended.title', { ref: state.id, status }), [
      t('objection.ended', {
        at: fullDate(t, state.ended?.at ?? state.raisedAt, charter.zone),
        title: shown(t, title),
        proposal: state.proposal,
        left: proposal.holds.length,
      }),
    ]);
  },

  async 'remark.late'(scene, params, t, letter) {
    const remark = await scene.must('remark', needed(params, 'remark'));
    const { title, state } = await scene.proposal(remark.proposal);
    const call = await scene.must('call', state.call);
    const charter = await scene.charterOf(call);
    const closedAt = fullDate(t, call.closesAt, charter.zone);
    return note(letter, t, t('remark.late.title', { ref: remark.id }), [
      t('remark.late', { title: shown(t, title), proposal: state.id, closedAt }),
    ]);
  },

  async 'meeting.prepared'(scene, params, t, letter) {
    const { meeting, charter } = await meetingOf(scene, params);
    const { title, state } = await scene.proposal(needed(params, 'proposal'));
    const values = { title: shown(t, title), ref: state.id, meeting: meeting.id };
    return note(letter, t, '', [
      t('meeting.prepared', { ...values, earliest: earliest(t, meeting, charter), why: whyThen(t, meeting) }),
    ]);
  },

  async 'meeting.moved'(scene, params, t, letter) {
    const { meeting, charter } = await meetingOf(scene, params);
    const date = earliest(t, meeting, charter);
    return note(letter, t, '', [
      t('meeting.moved', { meeting: meeting.id, earliest: date, why: whyThen(t, meeting) }),
    ]);
  },

  async 'meeting.to-confirm'(scene, params, t, letter) {
    const { meeting, charter } = await meetingOf(scene, params);
    return note(letter, t, t('meeting.to-confirm.title', { meeting: meeting.id }), [
      t('meeting.to-confirm', {
        agenda: listOf(t, meeting.agenda),
        earliest: earliest(t, meeting, charter),
        why: whyThen(t, meeting),
      }),
    ]);
  },

  'meeting.item-added': (scene, params, t, letter) =>
    agendaNote('meeting.item-added', scene, params, t, letter),
  'meeting.item-removed': (scene, params, t, letter) =>
    agendaNote('meeting.item-removed', scene, params, t, letter),
  'meeting.cancelled': (scene, params, t, letter) =>
    agendaNote('meeting.cancelled', scene, params, t, letter),
};

async function agendaNote(
  key: 'meeting.item-added' | 'meeting.item-removed' | 'meeting.cancelled',
  scene: Scene,
  params: Record<string, string>,
  t: Translator,
  letter: LetterHead,
): Promise<Card> {
  const { title, state } = await scene.proposal(needed(params, 'proposal'));
  const meeting = needed(params, 'meeting');
  return note(letter, t, '', [t(key, { title: shown(t, title), ref: state.id, meeting })]);
}

async function meetingOf(scene: Scene, params: Record<string, string>) {
  const meeting = await scene.must('meeting', needed(params, 'meeting'));
  const charter = await scene.charterOf(await scene.must('call', meeting.call));
  return { meeting, charter };
}

function note(letter: LetterHead, t: Translator, title: string, lines: string[]): Card {
  const blocks = lines.map((text) => ({ type: 'text', text }) as const);
  return { subject: letter.subject, lang: t.lang, title, status: null, blocks, buttons: [] };
}

function needed(params: Record<string, string>, name: string): string {
  const value = params[name];
  if (value === undefined) throw new Error(`the letter lacks ${name}`);
  return value;
}
