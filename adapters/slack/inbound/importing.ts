// A file that whoever coordinates brings in from Slack: fetched, imported whole or not at all, and reported line by
// line in the view that was open.

import { isRefusal, type Refusal, refuse } from '../../../src/domain/refusal.ts';
import { importFile } from '../../../src/importing/import-file.ts';
import { type ImportReport, importReport, rejectionReport } from '../../../src/importing/report.ts';
import type { Card } from '../../../src/ui/card.ts';
import type { FormValues } from '../../../src/ui/form-values.ts';
import { callIn } from '../../../src/ui/import-form.ts';
import type { Translator } from '../../../src/ui/translator.ts';
import type { Visit } from '../../../src/ui/visit.ts';
import { broughtFile, fetchFile } from '../brought-file.ts';
import type { Deed, Reception } from './reception.ts';

export interface Imported {
  /** False: there is something to correct in the file, and nothing was changed. */
  done: boolean;
  /** What the file is called, and what became of it. */
  name: string;
  report: ImportReport;
}

/** Refuses those of `fetchFile` and of `importFile`; nobody’s file is fetched who may not import it. */
export async function imported(
  at: Reception,
  { who, client, receivedAt }: Deed,
  { scene, reader, t }: Visit,
  deliveryId: string,
  values: FormValues,
): Promise<Imported | Refusal> {
  if (!reader.coordinates) return refuse('rights.coordinator-only');
  const file = broughtFile(values.file);
  if (!file) return refuse('values.missing', { field: 'file' });
  const { name } = file;
  const bytes = await fetchFile(file, client, at.app.log);
  if (isRefusal(bytes)) return bytes;
  const end = await importFile(at.app, {
    assembly: scene.assembly.id,
    bytes,
    name,
    call: callIn(values),
    deliveryId,
    receivedAt,
    as: who,
    lang: t.lang,
  });
  if ('refused' in end) {
    const { refused, line } = end;
    return line === null ? refused : { ...refused, params: { ...refused.params, line } };
  }
  if (!('made' in end)) return { done: false, name, report: rejectionReport(t, end.outcome) };
  return { done: true, name, report: importReport(t, end.outcome, end) };
}

/** The report as it is read, in whichever language it was made. */
export function reportCard(t: Translator, name: string, { title, lines }: ImportReport): Card {
  const list = { type: 'list', head: name, items: lines } as const;
  return { subject: 'import', lang: t.lang, title, status: null, blocks: [list], buttons: [] };
}
