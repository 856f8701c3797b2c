// What an import did, or why it did nothing, line by line, in the reader’s language.

import { typedLine } from '../domain/text.ts';
import { listOf } from '../ui/format.ts';
import type { MessageKey, Params, Translator } from '../ui/translator.ts';
import { type Fault, isRejected, type Rejected } from './fault.ts';
import type { Roster } from './roster.ts';

export interface ImportReport {
  title: string;
  lines: string[];
}

/** Faults that a person can go through at a sitting; of the others only the number is told. */
const mostFaults = 200;

/** Characters of what somebody typed, where a sentence quotes it. */
const longestQuote = 80;

/** Says each fault with its line and the next step, or how many rows are new and what wasn’t read. */
export function importReport(t: Translator, outcome: Roster | Rejected): ImportReport {
  return isRejected(outcome) ? rejection(t, outcome.rejected) : acceptance(t, outcome);
}

function rejection(t: Translator, faults: readonly Fault[]): ImportReport {
  const lines = faults.slice(0, mostFaults).map((fault) => faultLine(t, fault));
  const others = faults.length - lines.length;
  if (others > 0) lines.push(t('import.others', { n: others }));
  lines.push(t('import.again'));
  return { title: t('import.rejected', { n: faults.length }), lines };
}

function faultLine(t: Translator, { code, line, params }: Fault): string {
  const { columns, ...rest } = params;
  const told: Params = {};
  for (const [name, value] of Object.entries(rest)) {
    if (typeof value === 'object') told[name] = listOf(t, [...value]);
    else told[name] = typeof value === 'string' ? quoted(value) : value;
  }
  if (columns) {
    told.columns = listOf(
      t,
      columns.map((column) => t(`import.column.${column}` as MessageKey)),
    );
  }
  const problem = t(`import.fault.${code}`, told);
  return line === null ? problem : t('import.line', { line, problem });
}

function quoted(typed: string): string {
  const value = typedLine(typed);
  const characters = [...value];
  return characters.length > longestQuote ? `${characters.slice(0, longestQuote).join('')}…` : value;
}

function acceptance(t: Translator, roster: Roster): ImportReport {
  const lines = counts(t, roster);
  const { ignored, otherSheets, hidden } = roster;
  if (hidden > 0) lines.push(t('import.hidden', { n: hidden }));
  if (ignored.length > 0) lines.push(t('import.ignored', { titles: listOf(t, ignored.map(quoted)) }));
  if (otherSheets.length > 0) {
    lines.push(t('import.other-sheets', { sheets: listOf(t, otherSheets.map(quoted)) }));
  }
  return { title: t(`import.accepted.${roster.kind}`), lines };
}

function counts(t: Translator, roster: Roster): string[] {
  switch (roster.kind) {
    case 'institutions': {
      const of = (standing: string) => roster.rows.filter((row) => row.standing === standing).length;
      const completed = of('to-complete');
      const known = completed + of('unchanged');
      const lines = [t('import.institutions', { added: of('new'), known })];
      if (completed > 0) lines.push(t('import.institutions.completed', { n: completed }));
      return [...lines, t('import.nothing-else')];
    }
    case 'people': {
      const inhabitants = roster.rows.filter((row) => row.institution === null).length;
      const lines = [t('import.people', { n: roster.rows.length })];
      if (inhabitants > 0) lines.push(t('import.people.inhabitants', { n: inhabitants }));
      return lines;
    }
    case 'proposals':
      return [t('import.proposals', { n: roster.rows.length })];
  }
}
