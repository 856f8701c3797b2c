// Reads one workbook in a thread of its own, which ends with it and takes the library’s memory along.

import { parentPort, workerData } from 'node:worker_threads';
import { readWorkbook } from './workbook.ts';

const { bytes, name } = workerData as { bytes: Uint8Array; name: string };
parentPort?.postMessage(await readWorkbook(bytes, name));
