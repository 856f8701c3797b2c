// Who is who: outside, people have the names of their platform; the export knows them by ids of its own. The
// judge learns which is which, and holds everybody to it.

export class People {
  readonly #ids = new Map<string, string>();
  readonly #names = new Map<string, string>();
  readonly #there = new Set<string>();

  /** The id behind a name, as far as it is known. */
  idOf(name: string): string | undefined {
    return this.#ids.get(name);
  }

  /** Whether this name and this id can be one person, by all that was seen so far. */
  same(name: string, id: string): boolean {
    const fits = (this.#ids.get(name) ?? id) === id && (this.#names.get(id) ?? name) === name;
    if (fits) {
      this.#ids.set(name, id);
      this.#names.set(id, name);
    }
    return fits;
  }

  /** Somebody who has shown themselves on the platform; others are written to by hand. */
  isThere(id: string): boolean {
    return this.#there.has(id) || this.#names.has(id);
  }

  meet(id: string): void {
    this.#there.add(id);
  }
}
