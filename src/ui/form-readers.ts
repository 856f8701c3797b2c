// Who has a form before them: for whom they can speak, whether they coordinate, and what they may read.

import { coordinates } from '../domain/assembly.ts';
import { mandateId, speaks } from '../domain/people.ts';
import type { Proposal } from '../domain/proposal.ts';
import type { Scene } from './scene.ts';

export interface Reader {
  /** Null for somebody who was never seen. */
  person: string | null;
  /** The institutions that they speak for. */
  institutions: string[];
  coordinates: boolean;
}

/** @param now UTC; a deputy coordinates until their stand-in ends */
export async function readerOf(scene: Scene, person: string | null, now: string): Promise<Reader> {
  if (person === null) return { person, institutions: [], coordinates: false };
  const mandates = await scene.list('mandate', { begins: mandateId(person, '') });
  const own = mandates.filter((m) => m.person === person && speaks(m));
  return {
    person,
    institutions: own.map((m) => m.institution),
    coordinates: coordinates(scene.assembly, person, now),
  };
}

/** A draft is for whoever wrote it and their confirmed colleagues; anything submitted is for everybody. */
export async function mayRead(scene: Scene, proposal: Proposal, { person }: Reader): Promise<boolean> {
  if (proposal.submitted || proposal.submittedBy.person === person) return true;
  if (person === null) return false;
  const mandate = await scene.find('mandate', mandateId(person, proposal.carrier));
  return mandate?.status === 'confirmed';
}
