// Clients that wait: each sends its next act when the former is answered, over a connection it keeps.

import { Agent, request } from 'node:http';

/** One act for POST /dev/v1/actions. */
export interface Act {
  deliveryId: string;
  as: { person: string; institution: string | null };
  room: string;
  action: string;
  target?: string;
  values: Record<string, unknown>;
}

export interface Load {
  /** From the first act sent to the last one answered, in seconds. */
  seconds: number;
  /** Milliseconds from sending to the answer, one for each act. */
  latencies: number[];
  /** Answers in each whole quarter of a second, as a rate per second. */
  rates: number[];
  answers: Record<string, string>[];
}

const window = 250;

export class Clients {
  readonly #agent: Agent;
  readonly #port: number;
  readonly #count: number;

  constructor(port: number, count: number) {
    this.#port = port;
    this.#count = count;
    this.#agent = new Agent({ keepAlive: true, maxSockets: count });
  }

  /** Sends all acts, in this order, and throws at the first that isn't accepted. */
  async send(acts: readonly Act[]): Promise<Load> {
    const latencies: number[] = [];
    const answeredAt: number[] = [];
    const answers: Record<string, string>[] = new Array(acts.length);
    let next = 0;
    const begin = performance.now();
    const client = async () => {
      for (;;) {
        const index = next++;
        const act = acts[index];
        if (!act) return;
        const sent = performance.now();
        answers[index] = (await this.#post('/dev/v1/actions', act)).refs as Record<string, string>;
        const now = performance.now();
        latencies.push(now - sent);
        answeredAt.push(now - begin);
      }
    };
    await Promise.all(Array.from({ length: this.#count }, client));
    const seconds = (performance.now() - begin) / 1_000;
    return { seconds, latencies, rates: ratesOf(answeredAt), answers };
  }

  post(path: string, body: unknown): Promise<Record<string, unknown>> {
    return this.#post(path, body);
  }

  close(): void {
    this.#agent.destroy();
  }

  #post(path: string, body: unknown): Promise<Record<string, unknown>> {
    const text = JSON.stringify(body);
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) };
    const { promise, resolve, reject } = Promise.withResolvers<Record<string, unknown>>();
    const sending = request(
      { agent: this.#agent, host: '127.0.0.1', port: this.#port, method: 'POST', path, headers },
      (response) => {
        let answer = '';
        response.setEncoding('utf8');
        response.on('data', (part: string) => {
          answer += part;
        });
        response.on('error', reject);
        response.on('end', () => {
          if (response.statusCode === 200) resolve(JSON.parse(answer));
          else reject(new Error(`${path} was answered ${response.statusCode}: ${answer}`));
        });
      },
    );
    sending.on('error', reject);
    sending.end(text);
    return promise;
  }
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
