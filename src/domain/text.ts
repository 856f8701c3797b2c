// What a person wrote, as the history knows it: an id and a salted digest. The words live in `Content`.

export interface TextRef {
  id: string;
  /** sha256(salt ‖ text), hexadecimal. */
  sha256: string;
}
