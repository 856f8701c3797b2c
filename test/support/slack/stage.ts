// The demo’s stage on Slack: what the story says is done by people of Slack, in whatever way they find.

import { readFile } from 'node:fs/promises';
import type { Behalf, More, Scenes } from '../../../adapters/sandbox/demo/stage.ts';
import { instant } from '../../../src/domain/calendar.ts';
import { exportLines } from '../../../src/ledger/export-format.ts';
import { translator } from '../../../src/ui/translator.ts';
import type { Acked, Artefacts, ExportLine } from '../../chaos/artefacts.ts';
import { type Cast, castOf } from './cast.ts';
import { fillsAndSends, opensForm, type Trodden } from './player.ts';
import { zone } from './reading.ts';
import { type Recorder, recorder } from './recorder.ts';
import { type SlackService, type SlackServiceOptions, slackService, unhurried } from './service.ts';
import type { Seeker } from './ways.ts';

const root = new URL('../../../', import.meta.url);

export interface Happened {
  seq: number;
  name: string;
  data: Record<string, unknown>;
}

export interface SlackStage extends Scenes {
  readonly service: SlackService;
  readonly cast: Cast;
  readonly trodden: Trodden;
  events(): Promise<Happened[]>;
  /** What the judge reads. */
  artefacts(): Promise<Artefacts>;
}

/** Everybody of the demo stands there, before anything has happened. @param options with the instant at which it begins */
export async function slackStage(options: SlackServiceOptions): Promise<SlackStage> {
  const record = recorder();
  const service = await slackService({
    ...unhurried,
    ...options,
    announcer: record.announcer,
    application: record.application,
  });
  record.at(service.now);
  const cast = await castOf(service);
  return new Stage(service, cast, record).begun();
}

class Stage implements SlackStage {
  readonly lang = 'fr' as const;
  readonly service: SlackService;
  readonly cast: Cast;
  readonly trodden: Trodden = new Map();
  readonly #record: Recorder;
  readonly #acked: Acked[] = [];
  #known: Happened[] = [];

  constructor(service: SlackService, cast: Cast, record: Recorder) {
    this.service = service;
    this.cast = cast;
    this.#record = record;
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
    if (this.#record.accepted.length > before || !read.includes('!'))
      throw new Error(`${name} ${action} wasn’t refused:\n${read}`);
    await this.cast.person(name).closes({ all: true });
  }

  async imports(name: string, file: string): Promise<void> {
    const { slack, channel } = this.service;
    const person = this.cast.person(name);
    const from = this.#known.length;
    const content = await readFile(new URL(file, root), 'utf8');
    const brought = slack.workspace.file(file.split('/').at(-1) ?? '', content);
    await person.types('/concertation membres', { in: channel });
    await person.taps('Importer un fichier');
    const read = await person.fills({ Fichier: brought }).sends();
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
    const edge = `slack:${this.service.slack.workspace.team}`;
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
    const seeker = this.#seeker(name);
    await opensForm(seeker, { action, target: target ?? '' }, this.trodden);
    const said = { values, institution: institution ?? null, behalf: (behalf ?? null) as Behalf | null };
    const read = await fillsAndSends(seeker, said);
    await this.service.settled();
    return read;
  }

  #seeker(name: string): Seeker {
    const persona = this.cast.personas.find((p) => p.person === name);
    const person = persona ? this.cast.person(name) : this.#newcomer(name);
    const { slack, channel } = this.service;
    const coordinates = persona?.role === 'coordinator' || persona?.role === 'deputy';
    const t = translator(persona?.lang ?? 'fr');
    return { ws: slack.workspace, channel, person, t, coordinates };
  }

  #newcomer(name: string) {
    return [...this.service.slack.workspace.users.values()].some((user) => user.name === name)
      ? this.cast.person(name)
      : this.cast.comes(name);
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
