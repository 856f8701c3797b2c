// Clients over connections that are kept: each sends its next act when the former is answered, or acts are sent
// at a pace, whatever becomes of the former ones.

import { Agent, request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';

/** One act for POST /dev/v1/actions. */
export interface Act {
  deliveryId: string;
  as: { person: string; institution: string | null };
  room: string;
  action: string;
  target?: string;
  values: Record<string, unknown>;
}

export interface Load<T = Record<string, string>> {
  /** From the first act sent to the last one answered, in seconds. */
  seconds: number;
  /** Milliseconds from sending to the answer, one for each act; at a pace from the moment it was to be sent. */
  latencies: number[];
  /** Answers in each whole quarter of a second, as a rate per second. */
  rates: number[];
  answers: T[];
}

/** A request that is posted as it stands. */
export interface Posted {
  path: string;
  headers: Record<string, string>;
  body: string;
}

const window = 250;

export class Clients {
  readonly #agent: Agent;
  readonly #port: number;
  readonly #count: number;

  /** @param count connections at most */
  constructor(port: number, count: number) {
    this.#port = port;
    this.#count = count;
    this.#agent = new Agent({ keepAlive: true, maxSockets: count });
  }

  /** Sends all acts, in this order, and throws at the first that isn't accepted. */
  send(acts: readonly Act[]): Promise<Load> {
    return this.inTurn(acts.length, async (n) => {
      const answer = await this.post('/dev/v1/actions', acts[n]);
      return answer.refs as Record<string, string>;
    });
  }

  /** Does all of it, in this order, each client the next when its former is answered. */
  async inTurn<T>(count: number, work: (n: number) => Promise<T>): Promise<Load<T>> {
    const measured = measuring<T>(count);
    let next = 0;
    const client = async () => {
      for (let n = next++; n < count; n = next++) await measured.one(n, performance.now(), work);
    };
    await Promise.all(Array.from({ length: Math.min(count, this.#count) }, client));
    return measured.load();
  }

  /** Does all of it at so many a second, without waiting for answers. */
  async atPace<T>(count: number, perSecond: number, work: (n: number) => Promise<T>): Promise<Load<T>> {
    const measured = measuring<T>(count);
    const begin = performance.now();
    const begun: Promise<void>[] = [];
    for (let n = 0; n < count; n++) {
      const due = begin + (n * 1_000) / perSecond;
      const early = due - performance.now();
      if (early > 0) await pause(early);
      begun.push(measured.one(n, due, work));
    }
    await Promise.all(begun);
    return measured.load();
  }

  async post(path: string, body: unknown): Promise<Record<string, unknown>> {
    const headers = { 'content-type': 'application/json' };
    return JSON.parse(await this.exchange({ path, headers, body: JSON.stringify(body) }));
  }

  close(): void {
    this.#agent.destroy();
  }

  /** The answer’s body; throws where it isn’t answered 200. */
  exchange(request: Posted): Promise<string> {
    return this.#asked('POST', request);
  }

  async get(path: string): Promise<unknown> {
    return JSON.parse(await this.#asked('GET', { path, headers: {}, body: '' }));
  }

  #asked(method: string, { path, headers, body }: Posted): Promise<string> {
    const { promise, resolve, reject } = Promise.withResolvers<string>();
    const sending = request(
      {
        agent: this.#agent,
        host: '127.0.0.1',
        port: this.#port,
        method,
        path,
        headers: { ...headers, 'content-length': Buffer.byteLength(body) },
      },
      (response) => {
        let answer = '';
        response.setEncoding('utf8');
        response.on('data', (part: string) => {
          answer += part;
        });
        response.on('error', reject);
        response.on('end', () => {
          if (response.statusCode === 200) resolve(answer);
          else reject(new Error(`${path} was answered ${response.statusCode}: ${answer}`));
        });
      },
    );
    sending.on('error', reject);
    sending.end(body);
    return promise;
  }
}

function measuring<T>(count: number) {
  const begin = performance.now();
  const latencies: number[] = [];
  const answeredAt: number[] = [];
  const answers: T[] = new Array(count);
  return {
    /** @param since from when on it counts */
    async one(n: number, since: number, work: (n: number) => Promise<T>): Promise<void> {
      answers[n] = await work(n);
      const now = performance.now();
      latencies.push(now - since);
      answeredAt.push(now - begin);
    },
    load: (): Load<T> => {
      const seconds = (performance.now() - begin) / 1_000;
      return { seconds, latencies, rates: ratesOf(answeredAt), answers };
    },
  };
}

function ratesOf(answeredAt: number[]): number[] {
  const last = answeredAt.at(-1) ?? 0;
  const counts: number[] = new Array(Math.floor(last / window)).fill(0);
  for (const at of answeredAt) {
    const n = Math.floor(at / window);
    if (n < counts.length) counts[n] = (counts[n] as number) + 1;
  }
  return counts.map((count) => count / (window / 1_000));
}
