// What came in from a room, made into a job: the one parser for every platform and for the local room.

import { z } from 'zod';
import { parseEuros } from '../domain/amount.ts';
import { instant } from '../domain/calendar.ts';
import type { Lang } from '../domain/people.ts';
import { isRefusal, type Refusal, refuse } from '../domain/refusal.ts';
import { type TextRef, typedLine, typedText } from '../domain/text.ts';
import type { Action } from './actions.ts';
import { textDigest } from './chain.ts';
import { type Field, type Value, Values } from './fields.ts';
import type { Behalf, Job } from './job.ts';
import type { Note } from './notes.ts';
import type { Content, Ids } from './ports.ts';

/** An act as a platform delivered it. */
export interface Submission {
  /** The platform’s own id of this delivery; a repeated one changes nothing. */
  deliveryId: string;
  /** When it arrived, UTC. */
  receivedAt: string;
  as: { platform: string; tenant: string; externalId: string; name: string | null };
  /** For whom they speak; null for themselves; left out where they weren’t asked yet. */
  institution?: string | null | undefined;
  /** A coordinator enters what somebody said who telephoned or wrote. */
  behalf?: Behalf | null;
  room: string;
  action: string;
  target: string | null;
  values: Record<string, unknown>;
  lang: Lang;
}

/**
 * Parses an act whose action and assembly are known.
 *
 * Refuses `values.missing`, `values.too-long`, `values.not-a-date`, `values.no-such-time`,
 * `values.not-an-amount` and `values.invalid`, each with the field. A time that comes twice is taken the first
 * time, with a note.
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
  const values: Record<string, Value> = {};
  const notes: Note[] = [];
  const known = new Set(action.fields.map((f) => f.name));
  const stray = Object.keys(submission.values).find((name) => !known.has(name));
  if (stray !== undefined) return refuse('values.invalid', { field: stray });
  const { deliveryId, target, as } = submission;
  const institution = submission.institution === undefined ? undefined : submission.institution || null;
  for (const name of [deliveryId, as.externalId, institution ?? null, target]) {
    if (name !== null && !plainName.test(name)) return refuse('values.invalid');
  }
  if (action.target && !submission.target) return refuse('values.missing', { field: 'target' });
  const behalf = submission.behalf ?? null;
  if (behalf) {
    if (!action.enterable) return refuse('entry.impossible');
    const faulty = behalfFault(behalf);
    if (faulty) return faulty;
  }
  const putAside = (text: string): TextRef => {
    const content: Content = { id: ids.uuid(), assembly, author: null, salt: ids.salt(), text };
    contents.push(content);
    return { id: content.id, sha256: textDigest(content.salt as string, text) };
  };

  for (const field of action.fields) {
    const value = parseField(field, submission.values[field.name], zone, putAside);
    if (isRefusal(value)) return value;
    values[field.name] = value;
    if (
      field.kind === 'instant' &&
      typeof value === 'string' &&
      comesTwice(submission.values[field.name], zone)
    )
      notes.push({ note: 'time-twice', params: { at: value } });
  }
  return {
    assembly,
    at: submission.receivedAt,
    delivery: submission.deliveryId,
    commands: [action.command(submission.target ?? '', new Values(values))],
    source: {
      kind: 'person',
      who: { ...submission.as, newPerson: ids.uuid(), lang: submission.lang, institution },
      contents,
      ids,
      action: action.name,
      behalf: behalf && { ...behalf, name: typedLine(behalf.name) },
      room: submission.room,
      notes,
    },
  };
}

function behalfFault({ name, institution, mail }: Behalf): Refusal | undefined {
  const plain = typedLine(name);
  if (plain === '') return refuse('values.missing', { field: 'for.name' });
  if (!readable(plain)) return refuse('values.no-letter', { field: 'for.name' });
  if ([...plain].length > 120)
    return refuse('values.too-long', { field: 'for.name', params: { length: [...plain].length, max: 120 } });
  if (mail !== null && !isMail(mail)) return refuse('values.not-a-mail', { field: 'for.mail' });
  return institution !== null && !plainName.test(institution)
    ? refuse('values.invalid', { field: 'for.institution' })
    : undefined;
}

/** A name among machines: short, no control character, no half of a character. */
const plainName = /^[^\p{Cc}\p{Cs}]{0,200}$/u;

/** One value of a form, as it was typed or chosen. Refuses as `parse` does. */
export function parseField(
  field: Field,
  raw: unknown,
  zone: string,
  putAside: (text: string) => TextRef,
): Value | Refusal {
  const { name } = field;
  const empty =
    raw === undefined ||
    raw === null ||
    (typeof raw === 'string' && typedLine(raw) === '') ||
    (Array.isArray(raw) && raw.length === 0);
  if (empty) return field.required ? refuse('values.missing', { field: name }) : null;
  switch (field.kind) {
    case 'text':
    case 'long': {
      const words = parseText(raw, field);
      return typeof words === 'string' ? putAside(words) : words;
    }
    case 'lines': {
      const lines = listed(raw, /\n/u);
      if (!lines) return refuse('values.invalid', { field: name });
      if (lines.length > field.most)
        return refuse('values.too-many', { field: name, params: { count: lines.length, max: field.most } });
      const texts: TextRef[] = [];
      for (const line of lines) {
        const words = parseText(line, { ...field, kind: 'text' });
        if (typeof words !== 'string') return words;
        texts.push(putAside(words));
      }
      return texts;
    }
    case 'codes': {
      const codes = listed(raw, /[,;\n]/u);
      if (!codes?.every((code) => plainCode.test(code))) return refuse('values.invalid', { field: name });
      if (codes.length > field.most)
        return refuse('values.too-many', { field: name, params: { count: codes.length, max: field.most } });
      return codes;
    }
    case 'amount':
      return parseEuros(raw) ?? refuse('values.not-an-amount', { field: name });
    case 'instant':
      return parseInstant(raw, zone, name);
    case 'mail':
      return typeof raw === 'string' && isMail(raw.trim())
        ? raw.trim().toLowerCase()
        : refuse('values.not-a-mail', { field: name });
    case 'choice':
      if (typeof raw === 'string' && field.options.includes(raw)) return raw;
      return refuse('values.invalid', { field: name });
    case 'channel':
    case 'member':
    case 'pick': {
      const picked = listed(raw, /[,;\n]/u);
      if (!picked?.every((id) => plainName.test(id))) return refuse('values.invalid', { field: name });
      if ('many' in field && field.many) return [...new Set(picked)];
      return picked[0] !== undefined && picked.length === 1
        ? picked[0]
        : refuse('values.invalid', { field: name });
    }
  }
}

/** Refuses `values.too-long`, and `values.no-letter` for a name or title made of signs alone. */
function parseText(
  raw: unknown,
  field: { name: string; kind: 'text' | 'long'; max: number },
): string | Refusal {
  if (typeof raw !== 'string') return refuse('values.invalid', { field: field.name });
  const words = field.kind === 'text' ? typedLine(raw) : typedText(raw);
  const length = [...words].length;
  if (length > field.max)
    return refuse('values.too-long', { field: field.name, params: { length, max: field.max } });
  if (field.kind === 'text' && !readable(words)) return refuse('values.no-letter', { field: field.name });
  return words;
}

/** A list as a form or an API gives it. */
function listed(raw: unknown, separator: RegExp): string[] | undefined {
  const items = typeof raw === 'string' ? raw.split(separator) : raw;
  if (!Array.isArray(items) || !items.every((item) => typeof item === 'string')) return undefined;
  return items.map((item: string) => typedLine(item)).filter((item) => item !== '');
}

/** Short, without spaces or controls: 'O.3.2', 'T1'. */
const plainCode = /^[\p{L}\p{N}][\p{L}\p{N}._ -]{0,39}$/u;

/** Something that can be read aloud: a letter or a digit at least. */
export function readable(words: string): boolean {
  return /[\p{L}\p{N}]/u.test(words);
}

const mailSchema = z.email().max(254);

export function isMail(value: string): boolean {
  return mailSchema.safeParse(value).success;
}

/**
 * With an offset or Z, that instant; without one, that time on the clocks of the assembly’s zone. Where they
 * pass over it, it is refused with the times just before and after.
 */
function parseInstant(raw: unknown, zone: string, field: string): string | Refusal {
  if (typeof raw !== 'string') return refuse('values.not-a-date', { field });
  try {
    if (/\d[T ]\d.*(Z|[+-]\d\d(:?\d\d)?)$/i.test(raw)) return instant(Temporal.Instant.from(raw));
    const local = localTime(raw);
    if (!local) return refuse('values.not-a-date', { field });
    const { first, second } = readings(local, zone);
    if (first.toPlainDateTime().equals(local)) return instant(first.toInstant());
    const params = { before: instant(first.toInstant()), after: instant(second.toInstant()) };
    return refuse('values.no-such-time', { field, params });
  } catch {
    return refuse('values.not-a-date', { field });
  }
}

/** Whether the clocks of the zone show this time twice, as when they go back in autumn. */
function comesTwice(raw: unknown, zone: string): boolean {
  const local = typeof raw === 'string' ? localTime(raw) : undefined;
  if (!local) return false;
  const { first, second } = readings(local, zone);
  return first.toPlainDateTime().equals(local) && !first.equals(second);
}

function readings(local: Temporal.PlainDateTime, zone: string) {
  return {
    first: local.toZonedDateTime(zone, { disambiguation: 'earlier' }),
    second: local.toZonedDateTime(zone, { disambiguation: 'later' }),
  };
}

function localTime(raw: string): Temporal.PlainDateTime | undefined {
  if (!/^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?$/.test(raw)) return undefined;
  return Temporal.PlainDateTime.from(raw, { overflow: 'reject' });
}
