// How two things are compared: turn by turn, so that whatever slows the machine slows both; and what a
// bench says about it.

export type Engine = 'sqlite' | 'postgresql';

/** One thing that was measured; printed as one line of JSON. */
export interface Line {
  v: 1;
  name: string;
  engine: Engine | null;
  /** How many clients wait at once, or what else the load is counted in. */
  load: number;
  ours: { p50: number; p95: number; p99: number; unit: string };
  base: { name: string; p50: number };
  /** Median over the rounds of ours / base; `spread` is the least and the greatest. */
  ratio: number;
  spread: [number, number];
  aim: string;
  pass: boolean;
  rounds: number;
}

export interface Settings {
  rounds: number;
  engines: readonly Engine[];
  /** Tells whoever waits what is going on. */
  say: (text: string) => void;
}

export interface Bench {
  name: string;
  what: string;
  /** Takes minutes: left out unless named, or asked for by --all. */
  long?: boolean;
  run: (settings: Settings) => Promise<Line[]>;
}

/** One turn: the figure that is compared (its median is `p50`), and the samples behind it (p95 and p99). */
export interface Turn {
  figure: number;
  samples: number[];
}

/** What was found out by comparing. */
export interface Compared {
  ours: Omit<Line['ours'], 'unit'>;
  /** The median of the base's figures. */
  base: number;
  ratio: number;
  spread: [number, number];
  rounds: number;
}

/**
 * Ours, base, ours, base …; each round gives one ratio.
 * @param samples for 'rate', the greater the better: p95 is the rate that 95 % of the samples reach
 */
export async function compare(
  rounds: number,
  ours: (round: number) => Promise<Turn>,
  base: (round: number) => Promise<Turn>,
  samples: 'rate' | 'time',
): Promise<Compared> {
  const mine: Turn[] = [];
  const theirs: Turn[] = [];
  for (let round = 0; round < rounds; round++) {
    mine.push(await ours(round));
    theirs.push(await base(round));
  }
  return comparedOf(mine, theirs, samples);
}

/** Of as many turns of either. */
export function comparedOf(
  mine: readonly Turn[],
  theirs: readonly Turn[],
  samples: 'rate' | 'time',
): Compared {
  const all = mine.flatMap((turn) => turn.samples);
  const at = (p: number) => rounded(percentile(all, samples === 'time' ? p : 100 - p));
  const ratios = mine.map((turn, round) => turn.figure / (theirs[round] as Turn).figure);
  return {
    ours: { p50: rounded(median(mine.map((turn) => turn.figure))), p95: at(95), p99: at(99) },
    base: rounded(median(theirs.map((turn) => turn.figure))),
    ratio: rounded(median(ratios)),
    spread: [rounded(Math.min(...ratios)), rounded(Math.max(...ratios))],
    rounds: mine.length,
  };
}

/** The line in the order of its fields. */
export function lineOf(
  about: Pick<Line, 'name' | 'engine' | 'load' | 'aim' | 'pass'> & { unit: string; base: string },
  compared: Compared,
): Line {
  const { name, engine, load, unit, aim, pass } = about;
  const { ratio, spread, rounds } = compared;
  const ours = { ...compared.ours, unit };
  const base = { name: about.base, p50: compared.base };
  return { v: 1, name, engine, load, ours, base, ratio, spread, aim, pass, rounds };
}

export function median(values: readonly number[]): number {
  return percentile(values, 50);
}

/** Nearest rank; the median of an even number of values is the mean of the two in the middle. */
export function percentile(values: readonly number[], p: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  if (sorted.length === 0) return Number.NaN;
  const rank = (p / 100) * sorted.length;
  const [low, high] = [Math.ceil(rank) - 1, p === 50 ? Math.floor(rank) : Math.ceil(rank) - 1];
  const at = (n: number) => sorted[Math.min(sorted.length - 1, Math.max(0, n))] as number;
  return (at(low) + at(high)) / 2;
}

/** Three significant figures below a hundred, whole numbers above. */
export function rounded(value: number): number {
  return Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3));
}
