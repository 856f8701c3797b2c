// What a letter's view is given, and the notes that most views make of it.

import type { Letter } from '../../app/letter.ts';
import type { Call } from '../../domain/call.ts';
import type { Charter } from '../../domain/charter.ts';
import type { Meeting } from '../../domain/meeting.ts';
import type { Proposal } from '../../domain/proposal.ts';
import type { Block, Button, Card } from '../card.ts';
import { fullDate } from '../format.ts';
import type { Scene } from '../scene.ts';
import type { Translator } from '../translator.ts';
import { button, dateAndDelay, named, shown, speaker, text } from '../views/words.ts';

export interface LetterHead extends Pick<Letter, 'subject' | 'room' | 'params'> {}

/** A letter that is about to leave: what it names, to whom it goes, in which language, and when. */
export class Telling {
  readonly scene: Scene;
  readonly t: Translator;
  readonly now: string;
  readonly #letter: LetterHead;

  constructor(scene: Scene, letter: LetterHead, t: Translator, now: string) {
    this.scene = scene;
    this.#letter = letter;
    this.t = t;
    this.now = now;
  }

  /** The person it goes to; for news, the room. */
  get reader(): string {
    return this.#letter.room;
  }

  /** Throws where the letter doesn't name it. */
  need(name: string): string {
    const value = this.#letter.params[name];
    if (value === undefined) throw new Error(`the letter lacks ${name}`);
    return value;
  }

  /** Null where it names none. */
  maybe(name: string): string | null {
    return this.#letter.params[name] || null;
  }

  /** The words of the text that it names there, as a quote under `head`; none: null. */
  async quoted(name: string, head: string): Promise<Block | null> {
    const id = this.maybe(name);
    if (id === null) return null;
    return { type: 'quote', head, lines: [shown(this.t, await this.scene.wordsAt(id))] };
  }

  async call(ref: string): Promise<ToldCall> {
    const call = await this.scene.must('call', ref);
    const charter = await this.scene.charterOf(call);
    return { call, charter, name: named(this.t, await this.scene.words(call.title), ref) };
  }

  async proposal(ref: string): Promise<ToldProposal> {
    const { state, title } = await this.scene.headline(ref);
    const { call, charter } = await this.call(state.call);
    return { state, call, charter, name: named(this.t, title, ref) };
  }

  async meeting(): Promise<{ meeting: Meeting; call: Call; charter: Charter }> {
    const meeting = await this.scene.must('meeting', this.need('meeting'));
    const { call, charter } = await this.call(meeting.call);
    return { meeting, call, charter };
  }

  /** The names of proposals, in this order. */
  async names(refs: readonly string[]): Promise<string[]> {
    return Promise.all(refs.map(async (ref) => (await this.proposal(ref)).name));
  }

  async who(...actor: Parameters<Scene['speaker']>): Promise<string> {
    return speaker(this.t, await this.scene.speaker(...actor));
  }

  date(at: string, charter: Charter): string {
    return fullDate(this.t, at, charter.zone);
  }

  /** With how far away it is. */
  until(at: string, charter: Charter): string {
    return dateAndDelay(this.t, at, charter.zone, this.now);
  }

  button(action: string, target: string, style: Button['style'] = 'plain'): Button {
    return button(this.t, action, target, style);
  }

  /** A sentence or a block each; what is null or empty isn't said. */
  note(title: string, said: (string | Block | null)[], buttons: Button[] = []): Card {
    const blocks = said.flatMap((part) => {
      if (part === null || part === '') return [];
      return [typeof part === 'string' ? text(part) : part];
    });
    return { subject: this.#letter.subject, lang: this.t.lang, title, status: null, blocks, buttons };
  }

  /** News of one sentence or several, and what goes with them. */
  news(sentences: (string | null)[], ...blocks: (Block | null)[]): Card {
    return this.note('', [sentences.filter((s) => s !== null && s !== '').join(' '), ...blocks]);
  }
}

export interface ToldCall {
  call: Call;
  charter: Charter;
  /** « Propositions d’actions » (C1) */
  name: string;
}

export interface ToldProposal extends ToldCall {
  state: Proposal;
}

/** That whoever acted is tied to a carrier, where the letter says so. */
export function conflict(x: Telling): string | null {
  return x.maybe('conflicted') ? x.t('conflicted') : null;
}

/** Null when there is nothing left to say. */
export type View = (x: Telling) => Promise<Card | null>;
export type Views = Readonly<Record<string, View>>;
