// Convening a plenary, and recording what it decided.

import { type Outcome, outcomes } from '../../domain/outcome.ts';
import type { Action } from '../actions.ts';
import { choice, long, moment, text } from '../fields.ts';

export const meetingActions: readonly Action[] = [
  {
    name: 'meeting.confirm',
    target: 'meeting',
    desk: true,
    fields: [moment('startsAt'), text('place', 300), choice('early', ['yes', 'no'])],
    command: (meeting, v) => ({
      type: 'ConfirmMeeting',
      meeting,
      startsAt: v.stringOrNull('startsAt'),
      place: v.textOrNull('place'),
      early: v.stringOrNull('early') === 'yes',
    }),
  },
  {
    name: 'meeting.place',
    target: 'meeting',
    desk: true,
    fields: [text('place', 300, true)],
    command: (meeting, v) => ({ type: 'SetPlace', meeting, place: v.text('place') }),
  },
  {
    name: 'proposal.reconvene',
    target: 'proposal',
    desk: true,
    fields: [],
    command: (proposal) => ({ type: 'Reconvene', proposal }),
  },
  {
    name: 'outcome.record',
    target: 'proposal',
    desk: true,
    fields: [choice('outcome', outcomes, true), long('modification', 4000), long('reasons', 3000)],
    command: (proposal, v) => ({
      type: 'RecordOutcome',
      proposal,
      outcome: v.string('outcome') as Outcome,
      modification: v.textOrNull('modification'),
      reasons: v.textOrNull('reasons'),
    }),
  },
];
