// To whom a letter goes, each once; and what a letter can hold.

/** Letters hold strings only; an empty one says that there is nothing. */
export function yesOrNot(is: boolean): string {
  return is ? 'yes' : '';
}

export function without(persons: readonly string[], person: string | null): string[] {
  return [...new Set(persons)].filter((p) => p !== person);
}

export function union(a: readonly string[], b: readonly string[]): string[] {
  return [...new Set([...a, ...b])];
}
