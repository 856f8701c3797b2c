// Institutions out of a file: read whole and right, or not at all, with every reason told.

import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { foldName } from '../../src/domain/names.ts';
import { type Column, layoutOf, rosterColumns } from '../../src/importing/columns.ts';
import type { KnownInstitution } from '../../src/importing/roster.ts';
import { cells, faultsOf, known, latin1, rosterOf, rowsOf, workbook } from './files.ts';

describe('what a file is about shows from its titles', () => {
  test.each([
    ['Nom;Forme juridique;Secteurs', 'institutions'],
    ['NOM *;forme_juridique', 'institutions'],
    ['Naam;Rechtsvorm;Sectoren;Lokale verankering;Stemt met', 'institutions'],
    ['Name;Legal form;Sound accounts;Email', 'institutions'],
    ['Association;Courriel', 'institutions'],
    ['courriel;institution;nom', 'people'],
    ['Voornaam;Naam;Organisatie;Taal', 'people'],
    ['Name;Organisation;Role', 'people'],
    ['Titre;Resume;Institution porteuse;Montant (€)', 'proposals'],
    ['Titel;Samenvatting;Projectdrager;Bedrag;Doelstellingen', 'proposals'],
    ['Title;Summary;Lead organisation;Amount', 'proposals'],
  ])('%s: %s', (header, kind) => {
    expect(layoutOf(header.split(';'))).toMatchObject({ kind, missing: [], doubled: [], ignored: [] });
  });

  test('a list of people without the column of their institution isn’t taken for a list of institutions', async () => {
    expect(await faultsOf('Nom;Courriel;Langue\nA;;fr\n')).toEqual(['- header.missing']);
  });

  test('titles that say nothing known are refused', async () => {
    expect(await faultsOf('Année;Total\n2026;3\n')).toEqual(['- header.unknown']);
  });

  test('two columns that mean the same are refused: nobody can tell which one counts', async () => {
    expect(await faultsOf('Nom;Naam;Secteurs\nA;B;social\n')).toEqual(['- header.doubled']);
  });

  test('columns that mean nothing here are named, not guessed', async () => {
    const roster = await rosterOf('Nom;Téléphone;Forme juridique;\nA;02 000 00 00;asbl;\n');
    expect(roster).toMatchObject({ kind: 'institutions', ignored: ['Téléphone'] });
  });

  test('every title that docs/import.md gives is understood, and it gives them all', () => {
    const page = readFileSync(new URL('../../docs/import.md', import.meta.url), 'utf8');
    const given = [...page.matchAll(/^\| (?!Français)([^|-][^|]*) \| ([^|]+) \| ([^|]+) \| /gm)];
    const known = Object.values(rosterColumns).flatMap((columns) => Object.values<Column>(columns));
    expect(given.map(([, ...titles]) => titles)).toEqual(known.map((column) => column.titles.slice(0, 3)));
  });

  test('no title stands for two columns of one kind', () => {
    for (const columns of Object.values(rosterColumns)) {
      const titles = Object.values(columns).flatMap((c) => [...new Set(c.titles.map(foldName))]);
      expect(titles).toEqual([...new Set(titles)]);
    }
  });
});

describe('institutions', () => {
  test('are read with all that the file says of them', async () => {
    const file =
      'Nom;Forme juridique;Secteurs;Ancrage local;Assise comptable;Vote avec;Courriel\n' +
      'Le Puits ;ASBL;social, santé;oui;non;;bonjour@puits.example\n' +
      'Antenne Nord;;logement/Petite enfance;;;cpas de  VALMONT;\n' +
      'Écoute;informel;social-santé;x;?;le puits;\n';
    expect(await rowsOf('institutions', file)).toEqual([
      {
        line: 2,
        id: null,
        standing: 'new',
        name: 'Le Puits',
        legalForm: 'asbl',
        sectors: ['social', 'health'],
        rooted: true,
        soundAccounts: false,
        votesWith: null,
        contact: 'bonjour@puits.example',
      },
      {
        line: 3,
        id: null,
        standing: 'new',
        name: 'Antenne Nord',
        legalForm: 'unknown',
        sectors: ['logement', 'petite-enfance'],
        rooted: null,
        soundAccounts: null,
        votesWith: { id: 'I2' },
        contact: null,
      },
      {
        line: 4,
        id: null,
        standing: 'new',
        name: 'Écoute',
        legalForm: 'informal',
        sectors: ['social', 'health'],
        rooted: true,
        soundAccounts: null,
        votesWith: { line: 2 },
        contact: null,
      },
    ]);
  });

  test.each([
    ['asbl', 'asbl'],
    ['vzw', 'asbl'],
    ['C.P.A.S.', 'cpas'],
    ['OCMW', 'cpas'],
    ['openbaar', 'public'],
    ['Prestataire de soins', 'care-provider'],
    ['zorgverlener', 'care-provider'],
    ['care provider', 'care-provider'],
    ['informeel', 'informal'],
    ['', 'unknown'],
  ])('the legal form “%s” is %s', async (typed, form) => {
    expect(await rowsOf('institutions', `nom;forme juridique\nA;${typed}\n`)).toMatchObject([
      { legalForm: form },
    ]);
  });

  test('one that is registered already is found again, however its name is typed, and not doubled', async () => {
    const file = "nom;forme juridique\nMAISON MEDICALE  L'ORME;\nCPAS de Valmont;cpas\nNouvelle;\n";
    expect(await rowsOf('institutions', file)).toMatchObject([
      { id: 'I1', standing: 'unchanged' },
      { id: 'I2', standing: 'to-complete', legalForm: 'cpas' },
      { id: null, standing: 'new' },
    ]);
  });

  test('the same file sent again adds nothing', async () => {
    const file = 'nom;forme juridique;secteurs;ancrage local;vote avec\nA;asbl;santé,social;oui;\nB;;;;A\n';
    const details = { rooted: null, soundAccounts: null, votesWith: null, contact: 'a@orme.example' };
    const registered: KnownInstitution[] = [
      {
        id: 'I1',
        name: 'A',
        details: { ...details, legalForm: 'asbl', sectors: ['social', 'health'], rooted: true },
      },
      { id: 'I2', name: 'B', details: { ...details, legalForm: 'cpas', sectors: [], votesWith: 'I1' } },
    ];
    const again = await rowsOf('institutions', file, registered);
    expect(again.map((r) => [r.id, r.standing])).toEqual([
      ['I1', 'unchanged'],
      ['I2', 'unchanged'],
    ]);
  });

  test('two with one name in the file are refused, whatever the accents and marks that no one sees', async () => {
    const file = "nom\nL’Été\nL'ete\n\u202eL’Été\u200f\nL’É\u200bté\n";
    expect(await faultsOf(file)).toEqual([
      '3 institution.doubled',
      '4 institution.doubled',
      '5 institution.doubled',
    ]);
  });

  test('a name that two registered ones bear is refused: nobody can tell which is meant', async () => {
    const twice = [...known, { id: 'I3', name: 'cpas de valmont' }];
    expect(await faultsOf('nom\nCPAS de Valmont\n', twice)).toEqual(['2 institution.known-twice']);
    expect(await faultsOf('nom;vote avec\nA;CPAS de Valmont\n', twice)).toEqual([
      '2 institution.known-twice',
    ]);
  });

  test('one can’t share the vote of a registered one that shares another’s', async () => {
    const nothing = {
      legalForm: 'unknown',
      sectors: [],
      rooted: null,
      soundAccounts: null,
      contact: null,
    } as const;
    const antenna = { id: 'I3', name: 'Antenne', details: { ...nothing, sectors: [], votesWith: 'I2' } };
    expect(await faultsOf('nom;vote avec\nA;antenne\n', [...known, antenna])).toEqual(['2 votes-with.chain']);
  });

  test('marks that turn the writing around and control characters don’t come in', async () => {
    const [row] = await rowsOf('institutions', 'nom\n\u202eLe\u0007 Puits\u2066\n');
    expect(row?.name).toBe('Le Puits');
  });

  test.each([
    ['an emoji as a name', 'nom\n🌳🌳\n', '2 value.no-letter'],
    ['no name', 'nom;courriel\n;a@orme.example\n', '2 value.missing'],
    ['a name of 201 characters', `nom\n${'é'.repeat(201)}\n`, '2 value.too-long'],
    ['an unknown legal form', 'nom;forme juridique\nA;galaxie\n', '2 legal-form.unknown'],
    ['neither yes nor no', 'nom;ancrage local\nA;peut-être\n', '2 yes-no.unknown'],
    ['a sector without letters', 'nom;secteurs\nA;social, 🌳\n', '2 sector.unreadable'],
    ['no mail address', 'nom;courriel\nA;info@\n', '2 mail.invalid'],
    ['voting with nobody known', 'nom;vote avec\nA;Personne\n', '2 votes-with.unknown'],
    ['voting with itself', 'nom;vote avec\nÀ deux;a deux\n', '2 votes-with.itself'],
    ['voting in a chain', 'nom;vote avec\nA;B\nB;C\nC;\n', '2 votes-with.chain'],
    ['voting in a circle', 'nom;vote avec\nA;B\nB;A\n', '2 votes-with.chain,3 votes-with.chain'],
  ])('%s is refused', async (_, file, expected) => {
    expect((await faultsOf(file)).join()).toBe(expected);
  });

  test('a name of 200 characters is taken', async () => {
    expect(await rowsOf('institutions', `nom\n${'é'.repeat(200)}\n`)).toHaveLength(1);
  });

  test('every fault of every line is told, in the order of the lines; a line whose cell can’t be read has that one', async () => {
    const sheet = cells([
      ['nom', 'forme juridique', 'courriel'],
      ['A', 'galaxie', 'info@'],
      ['', 'asbl', ''],
      ['C', 'galaxie', ''],
      ['a', '', ''],
    ]);
    sheet.C4 = { t: 's', v: '', f: 'A1' };
    expect(await faultsOf(workbook({ F: sheet }))).toEqual([
      '2 legal-form.unknown',
      '2 mail.invalid',
      '3 value.missing',
      '4 cell.formula',
      '5 institution.doubled',
    ]);
  });

  test('a CSV in Latin-1 with semicolons is taken', async () => {
    const file = latin1('Nom;Forme juridique;Secteurs\r\nCrèche À petits pas;asbl;santé\r\n');
    expect(await rowsOf('institutions', file)).toMatchObject([
      { name: 'Crèche À petits pas', sectors: ['health'] },
    ]);
  });

  test('however a name is typed, it is the same name', () => {
    const name = fc.string({ unit: fc.constantFrom(..."aéÈœç’' -zŸ1"), minLength: 1, maxLength: 20 });
    const retyped = (s: string) =>
      [s.toUpperCase(), s.normalize('NFD'), ` ${s.replaceAll(' ', ' \u00a0')} `, s.replaceAll('’', "'")].map(
        foldName,
      );
    fc.assert(fc.property(name, (s) => retyped(s).every((key) => key === foldName(s))));
  });
});
