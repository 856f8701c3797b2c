// What is over leaves nothing behind: a draft that was withdrawn stays its carrier’s, a mandate that ended gives
// no right, an unchanged text is no version, and what was validated still counts against the fund.

import { beforeEach, describe, expect, it } from 'vitest';
import { rule } from '../support/rule.ts';
import { type Concertation, charters, openConcertation } from './concertation.ts';

const content = {
  title: 'Un jardin partagé',
  summary: 'Avec les voisin·e·s.',
  amount: '1 000',
  partners: 'I3',
};

describe.each(charters)('ce qui est terminé, selon %s', (charter) => {
  let c: Concertation;
  let call: string;
  beforeEach(async () => {
    c = await openConcertation(charter);
    call = await c.call({ fund: '1 500' });
  });

  it('a draft that was withdrawn stays invisible: nobody can ask, object, correct or read', async () => {
    const draft = (await c.does('nadia', 'proposal.draft', call, content)).refs.proposal;
    await c.does('nadia', 'proposal.withdraw', draft);
    expect(await c.refused('farid', 'question.ask', draft, { question: 'Où ?' })).toBe('proposal.unknown');
    expect(await c.refused('farid', 'objection.raise', draft, c.objection)).toBe('proposal.unknown');
    expect(await c.refused('farid', 'concern.raise', draft, { remark: 'Loin.' })).toBe('proposal.unknown');
    expect(await c.refused('referente', 'proposal.correct', draft, { words: 'Non.' })).toBe(
      'correction.nothing',
    );
    const read = async (as: string) => (await c.get(`/view?as=${as}&in=${draft}`)).body;
    expect(JSON.stringify(await read('farid'))).not.toContain('jardin');
    expect(JSON.stringify((await c.get('/sent?after=0')).body)).not.toContain('jardin');
  });

  it('the same text again, typed anew, is no version: nobody’s answer is wiped', async () => {
    const p = await c.submit('nadia', call, content);
    await c.does('farid', 'consent.give', p);
    for (const kind of ['substantive', 'editorial'])
      expect(await c.refused('nadia', 'proposal.revise', p, { kind, ...content })).toBe('proposal.unchanged');
    expect(await c.state('proposal', p)).toMatchObject({ version: 1, answersFrom: 1 });
    await c.does('nadia', 'proposal.revise', p, { kind: 'editorial', title: 'Un jardin de quartier' });
    expect(await c.state('proposal', p)).toMatchObject({ version: 2, answersFrom: 1 });
  });

  it('whoever submitted has no right left once their mandate has ended', async () => {
    const p = await c.submit('nadia', call, content);
    const { mandate } =
      (await c.events('MandateConfirmed')).find((e) => e.data.institution === 'I1')?.data ?? {};
    await c.until('2026-11-24T09:00:00.000Z');
    await c.does('referente', 'mandate.end', mandate, {}, { institution: null });
    const words = { kind: 'substantive', title: 'Autre chose' };
    for (const institution of ['I1', null]) {
      const as = { institution };
      expect(await c.refused('nadia', 'proposal.withdraw', p, {}, as)).not.toMatch(/^200/);
      expect(await c.refused('nadia', 'proposal.revise', p, words, as)).not.toMatch(/^200/);
    }
    expect(await c.state('proposal', p)).toMatchObject({ status: 'open', version: 1 });
    await c.does('tom', 'proposal.withdraw', p);
  });

  it('what she enters for somebody, the référente vouches for: their mandate is confirmed by it', async () => {
    const p = await c.submit('nadia', call, content);
    const dupre = { name: 'Mme Dupré', institution: 'I3', mail: 'dupre@pont-levis.example', source: 'phone' };
    await c.does('referente', 'consent.give', p, {}, { for: dupre });
    const [said] = (await c.events('ConsentGiven')).slice(-1);
    expect(said?.data.author.institution).toBe('I3');
    const mandate = await c.state('mandate', `${said?.data.author.person}~I3`);
    expect(mandate).toMatchObject({ status: 'confirmed', selfConfirmed: false });
  });

  it(
    rule(
      'onCompetition',
      'what asks beside an already validated one beyond the fund competes, where the charter looks',
    ),
    async () => {
      const p = await c.submit('nadia', call, content);
      await c.tick(p);
      const q = await c.submit('farid', call, { title: 'Un café', amount: '400' });
      await c.tick(q);
      await c.object('lise', q);
      await c.expire(p);
      expect(await c.statusOf(p)).toBe('validated');
      await c.does('farid', 'proposal.revise', q, { kind: 'substantive', amount: '600' });
      const detects = c.rules.onCompetition.value.detect === 'fund';
      const found = await c.events('CompetitionDetected');
      expect(found.map((e) => e.data.proposals)).toEqual(detects ? [[p, q]] : []);
      expect((await c.state('proposal', q)).holds).toHaveLength(detects ? 2 : 1);
      expect(await c.statusOf(p)).toBe('validated');
    },
  );
});
