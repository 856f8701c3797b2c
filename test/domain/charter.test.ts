import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { plansBeside } from '../../src/charters/plan-files.ts';
import { articleOf, assumptionOf, charterSchema, ruleNames } from '../../src/domain/charter.ts';
import { readCharter } from '../../src/domain/charter-reading.ts';
import { notYetApplied } from '../../src/domain/not-yet-applied.ts';
import { charterNamed } from '../support/charters.ts';
import { charter } from '../support/given.ts';

const folder = new URL('../../charters/', import.meta.url);
const colignon = charterNamed('colignon-2024');
const contrary = charterNamed('contraire-2026');

describe('une charte', () => {
  it.each(readdirSync(folder))('%s can be applied, and its name is its id', (file) => {
    const reading = readCharter(JSON.parse(readFileSync(new URL(file, folder), 'utf8')), plansBeside(folder));
    expect(reading).toMatchObject({ is: 'charter', charter: { id: file.replace('.json', '') } });
  });

  it('says of each rule which article it comes from, or that it is assumed', () => {
    expect(articleOf(charter, 'silence')).toBe('1');
    expect(articleOf(charter, 'notice')).toBe('assumption');
  });

  it('may cite an article and still say what that article leaves open', () => {
    expect(articleOf(colignon, 'period')).toBe('4b');
    expect(assumptionOf(colignon, 'period')?.fr).toContain('synthèse du cadre');
    expect(assumptionOf(colignon, 'silence')).toBeNull();
  });

  it.each(Object.keys(charter.rules))('cannot leave out where the rule « %s » comes from', (name) => {
    const rule = charter.rules[name as keyof typeof charter.rules];
    const unsourced = { ...charter, rules: { ...charter.rules, [name]: { value: rule.value } } };
    expect(charterSchema.safeParse(unsourced).success).toBe(false);
  });

  it('refuses a rule that nobody knows', () => {
    const extra = { ...charter, rules: { ...charter.rules, surprise: charter.rules.silence } };
    expect(charterSchema.safeParse(extra).success).toBe(false);
  });
});

describe('la charte Colignon 2024', () => {
  // The text, article by article; everything else in the file is marked as an assumption.
  it.each([
    ['membership', '2', 'open'],
    ['criteria', '3', expect.arrayContaining([expect.objectContaining({ id: 'porteur' })])],
    ['pathway', '3', [{ act: 'opinion' }, { act: 'validation' }, { act: 'validation' }]],
    ['bodies', '3', [{ seats: [] }, { seats: [] }, { seats: [] }]],
    ['proposers', '4b', 'institutions'],
    ['silence', '4b', 'consent'],
    ['period', '4b', { kind: 'common', opens: 'submission' }],
    ['onObjection', '4b', 'extraordinary-plenary'],
    ['onCompetition', '4b', { detect: 'fund' }],
    [
      'analysis',
      '4b',
      [{ fr: 'l’urgence' }, { fr: 'la temporalité' }, { fr: expect.stringContaining('de base') }],
    ],
    [
      'ladder',
      '4b',
      [
        { kind: 'consensus', on: 'modified' },
        { kind: 'majority', threshold: [1, 2] },
      ],
    ],
    ['votePer', '4b', 'institution'],
    ['voters', '4b', 'institutions'],
    ['refusalReasons', '4b', 'required'],
    ['needs', '5', 'later-meeting'],
    ['questions', '6', 'anytime'],
    ['visibility', '7, 8', { decisions: 'members', minutes: 'members', funds: 'members' }],
  ] as const)('%s is in article %s', (name, article, value) => {
    expect(articleOf(colignon, name)).toBe(article);
    expect({ value: colignon.rules[name].value }).toMatchObject({ value });
  });

  it('assumes all the rest, and says so in three languages', () => {
    const cited = ruleNames.filter((name) => articleOf(colignon, name) !== 'assumption');
    expect(cited).toHaveLength(18);
    for (const name of ruleNames.filter((n) => !cited.includes(n))) {
      expect(new Set(Object.values(assumptionOf(colignon, name) ?? {})).size, name).toBe(3);
    }
  });

  it('has the five criteria of article 3: four are computed, the public is for the référente to judge', () => {
    const criteria = colignon.rules.criteria.value;
    expect(criteria.map(({ id, how }) => [id, how])).toEqual([
      ['objectifs', 'computed'],
      ['public', 'checklist'],
      ['porteur', 'computed'],
      ['partenariat', 'computed'],
      ['ancrage', 'computed'],
    ]);
    expect(criteria.flatMap(({ computed }) => computed ?? [])).toEqual([
      { kind: 'objectives' },
      {
        kind: 'carrier',
        forms: ['asbl', 'cpas', 'care-provider'],
        soundAccounts: ['asbl'],
        shareCap: { form: 'cpas', percent: 40 },
      },
      { kind: 'partnership', sectors: ['social', 'health'] },
      { kind: 'rooted' },
    ]);
  });
});

describe('la charte d’épreuve', () => {
  // What only one value exists for, and consent online, without which nothing of the process would run.
  const same = ['questions', 'needs', 'silence', 'onObjection'];

  it('turns every rule of Colignon the other way', () => {
    const alike = ruleNames.filter(
      (name) => JSON.stringify(contrary.rules[name].value) === JSON.stringify(colignon.rules[name].value),
    );
    expect(alike.sort()).toEqual(same.sort());
  });

  it('says in each language that it is invented', () => {
    const said = [contrary.title.fr, contrary.title.nl, contrary.title.en];
    expect(said).toEqual([
      'Charte d’épreuve (inventée)',
      'Toetscharter (verzonnen)',
      'Test charter (invented)',
    ]);
  });
});

it('what is not applied yet is named once, and is a rule that charters have', () => {
  expect(new Set(notYetApplied).size).toBe(notYetApplied.length);
  expect(notYetApplied.filter((name) => !ruleNames.includes(name))).toEqual([]);
});
