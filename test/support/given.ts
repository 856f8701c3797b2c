// Things as they stand before a decision, for tests of the pure rules.

import { readFileSync } from 'node:fs';
import { type Assembly, newAssembly } from '../../src/domain/assembly.ts';
import type { Call } from '../../src/domain/call.ts';
import { type Charter, charterSchema, type RuleName } from '../../src/domain/charter.ts';
import type { Outcome } from '../../src/domain/outcome.ts';
import type { Actor, Institution, Mandate } from '../../src/domain/people.ts';
import type { Content, Proposal } from '../../src/domain/proposal.ts';
import type { Roll } from '../../src/domain/reach.ts';
import type { TextRef } from '../../src/domain/text.ts';

export const opensAt = '2026-11-23T09:00:00.000Z';
export const closesAt = '2026-12-07T22:59:00.000Z';

export const text = (id: string): TextRef => ({ id, sha256: '0'.repeat(64) });
export const nadia = { person: 'nadia', institution: 'I1' };
export const farid = { person: 'farid', institution: 'I2' };
export const habitante = { person: 'rosa', institution: null };
export const referente = { person: 'referente', institution: null };

export const charter: Charter = charterSchema.parse(
  JSON.parse(readFileSync(new URL('../../charters/essai-2026.json', import.meta.url), 'utf8')),
);

type RuleValues = { [R in RuleName]: Charter['rules'][R]['value'] };

/** The charter with one rule's value replaced. */
export function charterWith<R extends RuleName>(rule: R, value: Charter['rules'][R]['value']): Charter {
  return { ...charter, rules: { ...charter.rules, [rule]: { ...charter.rules[rule], value } } };
}

/** The charter with the values of several rules replaced. */
export function charterSaying(values: Partial<RuleValues>): Charter {
  return saying(charter, values);
}

/** Another charter with the values of several rules replaced. */
export function saying(base: Charter, values: Partial<RuleValues>): Charter {
  const rules = (Object.keys(values) as RuleName[]).map((name) => [
    name,
    { ...base.rules[name], value: values[name] },
  ]);
  return { ...base, rules: { ...base.rules, ...Object.fromEntries(rules) } };
}

export const assembly: Assembly = {
  ...newAssembly('a'),
  charter: 'essai-2026@1',
  coordinators: ['referente'],
  rooms: ['sandbox:local:salon'],
  counters: { C: 1, P: 1 },
};

export const call = (part: Partial<Call> = {}): Call => ({
  id: 'C1',
  status: 'collecting',
  charter: 'essai-2026@1',
  by: referente,
  title: text('t-call'),
  frame: null,
  fund: null,
  frameEndsAt: null,
  objectives: [],
  criteria: [],
  proposalsUntil: closesAt,
  opensAt,
  closesAt,
  firstClosesAt: closesAt,
  proposals: ['P1'],
  meetings: [],
  reached: [],
  corrections: [],
  ...part,
});

export const content: Content = {
  title: text('t-title'),
  summary: text('t-summary'),
  amount: 1_250_000,
  carrierShare: null,
  partners: [],
};

const proposalBase = {
  ...content,
  call: 'C1',
  carrier: 'I1',
  submittedBy: nadia,
  entered: null,
  joint: [],
  formerCarriers: [],
  submittedAt: opensAt,
  submitted: true,
  version: 1,
  answersFrom: 1,
  versions: [
    {
      ...content,
      number: 1,
      kind: 'first' as const,
      by: nadia,
      publishedAt: opensAt,
      contestedBy: null,
    },
  ],
  objectives: [],
  own: null,
  firstOpensAt: null,
  holds: [],
  freedAt: null,
  endedObjections: 0,
  checks: {},
  meeting: null,
  corrections: [],
};

type Open = Extract<Proposal, { status: 'draft' | 'submitted' | 'open' | 'contested' | 'withdrawn' }>;

/** A proposal that awaits answers, or whatever `part` makes of it. */
export const openProposal = (id = 'P1', part: Partial<Open> = {}): Open => ({
  ...proposalBase,
  id,
  status: 'open',
  ...part,
  submitted: part.status !== 'draft',
});

/** One that an objection holds. */
export const contestedProposal = (id = 'P1', author: Actor = farid, part: Partial<Open> = {}): Open => ({
  ...openProposal(id),
  status: 'contested',
  holds: [{ kind: 'objection', id: 'O1', author }],
  ...part,
});

/** One that competes with another. */
export const competingProposal = (
  id = 'P1',
  state: 'declared' | 'detected' | 'confirmed' = 'declared',
): Open => ({
  ...openProposal(id),
  status: 'contested',
  holds: [{ kind: 'competition', id: 'K1', state }],
});

/** One whose deadline has passed with criteria that aren't met, or nobody has checked yet. */
export const incompleteProposal = (missing: string[]): Proposal => ({
  ...proposalBase,
  id: 'P1',
  status: 'incomplete',
  missing,
});
export const uncheckedProposal = (unknown: string[]): Proposal => ({
  ...proposalBase,
  id: 'P1',
  status: 'awaiting-criteria',
  unknown,
});
/** One whose deadline has passed before enough institutions were reached. */
export const unreachedProposal = (reached: number, present: number): Proposal => ({
  ...proposalBase,
  id: 'P1',
  status: 'awaiting-reach',
  reached,
  present,
});

export const validatedProposal = (id = 'P1'): Proposal => ({
  ...proposalBase,
  id,
  status: 'validated',
  validatedAt: closesAt,
  basis: 'silence',
  article: '1',
  opensAt,
  closesAt,
  present: 1,
  reached: ['I1'],
  answers: [],
});

/** One that a plenary has decided. */
export const decidedProposal = (id: string, outcome: Outcome): Proposal => ({
  ...proposalBase,
  id,
  status: outcome,
  meeting: 'M1',
  decidedMeeting: 'M1',
  decidedAt: '2026-12-15T09:00:00.000Z',
  modification: null,
  reasons: null,
  competed: outcome === 'not-selected',
});

/** An asbl of the neighbourhood that can carry a project; the rest as `part` says. */
export const institution = (id: string, part: Partial<Institution> = {}): Institution => ({
  id,
  status: 'present',
  since: opensAt,
  name: text(`t-${id}`),
  contact: null,
  signedAt: null,
  legalForm: 'asbl',
  sectors: ['social'],
  rooted: true,
  soundAccounts: true,
  votesWith: null,
  ...part,
});

export const mandate = (person: string, of: string, status: Mandate['status'] = 'confirmed'): Mandate => ({
  id: `${person}~${of}`,
  status,
  person,
  institution: of,
  from: opensAt,
  selfConfirmed: false,
  reason: null,
});

/** These institutions are present; these people speak for them; the invitation reached those invited. */
export const roll = (
  institutions: Institution[],
  mandates: Mandate[] = [],
  invited: string[] = [],
): Roll => ({
  institutions: new Map(institutions.map((i) => [i.id, i])),
  mandates,
  invited: new Map(invited.map((person) => [person, opensAt])),
});
