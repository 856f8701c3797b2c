// The chronicle of proposals: submitted, changed, merged, and what became of them at their deadline.

import { platformOf } from '../../domain/downtime.ts';
import type { EventOf } from '../../domain/events.ts';
import type { MergeEvents } from '../../domain/merge.ts';
import type { Period } from '../../domain/period.ts';
import type { ProposalEvents } from '../../domain/proposal.ts';
import { euros, percentage } from '../format.ts';
import { own } from '../views/charter-words.ts';
import { named, steps } from '../views/words.ts';
import { type Account, sentences, type Told } from './account.ts';

type ProposalStory = EventOf<Exclude<keyof ProposalEvents, 'ProposalDrafted'>>;

export async function proposalTold(x: Account, e: ProposalStory | EventOf<keyof MergeEvents>): Promise<Told> {
  switch (e.name) {
    case 'MergeOffered':
    case 'MergeDeclined':
    case 'ProposalsMerged':
      return mergeTold(x, e);
    case 'PeriodExtended':
    case 'ProposalValidated':
    case 'ProposalIncomplete':
    case 'ProposalAwaitsCriteria':
    case 'ProposalAwaitsReach':
      return deadlineTold(x, e);
    case 'CriterionChecked':
      return checked(x, e);
    default:
      return changeTold(x, e);
  }
}

type Change =
  | 'ProposalSubmitted'
  | 'VersionPublished'
  | 'EditorialContested'
  | 'ObjectiveNamed'
  | 'ObjectiveRemoved'
  | 'ProposalWithdrawn'
  | 'CarrierLeft';

async function changeTold(x: Account, e: EventOf<Change>): Promise<Told> {
  const { t } = x;
  const { proposal: ref, call } = e.data;
  const by = await x.who(e.data.by);
  const said = { who: by, proposal: await x.name(ref) };
  const refs = [ref];
  switch (e.name) {
    case 'ProposalSubmitted': {
      const { title, carrier, amount, own: period } = e.data;
      const proposal = named(t, await x.phrase(title), ref);
      const submitted =
        e.data.by.institution === carrier
          ? t('chronicle.proposal.submitted', { who: by, proposal })
          : t('chronicle.proposal.submitted.for', {
              who: by,
              proposal,
              institution: await x.institution(carrier),
            });
      const asked = amount === null ? null : t('chronicle.proposal.amount', { amount: euros(t, amount) });
      return { text: sentences(submitted, asked, await until(x, period, call)), refs, by };
    }
    case 'VersionPublished': {
      const { version, kind, own: period } = e.data;
      const published = t(`chronicle.proposal.${kind}`, { ...said, number: version });
      return { text: sentences(published, await until(x, period, call)), refs, by };
    }
    case 'EditorialContested': {
      const { version, own: period } = e.data;
      const contested = t('chronicle.proposal.contested-editorial', { ...said, number: version });
      return { text: sentences(contested, await until(x, period, call)), refs, by };
    }
    case 'ObjectiveNamed':
      return { text: t('chronicle.objective.named', { ...said, objective: e.data.objective }), refs, by };
    case 'ObjectiveRemoved':
      return { text: t('chronicle.objective.removed', { ...said, objective: e.data.objective }), refs, by };
    case 'ProposalWithdrawn':
      return { text: t('chronicle.proposal.withdrawn', said), refs, by };
    case 'CarrierLeft':
      return { text: t('chronicle.carrier.left', said), refs, by };
  }
}

/** Until when one may object to it, where its period is its own. */
async function until(x: Account, period: Period | null, call: string): Promise<string | null> {
  return period && x.t('chronicle.proposal.until', { closesAt: await x.date(period.closesAt, call) });
}

async function checked(x: Account, { data }: EventOf<'CriterionChecked'>): Promise<Told> {
  const { t } = x;
  const { met, reason, conflicted } = data;
  const by = await x.desk(data.by);
  const verdict = met === null ? 'unknown' : met ? 'met' : 'unmet';
  const text = sentences(
    t(`chronicle.criterion.${verdict}`, {
      who: by,
      proposal: await x.name(data.proposal),
      criterion: await criterion(x, data.call, data.criterion),
    }),
    reason && t('objection.reason', { text: await x.words(reason) }),
    conflicted ? t('conflicted') : null,
  );
  return { text, refs: [data.proposal], by };
}

/** A criterion in the words of the charter, or of the call that added it. */
async function criterion(x: Account, call: string, id: string): Promise<string> {
  const found = (await x.charter(call)).rules.criteria.value.find((c) => c.id === id);
  if (found) return own(x.t, found.label);
  const added = (await x.scene.must('call', call)).criteria.find((c) => c.id === id);
  return added ? x.phrase(added.label) : id;
}

async function criteria(x: Account, call: string, ids: readonly string[]): Promise<string> {
  const labels = await Promise.all(ids.map((id) => criterion(x, call, id)));
  return labels.reduce((before, after) => x.t('calendar.join', { before, after }));
}

type AtDeadline =
  | 'PeriodExtended'
  | 'ProposalValidated'
  | 'ProposalIncomplete'
  | 'ProposalAwaitsCriteria'
  | 'ProposalAwaitsReach';

async function deadlineTold(x: Account, e: EventOf<AtDeadline>): Promise<Told> {
  const { t } = x;
  const { call } = e.data;
  const proposal = await x.name(e.data.proposal);
  const refs = [e.data.proposal];
  switch (e.name) {
    case 'PeriodExtended': {
      const { cause } = e.data;
      const closesAt = await x.date(e.data.own.closesAt, call);
      if (cause.kind === 'reach')
        return { text: t('chronicle.proposal.extended.reach', { proposal, closesAt }), refs };
      const [from, to] = [await x.date(cause.from, call), await x.date(cause.to, call)];
      const via = platformOf(cause.edge);
      return { text: t('chronicle.proposal.extended.outage', { proposal, closesAt, from, to, via }), refs };
    }
    case 'ProposalValidated': {
      const { basis, present, reached } = e.data;
      const params = {
        proposal,
        steps: steps(await x.charter(call)),
        closesAt: await x.date(e.data.closesAt, call),
      };
      const why = t(`chronicle.validated.${basis}`, params);
      return { text: sentences(why, t('proposal.reached', { n: reached.length, present })), refs };
    }
    case 'ProposalIncomplete': {
      const names = await criteria(x, call, e.data.missing);
      return { text: t('chronicle.proposal.incomplete', { proposal, names }), refs };
    }
    case 'ProposalAwaitsCriteria': {
      const names = await criteria(x, call, e.data.unknown);
      const closesAt = await x.date(e.data.closesAt, call);
      return { text: t('chronicle.proposal.awaits-criteria', { closesAt, proposal, names }), refs };
    }
    case 'ProposalAwaitsReach': {
      const { reached: n, present, minimumPercent } = e.data;
      const closesAt = await x.date(e.data.closesAt, call);
      const percent = percentage(t, minimumPercent);
      return {
        text: t('chronicle.proposal.awaits-reach', { closesAt, proposal, n, present, percent }),
        refs,
      };
    }
  }
}

/** What a merger would say is between the two carriers until both agree. */
async function mergeTold(x: Account, e: EventOf<keyof MergeEvents>): Promise<Told> {
  const { t } = x;
  const { merge, call } = e.data;
  const refs = [merge, e.data.from, e.data.into];
  const by = await x.who(e.data.by);
  const both = { from: await x.name(e.data.from), into: await x.name(e.data.into) };
  switch (e.name) {
    case 'MergeOffered':
      return { text: t('chronicle.merge.offered', { who: by, ...both }), refs, by };
    case 'MergeDeclined':
      return { text: t('chronicle.merge.declined', { who: by, ...both }), refs, by };
    case 'ProposalsMerged': {
      const { moved, own: period } = e.data;
      const followed = moved.length > 0 ? t('chronicle.merged.objections', { n: moved.length }) : null;
      const text = sentences(t('chronicle.merged', both), followed, await until(x, period, call));
      return { text, refs, by };
    }
  }
}
