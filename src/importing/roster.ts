// What a table says of institutions, people or proposals, checked whole before anything is done with it: one
// fault and nothing is imported.

import type { Lang, LegalForm } from '../domain/people.ts';
import { type Layout, layoutOf, type RosterKind } from './columns.ts';
import { type Fault, type Rejected, unreadable } from './fault.ts';
import { readInstitutions } from './institutions.ts';
import { readPeople } from './people-rows.ts';
import { readProposals } from './proposal-rows.ts';
import type { Sheet } from './sheet.ts';
import type { StrayObjectives } from './values.ts';

/** An institution that is already registered; its details, where given, tell what a file would add. */
export interface KnownInstitution {
  id: string;
  name: string;
  details?: InstitutionDetails;
}

/** What a file can say of an institution besides its name; null, 'unknown' and [] say nothing. */
export interface InstitutionDetails<Parent = string> {
  legalForm: LegalForm;
  sectors: string[];
  /** Rooted in the neighbourhood. */
  rooted: boolean | null;
  soundAccounts: boolean | null;
  /** The institution whose vote it shares. */
  votesWith: Parent | null;
  contact: string | null;
}

/** An institution that is registered, by its id, or one of the same file, by its line. */
export type InstitutionRef = { id: string } | { line: number };

export interface InstitutionRow extends InstitutionDetails<InstitutionRef> {
  line: number;
  /** Null for a new one. */
  id: string | null;
  /**
   * `to-complete`: registered already, and the file says something that isn’t known of it. What the file
   * leaves empty changes nothing.
   */
  standing: 'new' | 'to-complete' | 'unchanged';
  name: string;
}

export interface PersonRow {
  line: number;
  name: string;
  /** Two lines with one address are one person with two mandates. */
  mail: string | null;
  /** The id of a registered institution; null for an *habitant·e*. */
  institution: string | null;
  lang: Lang | null;
  role: string | null;
}

export interface ProposalRow {
  line: number;
  title: string;
  summary: string;
  /** The id of a registered institution, as are the partners; the carrier isn’t one of them. */
  carrier: string;
  partners: string[];
  /** Cents. */
  amount: number | null;
  objectives: string[];
}

/** Rows that can be imported as they stand, and what the person should know of the rest of the file. */
export type Roster = {
  /** Titles of columns that weren’t read. */
  ignored: string[];
  /** How many of the lines the spreadsheet hides. */
  hidden: number;
  /** Further sheets, which weren’t read. */
  otherSheets: string[];
} & (
  | { kind: 'institutions'; rows: InstitutionRow[] }
  | { kind: 'people'; rows: PersonRow[] }
  | { kind: 'proposals'; rows: ProposalRow[] }
);

/** The rows of one kind and all that is wrong with them. */
export interface Reading<Row> {
  rows: Row[];
  faults: Fault[];
}

/**
 * Checks a whole table; what it is about shows from its titles. Any fault rejects it, with all faults in the
 * order of the lines. A line with a faulty cell isn’t looked at further.
 *
 * @param known the institutions of the assembly
 * @param stray tells the codes that no proposal of the call can name
 */
export function readRoster(
  sheet: Sheet,
  known: readonly KnownInstitution[],
  stray: StrayObjectives = () => undefined,
): Roster | Rejected {
  const layout = layoutOf(sheet.header);
  if (!layout) return unreadable('header.unknown');
  const { kind, ignored } = layout;
  const titles = titleFaults(layout);
  const { rows, faults } = readers[kind](sheet, layout, known, stray);
  const spoilt = new Set(sheet.faults.map((f) => f.line));
  const all = [...sheet.faults, ...faults.filter((f) => !spoilt.has(f.line))];
  const [first, ...others] = [...titles, ...(titles.length > 0 ? [] : all.sort(byLine))];
  if (first) return { rejected: [first, ...others] };
  const { hidden, otherSheets } = sheet;
  return { kind, rows, ignored, hidden, otherSheets } as Roster;
}

const readers: Record<
  RosterKind,
  (
    sheet: Sheet,
    layout: Layout,
    known: readonly KnownInstitution[],
    stray: StrayObjectives,
  ) => Reading<unknown>
> = {
  institutions: readInstitutions,
  people: readPeople,
  proposals: readProposals,
};

function titleFaults({ kind, missing, doubled }: Layout): Fault[] {
  const faults = doubled.map(([first, second]): Fault => {
    return { code: 'header.doubled', line: null, params: { first, second } };
  });
  if (missing.length > 0) {
    const columns = missing.map((column) => `${kind}.${column}`);
    faults.push({ code: 'header.missing', line: null, params: { columns } });
  }
  return faults;
}

function byLine(a: Fault, b: Fault): number {
  return (a.line ?? 0) - (b.line ?? 0);
}
