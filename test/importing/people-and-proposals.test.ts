// People and proposals out of a file, held against the institutions that are registered.

import { describe, expect, test } from 'vitest';
import { strayObjective } from '../../src/domain/objectives.ts';
import { isRejected } from '../../src/importing/fault.ts';
import { readRoster } from '../../src/importing/roster.ts';
import { charterNamed } from '../support/charters.ts';
import { cells, faultsOf, known, rowsOf, sheetOf, told, utf8, workbook } from './files.ts';

describe('people', () => {
  test('are read with the institution they speak for; an inhabitant speaks for none', async () => {
    const file =
      'Prénom,Nom,Courriel,Institution,Langue,Rôle\n' +
      "Awa,Vandermeersch,awa@orme.example,maison medicale l'orme,néerlandais,coordination\n" +
      'Awa,VANDERMEERSCH,Awa@orme.example,CPAS de Valmont,,\n' +
      ',Rosa Lindt,,,,habitante\n';
    expect(await rowsOf('people', file)).toEqual([
      {
        line: 2,
        name: 'Awa Vandermeersch',
        mail: 'awa@orme.example',
        institution: 'I1',
        lang: 'nl',
        role: 'coordination',
      },
      {
        line: 3,
        name: 'Awa VANDERMEERSCH',
        mail: 'Awa@orme.example',
        institution: 'I2',
        lang: null,
        role: null,
      },
      { line: 4, name: 'Rosa Lindt', mail: null, institution: null, lang: null, role: 'habitante' },
    ]);
  });

  test('two people of one name in one institution are told apart by their addresses', async () => {
    const file =
      'nom;courriel;institution\nAwa;a@orme.example;CPAS de Valmont\nAwa;b@orme.example;CPAS de Valmont\n';
    expect(await rowsOf('people', file)).toHaveLength(2);
  });

  test('two people may share the one mailbox of a small institution', async () => {
    const file = 'nom;courriel;institution\nAwa;info@orme.example;\nRosa;INFO@orme.example;\n';
    expect(await rowsOf('people', file)).toHaveLength(2);
  });

  test.each([
    ['an institution that isn’t registered', 'nom;institution\nAwa;Le Puits\n', '2 institution.unknown'],
    [
      'the same person twice',
      'nom;institution\nAwa;CPAS de Valmont\nAWA;cpas de valmont\n',
      '3 person.doubled',
    ],
    ['a language of elsewhere', 'nom;institution;langue\nAwa;;klingon\n', '2 language.unknown'],
    ['a role of 81 characters', `nom;institution;rôle\nAwa;;${'x'.repeat(81)}\n`, '2 value.too-long'],
    ['a first name alone', 'prénom;nom;institution\nAwa;;\n', '2 value.missing'],
  ])('%s is refused', async (_, file, expected) => {
    expect((await faultsOf(file, known)).join()).toBe(expected);
  });
});

describe('proposals', () => {
  const header = 'titre;résumé;institution porteuse;montant;partenaires;objectifs\n';

  test('are read with carrier, partners, amount in cents and objectives', async () => {
    const file =
      `${header}Permanence « santé »;"Deux soirs\npar semaine";CPAS DE VALMONT;12.500,50 €;` +
      `"maison médicale l'orme; CPAS de Valmont;";"1.2, OS 3;1.2"\nJardin;À lancer;Maison médicale L’Orme;;;\n`;
    expect(await rowsOf('proposals', file)).toEqual([
      {
        line: 2,
        title: 'Permanence « santé »',
        summary: 'Deux soirs\npar semaine',
        carrier: 'I2',
        amount: 1_250_050,
        partners: ['I1'],
        objectives: ['1.2', 'OS 3'],
      },
      {
        line: 4,
        title: 'Jardin',
        summary: 'À lancer',
        carrier: 'I1',
        amount: null,
        partners: [],
        objectives: [],
      },
    ]);
  });

  test('a number of a spreadsheet is read as the number it is: 12.345 isn’t twelve thousand', async () => {
    const sheet = (amount: unknown) =>
      workbook({
        F: cells([
          ['titre', 'résumé', 'porteur', 'montant'],
          ['A', 'B', 'CPAS de Valmont', amount],
        ]),
      });
    expect(await rowsOf('proposals', sheet(12.345))).toMatchObject([{ amount: 1235 }]);
    expect(await rowsOf('proposals', sheet('12.345'))).toMatchObject([{ amount: 1_234_500 }]);
  });

  test.each(['-1', '1e309', 'NaN', '0', 'mille', '12,5,0', '1000000001'])(
    'an amount of “%s” is refused',
    async (typed) => {
      expect(await faultsOf(`${header}A;B;CPAS de Valmont;"${typed}";;\n`, known)).toEqual([
        '2 amount.unreadable',
      ]);
    },
  );

  test('an objective that the spreadsheet took for a date is named, not imported as that date', async () => {
    const sheet = cells([
      ['titre', 'résumé', 'porteur', 'objectifs'],
      ['A', 'B', 'CPAS de Valmont', 46357],
    ]);
    sheet.D2.z = 'dd/mm/yyyy';
    expect(await faultsOf(workbook({ F: sheet }), known)).toEqual(['2 objective.date']);
  });

  test.each([
    ['a title of 151 characters', `${'é'.repeat(151)};B;CPAS de Valmont;;;`, '2 value.too-long'],
    ['an emoji as a title', '🌳;B;CPAS de Valmont;;;', '2 value.no-letter'],
    ['no summary', 'A;;CPAS de Valmont;;;', '2 value.missing'],
    ['a carrier that isn’t registered', 'A;B;Le Puits;;;', '2 institution.unknown'],
    ['a partner that isn’t registered', 'A;B;CPAS de Valmont;;Le Puits;', '2 institution.unknown'],
    [
      'an objective that is a sentence',
      `A;B;CPAS de Valmont;;;${'mot '.repeat(10)}`,
      '2 objective.unreadable',
    ],
    ['the same proposal twice', 'A;B;CPAS de Valmont;;;\na;C;CPAS de Valmont;;;', '3 proposal.doubled'],
  ])('%s is refused', async (_, lines, expected) => {
    expect((await faultsOf(`${header}${lines}\n`, known)).join()).toBe(expected);
  });

  test('whose objectives the call doesn’t know are told line by line, with the nearest ones', async () => {
    const file =
      'titre;résumé;institution porteuse;objectifs\n' +
      'Jardin;Un potager;CPAS de Valmont;1.2.1, T.1.2\n' +
      'Café;Un lieu;CPAS de Valmont;9.9.9\n' +
      'Bus;Un minibus;CPAS de Valmont;1.2.1, 3.1.1\n';
    const call = { objectives: ['1.2', 'T.1'] };
    const stray = (code: string) => strayObjective(call, charterNamed('colignon-2024'), code);
    const outcome = readRoster(await sheetOf(utf8(file)), known, stray);
    if (!isRejected(outcome)) throw new Error('it was read');
    const [, third, fourth] = told(outcome);
    expect(third).toContain(
      'Ligne 3 : « 9.9.9 » n’est pas un objectif du plan d’action. Les plus proches : 1.2 (Les acteurs de terrain',
    );
    expect(fourth).toContain(
      'Ligne 4 : l’objectif 3.1.1 est dans le plan d’action, mais cet appel ne le retient pas.',
    );
    expect(outcome.rejected.map((f) => f.line)).toEqual([3, 4]);
  });
});
