// The person who sends a file reads what came of it: what is new, or each line to correct and how.

import { describe, expect, test } from 'vitest';
import { langs } from '../../src/domain/people.ts';
import { rosterColumns } from '../../src/importing/columns.ts';
import { faultCodes } from '../../src/importing/fault.ts';
import { isMessageKey, translator } from '../../src/ui/translator.ts';
import { cells, rosterOf, told, workbook } from './files.ts';

const known = [{ id: 'I1', name: 'L’Orme' }];

describe('a file that is right', () => {
  test('says how many are new and how many were there already, and what wasn’t read', async () => {
    const sheet = cells([
      ['Nom', 'Forme juridique', 'Téléphone', 'Local'],
      ['L’Orme', '', '02 000 00 00', 'A1'],
      ['Le Puits', 'asbl', '', ''],
      ['Antenne Nord', '', '', ''],
    ]);
    sheet['!rows'] = [{}, {}, { hidden: true }];
    const file = workbook({ Partenaires: sheet, Archives: cells([['Nom'], ['Ancienne']]) });
    expect(told(await rosterOf(file, known))).toEqual([
      'Import des institutions',
      '2 institutions nouvelles, une déjà inscrite.',
      'Une ligne masquée dans le tableur a été lue comme les autres.',
      'Colonnes non lues : Téléphone et Local.',
      'Une seule feuille a été lue. Feuilles laissées de côté : Archives.',
    ]);
  });

  test('says which institutions it completes, in Dutch and English too', async () => {
    const outcome = await rosterOf('nom;forme juridique\nL’Orme;asbl\n', known);
    expect(told(outcome, 'nl')).toEqual([
      'Import van organisaties',
      'Geen nieuwe organisaties, één die al ingeschreven was.',
      'Eén ingeschreven organisatie is aangevuld met de gegevens in het bestand.',
    ]);
    expect(told(outcome, 'en')).toEqual([
      'Import of organisations',
      'No new organisations, one already registered.',
      'One registered organisation was completed with what the file says.',
    ]);
  });

  test('names columns without the marks that would turn the sentence around', async () => {
    const said = told(await rosterOf('nom;\u202eTéléphone\nA;02\n'));
    expect(said.at(-1)).toBe('Colonnes non lues : Téléphone.');
  });

  test('says how many people and proposals it holds', async () => {
    expect(told(await rosterOf('nom;institution\nAwa;L’Orme\nRosa;\n', known))).toEqual([
      'Import des personnes',
      '2 personnes nouvelles, aucune déjà inscrite.',
      'L’une d’elles prend part à la concertation sans institution, donc sans voix.',
    ]);
    expect(told(await rosterOf('titre;résumé;porteur\nA;B;L’Orme\n', known))).toEqual([
      'Import des propositions',
      'Une proposition nouvelle, aucune déjà déposée.',
    ]);
  });

  test('says of a file that is sent again that nothing in it was new', async () => {
    const again = await rosterOf('titre;résumé;porteur\nA;B;L’Orme\n', known);
    expect(told(again, 'fr', 1)[1]).toBe('Aucune proposition nouvelle, une déjà déposée.');
    expect(told(again, 'nl', 1)[1]).toBe('Geen nieuwe voorstellen, één dat al ingediend was.');
  });

  test('asks which column was meant by a title that resembles one', async () => {
    const said = told(await rosterOf('nom;secteur d’activité;secteuers;asise comptable\nA;x;social;oui\n'));
    expect(said).toContain(
      '« secteuers » veut-il dire « secteurs » ? Corrigez ce titre, puis envoyez le fichier à nouveau : rien ne sera inscrit deux fois.',
    );
    expect(said.filter((line) => line.includes('veut-il dire'))).toHaveLength(2);
    const short = await rosterOf('nom;forme;ancrage\nA;asbl;oui\n');
    expect(told(short).join()).not.toContain('non lues');
  });
});

describe('a file with faults', () => {
  test('says that nothing was imported, then every line with what to do', async () => {
    const file =
      'nom;forme juridique;vote avec;courriel\n' +
      'Le Puits;asbl;L’Étang;\nAntenne;galaxie;;info@\nantenne;;;\n';
    expect(told(await rosterOf(file))).toEqual([
      'Rien n’a été importé : 4 points à corriger',
      'Ligne 2 : l’institution « L’Étang » n’existe pas dans ce fichier ni dans la concertation. Inscrivez-la d’abord, ou corrigez le nom.',
      'Ligne 3 : la forme juridique « galaxie » n’est pas connue. Écrivez asbl, CPAS, public, prestataire de soins ou informel, ou laissez la cellule vide.',
      'Ligne 3 : « info@ » n’est pas une adresse de courriel. Corrigez-la, ou laissez la cellule vide.',
      'Ligne 4 : l’institution « antenne » est déjà à la ligne 3. Gardez une seule des deux lignes, ou donnez à chacune un nom qui les distingue.',
      'Corrigez le fichier, puis envoyez-le à nouveau, en entier.',
    ]);
  });

  test('names a formula by its cell', async () => {
    const sheet = cells([
      ['nom', 'secteurs'],
      ['A', 'social'],
      ['B', ''],
    ]);
    sheet.B3 = { t: 's', v: 'social', f: 'B2' };
    expect(told(await rosterOf(workbook({ F: sheet })))[1]).toBe(
      'Ligne 3 : la cellule B3 contient une formule. Remplacez-la par sa valeur (copier, puis coller les valeurs).',
    );
  });

  test('names the columns that are missing in the reader’s language', async () => {
    const outcome = await rosterOf('titre;montant\nA;3\n');
    expect(told(outcome)[1]).toContain('résumé et institution porteuse');
    expect(told(outcome, 'nl')[1]).toContain('samenvatting en projectdrager');
    expect(told(outcome, 'en')[1]).toContain('summary and lead organisation');
  });

  test('goes through 200 of them and counts the others', async () => {
    const lines = Array.from({ length: 230 }, (_, i) => `N${i};galaxie`).join('\n');
    const said = told(await rosterOf(`nom;forme juridique\n${lines}\n`));
    expect(said[0]).toBe('Rien n’a été importé : 230 points à corriger');
    expect(said.filter((line) => line.startsWith('Ligne '))).toHaveLength(200);
    expect(said.at(-2)).toBe('Et 30 autres points à corriger.');
  });

  test('quotes what was typed without its marks, and not for pages', async () => {
    const [, line] = told(await rosterOf(`nom;forme juridique\nA;"\u202e${'galaxie '.repeat(40)}"\n`));
    expect(line).toContain(`« ${'galaxie '.repeat(10)}… »`);
  });

  test.each(langs)('has a sentence for every fault and every column that can be missing, in %s', (lang) => {
    const required = Object.entries(rosterColumns).flatMap(([kind, columns]) =>
      Object.entries(columns).flatMap(([id, column]) => (column.required ? [`${kind}.${id}`] : [])),
    );
    const keys = [
      ...faultCodes.map((c) => `import.fault.${c}`),
      ...required.map((c) => `import.column.${c}`),
    ];
    expect(keys.filter((key) => !isMessageKey(key))).toEqual([]);
    expect(translator(lang).lang).toBe(lang);
  });
});
