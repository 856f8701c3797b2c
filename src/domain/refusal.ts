// A refusal: why a command changes nothing, as a value with a stable code.
//
// Codes are part of what the service promises to its clients; each has a sentence and a next step in
// every language (`refusal.CODE` and `refusal.CODE.next` in src/ui/messages).

export const refusalCodes = [
  'action.unknown',
  'assembly.unknown',
  'call.deadline-far',
  'call.deadline-past',
  'call.closed',
  'call.unknown',
  'charter.unknown',
  'clock.backwards',
  'data.unknown',
  'delivery.reused',
  'institution.unknown',
  'objection.already-raised',
  'objection.ended',
  'objection.not-yours',
  'objection.reason-required',
  'objection.unknown',
  'proposal.own-institution-missing',
  'proposal.unknown',
  'request.malformed',
  'request.origin',
  'request.too-large',
  'rights.coordinator-only',
  'rights.service-only',
  'room.unknown',
  'service.busy',
  'service.not-recorded',
  'service.stopping',
  'service.unsure',
  'values.invalid',
  'values.too-long',
  'values.missing',
  'values.not-a-date',
  'values.not-an-amount',
] as const;

export type RefusalCode = (typeof refusalCodes)[number];

export interface Refusal {
  refused: RefusalCode;
  /** The form field that has to change, where there is one. */
  field?: string;
  /** What the sentence needs: limits, names of references, instants. */
  params?: Record<string, string | number>;
}

export function refuse(
  code: RefusalCode,
  details: { field?: string; params?: Record<string, string | number> } = {},
): Refusal {
  return { refused: code, ...details };
}

export function isRefusal(value: unknown): value is Refusal {
  return typeof value === 'object' && value !== null && 'refused' in value;
}
