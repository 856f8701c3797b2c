// What people are told of proposals: versions, withdrawals, mergers, competitions, what became of them.

import { lostTime } from '../../domain/downtime.ts';
import type { DomainEvent } from '../../domain/events.ts';
import type { Addresses } from '../addresses.ts';
import type { Audience } from '../audience.ts';
import type { Letter } from '../letter.ts';
import { union, without, yesOrNot } from './persons.ts';

/** What happens to proposals. */
export function proposalMessages(e: DomainEvent, to: Addresses, audience: Audience): Letter[] {
  const { coordinators, carriers, partners, answerers } = audience;
  const involved = union(carriers, partners);
  const everyone = union(answerers, involved);
  switch (e.name) {
    case 'VersionPublished': {
      const { proposal, call, version, kind, by } = e.data;
      const params = { proposal, version: `${version}` };
      if (kind === 'editorial') {
        return [
          ...to.news('proposal.editorial', call, params, proposal),
          ...to.private('proposal.editorial', without(everyone, by.person), params),
        ];
      }
      const others = involved.filter((person) => !answerers.includes(person));
      return [
        ...to.news('proposal.revised', call, params, proposal),
        ...to.private('proposal.revised.answered', without(answerers, by.person), params),
        ...to.private('proposal.revised', without(others, by.person), params),
      ];
    }
    case 'EditorialContested': {
      const { proposal, call, version, by } = e.data;
      const params = { proposal, version: `${version}` };
      const told = without(everyone, by.person);
      return [
        ...to.news('proposal.contested-editorial', call, params, proposal),
        ...to.private('proposal.contested-editorial', told, params),
      ];
    }
    case 'ProposalWithdrawn': {
      const { proposal, call, by, words } = e.data;
      const params = { proposal, words: words?.id ?? '' };
      return [
        ...to.news('proposal.withdrawn', call, params, proposal),
        ...to.private('proposal.withdrawn', without(everyone, by.person), params),
      ];
    }
    case 'CarrierLeft': {
      const { proposal, call, institution, by, words } = e.data;
      const params = { proposal, institution, words: words?.id ?? '' };
      return [
        ...to.news('proposal.carrier-left', call, params, proposal),
        ...to.private('proposal.carrier-left', without(everyone, by.person), params),
      ];
    }
    case 'PeriodExtended': {
      const { proposal, call, own, cause, article } = e.data;
      const outage = cause.kind === 'outage' ? lostTime(cause) : { from: '', to: '' };
      const params = { proposal, closesAt: own.closesAt, cause: cause.kind, article, ...outage };
      return to.news('proposal.extended', call, params, proposal);
    }
    case 'ProposalValidated': {
      const { proposal, call } = e.data;
      return [
        ...to.news('proposal.validated', call, { proposal }),
        ...to.private('proposal.validated', involved, { proposal }),
      ];
    }
    case 'ProposalIncomplete': {
      const { proposal, call } = e.data;
      return [
        ...to.news('proposal.incomplete', call, { proposal }, proposal),
        ...to.private('proposal.incomplete.carrier', carriers, { proposal }),
        ...to.private(
          'proposal.incomplete',
          partners.filter((person) => !carriers.includes(person)),
          { proposal },
        ),
      ];
    }
    case 'ProposalAwaitsCriteria':
      return [
        ...to.private(
          'proposal.awaits-criteria.carrier',
          involved.filter((person) => !coordinators.includes(person)),
          { proposal: e.data.proposal },
        ),
        ...to.private('proposal.awaits-criteria', coordinators, { proposal: e.data.proposal }),
        ...to.private(
          'proposal.awaits-criteria',
          coordinators,
          { proposal: e.data.proposal },
          { as: `criteria-again:${e.data.proposal}`, notBefore: audience.reminded.after },
        ),
      ];
    case 'ProposalAwaitsReach':
      return to.private('proposal.awaits-reach', coordinators, { proposal: e.data.proposal });
    case 'MergeOffered':
      return to.private('merge.offered', without(carriers, e.data.by.person), { merge: e.data.merge });
    case 'MergeDeclined':
      return to.private('merge.declined', carriers, { merge: e.data.merge, words: e.data.words?.id ?? '' });
    case 'ProposalsMerged': {
      const { merge, call, into, by } = e.data;
      const told = without(everyone, by.person);
      return [
        ...to.news('proposal.merged', call, { merge }, into),
        ...to.private('proposal.merged', told, { merge }),
      ];
    }
    case 'CompetitionDeclared':
    case 'CompetitionDetected': {
      const { competition, call } = e.data;
      const view = `competition.${e.name.slice('Competition'.length).toLowerCase()}`;
      // Whoever coordinates is asked to answer it: she isn’t told a second time as a carrier.
      const told =
        e.name === 'CompetitionDeclared'
          ? without(carriers, e.data.by.person)
          : carriers.filter((person) => !coordinators.includes(person));
      return [
        ...to.news(view, call, { competition }, firstOf(e)),
        ...to.private(view, told, { competition }),
        ...(e.name === 'CompetitionDetected'
          ? to.private('competition.to-answer', coordinators, { competition })
          : to.private('competition.receipt', [e.data.by.person], { competition })),
      ];
    }
    case 'CompetitionConfirmed':
    case 'CompetitionDismissed': {
      const { competition, call, conflicted } = e.data;
      const view = `competition.${e.name.slice('Competition'.length).toLowerCase()}`;
      return to.news(view, call, { competition, conflicted: yesOrNot(conflicted) }, firstOf(e));
    }
    case 'CompetitionWithdrawn':
      return to.news('competition.withdrawn', e.data.call, { competition: e.data.competition }, firstOf(e));
    case 'CompetitionNarrowed':
      if (e.data.left.length > 0) return [];
      return to.news('competition.ended', e.data.call, { competition: e.data.competition }, firstOf(e));
    case 'CorrectionMade': {
      const { ref, call, words } = e.data;
      return to.news('correction', call, { ref, words: words.id }, ref === call ? null : ref);
    }
    case 'OutcomeRecorded': {
      const { proposal, call, meeting, conflicted } = e.data;
      const corrects = yesOrNot(e.data.corrects);
      const params = { proposal, meeting, conflicted: yesOrNot(conflicted), corrects };
      return [
        ...to.news('outcome', call, params),
        ...to.private('outcome.carrier', without(involved, e.data.by.person), params),
        ...to.private('outcome.receipt', [e.data.by.person], { proposal }),
      ];
    }
    default:
      return [];
  }
}

/** News of a competition stand under the card of the first proposal that it names. */
function firstOf(e: { data: { proposals: string[] } }): string | null {
  return e.data.proposals[0] ?? null;
}
