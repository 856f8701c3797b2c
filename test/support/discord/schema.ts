// Bodies held against Discord's published schema: what it refuses, and keys that it doesn't know.

import * as spec from 'discord-api-spec/zod';
import { locales, type z } from 'zod';
import type { Json } from './guild.ts';

/** Such as 'MessageCreateRequestSchema', of discord-api-spec. */
export type SchemaName = `${string}Schema`;

export function faultsBySchema(name: SchemaName, given: unknown): string[] {
  const schema = (spec as Record<string, z.ZodType>)[name];
  if (!schema) throw new Error(`discord-api-spec has no ${name}`);
  const result = schema.safeParse(name.includes('Request') ? asWritten(given) : given, { error: english });
  if (result.success) return strayKeys(given, result.data);
  return result.error.issues.flatMap((issue) => worded(issue));
}

/** What the interface takes besides what the schema says: numbers of files as numbers, rights as a string of digits. */
function asWritten(given: unknown): unknown {
  if (typeof given !== 'object' || given === null) return given;
  const { attachments, default_member_permissions: rights } = given as Json;
  return {
    ...given,
    ...(Array.isArray(attachments) && { attachments: attachments.map((a) => ({ ...a, id: String(a?.id) })) }),
    ...(typeof rights === 'string' && /^\d+$/.test(rights) && { default_member_permissions: Number(rights) }),
  };
}

const english = locales.en().localeError;

type Issue = z.core.$ZodIssue;

/** Of several kinds that it might have been, the one that it says to be. */
function worded(issue: Issue, at: PropertyKey[] = []): string[] {
  const path = [...at, ...issue.path];
  if (issue.code !== 'invalid_union') return [`${path.join('.')}: ${issue.message}`];
  const meant = issue.errors.find((issues) => !issues.some((i) => i.path.at(-1) === 'type'));
  if (!meant) return [`${path.join('.')}: of no kind that may stand here`];
  return meant.flatMap((inner) => worded(inner, path));
}

/** Keys that the schema left out; nothing is said of those that say nothing (null, false). */
function strayKeys(given: unknown, known: unknown, at = ''): string[] {
  if (Array.isArray(given))
    return given.flatMap((one, i) => strayKeys(one, (known as unknown[])[i], `${at}${i}.`));
  if (typeof given !== 'object' || given === null) return [];
  return Object.entries(given).flatMap(([key, value]) => {
    if (value === null || value === undefined || value === false) return [];
    const kept = (known as Json)[key];
    return kept === undefined ? [`${at}${key}: unknown`] : strayKeys(value, kept, `${at}${key}.`);
  });
}
