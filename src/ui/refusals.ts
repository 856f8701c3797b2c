// A refusal as a person reads it: what was refused and why, and the next step.

import type { Refusal } from '../domain/refusal.ts';
import { fullDate } from './format.ts';
import type { Params, Translator } from './translator.ts';

export interface RefusalText {
  text: string;
  next: string;
}

/** @param zone the assembly’s time zone, for the instants that a refusal names */
export function refusalText(t: Translator, refusal: Refusal, zone: string): RefusalText {
  const params: Params = {};
  for (const [name, value] of Object.entries(refusal.params ?? {})) {
    params[name] = typeof value === 'string' && isInstant(value) ? fullDate(t, value, zone) : value;
  }
  return {
    text: t(`refusal.${refusal.refused}`, params),
    next: t(`refusal.${refusal.refused}.next`, params),
  };
}

function isInstant(value: string): boolean {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value);
}
