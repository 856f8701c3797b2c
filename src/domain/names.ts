// Names as people write them: one institution is found whatever the capitals, accents, spaces and apostrophes.

/** One key for all ways of writing a name. */
export function foldName(name: string): string {
  return name
    .normalize('NFKD')
    .replaceAll(/[\p{M}\p{Cf}\p{Cc}]/gu, (c) => (/\s/.test(c) ? ' ' : ''))
    .toLowerCase()
    .replaceAll('œ', 'oe')
    .replaceAll('æ', 'ae')
    .replaceAll(/[‘’ʼ′`´]/g, "'")
    .replaceAll(/\p{Pd}/gu, '-')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

/** Who bears a name. */
export class NameIndex<T> {
  readonly #byKey = new Map<string, T[]>();

  add(name: string, bearer: T): void {
    const key = foldName(name);
    const bearers = this.#byKey.get(key);
    if (bearers) bearers.push(bearer);
    else this.#byKey.set(key, [bearer]);
  }

  /** All who bear it, the first that was added first. */
  of(name: string): readonly T[] {
    return this.#byKey.get(foldName(name)) ?? [];
  }
}
