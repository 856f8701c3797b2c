import { describe, expect, it } from 'vitest';
import { tables } from '../../adapters/prisma/tables.ts';
import { type Local, openLocal } from '../support/local.ts';

/** Every row of every table, as text. */
async function everything(local: Local): Promise<Record<string, string[]>> {
  const kept: Record<string, string[]> = {};
  for (const { name } of tables) {
    const rows = await local.store.db.$queryRawUnsafe<object[]>(`SELECT * FROM "${name}"`);
    kept[name] = rows.map((row) =>
      JSON.stringify(row, (_, value) => (typeof value === 'bigint' ? `${value}` : value)),
    );
  }
  return kept;
}

const stranger = 'quelqu’un que personne ne connaît';

describe('an act that is refused leaves nothing behind: no person, no mandate, no words, no receipt', () => {
  it.each([
    ['a proposal that doesn’t exist', stranger, 'objection.raise', 'P404', { reason: 'mes mots' }, 'I2'],
    ['an institution that doesn’t exist', stranger, 'objection.raise', 'P1', { reason: 'mes mots' }, 'I99'],
    ['somebody else’s objection', stranger, 'objection.lift', 'O1', { words: 'mes mots' }, 'I1'],
    ['what only the référente may do', stranger, 'institution.register', null, { name: 'mes mots' }, 'I3'],
    [
      'a call whose deadline is past',
      'referente',
      'call.open',
      null,
      { title: 'mes mots', closesAt: '2026-01-01T00:00Z' },
      null,
    ],
    [
      'a proposal that nobody carries',
      stranger,
      'proposal.submit',
      'C1',
      { title: 'mes mots', summary: 'mes mots' },
      null,
    ],
    ['an objection raised twice', 'farid', 'objection.raise', 'P1', { reason: 'mes mots' }, 'I2'],
    ['words that are too long', stranger, 'objection.raise', 'P1', { reason: 'x'.repeat(3_001) }, 'I2'],
    ['a field that nobody knows', stranger, 'objection.raise', 'P1', { vote: 'non' }, 'I2'],
  ])('%s', async (_, person, action, target, values, institution) => {
    const local = await openLocal();
    await local.act('farid', 'objection.raise', 'P1', { reason: 'Le lieu' });
    await local.settled();
    const before = await everything(local);

    const answer = await local.act(person, action, target, values, { institution });

    expect(answer.status).toBe(422);
    await local.settled();
    expect(await everything(local)).toEqual({ ...before, Lease: expect.anything() });
  });

  it('nor does it when it waits together with others that are accepted', async () => {
    const local = await openLocal();
    const [refused, accepted] = await Promise.all([
      local.act(stranger, 'objection.raise', 'P404', { reason: 'mes mots' }, { institution: 'I2' }),
      local.act('farid', 'objection.raise', 'P1', { reason: 'Le lieu' }),
    ]);
    expect([refused.status, accepted.status]).toEqual([422, 200]);
    const kept = JSON.stringify(await everything(local));
    expect(kept).toContain('Le lieu');
    expect(kept).not.toContain('mes mots');
    expect(kept).not.toContain(stranger);
  });
});
