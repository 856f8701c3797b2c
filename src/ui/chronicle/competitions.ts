// The chronicle of competitions between proposals.

import type { CompetitionEvents } from '../../domain/competition.ts';
import type { EventOf } from '../../domain/events.ts';
import { euros } from '../format.ts';
import { type Account, sentences, type Told } from './account.ts';

export async function competitionTold(x: Account, e: EventOf<keyof CompetitionEvents>): Promise<Told> {
  const { t } = x;
  const { competition } = e.data;
  const refs = [competition, ...e.data.proposals];
  const proposals = await x.names(e.data.proposals);
  switch (e.name) {
    case 'CompetitionDeclared': {
      const by = await x.who(e.data.by);
      const declared = t('chronicle.competition.declared', { who: by, proposals, competition });
      const why = t('objection.reason', { text: await x.words(e.data.reason) });
      return { text: sentences(declared, why), refs, by };
    }
    case 'CompetitionDetected': {
      const [requested, fund] = [euros(t, e.data.requested), euros(t, e.data.fund)];
      return { text: t('chronicle.competition.detected', { competition, proposals, requested, fund }), refs };
    }
    case 'CompetitionWidened': {
      const added = await x.names(e.data.added);
      if (e.data.requested === null)
        return { text: t('chronicle.competition.passed-on', { competition, proposals: added }), refs };
      const params = { competition, proposals: added, requested: euros(t, e.data.requested) };
      return { text: t('chronicle.competition.widened', params), refs };
    }
    case 'CompetitionConfirmed': {
      const by = await x.desk(e.data.by);
      const confirmed = t('chronicle.competition.confirmed', { who: by, competition, proposals });
      return { text: sentences(confirmed, e.data.conflicted ? t('conflicted') : null), refs, by };
    }
    case 'CompetitionDismissed': {
      const by = await x.desk(e.data.by);
      const dismissed = t('chronicle.competition.dismissed', { who: by, competition, proposals });
      const why = t('objection.reason', { text: await x.words(e.data.reason) });
      return { text: sentences(dismissed, why, e.data.conflicted ? t('conflicted') : null), refs, by };
    }
    case 'CompetitionWithdrawn': {
      const by = await x.who(e.data.by);
      return { text: t('chronicle.competition.withdrawn', { who: by, competition, proposals }), refs, by };
    }
    case 'CompetitionNarrowed': {
      const { freed, left } = e.data;
      const gone = { competition, proposals: await x.names(freed) };
      if (left.length === 0) return { text: t('chronicle.competition.ended', gone), refs };
      return { text: t('chronicle.competition.narrowed', { ...gone, others: await x.names(left) }), refs };
    }
  }
}
