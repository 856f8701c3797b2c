// Instants as the application writes them, and as Prisma does.

import type { Instant } from '../../src/app/ports.ts';

export function toDate(instant: Instant): Date;
export function toDate(instant: Instant | null): Date | null;
export function toDate(instant: Instant | null): Date | null {
  if (instant === null) return null;
  const date = new Date(instant);
  if (Number.isNaN(date.getTime())) throw new RangeError(`"${instant}" is not an instant.`);
  return date;
}

export function toInstant(date: Date): Instant;
export function toInstant(date: Date | null): Instant | null;
export function toInstant(date: Date | null): Instant | null {
  return date === null ? null : date.toISOString();
}
