// A file of institutions, people or proposals, from its bytes to the report that its sender reads.

import type { Application } from '../app/application.ts';
import { textDigest } from '../app/chain.ts';
import type { Submission } from '../app/inbound.ts';
import type { Content } from '../app/ports.ts';
import type { AdoptedCharter } from '../domain/aggregates.ts';
import { coordinates } from '../domain/assembly.ts';
import type { Call } from '../domain/call.ts';
import type { ImportedRows } from '../domain/commands.ts';
import { strayObjective } from '../domain/objectives.ts';
import type { Institution } from '../domain/people.ts';
import { isRefusal, type Refusal, refuse } from '../domain/refusal.ts';
import type { TextRef } from '../domain/text.ts';
import { isRejected, type Rejected } from './fault.ts';
import { type KnownInstitution, type Roster, readRoster } from './roster.ts';
import { readSheet } from './sheet.ts';
import type { StrayObjectives } from './values.ts';

export interface ImportRequest extends Pick<Submission, 'deliveryId' | 'receivedAt' | 'as' | 'lang'> {
  assembly: string;
  bytes: Uint8Array;
  /** What the file is called. */
  name: string;
  /** The call that proposals go into. */
  call: string | null;
}

export type ImportEnd =
  | { outcome: Rejected }
  | { outcome: Roster; made: number; unchanged: number }
  | { refused: Refusal; line: number | null };

const triesAtMost = 5;

/**
 * Imports a file whole, or says line by line why nothing was imported. Sent again, it changes nothing.
 *
 * Refuses `rights.coordinator-only` before the file is looked at; `import.no-call` (proposals need a call),
 * `import.stale` (too much happened meanwhile), and what the rules refuse, with the line of the file.
 */
export async function importFile(app: Application, request: ImportRequest): Promise<ImportEnd> {
  if (!(await mayImport(app, request))) return { refused: refuse('rights.coordinator-only'), line: null };
  const sheet = await readSheet(request.bytes, request.name);
  if (isRejected(sheet)) return { outcome: sheet };
  for (let tries = 1; ; tries += 1) {
    const { asOf, known } = await knownInstitutions(app, request.assembly);
    const outcome = readRoster(sheet, known, await strayIn(app, request));
    if (isRejected(outcome)) return { outcome };
    if (outcome.kind === 'proposals' && !request.call)
      return { refused: refuse('import.no-call', { field: 'call' }), line: null };
    const end = await carryOut(app, request, outcome, asOf);
    if (!isRefusal(end)) return { outcome, ...end };
    if (end.refused === 'import.stale' && tries < triesAtMost) continue;
    const line = end.params?.line;
    return { refused: end, line: typeof line === 'number' ? line : null };
  }
}

/** Reading a file is work, and its faults tell names: neither is for whoever passes by. */
async function mayImport(
  { store }: Application,
  { assembly, as, receivedAt }: ImportRequest,
): Promise<boolean> {
  const known = await store.identity(as.platform, as.tenant, as.externalId);
  const head = await store.head(assembly);
  return known !== undefined && head !== undefined && coordinates(head.doc, known.person, receivedAt);
}

async function carryOut(
  app: Application,
  request: ImportRequest,
  roster: Roster,
  asOf: number,
): Promise<{ made: number; unchanged: number } | Refusal> {
  const { ids } = app;
  const contents: Content[] = [];
  const putAside = (text: string): TextRef => {
    const content = { id: ids.uuid(), assembly: request.assembly, author: null, salt: ids.salt(), text };
    contents.push(content);
    return { id: content.id, sha256: textDigest(content.salt, text) };
  };
  const rows = rowsOf(roster, request.call ?? '', putAside);
  const { as, lang, deliveryId, receivedAt } = request;
  const end = await app.executor.execute({
    assembly: request.assembly,
    at: receivedAt,
    delivery: deliveryId,
    commands: [{ type: 'ImportRoster', asOf, ...rows }],
    source: {
      kind: 'person',
      who: { ...as, newPerson: ids.uuid(), lang, institution: null },
      contents,
      ids,
      action: 'import',
      behalf: null,
    },
  });
  if (isRefusal(end)) return end;
  const imported = end.events.findLast((e) => e.name === 'RosterImported');
  const stored = imported && (await app.store.events(request.assembly, imported.seq - 1, 1))[0];
  const { made, unchanged } = JSON.parse(stored?.data ?? '{"made":0,"unchanged":0}');
  return { made, unchanged };
}

function rowsOf(roster: Roster, into: string, putAside: (text: string) => TextRef): ImportedRows {
  switch (roster.kind) {
    case 'institutions':
      return {
        kind: roster.kind,
        rows: roster.rows.map(({ line, id, standing, name, votesWith, contact, ...known }) => ({
          line,
          id,
          standing,
          name: putAside(name),
          parent: votesWith,
          contact,
          profile: {
            legalForm: known.legalForm,
            sectors: known.sectors,
            rooted: known.rooted,
            soundAccounts: known.soundAccounts,
          },
        })),
      };
    case 'people':
      return {
        kind: roster.kind,
        rows: roster.rows.map(({ line, name, mail, institution, lang }) => {
          return { line, name: putAside(name), mail, institution, lang };
        }),
      };
    case 'proposals':
      return {
        kind: roster.kind,
        into,
        rows: roster.rows.map(({ line, title, summary, carrier, partners, amount, objectives }) => ({
          line,
          carrier,
          content: {
            title: putAside(title),
            summary: putAside(summary),
            amount,
            carrierShare: null,
            partners,
          },
          objectives,
        })),
      };
  }
}

/** Without a call that exists nothing is stray: its absence is refused afterwards. */
async function strayIn(
  { store }: Application,
  { assembly, call: id }: ImportRequest,
): Promise<StrayObjectives> {
  const call = id ? ((await store.aggregate(assembly, 'call', id))?.doc as Call | undefined) : undefined;
  const charter = call && (await store.aggregate(assembly, 'charter', call.charter))?.doc;
  if (!call || !charter) return () => undefined;
  const { text } = charter as AdoptedCharter;
  return (code) => strayObjective(call, text, code);
}

/** Institutions present, with their names, as of the last event. */
async function knownInstitutions(
  { store }: Application,
  assembly: string,
): Promise<{ asOf: number; known: KnownInstitution[] }> {
  const head = await store.head(assembly);
  const all = (await store.aggregates(assembly, 'institution')).map((row) => row.doc as Institution);
  const present = all.filter((i) => i.status === 'present');
  const names = new Map((await store.contents(present.map((i) => i.name.id))).map((c) => [c.id, c.text]));
  const identities = await store.identitiesOf(present.flatMap((i) => i.contact ?? []));
  const written = identities.filter((identity) => identity.platform === 'mail');
  const mails = new Map(written.map((identity) => [identity.person, identity.externalId]));
  const known = present.flatMap(
    ({ id, name, legalForm, sectors, rooted, soundAccounts, votesWith, contact }) => {
      const called = names.get(name.id);
      if (!called) return [];
      const mail = contact === null ? null : (mails.get(contact) ?? null);
      const details = { legalForm, sectors, rooted, soundAccounts, votesWith, contact: mail };
      return [{ id, name: called, details }];
    },
  );
  return { asOf: head?.seq ?? 0, known };
}
