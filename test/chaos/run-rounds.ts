// `npm run -s chaos`: plays rounds and says of each what was lost, doubled or wrong.

import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Artefacts } from './artefacts.ts';
import { type Engine, engines, openGround } from './ground.ts';
import { type Damage, damages } from './judge.ts';
import { planRound } from './plan.ts';
import { plant } from './plants.ts';
import { seeded } from './random.ts';
import { type Played, playRound } from './round.ts';

export interface Output {
  out(line: string): void;
  err(line: string): void;
}

const usage = `Use: npm run -s chaos -- [--rounds N] [--seed S] [--engine ${engines.join('|')}] [--from N]
       [--json] [--out DIR] [--plant ${damages.join('|')}]`;

interface Options {
  rounds: number;
  from: number;
  seed: string;
  engine: Engine;
  json: boolean;
  out: string;
  plant: Damage | null;
}

/**
 * Plays rounds `from` to `from + rounds - 1` of a seed. Answers with the exit code: 0 when nothing was found,
 * 1 when something was lost, doubled or wrong, 2 when it couldn’t be played.
 */
export async function runChaos(args: string[], output: Output): Promise<number> {
  let options: Options;
  try {
    options = read(args);
  } catch (error) {
    output.err(`${(error as Error).message}\n${usage}`);
    return 2;
  }
  try {
    return await playAll(options, output);
  } catch (error) {
    output.err(`The rounds could not be played: ${(error as Error).stack}`);
    return 2;
  }
}

async function playAll(options: Options, output: Output): Promise<number> {
  const { rounds, from, seed, engine } = options;
  const ground = await openGround(engine);
  const totals = { rounds: 0, acked: 0, struck: 0, found: 0, milliseconds: 0 };
  let toPlant = options.plant;
  try {
    for (let round = from; round < from + rounds; round++) {
      const plan = planRound(seed, round);
      const spoil = (artefacts: Artefacts) => {
        const spoiled = toPlant && plant(toPlant, artefacts, seeded(`${plan.seed}/plant`));
        if (spoiled) toPlant = null;
        return spoiled ?? artefacts;
      };
      const played = await playRound(ground, plan, options.out, spoil);
      report(plan.fault.name, plan.seed, round, played, options, output);
      totals.rounds += 1;
      totals.acked += played.acked;
      totals.struck += played.struck ? 1 : 0;
      totals.milliseconds += played.milliseconds;
      totals.found += Object.values(played.findings).some((list) => list.length > 0) ? 1 : 0;
    }
  } finally {
    await ground.close();
  }
  if (toPlant) {
    output.err(`No round gave anything to plant ‘${toPlant}’ in; play more rounds.`);
    return 2;
  }
  const each = Math.round(totals.milliseconds / totals.rounds);
  output.err(
    `${totals.rounds} rounds on ${engine}, ${totals.acked} acknowledged, ${totals.struck} killed at the planned point, ` +
      `${totals.found} with findings, ${each} ms each; files in ${options.out}`,
  );
  return totals.found > 0 ? 1 : 0;
}

function report(
  fault: string,
  seed: string,
  round: number,
  { findings, acked, refused, struck, milliseconds }: Played,
  { json, engine }: Options,
  output: Output,
): void {
  const { lost, doubled, wrong } = findings;
  const counts = { lost: lost.length, doubled: doubled.length, wrong: wrong.length };
  const line = { v: 1, round, seed, engine, fault, acked, ...counts };
  if (json) output.out(JSON.stringify(line));
  else {
    const where = struck ? fault : `${fault} (not reached; killed at the end)`;
    const time = `${Math.round(milliseconds)} ms`;
    output.out(
      `round ${round}  ${where}  acked ${acked}  refused ${refused}  ${Object.entries(counts).flat().join(' ')}  ${time}`,
    );
  }
  for (const damage of damages) {
    for (const sentence of findings[damage]) output.err(`round ${round}, ${damage}: ${sentence}`);
  }
}

function read(args: string[]): Options {
  const { values } = parseArgs({
    args,
    options: {
      rounds: { type: 'string', default: '10' },
      from: { type: 'string', default: '1' },
      seed: { type: 'string', default: '1' },
      engine: { type: 'string', default: 'sqlite' },
      out: { type: 'string' },
      plant: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  });
  const engine = engines.find((e) => e === values.engine);
  if (!engine) throw new Error(`There is no engine ${values.engine}.`);
  return {
    rounds: whole('rounds', values.rounds),
    from: whole('from', values.from),
    seed: values.seed,
    engine,
    json: values.json,
    out: values.out ?? mkdtempSync(join(tmpdir(), 'chaos-')),
    plant: damageOf(values.plant),
  };
}

function whole(name: string, value: string): number {
  if (/^[1-9]\d{0,5}$/.test(value)) return Number(value);
  throw new Error(`--${name} is a whole number from 1, not ${value}.`);
}

export function damageOf(value: string | undefined): Damage | null {
  if (value === undefined) return null;
  const damage = damages.find((d) => d === value);
  if (!damage) throw new Error(`--plant is one of ${damages.join(', ')}, not ${value}.`);
  return damage;
}
