// The stage on which a demo is played: people act through the local room's API, and the clock is moved.

import { readFile } from 'node:fs/promises';
import type { Render } from '../../../src/app/announcer.ts';
import { instant } from '../../../src/domain/calendar.ts';
import type { Lang } from '../../../src/domain/people.ts';
import type { Persona } from '../setup.ts';
import type { DemoLine } from './line.ts';
import { type Delivered, Notebook } from './notebook.ts';
import { type Body, type DemoService, withDemoService } from './service.ts';

const zone = 'Europe/Brussels';
const root = new URL('../../../', import.meta.url);

/** Somebody who telephoned or wrote, for whom a coordinator enters it. */
export interface Behalf {
  name: string;
  institution: string | null;
  mail: string | null;
  source: 'phone' | 'mail' | 'paper' | 'in-person';
}

export interface More {
  /** For whom somebody says that they speak whom nobody knows yet. */
  institution?: string;
  for?: Behalf;
}

/** How an act was answered that was accepted. */
export interface Answer {
  deliveryId: string;
  person: string | null;
  institution: string | null;
  action: string;
  target: string | null;
  values: Body;
  /** Whether it was entered for somebody else. */
  behalf: boolean;
  refs: Record<string, string>;
  events: { seq: number; name: string }[];
  replayed: boolean;
}

export interface StageOptions {
  /** The charter’s file; without it, Colignon’s. */
  charter?: string;
  /** The data set to furnish with, and the instant at which the clock stands then (UTC). */
  data: string;
  now: string;
  /** Everybody's language and the room's, in place of their own. */
  lang: Lang | null;
}

export interface Played {
  lines: DemoLine[];
  people: Persona[];
  answers: Answer[];
  /** What the room and everybody received. */
  received: Delivered[];
  /** The whole history, as NDJSON. */
  exported: string;
}

/** Sets the stage, lets `script` play on it, and clears it away. */
export function play(
  options: StageOptions,
  script: (stage: Stage, service: DemoService) => Promise<void>,
  render?: Render,
): Promise<Played> {
  return withDemoService(async (service) => {
    const { people, rooms } = await service.post('/reset', {
      charter: options.charter ?? 'colignon-2024',
      data: options.data,
      now: options.now,
      ...(options.lang && { lang: options.lang }),
    });
    const stage = new Stage(service, options, people as Persona[], (rooms as string[])[0] ?? '');
    await stage.begin();
    await script(stage, service);
    return stage.end();
  }, render);
}

/** What a story asks of whoever plays it, on whichever platform. */
export type Scenes = Pick<
  Stage,
  'lang' | 'scene' | 'does' | 'isRefused' | 'imports' | 'until' | 'outage' | 'institutions' | 'latest'
>;

export class Stage {
  readonly #service: DemoService;
  readonly #book: Notebook;
  readonly #people: Persona[];
  readonly #room: string;
  /** In which answers come to those who act. */
  readonly lang: Lang;
  readonly #answers: Answer[] = [];
  #now: string;
  #deliveries = 0;

  constructor(service: DemoService, { now, lang }: StageOptions, people: Persona[], room: string) {
    this.#service = service;
    this.#book = new Notebook(service);
    this.#people = people;
    this.#room = room;
    this.#now = now;
    this.lang = lang ?? 'fr';
  }

  /** What the furnishing of the room left behind comes first. */
  async begin(): Promise<void> {
    await this.#book.look(this.#now);
    const events = this.#book.events.map(({ seq, name }) => ({ seq, name }));
    this.#answers.push({ ...nobody, deliveryId: 'reset', action: 'reset', events });
  }

  scene(scene: string): void {
    this.#book.note({ type: 'scene', scene }, this.#now);
  }

  /** Acts, for the one institution that the person speaks for; a refusal ends the demo with its words. */
  async does(
    person: string,
    action: string,
    target: string | null,
    values: Body = {},
    more: More = {},
  ): Promise<Record<string, string>> {
    const { status, body } = await this.#act(person, action, target, values, more);
    if (status !== 200) throw new Error(`${person} ${action} ${target}: ${JSON.stringify(body)}`);
    return body.refs as Record<string, string>;
  }

  /** Acts, and expects to be refused. */
  async isRefused(person: string, action: string, target: string | null, values: Body): Promise<void> {
    const { status, body } = await this.#act(person, action, target, values, {});
    if (status !== 422) throw new Error(`${person} ${action} was accepted: ${JSON.stringify(body)}`);
  }

  /** Imports a file of this project. */
  async imports(person: string, file: string): Promise<void> {
    const name = file.split('/').at(-1) ?? '';
    const query = new URLSearchParams({ as: person, name, lang: this.lang, deliveryId: this.#delivery() });
    const body = await readFile(new URL(file, root));
    const answer = await this.#service.request(`/import?${query}`, { method: 'POST', body });
    if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
    const before = this.#book.events.length;
    await this.#noteAct({ person, institution: null }, null, 'import', null, answer);
    const events = this.#book.events.slice(before).map(({ seq, name }) => ({ seq, name }));
    const deliveryId = query.get('deliveryId') ?? '';
    this.#answers.push({ ...nobody, person, deliveryId, action: 'import', events });
  }

  /** Moves the clock to a time of Brussels, such as '2024-06-04T14:00'. */
  async until(local: string): Promise<void> {
    const from = this.#now;
    const to = utc(local);
    await this.#service.post('/clock', { to });
    this.#book.note({ type: 'clock', from, to }, from);
    this.#now = to;
    await this.#book.look(this.#now);
  }

  /** From one time of Brussels to another nobody can reach the room. */
  async outage(from: string, to: string): Promise<void> {
    await this.until(from);
    const outage = { from: utc(from), to: utc(to) };
    await this.#service.post('/outage', { ...outage, edge: 'sandbox' });
    this.#book.note({ type: 'outage', ...outage }, this.#now);
    await this.until(to);
  }

  /** The references of all institutions that are registered. */
  institutions(): string[] {
    return this.#book.events.flatMap(({ name, data }) =>
      name === 'InstitutionRegistered' ? String(data.institution) : [],
    );
  }

  /** The reference that the latest event of this name gives of something. */
  latest(name: string, field: string): string {
    return String(this.#book.latest(name)[field]);
  }

  /** How each proposal stands at the end, and how much happened. */
  async end(): Promise<Played> {
    const { events, lines, received } = this.#book;
    const submitted = events.filter((e) => e.name === 'ProposalSubmitted').map((e) => `${e.data.proposal}`);
    for (const proposal of submitted) {
      const { status } = await this.#service.get(`/state/proposal/${proposal}`);
      const about = events.filter((e) => e.data.proposal === proposal);
      const validated = about.findLast((e) => e.name === 'ProposalValidated')?.data;
      const decided = validated ?? about.findLast((e) => e.name === 'OutcomeRecorded')?.data;
      const outcome = {
        type: 'outcome',
        proposal,
        status: String(status),
        basis: validated ? String(validated.basis) : null,
        article: decided ? String(decided.article) : null,
        reached: validated ? (validated.reached as unknown[]).length : null,
        answered: validated ? (validated.answers as unknown[]).length : null,
        closesAt: validated ? String(validated.closesAt) : null,
      } as const;
      this.#book.note(outcome, this.#now);
    }
    const sent = lines.filter((line) => line.type === 'sent').length;
    const head = events.at(-1)?.hash ?? '';
    this.#book.note({ type: 'summary', events: events.length, sent, head }, this.#now);
    const exported = await this.#service.exported();
    return { lines, people: this.#people, answers: this.#answers, received, exported };
  }

  async #act(person: string, action: string, target: string | null, values: Body, more: More) {
    const persona = this.#people.find((p) => p.person === person);
    const as = { person, institution: more.institution ?? persona?.institution ?? null };
    const behalf = more.for ?? null;
    const deliveryId = this.#delivery();
    const said = { room: this.#room, action, target, values, lang: this.lang, for: behalf };
    const body = JSON.stringify({ deliveryId, as, ...said });
    const answer = await this.#service.request('/actions', { method: 'POST', body });
    if (answer.status === 200) {
      const { refs, events, replayed } = answer.body as unknown as Pick<
        Answer,
        'refs' | 'events' | 'replayed'
      >;
      const act = { deliveryId, ...as, action, target, values, behalf: behalf !== null };
      this.#answers.push({ ...act, refs, events, replayed });
    }
    await this.#noteAct(as, behalf, action, target, answer);
    return answer;
  }

  async #noteAct(
    as: { person: string; institution: string | null },
    behalf: Behalf | null,
    action: string,
    target: string | null,
    { status, body }: { status: number; body: Body },
  ): Promise<void> {
    const refused = status !== 200;
    const act = {
      type: 'action',
      as,
      for: behalf?.name ?? null,
      room: this.#room,
      action,
      target,
      result: refused ? 'refused' : 'accepted',
      code: refused ? String(body.code) : null,
      text: refused ? `${body.text} ${body.next}` : null,
    } as const;
    this.#book.note(act, this.#now);
    await this.#book.look(this.#now);
  }

  #delivery(): string {
    return `demo-${++this.#deliveries}`;
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

function utc(local: string): string {
  return instant(Temporal.PlainDateTime.from(local).toZonedDateTime(zone).toInstant());
}
