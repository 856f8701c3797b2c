// One job inside a transaction: recognise the delivery and the person, decide, follow the policies, and
// leave events, state, timers and letters on the draft.

import type { Holidays } from '../domain/calendar.ts';
import type { Command } from '../domain/commands.ts';
import type { DomainEvent, EventName } from '../domain/events.ts';
import type { Actor } from '../domain/people.ts';
import { isRefusal, type Refusal, refuse } from '../domain/refusal.ts';
import { touches } from '../domain/world.ts';
import { authorize } from './authorize.ts';
import { sha256 } from './chain.ts';
import { type Batch, type Draft, isTextRef, textsIn } from './draft.ts';
import { effects } from './effects.ts';
import { receiptKey } from './fetch-ahead.ts';
import { handlers } from './handlers.ts';
import { policies } from './policies.ts';
import type { Content } from './ports.ts';

/** Who acts, as the platform knows them. */
export interface Who {
  platform: string;
  tenant: string;
  externalId: string;
  /** The person’s id if this is the first time that they are seen. */
  newPerson: string;
  name: string | null;
  lang: string | null;
  institution: string | null;
}

/** Something to carry out: a person’s act, a timer that is due, or a step of setting up. */
export interface Job {
  assembly: string;
  /** The instant that counts, UTC: receipt of an act, or the present for a timer. */
  at: string;
  /** For the log: what this job came from. */
  delivery: string;
  command: Command;
  source:
    | { kind: 'person'; who: Who; contents: Content[] }
    | { kind: 'timer'; key: string; dueAt: string }
    | { kind: 'setup' };
}

export interface Answer {
  accepted: true;
  /** What the act was about or brought forth, by type: `{ objection: 'O3', proposal: 'P1' }`. */
  refs: Record<string, string>;
  events: { seq: number; name: EventName }[];
  replayed: boolean;
}

interface Setting {
  batch: Batch;
  draft: Draft;
  holidays: Holidays;
}

/** Leaves everything on the draft, or answers with the refusal; then the draft is to be dropped. */
export async function perform(job: Job, setting: Setting): Promise<Answer | Refusal> {
  switch (job.source.kind) {
    case 'person':
      return byPerson(job, job.source, setting);
    case 'timer':
      return byTimer(job, job.source, setting);
    case 'setup':
      return run(job.command, 'service', job.at, setting);
  }
}

async function byPerson(
  job: Job,
  { who, contents }: Extract<Job['source'], { kind: 'person' }>,
  setting: Setting,
): Promise<Answer | Refusal> {
  const { batch, draft } = setting;
  const key = receiptKey(job.assembly, who, job.delivery);
  const fingerprint = sha256(
    JSON.stringify([
      who.platform,
      who.tenant,
      who.externalId,
      who.institution,
      JSON.stringify(job.command, (_, value) => (isTextRef(value) ? 'text' : value)),
    ]),
  );
  const former = await batch.receipt(key);
  if (former) {
    const { answer, texts } = JSON.parse(former.result) as Kept;
    const same = former.fingerprint === fingerprint && (await saysTheSame(texts, contents, batch));
    return same ? { ...answer, replayed: true } : refuse('delivery.reused');
  }
  const actor: Actor = { person: await recognise(who, setting), institution: who.institution };
  const claimed = await claim(actor, job.at, setting);
  if (isRefusal(claimed)) return claimed;
  await settleDeadline(job, setting);
  const acted = await run(job.command, actor, job.at, setting);
  if (isRefusal(acted)) return acted;
  const answer: Answer = { ...acted, events: [...claimed, ...acted.events] };
  const used = new Set<string>();
  for (const e of draft.events) textsIn(JSON.parse(e.data), used);
  draft.keepContents(contents, actor.person, used);
  draft.receipts.push({
    key,
    assembly: job.assembly,
    fingerprint,
    result: JSON.stringify({ answer, texts: contents.map((c) => c.id) } satisfies Kept),
    at: job.at,
  });
  return answer;
}

/** An act at or after a deadline meets the deadline that is owed, even before the closing timer fires. */
async function settleDeadline(job: Job, setting: Setting): Promise<void> {
  const { command } = job;
  const proposal = 'proposal' in command ? await setting.draft.get('proposal', command.proposal) : undefined;
  const call = proposal?.call ?? ('call' in command ? command.call : undefined);
  if (call) await run({ type: 'ExtendCall', call }, 'service', job.at, setting);
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
  return run(job.command, 'service', job.at, setting);
}

/** Whoever speaks for an institution has said so: known already, or recorded as claimed. */
async function claim(actor: Actor, at: string, setting: Setting): Promise<Answer['events'] | Refusal> {
  if (!actor.institution) return [];
  const claimed = await run({ type: 'ClaimMandate', institution: actor.institution }, actor, at, setting);
  return isRefusal(claimed) ? claimed : claimed.events;
}

async function recognise(who: Who, { batch, draft }: Setting): Promise<string> {
  const { platform, tenant, externalId } = who;
  const known = await batch.person({ platform, tenant, externalId });
  if (known) return known;
  draft.persons.push({ id: who.newPerson, name: who.name, lang: who.lang });
  draft.identities.push({ platform, tenant, externalId, person: who.newPerson });
  return who.newPerson;
}

/** Decides a command and everything that its events entail. A refused follow-up is a bug and throws. */
async function run(
  first: Command,
  actor: Actor | 'service',
  at: string,
  { draft, holidays }: Setting,
): Promise<Answer | Refusal> {
  const happened: { seq: number; event: DomainEvent }[] = [];
  const queue: { command: Command; actor: Actor | 'service' }[] = [{ command: first, actor }];
  for (let next = queue.shift(); next; next = queue.shift()) {
    const { command } = next;
    const decision =
      authorize(command.type, next.actor, draft.assembly) ??
      (await handle(command, { at, actor: next.actor, draft, holidays }));
    if (isRefusal(decision)) {
      if (command === first) return decision;
      throw new Error(`${command.type}, which followed from ${first.type}, was refused: ${decision.refused}`);
    }
    for (const e of decision) {
      const seq = await draft.record(e);
      happened.push({ seq, event: e });
      const { timers, letters } = effects(e, seq, draft.assembly, await proposalsOf(e, draft));
      for (const timer of timers) draft.timers.set(timer.key, { key: timer.key, set: timer });
      draft.letters.push(...letters);
      for (const command of policies(e, await holdsOf(e, draft))) queue.push({ command, actor: 'service' });
    }
  }
  return {
    accepted: true,
    refs: refsOf(happened.map((h) => h.event)),
    events: happened.map((h) => ({ seq: h.seq, name: h.event.name })),
    replayed: false,
  };
}

function handle(command: Command, context: Parameters<(typeof handlers)['OpenCall']>[1]) {
  const handler = handlers[command.type] as (
    c: Command,
    x: typeof context,
  ) => ReturnType<typeof handlers.OpenCall>;
  return handler(command, context);
}

async function holdsOf(e: DomainEvent, draft: Draft): Promise<number> {
  if (!('proposal' in e.data)) return 0;
  return (await draft.must('proposal', e.data.proposal)).holds.length;
}

async function proposalsOf(e: DomainEvent, draft: Draft): Promise<string[]> {
  return 'call' in e.data ? (await draft.must('call', e.data.call)).proposals : [];
}

function refsOf(events: DomainEvent[]): Record<string, string> {
  const refs: Record<string, string> = {};
  for (const e of events) for (const { type, id } of touches(e)) refs[type] ??= id;
  return refs;
}
