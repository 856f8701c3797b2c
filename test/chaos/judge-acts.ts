// What each action brings forth, as the judge expects it of an accepted one: its own event, what that is about,
// and where its words went.

interface Act {
  /** Its event is one of these. */
  names: string[];
  /** Which field of the event names its target. */
  target: string | null;
  /** It may find nothing left to do. */
  idle?: boolean;
}

const on = (target: string | null, ...names: string[]): Act => ({ names, target });
const maybe = (target: string | null, ...names: string[]): Act => ({ names, target, idle: true });

export const acts: Record<string, Act> = {
  'call.open': on(null, 'CallOpened'),
  'call.draft': on(null, 'CallDrafted'),
  'call.publish': on('call', 'CallOpened'),
  'call.drop': on('call', 'CallDropped'),
  'call.prolong': on('call', 'CallExtended'),
  'call.reached': maybe('call', 'InstitutionReached'),
  'call.chase': on('call', 'ChaseAnnounced'),
  'chase.undo': maybe('chase', 'ChaseUndone'),
  'call.correct': on('ref', 'CorrectionMade'),
  'proposal.submit': on('call', 'ProposalSubmitted'),
  'proposal.draft': on('call', 'ProposalDrafted'),
  'proposal.publish': on('proposal', 'ProposalSubmitted'),
  'proposal.revise': on('proposal', 'VersionPublished', 'ProposalDrafted'),
  'proposal.contest-editorial': on('proposal', 'EditorialContested'),
  'proposal.withdraw': on('proposal', 'ProposalWithdrawn', 'CarrierLeft'),
  'proposal.correct': on('ref', 'CorrectionMade'),
  'merge.offer': on('into', 'MergeOffered'),
  'merge.accept': on('merge', 'ProposalsMerged'),
  'merge.decline': on('merge', 'MergeDeclined'),
  'criterion.check': maybe('proposal', 'CriterionChecked'),
  'objective.name': maybe('proposal', 'ObjectiveNamed'),
  'objective.remove': maybe('proposal', 'ObjectiveRemoved'),
  'question.ask': on('proposal', 'QuestionAsked'),
  'question.answer': on('question', 'QuestionAnswered'),
  'interest.show': on('proposal', 'InterestShown'),
  'interest.withdraw': maybe('proposal', 'InterestWithdrawn'),
  'concern.raise': on('proposal', 'ConcernRaised', 'LateRemarkMade'),
  'concern.resolve': on('concern', 'ConcernResolved'),
  'consent.give': maybe('proposal', 'ConsentGiven'),
  'consent.withdraw': maybe('proposal', 'ConsentWithdrawn'),
  'objection.raise': on('proposal', 'ObjectionRaised', 'LateRemarkMade'),
  'objection.explain': on('objection', 'ObjectionExplained'),
  'objection.lift': on('objection', 'ObjectionLifted'),
  'objection.withdraw': on('objection', 'ObjectionWithdrawn'),
  'competition.declare': on('proposals', 'CompetitionDeclared'),
  'competition.withdraw': on('competition', 'CompetitionWithdrawn'),
  'competition.confirm': on('competition', 'CompetitionConfirmed'),
  'competition.dismiss': on('competition', 'CompetitionDismissed'),
  'meeting.confirm': maybe('meeting', 'ConvocationSent'),
  'proposal.reconvene': on(null, 'MeetingPrepared', 'AgendaItemAdded'),
  'meeting.place': on('meeting', 'PlaceSet'),
  'outcome.record': on('proposal', 'OutcomeRecorded'),
  'institution.register': on(null, 'InstitutionRegistered'),
  'institution.describe': on('institution', 'InstitutionDescribed'),
  'institution.sign': maybe('institution', 'InstitutionSigned'),
  'institution.leave': maybe('institution', 'InstitutionLeft', 'CarrierLeft'),
  'person.admit': maybe(null, 'MandateConfirmed'),
  'members.admit': maybe(null, 'MandateConfirmed', 'MandateClaimed'),
  'mandate.confirm': maybe('mandate', 'MandateConfirmed'),
  'mandate.decline': maybe('mandate', 'MandateDeclined'),
  'mandate.end': on('mandate', 'MandateEnded'),
  'room.add': on(null, 'RoomOpened'),
  'assumption.adopt': maybe(null, 'AssumptionAdopted'),
  'coordinator.appoint': on(null, 'CoordinatorAppointed'),
  'coordinator.release': maybe(null, 'CoordinatorReleased'),
  'letter.sent': on(null, 'LettersHanded'),
  'need.note': on(null, 'NeedNoted'),
  'person.link': maybe(null),
  'need.close': on('need', 'NeedTakenUp'),
  'coordinator.ask': on(null, 'CoordinatorAsked'),
  'coordinator.answer': on('talk', 'CoordinatorAnswered'),
};

/** Fields whose words stand in the event word for word. */
export const wordFields: ReadonlySet<string> = new Set([
  ...['title', 'summary', 'frame', 'name', 'reason', 'remedy', 'words', 'question', 'answer', 'offer'],
  ...['remark', 'need', 'place', 'modification', 'reasons'],
]);

/** Fields that the event has under the same name, and how what was typed is written there. */
export const plainFields: Record<string, (typed: unknown) => unknown> = {
  amount: (typed) => Math.round(Number(typed) * 100),
  carrierShare: (typed) => Math.round(Number(typed) * 100),
  fund: (typed) => Math.round(Number(typed) * 100),
  startsAt: (typed) => new Date(typed as string).toISOString(),
  kind: (typed) => typed,
  outcome: (typed) => typed,
  how: (typed) => typed,
  criterion: (typed) => typed,
  objective: (typed) => `${typed}`.toUpperCase(),
  met: (typed) => (typed === 'unknown' ? null : typed === 'yes'),
};

/** Only coordinators and their deputies; their events don’t all say who it was. */
export const reserved: ReadonlySet<string> = new Set([
  'institution.register',
  'person.admit',
  'members.admit',
]);

/** One line of words as it is kept: without controls, its spaces single. */
export function asKept(typed: string): string {
  return typed
    .replaceAll(/[\p{Cc}\p{Cs}\u202A-\u202E\u2066-\u2069]/gu, ' ')
    .replaceAll(/\s+/gu, ' ')
    .trim();
}
