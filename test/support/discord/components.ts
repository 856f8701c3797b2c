// Components of messages and modals as trees: everything in them, in the order in which it is read.

import type { Json } from './guild.ts';

export const kinds = {
  row: 1,
  button: 2,
  select: 3,
  text: 4,
  users: 5,
  roles: 6,
  mentionables: 7,
  channels: 8,
  section: 9,
  display: 10,
  thumbnail: 11,
  gallery: 12,
  file: 13,
  separator: 14,
  container: 17,
  label: 18,
  upload: 19,
  radios: 21,
  checks: 22,
  check: 23,
} as const;

/** Every component with what stands in it, the outer ones first. */
export function everyComponent(components: unknown): Json[] {
  return listOf(components).flatMap((c) => [
    c,
    ...everyComponent(c.components),
    ...everyComponent([c.component, c.accessory].filter(Boolean)),
  ]);
}

export function isSelect({ type }: Json): boolean {
  return [3, 5, 6, 7, 8].includes(Number(type));
}

export function listOf(value: unknown): Json[] {
  return Array.isArray(value) ? (value as Json[]) : [];
}
