// Receipts to those who spoke, and word to those who are spoken to: objections, remarks, questions, interest.

import type { Objection } from '../../domain/objection.ts';
import { deadlineOf } from '../../domain/period.ts';
import { isLive, type Proposal } from '../../domain/proposal.ts';
import type { Block, Card } from '../card.ts';
import { objectionLines } from '../views/objection-words.ts';
import { shown, spokenBy } from '../views/words.ts';
import type { Telling, Views } from './telling.ts';

export const answerViews: Views = {
  /** Only its author, or a person mandated by the same institution, ends an objection. */
  async 'objection.receipt'(x) {
    const { state } = await x.scene.objection(x.need('objection'));
    const { charter, name } = await x.proposal(state.proposal);
    const at = x.date(state.raisedAt, charter);
    const { missing, buttons } = stillMissing(x, state);
    const ending = state.author.institution === null ? 'you-alone' : 'only-you';
    return x.note(
      x.t('objection.receipt.title', { ref: state.id }),
      [
        x.t('objection.receipt', { at, proposal: name }),
        missing,
        ...(state.status === 'raised' ? [x.t(`objection.receipt.${ending}`)] : []),
      ],
      buttons,
    );
  },

  /** To those who carry what is objected to. */
  'objection.raised.carrier': async (x) => objected(x, 'carrier'),

  /** The same, to their partners. */
  'objection.raised': async (x) => objected(x, 'partner'),

  /** Until the meeting; nothing once it has ended or all has been said. */
  async 'objection.ask'(x) {
    const { state } = await x.scene.objection(x.need('objection'));
    const { missing, buttons } = stillMissing(x, state);
    if (state.status !== 'raised' || missing === null) return null;
    const { name } = await x.proposal(state.proposal);
    const title = x.t('objection.ask.title', { ref: state.id });
    return x.note(title, [x.t('objection.ask', { proposal: name })], buttons);
  },

  async 'objection.explained'(x) {
    const said = await x.scene.objection(x.need('objection'));
    const { state } = said;
    const { charter, name } = await x.proposal(state.proposal);
    const lines = objectionLines(x.t, charter, said);
    const { missing, buttons } = stillMissing(x, state);
    return x.note(
      x.t('objection.explained.title', { ref: state.id }),
      [{ type: 'quote', head: x.t('objection.explained', { proposal: name }), lines }, missing],
      buttons,
    );
  },

  /** To those who carry the proposal, and to their partners. */
  async 'objection.explained.others'(x) {
    const said = await x.scene.objection(x.need('objection'));
    const { charter, name } = await x.proposal(said.state.proposal);
    const lines = objectionLines(x.t, charter, said);
    return x.note(x.t('objection.explained.others.title', { ref: said.state.id }), [
      { type: 'quote', head: x.t('objection.explained', { proposal: name }), lines },
    ]);
  },

  async 'objection.ended'(x) {
    const { state } = await x.scene.objection(x.need('objection'));
    const { charter, name, state: proposal } = await x.proposal(state.proposal);
    const status = x.t(`objection.status.${state.status}`);
    // A corrected record has put it back: nobody has ended it.
    if (state.status === 'raised') {
      const title = x.t('objection.unsettled.title', { ref: state.id });
      return x.note(title, [x.t('objection.unsettled', { proposal: name })]);
    }
    const at = x.date(state.ended?.at ?? state.raisedAt, charter);
    const own = state.author.person === x.reader;
    const title = x.t(own ? 'objection.ended.title' : 'objection.ended.title.other', {
      ref: state.id,
      status,
    });
    const meeting = state.ended?.meeting ?? null;
    if (meeting !== null) return x.note(title, [x.t('objection.settled', { meeting, proposal: name })]);
    const left = proposal.holds.filter((h) => h.kind === 'objection').length;
    const by = state.ended?.by;
    const colleague = own && by && by.person !== x.reader ? await x.who(by) : null;
    return x.note(title, [
      x.t('objection.ended', { at, proposal: name }),
      colleague && x.t('objection.ended.by', { who: colleague }),
      x.t('objection.ended.left', { n: left }),
    ]);
  },

  /** To those who carry the proposal, and to their partners: what still stands in its way. */
  async 'objection.ended.others'(x) {
    const { state } = await x.scene.objection(x.need('objection'));
    const { charter, name, state: proposal } = await x.proposal(state.proposal);
    const { ended } = state;
    if (ended === null) return null;
    const quote: Block | null = ended.words && {
      type: 'quote',
      head: await x.who(ended.by),
      lines: [shown(x.t, await x.scene.words(ended.words))],
    };
    const status = x.t(`objection.status.${state.status}`);
    return x.note(x.t('objection.ended.title.other', { ref: state.id, status }), [
      x.t('objection.ended', { at: x.date(ended.at, charter), proposal: name }),
      quote,
      ...(isLive(proposal) ? stillHeld(x, proposal) : []),
    ]);
  },

  async 'remark.late'(x) {
    const remark = await x.scene.must('concern', x.need('concern'));
    const { state, call, charter, name } = await x.proposal(remark.proposal);
    const closedAt = x.date(deadlineOf(state, call, charter), charter);
    return x.note(
      x.t('remark.late.title', { ref: remark.id }),
      [x.t('remark.late', { proposal: name, closedAt }), x.t('remark.late.next')],
      [x.button('question.ask', state.id)],
    );
  },

  async 'concern.raised'(x) {
    const { state, who, reason } = await x.scene.statement(await x.scene.must('concern', x.need('concern')));
    if (state.status === 'resolved') return null;
    const { name } = await x.proposal(state.proposal);
    const quote: Block = { type: 'quote', head: spokenBy(x.t, who), lines: [shown(x.t, reason ?? null)] };
    return x.note(x.t('concern.raised.title', { proposal: name }), [quote, x.t('concern.raised')]);
  },

  async 'question.asked'(x) {
    const { state, who, text } = await x.scene.question(await x.scene.must('question', x.need('question')));
    const { name } = await x.proposal(state.proposal);
    return x.note(
      x.t('question.asked.title', { proposal: name }),
      [{ type: 'quote', head: spokenBy(x.t, who), lines: [shown(x.t, text)] }, x.t('question.asked')],
      [x.button('question.answer', state.id, 'primary')],
    );
  },

  async 'question.answered'(x) {
    const { state, text, answers } = await x.scene.question(
      await x.scene.must('question', x.need('question')),
    );
    const { name } = await x.proposal(state.proposal);
    const last = answers.at(-1);
    if (!last) return null;
    return x.note(
      x.t('question.answered.title', { proposal: name }),
      [
        { type: 'quote', head: x.t('question.yours'), lines: [shown(x.t, text)] },
        { type: 'quote', head: spokenBy(x.t, last.who), lines: [shown(x.t, last.words)] },
      ],
      [x.button('question.ask', state.proposal)],
    );
  },

  async 'interest.shown'(x) {
    const stance = await x.scene.must('stance', x.need('stance'));
    if (!stance.interest) return null;
    const { name } = await x.proposal(stance.proposal);
    const who = spokenBy(x.t, await x.scene.speaker(stance.author, stance.entered));
    const { words } = stance.interest;
    const offer: Block | null = words && {
      type: 'quote',
      head: x.t('interest.shown.words'),
      lines: [shown(x.t, await x.scene.words(words))],
    };
    return x.note(x.t('interest.shown.title', { proposal: name }), [x.t('interest.shown', { who }), offer]);
  },

  /** To both colleagues and to the référente; not once the objection has ended. */
  async contradiction(x) {
    const { state } = await x.scene.objection(x.need('objection'));
    if (state.status !== 'raised' || state.author.institution === null) return null;
    const { name } = await x.proposal(state.proposal);
    const unnamed = x.t('unnamed');
    const said = x.t('contradiction', {
      proposal: name,
      objection: state.id,
      objector: (await x.scene.person(state.author.person)) ?? unnamed,
      consenting: (await x.scene.person(x.need('consenting'))) ?? unnamed,
    });
    const institution = shown(x.t, await x.scene.institution(state.author.institution));
    const colleague = [state.author.person, x.need('consenting')].includes(x.reader);
    return x.note(x.t('contradiction.title', { institution }), [
      said,
      colleague ? x.t('contradiction.yours') : null,
      x.t('contradiction.next'),
    ]);
  },
};

/** Who objects, why, and what would lift it; and what its reader can do about it. */
async function objected(x: Telling, part: 'carrier' | 'partner'): Promise<Card> {
  const said = await x.scene.objection(x.need('objection'));
  const { state, who } = said;
  const { charter, name, state: proposal } = await x.proposal(state.proposal);
  const quote: Block = {
    type: 'quote',
    head: spokenBy(x.t, who),
    lines: objectionLines(x.t, charter, said),
  };
  const title = x.t('objection.raised.title', { proposal: name });
  if (state.status !== 'raised') {
    const status = x.t(`objection.status.${state.status}`);
    return x.note(title, [quote, x.t('objection.raised.since', { ref: state.id, status })]);
  }
  const standing = x.t('objection.raised', { ref: state.id });
  if (!isLive(proposal)) return x.note(title, [quote, standing]);
  const reply = x.button('concern.raise', proposal.id);
  const buttons = part === 'carrier' ? [x.button('proposal.revise', proposal.id), reply] : [reply];
  return x.note(title, [quote, standing, x.t(`objection.raised.${part}`)], buttons);
}

function stillHeld({ t }: Telling, { holds }: Proposal): string[] {
  if (holds.length === 0) return [t('objection.ended.none-left')];
  const objections = holds.filter((h) => h.kind === 'objection').length;
  const competitions = holds.length - objections;
  return [
    ...(objections > 0 ? [t('objection.ended.left', { n: objections })] : []),
    ...(competitions > 0 ? [t('objection.ended.competitions', { n: competitions })] : []),
  ];
}

/** What a standing objection lacks is asked for until the meeting; then what its author can do about it. */
function stillMissing(x: Telling, { id, status, reason, remedy }: Objection) {
  if (status !== 'raised') return { missing: null, buttons: [] };
  const ending = [x.button('objection.lift', id), x.button('objection.withdraw', id)];
  if (reason && remedy) return { missing: null, buttons: ending };
  const what = reason ? 'remedy' : remedy ? 'reason' : 'both';
  const missing = x.t(`objection.receipt.missing.${what}`);
  return { missing, buttons: [x.button('objection.explain', id, 'primary'), ...ending] };
}
