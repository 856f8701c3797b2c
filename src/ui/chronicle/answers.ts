// The chronicle of what people say: questions, remarks, agreement, interest, needs.

import type { AnswerEvents } from '../../domain/answers.ts';
import type { EventOf } from '../../domain/events.ts';
import type { VoiceEvents } from '../../domain/voices.ts';
import { isMessageKey } from '../translator.ts';
import { type Account, sentences, type Told } from './account.ts';

type VoiceStory = EventOf<Exclude<keyof VoiceEvents, 'CorrectionMade' | 'RosterImported'>>;
type AnswerStory = EventOf<Exclude<keyof AnswerEvents, 'ContradictionSeen'>>;

export async function answerTold(x: Account, e: AnswerStory | VoiceStory): Promise<Told> {
  switch (e.name) {
    case 'NeedNoted': {
      const by = await x.who(e.data.author);
      const ref = e.data.need;
      return { text: x.t('chronicle.need.noted', { who: by, ref }), refs: [ref], by };
    }
    case 'NeedTakenUp': {
      const { need: ref, words } = e.data;
      const by = await x.desk(e.data.by);
      const text = x.t('chronicle.need.taken-up', { who: by, ref, text: await x.words(words) });
      return { text, refs: [ref], by };
    }
    // Who asks the coordinators in private, and what, is nobody else's to know.
    case 'CoordinatorAsked':
      return { text: x.t('chronicle.talk.asked'), refs: [] };
    case 'CoordinatorAnswered':
      return { text: x.t('chronicle.talk.answered'), refs: [] };
    case 'EntryMade':
      return entered(x, e);
    default:
      return aboutProposal(x, e);
  }
}

async function entered(x: Account, { data }: EventOf<'EntryMade'>): Promise<Told> {
  const { t } = x;
  const [by, who] = [await x.desk(data.by), await x.who(data.for)];
  const key = `entry.${data.action}`;
  if (!isMessageKey(key)) throw new Error(`what ${data.action} enters has no name`);
  const text = t('chronicle.entry', { by, what: t(key), who, how: t(`entered.${data.source}`) });
  return { text, refs: data.ref === '' ? [] : [data.ref], by };
}

async function aboutProposal(x: Account, e: AnswerStory): Promise<Told> {
  const { t } = x;
  const proposal = await x.name(e.data.proposal);
  const by = await x.who('by' in e.data ? e.data.by : e.data.author);
  const said = { who: by, proposal };
  const refs = [e.data.proposal];
  switch (e.name) {
    case 'QuestionAsked': {
      const { question, text } = e.data;
      const asked = t('chronicle.question.asked', { ...said, question, text: await x.words(text) });
      return { text: asked, refs: [question, ...refs], by };
    }
    case 'QuestionAnswered': {
      const { question, words } = e.data;
      const answered = t('chronicle.question.answered', { ...said, question, text: await x.words(words) });
      return { text: answered, refs: [question, ...refs], by };
    }
    case 'ConcernRaised': {
      const { concern, reason } = e.data;
      const raised = t('chronicle.concern.raised', { ...said, concern, text: await x.words(reason) });
      return { text: raised, refs: [concern, ...refs], by };
    }
    case 'ConcernResolved': {
      const { concern } = e.data;
      return { text: t('chronicle.concern.resolved', { ...said, concern }), refs: [concern, ...refs], by };
    }
    case 'LateRemarkMade': {
      const { concern, reason, call } = e.data;
      const closedAt = await x.date(e.data.closedAt, call);
      const made = t('chronicle.late', { ...said, concern, closedAt });
      const why = reason && t('objection.reason', { text: await x.words(reason) });
      return { text: sentences(made, why), refs: [concern, ...refs], by };
    }
    case 'ConsentGiven':
      return { text: t('chronicle.consent.given', said), refs, by };
    case 'ConsentWithdrawn':
      return { text: t('chronicle.consent.withdrawn', said), refs, by };
    case 'InterestShown':
      return { text: t('chronicle.interest.shown', said), refs, by };
    case 'InterestWithdrawn':
      return { text: t('chronicle.interest.withdrawn', said), refs, by };
  }
}
