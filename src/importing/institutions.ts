// Institutions out of a table: each once, found again where it is registered, and those that share the vote of
// another.

import { isDeepStrictEqual } from 'node:util';
import { NameIndex } from '../domain/names.ts';
import type { Layout } from './columns.ts';
import type {
  InstitutionDetails,
  InstitutionRef,
  InstitutionRow,
  KnownInstitution,
  Reading,
} from './roster.ts';
import type { Sheet } from './sheet.ts';
import { LineReader, valueLimits } from './values.ts';

export function readInstitutions(
  sheet: Sheet,
  layout: Layout,
  known: readonly KnownInstitution[],
): Reading<InstitutionRow> {
  const registered = namesOf(known);
  const read = sheet.rows.map((row) => {
    const line = new LineReader(row, layout, sheet.header);
    return { line, parent: line.text('votesWith', valueLimits.name), row: institutionAt(line) };
  });
  const inFile = new NameIndex<(typeof read)[number]>();
  for (const one of read) inFile.add(one.row.name, one);

  for (const { line, parent, row } of read) {
    const { name } = row;
    const [first] = inFile.of(name);
    if (name !== '' && first && first.row !== row) {
      line.fault('institution.doubled', { institution: name, first: first.row.line });
    }
    const [found, another] = registered.of(name);
    if (another) line.fault('institution.known-twice', { institution: name });
    row.id = found?.id ?? null;
    if (parent !== '') row.votesWith = votesWith(line, row, parent);
    row.standing = found ? standingOf(row, found.details) : 'new';
  }
  return { rows: read.map((one) => one.row), faults: read.flatMap((one) => one.line.faults) };

  /** A service shares the vote of an institution that has one of its own. */
  function votesWith(line: LineReader, row: InstitutionRow, parent: string): InstitutionRef | null {
    const [found, another] = registered.of(parent);
    const [here] = inFile.of(parent);
    if (another) line.fault('institution.known-twice', { institution: parent });
    else if (here?.row === row) line.fault('votes-with.itself', { institution: parent });
    else if (here?.parent || found?.details?.votesWith)
      line.fault('votes-with.chain', { institution: parent });
    else if (found) return { id: found.id };
    else if (here) return { line: here.row.line };
    else line.fault('votes-with.unknown', { institution: parent });
    return null;
  }
}

/** Registered institutions by their name. */
export function namesOf(known: readonly KnownInstitution[]): NameIndex<KnownInstitution> {
  const names = new NameIndex<KnownInstitution>();
  for (const institution of known) names.add(institution.name, institution);
  return names;
}

/**
 * The registered institution that a cell names; undefined, and a fault of its line, where there is none or
 * more than one.
 */
export function registeredAs(
  line: LineReader,
  registered: NameIndex<KnownInstitution>,
  name: string,
): string | undefined {
  const [found, another] = registered.of(name);
  if (!found) line.fault('institution.unknown', { institution: name });
  if (another) line.fault('institution.known-twice', { institution: name });
  return another ? undefined : found?.id;
}

function institutionAt(line: LineReader): InstitutionRow {
  return {
    line: line.line,
    id: null,
    standing: 'new',
    name: line.name('name', valueLimits.name),
    legalForm: line.legalForm('legalForm'),
    sectors: line.sectors('sectors'),
    rooted: line.yesNo('rooted'),
    soundAccounts: line.yesNo('soundAccounts'),
    votesWith: null,
    contact: line.mail('mail'),
  };
}

function standingOf(
  row: InstitutionRow,
  details: InstitutionDetails | undefined,
): InstitutionRow['standing'] {
  const { legalForm, sectors, rooted, soundAccounts, contact } = row;
  const parent = row.votesWith && ('id' in row.votesWith ? row.votesWith.id : row.votesWith);
  const said = { legalForm, sectors: sectors.toSorted(), rooted, soundAccounts, votesWith: parent, contact };
  const before = { ...nothing, ...details, sectors: details?.sectors.toSorted() ?? [] };
  const adds = (Object.keys(nothing) as (keyof typeof nothing)[]).some(
    (key) => !isDeepStrictEqual(said[key], nothing[key]) && !isDeepStrictEqual(said[key], before[key]),
  );
  return adds ? 'to-complete' : 'unchanged';
}

const nothing: InstitutionDetails = {
  legalForm: 'unknown',
  sectors: [],
  rooted: null,
  soundAccounts: null,
  votesWith: null,
  contact: null,
};
