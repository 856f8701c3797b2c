// Cards say who speaks for an institution, and count it: where that changes for somebody, the cards on which they
// have said something are brought up to date.

import type { DomainEvent } from '../domain/events.ts';
import { addresses } from './addresses.ts';
import type { Draft } from './draft.ts';
import type { Letter } from './letter.ts';
import { placesOf } from './places.ts';

const said = ['stance', 'objection', 'question', 'concern'] as const;

/** The cards of running proposals that show what this person has said, in every room. @param seq the event’s number */
export async function spokenCards(e: DomainEvent, seq: number, draft: Draft): Promise<Letter[]> {
  if (!changesWhoSpeaks(e)) return [];
  const running = [...(await draft.list('call'))].filter(
    ({ status, proposals }) => (status === 'collecting' || status === 'reviewing') && proposals.length > 0,
  );
  if (running.length === 0) return [];
  const about = await proposalsIn(await namedBy(e, draft), draft);
  const letters: Letter[] = [];
  for (const { id, proposals } of running) {
    const shown = proposals.filter((proposal) => about.has(proposal));
    const to = addresses(draft.assembly, seq, await placesOf(shown, proposals, draft));
    letters.push(...shown.flatMap((ref) => to.cards(ref, id)));
  }
  return letters;
}

type Changes = Extract<
  DomainEvent,
  { name: 'MandateConfirmed' | 'MandateDeclined' | 'MandateEnded' | 'PersonsJoined' }
>;

function changesWhoSpeaks(e: DomainEvent): e is Changes {
  return ['MandateConfirmed', 'MandateDeclined', 'MandateEnded', 'PersonsJoined'].includes(e.name);
}

/** What this person has to do with here. */
async function namedBy(e: Changes, draft: Draft): Promise<readonly Key[]> {
  return e.name === 'PersonsJoined' ? e.data.named : draft.naming(e.data.person);
}

type Key = Readonly<{ type: string; id: string }>;

async function proposalsIn(keys: readonly Key[], draft: Draft): Promise<Set<string>> {
  const about = new Set<string>();
  for (const { type, id } of keys) {
    const kind = said.find((one) => one === type);
    const found = kind && (await draft.get(kind, id));
    if (found) about.add(found.proposal);
  }
  return about;
}
