// The lines of a demo as they come: what was done, and what has happened and been sent since.

import type { Lang } from '../../../src/domain/people.ts';
import type { DemoLine, Unnumbered } from './line.ts';
import type { DemoService } from './service.ts';

export interface Happened {
  seq: number;
  at: string;
  name: string;
  data: Record<string, unknown>;
  hash: string;
}

/** What the room or somebody received. */
export interface Delivered {
  n: number;
  at: string;
  kind: 'post' | 'edit' | 'private';
  to: string;
  messageId: string;
  /** The message under which it stands, null at the root. */
  under: string | null;
  key: string;
  lang: Lang;
  text: string;
  card: unknown;
}

interface Mail {
  id: number;
  key: string;
  name: string;
  address: string | null;
  text: string;
  lang: Lang;
}

export class Notebook {
  readonly lines: DemoLine[] = [];
  readonly received: Delivered[] = [];
  readonly events: Happened[] = [];
  readonly #service: DemoService;
  readonly #mails = new Set<number>();

  constructor(service: DemoService) {
    this.#service = service;
  }

  note(line: Unnumbered, at: string): void {
    this.lines.push({ v: 1, i: this.lines.length + 1, at, ...line } as DemoLine);
  }

  /** Notes what has happened and been sent since the last look, in the order of its time. */
  async look(now: string): Promise<void> {
    const found = [...(await this.#happened()), ...(await this.#delivered()), ...(await this.#toPassOn(now))];
    for (const { at, line } of found.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)))
      this.note(line, at);
  }

  /** What the latest event of this name says. */
  latest(name: string): Record<string, unknown> {
    const data = this.events.findLast((e) => e.name === name)?.data;
    if (!data) throw new Error(`nothing like ${name} has happened`);
    return data;
  }

  async #happened(): Promise<{ at: string; line: Unnumbered }[]> {
    const from = this.events.length;
    for (;;) {
      const page = await this.#list<Happened>(`/events?after=${this.events.at(-1)?.seq ?? 0}`);
      if (page.length === 0) break;
      this.events.push(...page);
    }
    return this.events
      .slice(from)
      .map(({ seq, at, name, data, hash }) => ({ at, line: { type: 'event', seq, name, data, hash } }));
  }

  async #delivered(): Promise<{ at: string; line: Unnumbered }[]> {
    const from = this.received.length;
    for (;;) {
      const page = await this.#list<Delivered>(`/sent?after=${this.received.at(-1)?.n ?? 0}`);
      if (page.length === 0) break;
      this.received.push(...page);
    }
    return this.received.slice(from).map(({ at, kind, to, key, lang, text }) => ({
      at,
      line: { type: 'sent', kind, to: to.replace(/^@/, ''), key, lang, text },
    }));
  }

  /** What waits for the référente to send it, to those who aren’t in the room. */
  async #toPassOn(now: string): Promise<{ at: string; line: Unnumbered }[]> {
    const mails = await this.#list<Mail>('/mails?as=referente');
    const fresh = mails.filter((mail) => !this.#mails.has(mail.id));
    for (const { id } of fresh) this.#mails.add(id);
    return fresh.map(({ key, name, address, text, lang }) => {
      const to = address ? `${name} <${address}>` : name;
      return { at: now, line: { type: 'sent', kind: 'mail', to, key, lang, text } };
    });
  }

  async #list<T>(path: string): Promise<T[]> {
    return (await this.#service.get(path)) as unknown as T[];
  }
}
