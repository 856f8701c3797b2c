// One job inside a transaction: recognise the delivery and the person, let them speak for whom they may, and
// carry out what was asked.

import type { Command } from '../domain/commands.ts';
import { event } from '../domain/decision.ts';
import { type Actor, type Entered, mandateId, speaks } from '../domain/people.ts';
import { isRefusal, type Refusal, refuse } from '../domain/refusal.ts';
import { addresses } from './addresses.ts';
import { isCoordinators } from './authorize.ts';
import type { Batch } from './batch.ts';
import { sha256 } from './chain.ts';
import { type Arrival, type Draft, isTextRef, textsIn } from './draft.ts';
import { receiptKey } from './fetch-ahead.ts';
import type { Answer, Behalf, Job, Who } from './job.ts';
import { linkedView } from './linking.ts';
import type { Content } from './ports.ts';
import { happen, run, type Setting } from './running.ts';

type PersonSource = Extract<Job['source'], { kind: 'person' }>;

/** Leaves everything on the draft, or answers with the refusal; then the draft is to be dropped. */
export async function perform(job: Job, setting: Setting): Promise<Answer | Refusal> {
  switch (job.source.kind) {
    case 'person':
      return byPerson(job, job.source, setting);
    case 'timer':
      return byTimer(job, job.source, setting);
    case 'setup':
      return run(job.commands, { actor: 'service', at: job.at }, setting);
    case 'founding':
      return byFounder(job, job.source, setting);
  }
}

/** Refuses `room.taken` where another was faster: an assembly is opened once. */
async function byFounder(
  job: Job,
  { who, people, ids }: Extract<Job['source'], { kind: 'founding' }>,
  setting: Setting,
): Promise<Answer | Refusal> {
  const { batch, draft } = setting;
  const key = receiptKey(job.assembly, who, job.delivery);
  const former = await batch.receipt(key);
  if (former) return { ...(JSON.parse(former.result) as Kept).answer, replayed: true };
  if (draft.head.seq > 0) return refuse('room.taken');
  draft.arrival = { contents: [], platform: who.platform, tenant: who.tenant, ids, at: job.at };
  const persons = new Map<string, string>();
  for (const one of people) persons.set(one.externalId, await recognise(one, job.at, setting));
  const commands = job.commands.map((command) => namingPersons(command, persons));
  const acted = await run(commands, { actor: 'service', at: job.at }, setting);
  if (isRefusal(acted)) return acted;
  const { assembly } = job;
  const result = JSON.stringify({ answer: acted, texts: [] } satisfies Kept);
  draft.receipts.push({ key, assembly, fingerprint: sha256(who.externalId), result, at: job.at });
  return acted;
}

/** The same command, in which people stand under their own ids and not under those of their platform. */
function namingPersons(command: Command, persons: ReadonlyMap<string, string>): Command {
  const idOf = (name: string) => persons.get(name) ?? name;
  if (command.type === 'OpenRoom') return { ...command, by: command.by && idOf(command.by) };
  if (command.type !== 'OpenAssembly') return command;
  const { assumptions, coordinators, deputies } = command;
  return {
    ...command,
    assumptions: assumptions.map((adopted) => ({ ...adopted, by: idOf(adopted.by) })),
    coordinators: coordinators.map(idOf),
    deputies: deputies.map(idOf),
  };
}

async function byPerson(job: Job, source: PersonSource, setting: Setting): Promise<Answer | Refusal> {
  const { batch, draft } = setting;
  const { who, contents, ids, members = [] } = source;
  const key = receiptKey(job.assembly, who, job.delivery);
  const fingerprint = fingerprintOf(job, source);
  const former = await batch.receipt(key);
  if (former) {
    const { answer, texts } = JSON.parse(former.result) as Kept;
    const same = former.fingerprint === fingerprint && (await saysTheSame(texts, contents, batch));
    return same ? { ...answer, replayed: true } : refuse('delivery.reused');
  }
  const { platform, tenant } = who;
  draft.arrival = { contents, platform, tenant, ids, members, room: source.room, at: job.at };
  if (source.link) return linked(job, source, source.link, setting, { key, fingerprint });
  const person = await recognise(who, job.at, setting);
  const institution = who.institution === undefined ? await speaksFor(person, job, draft) : who.institution;
  if (isRefusal(institution)) return institution;
  const end = await act(job, source, { person, institution }, setting);
  if (isRefusal(end)) return end;
  const notes = [...(source.notes ?? []), ...draft.notes];
  const acted = notes.length > 0 ? { ...end, notes } : end;
  const used = new Set<string>();
  for (const e of draft.events) textsIn(JSON.parse(e.data), used);
  draft.keepContents(contents, person, used);
  draft.receipts.push({
    key,
    assembly: job.assembly,
    fingerprint,
    result: JSON.stringify({ answer: acted, texts: contents.map((c) => c.id) } satisfies Kept),
    at: job.at,
  });
  return acted;
}

/** Whoever proved to be somebody known is that person from now on, in every assembly, before anything else. */
async function linked(
  job: Job,
  { who }: PersonSource,
  { into, also }: NonNullable<PersonSource['link']>,
  setting: Setting,
  { key, fingerprint }: { key: string; fingerprint: string },
): Promise<Answer | Refusal> {
  const { batch, draft } = setting;
  const { assembly, at } = job;
  const from = await knownAs(who, into, at, setting);
  const actor: Actor = { person: into, institution: null };
  const arrival = { ...(draft.arrival as Arrival), link: from === null ? undefined : { from, into } };
  draft.arrival = arrival;
  const answer = await run(job.commands, { actor, at }, setting);
  if (isRefusal(answer)) return answer;
  for (const other of also.filter((id) => id !== assembly)) {
    const elsewhere = batch.draft(other);
    if (!elsewhere) continue;
    elsewhere.arrival = arrival;
    await run([{ type: 'JoinPersons', code: null }], { actor, at }, { ...setting, draft: elsewhere });
    batch.keep(elsewhere);
  }
  const place = addresses(draft.assembly, draft.head.seq, { proposals: [], cards: new Map() });
  draft.letters.push(...place.private(linkedView, [into], {}, { as: `linked:${job.delivery}` }));
  const result = JSON.stringify({ answer, texts: [] } satisfies Kept);
  draft.receipts.push({ key, assembly, fingerprint, result, at });
  return answer;
}

/** As whom they were known; null for nobody, or for the person that they are. What is missing of the one is kept of the other. */
async function knownAs(
  who: Who,
  into: string,
  at: string,
  { batch, draft }: Setting,
): Promise<string | null> {
  const { platform, tenant, externalId } = who;
  const from = await batch.person({ platform, tenant, externalId });
  const known = await batch.personsOf(from ? [into, from] : [into]);
  const [one, other] = [into, from].map((id) => known.find((person) => person.id === id));
  const name = one?.name ?? other?.name ?? who.name;
  draft.persons.push({ id: into, name, lang: one?.lang ?? other?.lang ?? who.lang });
  if (from === into) return null;
  if (from) draft.joined.push({ from, into });
  else draft.identities.push({ platform, tenant, externalId, person: into, linkedAt: at });
  return from ?? null;
}

/** Claims what has to be claimed, meets the deadlines that are owed, and carries the commands out. */
async function act(
  job: Job,
  { action, behalf }: PersonSource,
  own: Actor,
  setting: Setting,
): Promise<Answer | Refusal> {
  const { at, commands } = job;
  const claimed = await claim(own, at, setting);
  if (isRefusal(claimed)) return claimed;
  for (const command of commands) await settleDeadlines(command, at, setting);
  if (!behalf) {
    const acted = await run(commands, { actor: own, at }, setting);
    return isRefusal(acted) ? acted : { ...acted, events: [...claimed, ...acted.events] };
  }
  if (!setting.draft.coordinates(own.person, at)) return refuse('rights.coordinator-only');
  const actor = await onBehalfOf(behalf, setting);
  const theirs = await vouch(actor, own, at, setting);
  if (isRefusal(theirs)) return theirs;
  const entered: Entered = { by: own, source: behalf.source };
  const acted = await run(commands, { actor, at, entered }, setting);
  if (isRefusal(acted)) return acted;
  // What changed nothing is no entry, and nobody is sent a receipt for it.
  if (acted.events.length === 0) return { ...acted, events: [...claimed, ...theirs] };
  const ref = Object.values(acted.refs)[0] ?? '';
  const entry = event('EntryMade', at, { for: actor, by: own, source: behalf.source, action, ref });
  const seq = await happen(entry, setting);
  return { ...acted, events: [...claimed, ...theirs, ...acted.events, { seq, name: entry.name }] };
}

function fingerprintOf(job: Job, { who, behalf }: PersonSource): string {
  const { platform, tenant, externalId, institution } = who;
  const asked = JSON.stringify(job.commands, (_, value) => (isTextRef(value) ? 'text' : value));
  return sha256(JSON.stringify([platform, tenant, externalId, institution ?? null, asked, behalf]));
}

/** An act at or after a deadline meets the deadline that is owed, even before the closing timer fires. */
async function settleDeadlines(command: Command, at: string, setting: Setting): Promise<void> {
  const { draft } = setting;
  const objection = 'objection' in command ? await draft.get('objection', command.objection) : undefined;
  const named = 'proposal' in command ? command.proposal : objection?.proposal;
  const proposal = named === undefined ? undefined : await draft.get('proposal', named);
  const competition =
    'competition' in command ? await draft.get('competition', command.competition) : undefined;
  const id = proposal?.call ?? competition?.call ?? ('call' in command ? command.call : undefined);
  const call = id === undefined ? undefined : await draft.get('call', id);
  const service = { actor: 'service', at } as const;
  if (call && at >= call.closesAt) await run([{ type: 'MakeGoodCall', call: call.id }], service, setting);
  if (proposal?.own && at >= proposal.own.closesAt)
    await run([{ type: 'MakeGoodProposal', proposal: proposal.id }], service, setting);
}

interface Kept {
  answer: Answer;
  /** The ids of the texts that came with it, in the order of the form. */
  texts: string[];
}

/** Whether a repeated delivery brings the words of the first; erased ones can't be compared any more. */
async function saysTheSame(former: string[], contents: Content[], batch: Batch): Promise<boolean> {
  if (former.length !== contents.length) return false;
  const kept = new Map((await batch.contents(former)).map((c) => [c.id, c.text]));
  return former.every((id, i) => (kept.get(id) ?? contents[i]?.text) === contents[i]?.text);
}

/** A timer that is gone or has been moved since is not applicable: done, and nothing happens. */
async function byTimer(
  job: Job,
  { key, dueAt }: Extract<Job['source'], { kind: 'timer' }>,
  setting: Setting,
): Promise<Answer | Refusal> {
  const { draft } = setting;
  const timer = await draft.timer(key);
  if (!timer || timer.dueAt !== dueAt) return { accepted: true, refs: {}, events: [], replayed: true };
  draft.timers.set(key, { key, set: null });
  return run(job.commands, { actor: 'service', at: job.at }, setting);
}

/** Whoever speaks for an institution has said so: known already, or recorded as claimed. */
async function claim(actor: Actor, at: string, setting: Setting): Promise<Answer['events'] | Refusal> {
  if (!actor.institution) return [];
  const command = { type: 'ClaimMandate', institution: actor.institution } as const;
  const claimed = await run([command], { actor, at }, setting);
  return isRefusal(claimed) ? claimed : claimed.events;
}

/** A coordinator who enters what somebody said vouches for them; for herself she only claims. */
async function vouch(
  actor: Actor,
  own: Actor,
  at: string,
  setting: Setting,
): Promise<Answer['events'] | Refusal> {
  if (!actor.institution || actor.person === own.person) return claim(actor, at, setting);
  const command = { type: 'ConfirmMandate', mandate: mandateId(actor.person, actor.institution) } as const;
  const vouched = await run([command], { actor: own, at }, setting);
  return isRefusal(vouched) ? vouched : vouched.events;
}

/**
 * The one institution that a person speaks for. Refuses `speaker.ask` where there are several, or none yet;
 * but whoever does what only a coordinator does, or enters what somebody else said, acts for the process.
 */
async function speaksFor(person: string, job: Job, draft: Draft): Promise<string | null | Refusal> {
  const own = (await draft.mandatesOf(person)).filter(speaks);
  if (own.length === 1) return own[0]?.institution ?? null;
  const entered = job.source.kind === 'person' && job.source.behalf !== null;
  if (entered || job.commands.every(({ type }) => isCoordinators(type))) return null;
  return refuse('speaker.ask', { field: 'institution', params: { n: own.length } });
}

async function recognise(who: Who, at: string, { batch, draft }: Setting): Promise<string> {
  const { platform, tenant, externalId } = who;
  const known = await batch.person({ platform, tenant, externalId });
  if (known) return known;
  draft.persons.push({ id: who.newPerson, name: who.name, lang: who.lang });
  draft.identities.push({ platform, tenant, externalId, person: who.newPerson, linkedAt: at });
  return who.newPerson;
}

/** Whoever telephoned: known by their mail address, or by their name in that institution; else let in. */
async function onBehalfOf({ name, institution, mail }: Behalf, { draft }: Setting): Promise<Actor> {
  const among = institution === null ? [] : await draft.list('mandate', { parent: institution });
  const known = await draft.namesake(
    name,
    among.map((m) => m.person),
  );
  const person =
    known ?? (mail === null ? draft.newPerson(name, null) : await draft.personAt(mail, name, null));
  return { person, institution };
}
