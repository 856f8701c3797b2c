// A file that whoever coordinates brings in: fetched by its platform, imported whole or not at all, and reported line
// by line.

import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts';
import { importFile } from '../../importing/import-file.ts';
import { type ImportReport, importReport, rejectionReport } from '../../importing/report.ts';
import type { Card } from '../card.ts';
import type { FormValues } from '../form-values.ts';
import { callIn } from '../import-form.ts';
import type { Translator } from '../translator.ts';
import type { Visit } from '../visit.ts';
import type { Guest, Host } from './guest.ts';

export interface Imported {
  /** False: there is something to correct in the file, and nothing was changed. */
  done: boolean;
  /** What the file is called, and what became of it. */
  name: string;
  report: ImportReport;
}

/** A file as a form holds it; fetched when it is asked for. Undefined where the form holds none. */
export type FileIn = (
  values: FormValues,
) => { name: string; bytes: () => Promise<Uint8Array | Refusal> } | undefined;

/** Refuses those of `fileIn` and of `importFile`; nobody’s file is fetched who may not import it. */
export async function imported(
  { app }: Host,
  { who, receivedAt }: Guest,
  { scene, reader, t }: Visit,
  deliveryId: string,
  values: FormValues,
  fileIn: FileIn,
): Promise<Imported | Refusal> {
  if (!reader.coordinates) return refuse('rights.coordinator-only');
  const file = fileIn(values);
  if (!file) return refuse('values.missing', { field: 'file' });
  const { name } = file;
  const bytes = await file.bytes();
  if (isRefusal(bytes)) return bytes;
  const end = await importFile(app, {
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
