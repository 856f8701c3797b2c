// What came in from a room, made into a job: the one parser for every platform and for the local room.

import { instant } from '../domain/calendar.ts';
import type { Lang } from '../domain/people.ts';
import { isRefusal, type Refusal, refuse } from '../domain/refusal.ts';
import type { Action, Field, Parsed } from './actions.ts';
import { textDigest } from './chain.ts';
import type { Job } from './perform.ts';
import type { Content, Ids } from './ports.ts';

/** An act as a platform delivered it. */
export interface Submission {
  /** The platform’s own id of this delivery; a repeated one changes nothing. */
  deliveryId: string;
  /** When it arrived, UTC. */
  receivedAt: string;
  as: { platform: string; tenant: string; externalId: string; name: string | null };
  institution: string | null;
  room: string;
  action: string;
  target: string | null;
  values: Record<string, unknown>;
  lang: Lang;
}

/**
 * Parses an act whose action and assembly are known.
 *
 * Refuses `values.missing`, `values.too-long`, `values.not-a-date`, `values.not-an-amount` and
 * `values.invalid`, each with the field.
 *
 * @param zone the assembly’s time zone, for instants written without an offset
 */
export function parse(
  submission: Submission,
  action: Action,
  assembly: string,
  zone: string,
  ids: Ids,
): Job | Refusal {
  const contents: Content[] = [];
  const values: Parsed = {};
  const known = new Set(action.fields.map((f) => f.name));
  const stray = Object.keys(submission.values).find((name) => !known.has(name));
  if (stray !== undefined) return refuse('values.invalid', { field: stray });
  const { deliveryId, institution, target, as } = submission;
  for (const name of [deliveryId, as.externalId, institution, target]) {
    if (name !== null && !plainName.test(name)) return refuse('values.invalid');
  }
  if (action.target && !submission.target) return refuse('values.missing', { field: 'target' });

  for (const field of action.fields) {
    const value = parseField(field, submission.values[field.name], zone);
    if (isRefusal(value)) return value;
    if (typeof value === 'string' && (field.kind === 'text' || field.kind === 'long')) {
      const content: Content = { id: ids.uuid(), assembly, author: null, salt: ids.salt(), text: value };
      contents.push(content);
      values[field.name] = { id: content.id, sha256: textDigest(content.salt as string, value) };
    } else {
      values[field.name] = value;
    }
  }
  return {
    assembly,
    at: submission.receivedAt,
    delivery: submission.deliveryId,
    command: action.command(submission.target ?? '', values),
    source: {
      kind: 'person',
      who: {
        ...submission.as,
        newPerson: ids.uuid(),
        lang: submission.lang,
        institution: submission.institution || null,
      },
      contents,
    },
  };
}

/** A name among machines: short, no control character, no half of a character. */
const plainName = /^[^\p{Cc}\p{Cs}]{0,200}$/u;

function parseField(field: Field, raw: unknown, zone: string): string | number | null | Refusal {
  const empty = raw === undefined || raw === null || (typeof raw === 'string' && clean(raw).trim() === '');
  if (empty) return field.required ? refuse('values.missing', { field: field.name }) : null;
  switch (field.kind) {
    case 'text':
    case 'long': {
      if (typeof raw !== 'string') return refuse('values.invalid', { field: field.name });
      const words = field.kind === 'text' ? clean(raw).trim().replaceAll(/\s+/gu, ' ') : clean(raw);
      const length = [...words].length;
      if (length <= field.max) return words;
      return refuse('values.too-long', { field: field.name, params: { length, max: field.max } });
    }
    case 'amount':
      return parseAmount(raw) ?? refuse('values.not-an-amount', { field: field.name });
    case 'instant':
      return parseInstant(raw, zone) ?? refuse('values.not-a-date', { field: field.name });
    case 'choice':
      if (typeof raw === 'string' && field.options.includes(raw)) return raw;
      return refuse('values.invalid', { field: field.name });
  }
}

/**
 * What was typed, without the characters that no one types: controls, which no database stores, and those
 * that turn the direction of whatever stands around them.
 */
function clean(typed: string): string {
  return typed
    .replaceAll('\r\n', '\n')
    .replaceAll(/[\p{Cc}\p{Cs}\u202A-\u202E\u2066-\u2069]/gu, (c) => (c === '\n' || c === '\t' ? c : ''));
}

/** Euros as people write them ('12 500', '12.500,50 €', 12500.5) in cents; at most a thousand million euros. */
function parseAmount(raw: unknown): number | undefined {
  let euros: number;
  if (typeof raw === 'number') euros = raw;
  else if (typeof raw === 'string') {
    const digits = raw.replaceAll(/[\s€]/gu, '');
    const grouped = /^\d{1,3}(\.\d{3})+(,\d{1,2})?$/.test(digits) ? digits.replaceAll('.', '') : digits;
    if (!/^\d+([.,]\d{1,2})?$/.test(grouped)) return undefined;
    euros = Number(grouped.replace(',', '.'));
  } else return undefined;
  const cents = Math.round(euros * 100);
  return Number.isFinite(cents) && cents >= 1 && cents <= 1e11 ? cents : undefined;
}

/** With an offset or Z, that instant; without one, that time on the clocks of the assembly’s zone. */
function parseInstant(raw: unknown, zone: string): string | undefined {
  if (typeof raw !== 'string') return undefined;
  try {
    if (/\d[T ]\d.*(Z|[+-]\d\d(:?\d\d)?)$/i.test(raw)) return instant(Temporal.Instant.from(raw));
    if (!/^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?$/.test(raw)) return undefined;
    const local = Temporal.PlainDateTime.from(raw, { overflow: 'reject' });
    return instant(local.toZonedDateTime(zone).toInstant());
  } catch {
    return undefined;
  }
}
