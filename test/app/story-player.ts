// Plays a story in a local room, and keeps what the judge reads: what everybody was told, received, and what
// the service says happened.

import { type Aggregate, aggregateTypes } from '../../src/domain/aggregates.ts';
import { type Assembly, evolveAssembly, newAssembly } from '../../src/domain/assembly.ts';
import type { DomainEvent } from '../../src/domain/events.ts';
import { evolve } from '../../src/domain/world.ts';
import type { Acked, Artefacts, ExportLine, Received } from '../chaos/artefacts.ts';
import { type Local, monday, openLocal } from '../support/local.ts';
import { plainLetter } from './plain-letters.ts';
import { type Act, institutionOf, type Step, type Thing } from './story.ts';

const assembly = 'concertation';
const nobody = { target: null, person: null, institution: null, replayed: false };

export class Player {
  #local: Local;
  #charter = '';
  readonly #acked: Acked[] = [];
  /** Who brought what forth, by its reference. */
  readonly #owners = new Map<string, string>();

  private constructor(local: Local) {
    this.#local = local;
  }

  static async open(): Promise<Player> {
    return new Player(await openLocal({ render: plainLetter, reset: false }));
  }

  close(): Promise<void> {
    return this.#local.close();
  }

  /** Where the last story stands. */
  get store(): Local['store'] {
    return this.#local.store;
  }

  /** Throws where the service doesn’t answer as it should. */
  async play(charter: string, story: Step[]): Promise<Artefacts> {
    this.#acked.length = 0;
    this.#owners.clear();
    this.#owners.set('P1', 'nadia');
    this.#charter = charter;
    const reset = await this.#local.post('/reset', { charter, data: 'colignon', now: monday });
    if (reset.status !== 200) throw new Error(JSON.stringify(reset.body));
    const events = (await this.#local.get('/events?after=0')).body as { seq: number; name: string }[];
    this.#acked.push({ ...nobody, deliveryId: 'reset', action: 'reset', refs: {}, events, values: {} });
    for (const [i, step] of story.entries()) await this.#take(step, `step-${i + 1}`);
    await this.#local.post('/clock', { by: 'PT11S' });
    await this.#local.settled();
    return { acked: this.#acked, received: await this.#received(), exported: await this.#exported() };
  }

  async #take(s: Step, deliveryId: string): Promise<void> {
    switch (s.do) {
      case 'act':
        await this.#act(s, deliveryId);
        if (s.again) await this.#act(s, deliveryId);
        return;
      case 'wait':
        await this.#clock({ by: `PT${s.hours}H` });
        return;
      case 'edge':
        return this.#toEdge(await this.#ref(s.thing), s.ms);
      case 'check':
        return this.#check(await this.#ref(s.proposal), deliveryId);
      case 'outage': {
        const now = await this.#clock({ by: 'PT1S' });
        await this.#local.post('/outage', { from: later(now, -s.hours), to: now, edge: 'sandbox' });
        return;
      }
      case 'restart': {
        const { url } = this.#local;
        await this.#local.close();
        this.#local = await openLocal({ url, render: plainLetter, reset: false });
        await this.#local.app.timers.sweep();
        return this.#local.settled();
      }
    }
  }

  async #act({ who, action, target, values, behalf }: Act, deliveryId: string): Promise<void> {
    const ref = target && (await this.#ref(target));
    const person = who === 'rightful' ? (this.#owners.get(ref ?? '') ?? 'nadia') : who;
    const filled: Record<string, unknown> = {};
    for (const [name, value] of Object.entries(values)) filled[name] = await this.#filled(value);
    await this.#submit(person, action, ref, filled, behalf, deliveryId);
  }

  /** Describes the carrier, names an objective, and ticks whatever the charter asks. */
  async #check(ref: string, deliveryId: string): Promise<void> {
    const { status, body } = await this.#local.get(`/state/proposal/${ref}`);
    if (status !== 200) return;
    const known = { legalForm: 'asbl', sectors: ['social', 'health'], rooted: 'yes', soundAccounts: 'yes' };
    const legalForm = (this.#charter === 'contraire-2026' && 'informal') || known.legalForm;
    const desk = (step: string, action: string, target: string, values: Record<string, unknown>) =>
      this.#submit('referente', action, target, values, null, `${deliveryId}-${step}`);
    await desk('known', 'institution.describe', body.carrier, { ...known, legalForm });
    await desk('serves', 'objective.name', ref, { objective: 'T1' });
    const criteria = ['public', 'partenariat', 'accessible', 'gratuite', 'evaluation', 'porteur-public'];
    for (const criterion of [...criteria, 'appel-1'])
      await desk(criterion, 'criterion.check', ref, { criterion, met: 'yes' });
  }

  async #submit(
    who: string,
    action: string,
    ref: string | null,
    filled: Record<string, unknown>,
    behalf: string | null,
    deliveryId: string,
  ): Promise<void> {
    const source = { name: behalf ?? '', institution: 'I3', source: 'phone' };
    const { status, body } = await this.#local.act(who, action, ref, filled, {
      deliveryId,
      institution: institutionOf[who] ?? null,
      ...(behalf ? { for: source } : {}),
    });
    if (status === 422) return;
    if (status !== 200) throw new Error(`${deliveryId} was answered ${status} ${JSON.stringify(body)}`);
    const { refs, events, replayed } = body;
    const by = { person: who, institution: institutionOf[who] ?? null, behalf: behalf !== null };
    this.#acked.push({ deliveryId, action, target: ref, ...by, values: filled, refs, events, replayed });
    for (const made of Object.values(refs as Record<string, string>))
      if (!this.#owners.has(made) && !behalf) this.#owners.set(made, who);
    const other = action === 'merge.offer' && this.#owners.get(`${filled.with}`);
    if (other && refs.merge) this.#owners.set(refs.merge, other);
  }

  async #filled(value: unknown): Promise<unknown> {
    if (Array.isArray(value)) return Promise.all(value.map((item) => this.#filled(item)));
    if (isDays(value)) return later(await this.#now(), value.days * 24);
    return isThing(value) ? this.#ref(value) : value;
  }

  /** Now and then the one after the last, which doesn’t exist. */
  async #ref({ of, nth }: Thing): Promise<string> {
    if (of === '~') return this.#mandate(nth);
    const counters: Record<string, number> = (await this.#local.store.head(assembly))?.doc.counters ?? {};
    const last = counters[of] ?? 0;
    return `${of}${nth === 7 ? last + 1 : (nth % Math.max(last, 1)) + 1}`;
  }

  /** In the order in which they came about: their ids are others each time a story is played. */
  async #mandate(nth: number): Promise<string> {
    const known = new Set<string>();
    for (const { data } of await this.#local.store.events(assembly, 0, 10_000)) {
      const { mandate } = JSON.parse(data) as { mandate?: string };
      if (mandate !== undefined) known.add(mandate);
    }
    return [...known][nth % known.size] ?? 'nobody~I1';
  }

  async #toEdge(of: string, ms: number): Promise<void> {
    const type = { C: 'call', P: 'proposal', M: 'meeting' }[of.slice(0, 1)];
    const { status, body } = await this.#local.get(`/state/${type}/${of}`);
    const at = status === 200 && (body.startsAt ?? body.own?.closesAt ?? body.closesAt ?? body.earliestAt);
    if (!at) return;
    const to = new Date(Date.parse(at) + ms).toISOString();
    if (to > (await this.#now())) await this.#clock({ to });
  }

  async #now(): Promise<string> {
    return this.#local.app.clock.now();
  }

  async #clock(body: object): Promise<string> {
    const moved = await this.#local.post('/clock', body);
    if (moved.status !== 200) throw new Error(JSON.stringify(moved.body));
    return moved.body.now;
  }

  /** Every aggregate and the assembly itself, as the store has them. */
  async storedState(): Promise<Record<string, unknown>> {
    const state: Record<string, unknown> = {};
    const { store } = this.#local;
    for (const type of aggregateTypes) {
      for (const row of await store.aggregates(assembly, type)) state[`${type}:${row.id}`] = row;
    }
    return { ...state, assembly: (await store.head(assembly))?.doc };
  }

  /** The same from the events alone. */
  async foldedState(): Promise<Record<string, unknown>> {
    const rows = new Map<string, Aggregate>();
    let head: Assembly = newAssembly(assembly);
    for (const { at, name, v, data } of await this.#local.store.events(assembly, 0, 10_000)) {
      const e = { at, name, v, data: JSON.parse(data) } as DomainEvent;
      for (const row of evolve(e, ({ type, id }) => rows.get(`${type}:${id}`)?.doc as never)) {
        rows.set(`${row.type}:${row.id}`, row);
      }
      head = evolveAssembly(head, e);
    }
    return { ...Object.fromEntries(rows), assembly: head };
  }

  async #received(): Promise<Received[]> {
    const all: Received[] = [];
    for (;;) {
      const { body } = await this.#local.get(`/sent?after=${all.at(-1)?.n ?? 0}`);
      if (body.length === 0) return all;
      all.push(...(body as Received[]));
    }
  }

  async #exported(): Promise<ExportLine[]> {
    const lines = ((await this.#local.get('/export')).body as string).trim().split('\n');
    return lines.map((line) => JSON.parse(line) as ExportLine);
  }
}

function isDays(value: unknown): value is { days: number } {
  return typeof value === 'object' && value !== null && 'days' in value;
}

function isThing(value: unknown): value is Thing {
  return typeof value === 'object' && value !== null && 'nth' in value;
}

function later(from: string, hours: number): string {
  return new Date(Date.parse(from) + hours * 3_600_000).toISOString();
}
