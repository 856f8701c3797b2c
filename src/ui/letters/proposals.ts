// What people are told of proposals: versions, the end of their period, mergers, competitions, corrections.

import { articleOf } from '../../domain/charter.ts';
import type { Competition } from '../../domain/competition.ts';
import { criteriaOf } from '../../domain/criteria.ts';
import { deadlineOf } from '../../domain/period.ts';
import { carriedBy, isLive } from '../../domain/proposal.ts';
import type { Block } from '../card.ts';
import { euros, listOf, percentage } from '../format.ts';
import { criterionLines } from '../views/criteria-words.ts';
import { metCriteria, statementSentences, unreachedSentence } from '../views/statement.ts';
import { namedTogether, shown, sourceOf } from '../views/words.ts';
import { conflict, type Telling, type ToldProposal, type View, type Views } from './telling.ts';

export const proposalViews: Views = {
  async 'proposal.revised'(x) {
    const told = await x.proposal(x.need('proposal'));
    return x.news([revised(x, told), x.t('proposal.revised.earlier'), untilWhen(x, told)]);
  },

  async 'proposal.revised.answered'(x) {
    const told = await x.proposal(x.need('proposal'));
    const { state, name } = told;
    const open = isLive(state) && x.now < deadlineOf(state, told.call, told.charter);
    const buttons = open
      ? [x.button('consent.give', state.id, 'primary'), x.button('objection.raise', state.id)]
      : [];
    return x.note(
      x.t('proposal.revised.title', { proposal: name }),
      [revised(x, told), x.t('proposal.revised.yours'), untilWhen(x, told)],
      buttons,
    );
  },

  async 'proposal.editorial'(x) {
    const { state, name } = await x.proposal(x.need('proposal'));
    const said = x.t('proposal.editorial', { proposal: name, number: x.need('version') });
    const contestable = isLive(state) && state.versions.at(-1)?.kind === 'editorial';
    const buttons = contestable ? [x.button('proposal.contest-editorial', state.id)] : [];
    return x.note('', [said], buttons);
  },

  async 'proposal.contested-editorial'(x) {
    const told = await x.proposal(x.need('proposal'));
    const number = Number(x.need('version'));
    const by = told.state.versions.find((v) => v.number === number)?.contestedBy;
    const said = x.t('proposal.contested-editorial', {
      proposal: told.name,
      number: `${number}`,
      who: by ? await x.who(by) : x.t('unnamed'),
    });
    return x.news([said, x.t('proposal.revised.earlier'), untilWhen(x, told)]);
  },

  async 'proposal.withdrawn'(x) {
    const { name, state } = await x.proposal(x.need('proposal'));
    const left = (await x.scene.must('institution', state.carrier)).status === 'left';
    const said = x.t(left ? 'proposal.withdrawn.left' : 'proposal.withdrawn', { proposal: name });
    return x.news([said], await x.quoted('words', x.t('reason')));
  },

  async 'proposal.carrier-left'(x) {
    const told = await x.proposal(x.need('proposal'));
    const institution = shown(x.t, await x.scene.institution(x.need('institution')));
    const others = await Promise.all(
      carriedBy(told.state).map(async (id) => shown(x.t, await x.scene.institution(id))),
    );
    return x.news(
      [
        x.t('proposal.carrier-left', { institution, proposal: told.name, others: listOf(x.t, others) }),
        untilWhen(x, told),
      ],
      await x.quoted('words', x.t('reason')),
    );
  },

  async 'proposal.extended'(x) {
    const { charter, name } = await x.proposal(x.need('proposal'));
    const closesAt = x.date(x.need('closesAt'), charter);
    const source = sourceOf(x.t, x.need('article'));
    const [from, to] = [x.maybe('from'), x.maybe('to')];
    if (from === null || to === null) {
      return x.news([x.t('proposal.extended.reach', { proposal: name, closesAt, source })]);
    }
    const outage = { from: x.date(from, charter), to: x.date(to, charter), via: x.maybe('via') ?? '' };
    return x.news([x.t('proposal.extended.outage', { proposal: name, closesAt, source, ...outage })]);
  },

  /** The statement of validation, in the room and to the carrier. */
  async 'proposal.validated'(x) {
    const { state, call, charter, name } = await x.proposal(x.need('proposal'));
    if (state.status !== 'validated') return null;
    const met = metCriteria(charter, call, state);
    const unreached = await unreachedSentence(x.scene, x.t, state);
    return x.news(statementSentences(x.t, charter, state, name, met, unreached));
  },

  async 'proposal.incomplete'(x) {
    const told = await x.proposal(x.need('proposal'));
    if (told.state.status !== 'incomplete') return null;
    return x.news([x.t('proposal.incomplete', { proposal: told.name })], await criteria(x, told, 'unmet'));
  },

  async 'proposal.incomplete.carrier'(x) {
    const told = await x.proposal(x.need('proposal'));
    if (told.state.status !== 'incomplete') return null;
    const { id } = told.state;
    return x.note(
      x.t('proposal.incomplete.title', { proposal: told.name }),
      [x.t('proposal.incomplete.yours'), await criteria(x, told, 'unmet'), x.t('proposal.incomplete.next')],
      [x.button('proposal.revise', id, 'primary'), x.button('proposal.withdraw', id)],
    );
  },

  async 'proposal.awaits-criteria'(x) {
    const told = await x.proposal(x.need('proposal'));
    if (told.state.status !== 'awaiting-criteria') return null;
    return x.note(
      x.t('proposal.awaits-criteria.title', { proposal: told.name }),
      [x.t('proposal.awaits-criteria'), await criteria(x, told, 'unknown')],
      [x.button('criterion.check', told.state.id, 'primary')],
    );
  },

  /** To those who carry it or take part: what it waits for isn’t theirs to do. */
  async 'proposal.awaits-criteria.carrier'(x) {
    const told = await x.proposal(x.need('proposal'));
    if (told.state.status !== 'awaiting-criteria') return null;
    return x.note(x.t('proposal.awaits-criteria.carrier.title', { proposal: told.name }), [
      x.t('proposal.awaits-criteria.carrier'),
      await criteria(x, told, 'unknown'),
    ]);
  },

  async 'proposal.awaits-reach'(x) {
    const { state, call, charter, name } = await x.proposal(x.need('proposal'));
    if (state.status !== 'awaiting-reach') return null;
    const { minimumPercent } = charter.rules.reach.value;
    const source = sourceOf(x.t, articleOf(charter, 'reach'));
    const { reached, present } = state;
    return x.note(
      x.t('proposal.awaits-reach.title', { proposal: name }),
      [
        x.t('proposal.reached', { n: reached, present: `${present}` }),
        x.t('proposal.awaits-reach', { percent: percentage(x.t, minimumPercent), source }),
      ],
      [x.button('call.reached', call.id, 'primary')],
    );
  },

  async 'merge.offered'(x) {
    const merge = await x.scene.must('merge', x.need('merge'));
    if (merge.status !== 'offered') return null;
    const { content } = merge;
    const [into = '', from = ''] = await x.names([merge.into, merge.from]);
    const { t } = x;
    const texts = await x.scene.texts([content.title, content.summary]);
    const lines = [content.title, content.summary].map((ref) => shown(t, texts.get(ref.id) ?? null));
    const amount: Block | null =
      content.amount === null
        ? null
        : { type: 'fact', label: t('proposal.amount'), value: euros(t, content.amount) };
    return x.note(
      t('merge.offered.title', { proposal: from }),
      [
        t('merge.offered', { who: await x.who(merge.by), from, into }),
        { type: 'quote', head: t('merge.offered.text'), lines },
        amount,
        t('merge.offered.next', { into }),
      ],
      [x.button('merge.accept', merge.id, 'primary'), x.button('merge.decline', merge.id)],
    );
  },

  async 'merge.declined'(x) {
    const merge = await x.scene.must('merge', x.need('merge'));
    const [into = '', from = ''] = await x.names([merge.into, merge.from]);
    return x.note(x.t('merge.declined.title'), [
      x.t('merge.declined', { from, into }),
      await x.quoted('words', x.t('reason')),
    ]);
  },

  async 'proposal.merged'(x) {
    const merge = await x.scene.must('merge', x.need('merge'));
    const told = await x.proposal(merge.into);
    const [from = ''] = await x.names([merge.from]);
    const objected = told.state.holds.some((h) => h.kind === 'objection');
    return x.news([
      x.t('proposal.merged', { from, into: told.name }),
      objected ? x.t('proposal.merged.objections') : null,
      untilWhen(x, told),
    ]);
  },

  'competition.declared': (x) => competitionNews(x, 'competition.declared'),
  'competition.detected': (x) => competitionNews(x, 'competition.detected'),
  'competition.confirmed': (x) => competitionNews(x, 'competition.confirmed'),
  'competition.dismissed': (x) => competitionNews(x, 'competition.dismissed'),
  'competition.withdrawn': (x) => competitionNews(x, 'competition.withdrawn'),
  'competition.ended': (x) => competitionNews(x, 'competition.ended'),

  async 'competition.to-answer'(x) {
    const competition = await x.scene.must('competition', x.need('competition'));
    if (competition.status !== 'detected') return null;
    return x.note(
      x.t('competition.to-answer.title', { ref: competition.id }),
      [await competitionSaid(x, competition, 'competition.detected'), x.t('competition.to-answer')],
      [
        x.button('competition.confirm', competition.id, 'primary'),
        x.button('competition.dismiss', competition.id),
      ],
    );
  },

  async 'competition.receipt'(x) {
    const competition = await x.scene.must('competition', x.need('competition'));
    const standing = competition.status === 'declared';
    return x.note(
      x.t('competition.receipt.title', { ref: competition.id }),
      [x.t('competition.receipt', { proposals: namedTogether(x.t, await x.names(competition.proposals)) })],
      standing ? [x.button('competition.withdraw', competition.id)] : [],
    );
  },

  async correction(x) {
    const ref = x.need('ref');
    const { name } = ref.startsWith('C') ? await x.call(ref) : await x.proposal(ref);
    const head = x.t('correction', { subject: name });
    return x.note('', [await x.quoted('words', head)]);
  },
};

function revised(x: Telling, { name }: ToldProposal): string {
  return x.t('proposal.revised', { proposal: name, number: x.need('version') });
}

function untilWhen(x: Telling, { state, call, charter }: ToldProposal): string {
  const closesAt = deadlineOf(state, call, charter);
  if (!isLive(state) || x.now >= closesAt) return '';
  return x.t('proposal.until', { closesAt: x.date(closesAt, charter) });
}

/** The criteria of a proposal that are in this state, each on a line. */
async function criteria(x: Telling, told: ToldProposal, wanted: 'unmet' | 'unknown'): Promise<Block> {
  const { state, call, charter } = told;
  const known = await x.scene.known(state, call, charter);
  const some = criteriaOf(known).filter((c) => c.state === wanted);
  const items = await criterionLines(x.scene, x.t, { state, call, charter }, some);
  return { type: 'list', head: x.t('proposal.criteria'), items };
}

type CompetitionKey =
  | 'competition.declared'
  | 'competition.detected'
  | 'competition.confirmed'
  | 'competition.dismissed'
  | 'competition.withdrawn'
  | 'competition.ended';

async function competitionNews(x: Telling, key: CompetitionKey): ReturnType<View> {
  const competition = await x.scene.must('competition', x.need('competition'));
  const said = await competitionSaid(x, competition, key);
  const { reason } = competition;
  const explained = key === 'competition.declared' || key === 'competition.dismissed';
  if (!reason || !explained) return x.news([said, conflict(x)]);
  const lines = [shown(x.t, await x.scene.words(reason))];
  return x.news([said, conflict(x)], { type: 'quote', head: x.t('reason'), lines });
}

async function competitionSaid(x: Telling, competition: Competition, key: CompetitionKey): Promise<string> {
  const proposals = namedTogether(x.t, await x.names(competition.proposals));
  const { call, by, requested, id } = competition;
  if (key === 'competition.declared')
    return x.t(key, { ref: id, proposals, who: by ? await x.who(by) : x.t('unnamed') });
  if (key !== 'competition.detected') return x.t(key, { ref: id, proposals });
  const { fund } = (await x.call(call)).call;
  const amounts = { requested: euros(x.t, requested ?? 0), fund: euros(x.t, fund ?? 0) };
  return x.t(key, { ref: id, proposals, ...amounts });
}
