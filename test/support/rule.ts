// Ties a test to the rule of the charter that it shows: the rule's name stands at the head of the title.

import type { RuleName } from '../../src/domain/charter.ts';

/** '[notice] five working days lie between'; `npm run -s charter -- trace` finds these. */
export function rule(name: RuleName, title: string): string {
  return `[${name}] ${title}`;
}
