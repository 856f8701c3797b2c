// What awaits one person: `moi`. Nothing that matters was said to them in passing only: it stands here too.

import { criteriaOf } from '../../domain/criteria.ts';
import { isAhead } from '../../domain/meeting.ts';
import { mandateId } from '../../domain/people.ts';
import { carriedBy, isLive } from '../../domain/proposal.ts';
import { carriersOf, electorate, reachedVoices, whenever } from '../../domain/reach.ts';
import type { Block, Button, Card } from '../card.ts';
import { mayRead, type Reader } from '../form-readers.ts';
import { fullDate } from '../format.ts';
import { undecided } from '../letters/outcomes.ts';
import type { Scene } from '../scene.ts';
import type { Translator } from '../translator.ts';
import { needLine } from '../views/needs-card.ts';
import { button, shown } from '../views/words.ts';
import { answersOwed, heard, unanswered } from './mine-answers.ts';
import { given } from './mine-given.ts';
import { unsentLines } from './unsent.ts';

/** One thing that awaits somebody, and the taps that answer it. */
interface Item {
  text: string;
  buttons: Button[];
}

/** A heading that counts, then one card a thing; the most pressing first. */
export async function mineCards(scene: Scene, reader: Reader, t: Translator, now: string): Promise<Card[]> {
  const owing = await answersOwed(scene, reader, now);
  const items = [
    ...(await unanswered(scene, owing, t)),
    ...(await ownProposals(scene, reader, t)),
    ...(await ownObjections(scene, reader, t)),
    ...(reader.coordinates ? await deskItems(scene, t, now) : []),
  ];
  const heading: Card = {
    subject: 'mine',
    lang: t.lang,
    title: t('mine.title'),
    status: null,
    blocks: [
      { type: 'text', text: t('mine.count', { n: items.length }) },
      ...(await standing(scene, reader, t)),
      ...(await heard(scene, owing, reader, t)),
      ...(await given(scene, reader, t, new Set(owing.flatMap((o) => (o.own ? [o.proposal.id] : []))))),
      ...(await withCoordinator(scene, reader, t)),
    ],
    buttons: [],
  };
  return [heading, ...items.map((item, i) => itemCard(t, item, i))];
}

function itemCard(t: Translator, { text, buttons }: Item, i: number): Card {
  const blocks = [{ type: 'text', text } as const];
  return { subject: `mine:${i + 1}`, lang: t.lang, title: '', status: null, blocks, buttons };
}

/** For whom they speak, and how sure that is. */
async function standing(scene: Scene, { person, coordinates }: Reader, t: Translator) {
  const own = person === null ? [] : await scene.list('mandate', { begins: mandateId(person, '') });
  const mandates = own.filter((m) => m.person === person);
  const lines = await Promise.all(
    mandates.map(async (m) => {
      const institution = shown(t, await scene.institution(m.institution));
      const key = coordinates && m.status === 'claimed' ? 'claimed.own' : m.status;
      return { type: 'text', text: t(`mine.mandate.${key}`, { institution }) } as const;
    }),
  );
  if (coordinates) return [{ type: 'text', text: t('mine.coordinates') } as const, ...lines];
  return lines.length > 0 ? lines : [{ type: 'text', text: t('mine.no-mandate') } as const];
}

/**
 * What is with the référente now, and not theirs to do: questions to her, criteria of what they carry. To her it
 * is hers to do, and told as such.
 */
async function withCoordinator(scene: Scene, reader: Reader, t: Translator): Promise<Block[]> {
  if (reader.coordinates) return [];
  const items: string[] = [];
  for (const talk of await scene.list('talk', { status: 'asked' })) {
    if (talk.author.person !== reader.person) continue;
    items.push(t('mine.talk', { text: shown(t, await scene.words(talk.text)) }));
  }
  for (const p of await scene.list('proposal', { status: 'awaiting-criteria' })) {
    if (!carriedBy(p).some((carrier) => reader.institutions.includes(carrier))) continue;
    items.push(t('mine.awaits-criteria', { ref: p.id, title: shown(t, await scene.words(p.title)) }));
  }
  return items.length > 0 ? [{ type: 'list', head: t('mine.waiting'), items }] : [];
}

async function ownProposals(scene: Scene, reader: Reader, t: Translator): Promise<Item[]> {
  const items: Item[] = [];
  const own = (await scene.list('proposal')).filter(
    (p) =>
      p.submittedBy.person === reader.person ||
      carriedBy(p).some((carrier) => reader.institutions.includes(carrier)),
  );
  for (const p of own) {
    if (!(await mayRead(scene, p, reader))) continue;
    const values = { ref: p.id, title: shown(t, await scene.words(p.title)) };
    if (p.status === 'draft')
      items.push({ text: t('mine.draft', values), buttons: [button(t, 'proposal.publish', p.id)] });
    if (p.status === 'incomplete')
      items.push({
        text: t('mine.incomplete', { ...values, n: p.missing.length }),
        buttons: [button(t, 'proposal.revise', p.id), button(t, 'proposal.withdraw', p.id)],
      });
    for (const q of await scene.list('question', { parent: p.id, status: 'open' })) {
      const text = t('mine.question', { ...values, text: shown(t, await scene.words(q.text)) });
      if (isLive(p)) items.push({ text, buttons: [button(t, 'question.answer', q.id)] });
    }
    for (const merge of await scene.list('merge', { parent: p.call, status: 'offered' })) {
      if (merge.from !== p.id) continue;
      const text = t('mine.merge', { ...values, into: merge.into });
      items.push({
        text,
        buttons: [button(t, 'merge.accept', merge.id), button(t, 'merge.decline', merge.id)],
      });
    }
  }
  return items;
}

async function ownObjections(scene: Scene, reader: Reader, t: Translator): Promise<Item[]> {
  const items: Item[] = [];
  for (const o of await scene.list('objection', { status: 'raised' })) {
    if (o.author.person !== reader.person) continue;
    const { state, title } = await scene.headline(o.proposal);
    if (!isLive(state)) continue;
    const bare = o.reason === null || o.remedy === null;
    const text = t(bare ? 'mine.objection.bare' : 'mine.objection', {
      objection: o.id,
      ref: o.proposal,
      title: shown(t, title),
    });
    const explain = bare ? [button(t, 'objection.explain', o.id)] : [];
    const end = [button(t, 'objection.lift', o.id), button(t, 'objection.withdraw', o.id)];
    items.push({ text, buttons: [...explain, ...end] });
  }
  return items;
}

/** What awaits whoever runs the process. */
async function deskItems(scene: Scene, t: Translator, now: string): Promise<Item[]> {
  return [
    ...(await draftsToPublish(scene, t)),
    ...(await mandatesToConfirm(scene, t)),
    ...(await meetingsToConfirm(scene, t, now)),
    ...(await competitionsToAnswer(scene, t)),
    ...(await criteriaToCheck(scene, t)),
    ...(await unreached(scene, t)),
    ...(await talks(scene, t)),
    ...(await needs(scene, t)),
    ...(await outcomesToRecord(scene, t, now)),
    ...(await unsentLines(scene, t)).map((text) => ({ text, buttons: [] })),
  ];
}

async function draftsToPublish(scene: Scene, t: Translator): Promise<Item[]> {
  const drafts = await scene.list('call', { status: 'draft' });
  return Promise.all(
    drafts.map(async ({ id, title }) => ({
      text: t('desk.draft', { ref: id, title: shown(t, await scene.words(title)) }),
      buttons: [button(t, 'call.publish', id), button(t, 'call.drop', id)],
    })),
  );
}

async function mandatesToConfirm(scene: Scene, t: Translator): Promise<Item[]> {
  const claimed = (await scene.list('mandate')).filter((m) => m.status === 'claimed');
  return Promise.all(
    claimed.map(async (m) => {
      const institution = shown(t, await scene.institution(m.institution));
      const person = (await scene.person(m.person)) ?? t('unnamed');
      return {
        text: t('desk.mandate', { person, institution }),
        buttons: [button(t, 'mandate.confirm', m.id), button(t, 'mandate.decline', m.id)],
      };
    }),
  );
}

async function meetingsToConfirm(scene: Scene, t: Translator, now: string): Promise<Item[]> {
  const items: Item[] = [];
  for (const m of await scene.list('meeting')) {
    const { zone } = await scene.charterOf(await scene.must('call', m.call));
    if (m.status === 'prepared') {
      const text = t('desk.meeting', { meeting: m.id, earliest: fullDate(t, m.earliestAt, zone) });
      items.push({ text, buttons: [button(t, 'meeting.confirm', m.id)] });
    }
    if (m.status === 'convened' && m.place === null && m.startsAt !== null && isAhead(m, now)) {
      const text = t('desk.place', { meeting: m.id, at: fullDate(t, m.startsAt, zone) });
      items.push({ text, buttons: [button(t, 'meeting.place', m.id)] });
    }
  }
  return items;
}

async function competitionsToAnswer(scene: Scene, t: Translator): Promise<Item[]> {
  const detected = await scene.list('competition', { status: 'detected' });
  return detected.map((c) => ({
    text: t('desk.competition', { competition: c.id }),
    buttons: [button(t, 'competition.confirm', c.id), button(t, 'competition.dismiss', c.id)],
  }));
}

async function criteriaToCheck(scene: Scene, t: Translator): Promise<Item[]> {
  const items: Item[] = [];
  for (const p of (await scene.list('proposal')).filter(isLive)) {
    const call = await scene.must('call', p.call);
    const known = await scene.known(p, call, await scene.charterOf(call));
    const unknown = criteriaOf(known).filter((c) => c.state === 'unknown').length;
    if (unknown === 0) continue;
    const title = shown(t, await scene.words(p.title));
    const text = t('desk.criteria', { ref: p.id, title, n: unknown });
    items.push({ text, buttons: [button(t, 'criterion.check', p.id)] });
  }
  return items;
}

async function unreached(scene: Scene, t: Translator): Promise<Item[]> {
  const items: Item[] = [];
  for (const call of await scene.list('call')) {
    if (call.status !== 'collecting' && call.status !== 'reviewing') continue;
    const { answers, proposals } = await scene.owing(call);
    const roll = await scene.invited(call);
    const all = [...answers.values()].flat();
    const reached = reachedVoices(call, all, roll, whenever(call), carriersOf(proposals)).length;
    const missing = electorate(roll, call).length - reached;
    if (missing === 0) continue;
    const text = t('desk.unreached', { n: missing, ref: call.id });
    items.push({ text, buttons: [button(t, 'call.reached', call.id)] });
  }
  return items;
}

async function talks(scene: Scene, t: Translator): Promise<Item[]> {
  const asked = await scene.list('talk', { status: 'asked' });
  return Promise.all(
    asked.map(async (talk) => {
      const person = (await scene.person(talk.author.person)) ?? t('unnamed');
      const text = t('desk.talk', { person, text: shown(t, await scene.words(talk.text)) });
      return { text, buttons: [button(t, 'coordinator.answer', talk.id)] };
    }),
  );
}

async function needs(scene: Scene, t: Translator): Promise<Item[]> {
  const open = await scene.list('need', { status: 'noted' });
  return Promise.all(
    open.map(async (need) => ({
      text: t('desk.need', { line: await needLine(scene, t, need) }),
      buttons: [button(t, 'need.close', need.id)],
    })),
  );
}

async function outcomesToRecord(scene: Scene, t: Translator, now: string): Promise<Item[]> {
  const items: Item[] = [];
  for (const m of await scene.list('meeting')) {
    if (m.startsAt === null || now < m.startsAt || m.status === 'cancelled') continue;
    for (const ref of await undecided(scene, m)) {
      const { title } = await scene.headline(ref);
      const text = t('desk.outcome', { meeting: m.id, ref, title: shown(t, title) });
      items.push({ text, buttons: [button(t, 'outcome.record', ref), button(t, 'proposal.reconvene', ref)] });
    }
  }
  return items;
}
