// A refusal: why a command changes nothing, as a value with a stable code.
//
// Codes are part of what the service promises to its clients; each has a sentence and a next step in
// every language (`refusal.CODE` and `refusal.CODE.next` in src/ui/messages).

export const refusalCodes = [
  'action.unknown',
  'assembly.unknown',
  'call.beyond-frame',
  'call.closed',
  'call.collecting-over',
  'call.criteria-fixed',
  'call.deadline-far',
  'call.deadline-past',
  'call.deadlines-crossed',
  'call.no-consent-online',
  'call.not-draft',
  'call.not-later',
  'call.unknown',
  'charter.unknown',
  'chase.gone',
  'chase.nobody',
  'chase.unknown',
  'clock.backwards',
  'competition.alone',
  'competition.already',
  'competition.declared',
  'competition.ended',
  'competition.not-yours',
  'competition.too-late',
  'competition.unknown',
  'concern.ended',
  'concern.not-yours',
  'concern.unknown',
  'consent.too-late',
  'coordinator.last',
  'correction.nothing',
  'criterion.computed',
  'criterion.reason-required',
  'criterion.unknown',
  'data.unknown',
  'delivery.reused',
  'entry.impossible',
  'import.no-call',
  'import.stale',
  'institution.left',
  'institution.same-name',
  'institution.unknown',
  'institution.votes-with',
  'mandate.declined',
  'mandate.over',
  'mandate.unknown',
  'letters.none',
  'meeting.before-deadline',
  'meeting.not-convenable',
  'meeting.not-convened',
  'meeting.over',
  'meeting.too-early',
  'meeting.unknown',
  'merge.impossible',
  'merge.not-yours',
  'merge.over',
  'merge.unknown',
  'need.taken-up',
  'need.unknown',
  'objection.already-raised',
  'objection.ended',
  'objection.ground-required',
  'objection.ground-unknown',
  'objection.not-yours',
  'objection.reason-required',
  'objection.remedy-required',
  'objection.unknown',
  'objective.unknown',
  'outcome.before-meeting',
  'outcome.modification-required',
  'outcome.no-competition',
  'outcome.no-meeting',
  'outcome.reasons-required',
  'person.unknown',
  'proposal.not-yours',
  'proposal.over',
  'proposal.own-institution-missing',
  'proposal.own-partner',
  'proposal.share-beyond',
  'proposal.submitted',
  'proposal.unchanged',
  'proposal.unknown',
  'question.unknown',
  'request.malformed',
  'request.origin',
  'request.too-large',
  'rights.conflict',
  'rights.coordinator-only',
  'rights.institutions-only',
  'rights.members-only',
  'rights.service-only',
  'room.unknown',
  'service.busy',
  'service.not-recorded',
  'service.stopping',
  'service.unsure',
  'speaker.ask',
  'talk.unknown',
  'values.invalid',
  'values.missing',
  'values.no-letter',
  'values.no-such-time',
  'values.not-a-date',
  'values.not-a-mail',
  'values.not-an-amount',
  'values.past',
  'values.too-long',
  'values.too-many',
  'version.editorial-late',
  'version.not-editorial',
] as const;

export type RefusalCode = (typeof refusalCodes)[number];

export interface Refusal {
  refused: RefusalCode;
  /** The form field that has to change, where there is one. */
  field?: string;
  /** What the sentence needs: limits, names of references, instants. */
  params?: RefusalParams;
}

/** A list is one to choose from. */
type RefusalParams = Record<string, string | number | readonly string[]>;

export function refuse(code: RefusalCode, details: { field?: string; params?: RefusalParams } = {}): Refusal {
  return { refused: code, ...details };
}

export function isRefusal(value: unknown): value is Refusal {
  return typeof value === 'object' && value !== null && 'refused' in value;
}
