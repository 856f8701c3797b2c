// What an import did, or why it did nothing, line by line, in the reader’s language.

import { typedLine } from '../domain/text.ts';
import { listOf } from '../ui/format.ts';
import type { MessageKey, Params, Translator } from '../ui/translator.ts';
import { nearestTitle } from './columns.ts';
import type { Fault, Rejected } from './fault.ts';
import type { Roster } from './roster.ts';

export interface ImportReport {
  title: string;
  lines: string[];
}

/** Faults that a person can go through at a sitting; of the others only the number is told. */
const mostFaults = 200;

/** Characters of what somebody typed, where a sentence quotes it. */
const longestQuote = 80;

/** What an import has made of the rows of its file. */
interface Made {
  made: number;
  unchanged: number;
}

/** Says each fault with its line and the next step. */
export function rejectionReport(t: Translator, { rejected: faults }: Rejected): ImportReport {
  const lines = faults.slice(0, mostFaults).map((fault) => faultLine(t, fault));
  const others = faults.length - lines.length;
  if (others > 0) lines.push(t('import.others', { n: others }));
  lines.push(t('import.again'));
  return { title: t('import.rejected', { n: faults.length }), lines };
}

/** Says how many rows are new or completed, how many were there already, and what wasn’t read. */
export function importReport(t: Translator, roster: Roster, made: Made): ImportReport {
  const lines = counts(t, roster, made);
  const { ignored, otherSheets, hidden } = roster;
  if (hidden > 0) lines.push(t('import.hidden', { n: hidden }));
  if (ignored.length > 0) lines.push(t('import.ignored', { titles: listOf(t, ignored.map(quoted)) }));
  for (const title of ignored) {
    const meant = nearestTitle(title, roster.kind, t.lang);
    if (meant !== null) lines.push(t('import.ignored.near', { title: quoted(title), meant }));
  }
  if (otherSheets.length > 0) {
    lines.push(t('import.other-sheets', { sheets: listOf(t, otherSheets.map(quoted)) }));
  }
  return { title: t(`import.accepted.${roster.kind}`), lines };
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

function counts(t: Translator, roster: Roster, { made, unchanged }: Made): string[] {
  if (roster.kind === 'institutions') {
    const of = (standing: string) => roster.rows.filter((row) => row.standing === standing).length;
    const completed = of('to-complete');
    const lines = [t('import.institutions', { added: of('new'), known: completed + of('unchanged') })];
    if (completed > 0) lines.push(t('import.institutions.completed', { n: completed }));
    return lines;
  }
  const lines = [t(`import.${roster.kind}`, { n: made, known: unchanged })];
  if (roster.kind === 'people') {
    const inhabitants = roster.rows.filter((row) => row.institution === null).length;
    if (inhabitants > 0) lines.push(t('import.people.inhabitants', { n: inhabitants }));
  }
  return lines;
}
