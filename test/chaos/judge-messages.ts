// What people had to receive: every news and receipt once and in order, nothing that didn't happen, and in
// each room a card of each proposal that shows how it stands.

import type { Received } from './artefacts.ts';
import type { Findings } from './judge.ts';
import type { History, HistoryEvent } from './judge-history.ts';
import type { People } from './judge-people.ts';

/** The news that rooms get of an event. */
const news: Record<string, string> = {
  CallExtended: 'call.extended',
  CallClosed: 'call.closed',
  ProposalValidated: 'proposal.validated',
  MeetingPrepared: 'meeting.prepared',
  MeetingMoved: 'meeting.moved',
  AgendaItemAdded: 'meeting.item-added',
  AgendaItemRemoved: 'meeting.item-removed',
  MeetingCancelled: 'meeting.cancelled',
};

/** What whoever acted gets in private. */
const receipts: Record<string, string> = {
  ObjectionRaised: 'objection.receipt',
  ObjectionLifted: 'objection.ended',
  ObjectionWithdrawn: 'objection.ended',
  LateRemarkMade: 'remark.late',
};

type Tone = 'open' | 'attention' | 'good' | 'quiet';

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
  judgeCards(received, history, findings);
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
  const rooms: string[] = [];
  const due = new Set<string>();
  const lanes = new Map<string, number>();
  for (const e of history.events) {
    if (e.name === 'RoomOpened') rooms.push(e.data.room as string);
    for (const { to, kind, view } of messagesOf(e, rooms, history.coordinators)) {
      const key = `${history.assembly}:${to}:${e.seq}:${view}`;
      due.add(key);
      const message = posted.get(key);
      if (!message) {
        findings.wrong.push(`${to} never received ${view} about event ${e.seq} ${e.name}`);
        continue;
      }
      const rightly = kind === 'post' ? message.to === to : people.same(message.to.replace(/^@/, ''), to);
      if (message.kind !== kind || !rightly)
        findings.wrong.push(`${key} went to ${message.to} as ${message.kind}`);
      const ref = subjectOf(e);
      if (!mentioned(ref, message.card)) findings.wrong.push(`${key} says nothing of ${ref}`);
      const lane = kind === 'post' ? `${to} ${e.data.call}` : to;
      const after = lanes.get(lane) ?? 0;
      if (message.n < after) findings.wrong.push(`${to} received ${key} after news that are later`);
      lanes.set(lane, Math.max(after, message.n));
    }
  }
  for (const { key, to } of posted.values()) {
    if (!due.has(key) && !isCard(key, to, history)) {
      findings.wrong.push(`${to} received ${key}, which nothing in the export accounts for`);
    }
  }
}

interface Due {
  /** A room, or a person as the export knows them. */
  to: string;
  kind: 'post' | 'private';
  view: string;
}

function messagesOf({ name, data }: HistoryEvent, rooms: string[], coordinators: string[]): Due[] {
  const due: Due[] = [];
  const view = news[name];
  if (view) due.push(...rooms.map((to) => ({ to, kind: 'post' as const, view })));
  const receipt = receipts[name];
  if (receipt) {
    const { person: to } = (data.author ?? data.by) as { person: string };
    due.push({ to, kind: 'private', view: receipt });
  }
  if (name === 'MeetingPrepared' || name === 'MeetingMoved') {
    due.push(...coordinators.map((to) => ({ to, kind: 'private' as const, view: 'meeting.to-confirm' })));
  }
  return due;
}

/** What a message about this event has to name. */
function subjectOf({ data }: HistoryEvent): string {
  return (data.objection ?? data.remark ?? data.meeting ?? data.proposal ?? data.call) as string;
}

/** In each room the last state of each proposal's and call's card is the one that the export gives. */
function judgeCards(received: Received[], history: History, findings: Findings): void {
  const last = new Map<string, Received>();
  for (const message of received) last.set(`${message.to} ${message.key}`, message);
  const rooms = history.events.filter((e) => e.name === 'RoomOpened').map((e) => e.data.room as string);
  const shows = (ref: string, wanted: Tone, mentions: string[]) => {
    for (const room of rooms) {
      const card = last.get(`${room} ${history.assembly}:${room}:card:${ref}`)?.card;
      if (!card) findings.wrong.push(`${room} has no card of ${ref}`);
      else if (toneOf(card) !== wanted) {
        findings.wrong.push(`the card of ${ref} in ${room} is ${toneOf(card)}, and ${ref} is ${wanted}`);
      }
      for (const id of mentions.filter((id) => !mentioned(id, card))) {
        findings.wrong.push(`the card of ${ref} in ${room} lacks ${id}`);
      }
    }
  };
  for (const [ref, { closed, plenary }] of history.calls) {
    shows(ref, closed ? 'quiet' : 'open', plenary ? [plenary] : []);
  }
  for (const [ref, { standing, remarks, validated }] of history.proposals) {
    shows(ref, validated ? 'good' : standing.size > 0 ? 'attention' : 'open', [...standing, ...remarks]);
  }
}

/** Whether a reference such as O3 stands anywhere in what was shown. */
function mentioned(ref: string, shown: unknown): boolean {
  return new RegExp(`\\b${ref}\\b`).test(JSON.stringify(shown ?? ''));
}

function isCard(key: string, to: string, { assembly, calls, proposals }: History): boolean {
  const start = `${assembly}:${to}:card:`;
  const ref = key.startsWith(start) ? key.slice(start.length) : '';
  return calls.has(ref) || proposals.has(ref);
}

function toneOf(card: unknown): string | undefined {
  return (card as { status?: { tone?: string } | null }).status?.tone;
}
