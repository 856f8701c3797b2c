// What people bring up outside of any proposal, and what the référente answers.

import type { Action } from '../actions.ts';
import { long } from '../fields.ts';

export const deskActions: readonly Action[] = [
  {
    name: 'letter.sent',
    target: null,
    desk: true,
    fields: [{ name: 'letters', kind: 'codes', most: 500, required: true }],
    command: (_, v) => ({ type: 'HandLetters', named: v.strings('letters') }),
  },
  {
    name: 'need.note',
    target: null,
    enterable: true,
    fields: [long('need', 3000, true)],
    command: (_, v) => ({ type: 'NoteNeed', text: v.text('need') }),
  },
  {
    name: 'need.close',
    target: 'need',
    desk: true,
    fields: [long('words', 3000, true)],
    command: (need, v) => ({ type: 'TakeUpNeed', need, words: v.text('words') }),
  },
  {
    name: 'coordinator.ask',
    target: null,
    fields: [long('question', 3000, true)],
    command: (_, v) => ({ type: 'AskCoordinator', text: v.text('question') }),
  },
  {
    name: 'coordinator.answer',
    target: 'talk',
    desk: true,
    fields: [long('answer', 3000, true)],
    command: (talk, v) => ({ type: 'AnswerTalk', talk, words: v.text('answer') }),
  },
];
