// What a message shows, read from the store: state, the words behind it, and the names of who speaks.

import type { RenderReads } from '../app/announcer.ts';
import type { Assembly } from '../domain/assembly.ts';
import type { Call } from '../domain/call.ts';
import type { Charter } from '../domain/charter.ts';
import type { Meeting } from '../domain/meeting.ts';
import type { Objection, Remark } from '../domain/objection.ts';
import type { Actor, Room } from '../domain/people.ts';
import type { Proposal } from '../domain/proposal.ts';
import type { TextRef } from '../domain/text.ts';
import type { AggregateType, StateOf } from '../domain/world.ts';

/** Words as they can still be shown: null when they were erased. */
export type Words = string | null;

export interface Speaker {
  person: Words;
  institution: Words;
}

export interface SceneProposal {
  state: Proposal;
  title: Words;
  summary: Words;
  carrier: Words;
}

export interface SceneStatement<T extends Objection | Remark> {
  state: T;
  who: Speaker;
  /** Undefined when nothing was said. */
  reason: Words | undefined;
  remedy: Words | undefined;
}

/** Reads of one assembly with the words put back in. Missing aggregates throw: they are named by others. */
export class Scene {
  readonly assembly: Assembly;
  readonly #reads: RenderReads;

  constructor(reads: RenderReads, assembly: Assembly) {
    this.#reads = reads;
    this.assembly = assembly;
  }

  async find<T extends AggregateType>(type: T, id: string): Promise<StateOf<T> | undefined> {
    const row = await this.#reads.aggregate(this.assembly.id, type, id);
    return row?.doc as StateOf<T> | undefined;
  }

  async must<T extends AggregateType>(type: T, id: string): Promise<StateOf<T>> {
    const state = await this.find(type, id);
    if (!state) throw new Error(`${type} ${id} is missing in ${this.assembly.id}`);
    return state;
  }

  async list<T extends AggregateType>(
    type: T,
    where: { parent?: string; status?: string } = {},
  ): Promise<StateOf<T>[]> {
    const rows = await this.#reads.aggregates(this.assembly.id, type, where);
    return rows.map((r) => r.doc as StateOf<T>).sort(byRef);
  }

  async charterOf(call: Call): Promise<Charter> {
    return (await this.must('charter', call.charter)).text;
  }

  room(id: string): Promise<Room> {
    return this.must('room', id);
  }

  async words(ref: TextRef): Promise<Words> {
    return (await this.texts([ref])).get(ref.id) ?? null;
  }

  async texts(refs: (TextRef | null)[]): Promise<Map<string, Words>> {
    const ids = refs.flatMap((ref) => (ref ? [ref.id] : []));
    const found = ids.length > 0 ? await this.#reads.contents(ids) : [];
    return new Map(found.map((c) => [c.id, c.text]));
  }

  async institution(id: string): Promise<Words> {
    return this.words((await this.must('institution', id)).name);
  }

  async speaker(actor: Actor): Promise<Speaker> {
    const person = (await this.#reads.person(actor.person))?.name ?? null;
    return { person, institution: actor.institution ? await this.institution(actor.institution) : null };
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
      carrier: await this.institution(state.carrier),
    };
  }

  /** The objections that stand. */
  objections(proposal: string): Promise<SceneStatement<Objection>[]> {
    return this.#statements<Objection>('objection', { parent: proposal, status: 'raised' });
  }

  remarks(proposal: string): Promise<SceneStatement<Remark>[]> {
    return this.#statements<Remark>('remark', { parent: proposal });
  }

  async objection(id: string): Promise<SceneStatement<Objection>> {
    return this.statement(await this.must('objection', id));
  }

  async statement<T extends Objection | Remark>(state: T): Promise<SceneStatement<T>> {
    const texts = await this.texts([state.reason, state.remedy]);
    const said = (ref: TextRef | null) => (ref ? (texts.get(ref.id) ?? null) : undefined);
    return {
      state,
      who: await this.speaker(state.author),
      reason: said(state.reason),
      remedy: said(state.remedy),
    };
  }

  async #statements<T extends Objection | Remark>(
    type: 'objection' | 'remark',
    where: { parent: string; status?: string },
  ): Promise<SceneStatement<T>[]> {
    const states = (await this.list(type, where)) as T[];
    return Promise.all(states.map((state) => this.statement(state)));
  }

  async meetingOf(call: Call): Promise<Meeting | undefined> {
    return call.meeting ? this.must('meeting', call.meeting) : undefined;
  }
}

/** P2 before P10. */
function byRef(a: { id: string }, b: { id: string }): number {
  return a.id.localeCompare(b.id, 'en', { numeric: true });
}
