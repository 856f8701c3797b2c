// The objectives of the action plan that proposals serve (000 §3): which a call asks for, which a proposal can
// name, and what is said of a code that isn't one.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { belgianHolidays as holidays } from '../../src/app/holidays.ts';
import { nameObjective, removeObjective } from '../../src/domain/answering.ts';
import { draftCall, openCall } from '../../src/domain/calling.ts';
import { criteriaOf } from '../../src/domain/criteria.ts';
import { namedObjectives, objectivesOf, planOf, servesCall } from '../../src/domain/objectives.ts';
import { submitProposal } from '../../src/domain/submitting.ts';
import { charterNamed } from '../support/charters.ts';
import {
  assembly,
  call,
  charter as essai,
  farid,
  institution,
  openProposal,
  opensAt,
  referente,
  text,
} from '../support/given.ts';
import { rule } from '../support/rule.ts';

const colignon = charterNamed('colignon-2024');
const contrary = charterNamed('contraire-2026');
const plan = planOf(colignon);
if (!plan) throw new Error('Colignon has a plan');
const all = plan.objectives.map((o) => o.code);
const whole = call();
const someOf = call({ objectives: ['1.2', 'T.1.1'] });
const terms = { ...call(), proposalsUntil: null };
const named = (codes: string[], of = whole, charter = colignon) =>
  namedObjectives(of, charter, codes, 'objectives');
const open = (objectives: string[], charter = colignon) =>
  openCall({ ...terms, objectives }, opensAt, referente, {
    assembly,
    charter,
    holidays,
    draft: undefined,
  });

describe('les objectifs d’un appel', () => {
  it(rule('actionPlan', 'a call lists objectives of the plan, each once, by the plan’s own codes'), () => {
    expect(open(['Objectif 4.1.', 'T.1.2', 't.1.1'])).toMatchObject([
      { name: 'CallOpened', data: { objectives: ['4.1', 'T.1.1'] } },
    ]);
    expect(open(['9.9.9'])).toMatchObject({ refused: 'objective.unknown', field: 'objectives' });
    const draft = draftCall({ ...terms, objectives: ['9.9.9'] }, opensAt, referente, {
      assembly,
      charter: colignon,
    });
    expect(draft).toMatchObject({ refused: 'objective.unknown', params: { where: 'plan' } });
  });

  it(rule('actionPlan', 'a call that lists none asks for every one of the plan'), () => {
    expect(objectivesOf(whole, colignon)?.map((o) => o.code)).toEqual(all);
  });

  it(rule('actionPlan', 'what a call lists, it asks for with all that stands below'), () => {
    expect(objectivesOf(someOf, colignon)?.map((o) => o.code)).toEqual([
      '1.2',
      '1.2.1',
      '1.2.2',
      '1.2.3',
      'T.1.1',
    ]);
  });

  it(
    rule('actionPlan', 'without a plan the codes that a call lists are all there is, and any may be listed'),
    () => {
      expect(open(['zz', 'ZZ', 'B 2'], contrary)).toMatchObject([{ data: { objectives: ['ZZ', 'B 2'] } }]);
      expect(objectivesOf(someOf, contrary)).toBeNull();
      expect(named(['x'], whole, contrary)).toEqual(['X']);
      expect(named(['x'], someOf, contrary)).toMatchObject({ params: { where: 'list', near: '1.2, T.1.1' } });
    },
  );
});

describe('nommer un objectif du plan', () => {
  const given = {
    assembly,
    call: whole,
    charter: colignon,
    proposal: openProposal(),
    institution: institution('I1'),
    entered: null,
  };

  it.each([
    ['1.1.1', '1.1.1'],
    ['t1', 'T1'],
    ['T.1', 'T.1'],
    ['T.1.2', 'T.1.1'],
    [' 4.1. ', '4.1'],
    ['Objectif 4.1.', '4.1'],
    ['doelstelling T.4.1', 'T.4.1'],
    ['objectif thématique 1', 'OT1'],
  ])('%j is %s', (said, code) => {
    expect(named([said])).toEqual([code]);
  });

  it(
    rule('actionPlan', 'a code that isn’t in the plan is refused, with the nearest ones and what they say'),
    () => {
      expect(named(['1.2.9'])).toMatchObject({
        refused: 'objective.unknown',
        params: {
          objective: '1.2.9',
          where: 'plan',
          near: expect.stringMatching(/^1\.2 \(.*\), 1\.2\.1 \(Les acteurs du quartier centralisent/),
        },
      });
      const nearTo = (code: string) => {
        const stop = named([code]);
        return 'refused' in stop ? `${stop.params?.near}`.match(/[\w.]+(?= \()/g) : stop;
      };
      expect(nearTo('O.3.2')).toEqual(['3.2']);
      expect(nearTo('T11')).toEqual(['T.1.1']);
      expect(nearTo('9.9.9')).toEqual(['1', '2', '3', '4', 'T1']);
    },
  );

  it(rule('actionPlan', 'an objective of the plan that the call doesn’t ask for is refused as such'), () => {
    expect(named(['1.2.1', 'T.1.2'], someOf)).toEqual(['1.2.1', 'T.1.1']);
    expect(named(['3.1.1'], someOf)).toMatchObject({ params: { objective: '3.1.1', where: 'call' } });
    expect(named(['3.1.1'], someOf)).toMatchObject({ params: { near: expect.stringContaining('1.2 (') } });
  });

  it('on a proposal that is submitted, and by whoever adds one', () => {
    const content = { title: text('t'), summary: text('s'), amount: null, carrierShare: null, partners: [] };
    const state = { ...given, holidays, draft: undefined };
    const by = { ...farid, institution: 'I1' };
    expect(submitProposal(content, ['Objectif 4.1.', '4.1'], opensAt, by, state)).toMatchObject([
      { data: { objectives: ['4.1'] } },
    ]);
    expect(submitProposal(content, ['9.9.9'], opensAt, by, state)).toMatchObject({
      refused: 'objective.unknown',
      field: 'objectives',
    });
    expect(nameObjective({ objective: 'T.1.2' }, opensAt, farid, given)).toMatchObject([
      { name: 'ObjectiveNamed', data: { objective: 'T.1.1' } },
    ]);
    expect(nameObjective({ objective: '9.9.9' }, opensAt, farid, given)).toMatchObject({
      refused: 'objective.unknown',
      field: 'objective',
    });
  });

  it('is taken back by any name that it has', () => {
    const proposal = openProposal('P1', { objectives: [{ code: 'T.1.1', by: farid }] });
    const removed = removeObjective({ objective: 't.1.2' }, opensAt, farid, {
      call: whole,
      charter: colignon,
      proposal,
      allowed: false,
    });
    expect(removed).toMatchObject([{ data: { objective: 'T.1.1' } }]);
  });

  it('whatever somebody types is an objective of the call, or refused with others to choose from', () => {
    const typed = fc.oneof(fc.constantFrom(...all), fc.string({ minLength: 1, maxLength: 12 }));
    const lists = fc.uniqueArray(fc.constantFrom(...all), { maxLength: 3 });
    fc.assert(
      fc.property(typed, lists, (code, objectives) => {
        const of = call({ objectives });
        const said = named([code], of);
        if ('refused' in said) expect(said.params?.near).not.toBe('');
        else expect(said.every((known) => servesCall(of, colignon, known))).toBe(true);
      }),
    );
  });
});

describe('le critère des objectifs (§3)', () => {
  const state = (codes: string[], of = whole, charter = colignon) => {
    const proposal = openProposal('P1', { objectives: codes.map((code) => ({ code, by: farid })) });
    const criteria = [colignon.rules.criteria.value[0] as (typeof colignon.rules.criteria.value)[number]];
    const rules = { ...charter.rules, criteria: { ...charter.rules.criteria, value: criteria } };
    const known = {
      proposal,
      call: of,
      charter: { ...charter, rules },
      carrier: institution('I1'),
      partners: [],
    };
    return criteriaOf(known).map((c) => [c.state, c.by])[0];
  };

  it(
    rule('actionPlan', 'the criterion is met by at least one objective of the call, and by nothing else'),
    () => {
      expect(state(['1.2.1'])).toEqual(['met', 'computed']);
      expect(state(['1.2.1'], someOf)).toEqual(['met', 'computed']);
      expect(state(['9.9.9', '1.2.1'])).toEqual(['met', 'computed']);
      expect(state(['9.9.9'])).toEqual(['unknown', 'nothing']);
      expect(state(['3.1.1'], someOf)).toEqual(['unknown', 'nothing']);
      expect(state([])).toEqual(['unknown', 'nothing']);
    },
  );

  it('without a plan only the codes of the call count; where it lists none, the référente ticks', () => {
    expect(state(['T.1.1'], someOf, essai)).toEqual(['met', 'computed']);
    expect(state(['9.9.9'], someOf, essai)).toEqual(['unknown', 'nothing']);
    expect(state(['9.9.9'], whole, essai)).toEqual(['unknown', 'nothing']);
  });
});
