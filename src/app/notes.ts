// What a person is told along with the answer that their act is recorded: it counts, and something is worth a look.

import { plusMilliseconds } from '../domain/calendar.ts';
import { criteriaOf } from '../domain/criteria.ts';
import type { DomainEvent } from '../domain/events.ts';
import { isLive } from '../domain/proposal.ts';
import type { Draft } from './draft.ts';

/**
 * `time-twice`: that time comes twice on the clocks, and the first is taken. `period-short`: less time than the
 * charter leaves to what comes late. `criteria-open`: decided on, though not every criterion is met.
 * `chase-undone`: nobody gets it. `nobody-carries`: what only the institution that left carried. `link-code`: the code
 * that they asked for, which nothing else shows.
 */
export type NoteCode =
  | 'time-twice'
  | 'period-short'
  | 'criteria-open'
  | 'chase-undone'
  | 'nobody-carries'
  | 'link-code';

/** Its code and, for the words, its parameters; instants in UTC. */
export interface Note {
  note: NoteCode;
  params: Record<string, string | number>;
}

const day = 86_400_000;

/** What is worth a look in what has just happened. */
export async function notesOn(e: DomainEvent, draft: Draft): Promise<Note[]> {
  switch (e.name) {
    case 'CallDrafted':
    case 'CallOpened': {
      const { value } = (await draft.charter(e.data.charter)).rules.period;
      const { closesAt } = e.data;
      const late = plusMilliseconds(e.at, value.minimumDays * day) > closesAt;
      if (value.kind === 'rolling' || !late) return [];
      return [{ note: 'period-short', params: { closesAt, n: value.minimumDays } }];
    }
    case 'ChaseUndone':
      return [{ note: 'chase-undone', params: { chase: e.data.chase } }];
    case 'InstitutionLeft': {
      const { institution } = e.data;
      const alone = (await draft.list('proposal')).filter(
        (p) => isLive(p) && p.carrier === institution && p.joint.length === 0,
      );
      const params = { proposals: alone.map((p) => p.id).join(', '), n: alone.length };
      return alone.length === 0 ? [] : [{ note: 'nobody-carries', params }];
    }
    case 'OutcomeRecorded': {
      if (e.data.outcome === 'refused' || e.data.outcome === 'not-selected') return [];
      const proposal = await draft.must('proposal', e.data.proposal);
      const call = await draft.must('call', proposal.call);
      const n = criteriaOf({
        proposal,
        call,
        charter: await draft.charter(call.charter),
        carrier: await draft.must('institution', proposal.carrier),
        partners: await Promise.all(proposal.partners.map((id) => draft.must('institution', id))),
      }).filter((c) => c.state !== 'met').length;
      return n === 0 ? [] : [{ note: 'criteria-open', params: { proposal: proposal.id, n } }];
    }
    default:
      return [];
  }
}
