// Whether the service shows the same present as its own history tells: state and cards, asked through the API.

import type { ExportLine } from './artefacts.ts';
import { statusOf } from './judge-book.ts';
import { readHistory } from './judge-history.ts';
import type { Sandbox } from './sandbox.ts';

/** A sentence for each proposal whose state or card contradicts the export. */
export async function stateFaults(
  exported: ExportLine[],
  room: string | null,
  sandbox: Sandbox,
): Promise<string[]> {
  const faults: string[] = [];
  const tones = new Map((await sandbox.view(room)).map((card) => [card.subject, card.status?.tone]));
  for (const [id, p] of readHistory(exported).book.proposals) {
    const wanted = statusOf(p);
    const { status, holds } = await sandbox.proposal(id);
    if (status !== wanted) faults.push(`the state of ${id} is ${status}, and the export makes it ${wanted}`);
    const [held, own] = [holds.map((hold) => hold.id).sort(), [...p.holds].sort()];
    if (held.join() !== own.join())
      faults.push(`${id} is held by ${held.join()}, in the export by ${own.join()}`);
    const tone = { validated: 'good', contested: 'attention', open: 'open' }[wanted];
    const shown = tones.get(`card:${id}`);
    if (tone && shown !== tone)
      faults.push(`the view shows ${id} as ${shown}, and the export makes it ${tone}`);
  }
  return faults;
}
