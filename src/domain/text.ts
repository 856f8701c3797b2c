// What a person wrote: the words without what no one types, and how the history knows them, by an id and a
// salted digest. The words live in `Content`.

export interface TextRef {
  id: string;
  /** sha256(salt ‖ text), hexadecimal. */
  sha256: string;
}

/**
 * What was typed, without the characters that no one types: controls, which no database stores, and those
 * that turn the direction of whatever stands around them. Line breaks are '\n'.
 */
export function typedText(typed: string): string {
  return typed
    .replaceAll('\r\n', '\n')
    .replaceAll(/[\p{Cc}\p{Cs}\u202A-\u202E\u2066-\u2069]/gu, (c) => (c === '\n' || c === '\t' ? c : ''));
}

/** The same on one line: trimmed, its blanks single. */
export function typedLine(typed: string): string {
  return typedText(typed).trim().replaceAll(/\s+/gu, ' ');
}
