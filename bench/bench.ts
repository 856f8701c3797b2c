// Measures the service against what it is measured by: `npm run bench -- [NAME] [--json] [--strict]`.

import { parseArgs } from 'node:util';
import { coldStart } from './cold-start.ts';
import { discordForm, discordTap } from './discord.ts';
import { discordRooms } from './discord-rooms.ts';
import { durable } from './durable.ts';
import type { Bench, Engine, Line } from './measure.ts';
import { memory } from './memory.ts';
import { reminders } from './reminders.ts';
import { slackModal, slackTap } from './slack.ts';
import { slackMemory } from './slack-memory.ts';
import { sweep } from './sweep.ts';

const benches: Bench[] = [
  durable,
  coldStart,
  sweep,
  reminders,
  slackTap,
  slackModal,
  discordForm,
  discordTap,
  memory,
  slackMemory,
  discordRooms,
];
const leastRounds = 5;

const usage = `npm run -s bench -- [NAME …] [--json] [--strict] [--rounds N] [--engine sqlite|postgresql] [--all]

${benches.map(({ name, what, long }) => `  ${name.padEnd(18)} ${what}${long ? ' (minutes; named or --all)' : ''}`).join('\n')}

  --json     one line of JSON for each thing measured
  --strict   ends with 1 when an aim is missed
  --rounds   turns of ours and base, at least ${leastRounds}`;

/** Something asked for that there isn't; the message says what there is. */
class Wrong extends Error {}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof Wrong ? error.message : error);
  process.exitCode = 2;
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      json: { type: 'boolean', default: false },
      strict: { type: 'boolean', default: false },
      all: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
      rounds: { type: 'string', default: `${leastRounds}` },
      engine: { type: 'string' },
    },
  });
  if (values.help) {
    console.log(usage);
    return 0;
  }
  const settings = {
    rounds: roundsOf(values.rounds),
    engines: enginesOf(values.engine),
    say: (text: string) => console.error(text),
  };
  const chosen = choose(positionals, values.all);
  let missed = 0;
  for (const bench of chosen) {
    settings.say(`${bench.name}: ${bench.what}`);
    for (const line of await bench.run(settings)) {
      if (!line.pass) missed += 1;
      console.log(values.json ? JSON.stringify(line) : readable(line));
    }
  }
  return values.strict && missed > 0 ? 1 : 0;
}

function choose(names: string[], all: boolean): Bench[] {
  const unknown = names.find((name) => !benches.some((bench) => bench.name === name));
  if (unknown !== undefined) throw new Wrong(`No bench is called ${unknown}.\n\n${usage}`);
  if (names.length > 0) return benches.filter((bench) => names.includes(bench.name));
  return benches.filter((bench) => all || !bench.long);
}

function roundsOf(text: string): number {
  const rounds = Number(text);
  if (Number.isSafeInteger(rounds) && rounds >= leastRounds) return rounds;
  throw new Wrong(`--rounds must be a whole number from ${leastRounds} on.`);
}

function enginesOf(name: string | undefined): Engine[] {
  if (name === undefined) return ['sqlite', 'postgresql'];
  if (name === 'sqlite' || name === 'postgresql') return [name];
  throw new Wrong('--engine must be sqlite or postgresql.');
}

function readable({ name, engine, ours, base, ratio, spread, aim, pass, rounds }: Line): string {
  return [
    `${pass ? 'met   ' : 'MISSED'} ${name}${engine ? ` on ${engine}` : ''}`,
    `       ours   ${ours.p50} ${ours.unit} (p95 ${ours.p95}, p99 ${ours.p99})`,
    `       base   ${base.p50} ${ours.unit}: ${base.name}`,
    `       ratio  ${ratio} (${spread.join(' to ')} in ${rounds} rounds), aim ${aim}`,
  ].join('\n');
}
