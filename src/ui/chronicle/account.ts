// How one event is told: the names, dates and words that its sentence is made of.

import type { Charter } from '../../domain/charter.ts';
import type { DomainEvent } from '../../domain/events.ts';
import type { Actor } from '../../domain/people.ts';
import type { TextRef } from '../../domain/text.ts';
import { fullDate, listOf } from '../format.ts';
import type { Scene } from '../scene.ts';
import type { Translator } from '../translator.ts';
import { named, namedTogether, shown, speaker } from '../views/words.ts';

/** An event in words. */
export interface Told {
  text: string;
  refs: string[];
  /** Left out where nobody did it. */
  by?: string | null;
}

export class Account {
  readonly scene: Scene;
  readonly t: Translator;
  /** When it happened, UTC. */
  readonly at: string;

  constructor(scene: Scene, t: Translator, at: string) {
    this.scene = scene;
    this.t = t;
    this.at = at;
  }

  /** Whoever acted, and for whom, whatever has become of their mandate since. */
  async who(actor: Actor): Promise<string> {
    return speaker(this.t, { ...(await this.scene.speaker(actor)), mandate: null });
  }

  /** The same where only a coordinator can have acted, even if she no longer is one. */
  async desk(actor: Actor): Promise<string> {
    const who = await this.scene.speaker(actor);
    return speaker(this.t, { ...who, mandate: null, coordinates: true });
  }

  async person(id: string): Promise<string> {
    return (await this.scene.person(id)) ?? this.t('unnamed');
  }

  async persons(ids: readonly string[]): Promise<string> {
    return listOf(this.t, await Promise.all(ids.map((id) => this.person(id))));
  }

  async institution(id: string): Promise<string> {
    return oneLine(shown(this.t, await this.scene.institution(id)));
  }

  /** « Propositions d’actions » (C1), « Soins » (P1). */
  async name(ref: string): Promise<string> {
    const { title } = await this.scene.must(ref.startsWith('C') ? 'call' : 'proposal', ref);
    return named(this.t, await this.#line(title), ref);
  }

  async names(refs: readonly string[]): Promise<string> {
    return namedTogether(this.t, await Promise.all(refs.map((ref) => this.name(ref))));
  }

  /** What was typed, on one line, as a sentence may end with it. */
  async words(ref: TextRef): Promise<string> {
    const said = (await this.#line(ref)) ?? shown(this.t, null);
    return /[.!?…)]$/u.test(said) ? said : `${said}.`;
  }

  /** The same in the middle of a sentence. */
  async phrase(ref: TextRef): Promise<string> {
    return shown(this.t, await this.#line(ref));
  }

  async #line(ref: TextRef): Promise<string | null> {
    const words = await this.scene.words(ref);
    return words === null ? null : oneLine(words);
  }

  /** In the zone of the call’s charter. */
  async date(at: string, call: string): Promise<string> {
    return fullDate(this.t, at, (await this.charter(call)).zone);
  }

  /** The version that the call runs under. */
  async charter(call: string): Promise<Charter> {
    return this.scene.charterOf(await this.scene.must('call', call));
  }

  /** The charter that an event came under: its call’s, else the one in force; null before there is any. */
  async charterOf({ data }: DomainEvent): Promise<Charter | null> {
    if ('call' in data) return this.charter(data.call);
    return (await this.scene.find('charter', this.scene.assembly.charter))?.text ?? null;
  }

  /** Whether a call or proposal has been published: a draft, dropped or withdrawn, never was. */
  async isPublic(ref: string): Promise<boolean> {
    if (!ref.startsWith('C')) return (await this.scene.must('proposal', ref)).submitted;
    const { status } = await this.scene.must('call', ref);
    return status !== 'draft' && status !== 'dropped';
  }
}

/** One sentence or several; what is null isn’t said. */
export function sentences(...said: (string | null)[]): string {
  return said.filter((s) => s !== null).join(' ');
}

function oneLine(words: string): string {
  return words.trim().replaceAll(/\s+/gu, ' ');
}
