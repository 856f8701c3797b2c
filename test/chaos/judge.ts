// The judge: whether anything was lost, doubled or wrong in a round, by what everybody outside could see.
//
// It knows nothing of the service’s code. It has read the charter and DESIGN, and counts for itself:
// judge-history.ts folds the export, judge-messages.ts says what people had to receive.

import type { Acked, Artefacts } from './artefacts.ts';
import { acts, asKept, plainFields, reserved, wordFields } from './judge-acts.ts';
import type { Actor } from './judge-book.ts';
import { type History, type HistoryEvent, readHistory } from './judge-history.ts';
import { judgeMessages } from './judge-messages.ts';
import { People } from './judge-people.ts';

/** Each finding is a sentence for whoever has to find the cause. */
export interface Findings {
  /** Acknowledged, and not in the export. */
  lost: string[];
  /** Told, posted or recorded twice. */
  doubled: string[];
  /** Against the rules, or against what something else says. */
  wrong: string[];
}

export type Damage = keyof Findings;
export const damages: readonly Damage[] = ['lost', 'doubled', 'wrong'];

export function judge({ acked, received, exported }: Artefacts): Findings {
  const findings: Findings = { lost: [], doubled: [], wrong: [] };
  const history = readHistory(exported);
  findings.wrong.push(...history.faults);
  const people = new People();
  for (const { name, data } of history.events)
    if (name === 'PersonsJoined') people.join(data.from, data.into);
  meetPeople(acked, history, people);
  judgeAnswers(acked, history, people, findings);
  judgeMessages(received, history, people, findings);
  judgeRights(acked, history, people, findings);
  return findings;
}

function judgeAnswers(acked: Acked[], history: History, people: People, findings: Findings): void {
  const answers = new Map<string, Acked>();
  for (const answer of acked) {
    const former = answers.get(answer.deliveryId);
    if (!former) answers.set(answer.deliveryId, answer);
    else if (!sameResult(former, answer)) {
      findings.doubled.push(`delivery ${answer.deliveryId} was accepted twice with different results`);
    }
  }
  const claimed = new Map<number, string>();
  for (const answer of answers.values()) judgeAnswer(answer, { history, claimed, people, findings });
  for (const e of history.events) {
    if (actorOf(e) && !claimed.has(e.seq)) {
      findings.wrong.push(`event ${e.seq} ${e.name} is in the export and was never acknowledged`);
    }
  }
}

interface Court {
  history: History;
  /** Which delivery was told which event. */
  claimed: Map<number, string>;
  people: People;
  findings: Findings;
}

function judgeAnswer(answer: Acked, court: Court): void {
  const { history, claimed, findings } = court;
  const { deliveryId, action } = answer;
  for (const { seq, name } of answer.events) {
    const there = history.events[seq - 1]?.name;
    if (there !== name) {
      const instead = there ? `the export has ${there}` : 'the export ends before';
      findings.lost.push(`delivery ${deliveryId} was told event ${seq} ${name}, and ${instead}`);
    }
    const other = claimed.get(seq);
    if (other) findings.lost.push(`deliveries ${other} and ${deliveryId} were both told event ${seq}`);
    claimed.set(seq, deliveryId);
  }
  // What a file brought is many acts at once; its events are judged like any other.
  if (action === 'reset' || action === 'import') return;
  const act = acts[action];
  if (!act) {
    findings.wrong.push(`delivery ${deliveryId} was accepted as ${action}, which the judge does not know`);
    return;
  }
  const told = answer.events.find((e) => act.names.includes(e.name));
  const event = told && history.events[told.seq - 1];
  if (event?.name === told?.name && event) judgeAct(answer, event, act.target, court);
  else if (!told && !act.idle)
    findings.lost.push(`delivery ${deliveryId} (${action}) was accepted without an event of its own`);
}

/** The event says what this person did, to what they did it, in their words. */
function judgeAct(answer: Acked, event: HistoryEvent, targetField: string | null, court: Court): void {
  const { people, findings } = court;
  const about = `delivery ${answer.deliveryId} (${answer.action}), event ${event.seq} ${event.name}`;
  const entry = answer.events
    .map(({ seq }) => court.history.events[seq - 1])
    .find((e) => e?.name === 'EntryMade')?.data;
  if (answer.behalf && entry?.for.person !== actorOf(event)?.person)
    findings.wrong.push(`${about}: nothing says for whom it was entered`);
  const actor = answer.behalf ? (entry?.by ?? null) : actorOf(event);
  const same =
    actor && people.same(answer.person ?? '', actor.person) && actor.institution === answer.institution;
  // A draft stays its first author’s, whichever colleague changes it.
  const kept = answer.action === 'proposal.revise' && event.name === 'ProposalDrafted';
  if (actor && !same && !kept) {
    findings.lost.push(`${about}: the export has it from ${actor.person} for ${actor.institution}`);
  }
  const target = targetField && event.data[targetField];
  if (target && !(Array.isArray(target) ? target.includes(answer.target) : target === answer.target)) {
    findings.lost.push(`${about}: the export has it about ${target}, not ${answer.target}`);
  }
  for (const [field, typed] of Object.entries(answer.values)) {
    if (typed === null || typed === '') continue;
    // A draft that is changed has no kind of change.
    if (field === 'kind' && event.name === 'ProposalDrafted') continue;
    if (!said(field, typed, event)) findings.lost.push(`${about}: the export does not have its ${field}`);
  }
  const early = event.name === 'ConvocationSent' && event.data.early;
  if (early && answer.values.early !== 'yes')
    findings.wrong.push(`${about}: nobody asked for a date before the deadline`);
}

/** The person whose act the event is, if it is one. */
function actorOf({ data }: HistoryEvent): Actor | null {
  // Of an objection that ended, its author isn’t always who ended it.
  return data.by ?? data.author ?? data.cause?.by ?? null;
}

function said(field: string, typed: unknown, { data, texts }: HistoryEvent): boolean {
  if (wordFields.has(field)) return texts.some(({ text }) => asKept(text) === asKept(`${typed}`));
  const written = plainFields[field];
  return !written || data[field] === written(typed);
}

/** What only a coordinator or a deputy may do was done by nobody else, as far as it is known who is who. */
function judgeRights(acked: Acked[], history: History, people: People, findings: Findings): void {
  for (const { deliveryId, action, person, events } of acked) {
    const ids = reserved.has(action) ? people.idsOf(person ?? '') : [];
    const seq = events[0]?.seq;
    if (ids.length > 0 && seq !== undefined && !ids.some((id) => history.ranBy(id, seq))) {
      findings.wrong.push(
        `delivery ${deliveryId} (${action}) was accepted from ${person}, who has no right to it`,
      );
    }
  }
}

/** Whoever was furnished with the room, or has acted in it, can be written to there. */
function meetPeople(acked: Acked[], history: History, people: People): void {
  for (const { action, behalf, events } of acked) {
    for (const { seq } of events) {
      const e = history.events[seq - 1];
      if (!e) continue;
      const { author, by, person, coordinators = [], deputies = [] } = e.data;
      if (action === 'reset') for (const id of [person, ...coordinators, ...deputies]) people.meet(id);
      // Who settles an objection or takes up a need isn’t its author.
      const self = behalf ? (e.name === 'EntryMade' ? by : null) : (by ?? author);
      if (self) people.meet(self.person);
    }
  }
}

function sameResult(a: Acked, b: Acked): boolean {
  return JSON.stringify([sorted(a.refs), a.events]) === JSON.stringify([sorted(b.refs), b.events]);
}

function sorted(refs: Record<string, string>): [string, string][] {
  return Object.entries(refs).sort();
}
