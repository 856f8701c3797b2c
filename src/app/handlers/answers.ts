// What people say of a proposal, and what they bring up besides.

import {
  answerQuestion,
  askQuestion,
  giveConsent,
  raiseConcern,
  resolveConcern,
  showInterest,
  withdrawConsent,
  withdrawInterest,
} from '../../domain/answering.ts';
import { stanceId } from '../../domain/answers.ts';
import { handLetters } from '../../domain/mailing.ts';
import { endObjection, explainObjection, raiseObjection } from '../../domain/objection.ts';
import { isRefusal, type Refusal } from '../../domain/refusal.ts';
import { answerTalk, askCoordinator, noteNeed, takeUpNeed } from '../../domain/voices.ts';
import {
  acting,
  type Context,
  type Handlers,
  named,
  type OnProposal,
  onCall,
  onProposal,
  ownMandate,
  sameSide,
  spokenFor,
} from '../handling.ts';

type Answering = OnProposal & Parameters<typeof giveConsent>[2];

export const answerHandlers: Handlers<
  | 'AskQuestion'
  | 'AnswerQuestion'
  | 'RaiseConcern'
  | 'ResolveConcern'
  | 'GiveConsent'
  | 'WithdrawConsent'
  | 'ShowInterest'
  | 'WithdrawInterest'
  | 'RaiseObjection'
  | 'ExplainObjection'
  | 'EndObjection'
  | 'HandLetters'
  | 'NoteNeed'
  | 'TakeUpNeed'
  | 'AskCoordinator'
  | 'AnswerTalk'
> = {
  async AskQuestion(command, context) {
    const state = await answering(command.proposal, context);
    return isRefusal(state) ? state : askQuestion(command, context.at, acting(context), state);
  },

  async AnswerQuestion(command, context) {
    const question = await named(context, 'question', command.question);
    if (isRefusal(question)) return question;
    const { call } = await onCallOf(question.proposal, context);
    return answerQuestion(command, context.at, acting(context), { question, call });
  },

  async RaiseConcern(command, context) {
    const state = await answering(command.proposal, context);
    return isRefusal(state) ? state : raiseConcern(command, context.at, acting(context), state);
  },

  async ResolveConcern(command, context) {
    const concern = await named(context, 'concern', command.concern);
    if (isRefusal(concern)) return concern;
    const { call } = await onCallOf(concern.proposal, context);
    const colleague = await sameSide(context, concern.author);
    return resolveConcern(command, context.at, acting(context), { concern, call, colleague });
  },

  async GiveConsent(command, context) {
    const state = await answering(command.proposal, context);
    return isRefusal(state) ? state : giveConsent(context.at, acting(context), state);
  },

  async WithdrawConsent(command, context) {
    const state = await answering(command.proposal, context);
    return isRefusal(state) ? state : withdrawConsent(context.at, acting(context), state);
  },

  async ShowInterest(command, context) {
    const state = await answering(command.proposal, context);
    return isRefusal(state) ? state : showInterest(command, context.at, acting(context), state);
  },

  async WithdrawInterest(command, context) {
    const state = await answering(command.proposal, context);
    return isRefusal(state) ? state : withdrawInterest(context.at, acting(context), state);
  },

  async RaiseObjection(command, context) {
    const on = await onProposal(context, command.proposal);
    if (isRefusal(on)) return on;
    const { draft, entered, at } = context;
    const institution = await spokenFor(context);
    const stances = institution ? await draft.list('stance', { parent: on.proposal.id }) : [];
    const state = { ...on, assembly: draft.assembly, institution, entered, stances };
    return raiseObjection(command, at, acting(context), state);
  },

  async ExplainObjection(command, context) {
    const objection = await named(context, 'objection', command.objection);
    if (isRefusal(objection)) return objection;
    const { charter } = await onCall(context, objection.call);
    const mandate = await ownMandate(context);
    return explainObjection(command, context.at, acting(context), { objection, mandate, charter });
  },

  async EndObjection(command, context) {
    const objection = await named(context, 'objection', command.objection);
    if (isRefusal(objection)) return objection;
    const mandate = await ownMandate(context);
    return endObjection(command, context.at, acting(context), { objection, mandate });
  },

  async HandLetters(command, context) {
    const { at, draft } = context;
    const waiting = await draft.lettersByHand();
    return handLetters(command, at, acting(context), { assembly: draft.assembly, waiting });
  },

  async NoteNeed(command, context) {
    const { at, draft, entered } = context;
    return noteNeed(command, at, acting(context), { assembly: draft.assembly, entered });
  },

  async TakeUpNeed(command, context) {
    const need = await named(context, 'need', command.need);
    return isRefusal(need) ? need : takeUpNeed(command, context.at, acting(context), { need });
  },

  async AskCoordinator(command, context) {
    const { assembly } = context.draft;
    return askCoordinator(command, context.at, acting(context), { assembly });
  },

  async AnswerTalk(command, context) {
    const talk = await named(context, 'talk', command.talk);
    return isRefusal(talk) ? talk : answerTalk(command, context.at, acting(context), { talk });
  },
};

async function answering(proposal: string, context: Context): Promise<Answering | Refusal> {
  const on = await onProposal(context, proposal);
  if (isRefusal(on)) return on;
  const { draft, entered } = context;
  const stance = await draft.get('stance', stanceId(proposal, acting(context)));
  return { ...on, assembly: draft.assembly, institution: await spokenFor(context), entered, stance };
}

async function onCallOf(proposal: string, context: Context) {
  return onCall(context, (await context.draft.must('proposal', proposal)).call);
}
