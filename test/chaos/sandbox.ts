// The service’s sandbox API (DESIGN 7) as a stubborn client uses it: asked again until it has answered.

import { setTimeout as pause } from 'node:timers/promises';
import { type Keeper, ServiceFailure } from './service.ts';

export interface Persona {
  person: string;
  institution: string | null;
  role: string;
}

export interface Reset {
  assembly: string;
  rooms: string[];
  people: Persona[];
  calls: string[];
  proposals: string[];
}

/** What one person submits once; sending it again must change nothing. */
export interface Delivery {
  deliveryId: string;
  as: { person: string; institution: string | null };
  room: string | null;
  action: string;
  target: string | null;
  values: Record<string, unknown>;
  lang: 'fr' | 'nl' | 'en';
}

export type Outcome =
  | {
      result: 'accepted';
      refs: Record<string, string>;
      events: { seq: number; name: string }[];
      replayed: boolean;
    }
  | { result: 'refused'; code: string };

interface Moved {
  now: string;
  pending: number;
}

const patience = 10_000;
const triesAtMost = 60;
/** Refusals that leave it open whether something happened, or that pass: the client asks again. */
const passing = new Set(['service.busy', 'service.not-recorded', 'service.unsure', 'service.stopping']);

export class Sandbox {
  readonly #keeper: Keeper;
  /** Answers that no rule explains (5xx, unreadable): each is a finding. */
  readonly oddities: string[] = [];

  constructor(keeper: Keeper) {
    this.#keeper = keeper;
  }

  reset(body: { charter: string; data: string; now: string }): Promise<Reset> {
    return this.#sure<Reset>('POST', '/reset', body);
  }

  /** Submits until there is an answer that says what became of it. */
  async act(delivery: Delivery): Promise<Outcome> {
    for (let tries = 0; tries < triesAtMost; tries++) {
      const { status, body } = await this.#ask('POST', '/actions', delivery);
      const outcome = body as Outcome | undefined;
      if (status === 200 && outcome?.result === 'accepted') return outcome;
      if (status === 422 && outcome?.result === 'refused' && !passing.has(outcome.code)) return outcome;
      if (status !== 422)
        this.oddities.push(`${delivery.deliveryId} was answered ${status} ${JSON.stringify(body)}`);
      await pause(20);
    }
    throw new ServiceFailure(`${delivery.deliveryId} was never answered in ${triesAtMost} tries`);
  }

  /** Moves the clock to an instant, and handles every deadline on the way. */
  clock(to: string): Promise<Moved> {
    return this.#sure<Moved>('POST', '/clock', { to });
  }

  /** Lets a second pass, so that whatever can leave leaves. */
  second(): Promise<Moved> {
    return this.#sure<Moved>('POST', '/clock', { by: 'PT1S' });
  }

  call(id: string): Promise<{ status: string; closesAt: string }> {
    return this.#sure('GET', `/state/call/${id}`);
  }

  proposal(id: string): Promise<{ status: string; holds: { id: string }[] }> {
    return this.#sure('GET', `/state/proposal/${id}`);
  }

  view(room: string | null): Promise<{ subject: string; status: { tone: string } | null }[]> {
    return this.#sure('GET', `/view?${new URLSearchParams(room ? { room } : {})}`);
  }

  async events(): Promise<{ seq: number; name: string }[]> {
    const all: { seq: number; name: string }[] = [];
    for (;;) {
      const page = await this.#sure<typeof all>('GET', `/events?after=${all.at(-1)?.seq ?? 0}`);
      if (page.length === 0) return all;
      all.push(...page);
    }
  }

  /** The export’s own bytes. Asked once: what follows it would be another export. */
  async export(): Promise<string> {
    try {
      const signal = AbortSignal.timeout(patience);
      const response = await fetch(`${this.#keeper.url}/dev/v1/export`, { signal });
      if (response.ok) return await response.text();
      throw new Error(`it was answered ${response.status}`);
    } catch (error) {
      throw new ServiceFailure(`the export failed: ${(error as Error).message}`);
    }
  }

  /** The body of a 200; asks again after a death, throws `ServiceFailure` for any other answer. */
  async #sure<T>(method: string, path: string, body?: object): Promise<T> {
    const answer = await this.#ask(method, path, body);
    if (answer.status === 200) return answer.body as T;
    throw new ServiceFailure(
      `${method} ${path} was answered ${answer.status} ${JSON.stringify(answer.body)}`,
    );
  }

  /** Asks until the connection holds: whoever dies meanwhile is waited for. */
  async #ask(method: string, path: string, body?: object): Promise<{ status: number; body: unknown }> {
    for (let tries = 0; tries < triesAtMost; tries++) {
      await this.#keeper.ready();
      try {
        const response = await fetch(`${this.#keeper.url}/dev/v1${path}`, {
          method,
          signal: AbortSignal.timeout(patience),
          ...(body ? { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) } : {}),
        });
        const text = await response.text();
        return { status: response.status, body: parse(text) };
      } catch (error) {
        if ((error as Error).name === 'TimeoutError') {
          throw new ServiceFailure(`${method} ${path} was not answered within ${patience / 1_000} s`);
        }
        // The exit of a killed process is heard a moment after its connections have broken.
        await pause(5);
      }
    }
    throw new ServiceFailure(`${method} ${path} got no connection in ${triesAtMost} tries`);
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text.slice(0, 200);
  }
}
