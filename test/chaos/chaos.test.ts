// The kill rounds themselves: killed at any point, the service loses nothing, tells nobody twice and breaks
// no rule, on both engines; and damage that is planted is found.

import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { roundFolder } from './artefacts.ts';
import { checkRounds } from './check-rounds.ts';
import { damages } from './judge.ts';
import { planRound } from './plan.ts';
import { runChaos } from './run-rounds.ts';

const root = mkdtempSync(join(tmpdir(), 'chaos-test-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

function output() {
  const lines = { out: [] as string[], err: [] as string[] };
  return { lines, out: (line: string) => lines.out.push(line), err: (line: string) => lines.err.push(line) };
}

describe.each(['sqlite', 'postgresql'] as const)('killed on %s', (engine) => {
  it('loses nothing, doubles nothing and breaks no rule', { timeout: 60_000 }, async () => {
    const dir = join(root, engine);
    const played = output();
    const args = ['--rounds', '2', '--seed', 'test', '--engine', engine, '--json', '--out', dir];
    expect(await runChaos(args, played), played.lines.err.join('\n')).toBe(0);

    const rounds = played.lines.out.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(rounds).toHaveLength(2);
    expect(rounds[0]).toEqual({
      v: 1,
      round: 1,
      seed: 'test:1',
      engine,
      fault: planRound('test', 1).fault.name,
      acked: expect.any(Number),
      lost: 0,
      doubled: 0,
      wrong: 0,
    });
    expect(rounds[0]?.acked).toBeGreaterThan(5);
    expect(readdirSync(roundFolder(dir, 2)).sort()).toEqual([
      'acked.ndjson',
      'export.ndjson',
      'received.ndjson',
    ]);
    expect(readFileSync(join(roundFolder(dir, 1), 'received.ndjson'), 'utf8')).toContain('"kind":"private"');

    const checked = output();
    expect(checkRounds([dir], checked), checked.lines.err.join('\n')).toBe(0);
    for (const damage of damages) expect(checkRounds([dir, '--plant', damage], output())).toBe(1);
  });
});

describe('damage planted in a round as it is played', () => {
  it.each(damages)('%s is found', { timeout: 60_000 }, async (damage) => {
    const dir = join(root, damage);
    const played = output();
    const args = ['--rounds', '1', '--seed', 'test', '--json', '--out', dir, '--plant', damage];
    expect(await runChaos(args, played)).toBe(1);
    expect(JSON.parse(played.lines.out[0] as string)[damage]).toBeGreaterThan(0);
    expect(played.lines.err.join('\n')).toContain(`round 1, ${damage}: `);
    expect(checkRounds([dir], output())).toBe(1);
  });
});

describe('what can’t be played or judged', () => {
  it.each([
    [['--engine', 'paper'], 'no engine paper'],
    [['--rounds', '0'], '--rounds'],
    [['--plant', 'stolen'], 'lost, doubled, wrong'],
    [['--what'], 'what'],
  ])('%s is refused with a sentence', async (args, words) => {
    const said = output();
    expect(await runChaos(args, said)).toBe(2);
    expect(said.lines.err.join('\n')).toContain(words);
  });

  it('a folder without rounds is refused', () => {
    const said = output();
    expect(checkRounds([join(root, 'nowhere')], said)).toBe(2);
    expect(said.lines.err.join('\n')).toContain('nowhere');
    expect(checkRounds([], output())).toBe(2);
  });
});

it('the same seed gives the same plan', () => {
  const weather = (seed: string) => Array.from({ length: 40 }, planRound(seed, 4).weather);
  const { weather: _, ...plan } = planRound('s', 4);
  expect(planRound('s', 4)).toMatchObject(plan);
  expect(planRound('t', 4)).not.toMatchObject(plan);
  expect(weather('s')).toEqual(weather('s'));
});
