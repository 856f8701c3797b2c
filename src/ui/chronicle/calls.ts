// The chronicle of calls: opened, prolonged, chased, closed, corrected.

import type { CallEvents } from '../../domain/call.ts';
import { platformOf } from '../../domain/downtime.ts';
import type { EventOf } from '../../domain/events.ts';
import type { ReminderEvents } from '../../domain/reminders.ts';
import { euros, listOf } from '../format.ts';
import { type Account, sentences, type Told } from './account.ts';

type CallStory = EventOf<
  Exclude<keyof CallEvents, 'CallDrafted' | 'CallDropped'> | keyof ReminderEvents | 'CorrectionMade'
>;

export async function callTold(x: Account, e: CallStory): Promise<Told> {
  const { t } = x;
  const ref = e.data.call;
  const call = await x.name(ref);
  const date = (at: string) => x.date(at, ref);
  switch (e.name) {
    case 'CallOpened': {
      const by = await x.desk(e.data.by);
      const { proposalsUntil, closesAt, fund } = e.data;
      const dates = { proposalsUntil: await date(proposalsUntil), closesAt: await date(closesAt) };
      const rolling = (await x.charter(ref)).rules.period.value.kind === 'rolling';
      const together = proposalsUntil === closesAt ? 'chronicle.call.opened.both' : 'chronicle.call.opened';
      const key = rolling ? 'chronicle.call.opened.rolling' : together;
      const opened = t(key, { who: by, call, ...dates });
      const money = fund === null ? null : t('chronicle.call.fund', { fund: euros(t, fund) });
      return { text: sentences(opened, money), refs: [ref], by };
    }
    case 'CallReviewed':
      return { text: t('chronicle.call.reviewed', { call }), refs: [ref] };
    case 'CallExtended':
      return extended(x, e, call);
    case 'InstitutionReached': {
      const { institution, how } = e.data;
      const by = await x.desk(e.data.by);
      const params = { who: by, institution: await x.institution(institution), how: t(`option.how.${how}`) };
      return { text: t('chronicle.call.reached', { ...params, call }), refs: [ref, institution], by };
    }
    case 'CallClosed': {
      const { validated, contested, incomplete, awaiting } = e.data;
      const others = { contested, incomplete, awaiting };
      const items = [t('chronicle.closed.validated', { n: validated.length })];
      for (const kind of ['contested', 'incomplete', 'awaiting'] as const) {
        const n = others[kind].length;
        if (n > 0) items.push(t(`chronicle.closed.${kind}`, { n }));
      }
      const refs = [ref, ...validated, ...contested, ...incomplete, ...awaiting];
      return { text: t('chronicle.call.closed', { call, list: listOf(t, items) }), refs };
    }
    case 'RemindersSent': {
      const { institutions, proposals } = e.data;
      return {
        text: t('chronicle.reminded', { call, n: institutions.length }),
        refs: [ref, ...proposals],
      };
    }
    case 'ChaseAnnounced': {
      const by = await x.desk(e.data.by);
      const params = { who: by, call, at: await date(e.data.leavesAt), n: e.data.persons.length };
      return { text: t('chronicle.chase.announced', params), refs: [ref, e.data.chase], by };
    }
    case 'ChaseUndone': {
      const by = await x.desk(e.data.by);
      return { text: t('chronicle.chase.undone', { who: by, call }), refs: [ref, e.data.chase], by };
    }
    case 'CorrectionMade': {
      const by = await x.desk(e.data.by);
      const params = { who: by, subject: await x.name(e.data.ref), text: await x.words(e.data.words) };
      return { text: t('chronicle.corrected', params), refs: [e.data.ref], by };
    }
  }
}

async function extended(x: Account, { data }: EventOf<'CallExtended'>, call: string): Promise<Told> {
  const { t } = x;
  const refs = [data.call];
  const [formerly, closesAt] = [
    await x.date(data.fromClosesAt, data.call),
    await x.date(data.closesAt, data.call),
  ];
  const { cause } = data;
  if (cause.kind === 'outage') {
    const [from, to] = [await x.date(cause.from, data.call), await x.date(cause.to, data.call)];
    const via = platformOf(cause.edge);
    return { text: t('chronicle.call.extended', { call, formerly, closesAt, from, to, via }), refs };
  }
  const by = await x.desk(cause.by);
  const prolonged =
    data.closesAt > data.fromClosesAt
      ? t('chronicle.call.prolonged', { who: by, call, formerly, closesAt })
      : null;
  const until = await x.date(data.proposalsUntil, data.call);
  const together = data.proposalsUntil === data.closesAt && data.fromProposalsUntil === data.fromClosesAt;
  const proposals =
    data.proposalsUntil > data.fromProposalsUntil && !together
      ? t('chronicle.call.prolonged.proposals', { who: by, call, proposalsUntil: until })
      : null;
  const why = t('objection.reason', { text: await x.words(cause.reason) });
  return { text: sentences(prolonged, proposals, why, cause.conflicted ? t('conflicted') : null), refs, by };
}
