import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import colignon from '../../data/colignon/objectives.json' with { type: 'json' };
import {
  actionPlan,
  type Objective,
  objectiveLevels,
  objectiveNamed,
  objectivesUnder,
} from '../../src/domain/plan.ts';
import { charterNamed } from '../support/charters.ts';

const plan = actionPlan.parse(colignon);
const codes = (objectives: readonly Objective[]) => objectives.map((o) => o.code);
const wordingOf = (code: string) => objectiveNamed(plan, code)?.wording;

describe('le plan d’action Colignon 2022-2025', () => {
  it('has every objective of the document, level by level', () => {
    const counts = objectiveLevels.map((level) => [
      level,
      plan.objectives.filter((o) => o.level === level).length,
    ]);
    expect(Object.fromEntries(counts)).toEqual({
      thematic: 3,
      strategic: 4,
      transversal: 1,
      intermediate: 14,
      operational: 32,
    });
  });

  it('is a tree: from the three themes down, each objective is met once, in the order of the plan', () => {
    const below = (parent: string | null): Objective[] =>
      objectivesUnder(plan, parent).flatMap((o) => [o, ...below(o.code)]);
    expect(codes(below(null))).toEqual(codes(plan.objectives));
  });

  it('places each objective under the level above it', () => {
    const places = new Set(
      plan.objectives.map((o) => `${o.level} < ${o.parent && objectiveNamed(plan, o.parent)?.level}`),
    );
    expect([...places].sort()).toEqual([
      'intermediate < strategic',
      'intermediate < transversal',
      'operational < intermediate',
      'strategic < thematic',
      'thematic < null',
      'transversal < thematic',
    ]);
  });

  it.each([
    [null, ['OT1', 'OT2', 'OT3']],
    ['OT1', ['1', '2', '3']],
    ['OT2', ['4']],
    ['OT3', ['T1']],
    ['T1', ['T.1', 'T.2', 'T.3', 'T.4']],
    ['T.1', ['T.1.1']],
    ['4.2', ['4.2.1', '4.2.2', '4.2.3', '4.2.4', '4.2.5']],
    ['1.1.1', []],
    ['9.9', []],
  ])('below %s stand %j', (parent, expected) => {
    expect(codes(objectivesUnder(plan, parent))).toEqual(expected);
  });

  it.each([
    ['1.1.1', 'Les acteurs de terrain du quartier se réunissent au travers de thématiques rassembleuses'],
    [
      '1.3.3',
      "Les acteurs de quartier impliqués s'assurent que les lieux/lien d'accroches déjà existants puissent être rattachés et impliqués aux outils et réseau mis en place par le CLSS",
    ],
    [
      '2.2.2',
      "Les acteurs créent un espace d'accueil inconditionnel d'orientation et d'accès aux services socio-sanitaires, complémentaire aux lieux et modalités existants au sein du quartier",
    ],
    [
      '4.2.5',
      "Les habitants y usagers ont un accompagnement au tribunal de qualité dans le cadre de procédure d'expulsions",
    ],
    ['OT3', 'Instaurer un maillage intersectorielle au sein du quartier'],
    [
      'T1',
      "Les acteurs du quartier valorisent les ressources de chacun et adaptent collectivement les actions au plus près des réalités du quartier et partager une parole représentative de quartier en vue d'un plaidoyer à destination du politique",
    ],
    [
      'T.1.1',
      "Les acteurs porteurs et partenaires de projets sont soutenus logistiquement à la participation à des moments d'évaluation collective et d'avancement en co-construction en prenant en compte dans leurs temps de travail afin de s'assurer de leurs présence effective aux espaces collectifs.",
    ],
    [
      'T.2',
      "Une réflexion collective est menée au sein du quartier afin d'adapter le dispositif et les projets du contrat local social santé Colignon au plus proche des réalités.",
    ],
  ])('words objective %s as the document does', (code, wording) => {
    expect(wordingOf(code)).toBe(wording);
  });

  it('keeps nothing of the layout: no line breaks, marks, quotation marks or stray spaces', () => {
    const stray = /\s{2}|[\n\t*_«»\u00ad]|^\s|\s$|\s,|\b\d\.\d/;
    expect(plan.objectives.filter((o) => stray.test(o.wording))).toEqual([]);
  });

  it('T.1.2, as one part of the document numbers it, is T.1.1', () => {
    expect(objectiveNamed(plan, 'T.1.2')?.code).toBe('T.1.1');
  });

  it('an objective is found under any code and alias, in capitals or not, with the full stop of the table or not', () => {
    const named = plan.objectives.flatMap((o) => [o.code, ...(o.aliases ?? [])].map((name) => ({ name, o })));
    const way = fc.constantFrom<(name: string) => string>(
      (name) => name,
      (name) => name.toLowerCase(),
      (name) => name.toUpperCase(),
      (name) => `${name}.`,
      (name) => ` ${name} `,
    );
    fc.assert(
      fc.property(fc.constantFrom(...named), way, ({ name, o }, written) => {
        expect(objectiveNamed(plan, written(name))).toBe(o);
      }),
    );
  });

  it('T1, the transversal objective, isn’t taken for T.1 below it', () => {
    expect(objectiveNamed(plan, 't1')?.level).toBe('transversal');
    expect(objectiveNamed(plan, 't.1')?.level).toBe('intermediate');
  });

  it.each(['', '5', '1.4', 'T.1.3', 'T', '1.1.1.1'])('%j names no objective', (code) => {
    expect(objectiveNamed(plan, code)).toBeUndefined();
  });

  it('the housing objective is shared with Brabant, and no other', () => {
    const shared = plan.objectives.filter((o) => o.sharedWith !== undefined);
    expect(shared.map((o) => [o.code, o.sharedWith])).toEqual([
      ['OT2', 'Brabant'],
      ['4', 'Brabant'],
    ]);
  });

  it('says its years, and the words of the charter that have proposals serve it', () => {
    const { years, source } = plan.plan;
    expect(years).toEqual({ from: 2022, to: 2025 });
    const { criteria: rule, actionPlan: named } = charterNamed('colignon-2024').rules;
    expect(named.value).toEqual(plan);
    const { source: criteria } = rule;
    if (!('article' in criteria)) throw new Error('the criteria name no article');
    expect(criteria.article).toBe(source.article);
    expect(criteria.quote).toContain(source.quote);
  });
});

describe('un plan d’action mal formé', () => {
  /** The plan with some objectives changed: the paths of what is wrong with it. */
  function faultsWith(changes: Record<string, object>): string[] {
    const objectives = colignon.objectives.map((o) => ({ ...o, ...changes[o.code] }));
    try {
      actionPlan.parse({ ...colignon, objectives });
      return [];
    } catch (error) {
      if (!(error instanceof z.ZodError)) throw error;
      return error.issues.map(({ path, message }) => {
        const [, i, field] = path;
        return `${colignon.objectives[Number(i)]?.code} ${String(field)}: ${message}`;
      });
    }
  }

  it.each([
    ['a code used twice', { '1.2.3': { code: '1.2.2' } }, '1.2.3 code: 1.2.2 names two objectives'],
    [
      'a code that is another’s alias',
      { 'T.2.2': { code: 'OBJECTIF THÉMATIQUE 1' } },
      'T.2.2 code: OBJECTIF THÉMATIQUE 1 names two objectives',
    ],
    [
      'a parent that doesn’t exist',
      { '1.2.3': { parent: '1.9' } },
      '1.2.3 parent: 1.2.3 (operational) can’t stand under 1.9',
    ],
    [
      'an operational objective under a strategic one',
      { '1.2.3': { parent: '1' } },
      '1.2.3 parent: 1.2.3 (operational) can’t stand under 1',
    ],
    [
      'an objective under nothing',
      { '2': { parent: null } },
      '2 parent: 2 (strategic) can’t stand under nothing',
    ],
    ['a theme under another', { OT2: { parent: 'OT1' } }, 'OT2 parent: OT2 (thematic) can’t stand under OT1'],
  ])('%s is refused, by its place', (_, changes, fault) => {
    expect(faultsWith(changes)).toEqual([fault]);
  });

  it.each([
    ['an empty wording', { '3': { wording: '' } }, /^3 wording/],
    ['a level of its own', { '3': { level: 'vision' } }, /^3 level/],
    ['a code that no form could carry', { '3.2.2': { code: '3,2' } }, /^3\.2\.2 code/],
  ])('%s is refused, by its place', (_, changes, fault) => {
    expect(faultsWith(changes).join('\n')).toMatch(fault);
  });

  it('a plan that ends before it begins is refused', () => {
    const plan = { ...colignon.plan, years: { from: 2025, to: 2022 } };
    expect(() => actionPlan.parse({ ...colignon, plan })).toThrow('ends before it begins');
  });
});
