// The charters of the project, by name.

import { readdirSync, readFileSync } from 'node:fs';
import { plansBeside } from '../../src/charters/plan-files.ts';
import type { Charter } from '../../src/domain/charter.ts';
import { readCharter } from '../../src/domain/charter-reading.ts';

/** Where they are. */
export const charterFolder = new URL('../../charters/', import.meta.url);

export const charterNames = readdirSync(charterFolder).map((file) => file.replace(/\.json$/, ''));

/** The text of a charter's file. */
export function charterText(name: string): string {
  return readFileSync(new URL(`${name}.json`, charterFolder), 'utf8');
}

/** A charter of the folder charters; a faulty one throws. */
export function charterNamed(name: string): Charter {
  const reading = readCharter(JSON.parse(charterText(name)), plansBeside(charterFolder));
  if (reading.is === 'faulty') throw new Error(`${name}: ${JSON.stringify(reading.faults)}`);
  return reading.charter;
}
