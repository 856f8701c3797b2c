// What the judge has read so far: plain maps, filled event by event, and the few questions that all its areas
// ask of them.

// biome-ignore lint/suspicious/noExplicitAny: a file is read here; each area looks at the fields that it knows
export type Data = Record<string, any>;

/**
 * Takes an event in. Each entry of the answer that isn’t empty says, in a sentence, which rule it breaks.
 *
 * @param at the instant of the event
 */
export type Step = (d: Data, book: Book, at: string) => Fault[];
export type Fault = string | false | null | undefined;
export type Steps = Record<string, Step>;

export interface Actor {
  person: string;
  institution: string | null;
}

export interface Institution {
  present: boolean;
  since: string;
  signed: boolean;
  contact: string | null;
  legalForm: string;
  sectors: string[];
  rooted: boolean | null;
  soundAccounts: boolean | null;
  votesWith: string | null;
}

export interface Call {
  id: string;
  status: 'draft' | 'dropped' | 'collecting' | 'reviewing' | 'closed';
  charter: string;
  fund: number | null;
  frameEndsAt: string | null;
  objectives: string[];
  criteria: string[];
  opensAt: string;
  closesAt: string;
  firstClosesAt: string;
  proposalsUntil: string;
  /** Institutions that a coordinator reached otherwise, and when she said so. */
  reached: Map<string, string>;
  remarks: number;
}

export interface Proposal {
  id: string;
  call: string;
  carrier: string;
  submitter: string;
  /** Since a merger: who carries it besides, and by whom theirs was submitted. */
  joint: { carrier: string; submitter: string }[];
  /** `live` until it is decided or gone. */
  status: 'draft' | 'live' | 'validated' | 'withdrawn' | 'merged' | 'decided';
  mergedInto?: string;
  stage: 'submitted' | 'open' | 'incomplete' | 'awaiting-criteria' | 'awaiting-reach';
  outcome: string | null;
  /** It stood in a competition when that was recorded. */
  competed: boolean;
  /** Until it is submitted only its carrier knows of it. */
  submitted: boolean;
  version: number;
  kind: 'first' | 'substantive' | 'editorial';
  /** Answers count from this version on. */
  answersFrom: number;
  own: { opensAt: string; closesAt: string; firstClosesAt: string } | null;
  /** Where it had a period of its own from the beginning, when that opened. */
  firstOpensAt: string | null;
  amount: number | null;
  share: number | null;
  partners: string[];
  /** As they were in the version before. */
  formerPartners: string[];
  objectives: Map<string, string>;
  checks: Map<string, boolean | null>;
  /** Objections and competitions that hold it. */
  holds: Set<string>;
  freedAt: string | null;
  /** When its deadline was moved last. */
  movedAt: string | null;
}

/** Something that somebody said of a proposal. */
export interface Answer {
  proposal: string;
  by: Actor;
  how: 'consent' | 'interest' | 'concern' | 'objection';
  version: number;
  at: string;
  /** Said of another proposal that was merged into this one. */
  moved: boolean;
}

export interface Objection {
  id: string;
  proposal: string;
  author: Actor;
  standing: boolean;
  /** Neither why nor what would lift it is complete. */
  bare: boolean;
  /** The meeting that ended it, and how. */
  settled: { meeting: string; how: string } | null;
  answer: Answer;
}

export interface Competition {
  id: string;
  call: string;
  state: 'declared' | 'detected' | 'confirmed' | 'dismissed' | 'over';
  proposals: Set<string>;
  /** Those that it was last said of, also when it is over. */
  named: string[];
  by: Actor | null;
  requested: number | null;
}

export interface Meeting {
  id: string;
  call: string;
  state: 'prepared' | 'convened' | 'cancelled';
  agenda: Set<string>;
  /** What it left undecided, which is on a later agenda since. */
  leftOver: Set<string>;
  outcomes: Set<string>;
  earliestAt: string;
  waits: { remindAt: string; deputyAt: string; sendAt: string | null };
  startsAt: string | null;
  sentAt: string | null;
  /** Chosen before the last deadline, by a coordinator who said so. */
  early: boolean;
}

export class Book {
  readonly rooms: string[] = [];
  /** The calls that were closed before a room was opened, which never shows their cards: `room call`. */
  readonly missed = new Set<string>();
  /** The rules of each charter: `rules.NAME.value` and `rules.NAME.source`, and its time zone. */
  readonly charters = new Map<string, { zone: string; rules: Data }>();
  charter = '';
  /** The assumptions of it that the group has adopted. */
  readonly adopted = new Set<string>();
  readonly coordinators = new Set<string>();
  /** Until when, if it ends. */
  readonly deputies = new Map<string, string | null>();
  readonly institutions = new Map<string, Institution>();
  readonly mandates = new Map<string, Actor & { state: string }>();
  readonly calls = new Map<string, Call>();
  readonly proposals = new Map<string, Proposal>();
  readonly answers = new Set<Answer>();
  readonly objections = new Map<string, Objection>();
  readonly competitions = new Map<string, Competition>();
  readonly meetings = new Map<string, Meeting>();
  readonly merges = new Map<string, { into: string; from: string; state: string }>();
  readonly questions = new Map<string, { proposal: string; author: Actor }>();
  readonly remarks = new Map<
    string,
    { proposal: string; author: Actor; state: string; answer: Answer | null }
  >();
  readonly chases = new Map<string, { leavesAt: string; undone: boolean }>();
  readonly talks = new Map<string, Actor>();
  readonly needs = new Map<string, { author: Actor; open: boolean }>();
  readonly #numbers = new Map<string, number>();
  /** What must have been said before the next act: sentences. */
  readonly owing = new Set<string>();
  /** The mandate that was handed to somebody last. */
  handedOver: string | null = null;

  /** The reference has to be the next of its letter. */
  next(ref: string): string | false {
    const letter = ref.slice(0, 1);
    const number = (this.#numbers.get(letter) ?? 0) + 1;
    this.#numbers.set(letter, Number(ref.slice(1)));
    return ref !== `${letter}${number}` && `${ref} is not the next, ${letter}${number} would be`;
  }

  coordinates(person: string, at: string): boolean {
    if (this.coordinators.has(person)) return true;
    const until = this.deputies.get(person);
    return until !== undefined && (until === null || at < until);
  }

  /** A sentence where somebody without the right did it. */
  desk(by: Actor | undefined, at: string): string | false {
    return !(by && this.coordinates(by.person, at)) && `${by?.person} is no coordinator`;
  }

  /** Everybody who runs the process at that instant. */
  coordination(at: string): string[] {
    const all = new Set([...this.coordinators, ...this.deputies.keys()]);
    return [...all].filter((person) => this.coordinates(person, at));
  }

  speaks(person: string, institution: string | null): boolean {
    const state = this.mandates.get(`${person}~${institution}`)?.state;
    return state === 'claimed' || state === 'confirmed';
  }

  confirmed(person: string, institution: string | null): boolean {
    return this.mandates.get(`${person}~${institution}`)?.state === 'confirmed';
  }

  /** Nobody has confirmed that this person speaks for that institution. */
  isStranger({ person, institution }: Actor): boolean {
    const state = this.mandates.get(`${person}~${institution}`)?.state;
    return state === 'claimed' || state === 'declined';
  }

  /** Whether `by` may act on what `author` did: themselves, or a confirmed colleague. */
  sameSide(author: Actor, by: Actor): boolean {
    if (author.person === by.person) return true;
    const colleague = author.institution !== null && author.institution === by.institution;
    return colleague && this.confirmed(by.person, by.institution);
  }

  forCarrier(p: Proposal, by: Actor): boolean {
    return [p, ...p.joint].some(
      (c) =>
        (p.joint.length === 0 || c.carrier === by.institution) &&
        this.sameSide({ person: c.submitter, institution: c.carrier }, by),
    );
  }

  /** Every institution that carries it. */
  carriersOf(p: Proposal): string[] {
    return [p.carrier, ...p.joint.map((j) => j.carrier)];
  }

  /** The institutions that have a voice of their own. */
  voices(): string[] {
    return [...this.institutions].flatMap(([id, i]) => (i.present && this.voiceOf(id) === id ? [id] : []));
  }

  /** Those of them that were there when a period opened. */
  electorate(opensAt: string): string[] {
    return this.voices().filter((id) => (this.institutions.get(id)?.since ?? '') <= opensAt);
  }

  voiceOf(institution: string): string {
    const parent = this.institutions.get(institution)?.votesWith ?? institution;
    return this.institutions.get(parent)?.present === false ? institution : parent;
  }

  rulesOf(call: Call | undefined): { zone: string; rules: Data } {
    const found = this.charters.get(call?.charter ?? this.charter);
    if (!found) throw new Error(`the export has no charter ${call?.charter}`);
    return found;
  }

  value(call: Call | undefined, rule: string): Data {
    return this.rulesOf(call).rules[rule]?.value;
  }

  article(call: Call | undefined, rule: string): string {
    return this.rulesOf(call).rules[rule]?.source?.article ?? 'assumption';
  }

  callOf(p: Proposal): Call {
    return this.calls.get(p.call) as Call;
  }

  rolling(call: Call): boolean {
    return this.value(call, 'period').kind === 'rolling';
  }

  /** Until when objections to it count. */
  deadline(p: Proposal): string {
    const call = this.callOf(p);
    if (!p.own) return call.closesAt;
    if (this.rolling(call)) return p.own.closesAt;
    return p.own.closesAt > call.closesAt ? p.own.closesAt : call.closesAt;
  }

  /** The period that counts for it: its own, or its call’s. */
  period(p: Proposal): { opensAt: string; closesAt: string } {
    const call = this.callOf(p);
    const own = p.own && (this.rolling(call) || p.own.closesAt > call.closesAt);
    return own && p.own ? p.own : call;
  }

  /** When it was first open to objections: who was there then is counted. */
  opened(p: Proposal): string {
    return p.firstOpensAt ?? this.callOf(p).opensAt;
  }

  /** The last deadline of these proposals, and of their call where all share it. */
  lastDeadline(call: Call, proposals: Iterable<string>): string {
    const all = this.rolling(call) ? [] : [call.closesAt];
    for (const id of proposals) {
      const p = this.proposals.get(id);
      if (p) all.push(this.deadline(p));
    }
    return all.sort().at(-1) ?? '';
  }

  /** The meeting on whose agenda it waits for an outcome. */
  agendasWith(proposal: string): Meeting[] {
    return [...this.meetings.values()].filter(
      (m) => m.state !== 'cancelled' && m.agenda.has(proposal) && !m.outcomes.has(proposal),
    );
  }

  ofCall(call: string): Proposal[] {
    return [...this.proposals.values()].filter((p) => p.call === call && p.submitted);
  }

  /** What was said of what now stands. */
  current(p: Proposal): Answer[] {
    return [...this.answers].filter((a) => a.proposal === p.id && a.version >= p.answersFrom);
  }

  hold(p: Proposal, by: string): void {
    if (p.status !== 'live') return;
    p.holds.add(by);
    p.stage = 'open';
  }

  free(p: Proposal, from: string, at: string): void {
    if (p.holds.delete(from) && p.holds.size === 0 && p.status === 'live') p.freedAt = at;
  }
}

export function statusOf(p: Proposal): string {
  if (p.status === 'decided') return p.outcome ?? '';
  if (p.status !== 'live') return p.status;
  return p.holds.size > 0 ? 'contested' : p.stage;
}
