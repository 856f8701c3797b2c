// Carrying out an import: every row or none, and nothing twice.

import type { StateOf } from '../../domain/aggregates.ts';
import { type Assembly, evolveAssembly } from '../../domain/assembly.ts';
import type { CommandOf } from '../../domain/commands.ts';
import { event } from '../../domain/decision.ts';
import type { DomainEvent } from '../../domain/events.ts';
import { foldName } from '../../domain/names.ts';
import { evolveInstitution, type Institution, mandateId } from '../../domain/people.ts';
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts';
import {
  claimMandate,
  confirmMandate,
  describeInstitution,
  registerInstitution,
} from '../../domain/roster.ts';
import { submitProposal } from '../../domain/submitting.ts';
import { acting, type Context, type Handlers, isAlone, onCall } from '../handling.ts';

type Import = CommandOf<'ImportRoster'>;
type Rows<K extends Import['kind']> = Extract<Import, { kind: K }>['rows'];

interface Done {
  events: DomainEvent[];
  made: number;
}

export const importHandlers: Handlers<'ImportRoster'> = {
  async ImportRoster(command, context) {
    const { at, draft } = context;
    if (draft.head.seq !== command.asOf) return refuse('import.stale');
    const done = await carryOut(command, context);
    if (isRefusal(done)) return done;
    const { events, made } = done;
    const unchanged = command.rows.length - made;
    const imported = { kind: command.kind, made, unchanged, by: acting(context) };
    return [...events, event('RosterImported', at, imported)];
  },
};

function carryOut(command: Import, context: Context): Promise<Done | Refusal> {
  switch (command.kind) {
    case 'institutions':
      return institutions(command.rows, context);
    case 'people':
      return people(command.rows, context);
    case 'proposals':
      return proposals(command.into, command.rows, context);
  }
}

/** Those that share another's vote come last, so that it has a reference by then. */
async function institutions(rows: Rows<'institutions'>, context: Context): Promise<Done | Refusal> {
  const { at, draft } = context;
  const events: DomainEvent[] = [];
  const refs = new Map<number, string>();
  const made = new Map<string, Institution>();
  let { assembly }: { assembly: Assembly } = draft;
  const all = await draft.list('institution');
  for (const row of [...rows].sort((a, b) => Number(a.parent !== null) - Number(b.parent !== null))) {
    if (row.standing === 'unchanged') continue;
    const parent = row.parent && ('id' in row.parent ? row.parent.id : refs.get(row.parent.line));
    const state = {
      assembly,
      // The reading of the file has told doubles from those it completes.
      namesake: undefined,
      parent: parent ? (made.get(parent) ?? (await draft.get('institution', parent))) : undefined,
    };
    const profile = { ...row.profile, votesWith: parent ?? null };
    const known = row.id === null ? undefined : await draft.must('institution', row.id);
    const contact = row.contact
      ? await draft.contactAt(row.contact, await draft.wordsOf(row.name))
      : (known?.contact ?? null);
    const decision = known
      ? describeInstitution(
          { ...profile, name: known.name, votesWith: profile.votesWith ?? known.votesWith, contact },
          at,
          acting(context),
          { ...state, institution: known, shared: all.some((i) => i.votesWith === known.id) },
        )
      : registerInstitution({ ...profile, name: row.name, contact }, at, state);
    if (isRefusal(decision)) return atLine(decision, row.line);
    for (const e of decision) {
      events.push(e);
      assembly = evolveAssembly(assembly, e);
      if (e.name !== 'InstitutionRegistered') continue;
      const { institution } = e.data;
      refs.set(row.line, institution);
      made.set(institution, evolveInstitution(undefined, e));
    }
  }
  return { events, made: rows.filter((row) => row.standing !== 'unchanged').length };
}

/** Somebody of that name, or at that address, who speaks for that institution already is left as they are. */
async function people(rows: Rows<'people'>, context: Context): Promise<Done | Refusal> {
  const { at, draft } = context;
  const events: DomainEvent[] = [];
  let made = 0;
  for (const { line, name: ref, mail, institution: id, lang } of rows) {
    const name = await draft.wordsOf(ref);
    const before = draft.persons.length;
    const among = id === null ? [] : await draft.list('mandate', { parent: id });
    const namesake = await draft.namesake(
      name,
      among.map((m) => m.person),
    );
    const person = mail ? await draft.personAt(mail, name, lang) : (namesake ?? draft.newPerson(name, lang));
    let changed = draft.persons.length > before;
    if (id !== null) {
      const institution = await draft.must('institution', id);
      const mandate = await draft.get('mandate', mandateId(person, id));
      const by = acting(context);
      const alone = isAlone(context);
      // A list that she stands on herself is no second coordinator's word for her.
      const decision =
        person === by.person && !alone
          ? claimMandate(at, person, { institution, mandate })
          : confirmMandate(at, by, { person, institution, mandate, alone });
      if (isRefusal(decision)) return atLine(decision, line);
      changed ||= decision.length > 0;
      events.push(...decision);
    }
    if (changed) made += 1;
  }
  return { events, made };
}

/** A proposal of the same carrier and title is left as it is. Entered by the référente from a list. */
async function proposals(into: string, rows: Rows<'proposals'>, context: Context): Promise<Done | Refusal> {
  const { at, draft, holidays } = context;
  const { call, charter } = await onCall(context, into);
  const events: DomainEvent[] = [];
  let { assembly }: { assembly: Assembly } = draft;
  const known = await knownTitles(call, context);
  const entered = { by: acting(context), source: 'paper' } as const;
  for (const { line, carrier, content, objectives } of rows) {
    if (known.has(`${carrier} ${foldName(await draft.wordsOf(content.title))}`)) continue;
    const institution = await draft.must('institution', carrier);
    const by = { person: entered.by.person, institution: carrier };
    const state = { assembly, call, charter, holidays, institution, entered, draft: undefined };
    const decision = submitProposal(content, objectives, at, by, state);
    if (isRefusal(decision)) return atLine(decision, line);
    for (const e of decision) {
      events.push(e);
      assembly = evolveAssembly(assembly, e);
    }
  }
  return { events, made: events.length };
}

async function knownTitles(call: StateOf<'call'>, { draft }: Context): Promise<Set<string>> {
  const all = await Promise.all(call.proposals.map((id) => draft.must('proposal', id)));
  const words = await draft.words(all.map((p) => p.title));
  return new Set(all.map((p) => `${p.carrier} ${foldName(words.get(p.title.id) ?? '')}`));
}

function atLine(refusal: Refusal, line: number): Refusal {
  return { ...refusal, params: { ...refusal.params, line } };
}
