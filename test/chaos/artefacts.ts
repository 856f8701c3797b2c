// The three files that a round leaves behind: what clients were told, what the platform received, what the
// service says happened. The judge reads nothing else.

import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** An answer ‘accepted’, as a client got it. The first one of a round is the reset, with all its events. */
export interface Acked {
  deliveryId: string;
  action: string;
  target: string | null;
  person: string | null;
  institution: string | null;
  values: Record<string, unknown>;
  /** Entered for somebody who telephoned or wrote. */
  behalf?: boolean;
  refs: Record<string, string>;
  events: { seq: number; name: string }[];
  replayed: boolean;
}

/** A message that the platform accepted, in the order in which it did. */
export interface Received {
  n: number;
  at: string;
  kind: 'post' | 'edit' | 'private';
  to: string;
  messageId: string;
  /** The message under which it stands, null at the root. */
  under: string | null;
  key: string;
  lang: string;
  text: string;
  card: unknown;
}

/** A line of the export as the judge reads it: an event, or the end. */
export interface ExportLine {
  assembly: string;
  seq?: number;
  at?: string;
  name?: string;
  v?: number;
  data?: Record<string, unknown>;
  hash?: string;
  texts?: { id: string; salt: string; text: string }[];
  events?: number;
  head?: string;
}

export interface Artefacts {
  acked: Acked[];
  received: Received[];
  exported: ExportLine[];
}

const files = { acked: 'acked.ndjson', received: 'received.ndjson', exported: 'export.ndjson' } as const;

export function roundFolder(dir: string, round: number): string {
  return join(dir, `round-${`${round}`.padStart(4, '0')}`);
}

/** The folders of the rounds under `dir`, in order. */
export function roundFolders(dir: string): string[] {
  if (!existsSync(dir)) return [];
  const names = readdirSync(dir).filter((name) => /^round-\d{4,}$/.test(name));
  return names.sort().map((name) => join(dir, name));
}

/** Writes the three files; the export byte for byte where its own text is given. */
export function writeArtefacts(folder: string, artefacts: Artefacts, exportText?: string): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, files.acked), ndjson(artefacts.acked));
  writeFileSync(join(folder, files.received), ndjson(artefacts.received));
  writeFileSync(join(folder, files.exported), exportText ?? ndjson(artefacts.exported));
}

/** Throws when a file is missing or isn’t NDJSON. */
export function readArtefacts(folder: string): Artefacts {
  return {
    acked: parseLines<Acked>(readFileSync(join(folder, files.acked), 'utf8')),
    received: parseLines<Received>(readFileSync(join(folder, files.received), 'utf8')),
    exported: parseLines<ExportLine>(readFileSync(join(folder, files.exported), 'utf8')),
  };
}

export function parseLines<T>(text: string): T[] {
  const lines = text.split('\n').filter((line) => line !== '');
  return lines.map((line) => JSON.parse(line) as T);
}

function ndjson(values: readonly unknown[]): string {
  return values.map((value) => `${JSON.stringify(value)}\n`).join('');
}
