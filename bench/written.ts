// The rows that were recorded of objections, written again one objection at a time, in a process of its own.

import { readFileSync } from 'node:fs';
import { openRaw } from './raw-sqlite.ts';
import type { Recording } from './recording.ts';

/** Where the rows stand, and where they go. */
export interface RawPlace {
  file: string;
  recording: string;
}

export interface RecordingOnDisk {
  columns: [string, string[]][];
  rows: Recording['rows'];
  /** Of the objections, in their order. */
  deliveries: string[];
}

/** @returns writes what the objection of this delivery wrote, and answers when it is on disk */
export function writerAt({ file, recording }: RawPlace): (deliveryId: string) => void {
  const { columns, rows, deliveries } = JSON.parse(readFileSync(recording, 'utf8')) as RecordingOnDisk;
  const numbers = new Map(deliveries.map((delivery, n) => [delivery, n]));
  const writer = openRaw(file, { columns: new Map(columns), rows });
  return (deliveryId) => {
    const n = numbers.get(deliveryId);
    if (n === undefined) throw new Error(`nothing was recorded of ${deliveryId}`);
    writer.write(n);
  };
}
