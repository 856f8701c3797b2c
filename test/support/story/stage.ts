// The demo’s stage on a platform: what the story says is done by people there, in whatever way they find.

import { readFile } from 'node:fs/promises';
import type { More, Scenes } from '../../../adapters/sandbox/demo/stage.ts';
import type { Application } from '../../../src/app/application.ts';
import { instant } from '../../../src/domain/calendar.ts';
import { exportLines } from '../../../src/ledger/export-format.ts';
import { translator } from '../../../src/ui/translator.ts';
import type { Acked, Artefacts, ExportLine } from '../../chaos/artefacts.ts';
import type { Cast, Figure } from './cast.ts';
import type { Recorder } from './recorder.ts';
import type { Looking, Said, Trodden, Wish } from './wishes.ts';

const root = new URL('../../../', import.meta.url);
const zone = 'Europe/Brussels';

export interface Happened {
  seq: number;
  name: string;
  data: Record<string, unknown>;
}

/** The service with a platform as its only way in. */
export interface Served {
  app: Application;
  now(): string;
  moveTo(instant: string): Promise<void>;
  settled(): Promise<void>;
}

/** How it is done on one platform. */
export interface Playing<P extends Figure> {
  /** By whose outage the platform's people can't be heard. */
  edge: string;
  /** Finds the form, fills it in and sends it; answers what is read then. */
  acts(looking: Looking<P>, wish: Wish, said: Said): Promise<string>;
  /** Whether this says that nothing was recorded; what is open is put away. */
  refused(person: P, read: string): Promise<boolean>;
  /** Imports it; answers what is read then. */
  brings(person: P, file: { name: string; content: string }): Promise<string>;
}

export interface PlatformStage<P extends Figure, S extends Served> extends Scenes {
  readonly service: S;
  readonly cast: Cast<P>;
  readonly trodden: Trodden;
  events(): Promise<Happened[]>;
  /** What the judge reads. */
  artefacts(): Promise<Artefacts>;
}

/** Everybody of the cast stands there, before anything has happened. @param trodden of the ways that `playing` goes */
export async function stageOf<P extends Figure, S extends Served>(
  service: S,
  cast: Cast<P>,
  record: Recorder,
  trodden: Trodden,
  playing: Playing<P>,
): Promise<PlatformStage<P, S>> {
  record.at(service.now);
  return new Stage(service, cast, record, trodden, playing).begun();
}

class Stage<P extends Figure, S extends Served> implements PlatformStage<P, S> {
  readonly lang = 'fr' as const;
  readonly service: S;
  readonly cast: Cast<P>;
  readonly trodden: Trodden;
  readonly #record: Recorder;
  readonly #playing: Playing<P>;
  readonly #acked: Acked[] = [];
  #known: Happened[] = [];

  constructor(service: S, cast: Cast<P>, record: Recorder, trodden: Trodden, playing: Playing<P>) {
    this.service = service;
    this.cast = cast;
    this.trodden = trodden;
    this.#record = record;
    this.#playing = playing;
  }

  async begun(): Promise<this> {
    await this.#look();
    this.#acked.push({ ...nobody, deliveryId: 'reset', action: 'reset', events: named(this.#known) });
    return this;
  }

  scene(): void {}

  async does(
    name: string,
    action: string,
    target: string | null,
    values: Record<string, unknown> = {},
    more: More = {},
  ): Promise<Record<string, string>> {
    const before = this.#record.accepted.length;
    const read = await this.#acts(name, action, target, values, more);
    const [answer] = this.#record.accepted.slice(before);
    if (!answer) throw new Error(`${name} ${action} ${target} wasn’t recorded:\n${read}`);
    const persona = this.cast.personas.find((p) => p.person === name);
    const institution = more.institution ?? persona?.institution ?? null;
    const behalf = more.for !== undefined;
    this.#acked.push({ ...answer, person: name, institution, action, target, values, behalf });
    await this.#look();
    return answer.refs;
  }

  async isRefused(
    name: string,
    action: string,
    target: string | null,
    values: Record<string, unknown>,
  ): Promise<void> {
    const before = this.#record.accepted.length;
    const read = await this.#acts(name, action, target, values, {});
    const isRefused = await this.#playing.refused(this.cast.person(name), read);
    if (this.#record.accepted.length > before || !isRefused)
      throw new Error(`${name} ${action} wasn’t refused:\n${read}`);
  }

  async imports(name: string, file: string): Promise<void> {
    const from = this.#known.length;
    const content = await readFile(new URL(file, root), 'utf8');
    const brought = { name: file.split('/').at(-1) ?? '', content };
    const read = await this.#playing.brings(this.cast.person(name), brought);
    await this.service.settled();
    await this.#look();
    const events = named(this.#known.slice(from));
    if (events.length === 0) throw new Error(`nothing came of ${file}:\n${read}`);
    this.#acked.push({ ...nobody, person: name, deliveryId: 'import', action: 'import', events });
  }

  async until(local: string): Promise<void> {
    await this.service.moveTo(utc(local));
    await this.#look();
  }

  async outage(from: string, to: string): Promise<void> {
    await this.until(from);
    const { edge } = this.#playing;
    await this.service.app.store.recordOutage({ edge, from: utc(from), to: utc(to) });
    await this.until(to);
  }

  institutions(): string[] {
    return this.#known.flatMap(({ name, data }) =>
      name === 'InstitutionRegistered' ? `${data.institution}` : [],
    );
  }

  latest(name: string, field: string): string {
    const found = this.#known.findLast((e) => e.name === name)?.data;
    if (!found) throw new Error(`nothing like ${name} has happened`);
    return `${found[field]}`;
  }

  async events(): Promise<Happened[]> {
    await this.#look();
    return this.#known;
  }

  async artefacts(): Promise<Artefacts> {
    const exported: ExportLine[] = [];
    for await (const line of exportLines(this.service.app.store, 'concertation'))
      exported.push(JSON.parse(line) as ExportLine);
    return { acked: this.#acked, received: this.#record.received(this.cast), exported };
  }

  async #acts(
    name: string,
    action: string,
    target: string | null,
    values: Record<string, unknown>,
    { institution, for: behalf }: More,
  ): Promise<string> {
    const said = { values, institution: institution ?? null, behalf: behalf ?? null };
    const read = await this.#playing.acts(this.#looking(name), { action, target: target ?? '' }, said);
    await this.service.settled();
    return read;
  }

  #looking(name: string): Looking<P> {
    const persona = this.cast.personas.find((p) => p.person === name);
    const person = this.cast.has(name) ? this.cast.person(name) : this.cast.comes(name);
    const coordinates = persona?.role === 'coordinator' || persona?.role === 'deputy';
    return { person, t: translator(persona?.lang ?? 'fr'), coordinates };
  }

  async #look(): Promise<void> {
    for (;;) {
      const last = this.#known.at(-1)?.seq ?? 0;
      const page = await this.service.app.store.events('concertation', last, 500);
      if (page.length === 0) return;
      this.#known.push(
        ...page.map(({ seq, name, data }) => ({ seq, name, data: JSON.parse(data) as Happened['data'] })),
      );
    }
  }
}

const nobody = {
  person: null,
  institution: null,
  target: null,
  values: {},
  behalf: false,
  refs: {},
  replayed: false,
};

function named(events: readonly Happened[]): { seq: number; name: string }[] {
  return events.map(({ seq, name }) => ({ seq, name }));
}

function utc(local: string): string {
  return instant(Temporal.PlainDateTime.from(local).toZonedDateTime(zone).toInstant());
}
