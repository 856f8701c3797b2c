// What the test files of one run share: a folder for what is made once, gone when the run ends.

import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where furnished stores are kept, of which tests have copies. */
    furnished: string;
  }
}

export default async function onceARun(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'sans-objection-run-'));
  project.provide('furnished', folder);
  project.onTestsRerun(() => forget(folder));
  return () => rm(folder, { recursive: true, force: true });
}

/** Changed code may furnish otherwise. */
async function forget(folder: string): Promise<void> {
  for (const name of await readdir(folder)) await rm(join(folder, name), { recursive: true });
}
