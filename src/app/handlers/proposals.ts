// Proposals: what their carriers do, what is checked, how they merge and compete.

import type { StateOf } from '../../domain/aggregates.ts';
import { nameObjective, removeObjective } from '../../domain/answering.ts';
import {
  answerDetected,
  declareCompetition,
  leaveCompetitions,
  withdrawCompetition,
} from '../../domain/competition.ts';
import { checkCriterion } from '../../domain/criteria.ts';
import type { DomainEvent } from '../../domain/events.ts';
import { acceptMerge, declineMerge, offerMerge } from '../../domain/merge.ts';
import { type Content, carriedBy, type Proposal } from '../../domain/proposal.ts';
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts';
import {
  carrierGone,
  contestEditorial,
  draftProposal,
  renewal,
  reviseProposal,
  submitProposal,
  withdrawProposal,
} from '../../domain/submitting.ts';
import type { TextRef } from '../../domain/text.ts';
import { correct } from '../../domain/voices.ts';
import {
  acting,
  type Context,
  conflictOn,
  forCarrier,
  type Handlers,
  knownOf,
  named,
  onCall,
  onProposal,
  sameSide,
  spokenFor,
} from '../handling.ts';
import { proposalsOf } from './calls.ts';

export const proposalHandlers: Handlers<
  | 'DraftProposal'
  | 'SubmitProposal'
  | 'PublishProposal'
  | 'ReviseProposal'
  | 'ContestEditorial'
  | 'WithdrawProposal'
  | 'OfferMerge'
  | 'AcceptMerge'
  | 'DeclineMerge'
  | 'CheckCriterion'
  | 'NameObjective'
  | 'RemoveObjective'
  | 'DeclareCompetition'
  | 'ConfirmCompetition'
  | 'DismissCompetition'
  | 'WithdrawCompetition'
  | 'LeaveCompetitions'
  | 'LeaveCarrying'
  | 'CorrectProposal'
> = {
  async DraftProposal({ call: id, content }, context) {
    const call = await named(context, 'call', id);
    if (isRefusal(call)) return call;
    const stray = await strayPartner(content, context);
    if (stray) return stray;
    return draftProposal(content, context.at, acting(context), await taking(call, context));
  },

  async SubmitProposal({ call: id, content, objectives }, context) {
    const call = await named(context, 'call', id);
    if (isRefusal(call)) return call;
    const stray = await strayPartner(content, context);
    if (stray) return stray;
    const state = { ...(await taking(call, context)), entered: context.entered, draft: undefined };
    return submitProposal(content, objectives, context.at, acting(context), state);
  },

  async PublishProposal(command, context) {
    const on = await onProposal(context, command.proposal);
    if (isRefusal(on)) return on;
    const { proposal, call } = on;
    if (!(await forCarrier(context, proposal)))
      return refuse('proposal.unknown', { params: { proposal: proposal.id } });
    const { title, summary, amount, carrierShare, partners } = proposal;
    const content = { title, summary, amount, carrierShare, partners };
    const institution = await context.draft.must('institution', proposal.carrier);
    const state = { ...(await taking(call, context)), institution, entered: null, draft: proposal };
    return submitProposal(content, [], context.at, acting(context), state);
  },

  async ReviseProposal(command, context) {
    const { at, holidays } = context;
    const on = await onProposal(context, command.proposal);
    if (isRefusal(on)) return on;
    const stray = await strayPartner(command.content, context);
    if (stray) return stray;
    const allowed = await forCarrier(context, on.proposal);
    const content = await changesOf(command.content, on.proposal, context);
    return reviseProposal({ ...command, content }, at, acting(context), { ...on, holidays, allowed });
  },

  async ContestEditorial(command, context) {
    const { at, holidays } = context;
    const on = await onProposal(context, command.proposal);
    if (isRefusal(on)) return on;
    const institution = await spokenFor(context);
    return contestEditorial(at, acting(context), { ...on, holidays, institution });
  },

  async WithdrawProposal(command, context) {
    const on = await onProposal(context, command.proposal);
    if (isRefusal(on)) return on;
    const allowed = (await forCarrier(context, on.proposal)) || (await isOrphans(context, on.proposal));
    return withdrawProposal(command, context.at, acting(context), { ...on, allowed });
  },

  async OfferMerge(command, context) {
    const { at, draft } = context;
    const on = await onProposal(context, command.proposal);
    if (isRefusal(on)) return on;
    const { proposal: into, call } = on;
    const from = await named(context, 'proposal', command.with, 'with');
    if (isRefusal(from)) return from;
    const stray = await strayPartner(command.content, context);
    if (stray) return stray;
    if (!(await forCarrier(context, into)))
      return refuse('proposal.not-yours', { params: { proposal: into.id } });
    const { title, summary, amount, carrierShare, partners } = into;
    const content: Content = { title, summary, amount, carrierShare, partners, ...command.content };
    return offerMerge(content, at, acting(context), { assembly: draft.assembly, call, into, from });
  },

  async AcceptMerge(command, context) {
    const { at, holidays } = context;
    const merging = await mergeBetween(command.merge, context);
    if (isRefusal(merging)) return merging;
    const { merge, into, from } = merging;
    const { call, charter } = await onCall(context, merge.call);
    const renewed = renewal(at, { call, charter, holidays, proposal: into });
    return acceptMerge(at, acting(context), { merge, into, from, ...renewed });
  },

  async DeclineMerge(command, context) {
    const merging = await mergeBetween(command.merge, context);
    if (isRefusal(merging)) return merging;
    return declineMerge(command, context.at, acting(context), merging);
  },

  async CheckCriterion(command, context) {
    const on = await onProposal(context, command.proposal);
    if (isRefusal(on)) return on;
    const conflicted = await conflictOn(context, [on.proposal], on.charter);
    if (isRefusal(conflicted)) return conflicted;
    const known = await knownOf(context, on);
    return checkCriterion(command, context.at, acting(context), { ...known, conflicted });
  },

  async NameObjective(command, context) {
    const { at, draft, entered } = context;
    const on = await onProposal(context, command.proposal);
    if (isRefusal(on)) return on;
    const institution = await spokenFor(context);
    const state = { ...on, assembly: draft.assembly, institution, entered };
    return nameObjective(command, at, acting(context), state);
  },

  async RemoveObjective(command, context) {
    const { at, draft } = context;
    const on = await onProposal(context, command.proposal);
    if (isRefusal(on)) return on;
    const by = acting(context);
    const allowed = draft.coordinates(by.person, at) || (await forCarrier(context, on.proposal));
    return removeObjective(command, at, by, { ...on, allowed });
  },

  async DeclareCompetition(command, context) {
    const { at, draft } = context;
    const on = await onProposal(context, command.proposal);
    if (isRefusal(on)) return on;
    const { call, charter } = on;
    const proposals = [on.proposal];
    for (const id of command.with) {
      const other = await named(context, 'proposal', id, 'with');
      if (isRefusal(other)) return other;
      proposals.push(other);
    }
    const institution = await spokenFor(context);
    const competitions = await draft.list('competition', { parent: call.id });
    const state = { assembly: draft.assembly, call, charter, institution, proposals, competitions };
    return declareCompetition(command, at, acting(context), state);
  },

  async ConfirmCompetition(command, context) {
    const found = await answerable(command.competition, context);
    if (isRefusal(found)) return found;
    return answerDetected({ how: 'confirmed' }, context.at, acting(context), found);
  },

  async DismissCompetition(command, context) {
    const found = await answerable(command.competition, context);
    if (isRefusal(found)) return found;
    const { reason } = command;
    return answerDetected({ how: 'dismissed', reason }, context.at, acting(context), found);
  },

  async WithdrawCompetition(command, context) {
    const competition = await named(context, 'competition', command.competition);
    if (isRefusal(competition)) return competition;
    const allowed = competition.by !== null && (await sameSide(context, competition.by));
    return withdrawCompetition(command, context.at, acting(context), { competition, allowed });
  },

  async LeaveCompetitions(command, context) {
    const { at, draft } = context;
    const proposal = await draft.must('proposal', command.proposal);
    const call = await draft.must('call', proposal.call);
    const competitions = await draft.list('competition', { parent: call.id });
    if (competitions.length === 0) return [];
    const proposals = await proposalsOf(call, context);
    return leaveCompetitions(proposal, at, { competitions, proposals });
  },

  async LeaveCarrying({ institution, by }, context) {
    const { at, draft } = context;
    const events: DomainEvent[] = [];
    for (const proposal of await draft.list('proposal')) {
      if (!carriedBy(proposal).includes(institution)) continue;
      const { charter } = await onCall(context, proposal.call);
      events.push(...carrierGone(institution, at, by, { proposal, charter }));
    }
    return events;
  },

  async CorrectProposal(command, context) {
    const on = await onProposal(context, command.proposal);
    if (isRefusal(on)) return on;
    const { id, submitted } = on.proposal;
    const seen = submitted ? on.call.id : undefined;
    const subject = { subject: 'proposal', ref: id, call: seen } as const;
    return correct(command, context.at, acting(context), subject);
  },
};

async function taking(call: StateOf<'call'>, context: Context) {
  const { draft, holidays } = context;
  const charter = await draft.charter(call.charter);
  return { assembly: draft.assembly, call, charter, holidays, institution: await spokenFor(context) };
}

/** What differs from what stands: a form that comes back as it was opened changes nothing. */
async function changesOf(
  content: Partial<Content>,
  proposal: Proposal,
  { draft }: Context,
): Promise<Partial<Content>> {
  const words = await draft.words([proposal.title, proposal.summary]);
  const same = async (name: keyof Content) => {
    const [said, stands] = [content[name], proposal[name]];
    if (name !== 'title' && name !== 'summary') return JSON.stringify(said) === JSON.stringify(stands);
    return (await draft.wordsOf(content[name] as TextRef)) === words.get(proposal[name].id);
  };
  const changed: [string, unknown][] = [];
  for (const name of Object.keys(content) as (keyof Content)[]) {
    if (!(await same(name))) changed.push([name, content[name]]);
  }
  return Object.fromEntries(changed);
}

async function strayPartner(content: Partial<Content>, context: Context): Promise<Refusal | undefined> {
  for (const id of content.partners ?? []) {
    const partner = await named(context, 'institution', id, 'partners');
    if (isRefusal(partner)) return partner;
  }
  return undefined;
}

/** An offer, and the right to answer it: the carrier of the one that would go. Refuses `merge.not-yours`. */
async function mergeBetween(
  id: string,
  context: Context,
): Promise<{ merge: StateOf<'merge'>; into: Proposal; from: Proposal } | Refusal> {
  const merge = await named(context, 'merge', id);
  if (isRefusal(merge)) return merge;
  const into = await context.draft.must('proposal', merge.into);
  const from = await context.draft.must('proposal', merge.from);
  if (!(await forCarrier(context, from))) return refuse('merge.not-yours', { params: { merge: id } });
  return { merge, into, from };
}

async function answerable(id: string, context: Context) {
  const competition = await named(context, 'competition', id);
  if (isRefusal(competition)) return competition;
  const { charter } = await onCall(context, competition.call);
  const proposals = await proposalsOf(competition, context);
  const conflicted = await conflictOn(context, proposals, charter);
  return isRefusal(conflicted) ? conflicted : { competition, conflicted };
}

/** Whether a coordinator acts on what nobody carries any more, since every carrier has left. */
async function isOrphans(context: Context, proposal: Proposal): Promise<boolean> {
  const { draft, at } = context;
  if (!draft.coordinates(acting(context).person, at)) return false;
  const carriers = await Promise.all(carriedBy(proposal).map((id) => draft.must('institution', id)));
  return carriers.every((i) => i.status === 'left');
}
