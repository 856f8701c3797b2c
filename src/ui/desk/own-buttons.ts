// What a proposal offers to one reader, beside what its card offers to all: to whoever carries it, to whoever has
// answered it, to whoever coordinates.

import { carriedBy, isLive, type Proposal } from '../../domain/proposal.ts';
import type { Button } from '../card.ts';
import type { Reader } from '../form-readers.ts';
import type { Scene } from '../scene.ts';
import type { Translator } from '../translator.ts';
import { button } from '../views/words.ts';

/** Only what is possible now. */
export async function ownButtons(
  scene: Scene,
  reader: Reader,
  t: Translator,
  proposal: Proposal,
): Promise<Button[]> {
  const actions = [
    ...(carries(reader, proposal) ? await asCarrier(scene, proposal) : []),
    ...(isLive(proposal) ? await asAnswered(scene, reader, proposal) : []),
    ...(reader.coordinates ? ['proposal.correct'] : []),
  ];
  return actions.map((action) => button(t, action, proposal.id));
}

function carries({ person, institutions }: Reader, proposal: Proposal): boolean {
  const own = carriedBy(proposal).some((carrier) => institutions.includes(carrier));
  return own || (person !== null && proposal.submittedBy.person === person);
}

async function asCarrier(scene: Scene, proposal: Proposal): Promise<string[]> {
  if (proposal.status === 'incomplete') return ['proposal.revise', 'proposal.withdraw'];
  if (!isLive(proposal)) return [];
  const others = await scene.list('proposal', { parent: proposal.call });
  const mergeable = others.some((other) => other.id !== proposal.id && isLive(other));
  return ['proposal.revise', ...(mergeable ? ['merge.offer'] : []), 'objective.name', 'proposal.withdraw'];
}

/** What they said themselves can be taken back. */
async function asAnswered(
  scene: Scene,
  { person }: Reader,
  { id, answersFrom }: Proposal,
): Promise<string[]> {
  if (person === null) return [];
  const own = (await scene.list('stance', { parent: id })).filter((s) => s.author.person === person);
  const counts = (said: { version: number } | null) => said !== null && said.version >= answersFrom;
  return [
    ...(own.some((s) => counts(s.consent)) ? ['consent.withdraw'] : []),
    ...(own.some((s) => counts(s.interest)) ? ['interest.withdraw'] : []),
  ];
}
