// Whether what a store holds was written as this version reads it.

import { stateFormat } from '../domain/assembly.ts';
import type { Store } from './ports.ts';

/** The store was written by another version; the message is a sentence for the operator. */
export class StateOfAnotherVersion extends Error {
  override name = 'StateOfAnotherVersion';
}

/** Throws `StateOfAnotherVersion` before anything is read wrongly or changed. */
export async function refuseOtherFormats(store: Pick<Store, 'heads'>): Promise<void> {
  // A store from before formats were counted has none.
  const others = (await store.heads()).filter(({ doc }) => (doc.format ?? 1) !== stateFormat);
  if (others.length === 0) return;
  const [found] = others.map(({ doc }) => doc.format ?? 1);
  throw new StateOfAnotherVersion(
    [
      `This database was written by another version of Sans Objection (format ${found}, this one reads ${stateFormat}).`,
      'Nothing was changed. Start the version that wrote it, or keep the database and choose another DATABASE_URL;',
      'npm run -s export and npm run -s verify still read its history. A local room that may go: delete var/.',
    ].join('\n'),
  );
}
