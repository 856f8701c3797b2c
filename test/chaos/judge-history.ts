// What the export says happened, folded by a few lines that nobody shares with the service, and every place
// where that breaks a rule of the charter or of the file.

import { createHash } from 'node:crypto';
import type { ExportLine } from './artefacts.ts';

export interface HistoryEvent {
  seq: number;
  at: string;
  name: string;
  data: Record<string, unknown>;
  texts: { id: string; text: string }[];
}

export interface History {
  assembly: string;
  events: HistoryEvent[];
  calls: Map<string, { closesAt: string; closed: boolean; plenary: string | null }>;
  proposals: Map<string, { call: string; standing: Set<string>; remarks: string[]; validated: boolean }>;
  coordinators: string[];
  deputies: string[];
  faults: string[];
}

interface Person {
  person: string;
  institution: string | null;
}

type Data = Record<string, string> & { by: Person; author: Person };

/** How long after its deadline a call may still be open, in milliseconds (the closing grace of DESIGN 4). */
const grace = 10_000;

export function readHistory(lines: ExportLine[]): History {
  const history: History = {
    assembly: lines[0]?.assembly ?? '',
    events: [],
    calls: new Map(),
    proposals: new Map(),
    coordinators: [],
    deputies: [],
    faults: [],
  };
  readChain(lines, history);
  const fold = new Fold(history);
  for (const e of history.events) fold.add(e);
  fold.end();
  return history;
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

class Fold {
  readonly #h: History;
  readonly #objections = new Map<string, { proposal: string; author: Person; ended: boolean }>();
  readonly #meetings = new Map<string, { agenda: Set<string>; cancelled: boolean }>();
  readonly #confirmed = new Set<string>();
  #last = '';

  constructor(history: History) {
    this.#h = history;
  }

  add(e: HistoryEvent): void {
    if (e.at > this.#last) this.#last = e.at;
    const fault = this.#step(e, e.data as Data);
    if (fault) this.#h.faults.push(`event ${e.seq} ${e.name}: ${fault}`);
  }

  /** Takes one event in and says which rule it breaks, if any. */
  #step({ name, at }: HistoryEvent, d: Data): string | undefined {
    const { calls, proposals } = this.#h;
    const call = calls.get(d.call as string);
    const proposal = proposals.get(d.proposal as string);
    switch (name) {
      case 'AssemblyOpened':
        this.#h.coordinators.push(...((d.coordinators as unknown as string[]) ?? []));
        this.#h.deputies.push(...((d.deputies as unknown as string[]) ?? []));
        return undefined;
      case 'MandateConfirmed':
        this.#confirmed.add(`${d.person} for ${d.institution}`);
        return undefined;
      case 'CharterAdopted':
      case 'RoomOpened':
      case 'InstitutionRegistered':
      case 'MandateClaimed':
        return undefined;
      case 'CallOpened':
        calls.set(d.call as string, { closesAt: d.closesAt as string, closed: false, plenary: null });
        return undefined;
      case 'CallExtended':
        if (!call) return 'there is no such call';
        call.closesAt = d.closesAt as string;
        return call.closed ? 'the call had closed' : undefined;
      case 'CallClosed':
        if (!call) return 'there is no such call';
        if (call.closed) return 'the call had closed already';
        call.closed = true;
        return at < call.closesAt ? 'the deadline had not passed' : undefined;
      case 'ProposalSubmitted':
        if (!call) return 'there is no such call';
        if (proposal) return 'the proposal exists already';
        proposals.set(d.proposal as string, {
          call: d.call as string,
          standing: new Set(),
          remarks: [],
          validated: false,
        });
        return call.closed || at >= call.closesAt ? 'the call was over' : undefined;
    }
    if (!call) return 'there is no such call';
    if (name === 'MeetingPrepared' || name === 'MeetingMoved' || name === 'MeetingCancelled') {
      return this.#meet(name, d);
    }
    if (!proposal) return 'there is no such proposal';
    switch (name) {
      case 'ProposalValidated': {
        if (proposal.validated) return 'it was validated already';
        proposal.validated = true;
        if (proposal.standing.size > 0) return `objection ${[...proposal.standing].join(', ')} stands`;
        if (!call.closed) return 'the call had not closed';
        return this.#convened(d.proposal as string) ? 'it is on the agenda of a plenary' : undefined;
      }
      case 'LateRemarkMade':
        proposal.remarks.push(d.remark as string);
        return at < call.closesAt ? 'it arrived in time and holds nothing' : undefined;
      case 'ObjectionRaised':
      case 'ObjectionLifted':
      case 'ObjectionWithdrawn':
        return this.#object(name, at, d);
      case 'AgendaItemAdded':
      case 'AgendaItemRemoved':
        return this.#meet(name, d);
      default:
        return 'the judge does not know this event';
    }
  }

  #object(name: string, at: string, d: Data): string | undefined {
    const call = this.#h.calls.get(d.call as string);
    const proposal = this.#h.proposals.get(d.proposal as string);
    const objection = this.#objections.get(d.objection as string);
    if (!call || !proposal) return 'there is nothing to object to';
    if (name === 'ObjectionRaised') {
      if (objection) return 'the objection exists already';
      const twice = [...proposal.standing].some((id) =>
        samePerson(this.#objections.get(id)?.author, d.author),
      );
      this.#objections.set(d.objection as string, {
        proposal: d.proposal as string,
        author: d.author,
        ended: false,
      });
      proposal.standing.add(d.objection as string);
      if (twice) return 'its author has an objection standing already';
      return call.closed || at >= call.closesAt ? 'the deadline had passed' : undefined;
    }
    if (!objection || objection.proposal !== d.proposal) return 'there is no such objection';
    if (objection.ended) return 'the objection had ended already';
    objection.ended = true;
    proposal.standing.delete(d.objection as string);
    const { person, institution } = objection.author;
    const colleague = institution !== null && d.by.institution === institution;
    const mandated = colleague && this.#confirmed.has(`${d.by.person} for ${institution}`);
    return d.by.person === person || mandated ? undefined : `${d.by.person} had no right to end it`;
  }

  #meet(name: string, d: Data): string | undefined {
    const meeting = this.#meetings.get(d.meeting as string);
    if (name === 'MeetingPrepared') {
      const agenda = new Set(d.agenda as unknown as string[]);
      this.#meetings.set(d.meeting as string, { agenda, cancelled: false });
      this.#plenary(d.call as string, d.meeting as string);
      if (meeting) return 'the meeting exists already';
      return [...agenda].map((id) => this.#unheld(id)).find((why) => why !== undefined);
    }
    if (!meeting || meeting.cancelled) return 'there is no such meeting';
    if (name === 'MeetingMoved') {
      const closesAt = this.#h.calls.get(d.call as string)?.closesAt ?? '';
      return (d.earliestAt as string) < closesAt ? 'the plenary is before the deadline' : undefined;
    }
    const proposal = d.proposal as string;
    if (name === 'AgendaItemAdded') {
      meeting.agenda.add(proposal);
      return this.#unheld(proposal);
    }
    if (!meeting.agenda.delete(proposal)) return `${proposal} was not on its agenda`;
    if (name === 'AgendaItemRemoved') return undefined;
    meeting.cancelled = true;
    this.#plenary(d.call as string, null);
    return meeting.agenda.size > 0 ? 'something was left on its agenda' : undefined;
  }

  #plenary(call: string, meeting: string | null): void {
    const known = this.#h.calls.get(call);
    if (known) known.plenary = meeting;
  }

  #unheld(proposal: string): string | undefined {
    const known = this.#h.proposals.get(proposal);
    if (known?.validated) return `${proposal} is validated`;
    return known?.standing.size ? undefined : `no objection to ${proposal} stands`;
  }

  #convened(proposal: string): boolean {
    return [...this.#meetings.values()].some((m) => !m.cancelled && m.agenda.has(proposal));
  }

  /** What has to hold when everything has come to rest. */
  end(): void {
    const { calls, proposals, faults } = this.#h;
    for (const [id, call] of calls) {
      const due = Date.parse(call.closesAt) + grace <= Date.parse(this.#last);
      if (due && !call.closed) faults.push(`the deadline of ${id} has passed and it was never closed`);
    }
    for (const [id, { call, standing, validated }] of proposals) {
      const held = standing.size > 0;
      if (held && validated) faults.push(`${id} is validated and an objection stands`);
      if (held !== this.#convened(id))
        faults.push(`${id} is ${held ? 'held and on no' : 'free and on an'} agenda`);
      if (!held && !validated && calls.get(call)?.closed)
        faults.push(`${id} was left undecided when ${call} closed`);
    }
  }
}

function samePerson(a: Person | undefined, b: Person): boolean {
  return a?.person === b.person && a.institution === b.institution;
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
