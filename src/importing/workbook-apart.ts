// A workbook is read apart from the service: one that was made to fill the memory, or to keep a processor busy,
// ends its own thread and nothing else.

import { Worker } from 'node:worker_threads';
import { type Rejected, unreadable } from './fault.ts';
import type { Table } from './sheet.ts';

/** Memory that the largest table takes with a margin, and the time that a slow machine needs for it. */
const limits = { megabytes: 256, milliseconds: 20_000 } as const;

/** Refuses `file.too-large-unpacked` beyond these limits; else what the workbook holds or is refused for. */
export function readWorkbookApart(bytes: Uint8Array, name: string): Promise<Table | Rejected> {
  const { promise, resolve, reject } = Promise.withResolvers<Table | Rejected>();
  const thread = new Worker(new URL('./workbook-thread.ts', import.meta.url), {
    workerData: { bytes, name },
    resourceLimits: { maxOldGenerationSizeMb: limits.megabytes },
    execArgv: [],
  });
  const tooMuch = () => resolve(unreadable('file.too-large-unpacked', { name }));
  const clock = AbortSignal.timeout(limits.milliseconds);
  clock.addEventListener('abort', tooMuch);
  thread.on('message', resolve);
  thread.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') tooMuch();
    else reject(error);
  });
  return promise.finally(() => {
    clock.removeEventListener('abort', tooMuch);
    return thread.terminate();
  });
}
