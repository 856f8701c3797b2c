// Every message that is sent can be rendered, and no rendering is kept for what is never sent.

import { expect, test } from 'vitest';
import { actions } from '../../src/app/actions.ts';
import type { Addresses } from '../../src/app/addresses.ts';
import { linkedView } from '../../src/app/linking.ts';
import { messagesOf } from '../../src/app/messages.ts';
import { unsentView } from '../../src/app/unsent.ts';
import type { DomainEvent, EventName } from '../../src/domain/events.ts';
import { views } from '../../src/ui/letters.ts';
import { isMessageKey } from '../../src/ui/translator.ts';

const person = { person: 'somebody', institution: 'I1' };

/** What decides which messages leave; everything else may be anything. */
const variants: Partial<Record<EventName, object[]>> = {
  CallExtended: [
    { cause: { kind: 'outage', edge: 'slack:T1' } },
    { cause: { kind: 'coordinator', by: person, reason: person } },
  ],
  ConvocationSent: [
    { place: null, startsAt: '2026-12-08T09:00:00.000Z' },
    { place: person, startsAt: '2026-12-08T09:00:00.000Z' },
  ],
  VersionPublished: [{ kind: 'editorial' }, { kind: 'substantive' }],
  PeriodExtended: [{ cause: { kind: 'outage', edge: 'slack:T1' } }, { cause: { kind: 'reach' } }],
  CompetitionNarrowed: [{ left: [] }],
};

/** Complete by its type: an event that is added has to be said here. */
const names: Record<EventName, true> = {
  AssemblyOpened: true,
  CharterAdopted: true,
  AssumptionAdopted: true,
  RoomOpened: true,
  InstitutionRegistered: true,
  InstitutionDescribed: true,
  InstitutionSigned: true,
  InstitutionLeft: true,
  MandateClaimed: true,
  MandateConfirmed: true,
  MandateDeclined: true,
  MandateEnded: true,
  CoordinatorAppointed: true,
  CoordinatorReleased: true,
  CallDrafted: true,
  CallDropped: true,
  CallOpened: true,
  CallReviewed: true,
  CallExtended: true,
  InstitutionReached: true,
  CallClosed: true,
  ProposalDrafted: true,
  ProposalSubmitted: true,
  VersionPublished: true,
  EditorialContested: true,
  ObjectiveNamed: true,
  ObjectiveRemoved: true,
  CriterionChecked: true,
  ProposalWithdrawn: true,
  CarrierLeft: true,
  PeriodExtended: true,
  ProposalValidated: true,
  ProposalIncomplete: true,
  ProposalAwaitsCriteria: true,
  ProposalAwaitsReach: true,
  QuestionAsked: true,
  QuestionAnswered: true,
  ConcernRaised: true,
  ConcernResolved: true,
  LateRemarkMade: true,
  ConsentGiven: true,
  ConsentWithdrawn: true,
  InterestShown: true,
  InterestWithdrawn: true,
  ContradictionSeen: true,
  ObjectionRaised: true,
  ObjectionExplained: true,
  ObjectionLifted: true,
  ObjectionWithdrawn: true,
  ObjectionSettled: true,
  CompetitionDeclared: true,
  CompetitionDetected: true,
  CompetitionWidened: true,
  CompetitionConfirmed: true,
  CompetitionDismissed: true,
  CompetitionWithdrawn: true,
  CompetitionNarrowed: true,
  MergeOffered: true,
  MergeDeclined: true,
  ProposalsMerged: true,
  MeetingPrepared: true,
  MeetingMoved: true,
  ConveningReminded: true,
  ConvocationSent: true,
  PlaceSet: true,
  ConvocationRevoked: true,
  AgendaItemAdded: true,
  AgendaItemRemoved: true,
  MeetingCancelled: true,
  OutcomeRecorded: true,
  RemindersSent: true,
  ChaseAnnounced: true,
  ChaseUndone: true,
  LettersHanded: true,
  PersonsJoined: true,
  NeedNoted: true,
  NeedTakenUp: true,
  CoordinatorAsked: true,
  CoordinatorAnswered: true,
  EntryMade: true,
  CorrectionMade: true,
  RosterImported: true,
};

test('every message that an event sends has a view, and every view is sent by an event', () => {
  const sent = new Set(['card']);
  const record = (view: string) => {
    sent.add(view);
    return [];
  };
  const to: Addresses = { cards: () => [], formerCards: () => [], news: record, private: record };
  const audience = {
    coordinators: ['a'],
    carriers: ['b'],
    partners: ['g'],
    principals: ['h'],
    own: ['f'],
    answerers: ['c'],
    everybody: ['d'],
    bare: [{ person: 'e', objection: 'O1' }],
    running: ['C1'],
    reminded: { before: '2026-12-11T09:00:00.000Z', after: '2026-12-16T09:00:00.000Z' },
  };
  for (const name of Object.keys(names) as EventName[]) {
    for (const variant of variants[name] ?? [{}]) messagesOf(eventLike(name, variant), to, audience);
  }
  // Of what couldn’t leave the outbox tells, without an event.
  sent.add(unsentView);
  sent.add(linkedView);
  expect(Object.keys(views).sort()).toEqual([...sent].sort());
});

test('whatever a coordinator can enter for somebody has a name for its receipt', () => {
  const enterable = [...actions.values()].filter((a) => a.enterable).map((a) => `entry.${a.name}`);
  expect(enterable.length).toBeGreaterThan(5);
  expect(enterable.filter((key) => !isMessageKey(key))).toEqual([]);
});

function eventLike(name: EventName, variant: object): DomainEvent {
  const anything = Object.assign(['something'], {
    ...person,
    by: person,
    id: 'T1',
    closesAt: '2026-12-07T22:59:00.000Z',
  });
  const data = new Proxy(variant, {
    get: (known, field) => (field in known ? Reflect.get(known, field) : anything),
  });
  return { name, v: 1, at: '2026-11-23T09:00:00.000Z', data } as unknown as DomainEvent;
}
