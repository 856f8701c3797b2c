// Who speaks for whom: institutions that come, are described, sign and leave; mandates that are claimed,
// confirmed, declined, handed over; who runs the process.

import { type Assembly, nextRef } from './assembly.ts';
import { type Decision, event } from './decision.ts';
import { type Actor, type Institution, type Mandate, mandateId, type Profile, speaks } from './people.ts';
import { type Refusal, refuse } from './refusal.ts';
import type { TextRef } from './text.ts';

/**
 * Takes an institution in.
 *
 * Refuses `institution.same-name`, and `institution.votes-with` as `describeInstitution` does.
 */
export function registerInstitution(
  command: { name: TextRef; contact: string | null } & Profile,
  at: string,
  state: {
    assembly: Assembly;
    parent: Institution | undefined;
    /** An institution present that has this name already. */
    namesake: string | undefined;
  },
): Decision {
  const faulty = sameNameFault(state.namesake) ?? votesWithFault(command.votesWith, null, state.parent);
  if (faulty) return faulty;
  const { name, contact, legalForm, sectors, rooted, soundAccounts, votesWith } = command;
  const institution = nextRef(state.assembly, 'I');
  const profile = { legalForm, sectors, rooted, soundAccounts, votesWith };
  return [event('InstitutionRegistered', at, { institution, name, contact, ...profile })];
}

/**
 * Says what is known of an institution, or corrects it.
 *
 * Refuses `institution.same-name`: two of one name couldn't be told apart where people choose. And
 * `institution.votes-with`: a service shares the vote of a parent that has one of its own.
 */
export function describeInstitution(
  profile: Profile & { name: TextRef; contact: string | null },
  at: string,
  by: Actor,
  state: {
    institution: Institution;
    parent: Institution | undefined;
    /** Others share its vote: then it can't give it away. */
    shared: boolean;
    /** Another institution present that has this name already. */
    namesake: string | undefined;
  },
): Decision {
  const { institution, parent, shared } = state;
  // A parent that has left since doesn't keep the rest from being corrected.
  const kept = profile.votesWith === institution.votesWith;
  const faulty =
    sameNameFault(state.namesake) ??
    (kept ? undefined : votesWithFault(profile.votesWith, institution.id, shared ? undefined : parent));
  if (faulty) return faulty;
  return [event('InstitutionDescribed', at, { institution: institution.id, by, ...profile })];
}

function sameNameFault(institution: string | undefined): Refusal | undefined {
  if (institution === undefined) return undefined;
  return refuse('institution.same-name', { field: 'name', params: { institution } });
}

function votesWithFault(
  votesWith: string | null,
  self: string | null,
  parent: Institution | undefined,
): Refusal | undefined {
  if (votesWith === null) return undefined;
  const shares = parent && parent.id !== self && parent.votesWith === null && parent.status === 'present';
  return shares ? undefined : refuse('institution.votes-with', { field: 'votesWith' });
}

/** The institution signs the charter and becomes a member, where the charter makes that difference. */
export function signCharter(at: string, by: Actor, state: { institution: Institution }): Decision {
  const { institution } = state;
  if (institution.signedAt !== null) return [];
  return [event('InstitutionSigned', at, { institution: institution.id, by })];
}

/** The institution leaves. What its people said stands; it isn't invited, reminded or counted any more. */
export function leave(
  command: { words: TextRef | null },
  at: string,
  by: Actor,
  state: { institution: Institution },
): Decision {
  const { institution } = state;
  if (institution.status === 'left') return [];
  return [event('InstitutionLeft', at, { institution: institution.id, by, words: command.words })];
}

/**
 * Somebody says for whom they speak. Known already: nothing happens.
 *
 * Refuses `institution.left`, and `mandate.declined` where a coordinator has declined it: that person can
 * still speak in their own name.
 */
export function claimMandate(
  at: string,
  person: string,
  state: { institution: Institution; mandate: Mandate | undefined },
): Decision {
  const { institution, mandate } = state;
  if (institution.status === 'left') return refuse('institution.left', { field: 'institution' });
  if (mandate?.status === 'declined') return refuse('mandate.declined', { field: 'institution' });
  if (speaks(mandate)) return [];
  const id = mandateId(person, institution.id);
  return [event('MandateClaimed', at, { mandate: id, person, institution: institution.id })];
}

/**
 * A coordinator confirms that this person speaks for this institution.
 *
 * Refuses `institution.left`, and `rights.conflict` where she would confirm herself. Where nobody else runs the process (`alone`) she
 * may, from then on: what was said before isn't hers to end.
 */
export function confirmMandate(
  at: string,
  by: Actor,
  state: { person: string; institution: Institution; mandate: Mandate | undefined; alone: boolean },
): Decision {
  const { person, institution, mandate, alone } = state;
  if (mandate?.status === 'confirmed') return [];
  if (institution.status === 'left') return refuse('institution.left', { field: 'institution' });
  const own = by.person === person;
  if (own && !alone) return refuse('rights.conflict');
  const id = mandateId(person, institution.id);
  const from = mandate && speaks(mandate) && !own ? mandate.from : at;
  return [event('MandateConfirmed', at, { mandate: id, person, institution: institution.id, by, from })];
}

/** A coordinator declines a mandate, with a reason that its person is told. What they said stands. */
export function declineMandate(
  command: { reason: TextRef },
  at: string,
  by: Actor,
  state: { mandate: Mandate },
): Decision {
  const { id, person, institution, status } = state.mandate;
  if (status === 'declined') return [];
  const data = { mandate: id, person, institution, by, reason: command.reason };
  return [event('MandateDeclined', at, data)];
}

/**
 * Somebody leaves an institution; whoever follows them speaks for it from then on. Where somebody confirmed
 * or a coordinator hands it over (`vouched`), the successor is confirmed, and may end what they began.
 * Refuses `mandate.over`, and `rights.conflict` where a coordinator would make herself the successor, unless
 * she is `alone`.
 */
export function endMandate(
  command: { successor: string | null },
  at: string,
  by: Actor,
  state: { mandate: Mandate; next: Mandate | undefined; vouched: boolean; alone: boolean },
): Decision {
  const { mandate, next, vouched, alone } = state;
  if (!speaks(mandate)) return refuse('mandate.over');
  const { id, person, institution } = mandate;
  const { successor } = command;
  const ended = event('MandateEnded', at, { mandate: id, person, institution, by, successor });
  if (!successor || successor === person || next?.status === 'confirmed') return [ended];
  const handed = { mandate: mandateId(successor, institution), person: successor, institution };
  const herself = successor === by.person;
  if (herself && !alone) return refuse('rights.conflict', { field: 'successor' });
  const from = herself ? at : mandate.from;
  if (vouched) return [ended, event('MandateConfirmed', at, { ...handed, by, from })];
  return speaks(next) || next?.status === 'declined' ? [ended] : [ended, event('MandateClaimed', at, handed)];
}

/**
 * Appoints a coordinator, or a deputy until an instant. Refuses `values.past` for an end gone by, and
 * `rights.conflict` for whoever appoints herself: a stand-in would never end.
 */
export function appoint(
  command: { person: string; role: 'coordinator' | 'deputy'; until: string | null },
  at: string,
  by: Actor,
): Decision {
  if (command.until !== null && command.until <= at) return refuse('values.past', { field: 'until' });
  if (command.person === by.person) return refuse('rights.conflict', { field: 'person' });
  return [event('CoordinatorAppointed', at, { ...command, by })];
}

/** Refuses `coordinator.last`: an assembly is never left without one. */
export function release(
  command: { person: string },
  at: string,
  by: Actor,
  state: { assembly: Assembly },
): Decision {
  const { coordinators, deputies } = state.assembly;
  const { person } = command;
  if (deputies.includes(person)) {
    return [event('CoordinatorReleased', at, { person, role: 'deputy', by })];
  }
  if (!coordinators.includes(person)) return [];
  if (coordinators.length === 1) return refuse('coordinator.last');
  return [event('CoordinatorReleased', at, { person, role: 'coordinator', by })];
}
