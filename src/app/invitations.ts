// An invitation to a call, as it waits in the outbox and is found again.

/** Under which key it waits; delivered, it says that its person was reached. */
export function invitationKey(assembly: string, person: string, call: string): string {
  return `${assembly}:${person}:${invitationName(call)}`;
}

/** The part of the key after the person. */
export function invitationName(call: string): string {
  return `invited:${call}`;
}
