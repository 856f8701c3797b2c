// What leaves the assembly when something has happened: timers to set, cards to bring up to date, news,
// private messages.

import type { Assembly } from '../domain/assembly.ts';
import { plusMilliseconds } from '../domain/calendar.ts';
import type { DomainEvent } from '../domain/events.ts';
import type { Waits } from '../domain/meeting.ts';
import type { Period } from '../domain/period.ts';
import { addresses } from './addresses.ts';
import type { Audience } from './audience.ts';
import type { Letter } from './letter.ts';
import { messagesOf } from './messages.ts';
import type { Places } from './places.ts';
import type { Timer } from './ports.ts';

/** The closing timer fires this long after `closesAt`, when everything received in time is stored. */
export const closingGrace = 10_000;
/** So many stages of reminders a charter may have. */
const mostStages = 5;

export interface Effects {
  /** To set, or to take away where `set` is null. */
  timers: { key: string; set: Timer | null }[];
  letters: Letter[];
}

/**
 * Pure. `seq` is the event's number; `places` says where its messages stand; `audience` is who is told in
 * private.
 */
export function effects(
  e: DomainEvent,
  seq: number,
  assembly: Assembly,
  places: Places,
  audience: Audience,
): Effects {
  // What only its carrier has seen goes without a word.
  const unseen = e.name === 'ProposalWithdrawn' && !places.proposals.includes(e.data.proposal);
  if (unseen) return { timers: [], letters: [] };
  const to = addresses(assembly, seq, places);
  const call = 'call' in e.data ? e.data.call : '';
  const cards = cardsOf(e, places.proposals).flatMap((ref) => to.cards(ref, call));
  const renewed = renewedBy(e);
  const former = renewed === null ? [] : to.formerCards(renewed, call);
  return { timers: timersOf(e, assembly.id), letters: [...cards, ...former, ...messagesOf(e, to, audience)] };
}

/** The proposal that starts over with a card of its own, because its substance has changed. */
function renewedBy(e: DomainEvent): string | null {
  switch (e.name) {
    case 'VersionPublished':
      return e.data.kind === 'substantive' ? e.data.proposal : null;
    case 'EditorialContested':
      return e.data.proposal;
    case 'ProposalsMerged':
      return e.data.into;
    default:
      return null;
  }
}

/**
 * The call and the proposals whose cards show what the event changed; its news name no other proposals.
 * `proposals` are those of its call.
 */
export function cardsOf(e: DomainEvent, proposals: readonly string[]): string[] {
  const call = 'call' in e.data ? e.data.call : '';
  const both = (...refs: string[]): string[] => [call, ...refs];
  switch (e.name) {
    case 'CallOpened':
    case 'MeetingMoved':
    case 'PlaceSet':
    case 'ConvocationRevoked':
      return both();
    case 'CallReviewed':
    case 'CallExtended':
    case 'CallClosed':
      return both(...proposals);
    case 'MeetingPrepared':
    case 'ConvocationSent':
      return both(...e.data.agenda);
    case 'AgendaItemAdded':
    case 'AgendaItemRemoved':
    case 'MeetingCancelled':
      return both(...e.data.proposals);
    case 'OutcomeRecorded':
    case 'ProposalSubmitted':
    case 'VersionPublished':
    case 'EditorialContested':
    case 'ProposalWithdrawn':
    case 'CarrierLeft':
    case 'PeriodExtended':
    case 'ProposalValidated':
    case 'ProposalIncomplete':
    case 'ProposalAwaitsCriteria':
    case 'ProposalAwaitsReach':
    case 'ObjectionRaised':
    case 'ObjectionLifted':
    case 'ObjectionWithdrawn':
      return both(e.data.proposal);
    case 'ProposalsMerged':
      return both(e.data.into, e.data.from);
    case 'CompetitionDeclared':
    case 'CompetitionDetected':
    case 'CompetitionWidened':
    case 'CompetitionConfirmed':
    case 'CompetitionDismissed':
    case 'CompetitionWithdrawn':
    case 'CompetitionNarrowed':
      return both(...e.data.proposals);
    case 'ObjectiveNamed':
    case 'ObjectiveRemoved':
    case 'CriterionChecked':
    case 'ObjectionExplained':
    case 'ObjectionSettled':
    case 'QuestionAsked':
    case 'QuestionAnswered':
    case 'ConcernRaised':
    case 'ConcernResolved':
    case 'LateRemarkMade':
    case 'ConsentGiven':
    case 'ConsentWithdrawn':
    case 'InterestShown':
    case 'InterestWithdrawn':
      return [e.data.proposal];
    case 'CorrectionMade':
      return [e.data.ref];
    default:
      return [];
  }
}

function timersOf(e: DomainEvent, assembly: string): Effects['timers'] {
  const timer = (key: string, kind: string, target: string, dueAt: string) => ({
    key,
    set: { assembly, key, kind, target, dueAt },
  });
  const closing = (call: string, closesAt: string) =>
    timer(`close:${call}`, 'call.close', call, plusMilliseconds(closesAt, closingGrace));
  /** Stages that exist no more are taken away. */
  const stages = (subject: string, call: string, instants: string[]) =>
    Array.from({ length: mostStages }, (_, i) => {
      const key = `remind:${subject}:${i}`;
      const at = instants[i];
      return at === undefined ? { key, set: null } : timer(key, 'call.remind', call, at);
    });
  const own = (proposal: string, call: string, period: Period | null, reminders: string[]) => {
    if (!period) return [];
    const dueAt = plusMilliseconds(period.closesAt, closingGrace);
    return [
      timer(`close:${proposal}`, 'proposal.close', proposal, dueAt),
      ...stages(proposal, call, reminders),
    ];
  };
  const convening = (meeting: string, { remindAt, deputyAt, sendAt }: Waits) => [
    timer(`remind:${meeting}`, 'meeting.remind', meeting, remindAt),
    timer(`deputy:${meeting}`, 'meeting.deputy', meeting, deputyAt),
    ...(sendAt === null ? [] : [timer(`send:${meeting}`, 'meeting.send', meeting, sendAt)]),
  ];
  switch (e.name) {
    case 'CallOpened':
    case 'CallExtended': {
      const { call, closesAt, proposalsUntil, reminders } = e.data;
      const review = `review:${call}`;
      return [
        closing(call, closesAt),
        proposalsUntil < closesAt
          ? timer(review, 'call.review', call, plusMilliseconds(proposalsUntil, closingGrace))
          : { key: review, set: null },
        ...stages(call, call, reminders),
      ];
    }
    case 'ProposalSubmitted':
    case 'VersionPublished':
    case 'EditorialContested':
    case 'PeriodExtended':
      return own(e.data.proposal, e.data.call, e.data.own, e.data.reminders);
    case 'ProposalsMerged':
      return own(e.data.into, e.data.call, e.data.own, e.data.reminders);
    case 'MeetingPrepared':
    case 'ConvocationRevoked':
      return convening(e.data.meeting, e.data.waits);
    default:
      return [];
  }
}
