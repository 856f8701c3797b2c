// Who takes part: rooms, institutions, and the mandates that tie a person to an institution. Names live
// apart (Person, Content); here stand ids.

import type { EventOf } from './events.ts';
import { type Refusal, refuse } from './refusal.ts';
import type { TextRef } from './text.ts';

export interface Room {
  /** `platform:tenant:channel`, unique among all assemblies. */
  id: string;
  status: 'open';
  platform: string;
  tenant: string;
  channel: string;
  lang: Lang;
}

export type Lang = 'fr' | 'nl' | 'en';
export const langs: readonly Lang[] = ['fr', 'nl', 'en'];

export const legalForms = ['asbl', 'cpas', 'public', 'care-provider', 'informal', 'unknown'] as const;
export type LegalForm = (typeof legalForms)[number];

/** What is known of an institution; null and 'unknown' say that it isn't. */
export interface Profile {
  legalForm: LegalForm;
  /** social, health, … */
  sectors: string[];
  /** Rooted in the neighbourhood. */
  rooted: boolean | null;
  /** An accounting base that suffices to carry a project. */
  soundAccounts: boolean | null;
  /** The institution whose vote this service shares. */
  votesWith: string | null;
}

export interface Institution extends Profile {
  id: string;
  status: 'present' | 'left';
  /** When it came, UTC: whoever comes once a period is open changes none of its denominators. */
  since: string;
  name: TextRef;
  /** Whom to write to where nobody speaks for it in chat. */
  contact: string | null;
  /** When it signed the charter, where that makes a member. */
  signedAt: string | null;
}

/** For whom a person speaks. `claimed` until a coordinator confirms it; what was said stands either way. */
export interface Mandate {
  /** `person~institution`. */
  id: string;
  status: 'claimed' | 'confirmed' | 'declined' | 'ended';
  person: string;
  institution: string;
  /** Since when its person may act on what colleagues said, UTC: whoever follows somebody takes theirs over. */
  from: string;
  /** By the one who holds it: a coordinator who runs the process alone. */
  selfConfirmed: boolean;
  /** Why it was declined. */
  reason: TextRef | null;
}

export function mandateId(person: string, institution: string): string {
  return `${person}~${institution}`;
}

/** Whether this mandate lets its person speak for the institution today. */
export function speaks(mandate: Mandate | undefined): boolean {
  return mandate?.status === 'claimed' || mandate?.status === 'confirmed';
}

/** Whoever acts: a person, and the institution spoken for, if any (an *habitant·e* has none). */
export interface Actor {
  person: string;
  institution: string | null;
}

/** Somebody telephoned or wrote, and a coordinator entered it for them. */
export interface Entered {
  by: Actor;
  source: EntrySource;
}
export const entrySources = ['phone', 'mail', 'paper', 'in-person'] as const;
export type EntrySource = (typeof entrySources)[number];

export function sameActor(a: Actor, b: Actor): boolean {
  return a.person === b.person && a.institution === b.institution;
}

/** The institution whose voice this one shares: its parent as long as that takes part, or itself. */
export function voiceOf(institution: string, all: ReadonlyMap<string, Institution>): string {
  const parent = all.get(institution)?.votesWith ?? institution;
  return all.get(parent)?.status === 'left' ? institution : parent;
}

/**
 * What a charter lets this actor do: `anyone` who takes part, `institutions` (whoever speaks for one), or
 * `members` (an institution that signed).
 *
 * Refuses `rights.institutions-only` and `rights.members-only`.
 */
export function entitled(
  to: 'anyone' | 'institutions' | 'members',
  institution: Institution | undefined,
): Refusal | undefined {
  if (to === 'anyone') return undefined;
  if (!institution) return refuse('rights.institutions-only', { field: 'institution' });
  if (to === 'members' && institution.signedAt === null) return refuse('rights.members-only');
  return undefined;
}

export interface PeopleEvents {
  /** `by`: whoever set the assembly up, or added a room to it; null for one that the service opened. */
  RoomOpened: {
    room: string;
    platform: string;
    tenant: string;
    channel: string;
    lang: Lang;
    by: Actor | null;
  };
  InstitutionRegistered: { institution: string; name: TextRef; contact: string | null } & Profile;
  /** What is known of it has changed, or was entered wrongly. */
  InstitutionDescribed: { institution: string; name: TextRef; contact: string | null; by: Actor } & Profile;
  InstitutionSigned: { institution: string; by: Actor };
  InstitutionLeft: { institution: string; by: Actor; words: TextRef | null };
  MandateClaimed: { mandate: string; person: string; institution: string };
  MandateConfirmed: { mandate: string; person: string; institution: string; by: Actor; from: string };
  MandateDeclined: { mandate: string; person: string; institution: string; by: Actor; reason: TextRef };
  /** They left, or handed over to `successor`. */
  MandateEnded: {
    mandate: string;
    person: string;
    institution: string;
    by: Actor;
    successor: string | null;
  };
  CoordinatorAppointed: {
    person: string;
    role: 'coordinator' | 'deputy';
    /** The end of a deputy's stand-in, UTC. */
    until: string | null;
    by: Actor;
  };
  CoordinatorReleased: { person: string; role: 'coordinator' | 'deputy'; by: Actor };
}

export type InstitutionEvent = EventOf<
  'InstitutionRegistered' | 'InstitutionDescribed' | 'InstitutionSigned' | 'InstitutionLeft'
>;

export function evolveInstitution(state: Institution | undefined, e: InstitutionEvent): Institution {
  if (e.name === 'InstitutionRegistered') {
    const { institution, ...known } = e.data;
    return { id: institution, status: 'present', since: e.at, signedAt: null, ...known };
  }
  if (!state) throw new Error(`${e.name} before InstitutionRegistered`);
  switch (e.name) {
    case 'InstitutionDescribed': {
      const { name, contact, legalForm, sectors, rooted, soundAccounts, votesWith } = e.data;
      return { ...state, name, contact, legalForm, sectors, rooted, soundAccounts, votesWith };
    }
    case 'InstitutionSigned':
      return { ...state, signedAt: e.at };
    case 'InstitutionLeft':
      return { ...state, status: 'left' };
  }
}

export type MandateEvent = EventOf<
  'MandateClaimed' | 'MandateConfirmed' | 'MandateDeclined' | 'MandateEnded'
>;

const mandateStatus = {
  MandateClaimed: 'claimed',
  MandateConfirmed: 'confirmed',
  MandateDeclined: 'declined',
  MandateEnded: 'ended',
} as const;

export function evolveMandate(state: Mandate | undefined, e: MandateEvent): Mandate {
  const { mandate, person, institution } = e.data;
  const status = mandateStatus[e.name];
  const reason = e.name === 'MandateDeclined' ? e.data.reason : null;
  if (e.name === 'MandateConfirmed')
    return {
      id: mandate,
      status,
      person,
      institution,
      from: e.data.from,
      selfConfirmed: e.data.by.person === person,
      reason: null,
    };
  const from = state && speaks(state) ? state.from : e.at;
  return { id: mandate, status, person, institution, from, selfConfirmed: false, reason };
}
