// What a message shows, read from the store: state, the words behind it, and the names of who speaks.

import type { RenderReads } from '../app/announcer.ts';
import type { QueuedLetter } from '../app/letter.ts';
import { rollFrom } from '../app/reached.ts';
import { isStuck, unsentView } from '../app/unsent.ts';
import type { AggregateType, StateOf } from '../domain/aggregates.ts';
import type { Concern, Question, Stance } from '../domain/answers.ts';
import type { Assembly } from '../domain/assembly.ts';
import type { Call } from '../domain/call.ts';
import type { Charter } from '../domain/charter.ts';
import type { Competition } from '../domain/competition.ts';
import type { Known } from '../domain/criteria.ts';
import { idNow } from '../domain/joining.ts';
import { isAhead, type Meeting } from '../domain/meeting.ts';
import type { Objection } from '../domain/objection.ts';
import {
  type Actor,
  type Entered,
  type EntrySource,
  type Mandate,
  mandateId,
  type Room,
} from '../domain/people.ts';
import { carriedBy, type Proposal, partnersOf } from '../domain/proposal.ts';
import { type Answer, answersTo, type OwnAnswer, ownAnswer, type Roll } from '../domain/reach.ts';
import { awaited, type Owed, type Owing, owedOn } from '../domain/reminders.ts';
import type { TextRef } from '../domain/text.ts';

/** Words as they can still be shown: null when they were erased. */
export type Words = string | null;

export interface Speaker {
  person: Words;
  institution: Words;
  /** Runs the process here, and speaks for no institution. */
  coordinates: boolean;
  /** Where the mandate for that institution stands; null where it was never claimed. */
  mandate: Mandate['status'] | null;
  /** How they said it, where a coordinator entered it for them. */
  entered: EntrySource | null;
}

export interface SceneProposal {
  state: Proposal;
  title: Words;
  summary: Words;
  /** The first carrier comes first. */
  carriers: Words[];
}

/** An objection or a remark. */
export interface SceneStatement<T extends Objection | Concern> {
  state: T;
  who: Speaker;
  /** Undefined when nothing was said. */
  reason: Words | undefined;
  remedy: Words | undefined;
}

export interface SceneQuestion {
  state: Question;
  who: Speaker;
  text: Words;
  answers: { who: Speaker; words: Words; at: string }[];
}

/** An answer that a voice owes on a proposal, and what its reader has said for it. */
export interface OwedAnswer {
  institution: string;
  proposal: Proposal;
  own: OwnAnswer | null;
}

/** Reads of one assembly with the words put back in. Missing aggregates throw: they are named by others. */
export class Scene {
  readonly assembly: Assembly;
  /** Of the moment that is shown. */
  readonly reads: RenderReads;

  constructor(reads: RenderReads, assembly: Assembly) {
    this.reads = reads;
    this.assembly = assembly;
  }

  async find<T extends AggregateType>(type: T, id: string): Promise<StateOf<T> | undefined> {
    const row = await this.reads.aggregate(this.assembly.id, type, idNow(this.assembly, id));
    return row?.doc as StateOf<T> | undefined;
  }

  async must<T extends AggregateType>(type: T, id: string): Promise<StateOf<T>> {
    const state = await this.find(type, id);
    if (!state) throw new Error(`${type} ${id} is missing in ${this.assembly.id}`);
    return state;
  }

  async list<T extends AggregateType>(
    type: T,
    where: { parent?: string; status?: string; begins?: string } = {},
  ): Promise<StateOf<T>[]> {
    const rows = await this.reads.aggregates(this.assembly.id, type, where);
    return rows.map((r) => r.doc as StateOf<T>).sort(byRef);
  }

  async charterOf(call: Call): Promise<Charter> {
    return (await this.must('charter', call.charter)).text;
  }

  /** The one that the next call begins under. */
  async charterInForce(): Promise<Charter> {
    return (await this.must('charter', this.assembly.charter)).text;
  }

  room(id: string): Promise<Room> {
    return this.must('room', id);
  }

  words(ref: TextRef): Promise<Words> {
    return this.wordsAt(ref.id);
  }

  /** The words of a text by its id alone. */
  async wordsAt(id: string): Promise<Words> {
    return (await this.reads.contents([id]))[0]?.text ?? null;
  }

  async texts(refs: (TextRef | null)[]): Promise<Map<string, Words>> {
    const ids = refs.flatMap((ref) => (ref ? [ref.id] : []));
    const found = ids.length > 0 ? await this.reads.contents(ids) : [];
    return new Map(found.map((c) => [c.id, c.text]));
  }

  async institution(id: string): Promise<Words> {
    return this.words((await this.must('institution', id)).name);
  }

  /** A person's name. */
  async person(id: string): Promise<Words> {
    return (await this.reads.person(id))?.name ?? null;
  }

  async speaker({ person, institution }: Actor, entered: Entered | null = null): Promise<Speaker> {
    const mandate = institution ? await this.find('mandate', mandateId(person, institution)) : undefined;
    return {
      person: await this.person(person),
      institution: institution ? await this.institution(institution) : null,
      coordinates: institution === null && this.#runs(person),
      mandate: mandate?.status ?? null,
      entered: entered?.source ?? null,
    };
  }

  #runs(person: string): boolean {
    const { coordinators, deputies } = this.assembly;
    return coordinators.includes(person) || deputies.includes(person);
  }

  /** A proposal as a list names it. */
  async headline(id: string): Promise<Pick<SceneProposal, 'state' | 'title'>> {
    const state = await this.must('proposal', id);
    return { state, title: await this.words(state.title) };
  }

  async proposal(id: string): Promise<SceneProposal> {
    const state = await this.must('proposal', id);
    const texts = await this.texts([state.title, state.summary]);
    return {
      state,
      title: texts.get(state.title.id) ?? null,
      summary: texts.get(state.summary.id) ?? null,
      carriers: await Promise.all(carriedBy(state).map((id) => this.institution(id))),
    };
  }

  /** All of them, those that ended too. */
  async objections(proposal: string): Promise<SceneStatement<Objection>[]> {
    const states = await this.list('objection', { parent: proposal });
    return Promise.all(states.map((state) => this.statement(state)));
  }

  async concerns(proposal: string): Promise<SceneStatement<Concern>[]> {
    const states = await this.list('concern', { parent: proposal });
    return Promise.all(states.map((state) => this.statement(state)));
  }

  async questions(proposal: string): Promise<SceneQuestion[]> {
    const states = await this.list('question', { parent: proposal });
    return Promise.all(states.map((state) => this.question(state)));
  }

  async objection(id: string): Promise<SceneStatement<Objection>> {
    return this.statement(await this.must('objection', id));
  }

  async statement<T extends Objection | Concern>(state: T): Promise<SceneStatement<T>> {
    const texts = await this.texts([state.reason, state.remedy]);
    const said = (ref: TextRef | null) => (ref ? (texts.get(ref.id) ?? null) : undefined);
    const who = await this.speaker(state.author, state.entered);
    return { state, who, reason: said(state.reason), remedy: said(state.remedy) };
  }

  async question(state: Question): Promise<SceneQuestion> {
    const answers = state.answers.map(async ({ by, words, at }) => {
      return { who: await this.speaker(by), words: await this.words(words), at };
    });
    const who = await this.speaker(state.author, state.entered);
    return { state, who, text: await this.words(state.text), answers: await Promise.all(answers) };
  }

  /** Those in which this proposal stands, or has stood. */
  async competitions(proposal: Proposal): Promise<Competition[]> {
    const all = await this.list('competition', { parent: proposal.call });
    return all.filter((c) => c.proposals.includes(proposal.id));
  }

  /** Its plenaries that are still to come at that instant. */
  async meetingsAhead(call: Call, now: string): Promise<Meeting[]> {
    const all = await Promise.all(call.meetings.map((id) => this.must('meeting', id)));
    return all.filter((m) => isAhead(m, now));
  }

  /** Everything that the criteria of a proposal are computed from. */
  async known(proposal: Proposal, call: Call, charter: Charter): Promise<Known> {
    const partners = await Promise.all(partnersOf(proposal).map((id) => this.must('institution', id)));
    return { proposal, call, charter, carrier: await this.must('institution', proposal.carrier), partners };
  }

  /** Who takes part; nobody counts as invited. */
  async roll(): Promise<Roll> {
    const institutions = new Map((await this.list('institution')).map((i) => [i.id, i]));
    return { institutions, mandates: await this.list('mandate'), invited: new Map() };
  }

  /** Who takes part, and to whom this call has come. */
  async invited(call: Call): Promise<Roll> {
    return rollFrom(
      {
        assembly: this.assembly,
        institutions: await this.list('institution'),
        mandates: await this.list('mandate'),
        delivered: (keys) => this.reads.delivered(keys),
        identitiesOf: (persons) => this.reads.identitiesOf(persons),
      },
      call,
    );
  }

  /** What was said of a proposal that counts as an answer, and its stances apart. */
  async answers(proposal: Proposal): Promise<{ answers: Answer[]; stances: Stance[] }> {
    const parent = { parent: proposal.id };
    const [stances, concerns, objections] = await Promise.all([
      this.list('stance', parent),
      this.list('concern', parent),
      this.list('objection', parent),
    ]);
    return { answers: answersTo(proposal, { stances, concerns, objections }), stances };
  }

  /** Everything that says who owes an answer to a call. */
  async owing(call: Call): Promise<Owing> {
    const proposals = await Promise.all(call.proposals.map((id) => this.must('proposal', id)));
    const said = proposals.map(async (p) => [p.id, (await this.answers(p)).answers] as const);
    const answers = new Map<string, Answer[]>(await Promise.all(said));
    return { call, charter: await this.charterOf(call), proposals, answers, roll: await this.roll() };
  }

  /** What this person owes at that instant, by voice. For a page of letters it is worked out once for all. */
  async owedBy(person: string, call: Call, now: string): Promise<Owed[]> {
    const owing = await this.once(`owing:${call.id}`, () => this.owing(call));
    const due = awaited(now, owing);
    const all = await this.once(`owed:${call.id}:${due.map((p) => p.id).join()}`, async () => {
      const found = new Map<string, Owed[]>();
      for (const theirs of owedOn(due, owing)) {
        for (const who of theirs.persons) found.set(who, [...(found.get(who) ?? []), theirs]);
      }
      return found;
    });
    return all.get(person) ?? [];
  }

  /** Each answer that this person’s voices owe, with what they have said themselves and nobody confirmed. */
  async ownAnswers(person: string, call: Call, owing: readonly Owed[]): Promise<OwedAnswer[]> {
    if (owing.length === 0) return [];
    const { proposals, answers, roll } = await this.once(`owing:${call.id}`, () => this.owing(call));
    return owing.flatMap(({ institution, proposals: refs }) =>
      proposals
        .filter((p) => refs.includes(p.id))
        .map((proposal) => {
          const said = answers.get(proposal.id) ?? [];
          return { institution, proposal, own: ownAnswer(person, institution, proposal, said, roll) };
        }),
    );
  }

  /**
   * For a page of letters, works out once what is the same for all who read it; the page is of one moment.
   * Anywhere else it is worked out each time.
   */
  once<T>(name: string, work: () => Promise<T>): Promise<T> {
    return this.reads.once?.(`${this.assembly.id}:${name}`, work) ?? work();
  }

  /** Messages of the assembly that can’t leave, and after which nothing has left for the same place; 200 at most. */
  async stuck(): Promise<QueuedLetter[]> {
    const { id: assembly } = this.assembly;
    const some = await this.reads.letters({ assembly, status: ['dead', 'held'] }, mostStuck);
    const waiting = await this.reads.letters({ assembly, status: ['pending'] }, mostStuck);
    const stuck = [...some, ...waiting].filter((letter) => letter.view !== unsentView && isStuck(letter));
    const places = Map.groupBy(stuck, ({ room }) => room);
    const kept = await Promise.all(
      [...places].map(async ([room, letters]) => {
        const after = Math.max(...letters.map(({ id }) => id));
        const [later] = await this.reads.letters({ assembly, room, status: ['sent'], after }, 1);
        return later ? [] : letters;
      }),
    );
    return kept.flat();
  }
}

const mostStuck = 100;

/** Made once: looking up its rules for each pair of ids took longer than reading them. */
const refs = new Intl.Collator('en', { numeric: true });

/** P2 before P10. */
function byRef(a: { id: string }, b: { id: string }): number {
  return refs.compare(a.id, b.id);
}
