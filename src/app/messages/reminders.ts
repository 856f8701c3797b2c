// What is asked again of those who left it open.

import type { Addresses } from '../addresses.ts';
import type { Audience } from '../audience.ts';
import type { Letter } from '../letter.ts';

/**
 * Whoever objects without saying why is asked for it until the meeting, at most once a day; those who are
 * `reminded` read it there.
 */
export function askedToExplain(
  to: Addresses,
  { bare }: Audience,
  today: string,
  reminded: readonly string[],
  notBefore: string | null = null,
): Letter[] {
  const others = bare.filter(({ person }) => !reminded.includes(person));
  return others.flatMap(({ person, objection }) =>
    to.private('objection.ask', [person], { objection }, { as: `ask:${objection}:${today}`, notBefore }),
  );
}
