// A room that is added while calls run: it gets their cards at once, as the other rooms have them.

import { addresses } from './addresses.ts';
import type { Draft } from './draft.ts';
import type { Letter } from './letter.ts';
import { placesOf } from './places.ts';

/** The cards of every running call and of its proposals, for this room alone. @param seq the event’s number */
export async function firstCards(room: string, seq: number, draft: Draft): Promise<Letter[]> {
  const letters: Letter[] = [];
  for (const call of await draft.list('call')) {
    if (call.status !== 'collecting' && call.status !== 'reviewing') continue;
    const shown = [call.id, ...call.proposals];
    const places = await placesOf(shown, call.proposals, draft);
    const to = addresses({ ...draft.assembly, rooms: [room] }, seq, places);
    letters.push(...shown.flatMap((ref) => to.cards(ref, call.id)));
  }
  return letters;
}
