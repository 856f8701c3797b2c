// Random stories over all actions, under charters that have little in common, judged by somebody who reads
// only what came out.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { actions } from '../../src/app/actions.ts';
import { judge } from '../chaos/judge.ts';
import { actionsInStories, type Step, story, told } from './story.ts';
import { Player } from './story-player.ts';

/**
 * The same stories at each run, so that the gate says the same of the same code. `STORIES=500` searches among
 * others; `SEED` plays those of one search again, and looks for the shortest that fails.
 */
const numRuns = Number(process.env.STORIES ?? 12);
const again = process.env.SEED
  ? { seed: Number(process.env.SEED) }
  : { endOnFailure: true, ...(process.env.STORIES ? {} : { seed: 2026 }) };

describe('quelle que soit l’histoire', () => {
  it.each(['essai-2026', 'colignon-2024', 'contraire-2026'])(
    'under %s no rule is broken, everybody is told, and the events read again give the state that stands',
    async (charter) => {
      const player = await Player.open();
      const property = fc.asyncProperty(story, async (steps) => {
        const verdict = Object.values(judge(await player.play(charter, steps))).flat();
        if (verdict.length > 0) throw new Error(verdict.join('\n'));
        expect(await player.storedState()).toEqual(await player.foldedState());
      });
      await fc.assert(property, { numRuns, ...again, asyncReporter: report });
      await player.close();
    },
    600_000,
  );

  it('played again, a story takes the same course', async () => {
    const player = await Player.open();
    const declined = Array.from({ length: 4 }, (_, nth): Step => {
      const target = { of: '~', nth };
      const values = { reason: 'Trop cher' };
      return {
        do: 'act',
        who: 'referente',
        action: 'mandate.decline',
        target,
        values,
        behalf: null,
        again: false,
      };
    });
    const course = async () =>
      (await player.play('essai-2026', declined)).exported.map((e) => [e.name, e.data?.institution]);
    const first = await course();
    expect(first.filter(([name]) => name === 'MandateDeclined')).toHaveLength(4);
    for (let again = 0; again < 3; again += 1) expect(await course()).toEqual(first);
    await player.close();
  });

  it('every action occurs in them', () => {
    expect([...actions.keys()].filter((name) => !actionsInStories.has(name))).toEqual([]);
  });
});

/** The shortest story that was found, as one would tell it, and what is wrong with it. */
async function report(run: fc.RunDetails<[Step[]]>): Promise<void> {
  if (!run.failed) return;
  const steps = run.counterexample?.[0].map(told) ?? [];
  const cause = run.errorInstance instanceof Error ? run.errorInstance.message : `${run.errorInstance}`;
  throw new Error(`SEED=${run.seed}, after ${run.numRuns} stories\n${steps.join('\n')}\n\n${cause}`);
}
