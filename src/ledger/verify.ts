// Whether an export is what the service wrote: every byte of it counts.
//
// Nothing but the file is needed: each line must be the canonical form of itself, each hash must follow
// from the one before, each text must have the digest that its event knows it by.

import { canonical, chainHash, genesis, textDigest } from '../app/chain.ts';
import type { EndLine, EventLine, ExportedText } from './export-format.ts';

export type Verdict =
  | { is: 'intact'; events: number; head: string }
  /** `line` counts from 1; `seq` and `name` are what that line says of itself, where it still says it. */
  | { is: 'altered'; line: number; seq: number | null; name: string | null; why: string }
  /** No line of it belongs to an export. */
  | { is: 'foreign'; why: string };

/** A line longer than this was written by no service; it isn’t kept in memory to be read. */
const longestLine = 16 * 1024 * 1024;

/**
 * Reads an export to its end, or to the first line that can’t be right. Holds one line at a time.
 *
 * What it can’t see: a text left out counts as erased, which is what erasing looks like on purpose.
 * Throws only what reading `chunks` throws.
 */
export async function verifyExport(chunks: AsyncIterable<Uint8Array>): Promise<Verdict> {
  const expected: Expected = { line: 0, assembly: null, seq: 0, hash: genesis, ended: false };
  let found: Verdict | undefined;
  for await (const { bytes, complete } of linesOf(chunks)) {
    if (found) {
      if (belongsToAnExport(parse(bytes))) return found;
      continue;
    }
    expected.line += 1;
    const why = complete ? fault(bytes, expected) : 'the line break at its end is missing';
    if (!why) continue;
    found = { is: 'altered', line: expected.line, ...selfDescription(parse(bytes)), why };
    if (expected.line > 1 || belongsToAnExport(parse(bytes))) return found;
  }
  if (expected.line === 0) return { is: 'foreign', why: 'it is empty' };
  if (found) return { is: 'foreign', why: 'no line of it belongs to an export' };
  if (expected.ended) return { is: 'intact', events: expected.seq, head: expected.hash };
  const why = 'the last line, with the number of events and the head, is missing';
  return { is: 'altered', line: expected.line + 1, seq: null, name: null, why };
}

/** What the lines so far call for. */
interface Expected {
  line: number;
  assembly: string | null;
  seq: number;
  hash: string;
  ended: boolean;
}

/** Why this line can’t stand here; undefined when it can, and then `expected` has moved on. */
function fault(bytes: Uint8Array, expected: Expected): string | undefined {
  if (expected.ended) return 'it comes after the last line';
  const value = parse(bytes);
  if (value === undefined) return 'it is not JSON in UTF-8';
  if (!isCanonical(value, bytes)) return 'it is not in canonical form (RFC 8785)';
  if (isEventLine(value)) return eventFault(value, expected);
  if (isEndLine(value)) return endFault(value, expected);
  return 'it has other fields than an export has';
}

function eventFault(line: EventLine, expected: Expected): string | undefined {
  expected.assembly ??= line.assembly;
  if (line.assembly !== expected.assembly) return `it belongs to another assembly than ${expected.assembly}`;
  if (line.seq !== expected.seq + 1) return `event ${expected.seq + 1} should stand here`;
  if (line.hash !== chainHash(expected.hash, line)) return 'its hash does not follow from what comes before';
  const wrong = textFault(line);
  if (wrong) return wrong;
  expected.seq = line.seq;
  expected.hash = line.hash;
  return undefined;
}

function endFault(line: EndLine, expected: Expected): string | undefined {
  expected.assembly ??= line.assembly;
  if (line.assembly !== expected.assembly) return `it belongs to another assembly than ${expected.assembly}`;
  if (line.events !== expected.seq) return `${expected.seq} events come before it, and it says otherwise`;
  if (line.head !== expected.hash) return 'its head is not the hash of the last event';
  expected.ended = true;
  return undefined;
}

function textFault({ data, texts }: EventLine): string | undefined {
  const digests = digestsIn(data);
  let former = '';
  for (const { id, salt, text } of texts) {
    if (id <= former) return 'its texts are not in the order of their ids';
    former = id;
    const known = digests.get(id);
    if (!known) return `text ${id} does not belong to this event`;
    if (known.some((digest) => digest !== textDigest(salt, text)))
      return `text ${id} is not what was written`;
  }
  return undefined;
}

/** The digests under which an event’s data refers to each text. */
function digestsIn(value: unknown, found: Map<string, string[]> = new Map()): Map<string, string[]> {
  if (typeof value !== 'object' || value === null) return found;
  if (!Array.isArray(value) && 'id' in value && 'sha256' in value) {
    const { id, sha256 } = value as { id: string; sha256: string };
    found.set(id, [...(found.get(id) ?? []), sha256]);
    return found;
  }
  for (const part of Object.values(value)) digestsIn(part, found);
  return found;
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(utf8.decode(bytes)) as unknown;
  } catch {
    return undefined;
  }
}

function isCanonical(value: unknown, bytes: Uint8Array): boolean {
  try {
    return canonical(value) === utf8.decode(bytes);
  } catch {
    // A lone surrogate or an infinite number parses, but has no canonical form.
    return false;
  }
}

const eventFields = 'assembly,at,data,hash,name,seq,texts,v';
const endFields = 'assembly,events,head';
const textFields = 'id,salt,text';

function isEventLine(value: unknown): value is EventLine {
  if (fieldsOf(value) !== eventFields) return false;
  const { assembly, at, data, hash, name, seq, texts, v } = value as Record<string, unknown>;
  const strings = [assembly, at, hash, name].every((s) => typeof s === 'string');
  const numbers = Number.isSafeInteger(seq) && Number.isSafeInteger(v);
  return strings && numbers && fieldsOf(data) !== null && Array.isArray(texts) && texts.every(isText);
}

function isEndLine(value: unknown): value is EndLine {
  if (fieldsOf(value) !== endFields) return false;
  const { assembly, events, head } = value as Record<string, unknown>;
  return typeof assembly === 'string' && Number.isSafeInteger(events) && typeof head === 'string';
}

/** A salt has one length only: were it free, a letter could pass from the text to the salt unseen. */
function isText(value: unknown): value is ExportedText {
  if (fieldsOf(value) !== textFields) return false;
  const { id, salt, text } = value as Record<string, unknown>;
  const strings = typeof id === 'string' && typeof text === 'string';
  return strings && typeof salt === 'string' && /^[0-9a-f]{32}$/.test(salt);
}

function fieldsOf(value: unknown): string | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  return Object.keys(value).sort().join();
}

/** Whether a line, altered or not, was plainly written as part of an export. */
function belongsToAnExport(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return ('seq' in value && 'hash' in value) || ('events' in value && 'head' in value);
}

function selfDescription(value: unknown): { seq: number | null; name: string | null } {
  const { seq, name } = (value ?? {}) as { seq?: unknown; name?: unknown };
  return {
    seq: Number.isSafeInteger(seq) ? (seq as number) : null,
    name: typeof name === 'string' && /^[A-Za-z]{1,80}$/.test(name) ? name : null,
  };
}

/** The lines without their breaks. A line that is too long comes as an empty one, which is never right. */
async function* linesOf(
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<{ bytes: Uint8Array; complete: boolean }> {
  let parts: Uint8Array[] = [];
  let length = 0;
  let begun = false;
  const add = (part: Uint8Array) => {
    length += part.length;
    begun ||= part.length > 0;
    if (length <= longestLine) parts.push(part);
    else parts = [];
  };
  const take = () => {
    const bytes = parts.length === 1 ? (parts[0] as Uint8Array) : Buffer.concat(parts);
    parts = [];
    length = 0;
    begun = false;
    return bytes;
  };
  for await (const chunk of chunks) {
    let from = 0;
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, from)) {
      add(chunk.subarray(from, end));
      yield { bytes: take(), complete: true };
      from = end + 1;
    }
    add(chunk.subarray(from));
  }
  if (begun) yield { bytes: take(), complete: false };
}
