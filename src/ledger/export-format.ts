// The export of one assembly: its whole history as a file that anyone can verify without this service.
//
// NDJSON, every line canonical JSON (RFC 8785): one line an event, in order, with the words that it refers
// to as far as they haven't been erased; then one line that says how many events there are and the last hash.

import { canonical } from '../app/chain.ts';
import { textsIn } from '../app/draft.ts';
import type { Content, Head, Reads, StoredEvent } from '../app/ports.ts';

/** A text in the clear. `sha256(salt ‖ text)` is the digest that stands in the event’s data. */
export interface ExportedText {
  id: string;
  /** 128 bits in hexadecimal. */
  salt: string;
  text: string;
}

/** One event. What `hash` covers is everything but itself and `texts`. */
export interface EventLine {
  assembly: string;
  seq: number;
  /** ISO 8601, UTC. */
  at: string;
  name: string;
  v: number;
  data: object;
  hash: string;
  /** By id; an erased text is absent. */
  texts: ExportedText[];
}

/** The last line. */
export interface EndLine {
  assembly: string;
  events: number;
  head: string;
}

/** The message is a sentence for whoever asked. */
export class AssemblyUnknown extends Error {
  override name = 'AssemblyUnknown';
}

const page = 500;

/**
 * The export of an assembly as it stands when the first line is asked for, line by line. Each line,
 * the last one too, is to be ended by a line feed. Events added meanwhile aren’t part of it; a text erased
 * meanwhile may be. Reads a page at a time.
 *
 * Throws when there is no such assembly.
 */
export async function* exportLines(
  reads: Pick<Reads, 'head' | 'events' | 'contents'>,
  assembly: string,
): AsyncGenerator<string> {
  const head = await reads.head(assembly);
  if (!head) throw new AssemblyUnknown(`There is no assembly ${assembly} in this database.`);
  for (let after = 0; after < head.seq; ) {
    const events = await reads.events(assembly, after, Math.min(page, head.seq - after));
    if (events.length === 0) break;
    yield* eventLines(events, reads);
    after = (events.at(-1) as StoredEvent).seq;
  }
  yield endLine(head);
}

async function* eventLines(events: StoredEvent[], reads: Pick<Reads, 'contents'>): AsyncGenerator<string> {
  const parsed = events.map((event) => ({ event, data: JSON.parse(event.data) as object }));
  const contents = await reads.contents([...textsIn(parsed.map((p) => p.data))]);
  const known = new Map(contents.map((content) => [content.id, content]));
  for (const { event, data } of parsed) {
    const texts = [...textsIn(data)].sort().flatMap((id) => inTheClear(known.get(id)));
    yield canonical({ ...event, data, texts } satisfies EventLine);
  }
}

function inTheClear(content: Content | undefined): ExportedText[] {
  if (!content || content.salt === null || content.text === null) return [];
  return [{ id: content.id, salt: content.salt, text: content.text }];
}

function endLine({ assembly, seq, hash }: Head): string {
  return canonical({ assembly, events: seq, head: hash } satisfies EndLine);
}
