// What carriers do with their proposals, and what is checked of them.

import type { Content } from '../../domain/proposal.ts';
import type { Action } from '../actions.ts';
import { amount, choice, type Field, long, pick, picks, text, type Values } from '../fields.ts';

const partners = picks('partners', 'institution');
const objectives: Field = { name: 'objectives', kind: 'codes', most: 60, required: false };
const content: readonly Field[] = [
  text('title', 150, true),
  long('summary', 4000, true),
  amount('amount'),
  amount('carrierShare'),
  partners,
];
const changed: readonly Field[] = content.map((f) => ({ ...f, required: false }));

function whole(v: Values): Content {
  return {
    title: v.text('title'),
    summary: v.text('summary'),
    amount: v.number('amount'),
    carrierShare: v.number('carrierShare'),
    partners: v.strings('partners'),
  };
}

/** What was filled in; the rest stays as it is. */
function parts(v: Values): Partial<Content> {
  return {
    ...(v.has('title') && { title: v.text('title') }),
    ...(v.has('summary') && { summary: v.text('summary') }),
    ...(v.has('amount') && { amount: v.number('amount') }),
    ...(v.has('carrierShare') && { carrierShare: v.number('carrierShare') }),
    ...(v.has('partners') && { partners: v.strings('partners') }),
  };
}

export const proposalActions: readonly Action[] = [
  {
    name: 'proposal.submit',
    target: 'call',
    enterable: true,
    fields: [...content, objectives],
    command: (call, v) => ({
      type: 'SubmitProposal',
      call,
      content: whole(v),
      objectives: v.strings('objectives'),
    }),
  },
  {
    name: 'proposal.draft',
    target: 'call',
    fields: content,
    command: (call, v) => ({ type: 'DraftProposal', call, content: whole(v) }),
  },
  {
    name: 'proposal.publish',
    target: 'proposal',
    fields: [],
    command: (proposal) => ({ type: 'PublishProposal', proposal }),
  },
  {
    name: 'proposal.revise',
    target: 'proposal',
    fields: [choice('kind', ['substantive', 'editorial'], true), ...changed],
    command: (proposal, v) => ({
      type: 'ReviseProposal',
      proposal,
      kind: v.string('kind') as 'substantive' | 'editorial',
      content: parts(v),
    }),
  },
  {
    name: 'proposal.contest-editorial',
    target: 'proposal',
    fields: [],
    command: (proposal) => ({ type: 'ContestEditorial', proposal }),
  },
  {
    name: 'proposal.withdraw',
    target: 'proposal',
    fields: [long('words', 3000)],
    command: (proposal, v) => ({ type: 'WithdrawProposal', proposal, words: v.textOrNull('words') }),
  },
  {
    name: 'proposal.correct',
    target: 'proposal',
    desk: true,
    fields: [long('words', 3000, true)],
    command: (proposal, v) => ({ type: 'CorrectProposal', proposal, words: v.text('words') }),
  },
  {
    name: 'merge.offer',
    target: 'proposal',
    fields: [pick('with', 'proposal', true), ...changed],
    command: (proposal, v) => ({
      type: 'OfferMerge',
      proposal,
      with: v.string('with'),
      content: parts(v),
    }),
  },
  {
    name: 'merge.accept',
    target: 'merge',
    fields: [],
    command: (merge) => ({ type: 'AcceptMerge', merge }),
  },
  {
    name: 'merge.decline',
    target: 'merge',
    fields: [long('words', 3000)],
    command: (merge, v) => ({ type: 'DeclineMerge', merge, words: v.textOrNull('words') }),
  },
  {
    name: 'criterion.check',
    target: 'proposal',
    desk: true,
    fields: [
      pick('criterion', 'criterion', true),
      choice('met', ['yes', 'no', 'unknown'], true),
      long('reason', 3000),
    ],
    command: (proposal, v) => ({
      type: 'CheckCriterion',
      proposal,
      criterion: v.string('criterion'),
      met: v.string('met') === 'unknown' ? null : v.string('met') === 'yes',
      reason: v.textOrNull('reason'),
    }),
  },
  {
    name: 'objective.name',
    target: 'proposal',
    enterable: true,
    fields: [pick('objective', 'objective', true)],
    command: (proposal, v) => ({ type: 'NameObjective', proposal, objective: v.string('objective') }),
  },
  {
    name: 'objective.remove',
    target: 'proposal',
    fields: [pick('objective', 'objective', true)],
    command: (proposal, v) => ({ type: 'RemoveObjective', proposal, objective: v.string('objective') }),
  },
];
