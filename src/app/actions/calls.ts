// Calls for proposals: preparing, opening, giving more time, saying who was reached.

import { type ReachSource, reachSources } from '../../domain/call.ts';
import type { AskedTerms } from '../../domain/calling.ts';
import type { Action } from '../actions.ts';
import { amount, choice, type Field, long, moment, pick, text, type Values } from '../fields.ts';

const terms: readonly Field[] = [
  text('title', 150, true),
  moment('proposalsUntil'),
  moment('closesAt', true),
  amount('fund'),
  moment('frameEndsAt'),
  long('frame', 3000),
  { name: 'objectives', kind: 'codes', most: 60, required: false },
  { name: 'criteria', kind: 'lines', max: 300, most: 10, required: false },
];

function asked(v: Values): AskedTerms {
  return {
    title: v.text('title'),
    frame: v.textOrNull('frame'),
    fund: v.number('fund'),
    frameEndsAt: v.stringOrNull('frameEndsAt'),
    objectives: v.strings('objectives'),
    criteria: v.texts('criteria').map((label, i) => ({ id: `appel-${i + 1}`, label })),
    proposalsUntil: v.stringOrNull('proposalsUntil'),
    closesAt: v.string('closesAt'),
  };
}

export const callActions: readonly Action[] = [
  {
    name: 'call.open',
    target: null,
    desk: true,
    fields: terms,
    command: (_, v) => ({ type: 'OpenCall', ...asked(v) }),
  },
  {
    name: 'call.draft',
    target: null,
    desk: true,
    fields: terms,
    command: (_, v) => ({ type: 'DraftCall', ...asked(v) }),
  },
  {
    name: 'call.publish',
    target: 'call',
    desk: true,
    fields: [],
    command: (call) => ({ type: 'PublishCall', call }),
  },
  {
    name: 'call.drop',
    target: 'call',
    desk: true,
    fields: [],
    command: (call) => ({ type: 'DropCall', call }),
  },
  {
    name: 'call.prolong',
    target: 'call',
    desk: true,
    fields: [moment('closesAt'), moment('proposalsUntil'), long('reason', 3000, true)],
    command: (call, v) => ({
      type: 'ProlongCall',
      call,
      closesAt: v.stringOrNull('closesAt'),
      proposalsUntil: v.stringOrNull('proposalsUntil'),
      reason: v.text('reason'),
    }),
  },
  {
    name: 'call.reached',
    target: 'call',
    desk: true,
    fields: [pick('institution', 'institution', true), choice('how', reachSources, true)],
    command: (call, v) => ({
      type: 'NoteReached',
      call,
      institution: v.string('institution'),
      how: v.string('how') as ReachSource,
    }),
  },
  {
    name: 'call.chase',
    target: 'call',
    desk: true,
    fields: [long('words', 3000, true)],
    command: (call, v) => ({ type: 'Chase', call, words: v.text('words') }),
  },
  {
    name: 'chase.undo',
    target: 'chase',
    desk: true,
    fields: [],
    command: (chase) => ({ type: 'UndoChase', chase }),
  },
  {
    name: 'call.correct',
    target: 'call',
    desk: true,
    fields: [long('words', 3000, true)],
    command: (call, v) => ({ type: 'CorrectCall', call, words: v.text('words') }),
  },
];
