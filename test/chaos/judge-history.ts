// What the export says happened, folded by a few lines that nobody shares with the service, and every place
// where that breaks a rule of the charter or of the file.

import { createHash } from 'node:crypto';
import type { ExportLine } from './artefacts.ts';
import { answerSteps } from './judge-answers.ts';
import { Book, type Data, type Steps } from './judge-book.ts';
import { callSteps } from './judge-calls.ts';
import { closingSteps, type Reached, reachedFor } from './judge-closing.ts';
import { competitionSteps, competitionsAtRest } from './judge-competitions.ts';
import { meetingSteps, meetingsAtRest } from './judge-meetings.ts';
import { type Due, dueAfter } from './judge-news.ts';
import { proposalSteps } from './judge-proposals.ts';
import { reminderSteps } from './judge-reminders.ts';
import { rosterSteps } from './judge-roster.ts';

export interface HistoryEvent {
  seq: number;
  at: string;
  name: string;
  data: Data;
  texts: { id: string; text: string }[];
}

export interface History {
  assembly: string;
  events: HistoryEvent[];
  /** How everything stands at the end. */
  book: Book;
  /** What people had to be told, in the order of the events. */
  due: Due[];
  /** Whom silence was counted from. */
  reached: Reached[];
  faults: string[];
  /** Whether this person ran the process when an event happened. */
  ranBy(person: string, seq: number): boolean;
}

const steps: Steps = {
  ...rosterSteps,
  ...callSteps,
  ...proposalSteps,
  ...closingSteps,
  ...answerSteps,
  ...competitionSteps,
  ...meetingSteps,
  ...reminderSteps,
};

/** How long after its deadline something may still be undecided, in milliseconds (the grace of DESIGN 4). */
const grace = 10_000;

export function readHistory(lines: ExportLine[]): History {
  const running: string[][] = [];
  const history: History = {
    assembly: lines[0]?.assembly ?? '',
    events: [],
    book: new Book(),
    due: [],
    reached: [],
    faults: [],
    ranBy: (person, seq) => running[seq]?.includes(person) ?? false,
  };
  readChain(lines, history);
  const { events, book, due, reached, faults } = history;
  let now = '';
  for (const e of events) {
    // Between two instants everything that follows from the acts of the first has happened.
    if (e.at !== now) faults.push(...atRest(book, now));
    if (e.at > now) now = e.at;
    running[e.seq] = book.coordination(e.at);
    reached.push(...reachedFor(e, book));
    faults.push(...take(e, book));
    due.push(...dueAfter(e, book));
  }
  faults.push(...atRest(book, now), ...leftOver(book, now));
  return history;
}

/** A finding stops nothing: what follows is judged all the same. */
function take({ seq, name, at, data }: HistoryEvent, book: Book): string[] {
  const step = steps[name];
  const about = `event ${seq} ${name}`;
  if (!step) return [`${about}: the judge does not know this event`];
  try {
    return step(data, book, at).flatMap((fault) => (fault ? [`${about}: ${fault}`] : []));
  } catch (error) {
    return [`${about}: it can’t be read, ${(error as Error).message}`];
  }
}

function atRest(book: Book, now: string): string[] {
  const faults = [...competitionsAtRest(book), ...meetingsAtRest(book, now)].filter((f) => f !== false);
  for (const o of book.objections.values()) {
    const p = book.proposals.get(o.proposal);
    if (o.standing && p?.status === 'live' && !p.holds.has(o.id)) faults.push(`${o.id} has disappeared`);
  }
  faults.push(...book.owing);
  book.owing.clear();
  return [...new Set(faults)].map((fault) => `at ${now}: ${fault}`);
}

/** What may not be left undone when everything has come to rest. */
function leftOver(book: Book, now: string): string[] {
  const past = (deadline: string) => Date.parse(deadline) + grace <= Date.parse(now);
  const faults: string[] = [];
  for (const p of book.proposals.values()) {
    const undecided = p.status === 'live' && p.holds.size === 0 && ['open', 'submitted'].includes(p.stage);
    if (undecided && past(book.deadline(p))) faults.push(`${p.id} was left undecided at its deadline`);
  }
  for (const { id, status, closesAt } of book.calls.values()) {
    const running = book.ofCall(id).some((p) => p.status === 'live' && !past(book.deadline(p)));
    if ((status === 'collecting' || status === 'reviewing') && past(closesAt) && !running)
      faults.push(`the deadline of ${id} has passed and it was never closed`);
  }
  return faults;
}

/** Numbers, hashes and digests, in their simplest form. */
function readChain(lines: ExportLine[], history: History): void {
  const { assembly, events, faults } = history;
  const end = lines.at(-1);
  let prev = '0'.repeat(64);
  for (const line of lines.slice(0, -1)) {
    const { seq = 0, at = '', name = '', v, data = {}, hash, texts = [] } = line;
    if (line.assembly !== assembly) faults.push(`line ${events.length + 1} belongs to ${line.assembly}`);
    if (seq !== events.length + 1) faults.push(`event ${events.length + 1} is missing; ${seq} stands there`);
    const own = sha256(prev + plain({ assembly: line.assembly, seq, at, name, v, data }));
    if (own !== hash) faults.push(`event ${seq} ${name} does not have the hash that it should`);
    prev = hash ?? '';
    const known = JSON.stringify(data);
    for (const { id, salt, text } of texts) {
      if (!known.includes(id) || !known.includes(sha256(salt + text))) {
        faults.push(`event ${seq} ${name} carries a text that is not its own`);
      }
    }
    events.push({ seq, at, name, data, texts });
  }
  if (end?.events !== events.length || end.head !== prev)
    faults.push('the last line does not fit the events');
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Canonical JSON for what events hold: sorted names, no spaces. */
function plain(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(plain).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([name, part]) => `${JSON.stringify(name)}:${plain(part)}`).join()}}`;
}
