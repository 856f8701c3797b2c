// A file brought into the local room by somebody, from the API or from a page.

import type { Refusal } from '../../src/domain/refusal.ts';
import { importFile } from '../../src/importing/import-file.ts';
import { type ImportReport, importReport, rejectionReport } from '../../src/importing/report.ts';
import type { Translator } from '../../src/ui/translator.ts';
import { platformName, tenant } from './announcer.ts';
import type { LocalRoom } from './room.ts';

export interface BroughtFile {
  /** Whoever brings it, by their name in this room. */
  person: string;
  bytes: Uint8Array;
  name: string;
  /** The call that proposals go into. */
  call: string | null;
  deliveryId: string;
  t: Translator;
}

/** `made` null: it was rejected, and nothing was changed. */
export type Imported =
  | { refused: Refusal; line: number | null }
  | { kind: string | null; made: number | null; unchanged: number; report: ImportReport };

/** Before anything is there, throws. */
export async function imported(local: LocalRoom, file: BroughtFile): Promise<Imported> {
  const scene = await local.scene();
  if (!scene) throw new Error('nothing can be imported before there is an assembly');
  const { person, bytes, name, call, deliveryId, t } = file;
  return local.receive(async (receivedAt) => {
    const end = await importFile(local.app, {
      assembly: scene.assembly.id,
      bytes,
      name,
      call,
      deliveryId,
      receivedAt,
      as: { platform: platformName, tenant, externalId: person, name: person },
      lang: t.lang,
    });
    if ('refused' in end) return end;
    if (!('made' in end)) {
      return { kind: null, made: null, unchanged: 0, report: rejectionReport(t, end.outcome) };
    }
    const { made, unchanged, outcome } = end;
    return { kind: outcome.kind, made, unchanged, report: importReport(t, outcome, end) };
  });
}
