// People out of a table: who they are, where to write to them, and the institution that each speaks for.

import { foldName } from '../domain/names.ts';
import type { Layout } from './columns.ts';
import { namesOf, registeredAs } from './institutions.ts';
import type { KnownInstitution, PersonRow, Reading } from './roster.ts';
import type { Sheet } from './sheet.ts';
import { LineReader, valueLimits } from './values.ts';

export function readPeople(
  sheet: Sheet,
  layout: Layout,
  known: readonly KnownInstitution[],
): Reading<PersonRow> {
  const registered = namesOf(known);
  const read = sheet.rows.map((row) => {
    const line = new LineReader(row, layout, sheet.header);
    const institution = line.text('institution', valueLimits.name);
    return { line, institution, row: personAt(line) };
  });

  const byMandate = new Map<string, PersonRow>();
  for (const { line, institution, row } of read) {
    if (institution !== '') row.institution = registeredAs(line, registered, institution) ?? null;
    if (row.name === '') continue;
    const mail = row.mail?.toLowerCase() ?? '';
    const mandate = JSON.stringify([mail, foldName(row.name), foldName(institution)]);
    const same = byMandate.get(mandate);
    if (same) line.fault('person.doubled', { person: row.name, first: same.line });
    else byMandate.set(mandate, row);
  }
  return { rows: read.map((one) => one.row), faults: read.flatMap((one) => one.line.faults) };
}

function personAt(line: LineReader): PersonRow {
  return {
    line: line.line,
    name: line.name('name', valueLimits.name, 'firstName'),
    mail: line.mail('mail'),
    institution: null,
    lang: line.lang('lang'),
    role: line.text('role', valueLimits.role) || null,
  };
}
