// The parts that a payload is looked at in: its lists, its texts and its ids.

export type Payload = Readonly<Record<string, unknown>>;
export type Faults = string[];

export function readPayload(value: unknown): Payload | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Payload)
    : undefined;
}

export function listAt(holder: Payload, name: string): unknown[] | undefined {
  const value = holder[name];
  return Array.isArray(value) ? value : undefined;
}

/** A text that is shown: Discord takes none that is blank. */
export function text(value: unknown, at: string, most: number, faults: Faults): void {
  if (typeof value !== 'string' || value.trim() === '') faults.push(`${at}: it is empty`);
  else notMore(value.length, most, at, ' characters', faults);
}

/** An id or a value. */
export function given(value: unknown, at: string, most: number, faults: Faults): void {
  if (typeof value !== 'string' || value === '') faults.push(`${at}: it is empty`);
  else notMore(value.length, most, at, ' characters', faults);
}

export function notMore(found: number, most: number, at: string, of: string, faults: Faults): void {
  if (found > most) faults.push(`${at}: ${found}${of}, ${most} at most`);
}

/** What comes more than once, of what is there. */
export function duplicates(values: readonly unknown[]): unknown[] {
  const there = values.filter((value) => value !== undefined);
  return [...new Set(there.filter((value, i) => there.indexOf(value) !== i))];
}
