// What both faces of the local room, its API and its pages, do: act, move the clock, look.

import type { Application } from '../../src/app/application.ts';
import type { Execution } from '../../src/app/execute.ts';
import { belgianHolidays } from '../../src/app/holidays.ts';
import type { Behalf } from '../../src/app/job.ts';
import { pageReads } from '../../src/app/page-reads.ts';
import { createSettingUp, type SettingUp } from '../../src/app/setting-up.ts';
import { loadCharter } from '../../src/charters/presets.ts';
import type { Room } from '../../src/domain/people.ts';
import { type Lang, langs } from '../../src/domain/people.ts';
import { type Refusal, refuse } from '../../src/domain/refusal.ts';
import type { Card } from '../../src/ui/card.ts';
import { chronicleLines, type Line } from '../../src/ui/chronicle.ts';
import { type Reader, readerOf } from '../../src/ui/form-readers.ts';
import { subjectCard } from '../../src/ui/letters.ts';
import { type OpenedForm, openForm } from '../../src/ui/opened-form.ts';
import { Scene } from '../../src/ui/scene.ts';
import { type Translator, translator } from '../../src/ui/translator.ts';
import type { SandboxDeliveries } from '../prisma/sandbox-deliveries.ts';
import { inboxOf, platformName, tenant } from './announcer.ts';
import type { SandboxClock } from './clock.ts';
import { type Furnished, type Furniture, furnish, type Persona, peopleSetting } from './setup.ts';

export interface Act {
  deliveryId: string;
  /** `institution` null: for themselves; undefined: they didn’t say. */
  as: { person: string; institution: string | null | undefined };
  behalf?: Behalf | null;
  room: string | null;
  action: string;
  target: string | null;
  values: Record<string, unknown>;
  lang: Lang;
}

export interface Moved {
  now: string;
  /** Timers carried out on the way. */
  timers: number;
  /** Messages that left on the way. */
  sent: number;
  /** Messages still waiting, for a retry or a later time. */
  pending: number;
}

export class LocalRoom {
  readonly app: Application;
  readonly deliveries: SandboxDeliveries;
  readonly settingUp: SettingUp;
  readonly #clock: SandboxClock;
  #busy: Promise<unknown> = Promise.resolve();
  readonly #acting = new Set<Promise<unknown>>();

  constructor(app: Application, clock: SandboxClock, deliveries: SandboxDeliveries) {
    this.app = app;
    this.settingUp = createSettingUp(app, loadCharter);
    this.#clock = clock;
    this.deliveries = deliveries;
  }

  now(): string {
    return this.#clock.now();
  }

  /**
   * Stamps what comes in with the present instant, and lets it finish before the clock moves: in life no
   * act is under way for hours. What comes in while the clock moves waits, and is stamped afterwards.
   */
  async receive<T>(work: (receivedAt: string) => Promise<T>): Promise<T> {
    await this.#busy;
    const working = work(this.#clock.now());
    this.#acting.add(working);
    try {
      return await working;
    } finally {
      this.#acting.delete(working);
    }
  }

  async act(act: Act, receivedAt: string): Promise<Execution> {
    const { person, institution } = act.as;
    const { deliveryId, action, target, values, lang, behalf = null } = act;
    const room = (await this.roomId(act.room)) ?? '';
    const as = { platform: platformName, tenant, externalId: person, name: person };
    await this.app.acquaintance.meet(as);
    const said = { action, target, values, lang, behalf };
    return this.app.submit({ deliveryId, receivedAt, as, institution, room, ...said });
  }

  /** The room that is meant: the one named, or the only one. */
  async roomId(named: string | null): Promise<string | undefined> {
    if (named) return named;
    const [head] = await this.app.store.heads();
    return head?.doc.rooms.find((room) => room.startsWith(`${platformName}:${tenant}:`));
  }

  async scene(): Promise<Scene | undefined> {
    const [head] = await this.app.store.heads();
    return head && new Scene(this.app.store, head.doc);
  }

  /** An action’s form as it opens for somebody. Undefined for an unknown action, and before anything is there. */
  async form(
    t: Translator,
    action: string,
    target: string | null,
    person: string,
  ): Promise<OpenedForm | undefined> {
    const scene = await this.scene();
    if (!scene) return undefined;
    const now = this.now();
    const reader = await this.reader(scene, person);
    return openForm(scene, t, action, target, reader, { now, holidays: belgianHolidays });
  }

  /** @param person under the name that they have in this room */
  async reader(scene: Scene, person: string): Promise<Reader> {
    const known = await this.app.store.identity(platformName, tenant, person);
    return readerOf(scene, known?.person ?? null, this.now());
  }

  /** Forgets everything and furnishes anew. With `now` the clock stands still there, else it runs. */
  reset(furniture: Furniture, now: string | null): Promise<Furnished | Refusal> {
    return this.#alone(async () => {
      await this.app.outbox.idle();
      const furnished = await furnish(this.app, furniture, async () => {
        if (now) await this.#clock.stand(now);
        else await this.#clock.run();
      });
      await this.app.outbox.idle();
      return furnished;
    });
  }

  /**
   * Moves the clock to a later instant as if the time between had been lived: each deadline on the way
   * is handled, and each letter that waits for its hour leaves, at its own time. Refuses `clock.backwards`.
   */
  moveTo(to: string): Promise<Moved | Refusal> {
    return this.#alone(async () => {
      const { store, timers, outbox } = this.app;
      const from = this.#clock.now();
      if (to < from) return refuse('clock.backwards', { params: { now: from } });
      const sentBefore = outbox.sent;
      let fired = 0;
      for (;;) {
        const due = [await store.nextTimerAt(), await store.nextLetterAt(this.#clock.now()), to];
        const [stop = to] = due.filter((at) => at !== undefined).sort();
        if (stop > this.#clock.now()) await this.#clock.moveTo(stop);
        await store.beat('service', this.#clock.now());
        fired += await timers.sweep();
        outbox.kick();
        await outbox.idle();
        if (stop === to) break;
      }
      const letters = await store.countLetters();
      return {
        now: this.#clock.now(),
        timers: fired,
        sent: outbox.sent - sentBefore,
        pending: letters.pending + letters.sending,
      };
    });
  }

  /** Every card of the assembly from its present state: each call, then its proposals. */
  async cards(room: string, lang: Lang | null): Promise<Card[]> {
    const [head] = await this.app.store.heads();
    const scene = head && new Scene(pageReads(this.app.store), head.doc);
    const place = scene && (await scene.find('room', room));
    if (!scene || !place) return [];
    const t = translator(lang ?? place.lang);
    const cards: Card[] = [];
    for (const call of await scene.list('call')) {
      if (call.status === 'draft' || call.status === 'dropped') continue;
      for (const ref of [call.id, ...call.proposals])
        cards.push(await subjectCard(scene, ref, t, this.now()));
    }
    return cards;
  }

  /** What has happened after the event `after`, in words, from at most `limit` events. */
  async chronicle(after: number, limit: number, t: Translator): Promise<Line[]> {
    const { store } = this.app;
    const [head] = await store.heads();
    if (!head) return [];
    const events = await store.events(head.assembly, after, limit);
    return chronicleLines(new Scene(pageReads(store), head.doc), events, t);
  }

  /** What a person has been told in private, oldest first. */
  async inbox(person: string): Promise<Card[]> {
    return (await this.deliveries.ofAddress(inboxOf(person))).map((d) => JSON.parse(d.card) as Card);
  }

  /** What a message shows, by its id; undefined for one that isn't there. */
  async subjectOf(messageId: string): Promise<string | undefined> {
    const message = await this.deliveries.latest(messageId);
    return message && (JSON.parse(message.card) as Card).subject;
  }

  async people(): Promise<Persona[]> {
    return JSON.parse((await this.app.store.setting(peopleSetting)) ?? '[]') as Persona[];
  }

  async room(id: string): Promise<Room | undefined> {
    return (await this.scene())?.find('room', id);
  }

  /** The time zone in which this assembly’s dates are said. */
  async zone(): Promise<string> {
    const scene = await this.scene();
    const charter = scene && (await scene.find('charter', scene.assembly.charter));
    return charter?.text.zone ?? 'Europe/Brussels';
  }

  /** One thing at a time that moves the clock or forgets everything. */
  #alone<T>(work: () => Promise<T>): Promise<T> {
    const finished = () => Promise.allSettled(this.#acting);
    const next = this.#busy.then(finished).then(work);
    this.#busy = next.catch(() => undefined);
    return next;
  }
}

export function langOf(value: string | undefined | null): Lang | null {
  return langs.find((l) => l === value) ?? null;
}
