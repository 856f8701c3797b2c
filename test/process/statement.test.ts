// What can still be read of the criteria once a proposal is decided on.

import { expect, it } from 'vitest';
import { type Concertation, openConcertation } from './concertation.ts';

const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ');

async function cardOf(c: Concertation, ref: string): Promise<string> {
  const { body } = await c.get('/view');
  return plain(JSON.stringify(body.find((x: { subject: string }) => x.subject === `card:${ref}`)));
}

it('the statement of validation says that the criteria are met and who checked; the card keeps each of them', async () => {
  const c = await openConcertation('colignon-2024');
  const p = await c.submit('nadia', await c.call());
  await c.tick(p);
  await c.expire(p);
  expect(await c.statusOf(p)).toBe('validated');
  const [said] = (await c.sent('proposal.validated')).filter((s) => s.kind === 'post');
  expect(plain(said?.text ?? '')).toMatch(/Les 5 critères sont remplis, dont un vérifié par la référente\./);
  const card = await cardOf(c, p);
  expect(card).toContain('rempli (vérifié par la référente)');
  expect(card).toContain('rempli (calculé)');
  expect(card).toContain('Institutions jointes : ');
  // What becomes known later changes nothing of what was decided.
  await c.does('referente', 'institution.describe', 'I1', { rooted: 'no', legalForm: 'informal' });
  expect(await cardOf(c, p)).not.toContain('non rempli');
});

it('the statement names who could not be reached, in the room and on the card', async () => {
  const c = await openConcertation('colignon-2024');
  await c.does('referente', 'institution.register', null, { name: 'Le Relais', legalForm: 'asbl' });
  const p = await c.submit('nadia', await c.call());
  await c.tick(p);
  await c.expire(p);
  expect(await c.statusOf(p)).toBe('validated');
  const [said] = (await c.sent('proposal.validated')).filter((s) => s.kind === 'post');
  expect(plain(said?.text ?? '')).toContain('On n’a pas pu joindre : Le Relais.');
  expect(await cardOf(c, p)).toContain('On n’a pas pu joindre : Le Relais.');
});

it('a decision of the plenary on a proposal whose criteria are open is recorded, and the référente is told', async () => {
  const c = await openConcertation('colignon-2024');
  const p = await c.submit('nadia', await c.call());
  const o = await c.object('farid', p);
  await c.does('referente', 'meeting.confirm', 'M1', { place: 'Rue Haute 1' });
  const { startsAt } = await c.state('meeting', 'M1');
  await c.until(startsAt);
  const { notes } = await c.does('referente', 'outcome.record', p, { outcome: 'chosen' });
  expect(await c.state('objection', o)).toMatchObject({ status: 'overruled' });
  expect(notes.map(plain)).toEqual([
    expect.stringContaining('un critère n’est pas rempli ou reste à vérifier'),
  ]);
  expect(await cardOf(c, p)).toContain(': à vérifier');
});
