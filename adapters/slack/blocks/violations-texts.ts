// Faults of the texts in a payload, and how a payload is read: it may be anything.

import { blank, measured } from './literal.ts';

export type Payload = Record<string, unknown>;
/** Each names its place: 'blocks[3].text: 3001 characters, 3000 at most'. */
export type Faults = string[];

/** An object, or one written as JSON, as the Web API takes it. */
export function readPayload(value: unknown): Payload | undefined {
  const read = parsed(value);
  return typeof read === 'object' && read !== null && !Array.isArray(read) ? (read as Payload) : undefined;
}

export function payloadAt(payload: Payload, name: string): Payload | undefined {
  return readPayload(payload[name]);
}

export function listAt(payload: Payload, name: string): unknown[] | undefined {
  const read = parsed(payload[name]);
  return Array.isArray(read) ? read : undefined;
}

function parsed(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
}

/** Something to read, and not too long; as markup, nothing that acts. */
export function text(
  value: unknown,
  at: string,
  most: number,
  faults: Faults,
  how: 'plain' | 'markup' = 'markup',
): void {
  if (typeof value !== 'string' || blank(value)) {
    faults.push(`${at}: it is empty`);
    return;
  }
  const length = how === 'markup' ? value.length : measured(value);
  if (length > most) faults.push(`${at}: ${length} characters, ${most} at most`);
  const markup = how === 'markup' ? value.replaceAll(/<!date\^[^<>]*>/g, '').match(/<[^>]*>?|>/) : null;
  if (markup) faults.push(`${at}: ${markup[0]} would act`);
}

/** A text object of Slack. */
export function textObject(value: unknown, at: string, most: number, faults: Faults): void {
  const read = readPayload(value);
  if (read?.type === 'mrkdwn') text(read.text, at, most, faults);
  else if (read?.type === 'plain_text') text(read.text, at, most, faults, 'plain');
  else faults.push(`${at}: it isn’t a text`);
  if (read?.type === 'plain_text' && read.emoji !== false) faults.push(`${at}: ':smile:' would be a picture`);
}

/** A text object that can’t be formatted. */
export function plainObject(value: unknown, at: string, most: number, faults: Faults): void {
  if (readPayload(value)?.type !== 'plain_text') faults.push(`${at}: it isn’t plain text`);
  else textObject(value, at, most, faults);
}

/** An id or a value that Slack gives back. */
export function given(value: unknown, at: string, most: number, faults: Faults): void {
  if (typeof value !== 'string' || value === '') faults.push(`${at}: it is empty`);
  else if (value.length > most) faults.push(`${at}: ${value.length} characters, ${most} at most`);
}

export function duplicates(values: readonly unknown[]): unknown[] {
  const found = values.filter((value) => value !== undefined);
  return [...new Set(found.filter((value, i) => found.indexOf(value) !== i))];
}
