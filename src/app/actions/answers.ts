// What people say of a proposal: questions, interest, remarks, consent, objections, competition.

import type { Grounds } from '../../domain/objection.ts';
import type { Action } from '../actions.ts';
import { type Field, long, pick, picks, type Values } from '../fields.ts';

const grounds: readonly Field[] = [pick('ground', 'ground'), long('reason', 3000), long('remedy', 3000)];

function said(v: Values): Grounds {
  return {
    ground: v.stringOrNull('ground'),
    reason: v.textOrNull('reason'),
    remedy: v.textOrNull('remedy'),
  };
}

export const answerActions: readonly Action[] = [
  {
    name: 'question.ask',
    target: 'proposal',
    enterable: true,
    fields: [long('question', 3000, true)],
    command: (proposal, v) => ({ type: 'AskQuestion', proposal, text: v.text('question') }),
  },
  {
    name: 'question.answer',
    target: 'question',
    fields: [long('answer', 3000, true)],
    command: (question, v) => ({ type: 'AnswerQuestion', question, words: v.text('answer') }),
  },
  {
    name: 'interest.show',
    target: 'proposal',
    enterable: true,
    fields: [long('offer', 3000)],
    command: (proposal, v) => ({ type: 'ShowInterest', proposal, words: v.textOrNull('offer') }),
  },
  {
    name: 'interest.withdraw',
    target: 'proposal',
    fields: [],
    command: (proposal) => ({ type: 'WithdrawInterest', proposal }),
  },
  {
    name: 'concern.raise',
    target: 'proposal',
    enterable: true,
    fields: [long('remark', 3000, true)],
    command: (proposal, v) => ({ type: 'RaiseConcern', proposal, reason: v.text('remark') }),
  },
  {
    name: 'concern.resolve',
    target: 'concern',
    fields: [long('words', 3000)],
    command: (concern, v) => ({ type: 'ResolveConcern', concern, words: v.textOrNull('words') }),
  },
  {
    name: 'consent.give',
    target: 'proposal',
    enterable: true,
    fields: [],
    command: (proposal) => ({ type: 'GiveConsent', proposal }),
  },
  {
    name: 'consent.withdraw',
    target: 'proposal',
    fields: [],
    command: (proposal) => ({ type: 'WithdrawConsent', proposal }),
  },
  {
    name: 'objection.raise',
    target: 'proposal',
    enterable: true,
    fields: grounds,
    command: (proposal, v) => ({ type: 'RaiseObjection', proposal, ...said(v) }),
  },
  {
    name: 'objection.explain',
    target: 'objection',
    enterable: true,
    fields: grounds,
    command: (objection, v) => ({ type: 'ExplainObjection', objection, ...said(v) }),
  },
  {
    name: 'objection.lift',
    target: 'objection',
    fields: [long('words', 3000)],
    command: (objection, v) => ({
      type: 'EndObjection',
      objection,
      how: 'lifted',
      words: v.textOrNull('words'),
    }),
  },
  {
    name: 'objection.withdraw',
    target: 'objection',
    fields: [long('words', 3000)],
    command: (objection, v) => ({
      type: 'EndObjection',
      objection,
      how: 'withdrawn',
      words: v.textOrNull('words'),
    }),
  },
  {
    name: 'competition.declare',
    target: 'proposal',
    enterable: true,
    fields: [picks('with', 'proposal', true), long('reason', 3000, true)],
    command: (proposal, v) => ({
      type: 'DeclareCompetition',
      proposal,
      with: v.strings('with'),
      reason: v.text('reason'),
    }),
  },
  {
    name: 'competition.withdraw',
    target: 'competition',
    fields: [long('words', 3000)],
    command: (competition, v) => ({
      type: 'WithdrawCompetition',
      competition,
      words: v.textOrNull('words'),
    }),
  },
  {
    name: 'competition.confirm',
    target: 'competition',
    desk: true,
    fields: [],
    command: (competition) => ({ type: 'ConfirmCompetition', competition }),
  },
  {
    name: 'competition.dismiss',
    target: 'competition',
    desk: true,
    fields: [long('reason', 3000, true)],
    command: (competition, v) => ({ type: 'DismissCompetition', competition, reason: v.text('reason') }),
  },
];
