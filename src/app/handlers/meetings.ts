// The extraordinary plenary, and who is reminded of what.

import type { StateOf } from '../../domain/aggregates.ts';
import { coordinates } from '../../domain/assembly.ts';
import { plusMilliseconds } from '../../domain/calendar.ts';
import {
  confirmMeeting,
  convene,
  conveneByDelay,
  reconvene,
  release,
  remindToConvene,
  reschedule,
  setPlace,
} from '../../domain/convening.ts';
import { allowedMoment } from '../../domain/deadlines.ts';
import type { DomainEvent } from '../../domain/events.ts';
import { recordOutcome } from '../../domain/outcome.ts';
import { voices } from '../../domain/reach.ts';
import { isRefusal } from '../../domain/refusal.ts';
import { chase, type Owing, remind, undoChase, undoDelay } from '../../domain/reminders.ts';
import {
  acting,
  answersOf,
  type Context,
  conflictOn,
  type Handlers,
  named,
  onCall,
  onProposal,
  rollOf,
} from '../handling.ts';
import { proposalsOf } from './calls.ts';

export const meetingHandlers: Handlers<
  | 'ConfirmMeeting'
  | 'SetPlace'
  | 'Reconvene'
  | 'RecordOutcome'
  | 'Convene'
  | 'Release'
  | 'Reschedule'
  | 'RemindToConvene'
  | 'ConveneByDelay'
  | 'Chase'
  | 'UndoChase'
  | 'RemindPartners'
> = {
  async ConfirmMeeting(command, context) {
    const meeting = await named(context, 'meeting', command.meeting);
    if (isRefusal(meeting)) return meeting;
    return confirmMeeting(command, context.at, acting(context), await convening(meeting, context));
  },

  async SetPlace(command, context) {
    const meeting = await named(context, 'meeting', command.meeting);
    return isRefusal(meeting) ? meeting : setPlace(command, context.at, acting(context), { meeting });
  },

  async Reconvene(command, context) {
    const proposal = await named(context, 'proposal', command.proposal);
    if (isRefusal(proposal)) return proposal;
    return reconvene(proposal, context.at, await before(proposal.call, context));
  },

  async RecordOutcome(command, context) {
    const { at, draft } = context;
    const on = await onProposal(context, command.proposal);
    if (isRefusal(on)) return on;
    const { proposal, charter } = on;
    const conflicted = await conflictOn(context, [proposal], charter);
    if (isRefusal(conflicted)) return conflicted;
    const meeting = proposal.meeting ? await draft.must('meeting', proposal.meeting) : undefined;
    const objections = await draft.list('objection', { parent: proposal.id });
    const state = { proposal, meeting, charter, conflicted, objections };
    return recordOutcome(command, at, acting(context), state);
  },

  async Convene(command, context) {
    const proposals = await proposalsOf(command, context);
    const [first] = proposals;
    return first ? convene(proposals, context.at, await before(first.call, context)) : [];
  },

  async Release(command, context) {
    const proposals = await proposalsOf(command, context);
    const on = new Set(proposals.flatMap((p) => p.meeting ?? []));
    const meetings = await Promise.all([...on].map((id) => context.draft.must('meeting', id)));
    return release(proposals, context.at, meetings);
  },

  async Reschedule(command, context) {
    const { at, draft } = context;
    const events: DomainEvent[] = [];
    for (const meeting of await draft.list('meeting', { parent: command.call })) {
      if (command.moved !== null && !meeting.agenda.includes(command.moved)) continue;
      events.push(...reschedule(at, await convening(meeting, context, false)));
    }
    return events;
  },

  async RemindToConvene({ meeting: id, whom }, { at, draft }) {
    const { coordinators, deputies } = draft.assembly;
    const persons = (whom === 'coordinators' ? coordinators : deputies).filter((p) =>
      coordinates(draft.assembly, p, at),
    );
    return remindToConvene(persons, at, await draft.must('meeting', id));
  },

  async ConveneByDelay(command, context) {
    const meeting = await context.draft.must('meeting', command.meeting);
    return conveneByDelay(context.at, await convening(meeting, context));
  },

  async Chase(command, context) {
    const { at, draft } = context;
    const call = await named(context, 'call', command.call);
    if (isRefusal(call)) return call;
    const state = { ...(await owing(call, context)), assembly: draft.assembly };
    const leavesAt = allowedMoment(state.charter, context.holidays, plusMilliseconds(at, undoDelay));
    return chase(command, at, leavesAt, acting(context), state);
  },

  async UndoChase(command, context) {
    const found = await named(context, 'chase', command.chase);
    return isRefusal(found) ? found : undoChase(context.at, acting(context), { chase: found });
  },

  async RemindPartners(command, context) {
    const call = await context.draft.must('call', command.call);
    return remind(context.at, await owing(call, context));
  },
};

/** What convening stands on: every plenary of the call. */
async function before(id: string, context: Context) {
  const { draft, holidays } = context;
  const meetings = await draft.list('meeting', { parent: id });
  return { assembly: draft.assembly, ...(await onCall(context, id)), holidays, meetings };
}

/** @param everybody whether the notice goes out, to whoever is present then */
async function convening(meeting: StateOf<'meeting'>, context: Context, everybody = true) {
  const { draft, holidays } = context;
  const { call, charter } = await onCall(context, meeting.call);
  const proposals = await proposalsOf({ proposals: meeting.agenda }, context);
  const institutions = everybody ? voices(await rollOf(context, call)) : [];
  return { assembly: draft.assembly, call, charter, holidays, meeting, proposals, institutions };
}

/** Everything that says who owes an answer. */
export async function owing(call: StateOf<'call'>, context: Context): Promise<Owing> {
  const { charter } = await onCall(context, call.id);
  const proposals = await proposalsOf(call, context);
  const answers = new Map(
    await Promise.all(proposals.map(async (p) => [p.id, await answersOf(context, p)] as const)),
  );
  return { call, charter, proposals, answers, roll: await rollOf(context, call) };
}
