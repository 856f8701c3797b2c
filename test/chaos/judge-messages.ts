// What people had to receive: every news and receipt once and in order, nothing that didn't happen, and in
// each room a card of each proposal that shows how it stands.

import type { Received } from './artefacts.ts';
import type { Findings } from './judge.ts';
import { type Proposal, statusOf } from './judge-book.ts';
import type { History } from './judge-history.ts';
import type { Due } from './judge-news.ts';
import type { People } from './judge-people.ts';
import { cardOf, judgeThreads } from './judge-threads.ts';

export function judgeMessages(
  received: Received[],
  history: History,
  people: People,
  findings: Findings,
): void {
  const posted = new Map<string, Received>();
  const sent = new Set<string>();
  for (const message of received.filter((m) => m.kind !== 'edit')) {
    const address = `${message.to} ${message.key}`;
    if (sent.has(address)) findings.doubled.push(`${message.to} was sent ${message.key} twice`);
    else if (posted.has(message.key))
      findings.wrong.push(`${message.to} was sent ${message.key} of somebody else`);
    sent.add(address);
    posted.set(message.key, message);
  }
  judgeEdits(received, findings);
  judgeNews(posted, history, people, findings);
  judgeUndone(posted, history, findings);
  judgeReached(posted, history, people, findings);
  judgeCards(received, history, findings);
  judgeThreads(received, history, findings);
}

function judgeEdits(received: Received[], findings: Findings): void {
  const known = new Map<string, string>();
  for (const { kind, messageId, to, key } of received) {
    const address = `${to} ${key}`;
    if (kind !== 'edit') known.set(messageId, address);
    else if (known.get(messageId) !== address) {
      findings.wrong.push(
        `message ${messageId} was edited as ${key} in ${to}, and is ${known.get(messageId)}`,
      );
    }
  }
}

/** Everything due was received by whom it concerns, in the order of the events, and nothing else was. */
function judgeNews(
  posted: Map<string, Received>,
  history: History,
  people: People,
  findings: Findings,
): void {
  const lanes = new Map<string, number>();
  const accounted = new Set<string>();
  for (const due of history.due) {
    const start = `${history.assembly}:${due.to}:${due.key}`;
    const messages = [
      ...(posted.get(start) ? [start] : due.kind === 'post' ? startingWith(posted, start) : []),
    ];
    for (const key of messages) {
      if (accounted.has(key)) continue;
      accounted.add(key);
      judgeMessage(key, posted.get(key) as Received, due, { lanes, people, findings });
    }
    if (messages.length === 0 && !due.lapses && (due.kind === 'post' || people.isThere(due.to)))
      findings.wrong.push(`${due.to} never received ${due.view} about event ${due.seq} ${due.name}`);
  }
  for (const { key, to } of posted.values()) {
    if (!accounted.has(key) && !isCard(key, to, history) && !isNoEvent.test(key)) {
      findings.wrong.push(`${to} received ${key}, which nothing in the export accounts for`);
    }
  }
}

/** What couldn’t leave, of which the outbox itself tells; and an account of which nothing was known when it was linked. */
const isNoEvent = /:(unsent|linked):/;

function startingWith(posted: Map<string, Received>, start: string): string[] {
  return [...posted.keys()].filter((key) => key.startsWith(start));
}

interface Post {
  lanes: Map<string, number>;
  people: People;
  findings: Findings;
}

function judgeMessage(key: string, message: Received, due: Due, { lanes, people, findings }: Post): void {
  const { kind, to, names, lane } = due;
  const rightly = kind === 'post' ? message.to === to : people.same(message.to.replace(/^@/, ''), to);
  if (message.kind !== kind || !rightly)
    findings.wrong.push(`${key} went to ${message.to} as ${message.kind}`);
  if (names && !mentioned(names, message.card)) findings.wrong.push(`${key} says nothing of ${names}`);
  if (lane === null) return;
  const after = lanes.get(lane) ?? 0;
  if (message.n < after) findings.wrong.push(`${to} received ${key} after news that are later`);
  lanes.set(lane, Math.max(after, message.n));
}

/** What was taken back before it left never arrives. */
function judgeUndone(posted: Map<string, Received>, history: History, findings: Findings): void {
  for (const e of history.events) {
    if (e.name !== 'ChaseAnnounced' || !history.book.chases.get(e.data.chase)?.undone) continue;
    for (const person of e.data.persons) {
      const key = `${history.assembly}:${person}:${e.seq}:chase`;
      if (posted.has(key)) findings.wrong.push(`${person} received ${key}, which was taken back`);
    }
  }
}

/** Silence counts only from those who could have spoken: each who counts as reached was, or has answered. */
function judgeReached(
  posted: Map<string, Received>,
  { assembly, book, reached }: History,
  known: People,
  findings: Findings,
): void {
  for (const { seq, call, voice, people, surely } of reached) {
    const inRoom = book.rooms.some((room) => posted.has(`${assembly}:${room}:card:${call}`));
    const heard = people.some(
      (person) => posted.has(`${assembly}:${person}:invited:${call}`) || (inRoom && known.isThere(person)),
    );
    if (!surely && !heard) findings.wrong.push(`event ${seq}: nothing ever reached ${voice}`);
  }
}

/** In each room the last state of each proposal's and call's card is the one that the export gives. */
function judgeCards(received: Received[], history: History, findings: Findings): void {
  const last = new Map<string, Received>();
  for (const message of received) last.set(`${message.to} ${message.key}`, message);
  const { book } = history;
  const end = history.events.at(-1)?.at ?? '';
  const shows = (ref: string, wanted: string | null, mentions: string[]) => {
    const call = book.proposals.get(ref)?.call ?? ref;
    for (const room of book.rooms.filter((id) => !book.missed.has(`${id} ${call}`))) {
      const version = book.proposals.get(ref)?.answersFrom ?? 1;
      const card = last.get(`${room} ${history.assembly}:${room}:${cardOf(ref, version)}`)?.card;
      if (!card) findings.wrong.push(`${room} has no card of ${ref}`);
      else if (wanted ? toneOf(card) !== wanted : toneOf(card) === 'good') {
        findings.wrong.push(
          `the card of ${ref} in ${room} is ${toneOf(card)}, and ${ref} is ${wanted ?? 'not'}`,
        );
      }
      for (const id of mentions.filter((id) => !mentioned(id, card))) {
        findings.wrong.push(`the card of ${ref} in ${room} lacks ${id}`);
      }
    }
  };
  for (const { id, status } of book.calls.values()) {
    if (status === 'draft' || status === 'dropped') continue;
    const ahead = [...book.meetings.values()].filter(
      (m) =>
        m.call === id &&
        m.state !== 'cancelled' &&
        m.outcomes.size === 0 &&
        (m.startsAt === null || m.startsAt > end),
    );
    shows(
      id,
      status === 'closed' ? 'quiet' : 'open',
      ahead.map((m) => m.id),
    );
  }
  for (const p of book.proposals.values()) {
    if (!p.submitted) continue;
    const late = [...book.remarks]
      .filter(([, r]) => r.proposal === p.id && r.state === 'late')
      .map(([id]) => id);
    const standing = [...p.holds].filter((id) => id.startsWith('O'));
    shows(p.id, wantedTone(p), [...standing, ...late]);
  }
}

/** Null: anything but good. */
function wantedTone(p: Proposal): string | null {
  const status = statusOf(p);
  if (['validated', 'adopted', 'chosen'].includes(status)) return 'good';
  if (status === 'contested') return 'attention';
  return status === 'open' || status === 'submitted' ? 'open' : null;
}

/** Whether a reference such as O3 stands anywhere in what was shown. */
function mentioned(ref: string, shown: unknown): boolean {
  return new RegExp(`\\b${ref}\\b`).test(JSON.stringify(shown ?? ''));
}

function isCard(key: string, to: string, { assembly, book }: History): boolean {
  const start = `${assembly}:${to}:card:`;
  const ref = key.startsWith(start) ? key.slice(start.length) : '';
  return book.calls.has(ref) || (book.proposals.get(ref.replace(/\/\d+$/, ''))?.submitted ?? false);
}

function toneOf(card: unknown): string | undefined {
  return (card as { status?: { tone?: string } | null }).status?.tone;
}
