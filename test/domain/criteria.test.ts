// The criteria of a project: Colignon's five (000 §3), the 40 % rule, and those that the référente ticks.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Charter } from '../../src/domain/charter.ts';
import { checkCriterion, criteriaOf, type Known } from '../../src/domain/criteria.ts';
import type { Institution } from '../../src/domain/people.ts';
import type { Proposal } from '../../src/domain/proposal.ts';
import { charterNamed } from '../support/charters.ts';
import {
  call,
  farid,
  institution,
  openProposal,
  opensAt,
  referente,
  saying,
  text,
  validatedProposal,
} from '../support/given.ts';
import { rule } from '../support/rule.ts';

const colignon = charterNamed('colignon-2024');
const contrary = charterNamed('contraire-2026');
const asbl = institution('I1', { sectors: ['social'] });
const doctors = institution('I2', { legalForm: 'care-provider', sectors: ['health'], rooted: null });
const good = openProposal('P1', { objectives: [{ code: 'T1', by: farid }], partners: ['I2'] });
const known = (part: Partial<Known> = {}): Known => ({
  proposal: good,
  call: call(),
  charter: colignon,
  carrier: asbl,
  partners: [doctors],
  ...part,
});
const stateOf = (id: string, part: Partial<Known> = {}) =>
  criteriaOf(known(part)).find((c) => c.id === id)?.state;
const ticked = (proposal: Proposal, ...ticks: [string, boolean][]): Proposal => ({
  ...proposal,
  checks: Object.fromEntries(
    ticks.map(([id, met]) => [id, { met, reason: null, by: referente, conflicted: false, at: opensAt }]),
  ),
});

describe('les cinq critères de Colignon (§3)', () => {
  it(
    rule('criteria', 'four are computed from what is known; whom it is for is the référente’s to judge'),
    () => {
      expect(criteriaOf(known()).map(({ id, state, by }) => [id, state, by])).toEqual([
        ['objectifs', 'met', 'computed'],
        ['public', 'unknown', 'nothing'],
        ['porteur', 'met', 'computed'],
        ['partenariat', 'met', 'computed'],
        ['ancrage', 'met', 'computed'],
      ]);
    },
  );

  it.each<[string, Partial<Institution>, string]>([
    ['an asbl whose accounts suffice', {}, 'met'],
    ['an asbl whose accounts don’t', { soundAccounts: false }, 'unmet'],
    ['an asbl whose accounts nobody knows', { soundAccounts: null }, 'unknown'],
    ['a care provider', { legalForm: 'care-provider', soundAccounts: null }, 'met'],
    ['another public service', { legalForm: 'public' }, 'unmet'],
    ['an informal group', { legalForm: 'informal' }, 'unmet'],
    ['somebody whose form nobody knows', { legalForm: 'unknown' }, 'unknown'],
    ['an asbl that has left', { status: 'left' }, 'unmet'],
  ])('carried by %s', (_, part, state) => {
    expect(stateOf('porteur', { carrier: institution('I1', part) })).toBe(state);
  });

  it.each<[string, Partial<Institution>, Partial<Institution>[], string]>([
    ['a social and a health actor', { sectors: ['social'] }, [{ sectors: ['health'] }], 'met'],
    ['one actor of both sectors, alone', { sectors: ['social', 'health'] }, [], 'unknown'],
    [
      'one actor of both sectors, and another',
      { sectors: ['social', 'health'] },
      [{ sectors: ['culture'] }],
      'met',
    ],
    ['two social actors', { sectors: ['social'] }, [{ sectors: ['social'] }], 'unmet'],
    [
      'a social actor and one whose sector nobody knows',
      { sectors: ['social'] },
      [{ sectors: [] }],
      'unknown',
    ],
  ])('a partnership of %s', (_, carrier, partners, state) => {
    const all = partners.map((part, i) => institution(`I${i + 2}`, part));
    expect(stateOf('partenariat', { carrier: institution('I1', carrier), partners: all })).toBe(state);
  });

  it.each<[string, boolean | null, boolean | null, string]>([
    ['the carrier is', true, false, 'met'],
    ['a partner is', false, true, 'met'],
    ['neither is', false, false, 'unmet'],
    ['nobody knows of one of them', false, null, 'unknown'],
  ])('rooted locally: %s', (_, carrier, partner, state) => {
    const partners = [institution('I2', { rooted: partner })];
    expect(stateOf('ancrage', { carrier: institution('I1', { rooted: carrier }), partners })).toBe(state);
  });

  it('objectives that nobody has named are unknown, not missing', () => {
    expect(stateOf('objectifs', { proposal: openProposal() })).toBe('unknown');
  });
});

describe('le CPAS, 40 % au plus du montant alloué au projet (§3)', () => {
  const cpas = institution('I1', { legalForm: 'cpas', soundAccounts: null });
  const share = (carrierShare: number | null, amount: number | null) =>
    stateOf('porteur', { carrier: cpas, proposal: openProposal('P1', { amount, carrierShare }) });

  it.each([
    [400_000, 1_000_000, 'met'],
    [400_001, 1_000_000, 'unmet'],
    [399_999, 1_000_000, 'met'],
    [0, 1_000_000, 'met'],
    [40, 101, 'met'],
    [41, 101, 'unmet'],
    [null, 1_000_000, 'unknown'],
    [400_000, null, 'unknown'],
  ])('a share of %s cents of %s is %s', (carrierShare, amount, state) => {
    expect(share(carrierShare, amount)).toBe(state);
  });

  it('is counted in whole cents: exactly the cap is within it, one cent more isn’t, whatever the amount', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e9 }), (fifths) => {
        expect(share(fifths * 2, fifths * 5)).toBe('met');
        expect(share(fifths * 2 + 1, fifths * 5)).toBe('unmet');
      }),
    );
  });

  it('is counted for this project alone: another one of the same carrier changes nothing', () => {
    const two = call({ proposals: ['P1', 'P2'] });
    const proposal = openProposal('P1', { amount: 1_000_000, carrierShare: 400_000 });
    expect(stateOf('porteur', { carrier: cpas, proposal, call: two })).toBe('met');
  });

  it('is nobody else’s cap', () => {
    const all = openProposal('P1', { amount: 100, carrierShare: 100 });
    expect(stateOf('porteur', { proposal: all })).toBe('met');
  });

  it('is another share of another form where the charter says so', () => {
    const service = institution('I1', { legalForm: 'public' });
    const proposal = ticked(openProposal('P1', { amount: 100, carrierShare: 75 }), ['porteur-public', true]);
    expect(stateOf('porteur-public', { charter: contrary, carrier: service, proposal })).toBe('met');
    expect(
      stateOf('porteur-public', {
        charter: contrary,
        carrier: service,
        proposal: { ...proposal, carrierShare: 76 },
      }),
    ).toBe('unmet');
  });
});

describe('cocher un critère', () => {
  const check = (
    criterion: string,
    met: boolean | null,
    reason: string | null = null,
    part: Partial<Known> = {},
  ) =>
    checkCriterion({ criterion, met, reason: reason === null ? null : text(reason) }, opensAt, referente, {
      ...known(part),
      conflicted: false,
    });

  it(
    rule('criteria', 'what is computed is corrected where it comes from; what isn’t known may be ticked'),
    () => {
      expect(check('public', true)).toMatchObject([
        { name: 'CriterionChecked', data: { criterion: 'public', met: true } },
      ]);
      expect(check('porteur', true)).toMatchObject({ refused: 'criterion.computed' });
      const unknown = { carrier: institution('I1', { legalForm: 'unknown' }) };
      expect(check('porteur', true, null, unknown)).toMatchObject([{ data: { met: true } }]);
      expect(stateOf('porteur', { ...unknown, proposal: ticked(good, ['porteur', true]) })).toBe('met');
    },
  );

  it('that isn’t met carries its reason; a tick is taken back; the same tick changes nothing', () => {
    expect(check('public', false)).toMatchObject({ refused: 'criterion.reason-required', field: 'reason' });
    expect(check('public', false, 'r')).toMatchObject([{ data: { met: false, reason: text('r') } }]);
    const done = { proposal: ticked(good, ['public', true]) };
    expect(check('public', true, null, done)).toEqual([]);
    expect(check('public', null, null, done)).toMatchObject([{ data: { met: null } }]);
  });

  it('is refused where there is no such criterion, or all is decided', () => {
    expect(check('beauté', true)).toMatchObject({ refused: 'criterion.unknown', field: 'criterion' });
    expect(check('public', true, null, { proposal: validatedProposal() })).toMatchObject({
      refused: 'proposal.over',
    });
  });

  it.each<[string, boolean | null, Partial<Institution>, string]>([
    ['ticked, and nothing speaks against it', true, { legalForm: 'informal' }, 'met'],
    ['ticked, though what is known speaks against it', true, { legalForm: 'asbl' }, 'unmet'],
    ['not ticked yet', null, { legalForm: 'informal' }, 'unknown'],
    ['ticked as not met', false, { legalForm: 'informal' }, 'unmet'],
  ])('one that is both computed and ticked: %s', (_, met, carrier, state) => {
    const proposal = met === null ? good : ticked(good, ['porteur-public', met]);
    const part = { charter: contrary, carrier: institution('I1', carrier), proposal };
    expect(stateOf('porteur-public', part)).toBe(state);
  });

  it(rule('callCriteria', 'one that the call has added is ticked like the others'), () => {
    const added = call({ criteria: [{ id: 'appel-1', label: text('l') }] });
    expect(stateOf('appel-1', { call: added })).toBe('unknown');
    expect(check('appel-1', true, null, { call: added })).toMatchObject([{ name: 'CriterionChecked' }]);
    expect(stateOf('appel-1', { call: added, proposal: ticked(good, ['appel-1', true]) })).toBe('met');
  });

  it('is never met by itself: without computation and tick it stays unknown', () => {
    const all: Charter = saying(colignon, {
      criteria: colignon.rules.criteria.value.map((c) => ({ ...c, how: 'checklist', computed: null })),
    });
    expect(criteriaOf(known({ charter: all })).map((c) => c.state)).toEqual(Array(5).fill('unknown'));
  });
});
