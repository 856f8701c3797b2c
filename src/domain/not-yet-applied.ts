// Rules that a charter can already state and that nothing applies yet: what happens inside a meeting and
// afterwards. A name leaves this list with the work that applies its rule.

import type { RuleName } from './charter.ts';

export const notYetApplied: readonly RuleName[] = [
  'voters',
  'analysis',
  'quorum',
  'ladder',
  'tie',
  'chairVotesLast',
  'carrierVotes',
  'votePer',
  'proxies',
  'substitutes',
  'standingAgenda',
  'minimumPerYear',
  'bodies',
  'minutesCorrectionDays',
  'visibility',
];
