// The catalogue of what people can do: each action's fields and the command it becomes.

import type { Command } from '../domain/commands.ts';
import { answerActions } from './actions/answers.ts';
import { assemblyActions } from './actions/assembly.ts';
import { callActions } from './actions/calls.ts';
import { deskActions } from './actions/desk.ts';
import { meetingActions } from './actions/meetings.ts';
import { peopleActions } from './actions/people.ts';
import { proposalActions } from './actions/proposals.ts';
import type { Field, Values } from './fields.ts';

/** What an action is done to. */
export type Target =
  | 'call'
  | 'proposal'
  | 'objection'
  | 'institution'
  | 'mandate'
  | 'question'
  | 'concern'
  | 'competition'
  | 'merge'
  | 'meeting'
  | 'chase'
  | 'talk'
  | 'need';

export interface Action {
  name: string;
  /** What it is done to; null when it stands alone. */
  target: Target | null;
  fields: readonly Field[];
  command: (target: string, values: Values) => Command;
  /** For coordinators alone: shown to them only. Whoever else tries is refused. */
  desk?: true;
  /** Of oneself: nobody asks for whom they speak. */
  own?: true;
  /** What a coordinator may enter for somebody who telephoned or wrote. */
  enterable?: true;
}

const all = [
  ...peopleActions,
  ...callActions,
  ...proposalActions,
  ...answerActions,
  ...meetingActions,
  ...deskActions,
  ...assemblyActions,
];

export const actions: ReadonlyMap<string, Action> = new Map(all.map((a) => [a.name, a]));
