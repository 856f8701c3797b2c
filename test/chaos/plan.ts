// What one round will do, drawn from its seed before anything runs: who does what, when the service is
// killed, how the platform behaves.

import { faultPoints } from '../../src/app/faults.ts';
import type { Trouble } from './platform-server.ts';
import { type Random, seeded } from './random.ts';

/** `env` is the service’s own FAULT; the other two kill it from outside, after `delay` milliseconds. */
type Fault = { name: string; env: string } | { name: 'kill@random' | 'kill@closing'; delay: number };

type StepKind =
  | 'object'
  | 'lift'
  | 'withdraw'
  | 'propose'
  | 'object-again'
  | 'lift-foreign'
  | 'unknown-target'
  | 'no-right'
  | 'missing-value'
  | 'too-long';

/** `after`: sent again once answered. `at-once`: sent twice together. `elsewhere`: its id used for another act. */
type Repeat = 'no' | 'after' | 'at-once' | 'elsewhere';

export interface Step {
  kind: StepKind;
  /** Chooses among what there is by then (proposals, objections). */
  choice: number;
  repeat: Repeat;
  /** What is written; null leaves the field empty. */
  words: string | null;
  more: string | null;
  /** Milliseconds that the person thinks first. */
  thinks: number;
}

export interface ClientPlan {
  name: string;
  /** Index among the people of the room; beyond them, somebody whom nobody knows yet. */
  persona: number;
  steps: Step[];
}

export interface Plan {
  round: number;
  seed: string;
  fault: Fault;
  /** FAULT of the life after the first death, early in it: it dies again while it recovers. */
  again: string | null;
  clients: ClientPlan[];
  /** They act while the deadline passes. */
  latecomers: ClientPlan[];
  /** Of the objections that still stand at the end, this share is lifted. */
  liftedAtEnd: number;
  /** What becomes of each request to the platform; null in calm weather. */
  weather: () => Trouble | null;
}

/** How many passings of each point a round surely sees, so that the kill comes while people act. */
const passings: Record<string, number> = {
  'execute.received': 25,
  'execute.decided': 6,
  'execute.written': 6,
  'execute.committed': 6,
  'outbox.claimed': 5,
  'outbox.sent': 20,
  'outbox.settled': 5,
  'timers.due': 1,
  'timers.fired': 1,
};

export function planRound(seed: string, round: number): Plan {
  const random = seeded(`${seed}:${round}`);
  const clients = Array.from({ length: random.int(5, 10) }, (_, i) => {
    return clientPlan(random.fork(`client ${i}`), `r${round}-c${i + 1}`, random.int(4, 8));
  });
  const latecomers = Array.from({ length: random.int(0, 3) }, (_, i) => {
    return clientPlan(random.fork(`latecomer ${i}`), `r${round}-l${i + 1}`, random.int(1, 3));
  });
  return {
    round,
    seed: `${seed}:${round}`,
    fault: faultOf(random.fork('fault')),
    again: againOf(random.fork('again')),
    clients,
    latecomers,
    liftedAtEnd: random.unit(),
    weather: weatherOf(random.fork('weather')),
  };
}

function faultOf(random: Random): Fault {
  const names = [...faultPoints, 'kill@random', 'kill@closing'] as const;
  const chosen = random.pick(names as unknown as [(typeof names)[number]]);
  if (chosen === 'kill@random') return { name: chosen, delay: random.int(20, 400) };
  if (chosen === 'kill@closing') return { name: chosen, delay: random.int(0, 60) };
  const count = random.int(1, passings[chosen] ?? 1);
  return { name: `kill@${chosen}`, env: `kill@${chosen}:${count}` };
}

function againOf(random: Random): string | null {
  const points = ['outbox.claimed', 'outbox.sent', 'outbox.settled', 'execute.received', 'execute.committed'];
  const point = random.pick(points as [string]);
  return random.chance(0.3) ? `kill@${point}:${random.int(1, 3)}` : null;
}

const kinds: readonly [StepKind, number][] = [
  ['object', 46],
  ['lift', 14],
  ['withdraw', 8],
  ['propose', 12],
  ['object-again', 5],
  ['lift-foreign', 5],
  ['unknown-target', 3],
  ['no-right', 3],
  ['missing-value', 2],
  ['too-long', 2],
];

function clientPlan(random: Random, name: string, length: number): ClientPlan {
  const persona = random.int(0, 11);
  const steps = Array.from({ length }, (_, i) => step(random, `${name}-s${i + 1}`));
  return { name, persona, steps };
}

function step(random: Random, id: string): Step {
  const repeats: [Repeat, ...Repeat[]] = [
    'no',
    'no',
    'no',
    'no',
    'no',
    'no',
    'after',
    'at-once',
    'elsewhere',
  ];
  return {
    kind: weighted(random, kinds),
    choice: random.int(0, 999),
    repeat: random.pick(repeats),
    words: random.chance(0.25) ? null : `${id} ${sentence(random)}`,
    more: random.chance(0.5) ? null : `${id} ${sentence(random)}`,
    thinks: random.chance(0.5) ? 0 : random.int(1, 40),
  };
}

function weighted<T>(random: Random, table: readonly [T, number][]): T {
  let left = random.unit() * table.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [value, weight] of table) {
    left -= weight;
    if (left < 0) return value;
  }
  return (table.at(-1) as [T, number])[0];
}

/** What people type: accents, quotes, another script, and what platforms read as markup. */
function sentence(random: Random): string {
  return random.pick([
    'L’accès des personnes à mobilité réduite n’est pas prévu.',
    'Nous n’avons pas été consultés « avant » le dépôt 🌧️',
    'De buurt is niet gehoord: "geen plan B".',
    'Voir la ligne\nsuivante, et <!channel> @everyone **gras**',
    "back\\slash, 'apostrophe', \u200b et \u05d0\u05d1",
    'Le montant (12 500 €) dépasse ce qui était convenu.',
  ]);
}

/** Most rounds are calm; in the others some requests go wrong, or all of them for a while. */
function weatherOf(random: Random): Plan['weather'] {
  const mood = random.pick(['calm', 'calm', 'calm', 'slow', 'rough', 'outage']);
  let requests = 0;
  let troubles = 0;
  const outageFrom = random.int(3, 25);
  return () => {
    requests += 1;
    if (mood === 'slow') return random.chance(0.4) ? { kind: 'slow', ms: random.int(5, 60) } : null;
    if (mood === 'outage') {
      const down = requests >= outageFrom && requests < outageFrom + 6;
      return down ? { kind: 'status', status: 503 } : null;
    }
    if (mood !== 'rough' || troubles >= 5 || !random.chance(0.12)) return null;
    troubles += 1;
    return random.pick<Trouble>([
      { kind: 'lost' },
      { kind: 'lost' },
      { kind: 'status', status: 500 },
      { kind: 'status', status: 502 },
      { kind: 'busy', retryAfter: 1 },
      { kind: 'dropped' },
    ]);
  };
}
