// The hash chain of an assembly's history: whoever alters one event alters every hash after it.

import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';

/** The hash before the first event. */
export const genesis = '0'.repeat(64);

/** Canonical JSON (RFC 8785): one text for one value, on any machine. */
export function canonical(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new Error('a value that has no JSON form');
  return text;
}

/** `sha256(prev ‖ JCS({assembly, at, data, name, seq, v}))`, hexadecimal. */
export function chainHash(
  prev: string,
  e: { assembly: string; seq: number; at: string; name: string; v: number; data: unknown },
): string {
  const { assembly, seq, at, name, v, data } = e;
  return sha256(prev + canonical({ assembly, seq, at, name, v, data }));
}

/** The digest by which an event knows a text: `sha256(salt ‖ text)`. */
export function textDigest(salt: string, text: string): string {
  return sha256(salt + text);
}

export function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}
