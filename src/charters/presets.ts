// The charters that a group can begin with: the files in charters/.

import { readdir, readFile } from 'node:fs/promises';
import type { Charter, Localized } from '../domain/charter.ts';
import { readCharter } from '../domain/charter-reading.ts';
import { type Refusal, refuse } from '../domain/refusal.ts';
import { plansBeside } from './plan-files.ts';

const folder = new URL('../../charters/', import.meta.url);

/** Refuses `charter.unknown`. Throws where a file of the project’s own is faulty. */
export async function loadCharter(id: string): Promise<Charter | Refusal> {
  const known = await charterIds();
  if (!known.includes(id)) {
    return refuse('charter.unknown', { field: 'charter', params: { charter: id, known: known.join(', ') } });
  }
  const text = await readFile(new URL(`${id}.json`, folder), 'utf8');
  const reading = readCharter(JSON.parse(text), plansBeside(folder));
  if (reading.is === 'charter') return reading.charter;
  throw new Error(`charters/${id}.json is faulty: npm run -s charter -- check charters/${id}.json says how`);
}

export interface Preset {
  id: string;
  title: Localized;
  status: Charter['status'];
}

/** The charters that there are, those in force first. */
export async function presets(): Promise<Preset[]> {
  const all = await Promise.all((await charterIds()).map(loadCharter));
  const sound = all.flatMap((charter) => ('refused' in charter ? [] : [charter]));
  return sound
    .map(({ id, title, status }) => ({ id, title, status }))
    .sort((a, b) => Number(b.status === 'adopted') - Number(a.status === 'adopted'));
}

async function charterIds(): Promise<string[]> {
  const files = await readdir(folder);
  return files.filter((file) => file.endsWith('.json')).map((file) => file.slice(0, -'.json'.length));
}
