// What somebody said in the name of an institution: its own people are told where nobody has confirmed that
// this person speaks for it, or where a coordinator entered it.

import type { DomainEvent } from './events.ts';
import type { Actor, Entered } from './people.ts';

export interface SpokenAct {
  /** Which action it is: an institution’s people are told once for each and proposal. */
  action: string;
  proposal: string;
  person: string;
  institution: string;
  /** The coordinator who entered it for whoever telephoned or wrote. */
  enteredBy: string | null;
  source: Entered['source'] | null;
}

/** Null for what isn’t said in the name of an institution. A list that is imported isn’t said by anybody. */
export function spokenAct(e: DomainEvent): SpokenAct | null {
  switch (e.name) {
    case 'ConsentGiven':
      return spoken('consent.give', e.data.proposal, e.data.author, e.data.entered);
    case 'ObjectionRaised':
      return spoken('objection.raise', e.data.proposal, e.data.author, e.data.entered);
    case 'ConcernRaised':
    case 'LateRemarkMade':
      return spoken('concern.raise', e.data.proposal, e.data.author, e.data.entered);
    case 'QuestionAsked':
      return spoken('question.ask', e.data.proposal, e.data.author, e.data.entered);
    case 'InterestShown':
      return spoken('interest.show', e.data.proposal, e.data.author, e.data.entered);
    case 'ObjectiveNamed':
      return spoken('objective.name', e.data.proposal, e.data.by, e.data.entered);
    case 'ProposalSubmitted':
      return spoken('proposal.submit', e.data.proposal, e.data.by, e.data.entered);
    case 'CompetitionDeclared':
      return spoken('competition.declare', e.data.proposals[0] ?? '', e.data.by, null);
    default:
      return null;
  }
}

function spoken(
  action: string,
  proposal: string,
  { person, institution }: Actor,
  entered: Entered | null,
): SpokenAct | null {
  if (institution === null || entered?.by.person === person) return null;
  const { by, source } = entered ?? { by: null, source: null };
  return { action, proposal, person, institution, enteredBy: by?.person ?? null, source };
}
