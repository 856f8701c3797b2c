// Objectives from the call to the validation, under a charter with an action plan and under one without.

import { beforeEach, describe, expect, it } from 'vitest';
import { rule } from '../support/rule.ts';
import { type Concertation, charters, openConcertation, salon } from './concertation.ts';

describe.each(charters)('les objectifs, selon %s', (charter) => {
  let c: Concertation;
  let planned: boolean;
  beforeEach(async () => {
    c = await openConcertation(charter);
    planned = c.rules.actionPlan.value !== null;
  });
  it(
    rule('actionPlan', 'a call lists objectives of the plan where there is one, else any codes'),
    async () => {
      const call = { title: 'Avec objectifs', closesAt: '2026-12-14T23:59', objectives: '9.9.9' };
      const { status, body } = await c.act('referente', 'call.open', null, call);
      expect(planned ? body.code : status).toBe(planned ? 'objective.unknown' : 200);
      const listing = await c.call({ objectives: 'T.1.2' });
      expect((await c.state('call', listing)).objectives).toEqual([planned ? 'T.1.1' : 'T.1.2']);
    },
  );

  it(
    rule('actionPlan', 'a stray code is refused and nothing is submitted; the same form put right is taken'),
    async () => {
      const call = await c.call({ objectives: '1.2, 3.2.1' });
      const form = {
        title: 'Permanence',
        summary: 'Un accueil.',
        amount: '1 000',
        objectives: '9.9.9, 3.2.1',
      };
      expect(await c.refused('farid', 'proposal.submit', call, form)).toBe('objective.unknown');
      expect((await c.state('call', call)).proposals).toEqual([]);
      const right = await c.submit('farid', call, { ...form, objectives: '3.2.1' });
      const below = { objective: '1.2.1' };
      if (planned) await c.does('lise', 'objective.name', right, below);
      else expect(await c.refused('lise', 'objective.name', right, below)).toBe('objective.unknown');
      expect((await c.state('proposal', right)).objectives.map((o: { code: string }) => o.code)).toEqual(
        planned ? ['3.2.1', '1.2.1'] : ['3.2.1'],
      );
    },
  );

  it(
    rule('actionPlan', 'a proposal that serves an objective is validated, and its statement says which'),
    async () => {
      const call = await c.call();
      const p = await c.submit('farid', call, { objectives: '1.2.1' });
      await c.tick(p);
      await c.expire(p);
      expect(await c.statusOf(p)).toBe('validated');
      const [sent] = await c.sent('proposal.validated', salon);
      const said = sent?.text ?? '';
      if (planned) expect(said).toContain('1.2.1 (Les acteurs du quartier centralisent');
      else expect(said).not.toContain('plan d’action');
    },
  );

  it(
    rule(
      'actionPlan',
      'a proposal that names none waits for one, or for the référente, where objectives are a criterion',
    ),
    async () => {
      const call = await c.call();
      const p = await c.submit('farid', call, { objectives: '' });
      await c.tick(p);
      await c.expire(p);
      const asked = c.rules.criteria.value.some((k) => k.computed?.kind === 'objectives');
      expect(await c.statusOf(p)).toBe(asked ? 'awaiting-criteria' : 'validated');
    },
  );
});
