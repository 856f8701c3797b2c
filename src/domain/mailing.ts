// Letters to people who have no place in chat: a coordinator has sent them herself, and says so.

import { type Assembly, nextRef } from './assembly.ts';
import { type Decision, event } from './decision.ts';
import type { EventOf } from './events.ts';
import type { Actor } from './people.ts';
import { refuse } from './refusal.ts';

/** One letter that was sent by hand: which, to whom, and what it told. */
export interface HandedLetter {
  key: string;
  person: string;
  view: string;
}

/** What was sent at one go, by whom and when. */
export interface Mailing {
  id: string;
  status: 'sent';
  letters: HandedLetter[];
  by: Actor;
  at: string;
}

export interface MailingEvents {
  LettersHanded: { mailing: string; letters: HandedLetter[]; by: Actor };
}

export function evolveMailing(e: EventOf<'LettersHanded'>): Mailing {
  const { mailing, letters, by } = e.data;
  return { id: mailing, status: 'sent', letters, by, at: e.at };
}

/**
 * A coordinator has sent letters that waited for her: from now on they count as told. `named` are their
 * numbers, or kinds of letters (`call.invited`), each for all that wait.
 *
 * Refuses `letters.none` where none of them waits any more.
 */
export function handLetters(
  command: { named: string[] },
  at: string,
  by: Actor,
  state: { assembly: Assembly; waiting: (HandedLetter & { id: number })[] },
): Decision {
  const { named } = command;
  const meant = state.waiting.filter(({ id, view }) => named.includes(`${id}`) || named.includes(view));
  if (meant.length === 0) return refuse('letters.none', { field: 'letters' });
  const letters = meant.map(({ key, person, view }) => ({ key, person, view }));
  return [event('LettersHanded', at, { mailing: nextRef(state.assembly, 'L'), letters, by })];
}
