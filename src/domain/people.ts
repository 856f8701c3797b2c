// Who takes part: rooms, institutions, and the mandates that tie a person to an institution. Names live
// apart (Person, Content); here stand ids.

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

export interface Institution {
  id: string;
  status: 'present';
  name: TextRef;
  legalForm: LegalForm;
  sectors: string[];
}

/** For whom a person speaks. `claimed` until a coordinator confirms it; what was said stands either way. */
export interface Mandate {
  /** `person~institution`. */
  id: string;
  status: 'claimed' | 'confirmed';
  person: string;
  institution: string;
  from: string;
}

export function mandateId(person: string, institution: string): string {
  return `${person}~${institution}`;
}

/** Whoever acts: a person, and the institution spoken for, if any (an *habitant·e* has none). */
export interface Actor {
  person: string;
  institution: string | null;
}
