// What came of a story on one platform, to be held against the local room: the same by thing, by proposal, by reader.

import type { Played, Scenes } from '../../../adapters/sandbox/demo/stage.ts';
import type { Received } from '../../chaos/artefacts.ts';
import type { Happened } from './stage.ts';

export function happenedIn({ lines }: Played): Happened[] {
  return lines.flatMap((line) =>
    line.type === 'event' ? [{ seq: line.seq, name: line.name, data: line.data as Happened['data'] }] : [],
  );
}

/** The names of what happened to each proposal, objection, call and so on, in order. */
export function byThing(events: readonly Happened[]): Record<string, string[]> {
  const things: Record<string, string[]> = {};
  for (const { name, data } of events)
    for (const thing of [
      data.call,
      data.proposal,
      data.objection,
      data.question,
      data.meeting,
      data.merge,
      data.institution,
    ])
      if (typeof thing === 'string') things[thing] = [...(things[thing] ?? []), name];
  return things;
}

/** How each proposal ended, on which ground. */
export function ended(events: readonly Happened[]): unknown[] {
  const outcomes = ['ProposalValidated', 'OutcomeRecorded', 'ProposalsMerged', 'ProposalIncomplete'];
  return events
    .filter(({ name }) => outcomes.includes(name))
    .map(({ name, data }) => [name, data.proposal ?? data.from, data.basis, data.outcome, data.article]);
}

/** To whom, in which language, and how it begins; the room alone is called otherwise, and the platform that was out of reach. */
export function toldTo(received: readonly Received[]): string[] {
  return received
    .filter(({ kind }) => kind !== 'edit')
    .map(({ to, lang, text }) => `${to.startsWith('@') ? to : 'room'} ${lang} ${text}`)
    .map((told) => told.replace(/(?<= accessible) depuis (Slack|Discord)(?= du )/, ''))
    .toSorted();
}

/** A call from its opening to a validation, with a question and an objection on the way. */
export async function playShort(s: Scenes): Promise<void> {
  const { call = '' } = await s.does('referente', 'call.open', null, {
    title: 'Un été au frais',
    closesAt: '2024-06-24T23:59',
  });
  const { proposal = '' } = await s.does('nadia', 'proposal.submit', call, {
    title: 'Des chaises dans le parc',
    summary: 'De l’ombre, de l’eau, et une infirmière qui passe.',
    amount: '3000',
    partners: ['I3'],
    objectives: '2.2.1',
  });
  await s.does('referente', 'criterion.check', proposal, { criterion: 'public', met: 'yes' });
  const { question = '' } = await s.does('pieter', 'question.ask', proposal, {
    question: 'Zijn er genoeg stoelen?',
  });
  await s.does('nadia', 'question.answer', question, { answer: 'Quarante.' });
  const { objection = '' } = await s.does('farid', 'objection.raise', proposal, {
    reason: 'Le soir, le parc est fermé.',
    remedy: 'Finir à dix-huit heures.',
  });
  await s.does('farid', 'objection.lift', objection, { words: 'Entendu.' });
  await s.until('2024-06-25T09:00');
}
