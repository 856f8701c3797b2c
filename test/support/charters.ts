// The charters of the project, by name.

import { readdirSync, readFileSync } from 'node:fs';
import type { Charter } from '../../src/domain/charter.ts';
import { readCharter } from '../../src/domain/charter-reading.ts';

const folder = new URL('../../charters/', import.meta.url);

export const charterNames = readdirSync(folder).map((file) => file.replace(/\.json$/, ''));

/** The text of a charter's file. */
export function charterText(name: string): string {
  return readFileSync(new URL(`${name}.json`, folder), 'utf8');
}

/** A charter of the folder charters; a faulty one throws. */
export function charterNamed(name: string): Charter {
  const reading = readCharter(JSON.parse(charterText(name)));
  if (reading.is === 'faulty') throw new Error(`${name}: ${JSON.stringify(reading.faults)}`);
  return reading.charter;
}
