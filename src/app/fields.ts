// What a form asks for: the kinds of fields, and their limits, which every room shows and checks alike.

import { z } from 'zod';
import type { TextRef } from '../domain/text.ts';

/** What a field lets one choose from. */
export type Pool =
  | 'proposal'
  | 'institution'
  | 'objective'
  | 'criterion'
  | 'ground'
  | 'person'
  | 'assumption'
  | 'charter';

/**
 * A field of a form. `text` is one line, `long` several; `lines` are several texts, one a line; `codes` are
 * short names, separated by commas; `amount` is euros; `instant` a date and time; `pick` chooses among what
 * the assembly has; `member` among the people of the platform, `channel` among its channels, by its own ids.
 */
export type Field = {
  name: string;
  required: boolean;
} & (
  | { kind: 'text' | 'long'; max: number }
  | { kind: 'lines'; max: number; most: number }
  | { kind: 'codes'; most: number }
  | { kind: 'amount' }
  | { kind: 'instant' }
  | { kind: 'mail' }
  | { kind: 'choice'; options: readonly string[] }
  | { kind: 'pick'; of: Pool; many: boolean }
  | { kind: 'member'; many: boolean }
  | { kind: 'channel' }
);

/** A parsed value: texts are put aside and referred to, amounts are cents, instants UTC. */
export type Value = TextRef | TextRef[] | number | string | string[] | null;

/** What was filled in, read by its name and kind; asking for another kind is a bug and throws. */
export class Values {
  readonly #values: Readonly<Record<string, Value>>;

  constructor(values: Readonly<Record<string, Value>>) {
    this.#values = values;
  }

  text(name: string): TextRef {
    const value = this.textOrNull(name);
    if (value === null) throw new Error(`${name} is missing`);
    return value;
  }

  textOrNull(name: string): TextRef | null {
    const value = this.#values[name] ?? null;
    if (value !== null && (typeof value !== 'object' || Array.isArray(value)))
      throw new Error(`${name} isn’t a text`);
    return value;
  }

  texts(name: string): TextRef[] {
    return ((this.#values[name] ?? []) as (TextRef | string)[]).filter((v) => typeof v === 'object');
  }

  string(name: string): string {
    const value = this.stringOrNull(name);
    if (value === null) throw new Error(`${name} is missing`);
    return value;
  }

  stringOrNull(name: string): string | null {
    const value = this.#values[name] ?? null;
    if (value !== null && typeof value !== 'string') throw new Error(`${name} isn’t a string`);
    return value;
  }

  strings(name: string): string[] {
    return ((this.#values[name] ?? []) as (TextRef | string)[]).filter((v) => typeof v === 'string');
  }

  number(name: string): number | null {
    const value = this.#values[name] ?? null;
    if (value !== null && typeof value !== 'number') throw new Error(`${name} isn’t a number`);
    return value;
  }

  /** Whether anything was filled in there. */
  has(name: string): boolean {
    const value = this.#values[name] ?? null;
    return value !== null && !(Array.isArray(value) && value.length === 0);
  }
}

export const text = (name: string, max: number, required = false): Field => ({
  name,
  kind: 'text',
  max,
  required,
});
export const long = (name: string, max: number, required = false): Field => ({
  name,
  kind: 'long',
  max,
  required,
});
export const choice = (name: string, options: readonly string[], required = false): Field => ({
  name,
  kind: 'choice',
  options,
  required,
});
export const pick = (name: string, of: Pool, required = false): Field => ({
  name,
  kind: 'pick',
  of,
  many: false,
  required,
});
export const picks = (name: string, of: Pool, required = false): Field => ({
  name,
  kind: 'pick',
  of,
  many: true,
  required,
});
export const amount = (name: string): Field => ({ name, kind: 'amount', required: false });
export const moment = (name: string, required = false): Field => ({ name, kind: 'instant', required });

/** The JSON Schema of a form's values. */
export function valuesSchema(fields: readonly Field[]): object {
  const shape = Object.fromEntries(
    fields.map((f) => [f.name, f.required ? fieldSchema(f) : fieldSchema(f).nullish()]),
  );
  return z.toJSONSchema(z.strictObject(shape), { io: 'input' });
}

function fieldSchema(field: Field): z.ZodType {
  switch (field.kind) {
    case 'text':
    case 'long':
      return z.string().max(field.max);
    case 'lines':
      return z
        .union([z.string(), z.array(z.string().max(field.max)).max(field.most)])
        .describe('one a line, or a list');
    case 'codes':
      return z
        .union([z.string(), z.array(z.string()).max(field.most)])
        .describe('separated by commas, or a list');
    case 'amount':
      return z.union([z.number(), z.string()]).describe('euros');
    case 'instant':
      return z.string().describe('ISO 8601; without an offset, local to the charter’s time zone');
    case 'mail':
      return z.string().max(254).describe('a mail address');
    case 'choice':
      return z.enum(field.options as [string, ...string[]]);
    case 'channel':
      return z.string().describe('a channel, by the id that the platform gives it');
    case 'member':
      return (field.many ? z.union([z.string(), z.array(z.string())]) : z.string()).describe(
        'people, by the ids that the platform gives them',
      );
    case 'pick':
      return field.many
        ? z.union([z.string(), z.array(z.string())]).describe(`${field.of}s, by reference`)
        : z.string().describe(`a ${field.of}, by reference`);
  }
}
