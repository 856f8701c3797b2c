import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { LegalForm } from '../../src/domain/people.ts';
import { isRejected } from '../../src/importing/fault.ts';
import { type InstitutionRow, readRoster } from '../../src/importing/roster.ts';
import { readSheet } from '../../src/importing/sheet.ts';

const file = join(fileURLToPath(new URL('../..', import.meta.url)), 'data/colignon/institutions.csv');
const text = readFileSync(file, 'utf8');
const roster = await readRosterOf(readFileSync(file));
const { rows } = roster;
const named = (wanted: (row: InstitutionRow) => boolean) => rows.filter(wanted).map((row) => row.name);
const withForm = (form: LegalForm) => named((row) => row.legalForm === form);

describe('la liste des membres de la coordination', () => {
  it('can be imported as it stands: 51 members and the CPAS, each new', () => {
    expect(rows).toHaveLength(52);
    expect(rows.every((row) => row.standing === 'new')).toBe(true);
    expect(rows.at(-1)?.name).toBe('CPAS de Schaerbeek');
  });

  it('has every column that an import of institutions knows, and no other', () => {
    expect(roster.ignored).toEqual([]);
    expect(text.split('\n')[0]).toBe(
      'Nom;Forme juridique;Secteurs;Ancrage local;Assise comptable;Vote avec;Courriel',
    );
  });

  it('names members as the document does, those on two of its lines in one', () => {
    expect(named(() => true)).toEqual(
      expect.arrayContaining([
        'FEZA – Femmes Épanouies et Actives',
        'Gerbe (La) SSM - Mémoire Vivante',
        'Maison des Médiations - Commune de Schaerbeek',
        'Service Prévention (Soleil du Nord+ - intégration sociale)',
        'Wijkpartenariaat-De Schakel',
      ]),
    );
  });

  it('says of a legal form only what the document says', () => {
    expect(withForm('cpas')).toEqual(['CPAS de Schaerbeek']);
    expect(withForm('asbl')).toEqual([
      'APAJ asbl',
      'Genres Pluriels asbl',
      'Groupe Santé Josaphat asbl',
      'Renovas',
      'Riga Solidaire',
    ]);
    expect(withForm('public')).toEqual([
      'Maison des Médiations - Commune de Schaerbeek',
      'Service Prévention (Soleil du Nord+ - intégration sociale)',
    ]);
    expect(withForm('care-provider')).toEqual([
      'Anaïs (Centre de Santé Mentale)',
      'Gerbe (La) SSM - Mémoire Vivante',
      ...named((row) => /^Maison médicale/i.test(row.name)),
      'Méridien (Le)',
    ]);
    expect(withForm('unknown')).toHaveLength(32);
    expect(withForm('informal')).toEqual([]);
  });

  it('says of sectors only social and health, and of most members nothing', () => {
    expect(new Set(rows.flatMap((row) => row.sectors))).toEqual(new Set(['social', 'health']));
    expect(named((row) => row.sectors.includes('social'))).toEqual([
      'Harmonisation Sociale Schaerbeekoise',
      'Mutualité St Michel – Service Social',
      'Services Sociaux Quartiers 1030',
      'Service Prévention (Soleil du Nord+ - intégration sociale)',
      'CPAS de Schaerbeek',
    ]);
    expect(named((row) => row.sectors.length === 0)).toHaveLength(33);
  });

  it('leaves open what no document says: local roots, accounts, shared votes, addresses', () => {
    const open = { rooted: null, soundAccounts: null, votesWith: null, contact: null };
    for (const row of rows) expect(row).toMatchObject(open);
  });

  it('has nobody’s address or telephone in it', () => {
    expect(text).not.toMatch(/@|https?:|\d{2,}[ ./]\d{2,}[ ./]\d{2}/);
  });
});

async function readRosterOf(bytes: Uint8Array) {
  const sheet = await readSheet(bytes, 'institutions.csv');
  const read = isRejected(sheet) ? sheet : readRoster(sheet, []);
  if (isRejected(read)) throw new Error(JSON.stringify(read.rejected));
  if (read.kind !== 'institutions') throw new Error(`read as ${read.kind}`);
  return read;
}
