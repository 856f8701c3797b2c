// The chronicle of objections: raised, explained, ended by their author's side or by a plenary.

import type { EventOf } from '../../domain/events.ts';
import type { Grounds, ObjectionEvents } from '../../domain/objection.ts';
import { type Account, sentences, type Told } from './account.ts';

export async function objectionTold(
  x: Account,
  e: EventOf<keyof ObjectionEvents | 'ContradictionSeen'>,
): Promise<Told> {
  const { t } = x;
  const { objection } = e.data;
  const refs = [objection, e.data.proposal];
  const proposal = await x.name(e.data.proposal);
  switch (e.name) {
    case 'ObjectionRaised': {
      const by = await x.who(e.data.author);
      const raised = t('chronicle.objection.raised', { who: by, objection, proposal });
      return { text: sentences(raised, ...(await grounds(x, e.data))), refs, by };
    }
    case 'ObjectionExplained': {
      const by = await x.who(e.data.by);
      const explained = t('chronicle.objection.explained', { who: by, objection, proposal });
      return { text: sentences(explained, ...(await grounds(x, e.data))), refs, by };
    }
    case 'ObjectionLifted':
    case 'ObjectionWithdrawn': {
      const by = await x.who(e.data.by);
      const end = e.name === 'ObjectionLifted' ? 'lifted' : 'withdrawn';
      return { text: t(`chronicle.objection.${end}`, { who: by, objection, proposal }), refs, by };
    }
    case 'ObjectionSettled': {
      const { how, meeting } = e.data;
      const text = t(`chronicle.settled.${how}`, { objection, proposal, meeting });
      return { text, refs: [...refs, meeting], by: await x.desk(e.data.by) };
    }
    case 'ContradictionSeen': {
      const [objector, consenting] = [await x.person(e.data.objector), await x.who(e.data.consenting)];
      return { text: t('chronicle.contradiction', { proposal, objector, objection, consenting }), refs };
    }
  }
}

/** What was said of it; that nothing was said is said too. */
async function grounds(x: Account, { reason, remedy }: Grounds): Promise<(string | null)[]> {
  return [
    reason ? x.t('objection.reason', { text: await x.words(reason) }) : x.t('objection.reason.missing'),
    remedy ? x.t('objection.remedy', { text: await x.words(remedy) }) : null,
  ];
}
