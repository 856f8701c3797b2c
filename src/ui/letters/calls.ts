// What people are told of a call: that it is open, that it waits for them, that it lasts longer, that it ends.

import type { Call } from '../../domain/call.ts';
import { isRunning } from '../../domain/calling.ts';
import { articleOf, type Charter } from '../../domain/charter.ts';
import { deadlineOf } from '../../domain/period.ts';
import type { Owed } from '../../domain/reminders.ts';
import type { Block, Button, Card } from '../card.ts';
import { awaiting } from '../command-table.ts';
import { euros, listOf } from '../format.ts';
import { own } from '../views/charter-words.ts';
import { callObjectiveBlocks } from '../views/objective-words.ts';
import { shown, sourceOf, text } from '../views/words.ts';
import { conflict, type Telling, type ToldCall, type Views } from './telling.ts';

export const callViews: Views = {
  /** 000 §4 a: the référente invites to propose. */
  async 'call.invited'(x) {
    const { call, charter, name } = await x.call(x.need('call'));
    const { t } = x;
    return x.note(
      t('call.invited.title', { call: name }),
      [
        t('call.invited'),
        ...(await frame(x, call, charter)),
        { type: 'list', head: t('call.invited.dates'), items: dates(x, call, charter) },
        t('call.invited.answer'),
        silence(x, charter),
      ],
      isRunning(call) && x.now < call.proposalsUntil ? [x.button('proposal.submit', call.id, 'primary')] : [],
    );
  },

  async 'call.reviewed'(x) {
    const { call, charter, name } = await x.call(x.need('call'));
    return x.news([x.t('call.reviewed', { call: name, closesAt: x.date(call.closesAt, charter) })]);
  },

  async 'call.extended'(x) {
    const { charter, name } = await x.call(x.need('call'));
    const at = (param: string) => x.date(x.need(param), charter);
    return x.news([
      x.t('call.extended', {
        call: name,
        closesAt: at('closesAt'),
        formerly: at('formerly'),
        from: at('from'),
        to: at('to'),
        via: x.maybe('via') ?? '',
        source: sourceOf(x.t, x.need('article')),
      }),
    ]);
  },

  async 'call.prolonged'(x) {
    const { charter, name } = await x.call(x.need('call'));
    const date = (param: string) => x.date(x.need(param), charter);
    const objections = x.need('closesAt') > x.need('formerly');
    const longer = { call: name, closesAt: date('closesAt'), formerly: date('formerly') };
    return x.news(
      [
        objections ? x.t('call.prolonged', longer) : null,
        x.need('proposalsUntil')
          ? x.t('call.prolonged.proposals', {
              call: name,
              proposalsUntil: date('proposalsUntil'),
              formerly: date('fromProposalsUntil'),
            })
          : null,
        conflict(x),
      ],
      await x.quoted('reason', x.t('reason')),
    );
  },

  async 'call.closed'(x) {
    const { call, charter, name } = await x.call(x.need('call'));
    const counted = (['validated', 'contested', 'incomplete', 'awaiting'] as const).map((outcome) => {
      const n = Number(x.need(outcome));
      return n > 0 || outcome === 'validated' ? x.t(`call.closed.${outcome}`, { n }) : null;
    });
    const closed = x.t('call.closed', { call: name, closesAt: x.date(call.closesAt, charter) });
    return x.news([closed, ...counted]);
  },

  /** To one person, whatever awaits an answer of theirs; nothing when they owe none any more. */
  'call.reminder': async (x) => reminder(x, null),

  /** The same with a coordinator's own words; nothing either once she has taken it back. */
  async chase(x) {
    const chase = await x.scene.must('chase', x.need('chase'));
    if (chase.status === 'undone') return null;
    const words = shown(x.t, await x.scene.words(chase.words));
    const head = x.t('writes-to-you', { who: await x.who(chase.by) });
    return reminder(x, { type: 'quote', head, lines: [words] });
  },
};

/** @param words what a coordinator adds of her own */
export async function reminder(x: Telling, words: Block | null): Promise<Card | null> {
  const told = await x.call(x.need('call'));
  const owing = await x.scene.owedBy(x.reader, told.call, x.now);
  if (owing.length === 0) return null;
  const proposals = [...new Set(owing.flatMap((o) => o.proposals))];
  const only = proposals.length === 1 ? proposals[0] : undefined;
  const bare = await bareObjections(x, told);
  const own = await x.scene.ownAnswers(x.reader, told.call, owing);
  const said = await x.names([...new Set(own.flatMap((o) => (o.own ? [o.proposal.id] : [])))]);
  return x.note(
    x.t('call.reminder.title', { call: told.name }),
    [
      words,
      ...(await owedLists(x, told, owing)),
      said.length > 0 ? x.t('call.reminder.heard', { names: listOf(x.t, said) }) : null,
      x.t(only ? 'call.reminder.how.one' : 'call.reminder.how'),
      silence(x, told.charter),
      ...bare.said,
    ],
    [...(only ? await answering(x, only) : [mineButton(x)]), ...bare.buttons],
  );
}

/** Where the proposals to answer stand one by one, each with its buttons. */
function mineButton({ t }: Telling): Button {
  return { action: awaiting, target: '', label: t('call.reminder.open'), style: 'primary' };
}

/** Whose objection stands already has nothing to raise. */
async function answering(x: Telling, proposal: string): Promise<Button[]> {
  const { state } = await x.proposal(proposal);
  const objects = state.holds.some((h) => h.kind === 'objection' && h.author.person === x.reader);
  const consent = x.button('consent.give', proposal, 'primary');
  return objects ? [consent] : [consent, x.button('objection.raise', proposal)];
}

/** What silence until the deadline means. */
export function silence({ t }: Telling, charter: Charter): string {
  const source = sourceOf(t, articleOf(charter, 'silence'));
  return t(`call.silence.${charter.rules.silence.value}`, { source });
}

function dates(x: Telling, call: Call, charter: Charter): string[] {
  const { t } = x;
  const at = (label: string, instant: string) => t('labelled', { label, text: x.until(instant, charter) });
  const { period } = charter.rules;
  const objections =
    period.value.kind === 'rolling'
      ? t('call.rolling', { n: period.value.days })
      : at(t('call.deadline'), call.closesAt);
  return [at(t('call.proposals-until'), call.proposalsUntil), objections];
}

/** The frame document, what there is to grant, and what a proposal has to serve and to meet. */
async function frame(x: Telling, call: Call, charter: Charter): Promise<Block[]> {
  const { t } = x;
  const blocks: Block[] = [];
  if (call.frame) {
    const lines = [shown(t, await x.scene.words(call.frame))];
    blocks.push({ type: 'quote', head: t('call.frame'), lines });
  }
  if (call.fund !== null) blocks.push({ type: 'fact', label: t('call.fund'), value: euros(t, call.fund) });
  blocks.push(...callObjectiveBlocks(t, call, charter));
  const criteria = [
    ...charter.rules.criteria.value.map((c) => own(t, c.label)),
    ...(await Promise.all(call.criteria.map(async (c) => shown(t, await x.scene.words(c.label))))),
  ];
  if (criteria.length > 0) blocks.push({ type: 'list', head: t('call.invited.criteria'), items: criteria });
  return blocks;
}

async function owedLists(x: Telling, told: ToldCall, owing: Owed[]): Promise<Block[]> {
  const due = await x.scene.once(`owed-due:${told.call.id}:${x.t.lang}`, () => dueOf(x, told.call));
  const lists = owing.map(async ({ institution, proposals }): Promise<Block[]> => {
    const name = shown(x.t, await x.scene.institution(institution));
    const head = x.t('call.reminder.owed', { institution: name, n: proposals.length });
    const theirs = proposals.flatMap((ref) => due.get(ref) ?? []);
    return [text(head), ...listsByDeadline(x, told.charter, theirs)];
  });
  return (await Promise.all(lists)).flat();
}

interface Due {
  name: string;
  closesAt: string;
}

/** One list a deadline, the nearest first: it is said once for all that it holds. */
function listsByDeadline(x: Telling, charter: Charter, due: readonly Due[]): Block[] {
  const deadlines = [...new Set(due.map((d) => d.closesAt))].sort();
  return deadlines.map((closesAt) => ({
    type: 'list',
    head: x.t('call.reminder.until', { closesAt: x.until(closesAt, charter) }),
    items: due.filter((d) => d.closesAt === closesAt).map((d) => d.name),
  }));
}

/** Each proposal of the call and its deadline. */
async function dueOf(x: Telling, call: Call): Promise<Map<string, Due>> {
  const all = call.proposals.map(async (ref): Promise<[string, Due]> => {
    const { state, charter, name } = await x.proposal(ref);
    return [ref, { name, closesAt: deadlineOf(state, call, charter) }];
  });
  return new Map(await Promise.all(all));
}

/** Objections of the reader's that lack a reason, or what would lift them: until the meeting they are asked for. */
async function bareObjections(
  x: Telling,
  { call }: ToldCall,
): Promise<{ said: string[]; buttons: Button[] }> {
  const said: string[] = [];
  const buttons: Button[] = [];
  for (const ref of call.proposals) {
    const { holds } = await x.scene.must('proposal', ref);
    for (const hold of holds) {
      if (hold.kind !== 'objection' || hold.author.person !== x.reader) continue;
      const { reason, remedy } = await x.scene.must('objection', hold.id);
      if (reason && remedy) continue;
      const { name } = await x.proposal(ref);
      said.push(x.t('call.reminder.bare', { objection: hold.id, proposal: name }));
      buttons.push(x.button('objection.explain', hold.id));
    }
  }
  return { said, buttons };
}
