// Things as they stand before a decision, for tests of the pure rules.

import { readFileSync } from 'node:fs';
import type { Assembly } from '../../src/domain/assembly.ts';
import type { Call } from '../../src/domain/call.ts';
import { type Charter, charterSchema } from '../../src/domain/charter.ts';
import type { Proposal } from '../../src/domain/proposal.ts';
import type { TextRef } from '../../src/domain/text.ts';

export const opensAt = '2026-11-23T09:00:00.000Z';
export const closesAt = '2026-12-07T22:59:00.000Z';

export const text = (id: string): TextRef => ({ id, sha256: '0'.repeat(64) });
export const nadia = { person: 'nadia', institution: 'I1' };
export const farid = { person: 'farid', institution: 'I2' };
export const habitante = { person: 'rosa', institution: null };

export const charter: Charter = charterSchema.parse(
  JSON.parse(readFileSync(new URL('../../charters/essai-2026.json', import.meta.url), 'utf8')),
);

/** The charter with one rule's value replaced. */
export function charterWith<R extends keyof Charter['rules']>(
  rule: R,
  value: Charter['rules'][R]['value'],
): Charter {
  return { ...charter, rules: { ...charter.rules, [rule]: { ...charter.rules[rule], value } } };
}

export const assembly: Assembly = {
  id: 'a',
  charter: 'essai-2026@1',
  coordinators: ['referente'],
  deputies: [],
  rooms: ['sandbox:local:salon'],
  counters: { C: 1, P: 1 },
};

export const call = (part: Partial<Call> = {}): Call => ({
  id: 'C1',
  status: 'collecting',
  charter: 'essai-2026@1',
  title: text('t-call'),
  opensAt,
  closesAt,
  firstClosesAt: closesAt,
  proposals: ['P1'],
  meeting: null,
  ...part,
});

const proposalBase = {
  call: 'C1',
  carrier: 'I1',
  title: text('t-title'),
  summary: text('t-summary'),
  amount: 1_250_000,
  submittedAt: opensAt,
  endedObjections: 0,
};

export const openProposal = (id = 'P1'): Proposal => ({ ...proposalBase, id, status: 'open', holds: [] });

export const contestedProposal = (id = 'P1', author = farid): Proposal => ({
  ...proposalBase,
  id,
  status: 'contested',
  holds: [{ kind: 'objection', objection: 'O1', author }],
});
