// The chronicle of the extraordinary plenary: why it was prepared, when it was convened, what it decided.

import type { EventOf } from '../../domain/events.ts';
import type { MeetingEvents } from '../../domain/meeting.ts';
import { type Account, sentences, type Told } from './account.ts';

export async function meetingTold(x: Account, e: EventOf<keyof MeetingEvents>): Promise<Told> {
  const { t } = x;
  const { meeting, call } = e.data;
  const refs = [meeting, call];
  switch (e.name) {
    case 'MeetingPrepared': {
      const [first = ''] = e.data.agenda;
      const params = {
        meeting,
        ...(await counted(x, e.data.agenda)),
        earliest: await x.date(e.data.earliestAt, call),
      };
      const text = t(`chronicle.meeting.prepared.${await held(x, first)}`, params);
      return { text, refs: [meeting, ...e.data.agenda] };
    }
    case 'MeetingMoved': {
      const earliest = await x.date(e.data.earliestAt, call);
      return { text: t('chronicle.meeting.moved', { meeting, earliest }), refs };
    }
    case 'ConveningReminded': {
      const who = await x.persons(e.data.persons);
      return { text: t('chronicle.convening.reminded', { who, meeting }), refs };
    }
    case 'ConvocationSent':
      return convened(x, e);
    case 'PlaceSet': {
      const by = await x.desk(e.data.by);
      const place = await x.words(e.data.place);
      return { text: t('chronicle.place', { who: by, meeting, place }), refs, by };
    }
    case 'ConvocationRevoked': {
      const startsAt = await x.date(e.data.startsAt, call);
      return { text: t('chronicle.revoked', { meeting, startsAt }), refs };
    }
    case 'AgendaItemAdded': {
      const { proposals } = e.data;
      const items = { meeting, ...(await counted(x, proposals)) };
      const text = t(`chronicle.agenda.added.${await held(x, proposals[0] ?? '')}`, items);
      return { text, refs: [meeting, ...proposals] };
    }
    case 'AgendaItemRemoved':
    case 'MeetingCancelled': {
      const items = { meeting, ...(await counted(x, e.data.proposals)) };
      const key = e.name === 'MeetingCancelled' ? 'chronicle.meeting.cancelled' : 'chronicle.agenda.removed';
      return { text: t(key, items), refs: [meeting, ...e.data.proposals] };
    }
    case 'OutcomeRecorded':
      return decided(x, e);
  }
}

/** Their names in one list, and how many. */
async function counted(x: Account, refs: readonly string[]): Promise<{ proposals: string; n: number }> {
  return { proposals: await x.names(refs), n: refs.length };
}

/** What held a proposal at that instant; an objection comes before a competition. */
async function held(x: Account, proposal: string): Promise<'objection' | 'competition'> {
  const objections = await x.scene.list('objection', { parent: proposal });
  const stood = objections.some(
    ({ raisedAt, ended }) => raisedAt <= x.at && (ended === null || ended.at > x.at),
  );
  return stood ? 'objection' : 'competition';
}

async function convened(x: Account, { data }: EventOf<'ConvocationSent'>): Promise<Told> {
  const { t } = x;
  const { meeting, call, agenda, formerly } = data;
  const params = {
    meeting,
    at: await x.date(data.startsAt, call),
    place: data.place ? await x.phrase(data.place) : t('meeting.place.later'),
    agenda: await x.names(agenda),
  };
  const by = data.by && (await x.desk(data.by));
  const said = by ? t('chronicle.convened', { ...params, who: by }) : t('chronicle.convened.alone', params);
  const replaces = formerly && t('meeting.replaces', { formerly: await x.date(formerly, call) });
  return { text: sentences(said, replaces), refs: [meeting, ...agenda], by };
}

async function decided(x: Account, { data }: EventOf<'OutcomeRecorded'>): Promise<Told> {
  const { t } = x;
  const { meeting, outcome, modification, reasons, corrects, conflicted } = data;
  const by = await x.desk(data.by);
  const params = { who: by, meeting, proposal: await x.name(data.proposal) };
  const text = sentences(
    corrects ? t('outcome.corrects') : null,
    t(`chronicle.outcome.${outcome}`, params),
    modification && t('chronicle.outcome.modification', { text: await x.words(modification) }),
    reasons && t('chronicle.outcome.reasons', { text: await x.words(reasons) }),
    conflicted ? t('conflicted') : null,
  );
  return { text, refs: [meeting, data.proposal], by };
}
