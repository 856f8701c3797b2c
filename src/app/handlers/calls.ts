// Calls: preparing, opening, taking in, giving more time, closing.

import { plusMilliseconds } from '../../domain/calendar.ts';
import { draftCall, dropCall, noteReached, openCall, prolong, review, stages } from '../../domain/calling.ts';
import type { Charter } from '../../domain/charter.ts';
import { conclude, makeGoodCall, makeGoodProposal, reopenReached, settle } from '../../domain/closing.ts';
import { compareWithFund } from '../../domain/competition.ts';
import type { DomainEvent } from '../../domain/events.ts';
import { deadlineOf, lastDeadline } from '../../domain/period.ts';
import type { Proposal } from '../../domain/proposal.ts';
import { carriersOf, counting, electorate, type Roll, reachedVoices } from '../../domain/reach.ts';
import { isRefusal } from '../../domain/refusal.ts';
import { renewal } from '../../domain/submitting.ts';
import { correct } from '../../domain/voices.ts';
import { closingGrace } from '../effects.ts';
import {
  acting,
  answersOf,
  type Context,
  conflictOn,
  type Handlers,
  knownOf,
  named,
  type OnProposal,
  onCall,
  onProposal,
  rollOf,
} from '../handling.ts';

export const callHandlers: Handlers<
  | 'DraftCall'
  | 'DropCall'
  | 'OpenCall'
  | 'PublishCall'
  | 'ReviewCall'
  | 'ProlongCall'
  | 'CloseCall'
  | 'MakeGoodCall'
  | 'MakeGoodProposal'
  | 'NoteReached'
  | 'SettleProposal'
  | 'CloseProposal'
  | 'ConcludeCall'
  | 'ReopenReached'
  | 'CompareWithFund'
  | 'CorrectCall'
> = {
  async DraftCall(command, context) {
    const { at, draft } = context;
    const charter = await draft.charter(draft.assembly.charter);
    return draftCall(termsOf(command), at, acting(context), { assembly: draft.assembly, charter });
  },

  async DropCall(command, context) {
    const call = await named(context, 'call', command.call);
    return isRefusal(call) ? call : dropCall(context.at, acting(context), { call });
  },

  async OpenCall(command, context) {
    const { at, draft, holidays } = context;
    const charter = await draft.charter(draft.assembly.charter);
    const state = { assembly: draft.assembly, charter, holidays, draft: undefined };
    return openCall(termsOf(command), at, acting(context), state);
  },

  async PublishCall(command, context) {
    const { at, draft, holidays } = context;
    const call = await named(context, 'call', command.call);
    if (isRefusal(call)) return call;
    const charter = await draft.charter(draft.assembly.charter);
    const state = { assembly: draft.assembly, charter, holidays, draft: call };
    return openCall(termsOf(call), at, acting(context), state);
  },

  async ReviewCall(command, context) {
    const call = await context.draft.must('call', command.call);
    return review(context.at, { call, proposals: await proposalsOf(call, context) });
  },

  async ProlongCall(command, context) {
    const { at, holidays } = context;
    const call = await named(context, 'call', command.call);
    if (isRefusal(call)) return call;
    const { charter } = await onCall(context, call.id);
    const conflicted = await conflictOn(context, await proposalsOf(call, context), charter);
    if (isRefusal(conflicted)) return conflicted;
    return prolong(command, at, acting(context), { call, charter, holidays, conflicted });
  },

  async CloseCall(command, context) {
    const { at } = context;
    const { call, charter } = await onCall(context, command.call);
    if (at < call.closesAt) return [];
    const extended = await makeGood(command.call, context);
    if (extended.length > 0) return extended;
    const roll = await rollOf(context, call);
    const settled: DomainEvent[] = [];
    for (const proposal of await proposalsOf(call, context)) {
      settled.push(...(await settled1({ proposal, call, charter }, roll, context)));
    }
    return settled.length > 0 ? settled : concluded(command.call, context, roll);
  },

  async MakeGoodCall(command, context) {
    return makeGood(command.call, context);
  },

  async MakeGoodProposal(command, context) {
    const { at, draft } = context;
    const on = await onProposal(context, command.proposal);
    if (isRefusal(on) || !on.proposal.own || at < on.proposal.own.closesAt) return [];
    const outages = await draft.outages(on.proposal.own.opensAt, at);
    return makeGoodProposal(at, { ...on, outages, reminders: reminders(on.charter, at, context) });
  },

  async NoteReached(command, context) {
    const call = await named(context, 'call', command.call);
    if (isRefusal(call)) return call;
    const institution = await named(context, 'institution', command.institution, 'institution');
    if (isRefusal(institution)) return institution;
    return noteReached(command, context.at, acting(context), { call, institution });
  },

  async SettleProposal(command, context) {
    const on = await onProposal(context, command.proposal);
    if (isRefusal(on)) return on;
    const { proposal, call, charter } = on;
    const good = await owedFirst(proposal, context);
    if (good.length > 0) return good;
    // Until the grace is over, what was received in time may still arrive, and an outage be made good.
    const due = plusMilliseconds(deadlineOf(proposal, call, charter), closingGrace);
    if (context.at < due || proposal.holds.length > 0) return [];
    return settled1(on, await rollOf(context, on.call), context);
  },

  async CloseProposal(command, context) {
    const settled = await callHandlers.SettleProposal({ ...command, type: 'SettleProposal' }, context);
    if (isRefusal(settled) || settled.length > 0) return settled;
    const { call } = await context.draft.must('proposal', command.proposal);
    return concluded(call, context);
  },

  async ConcludeCall(command, context) {
    const call = await context.draft.must('call', command.call);
    if (context.at < call.closesAt) return [];
    return concluded(command.call, context);
  },

  async ReopenReached(command, context) {
    const { at, holidays } = context;
    const { call, charter } = await onCall(context, command.call);
    const waiting = (await proposalsOf(call, context)).filter((p) => p.status === 'awaiting-reach');
    if (waiting.length === 0) return [];
    const roll = await rollOf(context, call);
    const events: DomainEvent[] = [];
    for (const proposal of waiting) {
      const known = await knownOf(context, { proposal, call, charter });
      const answers = await answersOf(context, proposal);
      const { own, reminders } = renewal(at, { call, charter, holidays, proposal });
      if (own) events.push(...reopenReached(at, { ...known, answers, roll, own, reminders }));
    }
    return events;
  },

  async CompareWithFund(command, context) {
    const { at, draft } = context;
    const { call, charter } = await onCall(context, command.call);
    if (call.fund === null || charter.rules.onCompetition.value.detect === 'never') return [];
    const proposals = await proposalsOf(call, context);
    const competitions = await draft.list('competition', { parent: call.id });
    return compareWithFund(at, { assembly: draft.assembly, call, charter, proposals, competitions });
  },

  async CorrectCall(command, context) {
    const call = await named(context, 'call', command.call);
    if (isRefusal(call)) return call;
    const unseen = call.status === 'draft' || call.status === 'dropped';
    const subject = { subject: 'call', ref: call.id, call: unseen ? undefined : call.id } as const;
    return correct(command, context.at, acting(context), subject);
  },
};

function termsOf<T extends Parameters<typeof openCall>[0]>(from: T): Parameters<typeof openCall>[0] {
  const { title, frame, fund, frameEndsAt, objectives, criteria, proposalsUntil, closesAt } = from;
  return { title, frame, fund, frameEndsAt, objectives, criteria, proposalsUntil, closesAt };
}

export function proposalsOf(call: { proposals: string[] }, { draft }: Context): Promise<Proposal[]> {
  return draft.mustAll('proposal', call.proposals);
}

function reminders(charter: Charter, from: string, { holidays }: Context) {
  return (closesAt: string) =>
    charter.rules.period.value.kind === 'common' ? stages(charter, holidays, from, closesAt) : [];
}

/** Time that outages took is given back before a proposal is settled, whatever it is settled by. */
async function owedFirst(proposal: Proposal, context: Context): Promise<readonly DomainEvent[]> {
  const common = await makeGood(proposal.call, context);
  if (common.length > 0) return common;
  const own = { type: 'MakeGoodProposal', proposal: proposal.id } as const;
  const good = await callHandlers.MakeGoodProposal(own, context);
  return isRefusal(good) ? [] : good;
}

async function makeGood(id: string, context: Context): Promise<DomainEvent[]> {
  const { at, draft } = context;
  const call = await draft.get('call', id);
  if (!call || at < call.closesAt || (call.status !== 'collecting' && call.status !== 'reviewing')) return [];
  const { charter } = await onCall(context, id);
  const outages = await draft.outages(call.opensAt, at);
  return makeGoodCall(at, { call, charter, outages, reminders: reminders(charter, at, context) });
}

async function settled1(on: OnProposal, roll: Roll, context: Context): Promise<DomainEvent[]> {
  const known = await knownOf(context, on);
  return settle(context.at, { ...known, answers: await answersOf(context, on.proposal), roll });
}

async function concluded(id: string, context: Context, known?: Roll): Promise<DomainEvent[]> {
  const { call, charter } = await onCall(context, id);
  const proposals = await proposalsOf(call, context);
  const over = { call, charter, proposals, reached: 0, present: 0 };
  if (conclude(context.at, over).length === 0) return [];
  const roll = known ?? (await rollOf(context, call));
  const answers = (await Promise.all(proposals.map((p) => answersOf(context, p)))).flat();
  const when = counting(charter, call.opensAt, lastDeadline(call, proposals, charter));
  const reached = reachedVoices(call, answers, roll, when, carriersOf(proposals)).length;
  return conclude(context.at, { ...over, reached, present: electorate(roll, when).length });
}
