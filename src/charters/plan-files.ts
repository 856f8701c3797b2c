// Finds the action plan that a charter's file names, beside that file.

import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import type { PlanFiles } from '../domain/plan-reading.ts';

/** Reads the plans that a charter names: '../data/plan.json', from the folder of the charter's own file. */
export function plansBeside(charter: string | URL): PlanFiles {
  const base = typeof charter === 'string' ? pathToFileURL(charter) : charter;
  return (name) => {
    let text: string;
    try {
      text = readFileSync(new URL(name, base), 'utf8');
    } catch {
      return { is: 'absent' };
    }
    try {
      return { is: 'read', value: JSON.parse(text) };
    } catch {
      return { is: 'unreadable' };
    }
  };
}
