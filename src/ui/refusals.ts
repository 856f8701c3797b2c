// A refusal as a person reads it: what was refused and why, and the next step; and what is worth a look in an
// act that was recorded.

import type { Note } from '../app/notes.ts';
import type { Refusal } from '../domain/refusal.ts';
import { fullDate, oneOf } from './format.ts';
import type { Params, Translator } from './translator.ts';

export interface RefusalText {
  text: string;
  next: string;
}

/** @param zone the assembly’s time zone, for the instants that a refusal names */
export function refusalText(t: Translator, refusal: Refusal, zone: string): RefusalText {
  const params = said(t, refusal.params ?? {}, zone);
  return {
    text: t(`refusal.${refusal.refused}`, params),
    next: t(`refusal.${refusal.refused}.next`, params),
  };
}

/**
 * What is told along with an act that was recorded.
 *
 * @param zone as above
 */
export function noteText(t: Translator, { note, params }: Note, zone: string): string {
  return t(`note.${note}`, said(t, params, zone));
}

function said(t: Translator, params: NonNullable<Refusal['params']>, zone: string): Params {
  const put = (value: NonNullable<Refusal['params']>[string]): string | number => {
    if (typeof value === 'number') return value;
    if (typeof value !== 'string') return oneOf(t, [...value]) || '—';
    return isInstant(value) ? fullDate(t, value, zone) : value;
  };
  return Object.fromEntries(Object.entries(params).map(([name, value]) => [name, put(value)]));
}

function isInstant(value: string): boolean {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value);
}
