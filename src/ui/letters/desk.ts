// What reaches the référente's desk, and what comes back from it.

import type { LetterStatus, MessageKind } from '../../app/letter.ts';
import { criteriaOf } from '../../domain/criteria.ts';
import type { EntrySource } from '../../domain/people.ts';
import { type Content, isLive } from '../../domain/proposal.ts';
import { carriersOf, electorate, reachedVoices, whenever } from '../../domain/reach.ts';
import type { TextRef } from '../../domain/text.ts';
import type { Block, Button } from '../card.ts';
import { unsentLine, unsentLines } from '../desk/unsent.ts';
import { euros, listOf } from '../format.ts';
import { isMessageKey, type Translator } from '../translator.ts';
import { shown, spokenBy } from '../views/words.ts';
import type { Telling, ToldCall, Views } from './telling.ts';

export const deskViews: Views = {
  /** What wants her attention before the deadline; nothing when all is in order. */
  async 'desk.warnings'(x) {
    const told = await x.call(x.need('call'));
    const buttons: Button[] = [];
    const said = [
      await uncheckedCriteria(x, told, buttons),
      ...(await unreached(x, told, buttons)),
      ...(await missingPlaces(x, told, buttons)),
      await stuck(x),
    ].filter((part) => part !== null);
    if (said.length === 0) return null;
    return x.note(x.t('desk.warnings.title', { call: told.name }), said, buttons);
  },

  /** That messages can't leave, and what to do about it. */
  async 'desk.unsent'(x) {
    const letter = {
      kind: x.need('kind') as MessageKind,
      room: x.need('place'),
      status: x.need('status') as LetterStatus,
      error: x.maybe('error'),
    };
    const said = await unsentLine(x.scene, x.t, [letter]);
    return letter.status === 'sent'
      ? x.note(x.t('desk.aside.title'), [said, x.t('desk.aside.next')])
      : x.note(x.t('desk.unsent.title'), [said, x.t('desk.unsent.next')]);
  },

  /** The preview of her chase, while she can still take it back. */
  async 'chase.announced'(x) {
    const chase = await x.scene.must('chase', x.need('chase'));
    if (chase.status === 'undone') return null;
    const { charter, name } = await x.call(chase.call);
    const at = x.date(chase.leavesAt, charter);
    return x.note(
      x.t('chase.announced.title', { ref: chase.id, at }),
      [
        x.t('chase.announced', { call: name }),
        x.t('chase.announced.to', { n: chase.persons.length }),
        { type: 'quote', head: x.t('chase.preview'), lines: [shown(x.t, await x.scene.words(chase.words))] },
      ],
      x.now < chase.leavesAt ? [x.button('chase.undo', chase.id, 'primary')] : [],
    );
  },

  async 'chase.undone'(x) {
    const chase = await x.scene.must('chase', x.need('chase'));
    return x.note('', [x.t('chase.undone', { ref: chase.id })]);
  },

  async 'need.noted'(x) {
    const need = await x.scene.must('need', x.need('need'));
    const head = spokenBy(x.t, await x.scene.speaker(need.author, need.entered));
    return x.note(x.t('need.noted.title', { ref: need.id }), [
      await quote(x, head, need.text),
      x.t('need.noted'),
    ]);
  },

  async 'need.receipt'(x) {
    const need = await x.scene.must('need', x.need('need'));
    return x.note(x.t('need.receipt.title', { ref: need.id }), [
      await quote(x, x.t('need.receipt.yours'), need.text),
      x.t('need.receipt'),
    ]);
  },

  async 'need.taken-up'(x) {
    const need = await x.scene.must('need', x.need('need'));
    if (!need.takenUp) return null;
    return x.note(x.t('need.taken-up.title', { ref: need.id }), [
      await quote(x, x.t('need.receipt.yours'), need.text),
      await quote(x, await x.who(need.takenUp.by), need.takenUp.words),
    ]);
  },

  async 'talk.receipt'(x) {
    const talk = await x.scene.must('talk', x.need('talk'));
    return x.note(x.t('talk.receipt.title'), [
      await quote(x, x.t('question.yours'), talk.text),
      x.t('talk.receipt'),
    ]);
  },

  async 'talk.asked'(x) {
    const talk = await x.scene.must('talk', x.need('talk'));
    if (talk.status === 'answered') return null;
    const who = await x.who(talk.author);
    return x.note(
      x.t('talk.asked.title', { ref: talk.id }),
      [await quote(x, who, talk.text), x.t('talk.asked')],
      [x.button('coordinator.answer', talk.id, 'primary')],
    );
  },

  async 'talk.answered'(x) {
    const talk = await x.scene.must('talk', x.need('talk'));
    const last = talk.answers.at(-1);
    if (!last) return null;
    return x.note(x.t('talk.answered.title'), [
      await quote(x, x.t('question.yours'), talk.text),
      await quote(x, await x.who(last.by), last.words),
    ]);
  },

  /** To whoever telephoned or wrote: what was entered for them, by whom, and what to do if it is wrong. */
  async 'entry.receipt'(x) {
    const what = `entry.${x.need('action')}`;
    if (!isMessageKey(what)) throw new Error(`nothing says what ${what} enters`);
    const entry = await entered(x, x.need('ref'), x.need('action'));
    const by = (await x.scene.person(x.need('by'))) ?? x.t('unnamed');
    const how = x.t(`entered.${x.need('source') as EntrySource}`);
    return x.note(x.t('entry.receipt.title'), [
      x.t('entry.receipt', { by, what: x.t(what), how }),
      entry.about && x.t('entry.about', { proposal: entry.about }),
      ...entry.facts,
      entry.texts.length > 0 ? await quote(x, x.t('entry.words'), ...entry.texts) : null,
      x.t('entry.next'),
    ]);
  },
};

async function quote(x: Telling, head: string, ...refs: TextRef[]): Promise<Block> {
  const words = await x.scene.texts(refs);
  return { type: 'quote', head, lines: refs.map(({ id }) => shown(x.t, words.get(id) ?? null)) };
}

async function uncheckedCriteria(x: Telling, { call, charter }: ToldCall, buttons: Button[]) {
  const items: string[] = [];
  for (const ref of call.proposals) {
    const { state, name } = await x.proposal(ref);
    if (!isLive(state)) continue;
    const unknown = criteriaOf(await x.scene.known(state, call, charter)).filter(
      (c) => c.state === 'unknown',
    );
    if (unknown.length === 0) continue;
    items.push(x.t('desk.warnings.criteria.line', { proposal: name, n: unknown.length }));
    if (buttons.length === 0) buttons.push(x.button('criterion.check', ref, 'primary'));
  }
  if (items.length === 0) return null;
  return { type: 'list', head: x.t('desk.warnings.criteria', { n: items.length }), items } as const;
}

/** Institutions that nobody reached yet: whose silence wouldn't count. */
async function unreached(x: Telling, { call }: ToldCall, buttons: Button[]): Promise<(Block | string)[]> {
  const roll = await x.scene.invited(call);
  const { answers, proposals } = await x.scene.owing(call);
  const reached = new Set(
    reachedVoices(call, [...answers.values()].flat(), roll, whenever(call), carriersOf(proposals)),
  );
  const missing = electorate(roll, call).filter((v) => !reached.has(v));
  if (missing.length === 0) return [];
  const items = await Promise.all(missing.map(async (v) => shown(x.t, await x.scene.institution(v))));
  buttons.push(x.button('call.reached', call.id));
  const head = x.t('desk.warnings.reach', { n: items.length });
  return [{ type: 'list', head, items }, x.t('desk.warnings.reach.next')];
}

async function missingPlaces(x: Telling, { call, charter }: ToldCall, buttons: Button[]): Promise<string[]> {
  const said: string[] = [];
  for (const { id, status, place, startsAt } of await x.scene.meetingsAhead(call, x.now)) {
    if (status !== 'convened' || place !== null || startsAt === null) continue;
    buttons.push(x.button('meeting.place', id));
    said.push(x.t('desk.warnings.place', { meeting: id, at: x.date(startsAt, charter) }));
  }
  return said;
}

async function stuck(x: Telling): Promise<Block | null> {
  const items = await unsentLines(x.scene, x.t);
  return items.length > 0 ? { type: 'list', head: x.t('desk.warnings.posts'), items } : null;
}

/** What an entry brought forth: the proposal that it is about, its words, its amounts. */
interface Entry {
  about: string | null;
  texts: TextRef[];
  facts: Block[];
}

async function entered(x: Telling, ref: string, action: string): Promise<Entry> {
  const { scene } = x;
  const on = async (proposal: string, texts: (TextRef | null)[], facts: Block[] = []): Promise<Entry> => {
    return { about: (await x.proposal(proposal)).name, texts: texts.filter((text) => text !== null), facts };
  };
  const stance = await scene.find('stance', ref);
  if (stance)
    return on(stance.proposal, [action === 'interest.show' ? (stance.interest?.words ?? null) : null]);
  switch (ref[0]) {
    case 'P':
      return submitted(x, ref, action, on);
    case 'Q': {
      const { proposal, text } = await scene.must('question', ref);
      return on(proposal, [text]);
    }
    case 'R': {
      const { proposal, reason, remedy } = await scene.must('concern', ref);
      return on(proposal, [reason, remedy]);
    }
    case 'O': {
      const { proposal, reason, remedy } = await scene.must('objection', ref);
      return on(proposal, [reason, remedy]);
    }
    case 'K': {
      const { reason, proposals } = await scene.must('competition', ref);
      return { about: listOf(x.t, await x.names(proposals)), texts: reason ? [reason] : [], facts: [] };
    }
    case 'N':
      return { about: null, texts: [(await scene.must('need', ref)).text], facts: [] };
    default:
      return { about: null, texts: [], facts: [] };
  }
}

/** A proposal as it was recorded, or the objectives that were named for it. */
async function submitted(
  x: Telling,
  ref: string,
  action: string,
  on: (proposal: string, texts: TextRef[], facts: Block[]) => Promise<Entry>,
): Promise<Entry> {
  const { t } = x;
  const fact = (label: string, value: string): Block => ({ type: 'fact', label, value });
  const state = await x.scene.must('proposal', ref);
  const own = action === 'proposal.submit';
  const codes = state.objectives.filter((o) => own || o.by.person === x.reader).map((o) => o.code);
  const objectives = codes.length > 0 ? [fact(t('proposal.objectives'), listOf(t, codes))] : [];
  if (!own) return on(ref, [], objectives);
  const first = state.versions[0] ?? state;
  return on(ref, [first.title, first.summary], [...amounts(t, first), ...objectives]);
}

function amounts(t: Translator, { amount, carrierShare }: Pick<Content, 'amount' | 'carrierShare'>): Block[] {
  if (amount === null) return [];
  const said = euros(t, amount);
  const share = carrierShare === null ? null : euros(t, carrierShare);
  const value = share === null ? said : t('proposal.amount.share', { amount: said, share });
  return [{ type: 'fact', label: t('proposal.amount'), value }];
}
