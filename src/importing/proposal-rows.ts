// Proposals out of a table: each with the registered institution that carries it and those that take part.

import { foldName } from '../domain/names.ts';
import type { Layout } from './columns.ts';
import { namesOf, registeredAs } from './institutions.ts';
import type { KnownInstitution, ProposalRow, Reading } from './roster.ts';
import type { Sheet } from './sheet.ts';
import { LineReader, type StrayObjectives, valueLimits } from './values.ts';

export function readProposals(
  sheet: Sheet,
  layout: Layout,
  known: readonly KnownInstitution[],
  stray: StrayObjectives,
): Reading<ProposalRow> {
  const registered = namesOf(known);
  const seen = new Map<string, number>();
  const read = sheet.rows.map((cells) => {
    const line = new LineReader(cells, layout, sheet.header);
    const carrierName = line.name('carrier', valueLimits.name);
    const carrier = carrierName === '' ? undefined : registeredAs(line, registered, carrierName);
    const partners = line.list('partners', /;/).map((name) => registeredAs(line, registered, name));
    const row: ProposalRow = {
      line: line.line,
      title: line.name('title', valueLimits.title),
      summary: line.words('summary', valueLimits.summary),
      carrier: carrier ?? '',
      partners: [...new Set(partners.filter((id) => id !== undefined && id !== carrier))] as string[],
      amount: line.amount('amount'),
      objectives: line.objectives('objectives', stray),
    };
    const key = JSON.stringify([foldName(row.title), foldName(carrierName)]);
    const first = seen.get(key);
    if (first === undefined) seen.set(key, row.line);
    else if (row.title !== '') line.fault('proposal.doubled', { title: row.title, first });
    return { line, row };
  });
  return { rows: read.map((one) => one.row), faults: read.flatMap((one) => one.line.faults) };
}
