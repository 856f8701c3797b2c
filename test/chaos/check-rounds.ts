// `npm run -s chaos:check`: judges again, from nothing but the three files of each round.

import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { type Artefacts, readArtefacts, roundFolders } from './artefacts.ts';
import { type Damage, damages, judge } from './judge.ts';
import { plant } from './plants.ts';
import { seeded } from './random.ts';
import { damageOf, type Output } from './run-rounds.ts';

const usage = `Use: npm run -s chaos:check -- DIR [--plant ${damages.join('|')}]`;

/**
 * Answers with the exit code: 0 when nothing was found, 1 when something was lost, doubled or wrong in any
 * round, 2 when there is nothing to judge. `--plant` damages the first round that can be, in memory.
 */
export function checkRounds(args: string[], { out, err }: Output): number {
  let dir: string;
  let toPlant: Damage | null;
  try {
    const { values, positionals } = parseArgs({
      args,
      options: { plant: { type: 'string' } },
      allowPositionals: true,
    });
    const [only, ...others] = positionals;
    if (!only || others.length > 0) throw new Error('Say which folder to check.');
    dir = only;
    toPlant = damageOf(values.plant);
  } catch (error) {
    err(`${(error as Error).message}\n${usage}`);
    return 2;
  }
  const folders = roundFolders(dir);
  if (folders.length === 0) {
    err(`There are no rounds in ${dir}.`);
    return 2;
  }
  let found = 0;
  for (const folder of folders) {
    const name = basename(folder);
    let artefacts: Artefacts;
    try {
      artefacts = readArtefacts(folder);
    } catch (error) {
      err(`${folder} can’t be judged: ${(error as Error).message}`);
      return 2;
    }
    const spoiled = toPlant && plant(toPlant, artefacts, seeded(name));
    if (spoiled) toPlant = null;
    const findings = judge(spoiled ?? artefacts);
    const counts = damages.map((damage) => `${damage} ${findings[damage].length}`);
    out(`${name}  acked ${artefacts.acked.length - 1}  ${counts.join(' ')}`);
    for (const damage of damages) {
      for (const sentence of findings[damage]) err(`${name}, ${damage}: ${sentence}`);
      found += findings[damage].length;
    }
  }
  if (toPlant) {
    err(`No round in ${dir} gave anything to plant ‘${toPlant}’ in.`);
    return 2;
  }
  return found > 0 ? 1 : 0;
}
