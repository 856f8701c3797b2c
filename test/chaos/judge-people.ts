// Who is who: outside, people have the names of their platform; the export knows them by ids of its own. The
// judge learns which is which, and holds everybody to it. Somebody with accounts on two platforms has two ids in the
// export until these are joined, and is one person all along.

export class People {
  readonly #ids = new Map<string, string>();
  readonly #names = new Map<string, string>();
  readonly #there = new Set<string>();
  readonly #into = new Map<string, string>();

  /** All the ids behind a name, as far as they are known. */
  idsOf(name: string): string[] {
    const id = this.#ids.get(name);
    if (id === undefined) return [];
    return [id, ...[...this.#into.keys()].filter((former) => this.#today(former) === id)];
  }

  /** Two ids turn out to be one person’s. */
  join(from: string, into: string): void {
    this.#into.set(from, into);
  }

  /** Whether this name and this id can be one person, by all that was seen so far. */
  same(name: string, former: string): boolean {
    const id = this.#today(former);
    const fits = (this.#ids.get(name) ?? id) === id && (this.#names.get(id) ?? name) === name;
    if (fits) {
      this.#ids.set(name, id);
      this.#names.set(id, name);
    }
    return fits;
  }

  /** Somebody who has shown themselves on the platform; others are written to by hand. */
  isThere(former: string): boolean {
    const id = this.#today(former);
    return this.#there.has(id) || this.#names.has(id);
  }

  meet(id: string): void {
    this.#there.add(this.#today(id));
  }

  #today(id: string): string {
    const into = this.#into.get(id);
    return into === undefined ? id : this.#today(into);
  }
}
